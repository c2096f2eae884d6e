"""Arithmetic of axes and labels: ranges, ticks, text widths, labels kept apart, plain lists from frames."""

from collections import namedtuple
from collections.abc import Sequence
from functools import lru_cache
from math import ceil, floor, log10
from textwrap import wrap
from typing import Any
from unicodedata import normalize

import pandas as pd

LETTER_EM, CAPITAL_EM, NARROW_EM = 0.56, 0.7, 0.28
NARROW = " .,:;|ilt()\u00a0"


def plain(values: pd.Series) -> list[Any]:
    """A column as a list of Python values with None for what is missing, ready for JSON."""
    return [None if pd.isna(value) else value for value in values.tolist()]


def filled(frame: pd.DataFrame, column: str | None) -> pd.Series:
    """A column of words with empty words for what is missing, or where no column is named."""
    if column is None:
        return pd.Series("", index=frame.index)
    return frame[column].astype(object).where(frame[column].notna(), "")


def value_texts(frame: pd.DataFrame, text: str, value: str, absent: str) -> list[str]:
    """The text of each row, and the words for a missing value where a row has neither."""
    missing = frame[value].isna()
    return [words or (absent if gap else "") for words, gap in zip(filled(frame, text), missing, strict=True)]


def records(frame: pd.DataFrame) -> list[Any]:
    """The rows of a frame as tuples with the columns' names; itertuples makes a new class at every call, 0.5 ms."""
    row = row_class(tuple(frame.columns))
    return [
        row._make(values) for values in zip(*(frame[name].tolist() for name in frame.columns), strict=True)
    ]


@lru_cache(maxsize=64)
def row_class(names: tuple[str, ...]) -> Any:
    """The class of rows with these columns."""
    return namedtuple("Row", names)


def marked(frame: pd.DataFrame, highlight: Sequence[str], *columns: str | None) -> list[bool]:
    """Which rows are highlighted: any of the columns (name, key) holds one of the chosen values."""
    chosen = pd.Series(False, index=frame.index)
    for column in columns:
        if column is not None:
            chosen |= frame[column].isin(list(highlight))
    return [bool(value) for value in chosen]


def nice_step(span: float, most: int = 5) -> float:
    """The smallest of 1, 2, 2.5 or 5 times a power of ten that cuts a span into fewer than ``most`` parts."""
    rough = span / max(1, most - 1)
    power = 10.0 ** floor(log10(rough))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * (1 - 1e-9))


def value_range(values: Sequence[float | None], from_zero: bool = True) -> tuple[float, float]:
    """Lowest and highest value of an axis on round steps, with zero unless told otherwise."""
    known = [float(value) for value in values if value is not None]
    if not known:
        return 0.0, 1.0
    low = min(0.0, *known) if from_zero else min(known)
    high = max(0.0, *known) if from_zero else max(known)
    if low == high:
        return low, low + 1.0
    step = nice_step(high - low)
    return floor(low / step + 1e-9) * step, ceil(high / step - 1e-9) * step


def value_axis(low: float, high: float, suffix: str = "") -> dict[str, Any]:
    """Axis settings with at most five grid lines and just the decimals that their step needs."""
    step = nice_step(high - low)
    decimals = next(count for count in range(10) if abs(round(step, count) - step) < step * 1e-6)
    return {"tick0": 0, "dtick": step, "tickformat": f",.{decimals}f", "ticksuffix": suffix}


def ticks_px(low: float, high: float, suffix: str, size: int) -> int:
    """Estimated width of the tick labels of a value axis in pixels."""
    tickformat = value_axis(low, high)["tickformat"]
    return widest_px([format(end, tickformat) + suffix for end in (low, high)], size)


def text_px(words: str, size: int) -> int:
    """Estimated width of the longest line of a text in pixels, at a font size in pixels; rather too wide.

    Margins are set from it, because letting plotly.js measure its labels makes it draw every figure twice.
    """
    lines = normalize("NFC", words).replace("<b>", "").replace("</b>", "").split("<br>")
    return ceil(max(sum(map(letter_em, line)) for line in lines) * size)


def letter_em(letter: str) -> float:
    """Estimated width of a letter, as a share of the font size."""
    return NARROW_EM if letter in NARROW else CAPITAL_EM if letter.isupper() else LETTER_EM


def widest_px(texts: Sequence[str | None], size: int) -> int:
    """Estimated width of the widest of several texts in pixels."""
    return max((text_px(text, size) for text in texts if text), default=0)


def folded(words: str, width: int) -> str:
    """A text broken into lines of at most ``width`` characters where words end."""
    return "<br>".join(wrap(words, width, break_long_words=False)) or words


def positions(values: pd.Series) -> dict[Any, int]:
    """Where each x stands: whole numbers (years) at themselves, texts in their order of appearance."""
    known = values.dropna().drop_duplicates()
    if pd.api.types.is_numeric_dtype(known) and bool((known % 1 == 0).all()):
        return {int(value): int(value) for value in sorted(known.tolist())}
    return {value: place for place, value in enumerate(known.tolist())}


def position_axis(places: dict[Any, int], most: int = 6) -> dict[str, Any]:
    """Axis settings with the periods' own names as ticks, thinned out from the last one back.

    Between years every year counts, also one without a value, so that the ticks stand evenly.
    """
    names = {place: str(name) for name, place in places.items()}
    if all(name == place for name, place in places.items()):
        names = {year: str(year) for year in range(min(names), max(names) + 1)}
    apart = (max(names) - min(names)) / most
    shown: list[int] = []
    for place in sorted(names, reverse=True):
        if not shown or shown[-1] - place >= apart:
            shown.append(place)
    shown.reverse()
    return {"type": "linear", "tickvals": shown, "ticktext": [names[place] for place in shown]}


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Move positions as little as possible so that neighbours are ``gap`` apart and within the bounds.

    Pools neighbours that are too close around their common mean; the order is kept, and the input order
    returned. When the bounds are too narrow for all, the positions run over the upper one.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    pools: list[tuple[float, int]] = []
    for rank, index in enumerate(order):
        mean, count = wanted[index] - rank * gap, 1
        while pools and pools[-1][0] > mean:
            earlier, size = pools.pop()
            mean, count = (earlier * size + mean * count) / (size + count), size + count
        pools.append((mean, count))
    top = max(low, high - gap * (len(wanted) - 1))
    level = [min(max(mean, low), top) for mean, count in pools for _ in range(count)]
    result = [0.0] * len(wanted)
    for rank, index in enumerate(order):
        result[index] = level[rank] + rank * gap
    return result
