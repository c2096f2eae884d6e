import itertools
import math
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.measures.inequality import gini, top_to_bottom_fifth

VALUES = st.lists(st.integers(0, 1000), min_size=5, max_size=15).filter(any)
PLACES = st.lists(st.tuples(st.integers(0, 1000), st.integers(1, 500)), min_size=5, max_size=15).filter(
    lambda places: any(value for value, _ in places)
)


def half_the_relative_mean_difference(places: list[tuple[int, int]]) -> Fraction:
    """Return the Gini coefficient by its other definition, from all pairs (Gini 1912; Sen 1973)."""
    weight = sum(own for _, own in places)
    mean = Fraction(sum(own * value for value, own in places), weight)
    pairs = itertools.product(places, repeat=2)
    difference = Fraction(sum(v * w * abs(x - y) for (x, v), (y, w) in pairs), weight**2)
    return difference / (2 * mean)


def test_one_to_five() -> None:
    # L: 1/15, 3/15, 6/15, 10/15, 1; 1 - 1/5 (1 + 4 + 9 + 16 + 25)/15 = 1 - 55/75
    assert gini([3, 1, 5, 2, 4]) == pytest.approx(4 / 15)
    assert top_to_bottom_fifth([3, 1, 5, 2, 4]) == 5


def test_where_all_have_the_same_there_is_no_inequality() -> None:
    assert gini([7, 7, 7, 7, 7]) == 0
    assert top_to_bottom_fifth([7, 7, 7, 7, 7]) == 1
    assert gini([0.1] * 7, [3, 1, 4, 1, 5, 9, 2]) == pytest.approx(0, abs=1e-15)


def test_where_one_of_five_has_all_it_is_four_fifths_and_the_ratio_says_nothing() -> None:
    assert gini([0, 0, 0, 0, 9]) == pytest.approx(4 / 5)
    assert top_to_bottom_fifth([0, 0, 0, 0, 9]) is None


def test_a_place_counts_with_its_households() -> None:
    # 1 m2 in 400 households, 2 in 300, 3 in 100, 4 in 100, 6 in 100: 2,300 m2 of 1,000 households
    values, households = [1, 2, 3, 4, 6], [400, 300, 100, 100, 100]
    # p steps 0.4 0.3 0.1 0.1 0.1; L x 2300: 400 1000 1300 1700 2300
    # 0.4 x 400 + 0.3 x 1400 + 0.1 x 2300 + 0.1 x 3000 + 0.1 x 4000 = 1510; 1 - 1510/2300
    assert gini(values, households) == pytest.approx(790 / 2300)
    # the top fifth is the 100 with 6 and the 100 with 4: 5; the bottom fifth is half of the 400 with 1
    assert top_to_bottom_fifth(values, households) == pytest.approx(5)


def test_a_place_on_the_edge_of_a_fifth_is_divided() -> None:
    # six equal places: a fifth is 1.2 of them; (6 + 0.2 x 5) / (1 + 0.2 x 2) = 7/1.4
    assert top_to_bottom_fifth([1, 2, 3, 4, 5, 6]) == pytest.approx(5)
    # weights 1, 1, 1, 1, 6: a fifth is 2, at the top a third of the last place: 2 x 10 / (1 + 2)
    assert top_to_bottom_fifth([1, 2, 3, 4, 10], [1, 1, 1, 1, 6]) == pytest.approx(20 / 3)


def test_an_edge_that_no_float_hits_is_still_an_edge() -> None:
    assert top_to_bottom_fifth([0, 5, 5, 5, 9], [0.3] * 5) is None  # a fifth is exactly the one with nothing


@pytest.mark.parametrize("measure", [gini, top_to_bottom_fifth])
def test_where_it_means_nothing_there_is_no_number(measure: object) -> None:
    def measured(values: list[float | None], weights: list[float | None] | None = None) -> float | None:
        return measure(values, weights)  # type: ignore[operator]

    assert measured([]) is None
    assert measured([1, 2, 3, 4]) is None
    assert measured([1, 2, 3, 4, -1]) is None
    assert measured([0, 0, 0, 0, 0]) is None
    for gap in (None, math.nan, pd.NA, math.inf):
        assert measured([1, 2, 3, 4, 5, gap]) is None
        assert measured([1, 2, 3, 4, 5, 6], [1, 1, 1, 1, 1, gap]) is None
    assert measured([1, 2, 3, 4, 5], [1, 1, 1, 1, -1]) is None
    assert measured([1, 2, 3, 4, 5], [1, 1, 1, 1, 0]) is None  # of five places only four have households


def test_a_place_without_households_is_no_place() -> None:
    assert gini([1, 2, 3, 4, 5, 99], [1, 1, 1, 1, 1, 0]) == pytest.approx(4 / 15)


def test_values_and_weights_belong_together() -> None:
    with pytest.raises(ValueError, match="zip"):
        gini([1, 2, 3, 4, 5], [1, 1])


@settings(max_examples=50)
@given(PLACES)
def test_it_is_half_the_relative_mean_difference(places: list[tuple[int, int]]) -> None:
    values, weights = zip(*places, strict=True)
    exact = half_the_relative_mean_difference(places)
    found = gini(values, weights)
    assert found == float(exact)
    assert 0 <= found < 1


@settings(max_examples=50)
@given(PLACES)
def test_a_weight_is_so_many_places_alike(places: list[tuple[int, int]]) -> None:
    few = [(value, 1 + weight % 5) for value, weight in places]
    values, weights = zip(*few, strict=True)
    one_by_one = [value for value, weight in few for _ in range(weight)]
    assert gini(values, weights) == gini(one_by_one)
    assert top_to_bottom_fifth(values, weights) == top_to_bottom_fifth(one_by_one)


@given(VALUES)
def test_a_fifth_is_a_fifth_of_every_place_taken_fivefold(values: list[int]) -> None:
    fivefold = sorted(value for value in values for _ in range(5))
    bottom, top = sum(fivefold[: len(values)]), sum(fivefold[-len(values) :])
    assert top_to_bottom_fifth(values) == (float(Fraction(top, bottom)) if bottom else None)
