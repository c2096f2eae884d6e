"""Which models are where: models as rows, places as columns."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from danvan.figures.panels import words
from danvan.figures.scale import marked, plain, widest_px
from danvan.figures.theme import HOVER, SILENT, Figure, Style, Trace, chosen_pattern, drawn, empty

STATED, INFERRED = "stated", "inferred"
ROW_PX = 46
CELL_HEIGHT = 0.46
CELL_WIDTH = 0.86
LEGEND_PX = 30


def adoption_matrix(
    frame: pd.DataFrame,
    *,
    model: str,
    place: str,
    reading: str,
    hover: str,
    rows: Sequence[str],
    columns: Sequence[str],
    stated_label: str,
    inferred_label: str,
    style: Style,
    key: str | None = None,
    highlight: Sequence[str] = (),
) -> Figure:
    """Draw a full cell where a model is stated to be, a hatched one where it was inferred.

    One row per model and place, ``reading`` is ``stated`` or ``inferred``. ``rows`` and ``columns`` are all
    values of ``model`` and ``place`` in the order to draw. A model's name stands above its row, so that
    long names fit a phone. ``highlight`` holds values of ``place`` or ``key``; ``key`` comes back from a
    click.
    """
    known = frame[frame[model].isin(list(rows)) & frame[place].isin(list(columns))]
    if known.empty:
        return empty(style)
    head = widest_px(columns, style.font_size - 2) + 10
    chosen = {
        name for name, mark in zip(known[place], marked(known, highlight, place, key), strict=True) if mark
    }
    chosen |= set(columns) & set(highlight)
    traces = [bands(len(rows), len(columns), style)]
    for kind, label in ((STATED, stated_label), (INFERRED, inferred_label)):
        part = known[known[reading] == kind]
        at = [columns.index(name) for name in part[place]]
        marks = [name in chosen for name in part[place]]
        trace = cells(
            at, [rows.index(name) for name in part[model]], marks, bool(chosen), kind == INFERRED, style
        )
        traces.append(
            trace | {"name": label, "hovertext": plain(part[hover]), "customdata": plain(part[key or place])}
        )
    traces += [gaps(len(rows), len(columns), style), row_names(rows, style)]
    layout: dict[str, Any] = {
        "height": len(rows) * style.px(ROW_PX) + head + style.px(LEGEND_PX),
        "margin": {"l": 4, "r": 4, "t": head, "b": style.px(LEGEND_PX)},
        "barmode": "overlay",
        "xaxis": column_axis(columns, chosen, style),
        "yaxis": {"visible": False, "range": [len(rows), 0]},
        "showlegend": True,
        "legend": legend(style),
    }
    return drawn(traces, layout, style)


def cells(
    at: list[int], rows: list[int], chosen: list[bool], any_chosen: bool, hatched: bool, style: Style
) -> Trace:
    """Cells as bars on the plane of rows and columns: full, or hatched in an outline.

    Of the chosen the full ones have dots and the hatched ones a thick outline, so that colour is not the only sign.
    """
    colours = [style.mark(mark, any_chosen) for mark in chosen]
    marker: dict[str, Any] = {"color": colours, "line": {"color": colours, "width": 1.5}}
    if not hatched:
        marker |= chosen_pattern(chosen, style)
    else:
        if any(chosen):
            marker["line"]["width"] = [3 if mark else 1.5 for mark in chosen]
        # Where colours are given one by one, plotly.js draws the lines in them, whatever fgcolor says.
        marker["pattern"] = {"shape": "/", "size": 6, "solidity": 0.45, "bgcolor": style.back}
    return {
        "type": "bar",
        "x": at,
        "y": [CELL_HEIGHT] * len(at),
        "base": [row + 1 - CELL_HEIGHT - 0.04 for row in rows],
        "width": CELL_WIDTH,
        "marker": marker,
        **HOVER,
    }


def bands(rows: int, columns: int, style: Style) -> Trace:
    """A pale band behind each row, on which empty cells are seen as empty."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": [columns - 0.08] * rows,
        "y": [row + 1 - CELL_HEIGHT / 2 - 0.04 for row in range(rows)],
        "base": [-0.46] * rows,
        "width": CELL_HEIGHT,
        "marker": {"color": style.token("panel")},
        "showlegend": False,
        **SILENT,
    }


def gaps(rows: int, columns: int, style: Style) -> Trace:
    """Thin lines between the columns that cut the bands into cells."""
    x = [value for column in range(columns - 1) for value in (column + 0.5, column + 0.5, None)]
    y = [value for _ in range(columns - 1) for value in (0, rows, None)]
    line = {"color": style.back, "width": 2}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "showlegend": False, **SILENT}


def row_names(rows: Sequence[str], style: Style) -> Trace:
    """Each model's name above the left end of its row."""
    heights = [row + 0.46 for row in range(len(rows))]
    left = [-0.5] * len(rows)
    trace = words(left, heights, list(rows), "top right", style.token("ink"), style.font_size - 1)
    return trace | {"showlegend": False}


def column_axis(columns: Sequence[str], chosen: set[str], style: Style) -> dict[str, Any]:
    """The places' names upright above the columns, the chosen ones in bold."""
    return {
        "range": [-0.52, len(columns) - 0.48],
        "side": "top",
        "tickvals": list(range(len(columns))),
        "ticktext": [f"<b>{name}</b>" if name in chosen else name for name in columns],
        "tickangle": -90,
        "tickfont": {"color": style.token("ink"), "size": style.font_size - 2},
    }


def legend(style: Style) -> dict[str, Any]:
    """A legend below the rows that cannot be clicked."""
    return {
        "orientation": "h",
        "x": 0,
        "y": 0,
        "xanchor": "left",
        "yanchor": "top",
        "itemclick": False,
        "itemdoubleclick": False,
        "font": {"color": style.token("muted"), "size": style.font_size - 2},
    }
