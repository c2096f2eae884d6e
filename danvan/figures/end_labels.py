"""Labels at the ends of lines, kept apart from each other."""

import pandas as pd

from danvan.figures.panels import beside
from danvan.figures.scale import records, spread
from danvan.figures.theme import SILENT, Style, Trace

LEADER_X = 0.22


def end_labels(
    ends: pd.DataFrame, low: float, high: float, plot_px: int, lines: int, size: int, style: Style
) -> list[Trace]:
    """Name and last value at each line's end, moved apart where they would overlap."""
    unit = (high - low) * 1.08 / plot_px
    apart = spread(ends["y"].tolist(), (size + 4) * lines * unit, low, high)
    any_chosen = bool(ends["chosen"].any())
    colours = [
        style.token("accent") if chosen else style.token("muted") if any_chosen else style.subject
        for chosen in ends["chosen"]
    ]
    between = "<br>" if lines == 2 else " "
    names = [f"<b>{row.series}</b>" if row.chosen or lines == 2 else row.series for row in records(ends)]
    texts = [indented(f"{name}{between}{text}") for name, text in zip(names, ends["text"], strict=True)]
    moved = any(abs(y - place) > 4 * unit for y, place in zip(ends["y"], apart, strict=True))
    away = LEADER_X if moved else 0.0
    labels: Trace = {
        "type": "scatter",
        "mode": "text",
        "x": [place + away for place in ends["x"].tolist()],
        "y": apart,
        "text": texts,
        "textposition": "middle right",
        "textfont": {"color": colours, "size": size},
        "cliponaxis": False,
        **SILENT,
    }
    return [leaders(ends, apart, style), labels] if moved else [labels]


def indented(text: str) -> str:
    """A text of one or two lines with a little room at its left."""
    return "<br>".join(beside(beside(line)) for line in text.split("<br>"))


def leaders(ends: pd.DataFrame, apart: list[float], style: Style) -> Trace:
    """A thin line from each last point to its label."""
    last = list(zip(ends["x"].tolist(), ends["y"].tolist(), apart, strict=True))
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [value for x, _, _ in last for value in (x + 0.06, x + LEADER_X - 0.01, None)],
        "y": [value for _, y, place in last for value in (y, place, None)],
        "line": {"color": style.quiet, "width": 1},
        **SILENT,
    }
