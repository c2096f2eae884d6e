"""A chart of a slide: native, with its numbers in a workbook inside it, drawn as our figures are."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.chart.data_source import NumData, NumVal, StrData, StrVal
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.xml.functions import Element, tostring
from pptx.chart.data import CategoryChartData

from danvan.exports.chart_data import Arranged, Point
from danvan.exports.chart_forms import AnyChart, bars, columns, dress_axes, lines, tick_decimals
from danvan.exports.chart_ink import (
    ACCENT,
    COLOURS,
    INK,
    Dress,
    Others,
    gridlines,
    heading,
    paragraph,
    rich,
    titled,
)
from danvan.exports.chart_ranges import Ranges
from danvan.exports.chart_sheet import put_table
from danvan.exports.deck import Plotted
from danvan.exports.number_formats import in_language, number_format
from danvan.exports.slides.intervals import put_intervals, with_intervals
from danvan.exports.slides.labels import all_labelled, label, named_at_marks
from danvan.exports.slides.plot_area import AT_TOP_LEFT, beside_title, legend_has_room, plot_area
from danvan.exports.styles import printable, saved_as_of
from danvan.text import LOCALES, words

TEXT = 1400  # hundredths of a point: what can be read from the last row
ONE_DECIMAL = 2  # from here on one decimal is enough for a tick
GAP_PCT = 40  # of the width of a bar, between the bars of two categories
LONGEST_BESIDE = 16  # letters of a name in a legend beside the plot
LINE, MARKER = 38_100, 9  # 3 points in EMU, and points
FIELDS = {
    "kinh_te": COLOURS[0],
    "van_hoa_xa_hoi": COLOURS[1],
    "quoc_phong_an_ninh": COLOURS[2],
    "he_thong_chinh_tri": COLOURS[3],
}
NEAR_ACCENT = FIELDS["quoc_phong_an_ninh"]
_FORMS = {"bar": bars, "column": columns, "line": lines}


@dataclass(frozen=True)
class Setting:
    """What a chart is drawn under: language, day, field, the words for a sample or none, and its axis from and to.

    ``width`` and ``height`` are those of the chart in inches.
    """

    language: str
    day: date
    field: str
    sample_words: str
    width: float
    height: float
    extent: tuple[float, float] | None = None


class ChartFile(CategoryChartData):
    """Our chart and its workbook in the place of those that python-pptx would make of the same numbers."""

    def __init__(self, xml: bytes, workbook: bytes) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._xml_of_ours, self._workbook_of_ours = xml, workbook

    def xml_bytes(self, _chart_type: object) -> bytes:
        """Return the chart's part."""
        return self._xml_of_ours

    @property
    def xlsx_blob(self) -> bytes:
        """Return the workbook that PowerPoint opens to change the numbers."""
        return self._workbook_of_ours


def chart_file(plotted: Plotted, setting: Setting) -> ChartFile:
    """Return the chart of what a figure draws.

    A missing value is a gap, a bound is hollow and labelled with its words, sample values are dashed and paler,
    what is highlighted stands in accent before grey. Raises ValueError where there is nothing to draw.
    """
    if not plotted.shown.points:
        raise ValueError("There is no value to draw.")
    tree = _drawn(plotted, setting)._write()
    _write_out(tree, plotted.shown)
    xml = _xml(tree, setting, ticks=_has_ticks(plotted, setting))
    return ChartFile(xml, _workbook(plotted, setting))


def _has_ticks(plotted: Plotted, setting: Setting) -> bool:
    """Return whether the axis of values needs its numbers: bars bear their own where there is room."""
    return plotted.kind == "line" or not all_labelled(plotted, setting.width)


def _drawn(plotted: Plotted, setting: Setting) -> AnyChart:
    shown = plotted.shown
    dress = Dress(
        sample=bool(setting.sample_words),
        pale=any(plotted.intervals),  # so that an interval is seen before its bar
        colours=_colours(plotted, setting.field),
        highlighted=plotted.highlighted,
        others=others_look(plotted),
        line=LINE,
        marker=MARKER,
    )
    sheet = words(setting.language).get("exports.sheet_figures")
    ranges = Ranges(sheet, 1, len(shown.categories), across=shown.across)
    drawn = _FORMS[plotted.kind](shown, ranges, dress)
    drawn.roundedCorners, drawn.display_blanks, drawn.varyColors = False, "gap", False
    drawn.graphical_properties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    if dress.sample:
        drawn.title = titled([paragraph(setting.sample_words, TEXT, ACCENT, bold=True)])
        drawn.title.layout, drawn.title.overlay = AT_TOP_LEFT, legend_has_room(plotted, setting.width)
    if plotted.kind == "line":
        drawn.marker = True
    elif len(shown.series) > 1:
        drawn.gapWidth = GAP_PCT
    if any(plotted.intervals):
        with_intervals(drawn.series[0], plotted, sheet)
    label(drawn, plotted, setting.language, setting.width)
    drawn.layout = plot_area(
        plotted, setting.width, setting.height, titled=dress.sample, ticks=_has_ticks(plotted, setting)
    )
    _dress(drawn, plotted, setting)
    _cache(drawn, shown, setting.language)
    return drawn


def others_look(plotted: Plotted) -> Others:
    """Return how what does not stand out looks: of several series each must be told from the others."""
    series = len(plotted.shown.series)
    if plotted.kind == "line":
        return "own" if series <= len(COLOURS) else "grey"
    return "paler" if series > 1 else "grey"


