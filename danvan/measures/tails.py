"""How likely a count at most or at least as large is, by the binomial and the Poisson law, and Student's t.

Their probabilities are incomplete beta and gamma functions (DLMF 8.17.5, 8.4.10; Johnson, Kotz 1970). Each tail is
computed by itself, not as the rest of the other, so that a small one keeps its digits.
"""

import math
from collections.abc import Callable
from functools import lru_cache
from statistics import NormalDist

_NEGLIGIBLE = 1e-14


def binomial_at_most(count: float, trials: float, share: float) -> float:
    """Return the probability of at most so many successes in the trials, each with this share of success."""
    if count >= trials or share == 0:
        return 0.0 if count < 0 else 1.0
    return 0.0 if count < 0 or share == 1 else beta_below(1 - share, trials - count, count + 1)


def binomial_at_least(count: float, trials: float, share: float) -> float:
    """Return the probability of at least so many successes in the trials, each with this share of success."""
    if count <= 0 or share == 1:
        return 1.0 if count <= trials else 0.0
    return 0.0 if count > trials or share == 0 else beta_below(share, count, trials - count + 1)


def poisson_at_most(count: float, expected: float) -> float:
    """Return the probability of at most so many events where so many are to be expected."""
    if count < 0:
        return 0.0
    return 1.0 if expected == 0 else gamma_above(expected, count + 1)


def poisson_at_least(count: float, expected: float) -> float:
    """Return the probability of at least so many events where so many are to be expected."""
    if count <= 0:
        return 1.0
    return 0.0 if expected == 0 else gamma_below(expected, count)


def student_above(t: float, degrees: float) -> float:
    """Return the probability of more than t (Student 1908, Biometrika 6:1); of the normal law where infinite.

    The normal tail is that of erfc, for the rest of one loses the digits of a small tail.
    """
    if math.isinf(degrees):
        return math.erfc(t / math.sqrt(2)) / 2
    beyond = beta_below(degrees / (degrees + t * t), degrees / 2, 0.5) / 2
    return beyond if t > 0 else 1 - beyond


@lru_cache(maxsize=256)
def student_limit(tail: float, degrees: float) -> float:
    """Return the t above which this tail lies, for a tail of less than a half; a z where degrees is infinite."""
    low = NormalDist().inv_cdf(1 - tail)
    if math.isinf(degrees):
        return low
    high = 2 * low
    while student_above(high, degrees) > tail:
        high *= 2
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if student_above(middle, degrees) > tail else (low, middle)
    return high


def beta_below(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function."""
    if not 0 < x < 1:
        return 0.0 if x <= 0 else 1.0
    return 1 - _beta_by_fraction(1 - x, b, a) if x > (a + 1) / (a + b + 2) else _beta_by_fraction(x, a, b)


def gamma_below(x: float, a: float) -> float:
    """Return the regularised lower incomplete gamma function, by its series (DLMF 8.11.4)."""
    return _front(x, a) * _gamma_series(x, a) if x < a + 1 else 1 - gamma_above(x, a)


def gamma_above(x: float, a: float) -> float:
    """Return the regularised upper incomplete gamma function, by its continued fraction (DLMF 8.9.2)."""
    if x < a + 1:
        return 1 - gamma_below(x, a)
    return _front(x, a) / _continued_fraction(
        x + 1 - a, lambda term: term * (a - term), lambda term: x + 1 - a + 2 * term
    )


def _beta_by_fraction(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function by its continued fraction (DLMF 8.17.22)."""

    def coefficient(term: int) -> float:
        m = term // 2
        if term % 2:
            return -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        return m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))

    log_constant = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    front = math.exp(log_constant + a * math.log(x) + b * math.log1p(-x)) / a
    return front / _continued_fraction(1.0, coefficient, lambda _: 1.0)


def _front(x: float, a: float) -> float:
    return math.exp(a * math.log(x) - x - math.lgamma(a))


def _gamma_series(x: float, a: float) -> float:
    term = total = 1 / a
    while term > total * _NEGLIGIBLE:
        a += 1
        term *= x / a
        total += term
    return total


def _continued_fraction(
    first: float, numerator: Callable[[int], float], denominator: Callable[[int], float]
) -> float:
    """Return first + n1/(d1 + n2/(d2 + ...)), by Lentz's method, until it stands still."""
    value = upper = first
    lower, term, factor = 0.0, 0, 0.0
    while abs(factor - 1) > _NEGLIGIBLE:
        term += 1
        lower = 1 / (denominator(term) + numerator(term) * lower)
        upper = denominator(term) + numerator(term) / upper
        factor = upper * lower
        value *= factor
    return value
