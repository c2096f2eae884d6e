"""The sheet with the chart of a workbook and, below it, the table of exactly what it draws."""

import math

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from danvan.exports.chart_data import Arranged, NotDrawn, arranged
from danvan.exports.native_chart import height_cm, native_chart
from danvan.exports.number_formats import number_format
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
NAME_WIDTH, NUMBER_WIDTH = 30, 16
NUMBER = Alignment(horizontal="right", vertical="top")


def put_chart(sheet: Worksheet, taken: Taken, chart: Chart) -> None:
    """Draw the chart and write its table; where the rows cannot be drawn, say why."""
    put_head(sheet, taken.title, taken.subtitle)
    for_a4(sheet, "landscape")
    try:
        shown = arranged(taken, chart)
    except NotDrawn as reason:
        put(sheet.cell(CHART_ROW, 1), words(taken.language).get(str(reason)), SUBTITLE, Alignment())
        return
    sample = words(taken.language).get("standing.sample_banner") if taken.sample else ""
    lines = (chart.title or taken.title, taken.subtitle)
    first_row = CHART_ROW + math.ceil(height_cm(chart, shown) * POINTS_PER_CM / ROW_POINTS) + 1
    drawn = native_chart(chart, shown, sheet.title, first_row, lines=lines, sample=sample)
    sheet.add_chart(drawn, f"A{CHART_ROW}")
    _put_table(sheet, shown, first_row, taken.language)


def _put_table(sheet: Worksheet, shown: Arranged, first_row: int, language: str) -> None:
    """Write a row for each category, a missing value as an empty cell."""
    headings = [shown.heading, *(series.name for series in shown.series)]
    widths = [NAME_WIDTH] + [NUMBER_WIDTH] * len(shown.series)
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
