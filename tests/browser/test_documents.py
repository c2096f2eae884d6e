"""A report from its file to the pages: add it, decide what the machine reads in it, publish, see the figure."""

import io
from collections.abc import Callable

import docx
import pytest

from danvan.paths import ROOT
from tests.browser.accessibility import findings
from tests.browser.visit import Visit
from tests.browser.words import foreign

pytestmark = pytest.mark.browser

PAGE = "/tai-lieu"
REVIEW = ROOT.parent / "shared" / "report" / "bc-ubnd-duc-pho-2022.txt"
SIZES = ((1440, 900), (1024, 768), (390, 844))
DECIDED = (
    "() => document.querySelectorAll('article[data-kind=\"figure\"]:not([data-decided])').length === {open}"
)


def report(*paragraphs: str) -> bytes:
    """Return a report of these paragraphs as a document of Word."""
    made = docx.Document()
    for paragraph in (
        "ỦY BAN NHÂN DÂN THỊ XÃ ĐỨC PHỔ",
        "BÁO CÁO",
        "Kết quả phong trào năm 2023",
        *paragraphs,
    ):
        made.add_paragraph(paragraph)
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


SMALL = report(
    "I. KẾT QUẢ",
    "Năm 2023, người dân toàn thị xã hiến 4.321 m² đất để mở đường và góp 5.678 ngày công.",
    "Theo Kế hoạch số 12/KH-UBND, ngày 05/3/2023 thị xã <b>họp</b> sơ kết.",
)


def add(page: Visit, name: str, content: bytes, kind: str = "application/octet-stream") -> None:
    """Drop a file, fill in what its text does not say, and keep it."""
    page.page.locator('input[type="file"]').set_input_files(
        {"name": name, "mimeType": kind, "buffer": content}
    )
    page.page.locator('[data-testid="stForm"]').wait_for()
    page.settle()
    assert foreign(page.words, "vi") == []
    page.page.get_by_label("Người thêm (họ và tên)").fill("Nguyễn Thị Lan")
    page.page.get_by_role("button", name="Giữ văn bản và tìm số liệu").click()
    page.page.locator(".dv-desk").wait_for()
    page.settle()


def publish(page: Visit, by: str) -> None:
    page.page.get_by_role("link", name="Xem thay đổi và công bố").click()
    page.page.get_by_role("button", name="Công bố", exact=True).wait_for()
    page.settle()
    page.page.get_by_label("Người công bố (họ và tên)").fill(by)
    page.page.keyboard.press("Enter")
    page.settle()
    page.page.get_by_role("button", name="Công bố", exact=True).click()
    page.page.get_by_text("Đã công bố số liệu của").wait_for()
    page.settle()


def test_a_report_of_word_goes_from_its_file_to_the_page_of_its_figure(
    fresh_app: str, visit: Callable[..., Visit]
) -> None:
    desk = visit(fresh_app + PAGE)
    add(desk, "báo cáo.docx", SMALL)
    assert desk.page.locator('article[data-kind="figure"]').count() == 2
    assert "4.321 m²" in desk.words
    assert desk.page.locator(".dv-desk b", has_text="họp").count() == 0
    desk.page.locator("[data-by]").fill("Trần Văn Bình")
    row = desk.page.locator("article", has=desk.page.locator("mark", has_text="4.321"))
    row.get_by_role("button", name="Nhận").click()
    desk.page.locator("article[data-decided='accepted']").wait_for()
    desk.page.keyboard.press("s")
    form = desk.page.locator("article form")
    form.locator('[data-field="value"]').fill("5.679")
    form.locator('[data-field="why"]').fill("đối chiếu biên bản")
    desk.page.keyboard.press("Enter")
    desk.page.locator("article[data-decided='changed']").wait_for()
    assert "đối chiếu biên bản" in desk.words
    publish(desk, "Lê Thị Hoa")
    assert "Lê Thị Hoa" in visit(f"{fresh_app}/nap-so-lieu").words
    shown = visit(f"{fresh_app}/hien-dat").words
    assert "4.321" in shown
    again = visit(desk.page.url.replace("&buoc=cong-bo", ""))
    assert "Như số đang dùng" in again.words
    assert again.page.locator("article[data-decided]").count() == 2


