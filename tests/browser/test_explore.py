"""The page of analysis in a browser: choosing, links, Back, marks, the way to a ward and back."""

from collections.abc import Callable

import pytest

from tests.browser import accessibility
from tests.browser.visit import Visit
from tests.browser.words import foreign

pytestmark = pytest.mark.browser

PICKER = ".dv-pick-indicators"


def ticked(opened: Visit) -> set[str]:
    """Return the slugs of the indicators ticked in the panel."""
    boxes = opened.page.locator(f"{PICKER} input:checked")
    return set(boxes.evaluate_all("boxes => boxes.map((box) => box.value)"))


def press(opened: Visit, words: str) -> None:
    """Press a choice of the question."""
    opened.page.click(f'.dv-choices a:text-is("{words}")')
    opened.settle()


def test_indicator_is_found_without_accents_and_the_one_before_taken_away(
    app: str, visit: Callable[..., Visit]
) -> None:
    opened = visit(f"{app}/phan-tich")
    opened.page.click(f"{PICKER} summary")
    opened.page.fill(f'{PICKER} [type="search"]', "ty le ho ngheo")
    opened.page.check(f'{PICKER} [value="poverty-rate-pct"]')
    opened.page.fill(f'{PICKER} [type="search"]', "")
    opened.page.uncheck(f'{PICKER} [value="land-donated-m2"]')
    opened.page.wait_for_url("**chi-tieu=poverty-rate-pct")
    opened.settle()
    assert "Tỷ lệ hộ nghèo" in opened.page.inner_text(".dv-sentence")
    opened.back()
    assert "Đất hiến làm đường" in opened.page.inner_text(".dv-sentence")


def test_the_panel_of_indicators_stays_open_while_several_are_ticked(
    app: str, visit: Callable[..., Visit]
) -> None:
    opened = visit(f"{app}/phan-tich?linh-vuc=kinh-te")
    opened.page.click(f"{PICKER} summary")
    opened.page.fill(f'{PICKER} [type="search"]', "nguon tin")
    for slug in ("tips", "land-donated-m2", "poverty-rate-pct"):
        if slug != "tips":
            opened.page.fill(f'{PICKER} [type="search"]', "")
        opened.page.locator(f'{PICKER} [value="{slug}"]').click()
        opened.page.wait_for_timeout(500)
        opened.settle()
        assert opened.page.is_visible(f'{PICKER} [type="search"]')
        assert opened.page.evaluate("document.activeElement.value") == slug
    assert opened.place == "/phan-tich?linh-vuc=kinh-te&chi-tieu=poverty-rate-pct,tips"
    assert opened.page.inner_text(f"{PICKER} .dv-chosen") == "Tỷ lệ hộ nghèo, Nguồn tin Nhân dân cung cấp"
    opened.back()
    assert ticked(opened) == {"tips"}


