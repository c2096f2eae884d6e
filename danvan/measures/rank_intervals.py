"""Ranks with their uncertainty: the best and the worst that each place may be."""

import math
from bisect import bisect_left, bisect_right
from typing import Literal

import pandas as pd

_NO_RANK = (pd.NA, pd.NA)


def joint_confidence(places: int, confidence: float = 0.95) -> float:
    """Return the confidence that each interval needs so that all of them hold at once with `confidence`.

    confidence ^ (1/places), for places that are independent (Šidák 1967, J. Am. Stat. Assoc. 62:626).
    """
    return confidence ** (1 / places) if places > 1 else confidence


def with_rank_intervals(
    frame: pd.DataFrame,
    *,
    low: str,
    high: str,
    better: Literal["up", "down", "none"],
    qualifier: str | None = None,
) -> pd.DataFrame:
    """Return the rows with the columns rank_low (best), rank_high (worst) and of: one row per place.

    rank_low is 1 + the number of places that are surely better, rank_high is the number of places less those
    surely worse; surely is where the intervals do not meet (Klein, Wright, Wieczorek 2020, J. R. Stat. Soc. C
    69:589). The ranks hold all at once with the confidence with which all intervals do: make them with
    `joint_confidence`. Places that tie share the better rank.

    Ranks are among the places that have an interval, `of` of them; the others have none and move nobody. A
    `qualifier` other than "=" makes the true value lie anywhere on its side: from low upwards of a lower
    bound, up to high of "<", anywhere of "about". Such a place has no rank itself and widens those of others.
    Nobody is ranked where neither is better.
    """
    signs = ["="] * len(frame)
    if qualifier is not None:
        signs = frame[qualifier].astype(object).where(frame[qualifier].notna(), "~").tolist()
    there = (frame[low].notna() & frame[high].notna()).tolist()
    bottoms, tops = zip(signs, frame[low], strict=True), zip(signs, frame[high], strict=True)
    lows = [bottom if sign in ("=", ">", ">=") else -math.inf for sign, bottom in bottoms]
    highs = [top if sign in ("=", "<") else math.inf for sign, top in tops]
    known = [(bottom, top) for bottom, top, known in zip(lows, highs, there, strict=True) if known]
    all_lows, all_highs = sorted(bottom for bottom, _ in known), sorted(top for _, top in known)
    ranks = []
    for sign, present, bottom, top in zip(signs, there, lows, highs, strict=True):
        if better == "none" or sign != "=" or not present:
            ranks.append(_NO_RANK)
            continue
        larger, smaller = len(known) - bisect_right(all_lows, top), bisect_left(all_highs, bottom)
        surely_better, surely_worse = (larger, smaller) if better == "up" else (smaller, larger)
        ranks.append((1 + surely_better, len(known) - surely_worse))
    columns = pd.DataFrame(ranks, columns=["rank_low", "rank_high"], index=frame.index, dtype="Int64")
    return frame.assign(**columns, of=pd.array([len(known)] * len(frame), dtype="Int64"))
