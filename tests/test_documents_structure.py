"""How a document is built, told from its text: sections, footnotes and sentences that a page cuts."""

import csv
import hashlib

import pytest
from test_architecture import REVIEW

from danvan.documents.document import Document, Paragraph
from danvan.documents.extracted import extracted
from danvan.paths import ROOT

FACTS = ROOT.parent / "shared" / "facts" / "report_facts.csv"
OUTSIDE = {"0": "", "KT": ""}
needs_review = pytest.mark.skipif(not REVIEW.exists(), reason="the review is not beside the project")


def of(*paragraphs: str) -> Document:
    return extracted("report.txt", "\n\n".join(paragraphs).encode())


def sections(document: Document) -> list[str]:
    return [one.section for one in document.paragraphs]


def kinds(document: Document) -> list[str]:
    return [one.kind for one in document.paragraphs]


def paragraph(document: Document, beginning: str) -> Paragraph:
    return next(one for one in document.paragraphs if document.of(one).startswith(beginning))


def test_the_numbers_of_headings_make_the_path_of_a_section() -> None:
    document = of(
        "Mở đầu báo cáo.",
        "I. ĐÁNH GIÁ",
        "1. Kết quả",
        "1.1. Về đất đai",
        "Nhân dân hiến 12 ha đất.",
        "a) Đất lúa",
        "Nhân dân hiến 3 ha đất.",
        "1.2. Về ngày công",
        "II. NHIỆM VỤ",
        "1. Tập trung",
    )
    assert sections(document) == [
        "",
        "I",
        "I.1",
        "I.1.1",
        "I.1.1",
        "I.1.1.a",
        "I.1.1.a",
        "I.1.2",
        "II",
        "II.1",
    ]


def test_a_numbered_sentence_is_no_heading() -> None:
    document = of(
        "I. NHIỆM VỤ", "1. Vận động 40 hộ dân. Làm 2 km đường.", "2. Vận động 20 hộ;", "3. Giữ 15 mô hình."
    )
    assert sections(document) == ["I"] * 4
    assert kinds(document) == ["heading", "item", "item", "item"]


def test_a_number_that_does_not_come_next_opens_no_section() -> None:
    document = of("I. KẾT QUẢ", "1. Kinh tế", "7.2 Km đường mới", "2020. Năm đại hội", "4 Phường đã xong")
    assert sections(document) == ["I", "I.1", "I.1", "I.1", "I.1"]


def test_parts_and_appendices_have_sections_of_their_own() -> None:
    document = of(
        "Phần thứ nhất", "I. KẾT QUẢ", "PHẦN THỨ HAI: NHIỆM VỤ", "I. CHỈ TIÊU", "PHỤ LỤC 1", "1. Bảng kê"
    )
    assert sections(document) == ["P1", "P1.I", "P2", "P2.I", "PL1", "PL1.1"]


def test_the_end_of_a_document_stands_in_no_section() -> None:
    document = of("I. KẾT QUẢ", "Đã làm xong.", "Trên đây là báo cáo của đơn vị.", "Nơi nhận:", "- Như trên;")
    assert sections(document) == ["I", "I", "", "", ""]


def test_a_note_belongs_where_its_mark_stands() -> None:
    document = of(
        "I. KẾT QUẢ",
        "1. Kinh tế",
        "Có 12 thôn¹ làm xong đường.",
        "2. Xã hội",
        "Có 400 m² sân chơi².",
        "¹ Trong đó 3 thôn ven biển.",
        "² Tại trường cũ.",
    )
    assert [(mark.note, document.text[mark.start - 4 : mark.start]) for mark in document.marks] == [
        ("1", "thôn"),
        ("2", "chơi"),
    ]
    assert paragraph(document, "¹").section == "I.1"
    assert paragraph(document, "²").note == "2"
    assert paragraph(document, "²").section == "I.2"


@pytest.mark.parametrize("said", ["12 m² đất", "3 km²", "5 dm³ nước", "2,4 tỷ đồng/m²"])
def test_the_exponent_of_a_unit_is_no_mark(said: str) -> None:
    assert of(f"Nhân dân hiến {said}.", "² Năm nay.").marks == ()


@pytest.mark.parametrize(
    "said", ["12 xóm² mới", "đạt 85%² trở lên", "“*3 không*”² của thị đoàn", "700 m²² đất"]
)
def test_a_raised_number_behind_a_word_is_a_mark(said: str) -> None:
    assert [mark.note for mark in of(f"Nhân dân có {said}.", "² Năm nay.").marks] == ["2"]


def test_numbers_that_begin_again_on_each_page_are_paired_in_order() -> None:
    document = of("I. A", "Xã Bắc¹ làm xong.", "¹ Hai thôn.", "II. B", "Xã Nam¹ làm xong.", "¹ Ba thôn.")
    assert [one.section for one in document.paragraphs if one.kind == "note"] == ["I", "II"]


def test_a_sentence_cut_by_a_page_goes_on_behind_the_notes() -> None:
    first = "Trong năm qua các địa phương đã vận động Nhân dân góp được"
    document = of(
        first, "¹ Chú thích của trang.", "7.250 ngày công làm đường.", "Câu khác đã trọn.", "các xã"
    )
    assert [one.continues for one in document.paragraphs] == [None, None, 0, None, None]


def test_a_list_and_a_heading_do_not_continue_the_line_before() -> None:
    document = of(
        "Các đơn vị đã thực hiện nhiều nội dung quan trọng như", "- phát quang bụi rậm", "2. Xã hội"
    )
    assert [one.continues for one in document.paragraphs] == [None, None, None]


def test_wrapped_lines_are_one_paragraph() -> None:
    line = "các thôn đã cùng nhau phát quang đường làng ngõ xóm và\n"
    document = of("I. KẾT QUẢ", f"Năm nay {line}{line * 4}trồng hoa.", f"Bên cạnh đó {line * 5}trồng cây.")
    assert kinds(document) == ["heading", "text", "text"]


@needs_review
def test_the_text_of_the_review_is_the_one_its_locators_count_in() -> None:
    content = REVIEW.read_bytes()
    document = extracted(REVIEW.name, content)
    assert document.sha256 == hashlib.sha256(content).hexdigest()


@needs_review
def test_every_number_of_the_review_stands_in_its_section() -> None:
    document = extracted(REVIEW.name, REVIEW.read_bytes())
    with FACTS.open(encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    wrong = []
    for fact in facts:
        at = document.at(int(fact["value_start"]))
        found = "nowhere" if at is None else document.paragraphs[at].section
        if found != OUTSIDE.get(fact["section"], fact["section"]):
            wrong.append((fact["fact_id"], found))
    assert wrong == []
    assert len(facts) > 100


@needs_review
def test_the_four_sentences_that_pages_of_the_review_cut_go_on() -> None:
    document = extracted(REVIEW.name, REVIEW.read_bytes())
    cut = [
        (document.of(document.paragraphs[one.continues])[-8:], document.of(one)[:8])
        for one in document.paragraphs
        if one.continues is not None
    ]
    assert cut == [
        ("tin, bài", "về các m"),
        ("đóng góp", "25.769 n"),
        (" đăng ký", "thực hiệ"),
        ("tạo điều", "kiện, ch"),
    ]
