"""Order among places: ranks that ties share, and five levels for the colour of a tile."""

import math
from collections.abc import Iterable
from typing import Literal

import pandas as pd

LEVELS = 5
_MIDDLE = 3


def ranked(frame: pd.DataFrame, value: str, *, better: Literal["up", "down", "none"]) -> pd.DataFrame:
    """Return the rows from best to worst with a column `rank`: 1, 2, 2, 4, where ties share the better rank.

    Up means that more is better. Missing values come last, without a rank. Where neither is better there
    are no ranks, and the rows go from the largest to the smallest. Ties keep the order of the frame.
    """
    smallest_first = better == "down"
    rows = frame.sort_values(value, ascending=smallest_first, na_position="last", kind="stable")
    ranks = rows[value].rank(method="min", ascending=smallest_first).astype("Int64")
    if better == "none":
        ranks = ranks.where(ranks.isna())
    return rows.assign(rank=ranks).reset_index(drop=True)


def level_of(value: float | None, values: Iterable[float | None]) -> int:
    """Return the level of the value among all values, 1 (lowest) to 5 (highest), and 0 where it is missing.

    The span from the smallest to the largest value is cut into five steps of equal width, so that the
    distance between two tiles' colours is a distance between their values. A value on a cut belongs to
    the upper step; where all values are equal each is in the middle, 3.
    """
    edges = level_edges(values)
    if value is None or _missing(value) or not edges:
        return 0
    if edges[0] == edges[-1]:
        return _MIDDLE
    return 1 + sum(value >= edge for edge in edges[1:-1])


def level_edges(values: Iterable[float | None]) -> tuple[float, ...]:
    """Return the six edges of the five levels, lowest first; none where every value is missing."""
    known = [float(value) for value in values if value is not None and not _missing(value)]
    if not known:
        return ()
    low, high = min(known), max(known)
    return (*(low + (high - low) * step / LEVELS for step in range(LEVELS)), high)


def _missing(value: float) -> bool:
    return bool(pd.isna(value)) or not math.isfinite(value)
