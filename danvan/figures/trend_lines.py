"""Lines through time, broken where a year is missing or the way of measuring changed."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from danvan.figures.end_labels import end_labels, label_gap_px, label_size
from danvan.figures.panels import words
from danvan.figures.scale import (
    filled,
    marked,
    position_axis,
    positions,
    records,
    ticks_px,
    value_axis,
    value_range,
    widest_px,
)
from danvan.figures.segments import segment_marks, segment_names, segment_ranks
from danvan.figures.theme import HOVER, Figure, Style, Trace, drawn, empty

SYMBOLS = ("circle", "square", "diamond", "pentagon", "star")
LOWER_BOUND = "triangle-up-open"
FEW = 4
X_ROOM = 0.0625
HEIGHT_PX, BOTTOM_PX, TOP_PX, SEGMENT_TOP_PX = 320, 32, 14, 48


def trend_lines(
    frame: pd.DataFrame,
    *,
    x: str,
    y: str,
    series: str,
    text: str,
    hover: str,
    style: Style,
    segment: str | None = None,
    segment_text: str | None = None,
    key: str | None = None,
    highlight: Sequence[str] = (),
    bound: str | None = None,
    joined: str | None = None,
    tick_suffix: str = "",
    from_zero: bool = True,
) -> Figure:
    """Draw one line a series with its name and last value at its end; a point alone has its value beside it.

    One row per series and x (whole years, or texts in the order in which they appear). Points are joined
    only from one x to the next inside one ``segment``; a change of segment is a gap with a vertical rule
    and the segments' names (``segment_text``, otherwise the segment) on either side. Rows without y are
    gaps; ``joined`` (true or false) is false where a point stands alone, as a part of a whole does. ``bound`` (true
    or false) gives a lower bound an open upward triangle. ``highlight`` holds values of ``series`` or ``key``;
    ``key`` comes back from a click.
    """
    points = tidy(frame, x, y, series, text, hover, segment, key, bound, joined, highlight)
    if points.empty:
        return empty(style, HEIGHT_PX)
    ends = points.drop_duplicates("series", keep="last")
    names = segment_names(frame, x, y, segment, segment_text)
    low, high = value_range(points["y"].tolist(), from_zero)
    top, bottom = style.px(SEGMENT_TOP_PX if len(names) > 1 else TOP_PX), style.px(BOTTOM_PX)
    gap_px = label_gap_px(len(ends), style)
    height = style.height_px or max(style.px(HEIGHT_PX), (len(ends) + 1) * gap_px + top + bottom)
    places = positions(frame[x])
    first, last = min(places.values()), max(places.values())
    span = max(1, last - first)
    y_range = [low - (high - low) * 0.03, high + (high - low) * 0.05]
    value_per_px = (y_range[1] - y_range[0]) / (height - top - bottom)
    labels = end_labels(ends, span, value_per_px, low, high, gap_px, style)
    left = ticks_px(low, high, tick_suffix, style.font_size - 1) + 6
    right = widest_px(labels[-1]["text"], label_size(len(ends), style)) + 6
    layout: dict[str, Any] = {
        "height": height,
        "margin": {"l": left, "t": top, "b": bottom, "r": right},
        "xaxis": position_axis(places) | {"range": [first - span * X_ROOM, last + span * X_ROOM]},
        "yaxis": value_axis(low, high, tick_suffix) | {"range": y_range},
        **segment_marks(names, style),
    }
    alone = lone_texts(points, set(ends.index), style)
    return drawn([*line_traces(points, bool(highlight), style), *alone, *labels], layout, style)


def tidy(
    frame: pd.DataFrame,
    x: str,
    y: str,
    series: str,
    text: str,
    hover: str,
    segment: str | None,
    key: str | None,
    bound: str | None,
    joined: str | None,
    highlight: Sequence[str],
) -> pd.DataFrame:
    """The points to draw under fixed names: one row per known point, series in order, x ascending."""
    order = {name: place for place, name in enumerate(frame[series].drop_duplicates())}
    points = pd.DataFrame(
        {
            "order": frame[series].map(order),
            "series": frame[series],
            "x": frame[x].map(positions(frame[x])),
            "y": frame[y],
            "text": filled(frame, text),
            "hover": filled(frame, hover),
            "segment": filled(frame, segment),
            "key": frame[key] if key else frame[series],
            "bound": frame[bound].eq(True) if bound else False,
            "joined": frame[joined].ne(False) if joined else True,
            "chosen": marked(frame, highlight, series, key),
        }
    )
    known = points.dropna(subset=["x", "y"])
    known = known.assign(rank=segment_ranks(known["segment"], known["x"]))
    return known.sort_values(["order", "rank", "x"], kind="stable", ignore_index=True)


def lone_texts(points: pd.DataFrame, ends: set[int], style: Style) -> list[Trace]:
    """The value beside each point that no line reaches and that has no label at the end of its series.

    Only where there are few series: beside many it would be a thicket.
    """
    if points["series"].nunique() > FEW:
        return []
    rows = records(points.assign(any_chosen=points["chosen"].any()))
    reached = {
        at + side
        for at, (before, point) in enumerate(pairwise(rows))
        if follows(before, point)
        for side in (0, 1)
    }
    alone = [rows[at] for at in points.index if at not in reached and at not in ends]
    if not alone:
        return []
    return [
        words(
            [float(row.x) for row in alone],
            [float(row.y) for row in alone],
            [f"\xa0 {row.text}" if row.chosen or not row.any_chosen else f"{row.text} \xa0" for row in alone],
            ["middle right" if row.chosen or not row.any_chosen else "middle left" for row in alone],
            [style.token("accent" if row.chosen else "muted") for row in alone],
            style.font_size - 1,
        )
    ]


def line_traces(points: pd.DataFrame, any_chosen: bool, style: Style) -> list[Trace]:
    """At most two traces whatever the number of series: the quiet lines, and the chosen ones on top."""
    traces = []
    for chosen, group in points.groupby("chosen", sort=True):
        colour = style.mark(bool(chosen), any_chosen)
        strong = chosen or (not any_chosen and group["series"].nunique() <= FEW)
        trace = joined(group, bool(chosen))
        trace["line"] = {"color": colour, "width": style.thick(2.75 if strong else 1.5)}
        edge = {"width": style.thick(1.5), "color": colour}
        trace["marker"] |= {"color": colour, "size": style.thick(7 if strong else 4), "line": edge}
        traces.append(trace)
    return traces


def joined(points: pd.DataFrame, with_symbols: bool) -> Trace:
    """One trace through all series of a group, with an empty point wherever the line must not go on."""
    columns: dict[str, list[Any]] = {"x": [], "y": [], "hovertext": [], "customdata": [], "symbol": []}
    before: Any = None
    symbols: dict[str, str] = {}
    for point in records(points):
        if before is not None and not follows(before, point):
            for values in columns.values():
                values.append(None)
        symbol = symbols.setdefault(
            str(point.series), SYMBOLS[len(symbols) % len(SYMBOLS)] if with_symbols else "circle"
        )
        row = (point.x, point.y, point.hover, point.key, LOWER_BOUND if point.bound else symbol)
        for values, value in zip(columns.values(), row, strict=True):
            values.append(value)
        before = point
    symbol_list = columns.pop("symbol")
    return {
        "type": "scatter",
        "mode": "lines+markers",
        **columns,
        **HOVER,
        "connectgaps": False,
        "marker": {"symbol": [symbol or "circle" for symbol in symbol_list]}
        if len(set(symbol_list)) > 1
        else {},
    }


def follows(before: Any, point: Any) -> bool:
    """Whether a line may go from one point to the other: same series, same segment, no x between, both to be joined."""
    alike = before.series == point.series and before.segment == point.segment
    return bool(alike and before.joined and point.joined and point.x - before.x == 1)