def _colours(plotted: Plotted, field: str) -> tuple[str, ...]:
    """Return the colours of the series: of the only one that of its field, beside accent none that is near it."""
    if len(plotted.shown.series) == 1:
        return (FIELDS.get(field, COLOURS[0]),)
    standing_out = plotted.kind == "line" and plotted.highlighted
    return tuple(colour for colour in COLOURS if not standing_out or colour != NEAR_ACCENT)


def _dress(drawn: AnyChart, plotted: Plotted, setting: Setting) -> None:
    """Give the chart its axes and, where names do not stand at the lines' ends, its legend."""
    shown, values = plotted.shown, drawn.y_axis
    dress_axes(drawn, TEXT)
    drawn.x_axis.axPos, values.axPos = ("l", "b") if plotted.kind == "bar" else ("b", "l")
    drawn.x_axis.tickLblSkip, drawn.x_axis.noMultiLvlLbl = 1, True
    drawn.x_axis.txPr = rich(TEXT, INK, level=plotted.kind == "bar")
    code = in_language(number_format(_tick_decimals(shown)), setting.language)
    values.number_format, values.numFmt.sourceLinked = code, False
    values.title = heading(plotted.axis_title, TEXT) if plotted.axis_title else None
    values.majorGridlines = gridlines() if _has_ticks(plotted, setting) else None
    if setting.extent:
        values.scaling.min, values.scaling.max = setting.extent
    if len(shown.series) == 1 or named_at_marks(plotted, setting.width):
        drawn.legend = None
    else:
        drawn.legend.position = "r" if plotted.kind == "line" and _is_narrow(shown) else "t"
        drawn.legend.txPr = rich(TEXT, INK)
        if drawn.title and legend_has_room(plotted, setting.width):
            drawn.legend.layout = beside_title(plotted, setting.width)


def _is_narrow(shown: Arranged) -> bool:
    """Return whether a legend beside the plot leaves it room."""
    return max(len(series.name) for series in shown.series) <= LONGEST_BESIDE


def _tick_decimals(shown: Arranged) -> int:
    """Return how many decimals the ticks have: at most one, but for small values."""
    largest = max(abs(point.value or 0) for point in shown.points)
    return min(tick_decimals(shown), 1) if largest >= ONE_DECIMAL else tick_decimals(shown)


def _cache(drawn: AnyChart, shown: Arranged, language: str) -> None:
    """Write into the chart what its workbook holds, so that it is seen before the workbook is opened."""
    for one, series in zip(drawn.series, shown.series, strict=True):
        one.tx.strRef.strCache = _texts([series.name])
        one.cat.strRef.strCache = _texts(shown.categories)
        decimals = max((point.decimals for point in series.points if point.value is not None), default=0)
        one.val.numRef.numCache = NumData(
            formatCode=in_language(number_format(decimals), language),
            ptCount=len(series.points),
            pt=[NumVal(idx=at, v=point.value) for at, point in enumerate(series.points) if _is_there(point)],
        )


def _texts(texts: Sequence[str]) -> StrData:
    return StrData(
        ptCount=len(texts), pt=[StrVal(idx=at, v=printable(text)) for at, text in enumerate(texts)]
    )


def _is_there(point: Point) -> bool:
    return point.value is not None and math.isfinite(point.value)


def _workbook(plotted: Plotted, setting: Setting) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = words(setting.language).get("exports.sheet_figures")
    put_table(sheet, 1, plotted.shown, setting.language)
    if any(plotted.intervals):
        put_intervals(sheet, plotted, setting.language)
    return saved_as_of(book, setting.day)


def _write_out(tree: Any, shown: Arranged) -> None:
    """Write the values with all their digits: openpyxl writes sixteen, and a number may need one more."""
    for element, series in zip(tree.iter("ser"), shown.series, strict=True):
        for point in element.findall("val/numRef/numCache/pt"):
            point.find("v").text = repr(float(series.points[int(point.get("idx"))].value or 0))


def _xml(tree: Any, setting: Setting, *, ticks: bool) -> bytes:
    """Return the chart as XML, with what openpyxl does not write: its language, and whether it has a title.

    Where nothing says that a chart has no title, programs give it the name of its only series. ``ticks`` says whether
    the axis of values has numbers.
    """
    lang = LOCALES[setting.language]
    tree.insert(0, _valued("lang", lang))
    tree.insert(0, _valued("date1904", "0"))
    chart = tree.find("chart")
    at = list(chart).index(chart.find("plotArea"))
    chart.insert(at, _valued("autoTitleDeleted", "1" if chart.find("title") is None else "0"))
    if not ticks:
        chart.find("plotArea/valAx/tickLblPos").set("val", "none")
    for element in tree.iter():
        if element.tag == "numFmt":
            element.set("sourceLinked", "0")
        elif element.tag == "errBars":  # openpyxl writes them the other way round
            element.find("minus").addprevious(element.find("plus"))
        elif element.tag == "separator":
            element.text = element.attrib.pop("val")
        elif element.tag.endswith(("}defRPr", "}rPr", "}endParaRPr")):
            element.set("lang", lang)
    return bytes(tostring(tree))


def _valued(name: str, value: str) -> Any:
    element = Element(name)
    element.set("val", value)
    return element
