"""Intervals that say how little small counts prove. All are two-sided, at 95% unless told otherwise.

Missing counts (NaN) give a missing interval; negative ones raise ValueError.
"""

import math
from collections.abc import Callable
from functools import lru_cache
from statistics import NormalDist

from danvan.measures.tails import beta_below, gamma_below

Interval = tuple[float, float]

_MISSING = (math.nan, math.nan)
_NEGLIGIBLE = 1e-14
_CLOSE_ENOUGH = 1e-8  # of the last Newton step, which doubles the right digits


def wilson(successes: float, trials: float, confidence: float = 0.95) -> Interval:
    """Return the score interval of a share, as a fraction of 1 (Wilson 1927, J. Am. Stat. Assoc. 22:209).

    (2np + z2 -+ z sqrt(z2 + 4npq)) / 2(n + z2), as printed by Newcombe 1998 (Stat. Med. 17:857), method
    3. Of no trials nothing is known: 0 to 1.
    """
    if math.isnan(successes) or math.isnan(trials):
        return _MISSING
    _check_share(successes, trials)
    if trials == 0:
        return 0.0, 1.0
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    failures = trials - successes
    middle = 2 * successes + z * z
    reach = z * math.sqrt(z * z + 4 * successes * failures / trials)
    width = 2 * (trials + z * z)
    low = 0.0 if successes == 0 else (middle - reach) / width
    high = 1.0 if failures == 0 else (middle + reach) / width
    return low, high


@lru_cache(maxsize=4096)
def clopper_pearson(successes: float, trials: float, confidence: float = 0.95) -> Interval:
    """Return the exact binomial interval of a share, as a fraction of 1.

    Clopper, Pearson 1934, Biometrika 26:404. Its bounds are quantiles of the beta distributions (x, n - x
    + 1) and (x + 1, n - x). Of no trials nothing is known: 0 to 1.
    """
    if math.isnan(successes) or math.isnan(trials):
        return _MISSING
    _check_share(successes, trials)
    tail = (1 - confidence) / 2
    failures = trials - successes
    near_low, near_high = wilson(successes, trials, confidence)
    low = 0.0 if successes == 0 else _beta_quantile(tail, successes, failures + 1, near_low)
    high = 1.0 if failures == 0 else 1 - _beta_quantile(tail, failures, successes + 1, 1 - near_high)
    return low, high


@lru_cache(maxsize=4096)
def poisson_exact(count: float, confidence: float = 0.95) -> Interval:
    """Return the exact interval of the count to be expected, having counted once.

    Garwood 1936, Biometrika 28:437. Its bounds are quantiles of the gamma distributions (x) and (x + 1),
    half of the chi-squared with 2x and 2x + 2.
    """
    if math.isnan(count):
        return _MISSING
    _check_count(count)
    tail = (1 - confidence) / 2
    low = 0.0 if count == 0 else _gamma_quantile(tail, count)
    return low, _gamma_quantile(1 - tail, count + 1)


def ratio_of_counts(
    numerator: float, denominator: float, *, scale: float = 1.0, confidence: float = 0.95
) -> Interval:
    """Return the exact interval of scale x numerator / denominator, both counts, as cases per 100 tips.

    The numerator need not be a part of the denominator and may exceed it. Given their sum, the numerator
    is binomial with a share p, and p / (1 - p) is the ratio (Przyborowski, Wilenski 1940, Biometrika
    31:313); the interval of p is the exact one. It takes both counts as independent, which cases and tips
    are only roughly. Without a denominator the upper bound is infinite.
    """
    low, high = clopper_pearson(numerator, numerator + denominator, confidence)
    return scale * _odds(low), scale * _odds(high)


def _odds(share: float) -> float:
    return math.inf if share == 1 else share / (1 - share)


def _check_count(count: float) -> None:
    if not 0 <= count < math.inf:
        raise ValueError(f"A count is zero or more, not {count}.")


def _check_share(successes: float, trials: float) -> None:
    _check_count(trials)
    if not 0 <= successes <= trials:
        raise ValueError(f"{successes} of {trials} is not a share.")


def _beta_quantile(probability: float, a: float, b: float, start: float) -> float:
    log_constant = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)

    def density(x: float) -> float:
        return math.exp(log_constant + (a - 1) * math.log(x) + (b - 1) * math.log1p(-x))

    return _quantile(probability, lambda x: beta_below(x, a, b), density, 0.0, 1.0, start)


def _gamma_quantile(probability: float, a: float) -> float:
    log_constant = -math.lgamma(a)

    def density(x: float) -> float:
        return math.exp(log_constant + (a - 1) * math.log(x) - x)

    ceiling = 2 * a + 10
    while gamma_below(ceiling, a) < probability:
        ceiling *= 2
    return _quantile(probability, lambda x: gamma_below(x, a), density, 0.0, ceiling, a)


def _quantile(
    probability: float,
    below: Callable[[float], float],
    density: Callable[[float], float],
    low: float,
    high: float,
    start: float,
) -> float:
    """Return the x at which `below` is the probability, by Newton's steps, halving where they lead away."""
    x = start
    while high - low > _NEGLIGIBLE * high:
        error = below(x) - probability
        low, high = (low, x) if error > 0 else (x, high)
        slope = density(x)
        step = error / slope if slope else math.inf
        following = x - step if low <= x - step <= high else (low + high) / 2
        if abs(following - x) <= _CLOSE_ENOUGH * x:
            return following
        x = following
    return x
