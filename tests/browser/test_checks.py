"""What does not add up, in a browser: both sides on any screen, an explanation, and open pages that hear of it."""

from collections.abc import Callable

import pytest

from tests.browser.accessibility import findings
from tests.browser.visit import Visit
from tests.browser.words import foreign

pytestmark = pytest.mark.browser

PAGE = "/doi-chieu"
SIZES = ((1440, 900), (1024, 768), (390, 844))
CUT = """() => [...document.querySelectorAll(".dv-check *")]
  .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((one) => one.className)"""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
def test_both_sides_stand_on_any_screen_with_the_difference_between(
    app: str, visit: Callable[..., Visit], size: tuple[int, int]
) -> None:
    opened = visit(f"{app}{PAGE}", size)
    card = opened.page.locator(".dv-check", has_text="14 xã, phường").first
    assert card.locator(".dv-check-value").all_inner_texts() == ["14 xã, phường", "15 xã, phường"]
    assert "lệch 1 xã, phường" in card.inner_text()
    assert "Còn để ngỏ" in card.locator(".dv-status-open").inner_text()
    assert opened.page.evaluate(CUT) == []
    assert foreign(opened.words, "vi") == []
    assert findings(opened.page) == []


def test_the_value_leads_to_the_sentence_that_it_stands_in(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}{PAGE}")
    opened.page.locator(".dv-check-value a", has_text="14 xã, phường").click()
    opened.settle()
    assert opened.place.startswith("/nguon?")
    assert "4327-4329" in opened.place


def test_an_explanation_is_kept_and_open_pages_hear_of_it(
    fresh_app: str, visit: Callable[..., Visit]
) -> None:
    overview, checks = visit(fresh_app), visit(f"{fresh_app}{PAGE}")
    assert "14 xã, phường" in overview.words
    card = checks.page.locator(".dv-check", has_text="14 xã, phường").first
    card.locator("summary").click()
    card.locator('[data-field="by"]').fill("Nguyễn Thị Lan")
    card.locator('[data-field="why"]').fill("Một nơi chưa đăng ký.")
    card.locator("button").click()
    checks.page.locator(".dv-checks-folded > summary", has_text="1 chỗ").click()
    told = checks.page.locator(".dv-check-explained .dv-check-said").inner_text()
    assert "Nguyễn Thị Lan giải thích ngày" in told
    assert "Một nơi chưa đăng ký." in told
    overview.page.bring_to_front()
    overview.page.wait_for_function(
        "() => !document.body.innerText.includes('14 xã, phường')", timeout=15_000
    )
