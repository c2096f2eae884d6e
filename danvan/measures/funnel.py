"""Which places really differ from the whole and which are within chance, as a funnel plot shows it.

Spiegelhalter 2005, Stat. Med. 24:1185: each place is held against the rate of all places, within limits that
are wider the smaller the place is. Beyond the limits of 99.8% a place differs, between 95% and 99.8% perhaps.
"""

import math
from collections.abc import Iterable

import pandas as pd

from danvan.measures.chance import Kind as Kind
from danvan.measures.chance import Swing, interval_of, limits_of, tails_of
from danvan.measures.dispersion import Dispersion

VERDICTS = ("above", "perhaps_above", "within", "perhaps_below", "below", "unknown")
PERHAPS, SURELY = 0.05, 0.002  # what is left outside the limits of 95% and of 99.8%, both sides together
FEWEST_PLACES = 2  # one place alone is the whole itself
CURVE_POINTS = 40
_LIMITS = ("low_95", "high_95", "low_998", "high_998")


def with_intervals(
    frame: pd.DataFrame,
    *,
    numerator: str,
    denominator: str,
    kind: Kind,
    scale: float = 1.0,
    dispersion: Swing = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Return the rows with the columns rate, low and high: scale x numerator / denominator and its interval.

    Wilson for a share, exact Poisson for a rate, exact conditional for a ratio of counts, quasi-Poisson score
    for an amount, in the unit of the rate; sources in chance.py. The dispersion of an amount is one that was
    learned, which counts with its degrees of freedom, or a number in its unit, taken as known.

    All three are missing where either side is missing or negative, where the denominator is zero, and where a
    part is larger than its whole, which is a fault; the interval also where an amount has no dispersion. A
    qualifier is not looked at: of a bound these are the interval of the number as stated. Raises ValueError
    for a dispersion below zero or of a count.
    """
    _checked(kind, dispersion)
    rows = []
    for above, below in _pairs(frame, numerator, denominator):
        if not _usable(kind, above, below) or below == 0:
            rows.append((math.nan, math.nan, math.nan))
            continue
        low, high = interval_of(kind, above, below, dispersion=dispersion, confidence=confidence)
        rows.append((scale * above / below, scale * low, scale * high))
    return _with_columns(frame, ("rate", "low", "high"), rows)


def compared(
    frame: pd.DataFrame,
    *,
    numerator: str,
    denominator: str,
    kind: Kind,
    scale: float = 1.0,
    dispersion: Swing = None,
    inexact: str | None = None,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Return the rows with the columns of `with_intervals` and whole, p_value and verdict: one row per place.

    whole is scale x sum of numerators / sum of denominators of the rows that have both, and is taken as known
    without error; a large place pulls it towards itself and so stands out less. p_value is two-sided against
    the whole, twice the smaller tail and at most 1 (Spiegelhalter 2005; tails in chance.py), and the verdict
    one of VERDICTS: beyond 99.8% above or below, beyond 95% perhaps_above or perhaps_below, else within.

    A row without a rate is unknown, never zero. `inexact` names a column that is true where a value is a bound
    or "about": such a row has no interval, and because a whole with an inexact part is no exact yardstick, all
    verdicts are then unknown. They are also where fewer than two places have a rate and where an amount has no
    dispersion.
    """
    rows = with_intervals(
        frame,
        numerator=numerator,
        denominator=denominator,
        kind=kind,
        scale=scale,
        dispersion=dispersion,
        confidence=confidence,
    )
    pairs = _pairs(frame, numerator, denominator)
    doubtful = _flags(frame, inexact)
    rows.loc[doubtful, ["low", "high"]] = math.nan
    usable = [_usable(kind, *pair) for pair in pairs]
    whole = _whole([pair for pair, there in zip(pairs, usable, strict=True) if there])
    spoilt = any(doubt and there for doubt, there in zip(doubtful, usable, strict=True))
    comparable = not spoilt and rows["rate"].count() >= FEWEST_PLACES
    found = [
        _p_and_verdict(kind, *pair, whole, dispersion)
        if comparable and not math.isnan(rate)
        else (math.nan, "unknown")
        for pair, rate in zip(pairs, rows["rate"], strict=True)
    ]
    return _with_columns(rows.assign(whole=scale * whole), ("p_value", "verdict"), found)


def limits(
    sizes: Iterable[float],
    *,
    whole: float,
    kind: Kind,
    scale: float = 1.0,
    dispersion: Swing = None,
) -> pd.DataFrame:
    """Return the funnel around the whole: one row per denominator, smallest first, in the unit of the rate.

    Columns: size, low_95, high_95, low_998, high_998. The sizes are those of the places, each of which is in
    the curve, and about 40 more in equal proportions from the smallest to the largest. At the size of a place,
    its rate is outside the limits exactly where its verdict says so. Limits of counts move in small steps
    between sizes, because counts are whole; those of a ratio are of its conditional test. A share stays
    within 0 and scale, nothing goes below 0. No rows where no size is above zero, the whole is missing or an
    amount has no dispersion. Raises ValueError for a dispersion below zero or of a count.
    """
    known = _checked(kind, dispersion)
    curve = _curve_sizes(sizes, whole_numbers=kind in ("share", "ratio"))
    if math.isnan(whole) or (kind == "amount" and not known):
        curve = []
    rows = []
    for size in curve:
        inner, outer = (
            limits_of(kind, size, rate=whole / scale, dispersion=dispersion, tail=outside / 2)
            for outside in (PERHAPS, SURELY)
        )
        rows.append((size, *(scale * limit for limit in (*inner, *outer))))
    return pd.DataFrame(rows, columns=["size", *_LIMITS], dtype=float)


def _checked(kind: Kind, dispersion: Swing) -> float | None:
    """Return the dispersion as a number; ValueError for one below zero or of a count."""
    value = dispersion.value if isinstance(dispersion, Dispersion) else dispersion
    if value is not None and (kind != "amount" or not value >= 0):
        raise ValueError(f"A {kind} has no dispersion {value}: only an amount has one, zero or more.")
    return value


def _pairs(frame: pd.DataFrame, numerator: str, denominator: str) -> list[tuple[float, float]]:
    sides = (
        frame[side].astype("Float64").to_numpy(dtype=float, na_value=math.nan)
        for side in (numerator, denominator)
    )
    return [(float(above), float(below)) for above, below in zip(*sides, strict=True)]


def _flags(frame: pd.DataFrame, column: str | None) -> list[bool]:
    """Return which rows are inexact; one of which nothing is said may be."""
    return [False] * len(frame) if column is None else [bool(pd.isna(flag) or flag) for flag in frame[column]]


def _usable(kind: Kind, above: float, below: float) -> bool:
    """Return whether both sides are there and possible, so that they count in the whole."""
    there = 0 <= above < math.inf and 0 <= below < math.inf
    return there and not (kind == "share" and above > below)


def _whole(pairs: list[tuple[float, float]]) -> float:
    above, below = (math.fsum(pair[side] for pair in pairs) for side in (0, 1))
    return above / below if below else math.nan


def _p_and_verdict(
    kind: Kind, above: float, below: float, whole: float, dispersion: Swing
) -> tuple[float, str]:
    at_most, at_least = tails_of(kind, above, below, rate=whole, dispersion=dispersion)
    if math.isnan(at_most):
        return math.nan, "unknown"
    p_value = min(1.0, 2 * min(at_most, at_least))
    side = "above" if at_least < at_most else "below"
    if p_value < SURELY:
        return p_value, side
    return p_value, f"perhaps_{side}" if p_value < PERHAPS else "within"


def _curve_sizes(sizes: Iterable[float], *, whole_numbers: bool) -> list[float]:
    own = {float(size) for size in sizes if 0 < size < math.inf}
    if not own:
        return []
    low, high = min(own), max(own)
    between = [low * (high / low) ** (step / CURVE_POINTS) for step in range(1, CURVE_POINTS)]
    return sorted(own | {float(round(size)) if whole_numbers else size for size in between})


def _with_columns(
    frame: pd.DataFrame,
    names: tuple[str, ...],
    rows: list[tuple[float, float, float]] | list[tuple[float, str]],
) -> pd.DataFrame:
    columns = pd.DataFrame(rows, columns=list(names), index=frame.index)
    return frame.assign(**columns.astype({name: str if name == "verdict" else float for name in names}))
