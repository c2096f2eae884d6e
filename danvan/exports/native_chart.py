"""A chart that the spreadsheet itself draws and that its reader can change, of numbers on a sheet."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from openpyxl.chart import BarChart, LineChart, ScatterChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import DataPoint, Marker
from openpyxl.chart.series import Series as Drawn
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)

from danvan.exports.chart_data import Arranged, Point
from danvan.exports.chart_ranges import Ranges
from danvan.exports.number_formats import number_format
from danvan.exports.styles import FONT, printable
from danvan.exports.taken import Chart

AnyChart: TypeAlias = BarChart | LineChart | ScatterChart

PAPER, INK, MUTED, ACCENT, RULE = "FFFFFF", "1B1F24", "5A6069", "B3202A", "D9D5CC"
COLOURS = ("394882", "B16028", "892544", "3C8365", "5A6069")
PALER = ("9CA4C0", "D8B094", "C492A2", "9EC1B2", "ACB0B4")  # half way to the paper, for sample values
SYMBOLS = ("circle", "square", "triangle", "diamond")
LINE_WIDTH, HAIRLINE = 28_575, 9_525  # in EMU: 2.25 and 0.75 points
LARGE = 20  # from here on the ticks of an axis need no decimals
MOST_LABELLED, MOST_NAMED_POINTS = 20, 30
WIDTH_CM, HEIGHT_CM, TALLEST_CM, CM_PER_BAR = 26.0, 13.5, 45.0, 0.62


def native_chart(
    chart: Chart, shown: Arranged, sheet: str, first_row: int, *, lines: Sequence[str], sample: str = ""
) -> AnyChart:
    """Return the chart of a table on a sheet, whose headings stand in ``first_row``.

    A series is a column of the table, or a row where the series stand across (see Arranged). ``lines`` are the
    title and what stands small below it. ``sample`` not empty is written into the chart, whose lines are then
    dashed and colours paler. A bound is drawn hollow; a missing value is a gap.
    """
    ranges = Ranges(sheet, first_row, len(shown.categories), across=shown.across)
    drawn = _FORMS[chart.kind](shown, ranges, bool(sample))
    drawn.title = _title(lines, sample)
    drawn.width, drawn.height = WIDTH_CM, height_cm(chart, shown)
    drawn.roundedCorners, drawn.display_blanks = False, "gap"
    drawn.graphical_properties = GraphicalProperties(solidFill=PAPER, ln=LineProperties(noFill=True))
    _dress_axes(drawn, chart, shown)
    if chart.kind == "scatter" or len(shown.series) == 1:
        drawn.legend = None
    else:
        drawn.legend.position = "r"
        drawn.legend.txPr = _rich(900, INK)
    return drawn


def _bars(shown: Arranged, ranges: Ranges, sample: bool) -> AnyChart:
    """Return bars from zero, horizontal, the first category at the top."""
    drawn = _columns(shown, ranges, sample)
    drawn.type = "bar"
    drawn.x_axis.scaling.orientation = "maxMin"
    drawn.y_axis.crosses = "max"
    return drawn


def _columns(shown: Arranged, ranges: Ranges, sample: bool) -> AnyChart:
    drawn = BarChart()
    drawn.type, drawn.grouping = "col", "clustered"
    drawn.gapWidth = 45 if len(shown.series) == 1 else 70
    for at, series in enumerate(shown.series):
        colour = _colour(at, sample)
        one = _series(ranges, at)
        one.invertIfNegative = False
        one.graphicalProperties = _filled(colour, sample)
        one.dPt = [
            DataPoint(idx=index, invertIfNegative=False, spPr=_hollow(colour))
            for index in _bounds(series.points)
        ]
        drawn.series.append(one)
    _label(drawn, shown)
    values = [point.value for point in shown.points if point.value is not None]
    if min(values) >= 0:
        drawn.y_axis.scaling.min = 0
    if max(values) <= 0:
        drawn.y_axis.scaling.max = 0
    return drawn


def _lines(shown: Arranged, ranges: Ranges, sample: bool) -> AnyChart:
    drawn = LineChart()
    for at, series in enumerate(shown.series):
        colour = _colour(at, sample)
        one = _series(ranges, at)
        one.smooth = False
        one.graphicalProperties = GraphicalProperties(ln=_stroke(colour, sample))
        symbol = SYMBOLS[at // len(COLOURS) % len(SYMBOLS)]
        one.marker = _marker(symbol, colour, hollow=False)
        one.dPt = [
            DataPoint(
                idx=index,
                marker=_marker(symbol, colour, hollow=True),
                spPr=GraphicalProperties(ln=_stroke(colour, sample)),
            )
            for index in _bounds(series.points)
        ]
        drawn.series.append(one)
    _label(drawn, shown)
    return drawn


def _points(shown: Arranged, ranges: Ranges, sample: bool) -> AnyChart:
    """Return a cloud of points; of few, each with its name beside it."""
    drawn = ScatterChart()
    drawn.style, drawn.scatterStyle = None, "lineMarker"
    colour = _colour(0, sample)
    named = len(shown.categories) <= MOST_NAMED_POINTS
    for at in range(len(shown.categories) if named else 1):
        one = _named_point(ranges, at) if named else _cloud(ranges)
        bound = named and any(each.points[at].qualifier != "=" for each in shown.series)
        one.marker = _marker("circle", colour, hollow=bound, size=8)
        one.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
        drawn.series.append(one)
    return drawn


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


_FORMS = {"bar": _bars, "column": _columns, "line": _lines, "scatter": _points}


def _series(ranges: Ranges, at: int) -> Drawn:
    return Drawn(
        idx=at,
        order=at,
        tx=SeriesLabel(strRef=StrRef(ranges.name(at))),
        cat=AxDataSource(strRef=StrRef(ranges.categories())),
        val=NumDataSource(numRef=NumRef(f=ranges.values(at))),
    )


def _bounds(points: Sequence[Point]) -> Iterator[int]:
    """Return where the points stand that are not exact."""
    return (at for at, point in enumerate(points) if point.value is not None and point.qualifier != "=")


def _colour(at: int, sample: bool) -> str:
    return (PALER if sample else COLOURS)[at % len(COLOURS)]


def _filled(colour: str, sample: bool) -> GraphicalProperties:
    edge = (
        LineProperties(solidFill=MUTED, w=HAIRLINE, prstDash="sysDash")
        if sample
        else LineProperties(noFill=True)
    )
    return GraphicalProperties(solidFill=colour, ln=edge)


def _hollow(colour: str) -> GraphicalProperties:
    return GraphicalProperties(solidFill=PAPER, ln=LineProperties(solidFill=colour, w=2 * HAIRLINE))


def _stroke(colour: str, sample: bool) -> LineProperties:
    return LineProperties(solidFill=colour, w=LINE_WIDTH, prstDash="sysDash" if sample else "solid")


def _marker(symbol: str, colour: str, *, hollow: bool, size: int = 6) -> Marker:
    ink = LineProperties(solidFill=colour, w=2 * HAIRLINE)
    return Marker(
        symbol=symbol, size=size, spPr=GraphicalProperties(solidFill=PAPER if hollow else colour, ln=ink)
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
    labels.txPr = _rich(900, INK)
    return labels


def _dress_axes(drawn: AnyChart, chart: Chart, shown: Arranged) -> None:
    largest = max(abs(point.value or 0) for point in shown.points)
    decimals = 0 if largest >= LARGE else max(point.decimals for point in shown.points)
    drawn.x_axis.tickLblPos = "low"  # outside the plot also where values are negative
    drawn.y_axis.tickLblPos = "low" if chart.kind == "scatter" else "nextTo"
    for axis in (drawn.x_axis, drawn.y_axis):
        axis.delete = False
        axis.txPr = _rich(900, MUTED)
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=RULE, w=HAIRLINE))
        axis.majorTickMark = "none"
        axis.majorGridlines = None
    values = [drawn.x_axis, drawn.y_axis] if chart.kind == "scatter" else [drawn.y_axis]
    headings = [series.name for series in shown.series]
    words = headings if chart.kind == "scatter" else [chart.axis_title or headings[0]]
    if chart.kind != "scatter" and len(headings) > 1 and not chart.axis_title:
        words = [""]
    for axis, said in zip(values, words, strict=True):
        axis.number_format, axis.numFmt.sourceLinked = number_format(decimals), False
        axis.majorGridlines = _gridlines()
        axis.title = _heading(said) if said else None


def _gridlines() -> ChartLines:
    return ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill=RULE, w=HAIRLINE)))


def height_cm(chart: Chart, shown: Arranged) -> float:
    """Return how high the chart is drawn: bars need room for each."""
    if chart.kind != "bar":
        return HEIGHT_CM
    bars = len(shown.categories) * max(1.0, 0.6 * len(shown.series))
    return min(TALLEST_CM, max(HEIGHT_CM * 0.6, 4 + bars * CM_PER_BAR))


def _title(lines: Sequence[str], sample: str) -> Title:
    """Return the title, what stands small below it, and above both that the values are a sample."""
    above = [_paragraph(sample, 1200, ACCENT, bold=True)] if sample else []
    first, *others = lines
    said = [
        *above,
        _paragraph(first, 1200, INK, bold=True),
        *(_paragraph(line, 1000, MUTED) for line in others if line),
    ]
    return Title(tx=Text(rich=RichText(p=said)), overlay=False)


def _heading(said: str) -> Title:
    return Title(tx=Text(rich=RichText(p=[_paragraph(said, 900, MUTED)])), overlay=False)


def _paragraph(said: str, size: int, colour: str, *, bold: bool = False) -> Paragraph:
    look = _look(size, colour, bold=bold)
    return Paragraph(pPr=ParagraphProperties(defRPr=look), r=[RegularTextRun(rPr=look, t=printable(said))])


def _rich(size: int, colour: str) -> RichText:
    look = ParagraphProperties(defRPr=_look(size, colour))
    return RichText(p=[Paragraph(pPr=look, endParaRPr=CharacterProperties())])


def _look(size: int, colour: str, *, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=size, b=bold, solidFill=colour, latin=Font(typeface=FONT))
