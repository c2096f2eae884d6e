"""How many of all: a bar a row, filled as far as counted."""

import pandas as pd

from danvan.figures.panels import beside, words
from danvan.figures.rows import row_layout
from danvan.figures.scale import plain, value_texts, widest_px
from danvan.figures.theme import HOVER, SILENT, Figure, Style, Trace, drawn, empty

MOST_CELLS = 40


def coverage_bar(
    frame: pd.DataFrame,
    *,
    name: str,
    part: str,
    whole: str,
    text: str,
    hover: str,
    style: Style,
    key: str | None = None,
) -> Figure:
    """Draw a full bar a row, filled by ``part`` of ``whole``, cut into cells that can be counted.

    One row per name, from the top in the frame's order; whole is above zero. A row without part or whole
    has only its text.
    """
    known = frame[frame[part].notna() & frame[whole].notna() & (frame[whole] > 0)]
    if known.empty:
        return empty(style, 80)
    order = {label: row for row, label in enumerate(frame.index)}
    at = [order[label] for label in known.index]
    shares = [float(done) / float(total) for done, total in zip(known[part], known[whole], strict=True)]
    full = bar(at, [1.0] * len(at), style.token("panel")) | SILENT
    full["marker"]["line"] = {"color": style.token("rule"), "width": 1}
    done = bar(at, shares, style.subject) | HOVER
    done |= {"hovertext": plain(known[hover]), "customdata": plain(known[key or name])}
    texts = [beside(share) for share in value_texts(frame, text, part, style.no_data_words)]
    traces = [
        full,
        done,
        cuts(at, [int(total) for total in known[whole]], style),
        words(
            [1.0] * len(frame),
            list(map(float, range(len(frame)))),
            texts,
            "middle right",
            style.token("ink"),
            style.font_size - 1,
        ),
    ]
    room = widest_px(texts, style.font_size - 1) + 8
    layout = row_layout(frame[name].tolist(), [False] * len(frame), room, style) | {
        "barmode": "overlay",
        "xaxis": {"visible": False, "range": [0, 1]},
    }
    return drawn(traces, layout, style)


def bar(rows: list[int], lengths: list[float], colour: str) -> Trace:
    """Horizontal bars of given lengths, from 0 to 1."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": lengths,
        "y": rows,
        "width": 0.62,
        "marker": {"color": colour},
    }


def cuts(rows: list[int], wholes: list[int], style: Style) -> Trace:
    """Thin lines that cut a bar into as many cells as there are to count, up to 40."""
    places = [
        (cell / whole, row)
        for row, whole in zip(rows, wholes, strict=True)
        if whole <= MOST_CELLS
        for cell in range(1, whole)
    ]
    x = [value for place, _ in places for value in (round(place, 4), round(place, 4), None)]
    y = [value for _, row in places for value in (row - 0.32, row + 0.32, None)]
    line = {"color": style.back, "width": 1.5}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, **SILENT}
