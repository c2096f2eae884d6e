"""danvan.intake.workbook: every cell as Excel shows it, on the row where it stands."""

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula
from workbook_files import (
    BOOK_TYPE,
    SHARED_STRINGS,
    content_types,
    of_rows,
    package,
    saved,
    sheet_xml,
    text_row,
)

from danvan.intake.guards import UPLOAD, Limits
from danvan.intake.issue import DataError, Issue
from danvan.intake.opening import open_file
from danvan.intake.sheets import Opened


def opened(content: bytes, limits: Limits = UPLOAD) -> Opened:
    return open_file("a.xlsx", content, limits)


def texts(file: Opened) -> list[list[str]]:
    return [[cell.text for cell in row] for row in file.sheets[0].rows]


def issue_of(content: bytes, limits: Limits = UPLOAD) -> Issue:
    with pytest.raises(DataError) as raised:
        opened(content, limits)
    return raised.value.issues[0]


def cell_of(
    value: Any, number_format: str = "General", font: str = "Arial"
) -> tuple[str, str, Decimal | None]:
    def fill(sheet: Any) -> None:
        cell = sheet["A1"]
        cell.value, cell.number_format, cell.font = value, number_format, Font(name=font)

    cell = opened(saved(fill)).sheets[0].rows[0][0]
    return cell.text, cell.kind, cell.number


def test_a_workbook_gives_its_sheets_and_rows() -> None:
    file = opened(of_rows(["Tên", "Số hộ"], ["Phổ Hòa", 3], [], [None, 4]))
    assert (file.kind, file.encoding, file.separator, file.remarks) == ("xlsx", "", "", ())
    assert [(sheet.name, sheet.lines) for sheet in file.sheets] == [("Sheet", (1, 2, 3, 4))]
    assert texts(file) == [["Tên", "Số hộ"], ["Phổ Hòa", "3"], [], ["", "4"]]


@pytest.mark.parametrize(
    ("value", "number_format", "text", "number"),
    [
        (5, "General", "5", "5"),
        (5.0, "General", "5", "5"),
        (0.1 + 0.2, "General", "0.3", "0.3"),
        (12345678901234, "General", "12345678901234", "12345678901234"),
        (1e-7, "General", "0.0000001", "1e-7"),
        (1e15, "General", "1000000000000000", "1e15"),
        (-1.5, "#,##0.00", "-1.5", "-1.5"),
        (0.05, "0%", "5%", "0.05"),
        (0.0512, "0%", "5.12%", "0.0512"),
        (100, '0"%"', "100", "100"),
        (9286, "00000", "09286", "9286"),
    ],
)
def test_a_number_is_exact_as_excel_shows_it(
    value: float, number_format: str, text: str, number: str
) -> None:
    assert cell_of(value, number_format) == (text, "number", Decimal(number))


@pytest.mark.parametrize(
    ("value", "text", "kind"),
    [
        ("  196.833 ", "196.833", "text"),
        ("Pho\u0302\u0309 Hoà", "Phổ Hoà", "text"),
        (True, "TRUE", "boolean"),
        ("#DIV/0!", "#DIV/0!", "error"),
        ("=SUM(B1:B3)", "=SUM(B1:B3)", "formula"),
        (ArrayFormula("A1:A2", "=B1:B2*2"), "=B1:B2*2", "formula"),
        (date(2024, 5, 31), "2024-05-31", "date"),
        (datetime(2024, 5, 31, 7, 30), "2024-05-31 07:30:00", "date"),
        (time(7, 30), "07:30:00", "date"),
    ],
)
def test_a_cell_has_its_text_and_kind(value: Any, text: str, kind: str) -> None:
    number_format = {date: "dd/mm/yyyy", datetime: "dd/mm/yyyy hh:mm", time: "hh:mm"}.get(
        type(value), "General"
    )
    assert cell_of(value, number_format) == (text, kind, None)


def test_text_in_an_old_font_is_decoded_with_a_warning() -> None:
    assert cell_of("Phæ Hßa", font=".VnTime")[0] == "Phổ Hòa"
    assert cell_of("Phổ Hòa", font=".VnTime")[0] == "Phổ Hòa"
    assert cell_of(12, font=".VnTime") == ("12", "number", Decimal(12))

    def fill(sheet: Any) -> None:
        sheet["A1"], sheet["B1"] = "Phæ Hßa", "Phổ Cường"
        sheet["A1"].font = Font(name=".VnTime")

    file = opened(saved(fill))
    assert texts(file) == [["Phổ Hòa", "Phổ Cường"]]
    assert [(issue.code, issue.details) for issue in file.remarks] == [
        ("decoded_from", {"encoding": "tcvn3"})
    ]


