import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.measures.ratios import ratio_of_sums

WARDS = pd.DataFrame(
    {
        "year": [2020, 2020, 2021, 2021],
        "poor": [10, 30, 8, None],
        "households": [1000, 500, 1000, 500],
    }
)


def test_a_rate_is_computed_from_the_sums_and_not_averaged() -> None:
    rates = ratio_of_sums(WARDS.head(2), "poor", "households", by=["year"], scale=100, name="rate_pct")
    assert rates.to_dict("records") == [
        # (10 + 30) / (1000 + 500); the mean of the two rates would be 3.5
        {"year": 2020, "poor": 40, "households": 1500, "rate_pct": pytest.approx(2.6667, abs=1e-4)}
        | {"counted": 2, "expected": 2}
    ]


def test_a_row_with_a_missing_side_counts_on_neither_and_is_said() -> None:
    rates = ratio_of_sums(WARDS, "poor", "households", by=["year"], scale=100).set_index("year")
    assert rates.loc[2021].to_dict() == {
        "poor": 8,
        "households": 1000,  # not 1500: the second ward's poor households are unknown
        "ratio": 0.8,
        "counted": 1,
        "expected": 2,
    }


def test_without_groups_there_is_one_row_for_all() -> None:
    [whole] = ratio_of_sums(WARDS, "poor", "households").to_dict("records")
    assert whole == {"poor": 48, "households": 2500, "ratio": 0.0192, "counted": 3, "expected": 4}


def test_a_zero_denominator_has_no_ratio() -> None:
    nothing = pd.DataFrame({"cases": [3], "tips": [0]})
    [whole] = ratio_of_sums(nothing, "cases", "tips").to_dict("records")
    assert whole["cases"] == 3
    assert math.isnan(whole["ratio"])


def test_where_nothing_is_known_nothing_is_zero() -> None:
    unknown = pd.DataFrame({"cases": [3, None], "tips": [None, 4]})
    [whole] = ratio_of_sums(unknown, "cases", "tips").to_dict("records")
    assert all(math.isnan(whole[column]) for column in ("cases", "tips", "ratio"))
    assert (whole["counted"], whole["expected"]) == (0, 2)


def test_whole_numbers_with_gaps_as_the_database_gives_them_are_understood() -> None:
    rates = ratio_of_sums(WARDS.astype({"poor": "Int32"}), "poor", "households", by=["year"])
    assert rates["counted"].tolist() == [2, 1]
    assert rates["ratio"].tolist() == pytest.approx([40 / 1500, 8 / 1000])


def test_an_empty_frame_has_no_groups() -> None:
    assert ratio_of_sums(WARDS.head(0), "poor", "households", by=["year"]).empty


def test_the_frame_that_was_given_is_not_changed() -> None:
    before = WARDS.copy(deep=True)
    ratio_of_sums(WARDS, "poor", "households", by=["year"])
    pd.testing.assert_frame_equal(WARDS, before)


COUNTS = st.tuples(st.integers(0, 500), st.integers(1, 500), st.sampled_from("abc"))


@given(st.lists(COUNTS, min_size=1, max_size=20))
def test_the_rate_of_a_whole_lies_between_those_of_its_parts(rows: list[tuple[int, int, str]]) -> None:
    frame = pd.DataFrame(rows, columns=["cases", "tips", "place"])
    parts = ratio_of_sums(frame, "cases", "tips", by=["place"])
    [whole] = ratio_of_sums(frame, "cases", "tips")["ratio"]
    assert parts["ratio"].min() - 1e-9 <= whole <= parts["ratio"].max() + 1e-9
    assert parts["cases"].sum() == frame["cases"].sum()
