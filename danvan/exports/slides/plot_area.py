"""Where the plot of a chart stands within it, so that names of bars and of lines have the room they need."""

from openpyxl.chart.layout import Layout, ManualLayout

from danvan.exports.deck import Plotted
from danvan.exports.slides.labels import (
    LETTER,
    follow_each_other,
    longest_value,
    mark_of,
    named,
    named_at_marks,
)  # fmt: skip

WIDEST_NAMES, WIDEST_ENDS = 0.42, 0.32  # of the chart
TITLE_WIDTH = 2.4  # inches
TITLE, LEGEND, AXIS_TITLE, TICKS, ABOVE = 0.4, 0.4, 0.34, 0.32, 0.1  # inches

AT_TOP_LEFT = Layout(manualLayout=ManualLayout(xMode="edge", yMode="edge", x=0.005, y=0.01))


def legend_has_room(plotted: Plotted, width: float) -> bool:
    """Return whether a legend at the top stands beside a title at its left, in a chart of this width in inches."""
    return _legend_width(plotted) <= width - TITLE_WIDTH


def beside_title(plotted: Plotted, width: float) -> Layout:
    """Return the place of a legend at the right of the title."""
    share = _legend_width(plotted) / width
    place = ManualLayout(xMode="edge", yMode="edge", x=0.99 - share, y=0.005, w=share, h=0.08)
    return Layout(manualLayout=place)


def _legend_width(plotted: Plotted) -> float:
    return sum(len(series.name) * LETTER + 0.45 for series in plotted.shown.series)


def plot_area(plotted: Plotted, width: float, height: float, *, titled: bool, ticks: bool) -> Layout | None:
    """Return the place of the plot in a chart of this size in inches, None where the program finds it well itself.

    ``titled`` says that the chart has a title, ``ticks`` that its axis of values has numbers.
    """
    several = len(plotted.shown.series) > 1
    top = TITLE if titled or several else ABOVE
    if plotted.kind == "bar":
        names = max(map(len, plotted.shown.categories)) * LETTER * 1.15 + 0.25
        left = min(WIDEST_NAMES * width, names)
        foot = AXIS_TITLE + (TICKS if ticks else 0)
        top += LEGEND if several and titled and not legend_has_room(plotted, width) else 0
        return _area(width, height, left, top, 0.15, foot)
    if not named_at_marks(plotted, width):
        return None
    left = min(WIDEST_NAMES * width, 0.45 + longest_value(plotted.shown) * LETTER)
    above = 0.45 if follow_each_other(plotted.shown) else 0.1
    return _area(width, height, left, top + above, _room_beside(plotted, width), TICKS + 0.1)


def _room_beside(plotted: Plotted, width: float) -> float:
    """Return the room for the names of the lines that reach the end of the chart."""
    if follow_each_other(plotted.shown):
        return 0.3
    last = len(plotted.shown.categories) - 1
    marks = [(one.name, mark_of(one, plotted)) for one in named(plotted)]
    letters = max((len(name) for name, mark in marks if mark and mark[0] == last), default=0)
    return min(WIDEST_ENDS * width, letters * LETTER * 1.1 + 0.15)


def _area(width: float, height: float, left: float, top: float, right: float, foot: float) -> Layout:
    place = ManualLayout(
        layoutTarget="inner",
        xMode="edge",
        yMode="edge",
        x=left / width,
        y=top / height,
        w=(width - left - right) / width,
        h=(height - top - foot) / height,
    )
    return Layout(manualLayout=place)
