"""Every page on A4: light, nothing cut, no control, and at its head which figures these are."""

from collections.abc import Callable

import pytest

from danvan.ui.sitemap import PAGES, SitePage
from tests.browser.paper import CUT, HEIGHT_PX, HIGHEST_PLOT, LAID_OUT, WIDTH_PX, pages_of, printed, sizes_of
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

A4_POINTS = (595, 842)
# The list of sources has a hundred figures on a page, each with its notes.
MOST_PAGES = {"overview": 1, "poverty": 2, "ward": 1, "submit": 1, "explore": 2, "sources": 11}
CONTROLS = (".dv-nav", ".dv-bar", "[data-print]", ".dv-take", ".dv-take-away")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_prints_whole_on_a4(app: str, visit: Callable[..., Visit], page: SitePage) -> None:
    opened = visit(f"{app}{page.href}")
    pdf = printed(opened.page)
    assert sizes_of(pdf) == {A4_POINTS}
    assert 1 <= pages_of(pdf) <= MOST_PAGES.get(page.name, 6)
    opened.page.evaluate(LAID_OUT)
    opened.page.wait_for_timeout(500)
    opened.page.emulate_media(media="print")
    opened.page.set_viewport_size({"width": int(WIDTH_PX), "height": int(HEIGHT_PX)})
    opened.page.wait_for_timeout(500)
    assert opened.page.evaluate(CUT, WIDTH_PX) == []
    assert opened.page.evaluate(HIGHEST_PLOT) <= HEIGHT_PX
    assert [name for name in CONTROLS if opened.page.locator(f"{name}:visible").count()] == []


def test_paper_says_at_its_head_which_figures_these_are(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/hien-dat?xa=pho-hoa&nam=2018-2021&so-lieu=that")
    said = opened.page.locator(".dv-paper")
    assert not said.is_visible()
    opened.page.emulate_media(media="print")
    words = said.inner_text()
    for part in ("Dân vận khéo", "thị xã Đức Phổ", "Phổ Hòa", "2018–2021", "chỉ số liệu thật", "mã 20"):
        assert part in words


def test_the_key_that_prints_lays_the_page_out_for_paper_first_and_back_after(
    app: str, visit: Callable[..., Visit]
) -> None:
    """Print itself is replaced: a dialog would wait for somebody."""
    opened = visit(f"{app}/giam-ngheo")
    before = opened.page.evaluate("() => document.querySelector('.main-svg').clientWidth")
    opened.page.evaluate(
        "() => { window.print = () => { window.printedAt = "
        "document.querySelector('.main-svg').clientWidth; }; }"
    )
    opened.page.keyboard.press("Control+p")
    opened.page.wait_for_function("() => window.printedAt")
    assert before > 960 >= opened.page.evaluate("() => window.printedAt")
    opened.page.wait_for_function(
        "(width) => document.querySelector('.main-svg').clientWidth === width", arg=before
    )
