"""Preparing a presentation in a real browser: a show in a few steps, slides changed, files with progress."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pptx
import pytest

from danvan.exports import pdf
from tests.browser.accessibility import findings
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

SHOW = "/trinh-chieu/chieu"
MOST_STEPS, MOST_SECONDS = 5, 60


def titles(opened: Visit) -> list[str]:
    said: list[str] = opened.page.locator(".dv-slide h3").all_inner_texts()
    return said


def test_from_the_first_page_to_a_running_show_about_one_ward(app: str, visit: Callable[..., Visit]) -> None:
    """Someone who never saw the program gets there in five steps, each a word that is on the screen."""
    opened, begun = visit(app), time.monotonic()
    steps: list[str] = []

    def click(selector: str) -> None:
        steps.append(selector)
        opened.page.click(selector)

    click('.dv-nav >> text="Trình chiếu"')
    opened.settle()
    click(".dv-pick > summary")
    click('.dv-pick-list label:has-text("Phổ Hòa")')
    opened.page.wait_for_url("**xa=pho-hoa*")
    opened.settle()
    opened.page.keyboard.press("Escape")
    with opened.page.context.expect_page() as found:
        click('text="Bắt đầu trình chiếu"')
    show = found.value
    show.wait_for_selector("html[data-ready]")
    assert len(steps) < MOST_STEPS
    assert time.monotonic() - begun < MOST_SECONDS
    parts = urlsplit(show.url)
    assert parts.path == SHOW
    assert parse_qs(parts.query)["xa"] == ["pho-hoa"]
    assert "Phường Phổ Hòa" in show.inner_text("body")
    show.close()


def test_slides_are_changed_by_the_keyboard_and_back_undoes(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/trinh-chieu?xa=pho-hoa")
    whole = titles(opened)
    opened.page.focus('[data-control^="down "] >> nth=0')
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url("**thu-tu=*")
    opened.settle()
    assert titles(opened)[:2] == [whole[1], whole[0]]
    focused = "document.activeElement.dataset.control"
    assert opened.page.evaluate(focused).startswith("down ")
    opened.page.focus('[data-control^="drop "] >> nth=2')
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url("**bo=*")
    opened.settle()
    assert titles(opened) == [whole[1], whole[0], *whole[3:]]
    assert opened.page.evaluate(focused).startswith("bring_back ")
    opened.back()
    opened.back()
    assert titles(opened) == whole


def test_a_title_and_a_slide_are_typed_and_stand_in_the_link(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/trinh-chieu?xa=pho-hoa")
    opened.page.click(".dv-slide-edit >> nth=1 >> summary")
    opened.page.fill(".dv-slide-edit >> nth=1 >> input", "Đất của dân: 100% & hơn")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url("**ten=*")
    opened.settle()
    assert titles(opened)[1] == "Đất của dân: 100% & hơn"
    opened.page.click('text="Thêm trang chữ"')
    opened.page.fill('.dv-deck-add input[data-field="title"]', "Xin ý kiến")
    opened.page.fill(".dv-deck-add textarea", "Một | hai\nBa")
    opened.page.click('text="Thêm vào cuối bài"')
    opened.page.wait_for_url("**them=*")
    opened.settle()
    assert titles(opened)[-1] == "Xin ý kiến"
    again = visit(opened.page.url)
    assert titles(again) == titles(opened)
    again.page.click('text="Về bản gốc"')
    again.settle()
    assert again.place == "/trinh-chieu?xa=pho-hoa"


def test_a_presentation_is_kept_opened_and_forgotten(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/trinh-chieu?xa=pho-hoa&bo=nguon")
    opened.page.click('summary:text-is("Giữ bài này")')
    opened.page.fill('.dv-kept input[data-field="name"]', "Hội nghị sáu tháng")
    opened.page.fill('.dv-kept input[data-field="by"]', "Lan")
    opened.page.click('.dv-kept button:text-is("Giữ bài này")')
    opened.page.wait_for_selector('.dv-kept a:text-is("Hội nghị sáu tháng")')
    other = visit(f"{app}/trinh-chieu")
    other.page.click('.dv-kept a:text-is("Hội nghị sáu tháng")')
    other.settle()
    assert other.place == "/trinh-chieu?xa=pho-hoa&bo=nguon"
    opened.page.click('.dv-kept li summary:text-is("Xóa khỏi danh sách")')
    opened.page.click('.dv-kept li button:text-is("Xóa khỏi danh sách")')
    opened.page.wait_for_selector('.dv-kept a:text-is("Hội nghị sáu tháng")', state="detached")


def test_the_form_of_the_report_is_filled_in(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/trinh-chieu")
    opened.page.click('summary:text-is("Thể thức báo cáo")')
    opened.page.fill('.dv-office input[data-field="date"]', "31/2/2026")
    opened.page.click(".dv-office button")
    opened.page.wait_for_selector('.dv-office [data-said]:has-text("31/2/2026")')
    opened.page.fill('.dv-office input[data-field="date"]', "2026-04-05")
    opened.page.click(".dv-office button")
    opened.page.wait_for_selector(".dv-office:has-text('Đã điền 1/')", state="attached")
    opened.refusal_was_wanted()


def test_powerpoint_is_downloaded_with_its_progress_said(
    app: str, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    opened = visit(f"{app}/trinh-chieu?xa=pho-hoa&linh-vuc=kinh-te")
    with opened.page.expect_download(timeout=60_000) as found:
        opened.page.click('button:text-is("PowerPoint (.pptx)")')
        bar = opened.page.wait_for_selector(".dv-job [role=progressbar]")
        assert bar.get_attribute("aria-label") == "Đang làm tệp"
    file = tmp_path / "bai.pptx"
    found.value.save_as(file)
    assert re.fullmatch(r"trinh-chieu_[a-z0-9_-]+\.pptx", found.value.suggested_filename)
    slides = pptx.Presentation(str(file)).slides
    assert next(iter(slides)).shapes.title.text_frame.text == titles(opened)[0]
    opened.page.wait_for_selector('.dv-job [role=status]:text-is("Đã xong")')
    assert not opened.page.is_visible("[data-job-cancel]")


def test_a_pdf_is_cancelled_by_the_keyboard_and_can_be_asked_for_again(
    app: str, visit: Callable[..., Visit]
) -> None:
    if pdf.program() is None:
        pytest.skip("no LibreOffice is installed")
    opened = visit(f"{app}/trinh-chieu")
    opened.page.click('button:text-is("PDF của bài trình chiếu")')
    opened.page.focus("[data-job-cancel]")
    assert findings(opened.page) == []
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_selector('.dv-job [role=status]:text-is("Đã hủy.")')
    assert not opened.page.is_visible(".dv-job [role=progressbar]")
    with opened.page.expect_download(timeout=120_000) as found:
        opened.page.click('button:text-is("PDF của báo cáo")')
    assert Path(found.value.path()).read_bytes().startswith(b"%PDF-")


def test_the_page_is_read_on_a_phone_in_the_dark_too(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/trinh-chieu?xa=pho-hoa&bo=nguon&ngon-ngu=en", (390, 844))
    opened.page.emulate_media(color_scheme="dark")
    opened.page.reload()
    opened.settle()
    for summary in opened.page.locator(".dv-more > summary").all():
        summary.click()
    assert not opened.is_too_wide()
    assert findings(opened.page) == []
