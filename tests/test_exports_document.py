import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from hypothesis import given
from hypothesis import strategies as some

from danvan import text
from danvan.exports.document import Appendix, Column, Group, Office, Report, Section, Table
from danvan.exports.document.looks import LOOKS
from danvan.exports.document.said import BLANK, dated, numbered, place_and_date, recipients, roman
from danvan.exports.document.tables import column_widths
from danvan.exports.document.written import document
from danvan.progress import Cancelled

VI, EN = text.words("vi"), text.words("en")
OFFICE = Office(
    parent_body="UBND tỉnh Quảng Ngãi",
    issuing_body="UBND thị xã Đức Phổ",
    symbol="UBND",
    number="5",
    place="Đức Phổ",
    date="2022-04-05",
    addressees=("Sở Nội vụ tỉnh Quảng Ngãi",),
    authority="TM. Ủy ban nhân dân",
    signatory_title="Chủ tịch",
    signatory_name="Nguyễn Văn An",
    recipients=("Thường trực Thị ủy", "- Các phòng, ban;"),
    archive="NV",
)
TABLE = Table(
    columns=(Column("TT", 1), Column("Chỉ tiêu", 4), Column("Giá trị (m²)", 2, numeric=True)),
    groups=(Group("Kinh tế", (("1", "Đất hiến", "196.833"), ("2", "Đường", "trên 211"))),),
    source="Nguồn: Báo cáo 4/2022.",
    standing="Tính chất: Theo báo cáo.",
)
REPORT = Report(
    office=OFFICE,
    abstract="Kết quả phong trào",
    opening=("Kết quả như sau:",),
    sections=(
        Section("Kết quả", (), (Section("Kinh tế", ("Một đoạn.",), (Section("Đất", ("Hai.",)),)),)),
        Section("Số liệu", ("Ba.",)),
    ),
    closing="Trên đây là kết quả./.",
    appendices=(Appendix("Số liệu", (TABLE,)), Appendix("Theo năm", (TABLE, TABLE), landscape=True)),
    snapshot="s-1",
    identity="Bản số liệu s-1",
    as_of=date(2026, 1, 2),
    language="vi",
    stem="bao-cao",
)


def opened(report: Report = REPORT) -> Document:
    return docx.Document(io.BytesIO(document(report)))


def texts(made: Document) -> list[str]:
    """Return the text of every paragraph, those in tables too, in their order."""
    return ["".join(one.text or "" for one in each.iter(qn("w:t"))) for each in paragraphs(made)]


def paragraphs(made: Document) -> Iterator[Any]:
    return made.element.body.iter(qn("w:p"))


def by_style(made: Document, code: str) -> list[str]:
    styled = [one for one in paragraphs(made) if one.pPr is not None and one.pPr.style == code]
    return ["".join(part.text or "" for part in one.iter(qn("w:t"))) for one in styled]


def millimetres(length: Length | None) -> int:
    assert length is not None
    return round(length.mm)


def test_pages_are_a4_with_the_margins_of_the_decree() -> None:
    first, upright, wide = opened().sections
    assert [millimetres(side) for side in (first.page_width, first.page_height)] == [210, 297]
    assert [millimetres(side) for side in (first.top_margin, first.bottom_margin)] == [20, 20]
    assert [millimetres(side) for side in (first.left_margin, first.right_margin)] == [30, 15]
    assert upright.orientation == WD_ORIENTATION.PORTRAIT
    assert (wide.orientation, millimetres(wide.page_width)) == (WD_ORIENTATION.LANDSCAPE, 297)


def test_the_number_of_the_page_is_a_field_in_the_margin_above_and_not_on_the_first_page() -> None:
    for section in opened().sections:
        assert section.different_first_page_header_footer
        assert section.first_page_header.paragraphs[0].text == ""
        header = section.header.paragraphs[0]
        assert [one.text for one in header._p.iter(qn("w:instrText"))] == [" PAGE "]
        assert header.style is not None
        assert header.style.name == "Header"
        assert section.header_distance is not None
        assert section.header_distance < Mm(20)


def test_each_appendix_counts_its_own_pages() -> None:
    counted = [section._sectPr.find(qn("w:pgNumType")) for section in opened().sections]
    assert counted[0] is None
    assert [one.get(qn("w:start")) for one in counted[1:]] == ["1", "1"]


