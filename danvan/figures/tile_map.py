"""A tile for each place, where it lies about as it lies on the map."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from danvan.figures.colour import mix, writing_on
from danvan.figures.scale import filled, folded, marked, plain, widest_px
from danvan.figures.theme import HOVER, SAMPLE_OPACITY, Figure, Style, Trace, drawn, empty

ROW_PX = 66
WIDER_THAN_HIGH = 1.5
STEPS = 5
FAINTEST, STRONGEST = 0.05, 0.92


def level_fill(level: int, style: Style) -> str:
    """Fill of a level from 0 (near paper) to 5 (the subject's colour)."""
    return mix(style.back, style.subject, FAINTEST + (STRONGEST - FAINTEST) * level / STEPS)


def seen_fill(level: int, style: Style) -> str:
    """Fill as it is seen: paler when the figure is a sample."""
    return mix(style.back, level_fill(level, style), SAMPLE_OPACITY if style.sample_words else 1.0)


def tile_map(
    frame: pd.DataFrame,
    *,
    row: str,
    column: str,
    name: str,
    value_text: str,
    level: str,
    style: Style,
    hover: str | None = None,
    key: str | None = None,
    highlight: Sequence[str] = (),
    missing_words: str = "",
) -> Figure:
    """Draw a tile at each row and column (from 1, from the top left) with name and value written in it.

    One row per place. ``level`` from 0 to 5 fills the tile from paper to the subject's colour; a missing
    level leaves it blank with ``missing_words``. The tiles are bars, because those come back from a click;
    ``key`` is what comes back.
    """
    if frame.empty:
        return empty(style)
    chosen = marked(frame, highlight, name, key)
    levels = [None if pd.isna(value) else int(value) for value in frame[level]]
    absent = missing_words or style.no_data_words
    texts = [
        tile_text(str(place), absent if step is None else f"<b>{value}</b>")
        for place, value, step in zip(frame[name], filled(frame, value_text), levels, strict=True)
    ]
    fills = [style.back if step is None else level_fill(step, style) for step in levels]
    writing = [
        style.token("muted") if step is None else writing_on(seen_fill(step, style)) for step in levels
    ]
    tiles: Trace = {
        "type": "bar",
        "x": plain(frame[column]),
        "y": [0.94] * len(frame),
        "base": [number - 0.47 for number in plain(frame[row])],
        "width": 0.95,
        "text": texts,
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": writing, "size": style.font_size - 1},
        "hovertext": filled(frame, hover).tolist() if hover else texts,
        "customdata": plain(frame[key or name]),
        **HOVER,
        "marker": {
            "color": fills,
            "line": {
                "color": [style.token("accent") if mark else style.quiet for mark in chosen],
                "width": [style.thick(3 if mark else 1) for mark in chosen],
            },
        },
    }
    return drawn([tiles], map_layout(frame[row], frame[column], texts, style), style)


def tile_text(name: str, value: str) -> str:
    """Name above, value or the words for a missing one below."""
    return f"{folded(name, 14)}<br>{value}"


def wider_than_high(texts: list[str], row_px: float, style: Style) -> float:
    """How many times wider than high a tile is drawn where there is room, so that all texts fit in it."""
    return round(max(WIDER_THAN_HIGH, (widest_px(texts, style.font_size - 1) + 10) / row_px), 2)


def map_layout(rows: pd.Series, columns: pd.Series, texts: list[str], style: Style) -> dict[str, Any]:
    """A plane without axes, as deep as the tiles, on which a tile is as much wider than high as its texts need."""
    deep, wide = int(rows.max()), int(columns.max())
    return {
        "height": deep * style.px(ROW_PX) + 8,
        "margin": {"l": 2, "r": 2, "t": 4, "b": 4},
        "xaxis": {
            "visible": False,
            "range": [0.5, wide + 0.5],
            "scaleanchor": "y",
            "scaleratio": wider_than_high(texts, style.height_px / deep or style.px(ROW_PX), style),
            "constrain": "domain",
        },
        "yaxis": {"visible": False, "range": [deep + 0.5, 0.5], "constrain": "domain"},
        "uniformtext": {"mode": "show", "minsize": style.font_size - 3},
    }
