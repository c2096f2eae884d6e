"""A table as a workbook: figures, a native chart, and a sheet on sources and standings."""

import re
from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import quoteattr

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from danvan.exports.chart_sheet import put_chart
from danvan.exports.number_formats import about_as_shown, number_format
from danvan.exports.sheet_rows import Line, registered, with_rows
from danvan.exports.sources_sheet import put_banner, put_sources
from danvan.exports.spoken import Spoken, spoken
from danvan.exports.styles import (
    AS_TEXT,
    CENTRED,
    FONT,
    HEADING,
    INDENTED,
    MUTED,
    PANEL,
    RULED,
    SUBTITLE,
    TEXT,
    fit_height,
    for_a4,
    height_for,
    printable,
    put,
    put_head,
    saved_as_of,
)  # fmt: skip
from danvan.exports.taken import Column, Taken, qualifier_key
from danvan.text import LOCALES, words

HEADING_ROW = 4
MOST_ROWS = 1_048_576 - HEADING_ROW
NARROWEST, WIDEST, ROOM = 10.0, 44.0, 3.5
UNDATED = date(2000, 1, 1)

RIGHT = Alignment(horizontal="right", vertical="top", indent=1)
SAMPLE_NUMBER = Font(name=FONT, size=10, italic=True, color=MUTED)
EMPTY = PatternFill("lightUp", fgColor="FFD9D5CC")

_FIGURES_PART = "xl/worksheets/sheet1.xml"
_DRAWING_PART = "xl/drawings/drawing1.xml"
_FRAME = re.compile(rb'(<(?:\w+:)?cNvPr id="1" name=)"[^"]*"')


def workbook(taken: Taken) -> bytes:
    """Return the table as an .xlsx file; the same Taken gives the same bytes.

    Three sheets: figures (title, subtitle, what they are, then one row a row from row 5 on, headings in row 4),
    the chart where there is one, and sources and standings. Numbers are numbers with all their digits; their
    format shows the decimals and the qualifier ("trên 204"). A missing value is a hatched empty cell, and the
    column of its qualifier says so. Texts are never formulas. Raises ValueError for more rows than a sheet has.
    """
    if len(taken.rows) > MOST_ROWS:
        raise ValueError(f"A sheet has room for {MOST_ROWS} rows, not for {len(taken.rows)}.")
    said, table = words(taken.language), spoken(taken)
    book = Workbook()
    figures = book.active
    figures.title = said.get("exports.sheet_figures")
    widths = _widths(table)
    _put_head(figures, table, widths)
    lines = _lines(figures, table, widths)
    if taken.chart:
        put_chart(book.create_sheet(said.get("exports.sheet_chart")), taken, taken.chart)
    put_sources(book.create_sheet(said.get("exports.sheet_sources")), taken)
    _describe(book, taken)

    def mend(name: str, content: bytes) -> bytes:
        if name == _FIGURES_PART:
            return with_rows(content, lines, HEADING_ROW + 1)
        return _with_alternative(content, taken) if name == _DRAWING_PART else content

    return saved_as_of(book, taken.as_of or UNDATED, creator=said.get("app.name"), mend=mend)


def _put_head(sheet: Worksheet, table: Spoken, widths: Sequence[float]) -> None:
    """Write what stands above the rows, and set how the sheet is seen and printed."""
    taken, said = table.taken, words(table.taken.language)
    put_head(sheet, taken.title, taken.subtitle)
    if taken.sample:
        put_banner(sheet, said)
    else:
        put(sheet.cell(3, 1), said.get("exports.see_sources"), SUBTITLE, Alignment(vertical="center"))
    headings = [column.heading for column in table.columns]
    for position, (heading, width) in enumerate(zip(headings, widths, strict=True), 1):
        cell = put(sheet.cell(HEADING_ROW, position), heading, HEADING, CENTRED)
        cell.fill, cell.border = PANEL, RULED
        sheet.column_dimensions[cell.column_letter].width = width
    fit_height(sheet, HEADING_ROW, headings, [width - ROOM for width in widths], 10.5)
    last = sheet.cell(HEADING_ROW, len(headings)).column_letter
    sheet.auto_filter.ref = f"A{HEADING_ROW}:{last}{HEADING_ROW + max(1, len(table.rows))}"
    sheet.freeze_panes = f"A{HEADING_ROW + 1}"
    for_a4(sheet, "landscape", f"1:{HEADING_ROW}")