def test_decisions_made_quickly_one_after_the_other_are_all_kept(
    fresh_app: str, visit: Callable[..., Visit]
) -> None:
    desk = visit(fresh_app + PAGE)
    add(desk, "báo cáo.docx", SMALL)
    desk.page.locator("[data-by]").fill("Trần Văn Bình")
    desk.page.evaluate(
        "() => document.querySelectorAll('article [data-accept]').forEach((one) => one.click())"
    )
    desk.page.wait_for_function(DECIDED.format(open=0))
    assert "Chưa quyết định (0)" in desk.words
    assert "Đã quyết định 2/2" in desk.words


def test_a_file_that_cannot_be_read_says_why_and_what_to_do(
    fresh_app: str, visit: Callable[..., Visit]
) -> None:
    desk = visit(fresh_app + PAGE)
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
    desk.page.locator('input[type="file"]').set_input_files(
        {"name": "cu.doc", "mimeType": "application/msword", "buffer": old}
    )
    desk.page.get_by_text("Word cũ (.doc)").wait_for()
    desk.settle()
    assert "Lưu thành" in desk.words
    assert desk.page.locator('[data-testid="stForm"]').count() == 0


def test_two_persons_see_what_the_other_decided_and_a_document_is_removed(
    fresh_app: str, visit: Callable[..., Visit]
) -> None:
    first = visit(fresh_app + PAGE)
    add(first, "báo cáo.docx", SMALL)
    second = visit(first.page.url)
    for one, by in ((first, "Bình"), (second, "Hoa")):
        one.page.locator("[data-by]").fill(by)
        one.page.locator("article").first.get_by_role("button", name="Nhận").click()
        one.page.locator("article[data-decided]").wait_for()
    assert "Trong lúc đó Bình đã quyết định" in second.words
    assert "Trước đó: Đã nhận · Bình" in second.words
    first.page.reload()
    first.settle()
    assert "Đã nhận · Hoa" in first.words
    listed = visit(fresh_app + PAGE)
    listed.page.locator(".dv-remove summary").click()
    assert "2 quyết định" in listed.words
    listed.page.get_by_role("button", name="Xóa văn bản này").click()
    listed.page.get_by_text("Chưa có văn bản nào").wait_for()
    listed.settle()


@pytest.mark.skipif(not REVIEW.exists(), reason="the review is not beside the project")
def test_the_review_accepted_as_it_is_read_brings_nothing_new(
    fresh_app: str, visit: Callable[..., Visit]
) -> None:
    desk = visit(fresh_app + PAGE)
    add(desk, REVIEW.name, REVIEW.read_bytes(), "text/plain")
    assert "31 số được nhận ra" in desk.words
    desk.page.locator("[data-by]").fill("Trần Văn Bình")
    least = desk.page.locator("[data-least]")
    least.select_option(index=least.locator("option").count() - 1)
    desk.page.locator("#dv-read-bulk button").click()
    desk.page.wait_for_function(DECIDED.format(open=0))
    desk.page.get_by_role("link", name="Xem thay đổi và công bố").click()
    desk.page.get_by_text("Số liệu này đã có sẵn, không có gì thay đổi.").wait_for()
    desk.settle()
    assert desk.page.get_by_role("button", name="Công bố", exact=True).count() == 0


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
def test_the_desk_is_whole_in_either_language_at_every_width(
    fresh_app: str, visit: Callable[..., Visit], size: tuple[int, int]
) -> None:
    desk = visit(fresh_app + PAGE, size)
    add(desk, "báo cáo.docx", SMALL)
    desk.page.locator("article").first.get_by_role("button", name="Sửa").click()
    for language in ("vi", "en"):
        desk.screenshot(f"documents-desk-{language}-{size[0]}")
        assert not desk.is_too_wide()
        assert findings(desk.page) == []
        if language == "vi":
            assert foreign(desk.words, "vi") == []
            desk.page.locator("a.dv-language").click()
            desk.settle()
