"""A PDF with text is read in paragraphs, with footnotes at their marks and without the furniture of its pages."""

import itertools
import time
import zlib
from collections.abc import Sequence
from dataclasses import replace

import pytest
from document_files import Written, pdf, pdf_of, width

from danvan.documents.document import Document
from danvan.documents.extracted import DOCUMENT, extracted
from danvan.intake.issue import DataError

LEFT, RIGHT, LEADING = 85.0, 540.0, 18.0
SENTENCE = "Nhân dân các thôn đã cùng nhau góp công sức làm đường và trồng cây hai bên"
FULL = "Nhân dân các thôn đã cùng nhau góp công sức làm đường và trồng cây"


def of(*pages: Sequence[Written], drawn: str = "") -> Document:
    return extracted("report.pdf", pdf(*pages, drawn=drawn))


def lines(*texts: str, top: float = 760.0, size: float = 14.0, x: float = LEFT) -> list[Written]:
    """Return lines below one another from the top of a page on."""
    return [Written(text, x, top - LEADING * number, size) for number, text in enumerate(texts)]


def raised(text: str, behind: Written) -> Written:
    """Return a small raised text that stands behind a line."""
    return Written(text, behind.x + width(behind.text, behind.size), behind.y + 5, 8)


def told(document: Document) -> list[str]:
    return [document.of(one) for one in document.paragraphs]


def refused(content: bytes) -> str:
    with pytest.raises(DataError) as error:
        extracted("report.pdf", content)
    assert all(error.value.issues[0].message(language) for language in ("vi", "en"))
    return error.value.issues[0].code


def test_full_lines_are_joined_and_a_short_one_ends_a_paragraph() -> None:
    document = of(lines("I. KẾT QUẢ", FULL, FULL, "hoa.", "Năm sau làm tiếp 12 km đường.", FULL, "hoa."))
    assert told(document) == [
        "I. KẾT QUẢ",
        f"{FULL} {FULL} hoa.",
        "Năm sau làm tiếp 12 km đường.",
        f"{FULL} hoa.",
    ]


def test_an_indent_behind_a_full_sentence_begins_a_paragraph() -> None:
    full = FULL[:-1] + "."
    document = of(
        [
            *lines(full, full),
            *lines(FULL, top=760 - 2 * LEADING, x=LEFT + 36),
            *lines("hoa.", top=760 - 3 * LEADING),
        ]
    )
    assert told(document) == [f"{full} {full}", f"{FULL} hoa."]


def test_a_sentence_goes_on_over_a_page_and_its_number_and_head_are_left_out() -> None:
    number = itertools.count(1)

    def page(*texts: str) -> list[Written]:
        head = Written("Báo cáo của thị xã", LEFT, 815)
        return [head, Written(str(next(number)), 300, 800), *lines(*texts)]

    document = of(page(FULL, FULL), page("1.250 cây xanh.", FULL, "hoa."), page("Năm sau làm tiếp."))
    assert told(document) == [f"{FULL} {FULL} 1.250 cây xanh.", f"{FULL} hoa.", "Năm sau làm tiếp."]


def test_a_number_alone_that_counts_no_pages_stays() -> None:
    document = of(lines(FULL, "45"), lines(FULL, "hoa."))
    assert "45" in document.text


def test_a_note_at_the_foot_stands_at_its_mark() -> None:
    first, second = lines(FULL, "Có 12 thôn")
    page = [
        Written("I. KẾT QUẢ", LEFT, 790),
        first,
        second,
        raised("1", second),
        Written("1", LEFT, 83, 7),
        Written("Trong đó 3 thôn ven sông và", LEFT + 6, 80, 10),
        Written("2 thôn miền núi.", LEFT, 68, 10),
    ]
    document = of(page, lines("II. NHIỆM VỤ", "Giữ vững."))
    assert told(document) == [
        "I. KẾT QUẢ",
        f"{FULL} Có 12 thôn¹",
        "¹ Trong đó 3 thôn ven sông và 2 thôn miền núi.",
        "II. NHIỆM VỤ",
        "Giữ vững.",
    ]
    note = document.paragraphs[2]
    assert (note.kind, note.note, note.section) == ("note", "1", "I")
    assert [(mark.note, document.text[mark.start]) for mark in document.marks] == [("1", "¹")]


def test_a_note_goes_on_at_the_foot_of_the_next_page() -> None:
    *others, first = lines(FULL, "hoa.", "Có 12 thôn làm xong")
    foot = [Written("1 Trong đó ba thôn", LEFT, 80, 10), Written("làm từ năm trước và còn", LEFT, 68, 10)]
    following = [*lines("Năm sau làm tiếp."), Written("2 thôn nữa.", LEFT, 80, 10)]
    document = of([*others, first, raised("1", first), *foot], following)
    assert told(document) == [
        f"{FULL} hoa.",
        "Có 12 thôn làm xong¹",
        "¹ Trong đó ba thôn làm từ năm trước và còn 2 thôn nữa.",
        "Năm sau làm tiếp.",
    ]


