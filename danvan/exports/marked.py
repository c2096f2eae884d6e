"""The workbook that was handed in, given back with what is wrong marked and said at the cell."""

import warnings
import zlib
from collections.abc import Sequence
from io import BytesIO
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils.exceptions import CellCoordinatesException, InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from danvan.exports.styles import (
    AMBER,
    CENTRED,
    HEADING,
    PANEL,
    RED,
    RED_FRAME,
    RULED,
    TEXT,
    fit_height,
    for_a4,
    printable,
    put,
    put_head,
    saved,
)
from danvan.intake.issue import Issue
from danvan.intake.sheets import Opened
from danvan.text import Words

AUTHOR = "Dân vận khéo"

# How each column of the list of issues is headed, and how wide it is.
WIDTHS = {
    "severity": 10, "code": 20, "sheet": 16, "line": 8, "column": 24, "value": 22, "message": 48, "advice": 48,
}  # fmt: skip
HEADING_ROW = 3
LONGEST_SHEET_NAME = 31
COMMENT_WIDTH, LETTERS_IN_LINE, COMMENT_LINE_HEIGHT = 340, 46, 18
UNREADABLE = (
    BadZipFile, CellCoordinatesException, zlib.error, EOFError, InvalidFileException, LookupError, OSError,
    ParseError, TypeError, ValueError, AttributeError, NotImplementedError,
)  # fmt: skip


def marked(
    name: str,
    content: bytes,
    opened: Opened | None,
    issues: Sequence[Issue],
    words: Words,
) -> bytes:
    """Return an .xlsx file: the file handed in with every issue at its cell, and a last sheet that lists them.

    Errors are red with a frame, warnings amber; an issue without a cell of its own stands at the first cell of
    its line. Of a file that was refused (opened is None or without sheets) or cannot be opened again, only the
    list. Marks of an earlier round are taken away.
    """
    workbook = _workbook(content, opened, words)
    if workbook is None:
        workbook = Workbook()
        workbook.remove(workbook.active)
    else:
        _mark(workbook, issues, words)
    _put_list(workbook.create_sheet(words.get("marked.sheet")), name, issues, words)
    return saved(workbook)


def _workbook(content: bytes, opened: Opened | None, words: Words) -> Workbook | None:
    """Return the workbook to mark, and None where there is nothing that could be marked."""
    if opened is None or not opened.sheets:
        return None
    if opened.kind == "csv":
        return _of_text(opened)
    try:
        with warnings.catch_warnings(action="ignore"):  # of what openpyxl leaves out
            workbook = load_workbook(BytesIO(content), keep_links=False)
    except UNREADABLE:
        return None
    _unmark(workbook, words)
    return workbook if workbook.worksheets else None


def _of_text(opened: Opened) -> Workbook:
    """Return a workbook with the cells of a CSV file as texts, each in the line that it had in the file."""
    given, workbook = opened.sheets[0], Workbook()
    sheet = workbook.active
    sheet.title = _sheet_name(given.name) or sheet.title
    for line, row in zip(given.lines, given.rows, strict=True):
        for column, cell in enumerate(row, 1):
            put(sheet.cell(line, column), cell.text).quotePrefix = True
    for column in range(1, sheet.max_column + 1):
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = 20
    return workbook


def _sheet_name(name: str) -> str:
    """Return the name without the signs that no sheet may have in its name."""
    plain = "".join("_" if sign in "[]:*?/\\" else sign for sign in printable(name))
    return plain.strip("'")[:LONGEST_SHEET_NAME]


def _unmark(workbook: Workbook, words: Words) -> None:
    """Take away the list and the marks that the program itself left in an earlier round."""
    name = words.get("marked.sheet")
    if name in workbook.sheetnames and len(workbook.sheetnames) > 1:
        del workbook[name]
    for sheet in workbook.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment and cell.comment.author == AUTHOR:
                    cell.comment, cell.fill, cell.border = None, PatternFill(), RULED


def _mark(workbook: Workbook, issues: Sequence[Issue], words: Words) -> None:
    """Colour the cell of each issue and write all that is wrong with it into one comment."""
    at_cell: dict[tuple[str, str], list[Issue]] = {}
    for issue in issues:
        if cell := _cell(workbook, issue):
            at_cell.setdefault((cell.parent.title, cell.coordinate), []).append(issue)
    for (sheet, address), found in at_cell.items():
        cell = workbook[sheet][address]
        wrong = any(issue.severity == "error" for issue in found)
        cell.fill = RED if wrong else AMBER
        cell.border = RED_FRAME if wrong else RULED
        cell.comment = _comment("\n\n".join(_said(issue, words) for issue in found), cell)


def _cell(workbook: Workbook, issue: Issue) -> Cell | None:
    """Return the cell that an issue is about: of a merged range its first, of a line its first cell."""
    sheet = _sheet(workbook, issue)
    address = issue.cell or (f"A{issue.line}" if issue.line else None)
    if sheet is None or address is None:
        return None
    cell = sheet[address.replace("$", "")]
    if not isinstance(cell, MergedCell):
        return cell
    holder = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
    return sheet.cell(holder.min_row, holder.min_col)


def _sheet(workbook: Workbook, issue: Issue) -> Worksheet | None:
    """Return the sheet an issue names; where there is only one, that one."""
    sheets = workbook.worksheets
    named = sheets if len(sheets) == 1 else [sheet for sheet in sheets if sheet.title == issue.sheet]
    return named[0] if named else None


def _comment(said: str, cell: Cell) -> Comment:
    """Return the comment, large enough to be read, with what somebody else had noted at the cell below it."""
    noted = f"\n\n{cell.comment.author}: {cell.comment.text}" if cell.comment else ""
    text = printable(said + noted)
    lines = sum(len(line) // LETTERS_IN_LINE + 1 for line in text.splitlines())
    return Comment(text, AUTHOR, width=COMMENT_WIDTH, height=(lines + 1) * COMMENT_LINE_HEIGHT)


def _said(issue: Issue, words: Words) -> str:
    return words.get(
        "marked.comment",
        severity=words.get(f"marked.{issue.severity}"),
        message=issue.message(words.language),
        advice=issue.advice(words.language),
    )


def _put_list(sheet: Worksheet, name: str, issues: Sequence[Issue], words: Words) -> None:
    """Write one row for each issue, in the order given."""
    said = "" if issues else words.get("marked.none")
    put_head(sheet, words.get("marked.title", file=name), said)
    for column, (key, width) in enumerate(WIDTHS.items(), 1):
        cell = put(sheet.cell(HEADING_ROW, column), words.get(f"marked.column.{key}"), HEADING, CENTRED)
        cell.fill, cell.border = PANEL, RULED
        sheet.column_dimensions[cell.column_letter].width = width
    for row, issue in enumerate(issues, HEADING_ROW + 1):
        _put_issue(sheet, row, issue, words)
    sheet.freeze_panes = f"A{HEADING_ROW + 1}"
    for_a4(sheet, "landscape", f"{HEADING_ROW}:{HEADING_ROW}")


def _put_issue(sheet: Worksheet, row: int, issue: Issue, words: Words) -> None:
    written = issue.as_row(words.language) | {"severity": words.get(f"marked.{issue.severity}")}
    texts = ["" if written[key] is None else str(written[key]) for key in WIDTHS]
    for column, text in enumerate(texts, 1):
        put(sheet.cell(row, column), text, TEXT).border = RULED
    sheet.cell(row, 1).fill = RED if issue.severity == "error" else AMBER
    fit_height(sheet, row, texts, list(WIDTHS.values()), 10)
