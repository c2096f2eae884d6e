"""Word documents are read as they are seen in print, with footnotes where their marks stand."""

import io
import time

import docx
import pytest
from document_files import (
    STRICT,
    WORD,
    as_word,
    content_types,
    figures_lost,
    notes,
    paragraph,
    reference,
    run,
    table,
    word,
)
from test_architecture import REVIEW
from workbook_files import zipped

from danvan.documents.document import Document
from danvan.documents.extracted import extracted
from danvan.intake.issue import DataError


def of(*body: str, **parts: str) -> Document:
    named = {f"word/{part}.xml": content for part, content in parts.items()}
    return extracted("report.docx", word(*body, parts={**named}))


def told(document: Document) -> list[str]:
    return [document.of(one) for one in document.paragraphs]


def refused(content: bytes, name: str = "report.docx") -> str:
    with pytest.raises(DataError) as error:
        extracted(name, content)
    return error.value.issues[0].code


def test_a_document_of_python_docx_is_read() -> None:
    made = docx.Document()
    made.add_heading("I. KẾT QUẢ", 1)
    made.add_paragraph("Nhân dân góp 1.250 công.")
    content = io.BytesIO()
    made.save(content)
    assert told(extracted("x.docx", content.getvalue())) == ["I. KẾT QUẢ", "Nhân dân góp 1.250 công."]


def test_a_note_stands_behind_its_paragraph_and_its_mark_where_it_stood() -> None:
    document = of(
        paragraph("I. KẾT QUẢ"),
        paragraph("Có 12 thôn", reference(2), " và 3 tổ", reference(1), "."),
        paragraph("II. NHIỆM VỤ"),
        paragraph("Giữ vững", reference(3), "."),
        footnotes=notes("Tổ ven sông.", "Thôn miền núi.", "Đến năm 2030."),
    )
    assert told(document) == [
        "I. KẾT QUẢ",
        "Có 12 thôn¹ và 3 tổ².",
        "¹ Thôn miền núi.",
        "² Tổ ven sông.",
        "II. NHIỆM VỤ",
        "Giữ vững³.",
        "³ Đến năm 2030.",
    ]
    assert [document.text[mark.start : mark.end] for mark in document.marks] == ["¹", "²", "³"]
    assert [(one.note, one.section) for one in document.paragraphs if one.kind == "note"] == [
        ("1", "I"),
        ("2", "I"),
        ("3", "II"),
    ]


def test_endnotes_are_numbered_on_with_footnotes() -> None:
    document = of(
        paragraph("Một", reference(1), " và hai", reference(1, "endnote"), "."),
        footnotes=notes("Cuối trang."),
        endnotes=notes("Cuối văn bản.", kind="endnote"),
    )
    assert told(document) == ["Một¹ và hai².", "¹ Cuối trang.", "² Cuối văn bản."]


def test_a_note_within_a_table_stands_behind_the_table() -> None:
    document = of(
        table(["Xã", "Đất"], ["Bắc", paragraph("12 ha", reference(1))]), footnotes=notes("Tạm tính.")
    )
    assert document.text == "Xã\tĐất\nBắc\t12 ha¹\n\n¹ Tạm tính."
    assert [one.kind for one in document.paragraphs] == ["cell"] * 4 + ["note"]


def test_inserted_text_is_there_and_deleted_text_is_not() -> None:
    document = of(
        paragraph(
            "Góp ",
            f"<w:del>{run('15').replace('w:t', 'w:delText')}</w:del>",
            f"<w:ins>{run('18')}</w:ins>",
            f"<w:moveFrom>{run(' tỷ')}</w:moveFrom>",
            f"<w:moveTo>{run(' triệu')}</w:moveTo>",
            " đồng.",
        )
    )
    assert told(document) == ["Góp 18 triệu đồng."]


def test_a_paragraph_whose_end_was_deleted_runs_into_the_next() -> None:
    document = of(paragraph("Nhân dân góp ", properties="<w:rPr><w:del/></w:rPr>"), paragraph("25 tỷ đồng."))
    assert told(document) == ["Nhân dân góp 25 tỷ đồng."]


