"""How unequally something is spread over places; where it means nothing there is no number.

Of fewer than five places, of a negative value or weight, and of nothing at all, nothing is said. Nor where a
value or weight is missing, for the places that are there are then not the whole: who leaves a place out says so.
"""

import math
from collections.abc import Iterable
from fractions import Fraction

import pandas as pd

FEWEST_PLACES = 5
_FIFTH = Fraction(1, 5)


def gini(values: Iterable[float | None], weights: Iterable[float | None] | None = None) -> float | None:
    """Return the Gini coefficient, 0 where all have the same and near 1 where one has all; None as above.

    1 - sum of (p - p before) x (L + L before), places from the smallest value to the largest, where p is the
    share of the weights so far and L that of values x weights: twice the area between the curve of Lorenz
    (1905, Publ. Am. Stat. Assoc. 9:209) and the diagonal (Brown 1994, Soc. Sci. Med. 38:1243). Weights are
    households or people where the values are rates of them; without weights each place counts as one. Of n
    equal weights it is at most 1 - 1/n.
    """
    places = _from_small_to_large(values, weights)
    if places is None:
        return None
    weight, total = (sum(column) for column in zip(*((w, w * v) for v, w in places), strict=True))
    covered = twice_below = Fraction(0)
    for value, own in places:
        twice_below += own * (2 * covered + own * value)
        covered += own * value
    return float(1 - twice_below / (weight * total))


def top_to_bottom_fifth(
    values: Iterable[float | None], weights: Iterable[float | None] | None = None
) -> float | None:
    """Return the mean of the top fifth over the mean of the bottom fifth; None as above, or if that is zero.

    The quintile share ratio S80/S20 (Langel, Tillé 2011, J. Stat. Plan. Inference 141:2976). A fifth is a fifth
    of the weights; a place on its edge is in it with the part of its weight that is needed.
    """
    places = _from_small_to_large(values, weights)
    if places is None:
        return None
    fifth = _FIFTH * sum(own for _, own in places)
    bottom, top = _amount_within(fifth, places), _amount_within(fifth, places[::-1])
    return float(top / bottom) if bottom else None


def _from_small_to_large(
    values: Iterable[float | None], weights: Iterable[float | None] | None
) -> list[tuple[Fraction, Fraction]] | None:
    """Return value and weight of the places that have a weight, as fractions so that an edge is an edge."""
    stated = list(values)
    weighted = [1.0] * len(stated) if weights is None else list(weights)
    pairs = list(zip(map(_exact, stated), map(_exact, weighted), strict=True))
    places = [(value, weight) for value, weight in pairs if value is not None and weight is not None]
    if len(places) < len(pairs):
        return None
    places = sorted((value, weight) for value, weight in places if weight)
    enough = len(places) >= FEWEST_PLACES and any(value for value, _ in places)
    return places if enough else None


def _exact(number: float | None) -> Fraction | None:
    if number is None or pd.isna(number) or not 0 <= number < math.inf:
        return None
    return Fraction(float(number))


def _amount_within(weight: Fraction, places: list[tuple[Fraction, Fraction]]) -> Fraction:
    amount, left = Fraction(0), weight
    for value, own in places:
        amount += value * min(own, left)
        left -= min(own, left)
    return amount
