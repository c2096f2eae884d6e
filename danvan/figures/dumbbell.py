"""First against last year, one place a row."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from danvan.figures.panels import beside, thin, words
from danvan.figures.rows import row_layout
from danvan.figures.scale import filled, marked, plain, records
from danvan.figures.theme import HOVER, SILENT, Figure, Style, Trace, chosen_symbols, drawn, empty

SIDE_SHARE = 0.2


def dumbbell(
    frame: pd.DataFrame,
    *,
    name: str,
    first: str,
    last: str,
    first_text: str,
    last_text: str,
    hover: str,
    style: Style,
    first_label: str,
    last_label: str,
    key: str | None = None,
    highlight: Sequence[str] = (),
) -> Figure:
    """Draw an open dot for the first value and a full one for the last, joined by a line, one row each.

    One row per name, from the top in the frame's order. A missing value has no dot and the two are then not
    joined. ``first_label`` and ``last_label`` say above the plot what open and full mean.
    """
    rows = pd.DataFrame(
        {
            "row": range(len(frame)),
            "first": plain(frame[first]),
            "last": plain(frame[last]),
            "first_text": filled(frame, first_text).tolist(),
            "last_text": filled(frame, last_text).tolist(),
            "hover": plain(frame[hover]),
            "key": plain(frame[key or name]),
            "chosen": marked(frame, highlight, name, key),
        }
    )
    there = {side: rows[side].notna() for side in ("first", "last")}
    values = [float(value) for side, known in there.items() for value in rows.loc[known, side]]
    if not values:
        return empty(style)
    low, high = min(values), max(values)
    pad = (high - low or 1.0) * SIDE_SHARE
    traces = [
        between_rows(len(rows), low - pad, high + pad, style),
        *joins(rows[there["first"] & there["last"]], style),
        dots(rows[there["first"]], "first", style),
        dots(rows[there["last"]], "last", style),
        *(side_texts(rows, side, style) for side in ("first", "last")),
    ]
    layout = row_layout(frame[name].tolist(), rows["chosen"].tolist(), 8, style, style.px(34)) | {
        "xaxis": {"visible": False, "range": [low - pad, high + pad]},
        "annotations": [heading(f"○ {first_label}\u2003● {last_label}", style)],
    }
    return drawn(traces, layout, style)


def between_rows(count: int, low: float, high: float, style: Style) -> Trace:
    """Hairlines between the rows, so that they do not run through the values' texts."""
    x = [value for _ in range(count - 1) for value in (low, high, None)]
    y = [value for row in range(count - 1) for value in (row + 0.5, row + 0.5, None)]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": thin(style), **SILENT}


def joins(rows: pd.DataFrame, style: Style) -> list[Trace]:
    """The lines between the two dots of each row: one trace for the others, one on top for the chosen, if any are."""
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [value for row in records(group) for value in (row.first, row.last, None)],
            "y": [value for row in group["row"] for value in (row, row, None)],
            "line": {"color": style.token("accent") if chosen else style.quiet, "width": style.thick(3)},
            **SILENT,
        }
        for chosen, group in ((False, rows[~rows["chosen"]]), (True, rows[rows["chosen"]]))
        if not chosen or len(group)
    ]


def dots(rows: pd.DataFrame, side: str, style: Style) -> Trace:
    """The dots of one side: open for the first value, full for the last."""
    any_chosen = bool(rows["chosen"].any())
    colours = [style.mark(bool(chosen), any_chosen) for chosen in rows["chosen"]]
    fill = [style.back] * len(rows) if side == "first" else colours
    edge = {"color": colours, "width": style.thick(2)}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": plain(rows[side]),
        "y": plain(rows["row"]),
        "hovertext": plain(rows["hover"]),
        "customdata": plain(rows["key"]),
        **HOVER,
        "marker": {
            "size": style.thick(11),
            "color": fill,
            "line": edge,
            **chosen_symbols(rows["chosen"].tolist()),
        },
    }


def side_texts(rows: pd.DataFrame, side: str, style: Style) -> Trace:
    """The values of one side, written on the outer side of their dots."""
    other = "last" if side == "first" else "first"
    known = rows[rows[side].notna()]
    left = [
        one < two if pd.notna(two) and one != two else side == "first"
        for one, two in zip(known[side], known[other], strict=True)
    ]
    colour = style.token("muted") if side == "first" else style.token("ink")
    texts = [
        beside(beside(beside(beside(text, before), before), before), before)
        for text, before in zip(known[f"{side}_text"], left, strict=True)
    ]
    positions = ["middle left" if before else "middle right" for before in left]
    return words(plain(known[side]), plain(known["row"]), texts, positions, colour, style.font_size - 2)


def heading(text: str, style: Style) -> dict[str, Any]:
    """Words at the top left of the plot that say what the marks mean."""
    return {
        "text": text,
        "x": 0,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 6,
        "showarrow": False,
        "font": {"color": style.token("muted"), "size": style.font_size - 1},
    }
