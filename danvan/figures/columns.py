"""Vertical columns of one measure by period."""

from typing import Any

import pandas as pd

from danvan.figures.panels import words
from danvan.figures.scale import folded, plain, position_axis, positions, value_texts
from danvan.figures.theme import HOVER, Figure, Style, Trace, drawn, empty

HEIGHT_PX = 280
BAR_SHARE = 0.6
# One or two columns keep the width they would have among these many.
LEAST_PLACES = 4


def columns(
    frame: pd.DataFrame, *, x: str, y: str, text: str, hover: str, style: Style, key: str | None = None
) -> Figure:
    """Draw one column a period from a zero line, with ``text`` above it.

    One row per x (whole years, or texts in their order). A row without y has no column but its text, in
    muted.
    """
    frame = frame.dropna(subset=[x])
    if frame[y].dropna().empty:
        return empty(style, HEIGHT_PX)
    places = positions(frame[x])
    at = [places[name] for name in frame[x]]
    values = plain(frame[y])
    known = [value for value in values if value is not None]
    bars: Trace = {
        "type": "bar",
        "x": at,
        "y": values,
        "hovertext": plain(frame[hover]),
        "customdata": plain(frame[key or x]),
        **HOVER,
        "width": BAR_SHARE,
        "marker": {"color": style.subject},
    }
    margin = max(0.6, (LEAST_PLACES - len(places)) / 2)
    layout = {
        "height": style.px(HEIGHT_PX),
        "margin": {"l": 8, "r": 8, "t": style.px(26), "b": style.px(30)},
        "xaxis": position_axis(places) | {"range": [min(at) - margin, max(at) + margin]},
        "yaxis": {"visible": False, "range": [min(0, *known), max(0, *known) or 1]},
        "shapes": [base_line(style)],
    }
    return drawn(
        [bars, column_texts(at, values, value_texts(frame, text, y, style.no_data_words), style)],
        layout,
        style,
    )


def column_texts(at: list[int], values: list[float | None], texts: list[str], style: Style) -> Trace:
    """The texts above the columns; where there is no column, folded and muted above the zero line."""
    shown = [
        text if value is not None else folded(text, 8) for text, value in zip(texts, values, strict=True)
    ]
    colours = [style.token("muted") if value is None else style.token("ink") for value in values]
    places = ["bottom center" if value is not None and value < 0 else "top center" for value in values]
    return words(
        [float(place) for place in at],
        [value or 0.0 for value in values],
        shown,
        places,
        colours,
        style.font_size - 1,
    )


def base_line(style: Style) -> dict[str, Any]:
    """A horizontal line where columns start."""
    ends = {"x0": 0, "x1": 1, "xref": "paper", "y0": 0, "y1": 0}
    return {"type": "line", **ends, "line": {"color": style.token("muted"), "width": 1}}
