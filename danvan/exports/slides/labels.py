"""The labels at the marks of a chart: values with their qualifiers, and the names of lines at their ends."""

from collections.abc import Iterator
from itertools import combinations, pairwise

from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.series import Series as Drawn
from openpyxl.chart.shapes import GraphicalProperties

from danvan.exports.chart_data import Arranged, Point, Series
from danvan.exports.chart_forms import AnyChart
from danvan.exports.chart_ink import COLOURS, INK, PAPER, rich
from danvan.exports.deck import Plotted
from danvan.exports.number_formats import about_as_shown, in_language, number_format

SIZE = 1400  # hundredths of a point
LETTER = 14 * 0.52 / 72  # inches
MOST_BARS, MOST_POINTS = 17, 20
NEAREST_NAMES = 0.09  # of the height between the lowest and the highest value
INSIDE_FROM = 0.2  # of the longest bar: from here on a label has room within it


def all_labelled(plotted: Plotted, width: float) -> bool:
    """Return whether each value has room for a label, in a chart of this width in inches."""
    shown = plotted.shown
    marks = len(shown.categories) * len(shown.series)
    if plotted.kind == "bar":
        return marks <= MOST_BARS
    if plotted.kind == "column":
        return longest_value(shown) * LETTER <= (width - 1) / marks
    return marks <= MOST_POINTS and follow_each_other(shown)


def named_at_marks(plotted: Plotted, width: float) -> bool:
    """Return whether the names of a chart's lines can stand at their marks without covering each other."""
    if plotted.kind != "line" or len(plotted.shown.series) < 2:
        return False
    lines = named(plotted)
    marks = sorted(mark for mark in (mark_of(series, plotted) for series in lines) if mark is not None)
    values = [point.value for point in plotted.shown.points if point.value is not None]
    spread = (max(values) - min(0, min(values))) or 1.0
    if not follow_each_other(plotted.shown):
        return all(
            place != other or abs(value - next_value) >= NEAREST_NAMES * spread
            for (place, value), (other, next_value) in combinations(marks, 2)
        )
    per_category = (width - 1) / len(plotted.shown.categories)
    longest = max(len(series.name) for series in lines) * LETTER
    return longest <= per_category + 0.4 and all(
        (other - place) * per_category >= longest for (place, _), (other, _) in pairwise(marks)
    )


def follow_each_other(shown: Arranged) -> bool:
    """Return whether one line begins where another has ended, as where a standard takes the place of another."""
    columns = zip(*(series.points for series in shown.series), strict=True)
    return all(sum(point.value is not None for point in column) <= 1 for column in columns)


def label(drawn: AnyChart, plotted: Plotted, language: str, width: float) -> None:
    """Write the values where there is room, and the names of lines at their marks."""
    every, beside = all_labelled(plotted, width), named_at_marks(plotted, width)
    lines = named(plotted) if beside else ()
    for one, series in zip(drawn.series, plotted.shown.series, strict=True):
        if every or series.name in plotted.highlighted:
            one.dLbls = _values(plotted, series, language)
        if series in lines:
            _name(one, series, plotted, language, valued=every or series.name in plotted.highlighted)


def named(plotted: Plotted) -> tuple[Series, ...]:
    """Return the lines whose names are said: those that stand out of many, or all."""
    chosen = tuple(series for series in plotted.shown.series if series.name in plotted.highlighted)
    return chosen if chosen and len(plotted.shown.series) > len(COLOURS) else plotted.shown.series


def _values(plotted: Plotted, series: Series, language: str) -> DataLabelList:
    """Return the labels of all values of a series, those with another format than most each by itself."""
    usual = _usual(series)
    labels = DataLabelList(**_shown(usual, language))
    labels.position = "t" if plotted.kind == "line" else "outEnd"
    labels.txPr = rich(SIZE, INK, bold=plotted.kind == "line")
    labels.dLbl = list(_apart(plotted, series, language))
    return labels


def _apart(plotted: Plotted, series: Series, language: str) -> Iterator[DataLabel]:
    """Return the labels that differ from those of most values: of a bound, and within a bar that has an interval."""
    usual = _usual(series)
    largest = max(abs(point.value or 0) for point in plotted.shown.points)
    for at, point in enumerate(series.points):
        if point.value is None:
            continue
        within = (
            bool(plotted.intervals) and plotted.kind != "line" and abs(point.value) >= INSIDE_FROM * largest
        )
        if within or (point.qualifier, point.decimals) != (usual.qualifier, usual.decimals):
            one = DataLabel(idx=at, **_shown(point, language))
            one.position = "inBase" if within else "t" if plotted.kind == "line" else "outEnd"
            one.txPr = rich(SIZE, INK, bold=within or plotted.kind == "line")
            one.spPr = (
                GraphicalProperties(solidFill=PAPER) if within else None
            )  # over the line of the interval
            yield one


def _shown(point: Point, language: str, *, name: bool = False, value: bool = True) -> dict[str, object]:
    code = in_language(number_format(point.decimals, point.qualifier, language), language)
    return {
        "numFmt": code,
        "showLegendKey": False,
        "showVal": value,
        "showCatName": False,
        "showSerName": name,
        "showPercent": False,
        "showBubbleSize": False,
    }


def _usual(series: Series) -> Point:
    """Return a point with the decimals of the series' values and no qualifier."""
    return Point(
        0, "=", max((point.decimals for point in series.points if point.value is not None), default=0)
    )


def _name(one: Drawn, series: Series, plotted: Plotted, language: str, *, valued: bool) -> None:
    """Write the name of a line at its mark: beside the last of all, above the first of lines that follow each other."""
    mark = mark_of(series, plotted)
    if mark is None:
        return
    at, _ = mark
    name = DataLabel(idx=at, **_shown(series.points[at], language, name=True, value=valued))
    name.position = "r" if at == len(series.points) - 1 and not follow_each_other(plotted.shown) else "t"
    name.separator = "\n" if valued else None
    name.txPr = rich(SIZE, INK, bold=True)
    if one.dLbls is None:
        one.dLbls = DataLabelList(**_shown(series.points[at], language, value=False))
    others = [other for other in one.dLbls.dLbl or () if other.idx != at]
    one.dLbls.dLbl = sorted([*others, name], key=lambda each: each.idx)


def mark_of(series: Series, plotted: Plotted) -> tuple[int, float] | None:
    """Return where the point stands that bears the name of a line, and its value."""
    values = [(at, point.value) for at, point in enumerate(series.points) if point.value is not None]
    if not values:
        return None
    return values[0] if follow_each_other(plotted.shown) else values[-1]


def longest_value(shown: Arranged) -> int:
    """Return how many letters the longest label of a value has."""
    return max(
        len(about_as_shown(point.value or 0, point.decimals, point.qualifier)) for point in shown.points
    )
