"""Names and values at both ends of slopes, kept apart from each other."""

from typing import Any

import pandas as pd

from danvan.figures.panels import beside, words
from danvan.figures.scale import records, spread, widest_px
from danvan.figures.theme import SILENT, Style, Trace

SIDES = (0, 1)
AWAY = 0.09  # room for the thin lines from dots to their labels, in parts of the width between the columns
NEAR = 0.02


def label_size(style: Style) -> int:
    """Font size of the labels in pixels."""
    return style.font_size - 1


def label_px(style: Style) -> int:
    """Height of a label in pixels."""
    return label_size(style) + 4


def labels_of(places: pd.DataFrame, side: int) -> pd.DataFrame:
    """Those that are named on a side: y, the words with the value next to the dot, and whether chosen."""
    rows = places[places["named"] & places[f"y{side}"].notna()]
    pairs = list(zip(rows["name"], rows[f"text{side}"], strict=True))
    texts = [f"{value} {name}" if side else f"{name} {value}" for name, value in pairs]
    return pd.DataFrame(
        {"y": rows[f"y{side}"], "text": [text.strip() for text in texts], "chosen": rows["chosen"]}
    )


def room_px(places: pd.DataFrame, side: int, style: Style) -> int:
    """Width in pixels that the labels of a side need beside the plot."""
    return widest_px(labels_of(places, side)["text"].tolist(), label_size(style)) + 10


def side_labels(
    places: pd.DataFrame, side: int, y_range: list[float], value_per_px: float, style: Style
) -> list[Trace]:
    """The labels of a side, moved apart where they would overlap, each with a thin line to its dot."""
    rows = labels_of(places, side)
    if rows.empty:
        return []
    gap = label_px(style) * value_per_px
    apart = spread(rows["y"].tolist(), gap, y_range[0] + gap / 2, y_range[1] - gap / 2)
    heights = [round(y, 6) for y in apart]
    far = 1 + AWAY if side else -AWAY
    colours = [label_colour(row, bool(places["chosen"].any()), style) for row in records(rows)]
    texts = [beside(f"<b>{row.text}</b>" if row.chosen else row.text, left=not side) for row in records(rows)]
    position = "middle right" if side else "middle left"
    labels = words([far] * len(rows), heights, texts, position, colours, label_size(style))
    return [leaders(rows["y"].tolist(), heights, side, style), labels]


def label_colour(row: Any, any_chosen: bool, style: Style) -> str:
    """Accent for the chosen, muted beside them, ink where none is chosen."""
    return style.token("accent" if row.chosen else "muted" if any_chosen else "ink")


def leaders(dots: list[float], labels: list[float], side: int, style: Style) -> Trace:
    """Thin lines from the dots of a side to their labels."""
    near, far = (1 + NEAR, 1 + AWAY) if side else (-NEAR, -AWAY)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [value for _ in dots for value in (near, far, None)],
        "y": [value for dot, label in zip(dots, labels, strict=True) for value in (dot, label, None)],
        "line": {"color": style.quiet, "width": 1},
        **SILENT,
    }
