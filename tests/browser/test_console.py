"""The console in the browser: write, run, be refused, go back, and come from a card."""

from collections.abc import Callable

import pytest

from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

BOX = "form[data-console] textarea"


def cells(opened: Visit) -> list[str]:
    said: list[str] = opened.page.locator(".dv-answer td").all_inner_texts()
    return said


def write(opened: Visit, question: str) -> None:
    opened.page.fill(BOX, question)
    opened.page.press(BOX, "Control+Enter")
    opened.page.wait_for_url("**hoi=*")
    opened.settle()


def test_an_example_runs_with_one_click_and_back_undoes_it(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/sql")
    opened.page.click("text=Tỷ lệ hộ nghèo theo từng chuẩn nghèo")
    opened.settle()
    assert opened.place == "/sql?mau=poverty_by_standard"
    assert "poverty_rate_pct" in opened.page.input_value(BOX)
    assert "3.19" in cells(opened)
    opened.back()
    assert opened.page.input_value(BOX) == ""
    assert cells(opened) == []


def test_what_is_written_stands_in_the_address_and_the_reader_stays_in_the_box(
    app: str, visit: Callable[..., Visit]
) -> None:
    opened = visit(f"{app}/sql?ten=fields&ngon-ngu=en")
    write(opened, "select 41 + 1 as answer")
    assert opened.place == "/sql?ngon-ngu=en&hoi=select+41+%2B+1+as+answer"
    assert cells(opened) == ["42"]
    assert opened.page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    opened.back()
    assert "from fields" in opened.page.input_value(BOX)
    assert "kinh_te" in cells(opened)


def test_a_link_brings_back_the_question_that_was_written_over(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/sql?mau=lower_bounds")
    written = opened.page.input_value(BOX)
    opened.page.fill(BOX, "select 1")
    opened.page.click(".dv-examples [aria-current]")
    opened.settle()
    opened.page.wait_for_timeout(200)
    assert opened.page.input_value(BOX) == written


def test_a_refusal_is_said_and_the_question_stays_to_be_mended(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/sql")
    write(opened, "drop table places")
    assert "Chỉ hỏi được bằng câu select" in opened.page.inner_text(".dv-notice")
    assert opened.page.input_value(BOX) == "drop table places"
    write(opened, "select '<b>x</b>' as \"<i>y</i>\"")
    assert cells(opened) == ["<b>x</b>"]
    assert opened.page.inner_text(".dv-answer th") == "<i>y</i>"


def test_a_card_leads_to_the_sql_behind_it_and_its_other_questions(
    app: str, visit: Callable[..., Visit]
) -> None:
    opened = visit(f"{app}/giam-ngheo?xa=pho-hoa")
    opened.page.locator(".dv-sql-link a").first.click()
    opened.settle()
    assert opened.place.startswith("/sql?ten=series:")
    assert opened.place.endswith("&xa=pho-hoa")
    assert "o.indicator = 'poverty_rate_pct'" in opened.page.input_value(BOX)
    assert "3.19" in cells(opened)
    opened.page.click(".dv-choice >> text=open_points")
    opened.settle()
    assert "from open_points" in opened.page.input_value(BOX)
    opened.back()
    opened.back()
    assert opened.place == "/giam-ngheo?xa=pho-hoa"
