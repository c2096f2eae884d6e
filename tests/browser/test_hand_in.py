"""Handing in as a clerk does: take the form, fill it in, drop it, see what is wrong, publish, find it on the page."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.browser.visit import Visit
from tests.browser.words import foreign

pytestmark = pytest.mark.browser

PAGE = "/nap-so-lieu"
PERIOD, FIRST_ROW, HEADINGS = 2, 7, 4


def filled_in(form: bytes, **figures: object) -> bytes:
    """Return the form with one line of figures for 2021, by the beginning of their headings."""
    book = openpyxl.load_workbook(io.BytesIO(form))
    sheet = book.worksheets[0]
    sheet.cell(FIRST_ROW, PERIOD).value = "2021"
    for column in range(1, sheet.max_column + 1):
        heading = str(sheet.cell(HEADINGS, column).value)
        for name, value in figures.items():
            if heading.startswith(name.replace("_", " ")):
                sheet.cell(FIRST_ROW, column).value = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def take_form(visit: Visit, ward: str) -> bytes:
    visit.page.get_by_label("Biểu mẫu cho").click()
    visit.page.get_by_role("option", name=ward, exact=True).click()
    visit.settle()
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Tải biểu mẫu (.xlsx)").click()
    return Path(download.value.path()).read_bytes()


def drop(visit: Visit, name: str, content: bytes, kind: str = "text/csv") -> None:
    file: Any = {"name": name, "mimeType": kind, "buffer": content}
    visit.page.locator('input[type="file"]').set_input_files(file)
    visit.page.locator(".dv-notice").first.wait_for()
    visit.settle()


def publish(visit: Visit, by: str) -> None:
    visit.page.get_by_label("Người nộp (họ và tên)").first.fill(by)
    visit.page.keyboard.press("Enter")
    visit.settle()
    visit.page.get_by_role("button", name="Công bố").click()
    visit.page.get_by_text("Đã công bố").first.wait_for()
    visit.settle()


def test_a_form_that_is_filled_in_is_on_the_page_a_moment_later(
    fresh_app: str, visit: Callable[..., Visit]
) -> None:
    desk = visit(fresh_app + PAGE)
    form = take_form(desk, "Phường Phổ Hòa")
    assert foreign(desk.words, "vi") == []
    drop(desk, "pho-hoa.xlsx", filled_in(form, Đất_hiến="1.683", Hộ_dân_cư=1054), "application/octet-stream")
    assert "1.683 m²" in desk.words
    assert foreign(desk.words, "vi") == []
    publish(desk, "Nguyễn Thị Lan")
    assert "Nguyễn Thị Lan" in desk.words
    page = visit(fresh_app + "/hien-dat")
    assert "1/15 xã, phường đã nộp" in page.words
    assert "1.683" in page.words


def test_every_fault_is_named_at_its_cell_and_given_back_marked(
    fresh_app: str, visit: Callable[..., Visit]
) -> None:
    desk = visit(fresh_app + PAGE)
    drop(desk, "sai.csv", "Xã, phường;Kỳ;Đất hiến;Hộ nghèo\nPhổ Hoàa;2021;5;abc\n".encode())
    assert "Phổ Hòa" in desk.page.inner_text(".dv-table")
    assert "ô D2" in desk.page.inner_text(".dv-table")
    assert desk.page.get_by_role("button", name="Công bố").count() == 0
    with desk.page.expect_download() as download:
        desk.page.get_by_role("button", name="Tải tệp có đánh dấu").click()
    book = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert "abc" in str(book.worksheets[0]["D2"].comment.text)


def test_a_number_of_two_readings_is_asked_and_read_as_answered(
    fresh_app: str, visit: Callable[..., Visit]
) -> None:
    desk = visit(fresh_app + PAGE)
    drop(desk, "tien.csv", "Xã, phường;Kỳ;Tiền đóng góp (triệu đồng)\nPhổ An;2021;1.306\n".encode())
    desk.page.get_by_text("1.306 → 1,306 tỷ đồng").click()
    desk.page.get_by_text("Nếu công bố").wait_for()
    desk.settle()
    assert "1,306 tỷ đồng" in desk.words
    assert desk.page.get_by_role("button", name="Công bố").count() == 1


def test_markup_in_a_file_is_shown_as_text(fresh_app: str, visit: Callable[..., Visit]) -> None:
    desk = visit(fresh_app + PAGE)
    hostile = "<img src=x onerror=document.title='owned'>"
    name = "<b>x</b> **y** [z](http~a) :red[r].csv"
    drop(desk, name, f'Xã, phường;Kỳ;Tiền (triệu đồng)\n"{hostile}";2021;5\nPhổ An;2021;1.306\n'.encode())
    assert desk.page.locator('[data-testid="stRadio"]').get_by_text(name).count() == 1
    assert hostile in desk.words
    assert desk.page.title() != "owned"
    assert desk.page.locator(".dv-table img").count() == 0


def test_going_back_takes_the_figures_off_the_page(fresh_app: str, visit: Callable[..., Visit]) -> None:
    desk = visit(fresh_app + PAGE)
    drop(desk, "hai.csv", "Xã, phường;Kỳ;Đất hiến\nPhổ An;2021;777\n".encode())
    publish(desk, "An")
    desk.page.get_by_text("Khôi phục một bản trước").click()
    desk.page.wait_for_timeout(500)  # the part unfolds
    desk.page.get_by_label("Bản số liệu", exact=True).click()
    desk.page.get_by_role("option").first.click()
    desk.settle()
    desk.page.get_by_label("Người nộp (họ và tên)").last.fill("Bình")
    desk.page.keyboard.press("Enter")
    desk.settle()
    desk.page.get_by_text("Tôi hiểu").click()
    desk.settle()
    desk.page.get_by_role("button", name="Khôi phục", exact=True).click()
    desk.page.get_by_role("cell", name="Bình").wait_for()
    desk.settle()
    assert "777" not in visit(fresh_app + "/hien-dat").words


def test_a_page_that_is_open_takes_new_figures_by_itself(fresh_app: str, visit: Callable[..., Visit]) -> None:
    reader = visit(fresh_app + "/hien-dat")
    desk = visit(fresh_app + PAGE)
    drop(desk, "ba.csv", "Xã, phường;Kỳ;Đất hiến\nPhổ An;2021;4321\n".encode())
    publish(desk, "An")
    reader.page.bring_to_front()
    reader.page.get_by_text("1/15 xã, phường đã nộp").first.wait_for(timeout=30_000)
    reader.settle()
    assert "4.321" in reader.words
