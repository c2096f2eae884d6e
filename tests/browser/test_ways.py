"""The ways through the app: links, filters, marks, language, Back."""

from collections.abc import Callable

import pytest

from tests.browser.visit import Visit

pytestmark = pytest.mark.browser


def test_link_with_filters_is_understood_as_first_request_to_a_fresh_server(
    fresh_app: str, visit: Callable[..., Visit]
) -> None:
    opened = visit(f"{fresh_app}/giam-ngheo?xa=pho-hoa&nam=2018-2020")
    assert opened.page.inner_text('nav [aria-current="page"]') == "Giảm nghèo"
    assert opened.chosen_places == "Phổ Hòa"
    assert opened.page.input_value('[data-end="first"]') == "2018"
    assert opened.page.input_value('[data-end="last"]') == "2020"


def test_filter_survives_a_change_of_page_and_back_undoes_one_step_each(
    app: str, visit: Callable[..., Visit]
) -> None:
    opened = visit(f"{app}/giam-ngheo")
    opened.page.select_option('[data-end="first"]', "2019")
    opened.settle()
    assert opened.place == "/giam-ngheo?nam=2019-2021"
    opened.page.click("nav >> text=Hiến đất")
    opened.settle()
    assert opened.place == "/hien-dat?nam=2019-2021"
    opened.back()
    assert opened.place == "/giam-ngheo?nam=2019-2021"
    opened.back()
    assert opened.place == "/giam-ngheo"
    assert opened.page.input_value('[data-end="first"]') == "2017"


def test_ward_is_found_without_accents_and_by_keyboard(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/giam-ngheo")
    opened.page.focus(".dv-pick summary")
    opened.page.keyboard.press("Enter")
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.type("pho hoa")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url("**xa=pho-hoa")
    opened.settle()
    assert opened.chosen_places == "Phổ Hòa"
    opened.page.keyboard.press("Escape")
    assert opened.page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_several_wards_ticked_at_once_are_one_step(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/giam-ngheo")
    opened.page.click(".dv-pick summary")
    opened.page.check('.dv-pick [value="pho-chau"]')
    opened.page.check('.dv-pick [value="pho-an"]')
    opened.page.wait_for_url("**xa=pho-an,pho-chau")
    opened.settle()
    opened.back()
    assert opened.place == "/giam-ngheo"


def test_filters_are_cleared_together(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/giam-ngheo?xa=pho-hoa&nam=2018-2020&ngon-ngu=en")
    opened.page.click("[data-clear]")
    opened.settle()
    assert opened.place == "/giam-ngheo?ngon-ngu=en"
    assert opened.page.is_hidden("[data-clear]")


def test_language_is_switched_and_the_filters_stay(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/giam-ngheo?xa=pho-hoa")
    opened.page.click(".dv-language")
    opened.settle()
    assert opened.place == "/giam-ngheo?xa=pho-hoa&ngon-ngu=en"
    assert opened.page.title().startswith("Poverty reduction")
    opened.page.click(".dv-language")
    opened.settle()
    assert opened.place == "/giam-ngheo?xa=pho-hoa"


def test_click_on_a_mark_filters_by_its_ward_and_back_undoes_it(
    app: str, visit: Callable[..., Visit]
) -> None:
    opened = visit(f"{app}/giam-ngheo")
    opened.page.locator('[class*="st-key-pick-"] .point').first.click(force=True)
    opened.page.wait_for_url("**?xa=*")
    opened.settle()
    assert opened.chosen_places != "Tất cả"
    opened.back()
    assert opened.chosen_places == "Tất cả"


def test_unknown_values_of_a_link_are_said_and_the_nearest_is_offered(
    app: str, visit: Callable[..., Visit]
) -> None:
    opened = visit(f"{app}/giam-ngheo?xa=pho-an,pho-hoaa")
    notice = opened.page.inner_text(".dv-notice")
    assert "pho-hoaa" in notice
    opened.page.click(".dv-notice a")
    opened.settle()
    assert opened.place == "/giam-ngheo?xa=pho-an,pho-hoa"
    assert opened.page.locator(".dv-notice").count() == 0


def test_unknown_page_leads_to_the_first_page_which_says_so(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/khong-co-trang-nay?xa=pho-hoa")
    assert opened.place == "/?xa=pho-hoa&trang=khong-co-trang-nay"
    assert "khong-co-trang-nay" in opened.page.inner_text(".dv-notice")
