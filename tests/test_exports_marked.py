"""danvan.exports.marked: the workbook handed in, given back with what is wrong at its cell."""

import io
from collections.abc import Sequence
from dataclasses import replace

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

from danvan.exports.marked import AUTHOR, marked
from danvan.intake.issue import Issue
from danvan.intake.sheets import Cell, Opened, Sheet
from danvan.text import words

VI, LIST = words("vi"), "Cần xem lại"
TOO_MUCH = Issue(
    "error", "above_maximum", "a.xlsx", 7, "Hộ nghèo", "99999",
    {"indicator": {"vi": "Hộ nghèo", "en": "Poor households"}, "maximum": 10000}, "Số liệu",
)  # fmt: skip
NO_NUMBER = Issue("error", "not_number", "a.xlsx", 7, "Hộ nghèo", "vài hộ", sheet="Số liệu")
REPEATED = Issue("warning", "key_twice", "a.xlsx", 8, None, "Phổ An", {"first": "7"}, "Số liệu")
WHOLE_FILE = Issue("error", "file_unreadable", "a.xlsx")
XLSX = Opened((Sheet("Số liệu", (), ()),), "xlsx", "", "", ())


def at_d7(issue: Issue) -> str | None:
    return "D7" if issue.column else None


def placed(issues: Sequence[Issue]) -> list[Issue]:
    return [replace(issue, cell=at_d7(issue)) for issue in issues]


def given() -> Workbook:
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Số liệu"
    sheet["A7"], sheet["D7"], sheet["D8"] = "Xã Phổ An", 99999, 5
    sheet["D7"].number_format = "#,##0"
    sheet.column_dimensions["D"].width = 33
    check = DataValidation(type="whole", formula1="0", formula2="10000", sqref="D7:D20")
    sheet.add_data_validation(check)
    return workbook


