"""A chart that the spreadsheet itself draws and that its reader can change, of numbers on a sheet."""

from collections.abc import Sequence

from openpyxl.chart import ScatterChart
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import Series as Drawn
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties

from danvan.exports.chart_data import Arranged
from danvan.exports.chart_forms import AnyChart, bars, columns, dress_axes, is_bound, lines, tick_decimals
from danvan.exports.chart_ink import (
    ACCENT,
    INK,
    MUTED,
    PAPER,
    Dress,
    gridlines,
    heading,
    marker,
    paragraph,
    rich,
    titled,
)  # fmt: skip
from danvan.exports.chart_ranges import Ranges
from danvan.exports.number_formats import number_format
from danvan.exports.taken import Chart

SMALL = 900  # hundredths of a point
MOST_LABELLED, MOST_NAMED_POINTS = 20, 30
WIDTH_CM, HEIGHT_CM, TALLEST_CM, CM_PER_BAR = 26.0, 13.5, 45.0, 0.62


def native_chart(
    chart: Chart,
    shown: Arranged,
    sheet: str,
    first_row: int,
    *,
    said: Sequence[str],
    sample: str = "",
) -> AnyChart:
    """Return the chart of a table on a sheet, whose headings stand in ``first_row``.

    A series is a column of the table, or a row where the series stand across (see Arranged). ``said`` is the
    title and what stands small below it. ``sample`` not empty is written into the chart, whose lines are then
    dashed and colours paler. A bound is drawn hollow; a missing value is a gap.
    """
    ranges = Ranges(sheet, first_row, len(shown.categories), across=shown.across)
    drawn = _FORMS[chart.kind](shown, ranges, Dress(sample=bool(sample)))
    drawn.title = _title(said, sample)
    drawn.width, drawn.height = WIDTH_CM, height_cm(chart, shown)
    drawn.roundedCorners, drawn.display_blanks = False, "gap"
    drawn.graphical_properties = GraphicalProperties(solidFill=PAPER, ln=LineProperties(noFill=True))
    if chart.kind != "scatter":
        _label(drawn, shown)
    dress_axes(drawn, SMALL)
    _measure(drawn, chart, shown)
    if chart.kind == "scatter" or len(shown.series) == 1:
        drawn.legend = None
    else:
        drawn.legend.position = "r"
        drawn.legend.txPr = rich(SMALL, INK)
    return drawn


def height_cm(chart: Chart, shown: Arranged) -> float:
    """Return how high the chart is drawn: bars need room for each."""
    if chart.kind != "bar":
        return HEIGHT_CM
    bars = len(shown.categories) * max(1.0, 0.6 * len(shown.series))
    return min(TALLEST_CM, max(HEIGHT_CM * 0.6, 4 + bars * CM_PER_BAR))


def _points(shown: Arranged, ranges: Ranges, dress: Dress) -> AnyChart:
    """Return a cloud of points; of few, each with its name beside it."""
    drawn = ScatterChart()
    drawn.style, drawn.scatterStyle = None, "lineMarker"
    named = len(shown.categories) <= MOST_NAMED_POINTS
    for at in range(len(shown.categories) if named else 1):
        one = _named_point(ranges, at) if named else _cloud(ranges)
        bound = named and any(is_bound(each.points[at]) for each in shown.series)
        one.marker = marker("circle", dress.of_series(0, ""), bound=bound, size=8)
        one.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
        drawn.series.append(one)
    return drawn


_FORMS = {"bar": bars, "column": columns, "line": lines, "scatter": _points}


def _named_point(ranges: Ranges, at: int) -> Drawn:
    return Drawn(
        idx=at,
        order=at,
        tx=SeriesLabel(strRef=StrRef(ranges.category(at))),
        xVal=AxDataSource(numRef=NumRef(f=ranges.value(0, at))),
        yVal=NumDataSource(numRef=NumRef(f=ranges.value(1, at))),
        dLbls=_labels(names=True),
    )


def _cloud(ranges: Ranges) -> Drawn:
    return Drawn(
        tx=SeriesLabel(strRef=StrRef(ranges.name(1))),
        xVal=AxDataSource(numRef=NumRef(f=ranges.values(0))),
        yVal=NumDataSource(numRef=NumRef(f=ranges.values(1))),
    )


def _label(drawn: AnyChart, shown: Arranged) -> None:
    """Write the values at the marks where there are few, as their cells show them, qualifier included."""
    if len(shown.series) == 1 and len(shown.categories) <= MOST_LABELLED:
        drawn.series[0].dLbls = _labels(names=False)


def _labels(*, names: bool) -> DataLabelList:
    labels = DataLabelList(
        showVal=not names, showSerName=names, showCatName=False, showLegendKey=False, showPercent=False
    )
    labels.position = "r" if names else None
    labels.txPr = rich(SMALL, INK)
    return labels


def _measure(drawn: AnyChart, chart: Chart, shown: Arranged) -> None:
    """Give the axes of values their numbers, their lines and their unit."""
    values = [drawn.x_axis, drawn.y_axis] if chart.kind == "scatter" else [drawn.y_axis]
    headings = [series.name for series in shown.series]
    words = headings if chart.kind == "scatter" else [chart.axis_title or headings[0]]
    if chart.kind != "scatter" and len(headings) > 1 and not chart.axis_title:
        words = [""]
    for axis, said in zip(values, words, strict=True):
        axis.number_format, axis.numFmt.sourceLinked = number_format(tick_decimals(shown)), False
        axis.majorGridlines = gridlines()
        axis.title = heading(said, SMALL) if said else None


def _title(said: Sequence[str], sample: str) -> Title:
    """Return the title, what stands small below it, and above both that the values are a sample."""
    above = [paragraph(sample, 1200, ACCENT, bold=True)] if sample else []
    first, *others = said
    below = [paragraph(line, 1000, MUTED) for line in others if line]
    return titled([*above, paragraph(first, 1200, INK, bold=True), *below])
