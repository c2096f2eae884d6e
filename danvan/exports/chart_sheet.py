"""The sheet with the chart of a workbook and, below it, the table of exactly what it draws."""

import math
from collections.abc import Sequence

from openpyxl.styles import Alignment
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from danvan.exports.chart_data import Arranged, NotDrawn, Series, arranged
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
    lines = (chart.title or taken.title, taken.subtitle)
    first_row = CHART_ROW + math.ceil(height_cm(chart, shown) * POINTS_PER_CM / ROW_POINTS) + 1
    drawn = native_chart(chart, shown, sheet.title, first_row, lines=lines, sample=sample)
    widths = [NAME_WIDTH, *(_width(series, taken.language) for series in shown.series)]
    drawn.width = max(drawn.width, sum(widths) * CM_PER_LETTER)
    sheet.add_chart(drawn, f"A{CHART_ROW}")
    sheet.row_breaks.append(Break(id=first_row - 1))
    _put_table(sheet, shown, first_row, widths, taken.language)


def _width(series: Series, language: str) -> float:
    """Return how wide the column of a series must be; a number that does not fit is shown as ####."""
    lengths = (
        len(about_as_shown(point.value, point.decimals, point.qualifier, language))
        for point in series.points
        if point.value is not None
    )
    return max(NARROWEST, max(lengths, default=0) + ROOM)


def _put_table(
    sheet: Worksheet, shown: Arranged, first_row: int, widths: Sequence[float], language: str
) -> None:
    """Write a row for each category, a missing value as an empty cell."""
    headings = [shown.heading, *(series.name for series in shown.series)]
    for column, (text, width) in enumerate(zip(headings, widths, strict=True), 1):
        cell = put(sheet.cell(first_row, column), text, HEADING, CENTRED)
        cell.fill, cell.border = PANEL, RULED
        sheet.column_dimensions[cell.column_letter].width = width
    fit_height(sheet, first_row, headings, widths, 10.5)
    for at, category in enumerate(shown.categories):
        row = first_row + 1 + at
        put(sheet.cell(row, 1), category, TEXT, WRAPPED).border = RULED
        fit_height(sheet, row, [category], [NAME_WIDTH], 10)
        for column, series in enumerate(shown.series, 2):
            cell, point = sheet.cell(row, column, series.points[at].value), series.points[at]
            cell.number_format = number_format(point.decimals, point.qualifier, language)
            cell.font, cell.alignment, cell.border = TEXT, NUMBER, RULED