def content_of(workbook: Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def back(issues: Sequence[Issue], content: bytes | None = None, opened: Opened | None = XLSX) -> Workbook:
    content = content_of(given()) if content is None else content
    return openpyxl.load_workbook(io.BytesIO(marked("a.xlsx", content, opened, placed(issues), VI)))


def csv(*rows: Sequence[str], lines: Sequence[int] | None = None, name: str = "") -> Opened:
    cells = tuple(tuple(Cell(text, "text") for text in row) for row in rows)
    return Opened((Sheet(name, cells, tuple(lines or range(1, len(rows) + 1))),), "csv", "utf-8", ",", ())


def test_an_error_is_red_and_framed_and_says_what_to_do() -> None:
    cell = back([TOO_MUCH])["Số liệu"]["D7"]
    assert cell.fill.start_color.rgb == "FFFBE3E4"
    assert cell.border.left.style == "medium"
    assert cell.comment.author == AUTHOR
    assert cell.comment.text == f"Lỗi: {TOO_MUCH.message()} {TOO_MUCH.advice()}"


def test_a_warning_without_a_column_is_amber_at_the_first_cell_of_its_line() -> None:
    cell = back([REPEATED])["Số liệu"]["A8"]
    assert cell.fill.start_color.rgb == "FFFFF3D6"
    assert cell.comment.text.startswith("Lưu ý: ")


def test_several_findings_at_one_cell_are_one_comment_and_the_worst_gives_the_colour() -> None:
    milder = Issue("warning", "not_number", "a.xlsx", 7, "Hộ nghèo", "vài hộ", sheet="Số liệu")
    cell = back([milder, TOO_MUCH])["Số liệu"]["D7"]
    assert cell.fill.start_color.rgb == "FFFBE3E4"
    assert cell.comment.text.count("\n\n") == 1
    assert TOO_MUCH.message() in cell.comment.text
    assert milder.message() in cell.comment.text


def test_the_values_formats_widths_and_checks_of_the_file_are_kept() -> None:
    sheet = back([TOO_MUCH])["Số liệu"]
    assert (sheet["D7"].value, sheet["D7"].number_format, sheet["D8"].value) == (99999, "#,##0", 5)
    assert sheet.column_dimensions["D"].width == 33
    assert [check.formula2 for check in sheet.data_validations.dataValidation] == ["10000"]
    assert sheet["D8"].comment is None


def test_a_note_that_somebody_else_wrote_is_kept_below() -> None:
    workbook = given()
    workbook["Số liệu"]["D7"].comment = Comment("đã hỏi thôn", "Chị Hoa")
    said = back([TOO_MUCH], content_of(workbook))["Số liệu"]["D7"].comment.text
    assert said.startswith("Lỗi: ")
    assert said.endswith("Chị Hoa: đã hỏi thôn")


def test_the_first_cell_of_a_merged_range_is_marked() -> None:
    workbook = given()
    workbook["Số liệu"].merge_cells("C7:D7")
    assert back([TOO_MUCH], content_of(workbook))["Số liệu"]["C7"].comment is not None


def test_marks_of_an_earlier_round_are_taken_away() -> None:
    first = marked("a.xlsx", content_of(given()), XLSX, placed([TOO_MUCH]), VI)
    workbook = back([REPEATED], first)
    cell = workbook["Số liệu"]["D7"]
    assert (cell.comment, cell.fill.fill_type) == (None, None)
    assert workbook.sheetnames == ["Số liệu", LIST]
    assert workbook[LIST].max_row == 4


def test_the_last_sheet_lists_all_findings_in_words() -> None:
    workbook = back([TOO_MUCH, REPEATED, WHOLE_FILE])
    assert workbook.sheetnames[-1] == LIST
    rows = [[cell.value for cell in row] for row in workbook[LIST].iter_rows(min_row=3)]
    assert rows[0] == ["Mức", "Mã", "Trang", "Dòng", "Cột", "Giá trị", "Điều chưa đúng", "Cách sửa"]
    assert rows[1][:6] == ["Lỗi", "above_maximum", "Số liệu", "7", "Hộ nghèo", "99999"]
    assert rows[1][6:] == [TOO_MUCH.message(), TOO_MUCH.advice()]
    assert [row[0] for row in rows[1:]] == ["Lỗi", "Lưu ý", "Lỗi"]
    assert rows[3][2:6] == [None] * 4


def test_without_findings_the_list_says_so() -> None:
    assert back([])[LIST]["A2"].value == "Không có chỗ nào cần xem lại."


@pytest.mark.parametrize(
    ("content", "opened"),
    [
        (b"PK\x03\x04 not an archive", XLSX),
        (b"", XLSX),
        (content_of(given()), None),
        (content_of(given()), Opened((), "xlsx", "", "", ())),
    ],
    ids=["damaged", "empty", "refused", "without_sheets"],
)
def test_of_a_file_that_cannot_be_opened_only_the_list_is_given(
    content: bytes, opened: Opened | None
) -> None:
    workbook = back([WHOLE_FILE], content, opened)
    assert workbook.sheetnames == [LIST]
    assert workbook[LIST]["B4"].value == "file_unreadable"


@pytest.mark.parametrize(
    "text", ["=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", "\t=1", "=1+1", "#N/A", "007"]
)
def test_a_cell_of_a_csv_file_stays_a_text(text: str) -> None:
    workbook = back([], b"", csv(["Xã, phường"], [text]))
    cell = workbook.worksheets[0]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_a_formula_in_a_name_or_a_value_stays_a_text_in_the_list() -> None:
    issue = Issue("error", "not_number", "a.csv", 2, "=A1", "=cmd|' /C calc'!A0")
    content = marked("=cmd|x.csv", b"", csv(["a"], ["b"]), placed([issue]), VI)
    sheet = openpyxl.load_workbook(io.BytesIO(content))[LIST]
    assert (sheet["F4"].value, sheet["F4"].data_type) == ("=cmd|' /C calc'!A0", "s")
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_rows_of_a_csv_file_stand_on_the_lines_they_had() -> None:
    opened = csv(["Xã, phường", "Kỳ"], ["Xã Phổ An", "2021"], lines=[1, 5])
    sheet = back([Issue("error", "cell_empty", "a.csv", 5)], b"", opened).worksheets[0]
    assert (sheet["A5"].value, sheet["B5"].value, sheet["A2"].value) == ("Xã Phổ An", "2021", None)
    assert sheet["A5"].comment is not None


def test_a_csv_file_is_marked_whatever_its_sheet_is_called() -> None:
    opened = csv(["Xã, phường"], ["Xã Phổ An"], name="số liệu [2021]: /tháng*6?\\ của xã Phổ An rất dài.csv")
    sheet = back([TOO_MUCH], b"", opened).worksheets[0]
    assert sheet["D7"].comment is not None
    assert len(sheet.title) <= 31


def test_signs_that_no_workbook_can_hold_are_replaced() -> None:
    issue = Issue("error", "not_number", "a.csv", 2, "a", "x\x00\x0by")
    workbook = back([issue], b"", csv(["a"], ["1\x002"]))
    assert workbook.worksheets[0]["A2"].value == "1\ufffd2"
    assert workbook[LIST]["F4"].value == "x\ufffd\ufffdy"


def test_a_finding_of_an_unknown_sheet_is_listed_only() -> None:
    workbook = given()
    workbook.create_sheet("Mô hình")
    stray = Issue("error", "cell_empty", "a.xlsx", 3, "Kỳ", sheet="Trang khác")
    given_back = back([stray], content_of(workbook))
    assert given_back["Số liệu"]["D7"].comment is given_back["Mô hình"]["D7"].comment is None
    assert given_back[LIST]["C4"].value == "Trang khác"