def test_small_rows_that_no_mark_points_to_are_no_notes() -> None:
    document = of([*lines(FULL, FULL, "hoa."), Written("1 Số liệu tạm tính.", LEFT, 80, 10)])
    assert [one.kind for one in document.paragraphs] == ["text", "text"]


def test_notes_printed_as_large_as_the_text_are_told_by_all_marks_of_the_page() -> None:
    first, second = lines("Có 12 thôn", "Có 5 tổ.")
    notes = lines("1 Trong đó 3 thôn.", "2 Ven sông.", top=100)
    document = of([first, raised("1", first), second, raised("2", second), *notes])
    assert [one.note for one in document.paragraphs if one.kind == "note"] == ["1", "2"]


def test_the_exponent_of_a_unit_is_no_mark() -> None:
    (first,) = lines("Hiến 400 m")
    document = of([first, raised("2", first)])
    assert told(document) == ["Hiến 400 m²"]
    assert document.marks == ()


def test_columns_are_cells() -> None:
    rows = [[*lines("Xã Bắc", top=y), *lines("1.250", top=y, x=300)] for y in (700, 680)]
    document = of(list(itertools.chain(*rows)))
    assert [(document.of(one), one.kind) for one in document.paragraphs] == [
        ("Xã Bắc", "cell"),
        ("1.250", "cell"),
        ("Xã Bắc", "cell"),
        ("1.250", "cell"),
    ]


def test_a_ruled_line_parts_columns_that_stand_close() -> None:
    page = [*lines("12"), *lines("345", x=LEFT + width("12") + 6)]
    x = LEFT + width("12") + 3
    assert told(of([*page, *lines("Hai cột.", top=600)], drawn=f"{x} 700 m {x} 800 l S\n"))[:2] == [
        "12",
        "345",
    ]
    assert told(of([*page, *lines("Hai cột.", top=600)]))[0] == "12 345"


def test_a_heading_in_bold_stands_alone() -> None:
    bold = Written(
        "Những kết quả đã đạt được trong năm qua ở các thôn của xã nhà", LEFT, 778, 14, "Times-Bold"
    )
    assert told(of([bold, *lines(FULL, "hoa.")])) == [bold.text, f"{FULL} hoa."]


def test_a_table_of_contents_is_left_out() -> None:
    document = of(lines("I. KẾT QUẢ .................... 3", "I. KẾT QUẢ", "Làm xong."))
    assert told(document) == ["I. KẾT QUẢ", "Làm xong."]


def test_years_held_together_by_a_hyphen_stay_together() -> None:
    first = "Phong trào đã được phát động trong cả giai đoạn của các năm 2017-"
    assert told(of(lines(first, "2021 ở xã."))) == [f"{first}2021 ở xã."]


def test_what_cannot_be_read_is_refused_by_name() -> None:
    whole = pdf(lines("Có 5 thôn."))
    assert refused(b"%PDF-1.7\n") == "document_broken"
    assert refused(whole[: len(whole) // 3]) in ("document_broken", "document_no_text")
    assert refused(pdf([])) == "document_no_text"


PICTURE = "<< /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"


def scanned(text: str = "") -> bytes:
    """Return a PDF of one page that a picture fills."""
    drawn = f"q 595 0 0 842 0 0 cm /P Do Q {text}"
    return pdf_of(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            "/Resources << /XObject << /P 5 0 R >> >> >>",
            f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
            f"{PICTURE}\nstream\nx\nendstream",
        ]
    )


def test_a_scan_says_that_it_is_one() -> None:
    assert refused(scanned()) == "document_scan"


def test_a_stream_that_unpacks_without_end_is_not_unpacked() -> None:
    packed = zlib.compress(b" " * 101_000_000, 1)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        f"<< /Filter /FlateDecode /Length {len(packed)} >>\nstream\n{packed.decode('latin-1')}\nendstream",
    ]
    began = time.process_time()
    assert refused(pdf_of(objects)) == "document_bomb"
    assert time.process_time() - began < 3


def test_a_page_that_draws_without_end_is_stopped() -> None:
    endless = "1 0 0 1 0 0 cm " * 100_000
    content = pdf(lines("Có 5 thôn."), drawn=endless)
    with pytest.raises(DataError) as error:
        extracted("report.pdf", content, replace(DOCUMENT, seconds=0.2))
    assert error.value.issues[0].code == "document_slow"


def test_fonts_that_do_not_say_which_letter_is_which_are_refused() -> None:
    whole = pdf(lines(SENTENCE))
    assert refused(whole.replace(b"/ToUnicode 3 0 R", b"                ")) == "document_unmapped"