def test_hidden_text_and_field_codes_are_left_out_and_results_are_there() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>SUM(9999)</w:instrText></w:r>'
        f'{run("77")}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("31")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    document = of(
        paragraph("Góp ", field, " công", run("88", "<w:vanish/>"), run(" mới", '<w:vanish w:val="0"/>'), ".")
    )
    assert told(document) == ["Góp 31 công mới."]


def test_a_table_of_contents_is_left_out() -> None:
    styles = (
        f'<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
        "</w:styles>"
    )
    listed = paragraph("I. KẾT QUẢ 3", properties='<w:pStyle w:val="TOC1"/>')
    assert told(of(listed, paragraph("I. KẾT QUẢ"), styles=styles)) == ["I. KẾT QUẢ"]


def test_automatic_numbers_are_written_out() -> None:
    levels = [("upperRoman", "%1."), ("decimal", "%2."), ("decimal", "%2.%3."), ("bullet", "•")]
    numbering = (
        f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="4">'
        + "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{how}"/><w:lvlText w:val="{shown}"/></w:lvl>'
            for level, (how, shown) in enumerate(levels)
        )
        + '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num></w:numbering>'
    )

    def numbered(level: int, text: str) -> str:
        listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>'
        return paragraph(text, properties=listed)

    document = of(
        numbered(0, "KẾT QUẢ"),
        numbered(1, "Kinh tế"),
        numbered(2, "Đất đai"),
        numbered(3, "hiến 3 ha;"),
        numbered(2, "Ngày công"),
        numbered(0, "NHIỆM VỤ"),
        numbered(1, "Giữ vững"),
        numbering=numbering,
    )
    assert [(document.of(one), one.section) for one in document.paragraphs] == [
        ("I. KẾT QUẢ", "I"),
        ("1. Kinh tế", "I.1"),
        ("1.1. Đất đai", "I.1.1"),
        ("- hiến 3 ha;", "I.1.1"),
        ("1.2. Ngày công", "I.1.2"),
        ("II. NHIỆM VỤ", "II"),
        ("1. Giữ vững", "II.1"),
    ]


def test_a_raised_digit_is_a_raised_digit() -> None:
    document = of(paragraph("Hiến 400 m", run("2", '<w:vertAlign w:val="superscript"/>'), " đất."))
    assert told(document) == ["Hiến 400 m² đất."]
    assert document.marks == ()


def test_letters_of_an_old_font_are_read_by_it() -> None:
    old = run("Phæ Hßa", '<w:rFonts w:ascii=".VnTime"/>')
    capitals = run("phæ hßa", '<w:rFonts w:ascii=".VnTimeH"/>')
    assert told(of(paragraph(old, " có 5 thôn, ", capitals))) == ["Phổ Hòa có 5 thôn, PHỔ HÒA"]