def _lines(sheet: Worksheet, table: Spoken, widths: Sequence[float]) -> list[Line]:
    """Return the rows with the styles of their cells."""
    texts = [at for at, column in enumerate(table.columns) if column.kind == "text"]
    text_widths = [widths[at] - ROOM for at in texts]
    text_style = registered(sheet, AS_TEXT, TEXT, INDENTED)
    styles: dict[str, int] = {}
    qualifiers = [table.taken.cells(qualifier_key(column.key)) for column in table.columns]
    lines = []
    for number, row in enumerate(table.rows):
        row_styles = []
        for column, cell, codes in zip(table.columns, row, qualifiers, strict=True):
            if column.kind == "text":
                row_styles.append(text_style)
                continue
            shown_as = "" if cell is None else _format(table.taken, column, number, codes[number])
            if shown_as not in styles:
                styles[shown_as] = _number_style(sheet, shown_as, sample=table.taken.sample)
            row_styles.append(styles[shown_as])
        height = height_for([row[at] or "" for at in texts], text_widths, 10) if texts else 0.0
        lines.append(Line(row, tuple(row_styles), height if height > _ONE_LINE else 0.0))
    return lines


_ONE_LINE = height_for(["x"], [NARROWEST], 10)


def _format(taken: Taken, column: Column, row: int, qualifier: str | None) -> str:
    return number_format(taken.decimals(column, row), qualifier or "=", taken.language)


def _number_style(sheet: Worksheet, shown_as: str, *, sample: bool) -> int:
    """Return the style of a number, or of the empty cell of a missing one."""
    font = SAMPLE_NUMBER if sample else TEXT
    return registered(sheet, shown_as or "General", font, RIGHT, None if shown_as else EMPTY)


def _widths(table: Spoken) -> list[float]:
    """Return how wide each column must be for its longest line, within bounds; headings wrap."""
    return [_width(table, at, column) for at, column in enumerate(table.columns)]


def _width(table: Spoken, at: int, column: Column) -> float:
    longest_word = max((len(word) for word in column.heading.split()), default=0)
    if column.kind == "text":
        cells = {row[at] for row in table.rows if row[at]}
        longest = max((len(line) for cell in cells for line in cell[:500].splitlines()), default=0)
    else:
        longest = max((len(text) for text in _written(table.taken, column)), default=0)
    return max(NARROWEST, min(WIDEST, max(longest, longest_word, len(column.heading) / 3) + ROOM))


def _written(taken: Taken, column: Column) -> set[str]:
    """Return the numbers of a column about as they are shown."""
    codes = taken.cells(qualifier_key(column.key))
    return {
        about_as_shown(cell, taken.decimals(column, row), codes[row] or "=", taken.language)
        for row, cell in enumerate(taken.cells(column.key))
        if cell is not None
    }


def _describe(book: Workbook, taken: Taken) -> None:
    """Write what the file is into its properties."""
    book.properties.title = printable(taken.title)
    book.properties.subject = printable(taken.subtitle)
    book.properties.description = printable("\n".join(f"{label}: {text}" for label, text in taken.facts))
    book.properties.language = LOCALES[taken.language]
    if taken.sample:
        book.properties.category = words(taken.language).get("standing.sample_banner")


def _with_alternative(drawing: bytes, taken: Taken) -> bytes:
    """Return the drawing with a name and a text for those who cannot see it; openpyxl has no way to give one."""
    said = words(taken.language)
    title = (taken.chart.title if taken.chart else "") or taken.title
    banner = [said.get("standing.sample_banner")] if taken.sample else []
    text = printable(". ".join(part.rstrip(".") for part in (*banner, title, taken.subtitle) if part))
    name = quoteattr(said.get("exports.sheet_chart")).encode()
    described = quoteattr(text, {"\n": "&#10;", "\r": "&#13;"}).encode()
    return _FRAME.sub(lambda found: found[1] + name + b" descr=" + described, drawing, count=1)
