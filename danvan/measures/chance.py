"""How far chance alone moves a rate, for each kind of rate: intervals, tails and limits, as plain numbers.

Rates here are numerator / denominator, without a scale. Counts are whole numbers, zero or more; a
denominator is more than zero.
"""

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

from danvan.measures.dispersion import Dispersion
from danvan.measures.intervals import Interval, poisson_exact, ratio_of_counts, wilson
from danvan.measures.tails import (
    binomial_at_least,
    binomial_at_most,
    poisson_at_least,
    poisson_at_most,
    student_above,
    student_limit,
)

Kind = Literal["share", "rate", "ratio", "amount"]
# As it was learned, with its degrees of freedom, or a plain number that is taken as known.
Swing = Dispersion | float | None

_UNKNOWN = (math.nan, math.nan)


def interval_of(
    kind: Kind, numerator: float, denominator: float, *, dispersion: Swing, confidence: float
) -> Interval:
    """Return the interval of the rate that stands behind one place's numerator and denominator.

    share: score interval (Wilson 1927). rate: exact Poisson interval of the count over its exposure (Garwood
    1936). ratio: exact conditional interval (Przyborowski, Wilenski 1940); their pages are in intervals.py.
    amount: the rates t for which (r - t)2 <= z2 x dispersion x t / denominator, which is the score interval of
    a Poisson mean (Barker 2002, Am. Stat. 56:85) with the variance dispersion x mean of quasi-likelihood
    (Wedderburn 1974, Biometrika 61:439); z is Student's t where the dispersion was learned; missing where none
    is known.
    """
    match kind:
        case "share":
            return wilson(numerator, denominator, confidence)
        case "rate":
            low, high = poisson_exact(numerator, confidence)
            return low / denominator, high / denominator
        case "ratio":
            return ratio_of_counts(numerator, denominator, confidence=confidence)
        case "amount":
            return _amount_interval(numerator, denominator, dispersion, confidence)


def tails_of(
    kind: Kind, numerator: float, denominator: float, *, rate: float, dispersion: Swing
) -> tuple[float, float]:
    """Return how likely a numerator at most and at least as large is where this rate stands behind it.

    share: binomial. rate: Poisson. ratio: given the sum of both counts, binomial with the share
    rate / (1 + rate). amount: normal with the variance dispersion x rate x denominator, or Student's t with the
    degrees of freedom from which the dispersion was learned (Student 1908, Biometrika 6:1).
    """
    if kind == "amount":
        return _amount_tails(numerator, denominator, rate, dispersion)
    return _at_most(kind, numerator, denominator, rate), _at_least(kind, numerator, denominator, rate)


@lru_cache(maxsize=8192)
def limits_of(kind: Kind, size: float, *, rate: float, dispersion: Swing, tail: float) -> Interval:
    """Return the lowest and highest rate that a place of this denominator has without standing out.

    A rate lies below the lower limit where `tails_of` gives at most as much less than `tail`, and above the
    upper one where it gives at least as much less than `tail`. Between two counts a limit of counts is
    interpolated by their tails (Spiegelhalter 2005, Stat. Med. 24:1185, appendix), at both ends so that no
    count outside is likelier than `tail`: the first way of Manktelow, Seaton 2012 (PLoS ONE 7:e45723).
    """
    if kind == "amount":
        return _amount_limits(size, rate, dispersion, tail)

    far = student_limit(tail, math.inf)
    low_start, high_start = (_near(kind, size, rate, z) for z in (-far, far))
    lowest = _last_within(lambda count: _at_most(kind, count, size, rate), tail, start=low_start, outwards=-1)
    highest = _last_within(
        lambda count: _at_least(kind, count, size, rate), tail, start=high_start, outwards=1
    )
    ceiling = size if kind == "share" else math.inf
    return max(lowest, 0.0) / size, min(highest, ceiling) / size


def _at_most(kind: Kind, count: float, size: float, rate: float) -> float:
    if kind == "rate":
        return poisson_at_most(count, rate * size)
    return binomial_at_most(count, *_trials(kind, count, size, rate))


def _at_least(kind: Kind, count: float, size: float, rate: float) -> float:
    if kind == "rate":
        return poisson_at_least(count, rate * size)
    return binomial_at_least(count, *_trials(kind, count, size, rate))


def _trials(kind: Kind, count: float, size: float, rate: float) -> tuple[float, float]:
    """Return the number of trials and the share of success: of a ratio all counts, each on either side."""
    return (size, rate) if kind == "share" else (count + size, rate / (1 + rate))


def _last_within(beyond: Callable[[float], float], tail: float, *, start: int, outwards: int) -> float:
    """Return where the tail of a count reaches `tail` going outwards, between two whole counts by proportion."""
    count, here = start, beyond(start)
    while here < tail:
        count -= outwards
        here = beyond(count)
    while (following := beyond(count + outwards)) >= tail:
        count, here = count + outwards, following
    return count + outwards * (here - tail) / (here - following)


def _near(kind: Kind, size: float, rate: float, z: float) -> int:
    """Return a count near the limit, to begin the search at: normal, with a correction for the skew.

    The correction is the first term of Cornish, Fisher 1938 (Rev. Inst. Int. Stat. 5:307).
    """
    expected = size * rate
    spread = {"share": 1 - rate, "rate": 1.0, "ratio": 1 + rate}[kind]
    skewed = (z * z - 1) * (2 * spread - 1) / 6
    return max(0, round(expected + z * math.sqrt(expected * spread) + skewed))


def _value_and_degrees(dispersion: Swing) -> tuple[float, float] | None:
    """Return the dispersion and its degrees of freedom; None where it is none or zero, for then all is certain."""
    if isinstance(dispersion, Dispersion):
        return (dispersion.value, dispersion.degrees_of_freedom) if dispersion.value else None
    return (dispersion, math.inf) if dispersion else None


def _amount_interval(numerator: float, denominator: float, dispersion: Swing, confidence: float) -> Interval:
    known = _value_and_degrees(dispersion)
    if known is None:
        return _UNKNOWN
    value, degrees = known
    rate = numerator / denominator
    half = student_limit((1 - confidence) / 2, degrees) ** 2 * value / denominator / 2
    reach = math.sqrt(2 * half * rate + half * half)
    return max(rate + half - reach, 0.0), rate + half + reach


def _amount_tails(
    numerator: float, denominator: float, rate: float, dispersion: Swing
) -> tuple[float, float]:
    known = _value_and_degrees(dispersion)
    if known is None:
        return _UNKNOWN
    if rate == 0:
        return 1.0, 1.0
    value, degrees = known
    expected = rate * denominator
    t = (numerator - expected) / math.sqrt(value * expected)
    return student_above(-t, degrees), student_above(t, degrees)


def _amount_limits(size: float, rate: float, dispersion: Swing, tail: float) -> Interval:
    known = _value_and_degrees(dispersion)
    if known is None:
        return _UNKNOWN
    value, degrees = known
    reach = student_limit(tail, degrees) * math.sqrt(value * rate / size)
    return max(rate - reach, 0.0), rate + reach