def test_letters_taken_apart_are_put_together_over_the_ends_of_runs() -> None:
    assert told(of(paragraph("e", "\u0323\u0302", " thôn"))) == ["ệ thôn"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('Trong khung.')}</w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    both = f"<w:drawing>{box}</w:drawing>", f"<w:pict>{box}</w:pict>"
    choices = (
        f'<w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice>{both[0]}</mc:Choice>'
        f"<mc:Fallback>{both[1]}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert told(of(paragraph("Ngoài khung.", choices))) == ["Ngoài khung.", "Trong khung."]


def test_a_strict_document_is_read_too() -> None:
    assert told(extracted("x.docx", word(paragraph("Có 5 thôn."), space=STRICT))) == ["Có 5 thôn."]


def test_parts_are_found_by_what_the_package_says_of_them() -> None:
    listed = content_types().replace("/word/document.xml", "/word/document2.xml")
    body = f'<w:document xmlns:w="{WORD}"><w:body>{paragraph("Có 5 thôn.")}</w:body></w:document>'
    parts: dict[str, str | bytes] = {"[Content_Types].xml": listed, "word/document2.xml": body}
    assert told(extracted("x.docx", word(paragraph("Bản cũ."), parts=parts))) == ["Có 5 thôn."]


def test_a_style_of_headings_makes_a_heading_without_a_number() -> None:
    styles = (
        f'<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
        "</w:styles>"
    )
    heading = paragraph("Kết quả chung", properties='<w:pStyle w:val="H1"/>')
    assert [one.kind for one in of(heading, paragraph("Có 5 thôn."), styles=styles).paragraphs] == [
        "heading",
        "text",
    ]


def test_a_table_of_one_column_is_a_frame_around_paragraphs() -> None:
    document = of(table(["I. KẾT QUẢ"], ["Có 5 thôn."]))
    assert [(one.kind, one.section) for one in document.paragraphs] == [("heading", "I"), ("text", "I")]


def test_what_is_no_document_of_word_is_refused_by_name() -> None:
    body = paragraph("Có 5 thôn.")
    macros = content_types("application/vnd.ms-word.document.macroEnabled.main+xml")
    assert refused(word(body, parts={"[Content_Types].xml": macros})) == "document_macros"
    assert refused(word(body, parts={"word/vbaProject.bin": b"x"})) == "document_macros"
    assert refused(word(body)[:-40]) == "document_broken"
    assert refused(word(body, parts={"word/document.xml": "<w:document"})) == "document_broken"
    assert refused(word(body, parts={"word/document.xml": ""})) == "document_broken"
    assert refused(word("")) == "document_no_text"
    assert refused(zipped({"xl/workbook.xml": "<x/>"})) == "document_kind"
    assert refused(zipped({"mimetype": "application/vnd.oasis.opendocument.text"})) == "document_kind"
    assert refused(zipped({"a.txt": "x"})) == "document_kind"


def test_nothing_outside_is_fetched_and_no_entity_is_unfolded() -> None:
    inner = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "bbbb">]>'
    for said in ("&a;", "&b;", "x"):
        body = f"<w:body>{paragraph('Có')}<w:p>{said}</w:p></w:body>"
        document = f'{inner}<w:document xmlns:w="{WORD}">{body}</w:document>'
        assert refused(word(parts={"word/document.xml": document})) == "document_broken"


def test_a_bomb_is_not_unpacked() -> None:
    blank = f'<w:document xmlns:w="{WORD}"><w:body>{" " * 40_000_000}</w:body></w:document>'
    assert refused(word(parts={"word/document.xml": blank})) == "document_bomb"
    deep = "<w:ins>" * 300 + run("x") + "</w:ins>" * 300
    assert refused(word(f"<w:p>{deep}</w:p>")) == "document_bomb"


def test_the_old_word_and_a_locked_document_say_what_to_do() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    assert refused(old + "WordDocument".encode("utf-16-le"), "x.doc") == "document_old_word"
    assert refused(old + "EncryptedPackage".encode("utf-16-le")) == "document_encrypted"
    assert refused(old + "Workbook".encode("utf-16-le"), "x.xls") == "document_kind"


def test_a_hundred_pages_are_read_at_once() -> None:
    sentence = "Các thôn đã vận động Nhân dân góp 1.250 ngày công và hiến 3.400 m² đất làm đường. " * 10
    content = word(*(paragraph(sentence) for _ in range(400)))
    began = time.process_time()
    document = extracted("dai.docx", content)
    assert time.process_time() - began < 2
    assert len(document.paragraphs) == 400


@pytest.mark.skipif(not REVIEW.exists(), reason="the review is not beside the project")
def test_all_figures_of_the_review_stand_in_their_section_and_note_in_its_word_file() -> None:
    text = extracted(REVIEW.name, REVIEW.read_bytes())
    lost, found = figures_lost(extracted("review.docx", as_word(text)), text)
    assert lost == []
    assert found == 31
