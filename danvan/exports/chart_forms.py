"""The forms of charts that their reader can change, bars, columns and lines, in a workbook and on a slide."""

from collections.abc import Iterator
from typing import TypeAlias

from openpyxl.chart import BarChart, LineChart, ScatterChart
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.series import Series as Drawn
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties

from danvan.exports.chart_data import Arranged, Point, Series
from danvan.exports.chart_ink import (
    HAIRLINE,
    MUTED,
    RULE,
    SYMBOLS,
    Dress,
    filled,
    hollow,
    marker,
    rich,
    stroke,
)  # fmt: skip
from danvan.exports.chart_ranges import Ranges

AnyChart: TypeAlias = BarChart | LineChart | ScatterChart

LARGE = 20  # from here on the ticks of an axis need no decimals


def bars(shown: Arranged, ranges: Ranges, dress: Dress) -> AnyChart:
    """Return bars from zero, horizontal, the first category at the top."""
    drawn = columns(shown, ranges, dress)
    drawn.type = "bar"
    drawn.x_axis.scaling.orientation = "maxMin"
    drawn.y_axis.crosses = "max"
    return drawn


def columns(shown: Arranged, ranges: Ranges, dress: Dress) -> AnyChart:
    """Return upright bars from zero, the series of a category side by side."""
    drawn = BarChart()
    drawn.type, drawn.grouping = "col", "clustered"
    drawn.gapWidth = 45 if len(shown.series) == 1 else 70
    for at, series in enumerate(shown.series):
        one = _series(ranges, at)
        one.invertIfNegative = False
        one.graphicalProperties = filled(dress.of_series(at, series.name), sample=dress.sample)
        one.dPt = list(_bars_apart(at, series, shown, dress))
        drawn.series.append(one)
    values = [point.value for point in shown.points if point.value is not None]
    if min(values) >= 0:
        drawn.y_axis.scaling.min = 0
    if max(values) <= 0:
        drawn.y_axis.scaling.max = 0
    return drawn


def lines(shown: Arranged, ranges: Ranges, dress: Dress) -> AnyChart:
    """Return lines with marks, broken where a value is missing."""
    drawn = LineChart()
    for at, series in enumerate(shown.series):
        colour = dress.of_series(at, series.name)
        symbol = SYMBOLS[at // len(dress.colours) % len(SYMBOLS)]
        one = _series(ranges, at)
        one.smooth = False
        one.graphicalProperties = GraphicalProperties(ln=stroke(colour, dress))
        one.marker = marker(symbol, colour, bound=False, size=dress.marker)
        one.dPt = list(_marks_apart(at, series, shown, dress, symbol))
        drawn.series.append(one)
    return drawn


def dress_axes(drawn: AnyChart, size: int) -> None:
    """Give the axes of a chart of categories, or of a scatter, small letters and no more lines than they need."""
    drawn.x_axis.tickLblPos = "low"  # outside the plot also where values are negative
    drawn.y_axis.tickLblPos = "low" if isinstance(drawn, ScatterChart) else "nextTo"
    for axis in (drawn.x_axis, drawn.y_axis):
        axis.delete = False
        axis.txPr = rich(size, MUTED)
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=RULE, w=HAIRLINE))
        axis.majorTickMark = "none"
        axis.majorGridlines = None


def tick_decimals(shown: Arranged) -> int:
    """Return how many decimals the ticks of an axis of values need."""
    largest = max(abs(point.value or 0) for point in shown.points)
    return 0 if largest >= LARGE else max(point.decimals for point in shown.points)


def is_bound(point: Point) -> bool:
    """Return whether there is a value that is not exact."""
    return point.value is not None and point.qualifier != "="


def _bars_apart(at: int, series: Series, shown: Arranged, dress: Dress) -> Iterator[DataPoint]:
    """Return the looks of the bars that do not look as their series does."""
    for index, (category, point) in enumerate(zip(shown.categories, series.points, strict=True)):
        colour = dress.of_point(at, series.name, category)
        if is_bound(point):
            yield DataPoint(idx=index, invertIfNegative=False, spPr=hollow(colour, sample=dress.sample))
        elif colour != dress.of_series(at, series.name):
            look = filled(colour, sample=dress.sample)
            yield DataPoint(idx=index, invertIfNegative=False, spPr=look)


def _marks_apart(at: int, series: Series, shown: Arranged, dress: Dress, symbol: str) -> Iterator[DataPoint]:
    """Return the looks of the marks that do not look as their series does."""
    own = dress.of_series(at, series.name)
    for index, (category, point) in enumerate(zip(shown.categories, series.points, strict=True)):
        colour = dress.of_point(at, series.name, category)
        if is_bound(point) or colour != own:
            yield DataPoint(
                idx=index,
                marker=marker(symbol, colour, bound=is_bound(point), size=dress.marker),
                spPr=GraphicalProperties(ln=stroke(own, dress)),
            )


def _series(ranges: Ranges, at: int) -> Drawn:
    return Drawn(
        idx=at,
        order=at,
        tx=SeriesLabel(strRef=StrRef(ranges.name(at))),
        cat=AxDataSource(strRef=StrRef(ranges.categories())),
        val=NumDataSource(numRef=NumRef(f=ranges.values(at))),
    )
