"""The intervals of a chart as error bars, whose lengths stand beside its numbers in its workbook."""

import math
from collections.abc import Iterator

from openpyxl.chart.data_source import NumData, NumDataSource, NumRef, NumVal
from openpyxl.chart.error_bar import ErrorBars
from openpyxl.chart.series import Series as Drawn
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from danvan.exports.chart_ink import INK
from danvan.exports.deck import Plotted
from danvan.exports.number_formats import number_format
from danvan.exports.slides.scale import extent
from danvan.exports.styles import HEADING, TEXT, put
from danvan.text import words

WIDTH = 19_050  # 1.5 points in EMU
DOWN, UP = 3, 4  # columns of the workbook, beside categories and the only series


def with_intervals(series: Drawn, plotted: Plotted, sheet: str) -> None:
    """Draw the interval of each value of the only series."""
    down, up = zip(*lengths(plotted), strict=True)
    series.errBars = ErrorBars(
        errDir=None if plotted.kind == "bar" else "y",
        errBarType="both",
        errValType="cust",
        noEndCap=False,
        minus=_source(down, sheet, DOWN),
        plus=_source(up, sheet, UP),
        spPr=GraphicalProperties(ln=LineProperties(solidFill=INK, w=WIDTH)),
    )


def put_intervals(sheet: Worksheet, plotted: Plotted, language: str) -> None:
    """Write the lengths of the intervals beside the table of a chart that begins in the first row."""
    for column, key in ((DOWN, "slides.interval_down"), (UP, "slides.interval_up")):
        put(sheet.cell(1, column), words(language).get(key), HEADING)
        sheet.column_dimensions[get_column_letter(column)].width = 24
    decimals = max(point.decimals for point in plotted.shown.points)
    for row, pair in enumerate(lengths(plotted), 2):
        for column, length in zip((DOWN, UP), pair, strict=True):
            cell = sheet.cell(row, column, length)
            cell.number_format, cell.font = number_format(decimals + 1), TEXT


def lengths(plotted: Plotted) -> Iterator[tuple[float, float]]:
    """Return how far each interval reaches below and above its value; nought where there is none.

    One without an end reaches beyond the axis.
    """
    low_end, high_end = extent(plotted)
    endless = 2 * (high_end - low_end)
    for interval, point in zip(plotted.intervals, plotted.shown.series[0].points, strict=True):
        if interval is None or point.value is None:
            yield 0.0, 0.0
            continue
        low, high = interval
        yield _length(point.value - low, endless), _length(high - point.value, endless)


def _length(length: float, endless: float) -> float:
    return max(0.0, length) if math.isfinite(length) else endless


def _source(values: tuple[float, ...], sheet: str, column: int) -> NumDataSource:
    letter = get_column_letter(column)
    cells = f"{quote_sheetname(sheet)}!${letter}$2:${letter}${len(values) + 1}"
    cache = NumData(
        formatCode="General",
        ptCount=len(values),
        pt=[NumVal(idx=at, v=value) for at, value in enumerate(values)],
    )
    return NumDataSource(numRef=NumRef(f=cells, numCache=cache))
