"""A dot with its interval for each place, against the whole."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from danvan.figures.panels import beside, thin, words
from danvan.figures.rows import row_layout
from danvan.figures.scale import marked, plain, records, value_texts, widest_px
from danvan.figures.theme import HOVER, SILENT, Figure, Style, Trace, chosen_symbols, drawn, empty

REACH = 2.5  # how far an interval may go beyond the values, in parts of their span


def interval_dots(
    frame: pd.DataFrame,
    *,
    name: str,
    value: str,
    low: str,
    high: str,
    text: str,
    hover: str,
    style: Style,
    key: str | None = None,
    reference: float | None = None,
    reference_label: str = "",
    highlight: Sequence[str] = (),
) -> Figure:
    """Draw a dot and its interval a row, its text at the right, and a vertical line for the whole.

    One row per name, from the top in the frame's order. A row without value has only its text.
    """
    rows = pd.DataFrame(
        {
            "row": range(len(frame)),
            "value": plain(frame[value]),
            "low": plain(frame[low]),
            "high": plain(frame[high]),
            "text": value_texts(frame, text, value, style.no_data_words),
            "hover": plain(frame[hover]),
            "key": plain(frame[key or name]),
            "chosen": marked(frame, highlight, name, key),
        }
    )
    known = rows[rows["value"].notna()]
    if known.empty:
        return empty(style)
    least, most = extent(known, reference)
    pad = (most - least or 1.0) * 0.04
    ranged = known[known["low"].notna() & known["high"].notna()]
    traces = [
        bands(rows, least - pad, most + pad, style),
        *intervals(ranged, least, most, style),
        cut_marks(ranged, least, most, style),
        dots(known, style),
        right_texts(rows, most + pad, style),
    ]
    room = widest_px(rows["text"].tolist(), style.font_size - 1) + 14
    top = 8 if reference is None else style.px(30)
    layout = row_layout(frame[name].tolist(), rows["chosen"].tolist(), room, style, top) | {
        "xaxis": {"visible": False, "range": [least - pad, most + pad]},
    }
    if reference is not None:
        layout |= reference_mark(reference, reference_label, reference > (least + most) / 2, style)
    return drawn(traces, layout, style)


def bands(rows: pd.DataFrame, low: float, high: float, style: Style) -> Trace:
    """A hairline through each row, which leads the eye from the name to the dot."""
    x = [value for _ in rows["row"] for value in (low, high, None)]
    y = [value for row in rows["row"] for value in (row, row, None)]
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": thin(style), **SILENT}


def extent(rows: pd.DataFrame, reference: float | None) -> tuple[float, float]:
    """Lowest and highest of values, intervals and the reference.

    An interval that reaches much further than the values differ is cut, because it would press all others
    together. A value may have no interval.
    """
    values = [float(value) for value in rows["value"]]
    values += [] if reference is None or pd.isna(reference) else [float(reference)]
    lowest, highest = min(values), max(values)
    reach = REACH * (highest - lowest or abs(highest) or 1.0)
    lows, highs = ([float(end) for end in rows[side] if not pd.isna(end)] for side in ("low", "high"))
    return max(min(values + lows), lowest - reach), min(max(values + highs), highest + reach)


def intervals(rows: pd.DataFrame, least: float, most: float, style: Style) -> list[Trace]:
    """The intervals as thick pale lines, cut at the plot's ends, one trace for the chosen and one for the others."""
    any_chosen = bool(rows["chosen"].any())
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [
                value for row in records(group) for value in (max(row.low, least), min(row.high, most), None)
            ],
            "y": [value for row in group["row"] for value in (row, row, None)],
            "line": {"color": style.mark(bool(chosen), any_chosen), "width": style.thick(5)},
            "opacity": 0.4,
            **SILENT,
        }
        for chosen, group in rows.groupby("chosen")
    ]


def cut_marks(rows: pd.DataFrame, least: float, most: float, style: Style) -> Trace:
    """An arrow head at the end of each interval that goes on beyond the plot."""
    ends = [(least, row.row, "triangle-left") for row in records(rows) if row.low < least]
    ends += [(most, row.row, "triangle-right") for row in records(rows) if row.high > most]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _, _ in ends],
        "y": [y for _, y, _ in ends],
        "marker": {"symbol": [symbol for *_, symbol in ends], "size": style.thick(9), "color": style.quiet},
        **SILENT,
    }


def dots(rows: pd.DataFrame, style: Style) -> Trace:
    """The values as full dots."""
    any_chosen = bool(rows["chosen"].any())
    colours = [style.mark(bool(chosen), any_chosen) for chosen in rows["chosen"]]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": plain(rows["value"]),
        "y": plain(rows["row"]),
        "hovertext": plain(rows["hover"]),
        "customdata": plain(rows["key"]),
        **HOVER,
        "marker": {
            "size": [style.thick(14 if chosen else 10) for chosen in rows["chosen"]]
            if any_chosen
            else style.thick(10),
            "opacity": 1,
            "color": colours,
            "line": {"color": style.back, "width": 1.5},
            **chosen_symbols(rows["chosen"].tolist()),
        },
    }


def right_texts(rows: pd.DataFrame, x: float, style: Style) -> Trace:
    """The values' texts in a column at the right."""
    colours = [
        style.token("muted") if pd.isna(row.value) else style.token("accent" if row.chosen else "ink")
        for row in records(rows)
    ]
    texts = [beside(text) for text in rows["text"]]
    return words([x] * len(rows), plain(rows["row"]), texts, "middle right", colours, style.font_size - 1)


def reference_mark(value: float, label: str, on_right: bool, style: Style) -> dict[str, Any]:
    """A vertical line through all rows with its name above, on the side where there is room."""
    ends = {"x0": value, "x1": value, "y0": 0, "y1": 1, "yref": "paper"}
    name = {
        "text": label,
        "x": value,
        "y": 1,
        "yref": "paper",
        "xanchor": "right" if on_right else "left",
        "yanchor": "bottom",
        "yshift": 4,
        "showarrow": False,
        "font": {"color": style.token("muted"), "size": style.font_size - 1},
    }
    line = {"color": style.token("muted"), "width": 1.5}
    return {"shapes": [{"type": "line", **ends, "line": line}], "annotations": [name]}
