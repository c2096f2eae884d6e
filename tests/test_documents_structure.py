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


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["A. TÌNH HÌNH", "I. KẾT QUẢ", "1/ Kinh tế", "B. NHIỆM VỤ"], ["A", "A.I", "A.I.1", "B"]),
        (["I- KẾT QUẢ", "1- Kinh tế", "2- Xã hội", "II - NHIỆM VỤ"], ["I", "I.1", "I.2", "II"]),
        (["I. KẾT QUẢ", "I.1. Kinh tế", "I.2. Xã hội"], ["I", "I.1", "I.2"]),
        (
            ["I. A", "II. B", "III. C", "3.1. Kinh tế", "3.2. Xã hội"],
            ["I", "II", "III", "III.3.1", "III.3.2"],
        ),
        (["1. Kinh tế", "1.1 Đất đai", "1.2 Đường", "2. Xã hội"], ["1", "1.1", "1.2", "2"]),
        (["I. A", "1. B", "2. C", "II. D", "3. E", "4. F"], ["I", "I.1", "I.2", "II", "II.3", "II.4"]),
        (["I. A", "1. Kết quả đạt được:", "2. Kết quả 6 tháng đầu năm 2024."], ["I", "I.1", "I.2"]),
        (["**I. KẾT QUẢ**", "## 1. Kinh tế", "- *a) Đất đai*"], ["I", "I.1", "I.1"]),
        (["A. A", "B. B", "C. C", "D. D", "Đ. Đ", "E. E", "G. G", "I. I"], [*"ABCDĐEG", "G.I"]),
    ],
)
def test_headings_are_numbered_in_the_ways_of_offices(lines: list[str], expected: list[str]) -> None:
    assert sections(of(*lines)) == expected


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


PAGE = """      I. KẾT QUẢ CỦA PHONG TRÀO TRONG NĂM
      1. Về làm đường ở các thôn ven sông và trồng cây
      Trong năm qua các thôn ven sông đã cùng nhau phát quang bụi rậm và
làm xong đường ở 12 thôn1 và trồng cây hai bên đường, mỗi tuyến dài trên
3 km; riêng xã Bắc đã vận động được nhiều hộ hiến 400 m2 đất và góp công
làm mương dẫn nước về các cánh đồng ở phía nam của xã trong mùa khô này
1 Trong đó có 3 thôn ở miền núi của hai xã phía tây.
                                  7
\fvà đã xong trước mùa mưa năm nay ở tất cả các thôn của hai xã ven sông
ấy.
      2. Về vệ sinh
      Các hộ đã cùng nhau quét dọn đường làng vào mỗi sáng chủ nhật và thu
gom rác thải ở các bến sông."""


def test_a_page_that_was_copied_line_by_line_has_paragraphs_and_notes() -> None:
    document = extracted("page.txt", PAGE.encode())
    assert [(one.kind, one.section, one.note, document.of(one)[:8]) for one in document.paragraphs] == [
        ("heading", "I", "", "I. KẾT Q"),
        ("heading", "I.1", "", "1. Về là"),
        ("text", "I.1", "", "Trong nă"),
        ("note", "I.1", "1", "1 Trong "),
        ("text", "I.1", "", "7"),
        ("text", "I.1", "", "và đã xo"),
        ("heading", "I.2", "", "2. Về vệ"),
        ("text", "I.2", "", "Các hộ đ"),
    ]
    assert [document.text[mark.start - 4 : mark.end] for mark in document.marks] == ["thôn1"]
    assert document.paragraphs[5].continues == 2


def test_a_number_that_nothing_points_to_begins_no_note() -> None:
    document = of("Có 12 thôn làm đường.", "1 Phường đã xong, hiến 400 m2 đất.", "2 Xã đang làm.")
    assert kinds(document) == ["text"] * 3
    assert document.marks == ()


def test_numbers_in_brackets_are_notes_where_the_text_points_to_them() -> None:
    document = of(
        "I. KẾT QUẢ", "Có 12 thôn[1] làm đường.", "II. NHIỆM VỤ", "[1] Thôn ven sông.", "[2] Mục khác."
    )
    assert [(one.note, one.section) for one in document.paragraphs if one.kind == "note"] == [("1", "I")]


def test_a_table_of_contents_opens_no_section() -> None:
    document = of("I. KẾT QUẢ ........... 3", "II. NHIỆM VỤ\t9", "I. KẾT QUẢ", "Làm xong.", "II. NHIỆM VỤ")
    assert sections(document) == ["", "", "I", "I", "II"]


def test_what_was_said_so_far_is_not_the_end_where_headings_follow() -> None:
    document = of(
        "I. KẾT QUẢ", "Trên đây là những việc đã làm.", "II. NHIỆM VỤ", "Giữ vững.", "Trên đây là báo cáo."
    )
    assert sections(document) == ["I", "I", "II", "II", ""]


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
