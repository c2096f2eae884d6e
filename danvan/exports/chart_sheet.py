"""The sheet with the chart of a workbook and, below it, the table of exactly what it draws."""

import math
from collections.abc import Iterable, Sequence

from openpyxl.styles import Alignment
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from danvan.exports.chart_data import Arranged, NotDrawn, Point, arranged
from danvan.exports.native_chart import height_cm, native_chart
from danvan.exports.number_formats import about_as_shown, number_format
from danvan.exports.sources_sheet import put_banner
from danvan.exports.styles import (
    CENTRED,
    HEADING,
    PANEL,
    RULED,
    SUBTITLE,
    TEXT,
    WRAPPED,
    fit_height,
    for_a4,
    put,
    put_head,
)  # fmt: skip
from danvan.exports.taken import Chart, Taken
from danvan.text import words

Row = tuple[str, tuple[Point, ...]]

CHART_ROW = 4
POINTS_PER_CM, ROW_POINTS = 28.35, 15.0
CM_PER_LETTER = 0.19
NAME_WIDTH, NARROWEST, ROOM = 26.0, 11.0, 2.0
NUMBER = Alignment(horizontal="right", vertical="top", wrap_text=True)


def put_chart(sheet: Worksheet, taken: Taken, chart: Chart) -> None:
    """Draw the chart and write its table; where the rows cannot be drawn, say why."""
    put_head(sheet, taken.title, taken.subtitle)
    if taken.sample:
        put_banner(sheet, words(taken.language))
    for_a4(sheet, "landscape", "1:3")
    try:
        shown = arranged(taken, chart)
    except NotDrawn as reason:
        put(sheet.cell(CHART_ROW, 1), words(taken.language).get(str(reason)), SUBTITLE, Alignment())
        return
    sample = words(taken.language).get("standing.sample_banner") if taken.sample else ""
    said = (chart.title or taken.title, taken.subtitle)
    first_row = CHART_ROW + math.ceil(height_cm(chart, shown) * POINTS_PER_CM / ROW_POINTS) + 1
    drawn = native_chart(chart, shown, sheet.title, first_row, said=said, sample=sample)
    widths = table_widths(shown, taken.language)
    drawn.width = max(drawn.width, sum(widths) * CM_PER_LETTER)
    sheet.add_chart(drawn, f"A{CHART_ROW}")
    sheet.row_breaks.append(Break(id=first_row - 1))
    put_table(sheet, first_row, shown, taken.language)


def put_table(sheet: Worksheet, first_row: int, shown: Arranged, language: str) -> None:
    """Write the table that a chart draws, its headings in the first row, as danvan.exports.chart_ranges finds it."""
    widths = table_widths(shown, language)
    names = shown.categories if shown.across else tuple(series.name for series in shown.series)
    _put_headings(sheet, first_row, (shown.heading, *names), widths)
    _put_rows(sheet, first_row + 1, _table(shown), language)


def table_widths(shown: Arranged, language: str) -> list[float]:
    """Return how wide the columns of the table must be."""
    columns = zip(*(points for _, points in _table(shown)), strict=True)
    return [NAME_WIDTH, *(_width(column, language) for column in columns)]


def _table(shown: Arranged) -> list[Row]:
    """Return the rows of the table, each with its name: of the categories, or of the series where they stand across."""
    if shown.across:
        return [(series.name, series.points) for series in shown.series]
    columns = zip(*(series.points for series in shown.series), strict=True)
    return list(zip(shown.categories, columns, strict=True))


def _width(points: Iterable[Point], language: str) -> float:
    """Return how wide a column must be; a number that does not fit is shown as ####."""
    lengths = (
        len(about_as_shown(point.value, point.decimals, point.qualifier, language))
        for point in points
        if point.value is not None
    )
    return max(NARROWEST, max(lengths, default=0) + ROOM)


def _put_headings(sheet: Worksheet, row: int, headings: Sequence[str], widths: Sequence[float]) -> None:
    for column, (text, width) in enumerate(zip(headings, widths, strict=True), 1):
        cell = put(sheet.cell(row, column), text, HEADING, CENTRED)
        cell.fill, cell.border = PANEL, RULED
        sheet.column_dimensions[cell.column_letter].width = width
    fit_height(sheet, row, headings, widths, 10.5)


def _put_rows(sheet: Worksheet, first_row: int, rows: Sequence[Row], language: str) -> None:
    """Write the rows, a missing value as an empty cell."""
    for row, (name, points) in enumerate(rows, first_row):
        put(sheet.cell(row, 1), name, TEXT, WRAPPED).border = RULED
        fit_height(sheet, row, [name], [NAME_WIDTH], 10)
        for column, point in enumerate(points, 2):
            cell = sheet.cell(row, column, point.value)
            cell.number_format = number_format(point.decimals, point.qualifier, language)
            cell.font, cell.alignment, cell.border = TEXT, NUMBER, RULED
