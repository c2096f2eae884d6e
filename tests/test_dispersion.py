import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.measures.dispersion import Dispersion, dispersion

Table = list[list[float | None]]


def long(table: Table, households: Table | None = None) -> pd.DataFrame:
    """Return one row per place and year of a table of places by years."""
    return pd.DataFrame(
        [
            (f"ward {place}", 2018 + year, amount, None if households is None else households[place][year])
            for place, row in enumerate(table)
            for year, amount in enumerate(row)
        ],
        columns=["place", "year", "land_m2", "households"],
    )


def learned(table: Table, households: Table | None = None) -> Dispersion | None:
    exposure = None if households is None else "households"
    frame = long(table, households)
    return dispersion(frame, place="place", period="year", amount="land_m2", exposure=exposure)


def test_it_is_the_chi_squared_that_agresti_printed_over_its_degrees_of_freedom() -> None:
    # Agresti 2007, Introduction to Categorical Data Analysis, p. 39: X2 = 30.07 with 2 degrees of freedom
    found = learned([[762, 484], [327, 239], [468, 477]])
    assert found is not None
    assert (found.places, found.periods, found.degrees_of_freedom) == (3, 2, 2)
    assert found.value == pytest.approx(30.0701 / 2, abs=1e-4)


def test_it_is_computed_by_hand_on_a_small_table() -> None:
    # rows 40, 20, 20; columns 40, 40; expected 20 20, 10 10, 10 10
    # off by 4, 2 and -6: (16 + 16)/20 + (4 + 4)/10 + (36 + 36)/10 = 1.6 + 0.8 + 7.2 = 9.6, over 2 x 1
    assert learned([[24, 16], [12, 8], [4, 16]]) == Dispersion(pytest.approx(4.8), 3, 2)


def test_lasting_differences_and_common_ups_and_downs_are_no_chance() -> None:
    assert learned([[1, 3, 2], [10, 30, 20], [7, 21, 14]]) == Dispersion(pytest.approx(0, abs=1e-12), 3, 3)


def test_with_households_a_ward_that_grows_is_no_chance() -> None:
    households: Table = [[100, 200], [100, 100], [300, 330]]
    given_per_household = [
        [2 * 100, 6 * 200],
        [1 * 100, 3 * 100],
        [4 * 300, 12 * 330],
    ]  # threefold everywhere
    steady = learned([list(row) for row in given_per_household], households)
    assert steady == Dispersion(pytest.approx(0, abs=1e-9), 3, 2)
    without = learned([list(row) for row in given_per_household])
    assert without is not None
    assert without.value > 1


def test_equal_households_change_nothing() -> None:
    table: Table = [[24, 16], [12, 8], [4, 16]]
    found = learned(table, [[50, 50], [50, 50], [50, 50]])
    assert found == Dispersion(pytest.approx(4.8), 3, 2)


@pytest.mark.parametrize("fault", [None, -3, math.nan, math.inf])
def test_a_ward_with_a_gap_or_an_impossible_amount_is_left_out_and_not_taken_as_zero(
    fault: float | None,
) -> None:
    table: Table = [[24, 16], [12, 8], [4, 16], [fault, 90]]
    assert learned(table) == Dispersion(pytest.approx(4.8), 3, 2)


def test_a_year_that_nobody_handed_in_is_no_gap() -> None:
    table: Table = [[24, 16, None], [12, 8, None], [4, 16, None]]
    assert learned(table) == Dispersion(pytest.approx(4.8), 3, 2)


def test_what_is_zero_throughout_cannot_swing_and_does_not_count() -> None:
    table: Table = [[24, 0, 16], [12, 0, 8], [4, 0, 16], [0, 0, 0]]
    assert learned(table) == Dispersion(pytest.approx(4.8), 3, 2)


def test_a_ward_without_households_is_left_out() -> None:
    table: Table = [[24, 16], [12, 8], [4, 16], [5, 90]]
    found = learned(table, [[50, 50], [50, 50], [50, 50], [0, 50]])
    assert found == Dispersion(pytest.approx(4.8), 3, 2)


@pytest.mark.parametrize("table", [[], [[1, 2], [3, 4]], [[1], [2], [3]], [[1, None], [2, 3], [4, 5]]])
def test_of_too_little_nothing_is_learned(table: Table) -> None:
    assert learned(table) is None


def test_a_ward_and_year_that_come_twice_are_refused() -> None:
    frame = pd.concat([long([[1, 2], [3, 4], [5, 6]])] * 2)
    with pytest.raises(ValueError, match="duplicate"):
        dispersion(frame, place="place", period="year", amount="land_m2")


@settings(max_examples=25)
@given(
    st.lists(st.lists(st.integers(1, 900), min_size=3, max_size=3), min_size=3, max_size=6),
    st.integers(2, 10_000),
)
def test_the_unit_is_that_of_the_amount(table: list[list[int]], factor: int) -> None:
    one = learned([list(row) for row in table])
    other = learned([[factor * amount for amount in row] for row in table])
    assert one is not None
    assert other is not None
    assert other.value == pytest.approx(factor * one.value, rel=1e-9, abs=1e-9)
