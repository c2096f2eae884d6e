"""The sheet that says of a table what it is, where it is from and how its numbers are to be read."""

from collections.abc import Iterable, Sequence

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from danvan.exports.spoken import word
from danvan.exports.styles import (
    CENTRED,
    HEADING,
    PANEL,
    RULED,
    SUBTITLE,
    TEXT,
    TITLE,
    WRAPPED,
    fit_height,
    for_a4,
    put,
    put_head,
)  # fmt: skip
from danvan.exports.taken import Taken, qualifier_key
from danvan.provenance import BASES, QUALIFIERS
from danvan.text import Words, words

FIRST_ROW = 5
NAME_WIDTH, WHOLE_WIDTH, FEWEST_COLUMNS = 28.0, 125.0, 3
BANNER = Font(name=TITLE.name, size=12, bold=True, color=TITLE.color)


def put_sources(sheet: Worksheet, taken: Taken) -> None:
    """Write the facts, the sources and the words for the standings that occur, one below another."""
    said = words(taken.language)
    put_head(sheet, taken.title, taken.subtitle)
    if taken.sample:
        put_banner(sheet, said)
    widths = _widths(max(FEWEST_COLUMNS, len(taken.source_headings)))
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = width
    row = _put_pairs(sheet, FIRST_ROW, said.get("exports.facts"), taken.facts, widths)
    row = _put_table(sheet, row, said.get("exports.sources"), taken, widths)
    _put_pairs(sheet, row, said.get("exports.how_to_read"), _legend(taken, said), widths)
    for_a4(sheet, "landscape", "1:3")


def put_banner(sheet: Worksheet, said: Words) -> None:
    """Say in the third row, which is printed on each page, that the values are a sample."""
    banner = said.get("standing.sample_banner")
    note = f"{banner}. {said.get('standing.sample_note')}"
    put(sheet.cell(3, 1), note, BANNER, Alignment(vertical="center"))
    sheet.row_dimensions[3].height = 20


def _widths(columns: int) -> list[float]:
    return [NAME_WIDTH] + [(WHOLE_WIDTH - NAME_WIDTH) / (columns - 1)] * (columns - 1)


def _put_pairs(
    sheet: Worksheet, row: int, title: str, pairs: Iterable[tuple[str, str]], widths: Sequence[float]
) -> int:
    """Write a heading and below it names with their words, and return the row where the next part begins."""
    put(sheet.cell(row, 1), title, HEADING, Alignment())
    for name, text in pairs:
        row += 1
        put(sheet.cell(row, 1), name, SUBTITLE)
        put(sheet.cell(row, 2), text, TEXT)
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=len(widths))
        fit_height(sheet, row, [name, text], [widths[0], sum(widths[1:])], 10)
    return row + 2


def _put_table(sheet: Worksheet, row: int, title: str, taken: Taken, widths: Sequence[float]) -> int:
    """Write the sources as a table, and return the row where the next part begins."""
    put(sheet.cell(row, 1), title, HEADING, Alignment())
    for texts in (taken.source_headings, *taken.sources):
        row += 1
        for column, text in enumerate(texts, 1):
            head = texts is taken.source_headings
            cell = put(sheet.cell(row, column), text, HEADING if head else TEXT, CENTRED if head else WRAPPED)
            cell.border = RULED
            if head:
                cell.fill = PANEL
        fit_height(sheet, row, texts, widths[: len(texts)], 10)
    return row + 2


def _legend(taken: Taken, said: Words) -> list[tuple[str, str]]:
    """Return what each qualifier and basis that stands in the table means; other words would only confuse."""
    qualifiers = {cell for column in taken.columns for cell in taken.cells(qualifier_key(column.key))}
    bases = set(taken.cells("basis"))
    numbers = [column.key for column in taken.columns if column.kind != "text"]
    missing = any(None in taken.cells(key) for key in numbers)
    return [
        *(_meaning("qualifier", code, said) for code in QUALIFIERS if code in qualifiers),
        *([(said.get("value.missing"), said.get("exports.missing_means"))] if missing else []),
        *(_meaning("basis", code, said) for code in BASES if code in bases),
    ]


def _meaning(kind: str, code: str, said: Words) -> tuple[str, str]:
    section = "exports.qualifier" if kind == "qualifier" else kind
    return word(section, code, said), said.get(f"exports.{kind}_means.{code}")