def test_indicators_are_ticked_one_after_the_other_by_keyboard(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/phan-tich")
    keyboard = opened.page.keyboard
    opened.page.focus(f"{PICKER} summary")
    keyboard.press("Enter")
    keyboard.press("Tab")
    for words, slug in (("nguon tin", "tips"), ("ty le ho ngheo", "poverty-rate-pct")):
        keyboard.press("Control+a")
        keyboard.type(words)
        keyboard.press("Tab")
        keyboard.press("Space")
        opened.page.wait_for_url(f"**{slug}*")
        opened.settle()
        assert opened.page.evaluate("document.activeElement.value") == slug
        keyboard.press("Shift+Tab")
        assert opened.page.evaluate("document.activeElement.value") == words
    assert ticked(opened) == {"land-donated-m2", "tips", "poverty-rate-pct"}


def test_a_tick_while_an_answer_is_on_its_way_is_not_lost(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/phan-tich")
    opened.page.click(f"{PICKER} summary")
    wanted = ("tips", "cases-solved", "poverty-rate-pct", "households")
    for slug in wanted:  # each a little after the one before has been asked for
        opened.page.locator(f'{PICKER} [value="{slug}"]').click()
        opened.page.wait_for_timeout(450)
    opened.settle()
    assert ticked(opened) == {"land-donated-m2", *wanted}


def test_models_ticked_beside_figures_stay_alone(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/phan-tich")
    opened.page.click(f"{PICKER} summary")
    opened.page.locator(f'{PICKER} [value="models-in-wards"]').click()
    opened.page.wait_for_url("**models-in-wards*")
    opened.settle()
    assert ticked(opened) == {"models-in-wards"}
    assert opened.page.is_visible(f'{PICKER} [type="search"]')
    assert "mô hình chỉ xem riêng" in opened.page.inner_text(".dv-notice")


def test_each_choice_is_a_step_that_back_undoes(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/phan-tich")
    places = [opened.place]
    for words in ("Mỗi hộ", "Phễu", "Đơn vị mới (7/2025)"):
        press(opened, words)
        places.append(opened.place)
    assert places[1:] == [
        "/phan-tich?cach=moi-ho",
        "/phan-tich?cach=moi-ho&dang=pheu",
        "/phan-tich?theo=don-vi-moi&cach=moi-ho",
    ]
    for place in reversed(places[:-1]):
        opened.back()
        assert opened.place == place
    assert opened.page.inner_text('.dv-choices [aria-current="true"]:text-is("Giá trị")')


def test_a_mark_filters_by_its_ward_and_the_breadcrumb_leads_back_to_the_town(
    app: str, visit: Callable[..., Visit]
) -> None:
    opened = visit(f"{app}/phan-tich?cach=moi-ho&dang=pheu")
    opened.page.locator('[class*="st-key-pick-"] .point').first.click(force=True)
    opened.page.wait_for_url("**xa=*")
    opened.settle()
    assert opened.page.locator(".dv-crumbs li").count() == 3
    assert "cach=moi-ho&dang=pheu" in opened.place
    opened.page.click(".dv-crumbs li:first-child a")
    opened.settle()
    assert opened.place == "/phan-tich?cach=moi-ho&dang=pheu"


def test_the_units_of_july_2025_are_one_switch_away_and_the_question_stays(
    app: str, visit: Callable[..., Visit]
) -> None:
    opened = visit(f"{app}/phan-tich?chi-tieu=poverty-rate-pct&ky=nam")
    opened.page.select_option('[data-parameter="don-vi"], [name="don-vi"]', "moi")
    opened.page.wait_for_url("**don-vi=moi*")
    opened.settle()
    assert "chi-tieu=poverty-rate-pct" in opened.place
    assert "ky=nam" in opened.place
    assert "phường Trà Câu" in opened.words


def test_the_language_is_switched_and_the_question_stays(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/phan-tich?cach=moi-ho&dang=pheu")
    opened.page.click(".dv-language")
    opened.settle()
    assert opened.place == "/phan-tich?cach=moi-ho&dang=pheu&ngon-ngu=en"
    assert "per household" in opened.page.inner_text(".dv-sub >> nth=1")
    assert opened.page.is_visible("text=Download")


@pytest.mark.parametrize(
    "query",
    [
        "cach=moi-ho&dang=pheu",
        "chi-tieu=models-in-wards&theo=mo-hinh&tu=5",
        "chi-tieu=tips,cases-solved&xa=pho-an",
    ],
)
def test_the_page_is_accessible_and_of_one_language(
    app: str, visit: Callable[..., Visit], query: str
) -> None:
    opened = visit(f"{app}/phan-tich?{query}")
    assert accessibility.findings(opened.page) == []
    assert foreign(opened.words, "vi") == []
    assert opened.page.is_visible("text=Tải về")
    english = visit(f"{app}/phan-tich?{query}&ngon-ngu=en")
    assert foreign(english.words, "en") == []
