"""Horizontal bars, one a place, in the order given."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from danvan.figures.panels import beside, words
from danvan.figures.rows import row_layout
from danvan.figures.scale import marked, plain, value_texts, widest_px
from danvan.figures.theme import HOVER, Figure, Style, Trace, chosen_pattern, drawn, empty


def ranked_bar(
    frame: pd.DataFrame,
    *,
    name: str,
    value: str,
    text: str,
    hover: str,
    style: Style,
    key: str | None = None,
    highlight: Sequence[str] = (),
) -> Figure:
    """Draw one horizontal bar a row from a zero line, names at the left, ``text`` at the bar's end.

    One row per name, drawn from the top in the frame's order. A row without value has no bar but its text,
    in muted. ``highlight`` holds values of ``name`` or ``key``; ``key`` comes back from a click.
    """
    if frame[value].dropna().empty:
        return empty(style)
    chosen = marked(frame, highlight, name, key)
    values = plain(frame[value])
    known = [number for number in values if number is not None]
    low, high = min(0, *known), max(0, *known)
    bars: Trace = {
        "type": "bar",
        "orientation": "h",
        "x": values,
        "y": list(range(len(values))),
        "hovertext": plain(frame[hover]),
        "customdata": plain(frame[key or name]),
        **HOVER,
        "width": 0.68,
        "marker": {
            "color": [style.mark(row, any(chosen)) for row in chosen],
            **chosen_pattern(chosen, style),
        },
    }
    texts = value_texts(frame, text, value, style.no_data_words)
    room = widest_px(texts, style.font_size - 1) + 12
    layout = row_layout(frame[name].tolist(), chosen, room, style) | {
        "xaxis": {"visible": False, "range": [low - (high - low) * (0.18 if low < 0 else 0), high]},
        "shapes": [zero_line(style)],
    }
    return drawn([bars, bar_texts(values, texts, chosen, style)], layout, style)


def bar_texts(values: list[float | None], texts: list[str], chosen: list[bool], style: Style) -> Trace:
    """The texts at the bars' ends; where there is no bar, in muted at the zero line."""
    strong = [style.token("accent") if row else style.token("ink") for row in chosen]
    return words(
        [value or 0 for value in values],
        [float(row) for row in range(len(values))],
        [beside(text, value is not None and value < 0) for text, value in zip(texts, values, strict=True)],
        ["middle left" if value is not None and value < 0 else "middle right" for value in values],
        [
            style.token("muted") if value is None else colour
            for value, colour in zip(values, strong, strict=True)
        ],
        style.font_size - 1,
    )


def zero_line(style: Style) -> dict[str, Any]:
    """A vertical line where bars start."""
    ends = {"x0": 0, "x1": 0, "y0": 0, "y1": 1, "yref": "paper"}
    return {"type": "line", **ends, "line": {"color": style.token("muted"), "width": 1}}
