"""Labels at the ends of lines, kept apart from each other."""

import pandas as pd

from danvan.figures.panels import beside
from danvan.figures.scale import records, spread
from danvan.figures.theme import SILENT, Style, Trace

LEADER_SHARE = 0.055
NEAR_SHARE = 0.25
MOVED_PX = 4


def end_labels(
    ends: pd.DataFrame, span: float, value_per_px: float, low: float, high: float, gap_px: int, style: Style
) -> list[Trace]:
    """Name and last value at each line's end, moved apart where they would overlap.

    ``ends`` has the last point of each series. Lines that end near the last x have their labels in one column
    there, with a thin line from the point where the label is not beside it. ``span`` is the width of the x
    axis, ``gap_px`` the height of a label.
    """
    placed = label_places(ends, span, gap_px * value_per_px, low, high)
    moved = (placed["label_y"] - placed["y"]).abs() > MOVED_PX * value_per_px
    drawn_apart = bool((moved | (placed["label_x"] > placed["x"])).any())
    away = LEADER_SHARE * span if drawn_apart else 0.0
    labels: Trace = {
        "type": "scatter",
        "mode": "text",
        "x": [x + away for x in placed["label_x"].tolist()],
        "y": placed["label_y"].tolist(),
        "text": label_texts(ends),
        "textposition": "middle right",
        "textfont": {"color": label_colours(ends, style), "size": label_size(len(ends), style)},
        "cliponaxis": False,
        **SILENT,
    }
    return [leaders(placed, span, style), labels] if drawn_apart else [labels]


def label_lines(count: int) -> int:
    """Lines of each label: name and value below each other where there are few."""
    return 2 if count <= 4 else 1


def label_size(count: int, style: Style) -> int:
    """Font size of the labels in pixels, a little smaller where there are many."""
    return style.font_size if count <= 8 else style.font_size - 1


def label_gap_px(count: int, style: Style) -> int:
    """Height of a label in pixels."""
    return (label_size(count, style) + 4) * label_lines(count)


def label_places(ends: pd.DataFrame, span: float, gap: float, low: float, high: float) -> pd.DataFrame:
    """x, y of the points, and of their labels, kept ``gap`` apart among those at the same x."""
    last = ends["x"].max()
    near = ends["x"] >= last - NEAR_SHARE * span
    placed = pd.DataFrame({"x": ends["x"], "y": ends["y"], "label_x": ends["x"].where(~near, last)})
    for _, group in placed.groupby("label_x"):
        apart = spread(group["y"].tolist(), gap, low + gap / 2, high - gap / 2)
        placed.loc[group.index, "label_y"] = apart
    return placed


def label_texts(ends: pd.DataFrame) -> list[str]:
    """Name and value of each series, the name in bold where it is chosen or where there are few."""
    two_lines = label_lines(len(ends)) == 2
    between = "<br>" if two_lines else " "
    names = [f"<b>{row.series}</b>" if row.chosen or two_lines else row.series for row in records(ends)]
    return [indented(f"{name}{between}{text}") for name, text in zip(names, ends["text"], strict=True)]


def label_colours(ends: pd.DataFrame, style: Style) -> list[str]:
    """Accent for the chosen series, muted beside them, the subject's colour where none is chosen."""
    other = style.token("muted") if ends["chosen"].any() else style.subject
    return [style.token("accent") if chosen else other for chosen in ends["chosen"]]


def indented(text: str) -> str:
    """A text of one or two lines with a little room at its left."""
    return "<br>".join(beside(beside(line)) for line in text.split("<br>"))


def leaders(placed: pd.DataFrame, span: float, style: Style) -> Trace:
    """A thin line from each last point to its label."""
    near, far = 0.015 * span, (LEADER_SHARE - 0.002) * span
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [value for row in records(placed) for value in (row.x + near, row.label_x + far, None)],
        "y": [value for row in records(placed) for value in (row.y, row.label_y, None)],
        "line": {"color": style.quiet, "width": 1},
        **SILENT,
    }