def test_everything_is_times_new_roman_in_black_and_the_text_14_points_set_to_both_sides() -> None:
    made = opened()
    content = made.styles.element.xml
    fonts = [set(one.attrib.values()) for one in made.styles.element.iter(qn("w:rFonts"))]
    assert all(one == {"Times New Roman"} for one in fonts)
    assert "Theme=" not in content.split("</w:latentStyles>")[1]
    assert set(re.findall(r'<w:color w:val="([^"]+)"', content)) == {"000000"}
    body = made.styles["Body Text"]
    assert (body.font.size, body.paragraph_format.first_line_indent) == (Pt(14), Mm(12.7))  # type: ignore[attr-defined]
    assert body.paragraph_format.space_after >= Pt(6)  # type: ignore[attr-defined]
    assert 1 <= body.paragraph_format.line_spacing <= 1.5  # type: ignore[attr-defined]
    assert body.element.pPr.jc.val == 3  # both sides


def test_headings_are_real_and_numbered_by_word() -> None:
    made = opened()
    assert [(one.text, one.style.name) for one in made.paragraphs if one.style.name.startswith("Heading")] == [  # type: ignore[union-attr]
        ("Kết quả", "Heading 1"), ("Kinh tế", "Heading 2"), ("Đất", "Heading 3"), ("Số liệu", "Heading 1"),
    ]  # fmt: skip
    levels = made.part.numbering_part.element.findall(".//" + qn("w:lvl"))
    shown = [
        (one.find(qn("w:numFmt")).get(qn("w:val")), one.find(qn("w:lvlText")).get(qn("w:val")))
        for one in levels
    ]
    assert shown == [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")]
    for level in (1, 2, 3):
        properties = made.styles[f"Heading {level}"].element.pPr
        assert properties.numPr.ilvl.val == level - 1
        assert properties.find(qn("w:outlineLvl")).get(qn("w:val")) == str(level - 1)


def test_no_indent_of_a_paragraph_reaches_a_cell() -> None:
    made = opened()
    assert made.styles["Normal"].element.pPr is None
    cells = {
        one.get(qn("w:val")) for one in made.element.body.iterfind(".//" + qn("w:tc") + "//" + qn("w:pStyle"))
    }
    assert {"TableText", "TableNumber", "TableHead", "TableGroup"} <= cells
    assert all(not LOOKS[code].first_line for code in cells if code != "Rule")


def test_heads_of_tables_stand_again_on_each_page_and_no_row_is_broken() -> None:
    made = opened()
    ruled = made.element.body.findall(qn("w:tbl"))[2:]
    assert len(ruled) == 3
    for table in ruled:
        rows = table.findall(qn("w:tr"))
        assert [row.find(".//" + qn("w:tblHeader")) is not None for row in rows] == [
            True,
            False,
            False,
            False,
        ]
        assert all(row.find(".//" + qn("w:cantSplit")) is not None for row in rows)
        widths = [int(one.get(qn("w:w"))) for one in table.iter(qn("w:gridCol"))]
        assert sum(widths) == int(table.find(".//" + qn("w:tblW")).get(qn("w:w")))
    assert by_style(made, "TableNumber")[:2] == ["196.833", "trên 211"]
    assert by_style(made, "TableFoot")[:2] == ["Nguồn: Báo cáo 4/2022.", "Tính chất: Theo báo cáo."]


def test_the_letterhead_says_who_and_the_state_beside_them() -> None:
    said = texts(opened())
    for wanted in (
        "UBND tỉnh Quảng Ngãi", "UBND thị xã Đức Phổ", "Cộng hòa xã hội chủ nghĩa Việt Nam",
        "Độc lập - Tự do - Hạnh phúc", "Số: 05/BC-UBND", "Đức Phổ, ngày 05 tháng 4 năm 2022", "Báo cáo",
        "Kính gửi: Sở Nội vụ tỉnh Quảng Ngãi.", "TM. Ủy ban nhân dân", "Chủ tịch", "Nguyễn Văn An",
    ):  # fmt: skip
        assert said.count(wanted) == 1, wanted
    assert [code for code, look in LOOKS.items() if look.capitals] == [
        "Heading1", "ParentBody", "IssuingBody", "Nation", "Kind", "Signature", "AppendixTitle",
    ]  # fmt: skip


def test_appendices_say_which_report_they_belong_to_and_one_alone_has_no_number() -> None:
    made = opened()
    assert by_style(made, "Appendix") == ["Phụ lục I", "Phụ lục II"]
    reference = "(Kèm theo Báo cáo số 05/BC-UBND ngày 05 tháng 4 năm 2022 của UBND thị xã Đức Phổ)"
    assert by_style(made, "Reference") == [reference] * 2
    assert by_style(opened(replace(REPORT, appendices=REPORT.appendices[:1])), "Appendix") == ["Phụ lục"]


def test_what_is_not_known_is_a_blank_of_one_kind_that_can_be_found() -> None:
    made = opened(replace(REPORT, office=Office()))
    assert "Số: ……/BC-……" in texts(made)
    assert "……, ngày …… tháng …… năm ……" in texts(made)
    assert by_style(made, "SignatoryName") == [BLANK]
    assert by_style(made, "Recipients") == ["- ……;", "- Lưu: VT, ……."]
    assert by_style(made, "Addressee") == []
    runs = list(made.element.body.iter(qn("w:r")))
    blank = [one for one in runs if BLANK in (one.text or "")]
    assert len(blank) > 10
    assert all(one.text == BLANK and one.style == "Blank" for one in blank)


@pytest.mark.parametrize(
    ("day", "vietnamese", "english"),
    [
        ("2022-04-05", "ngày 05 tháng 4 năm 2022", "5 April 2022"),
        ("2022-01-31", "ngày 31 tháng 01 năm 2022", "31 January 2022"),
        ("2022-02-09", "ngày 09 tháng 02 năm 2022", "9 February 2022"),
        ("2022-03-10", "ngày 10 tháng 3 năm 2022", "10 March 2022"),
        ("2022-12-01", "ngày 01 tháng 12 năm 2022", "1 December 2022"),
        ("2022-10-20", "ngày 20 tháng 10 năm 2022", "20 October 2022"),
        ("2022-04", "ngày …… tháng 4 năm 2022", "…… April 2022"),
        ("2022", "ngày …… tháng …… năm 2022", "…… …… 2022"),
        ("", "ngày …… tháng …… năm ……", "…… …… ……"),
    ],
)
def test_days_below_10_and_the_months_1_and_2_have_a_zero(day: str, vietnamese: str, english: str) -> None:
    assert dated(day, VI) == vietnamese
    assert dated(day, EN) == english
    assert place_and_date(Office(place="Đức Phổ", date=day), VI) == f"Đức Phổ, {vietnamese}"


@pytest.mark.parametrize(
    ("number", "symbol", "line"),
    [
        ("5", "UBND", "Số: 05/BC-UBND"),
        ("05", "UBND", "Số: 05/BC-UBND"),
        ("12", "UBND", "Số: 12/BC-UBND"),
        ("", "UBND", "Số: ……/BC-UBND"),
        (" ", "", "Số: ……/BC-……"),
        ("7/BC-UBND", "UBND", "Số: 07/BC-UBND"),
    ],
)
def test_a_number_below_10_has_a_zero(number: str, symbol: str, line: str) -> None:
    assert numbered(Office(number=number, symbol=symbol), VI) == line


def test_recipients_end_in_the_archive_and_begin_with_those_above_where_there_are_any() -> None:
    assert recipients(OFFICE, VI) == (
        "- Như trên;",
        "- Thường trực Thị ủy;",
        "- Các phòng, ban;",
        "- Lưu: VT, NV.",
    )
    told = replace(OFFICE, recipients=("như trên;",), archive="NV.")
    assert recipients(told, VI) == ("- như trên;", "- Lưu: VT, NV.")
    assert recipients(replace(OFFICE, addressees=(), recipients=("A",)), VI) == ("- A;", "- Lưu: VT, NV.")


def test_roman_numbers() -> None:
    assert [roman(number) for number in (1, 4, 9, 14, 19)] == ["I", "IV", "IX", "XIV", "XIX"]


@given(some.lists(some.floats(0.1, 9), min_size=1, max_size=12), some.integers(2000, 20000))
def test_columns_fill_the_width_exactly(shares: list[float], width: int) -> None:
    widths = column_widths([Column("", share) for share in shares], width)
    assert sum(widths) == width
    assert len(widths) == len(shares)


def test_several_addressees_stand_in_a_list() -> None:
    made = opened(replace(REPORT, office=replace(OFFICE, addressees=("A.", "B", " "))))
    assert by_style(made, "Addressee") == ["Kính gửi:"]
    assert by_style(made, "Addressees") == ["- A;", "- B."]


def test_the_signature_stays_whole_and_with_the_text_before_it() -> None:
    made = opened()
    signature = made.element.body.findall(qn("w:tbl"))[1]
    assert signature.find(".//" + qn("w:cantSplit")) is not None
    before = signature.getprevious()
    assert before.pPr.find(qn("w:keepNext")) is not None
    assert "".join(one.text for one in before.iter(qn("w:t"))) == REPORT.closing


def test_runs_are_in_the_language_of_the_report_and_the_state_in_its_own() -> None:
    def languages(report: Report) -> set[str]:
        return {one.get(qn("w:val")) for one in opened(report).element.body.iter(qn("w:lang"))}

    assert languages(REPORT) == {"vi-VN"}
    assert languages(replace(REPORT, language="en")) == {"en-GB", "vi-VN"}
    english = texts(opened(replace(REPORT, language="en")))
    assert "No.: 05/BC-UBND" in english
    assert "Cộng hòa xã hội chủ nghĩa Việt Nam" in english


def test_the_properties_name_the_snapshot() -> None:
    properties = opened().core_properties
    assert (properties.identifier, properties.subject) == ("s-1", "Bản số liệu s-1")
    assert (properties.language, properties.author) == ("vi-VN", "UBND thị xã Đức Phổ")
    assert properties.modified is not None
    assert properties.modified.date() == date(2026, 1, 2)


def test_the_same_report_gives_the_same_bytes_and_another_other_ones() -> None:
    assert document(REPORT) == document(REPORT)
    assert document(REPORT) != document(replace(REPORT, as_of=date(2026, 1, 3)))


def test_only_parts_and_styles_with_a_use_are_in_the_file() -> None:
    names = zipfile.ZipFile(io.BytesIO(document(REPORT))).namelist()
    assert names[0] == "[Content_Types].xml"
    assert [name for name in names if re.search("thumbnail|Effects|customXml", name)] == []
    known = {style.style_id for style in opened().styles}
    assert known >= set(LOOKS)
    assert len(known - set(LOOKS)) < 9


HOSTILE = ("<w:p>&amp;", "a\x00\x0bb\ud800c", "dòng\nhai\tba", "{place}", "=1+1", "x" * 40_000)


@pytest.mark.parametrize("words", HOSTILE)
def test_any_text_is_a_text(words: str) -> None:
    hostile = replace(
        REPORT,
        abstract=words,
        office=replace(OFFICE, signatory_name=words, issuing_body=words, recipients=(words,)),
        sections=(Section(words, (words,)),),
        appendices=(Appendix(words, (replace(TABLE, groups=(Group(words, ((words,) * 3,)),)),)),),
    )
    made = opened(hostile)
    shown = re.sub(r"[\n\t\x0b]+", " ", words)
    shown = re.sub("[\x00\ud800]", "\ufffd", shown)
    assert by_style(made, "Heading1") == [shown]
    assert by_style(made, "TableNumber") == [shown]
    assert by_style(made, "SignatoryName") == [shown]


def test_a_report_of_nothing_is_a_document() -> None:
    made = opened(replace(REPORT, sections=(), appendices=(), opening=(), closing=""))
    assert by_style(made, "Kind") == ["Báo cáo"]
    assert len(made.sections) == 1


def test_it_says_how_far_it_is_and_can_be_told_to_stop() -> None:
    told: list[tuple[int, int]] = []
    document(REPORT, lambda done, of: told.append((done, of)))
    assert told == [(done, 7) for done in range(8)]  # letterhead, two sections, signature, three tables

    def stop(done: int, _of: int) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        document(REPORT, stop)