def test_text_that_only_its_letters_betray_is_decoded_too() -> None:
    file = opened(of_rows(["Tªn ph­êng", "Sè hé"], ["Phæ Hßa", 3], ["Phæ C­êng", 4]))
    assert texts(file)[1] == ["Phổ Hòa", "3"]
    assert [issue.details for issue in file.remarks] == [{"encoding": "tcvn3"}]


def test_hidden_sheets_and_rows_are_read_and_hidden_sheets_named() -> None:
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("Ẩn")):
        sheet.append(["a"])
        sheet.append(["b"])
        sheet.row_dimensions[2].hidden = True
    book["Ẩn"].sheet_state = "veryHidden"
    file = opened(_bytes(book))
    assert [len(sheet.rows) for sheet in file.sheets] == [2, 2]
    assert [(issue.severity, issue.code, issue.sheet) for issue in file.remarks] == [
        ("warning", "sheet_hidden", "Ẩn")
    ]


def test_charts_are_passed_over() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "a"
    book.create_chartsheet("Biểu đồ").add_chart(BarChart())
    assert [sheet.name for sheet in opened(_bytes(book)).sheets] == ["Sheet"]


def test_of_merged_cells_the_first_has_the_value() -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"], sheet["A2"], sheet["B2"] = "Tiêu đề", "a", "b"
        sheet.merge_cells("A1:B1")

    assert texts(opened(saved(fill))) == [["Tiêu đề"], ["a", "b"]]


def test_the_range_that_a_sheet_claims_is_not_believed() -> None:
    for claimed in ("A1:XFD1048576", "A1:A1"):
        before = f'<dimension ref="{claimed}"/>'
        assert texts(opened(package(sheet_xml(text_row("a", "b") * 2, before)))) == [["a", "b"]] * 2


def test_rows_without_content_are_no_rows() -> None:
    formatted = "".join(f'<row r="{row}" s="1"><c s="0"/><c s="0"/></row>' for row in range(2, 60_000))
    file = opened(package(sheet_xml(text_row("a") + formatted)), replace(UPLOAD, rows=5))
    assert file.sheets[0].lines == (1,)


def test_a_stray_cell_far_below_keeps_its_row_number() -> None:
    stray = '<row r="1048576"><c><v>7</v></c></row>'
    lines = opened(package(sheet_xml(text_row("a") + stray))).sheets[0].lines
    assert (len(lines), lines[-1]) == (102, 1_048_576)


def test_columns_with_a_format_only_are_no_columns() -> None:
    cells = '<c r="A1"><v>1</v></c><c r="XFD1" s="0"/>'
    assert texts(opened(package(sheet_xml(f'<row r="1">{cells}</row>')))) == [["1"]]


def test_shared_strings_are_read_with_their_breaks() -> None:
    strings = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>a_x000D_\nb</t></si></sst>'
    others: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(BOOK_TYPE, SHARED_STRINGS),
        "xl/sharedStrings.xml": strings,
    }
    content = package(sheet_xml('<row><c t="s"><v>0</v></c></row>'), others)
    assert texts(opened(content)) == [["a\nb"]]


def test_extensions_that_openpyxl_does_not_know_are_left_out_in_silence() -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"] = "a"
        sheet.add_data_validation(DataValidation(type="list", formula1='"x,y"', sqref="A1"))
        sheet.conditional_formatting.add("A1", CellIsRule(operator="equal", formula=["1"]))

    assert texts(opened(saved(fill))) == [["a"]]
    after = '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst>'
    assert texts(opened(package(sheet_xml(text_row("a"), after=after)))) == [["a"]]


def test_a_date_out_of_range_is_an_error_in_its_cell() -> None:
    assert cell_of(9e9, "dd/mm/yyyy")[1] == "error"


@pytest.mark.parametrize(
    ("code", "line", "limits"),
    [
        ("too_many_rows", 3, replace(UPLOAD, rows=2)),
        ("too_many_columns", 1, replace(UPLOAD, columns=1)),
        ("too_many_cells", 2, replace(UPLOAD, cells=3)),
        ("took_too_long", None, replace(UPLOAD, seconds=-1)),
        ("workbook_bomb", None, replace(UPLOAD, unpacked_bytes=1_000)),
        ("too_many_sheets", None, replace(UPLOAD, sheets=0)),
    ],
)
def test_a_limit_passed_is_found(code: str, line: int | None, limits: Limits) -> None:
    issue = issue_of(of_rows(*[["a", "b"]] * 4), limits)
    assert (issue.code, issue.line) == (code, line)


def test_cells_are_counted_over_all_sheets() -> None:
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("Hai")):
        sheet.append(["a", "b"])
    issue = issue_of(_bytes(book), replace(UPLOAD, cells=3))
    assert (issue.code, issue.sheet) == ("too_many_cells", "Hai")


def test_a_workbook_without_content_is_empty() -> None:
    assert issue_of(of_rows()).code == "file_empty"


def _bytes(book: Any) -> bytes:
    content = BytesIO()
    book.save(content)
    return content.getvalue()
