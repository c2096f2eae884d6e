import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.measures.changes import change_in_points, first_and_last, main_segment, relative_change_pct

RATES = pd.DataFrame(
    [
        ("pho-an", 2020, 5.0, "old"),
        ("pho-an", 2018, 7.0, "old"),
        ("pho-an", 2022, 9.0, "new"),
        ("pho-hoa", 2018, 6.0, "old"),
        ("pho-hoa", 2020, None, "old"),
        ("pho-hoa", 2022, 8.0, "new"),
        ("pho-vinh", 2018, None, "old"),
    ],
    columns=["place", "year", "rate_pct", "standard"],
)


def test_the_change_of_a_percentage_is_in_points() -> None:
    assert change_in_points(6.6, 3.19) == pytest.approx(-3.41)


def test_the_relative_change_is_measured_on_the_first_value() -> None:
    assert relative_change_pct(6.6, 3.19) == pytest.approx(-51.667, abs=1e-3)  # -3.41 / 6.6
    assert relative_change_pct(10, 15) == 50


def test_from_nothing_there_is_no_relative_change() -> None:
    assert relative_change_pct(0, 5) is None
    assert change_in_points(0, 5) == 5


@pytest.mark.parametrize("missing", [None, math.nan, pd.NA, math.inf])
def test_a_missing_value_has_no_change(missing: float | None) -> None:
    assert change_in_points(missing, 5) is change_in_points(5, missing) is None
    assert relative_change_pct(missing, 5) is relative_change_pct(5, missing) is None


def test_without_a_break_first_and_last_are_those_of_the_years() -> None:
    ends = first_and_last(RATES, by="place", x="year", y="rate_pct").set_index("place")
    assert list(ends.loc["pho-an"]) == [2018, 7, 2022, 9]
    assert list(ends.loc["pho-hoa"]) == [2018, 6, 2022, 8]


def test_a_change_never_crosses_a_break() -> None:
    ends = first_and_last(RATES, by="place", x="year", y="rate_pct", segment="standard").set_index("place")
    assert list(ends.loc["pho-an"]) == [2018, 7, 2020, 5, "old"]


def test_one_value_is_a_first_without_a_last_and_no_value_is_neither() -> None:
    ends = first_and_last(RATES, by="place", x="year", y="rate_pct", segment="standard").set_index("place")
    assert ends.loc["pho-hoa", "first_y"] == 6
    assert ends.loc["pho-hoa", ["last_x", "last_y"]].isna().all()
    assert ends.loc["pho-vinh", ["first_x", "first_y", "last_x", "last_y"]].isna().all()


def test_the_series_keep_the_order_of_the_frame() -> None:
    ends = first_and_last(RATES.iloc[::-1], by="place", x="year", y="rate_pct")
    assert ends["place"].tolist() == ["pho-vinh", "pho-hoa", "pho-an"]


def test_the_main_segment_has_most_values_and_of_equals_is_the_later() -> None:
    assert main_segment(RATES, x="year", y="rate_pct", segment="standard") == "old"  # 3 values against 2
    assert main_segment(RATES.drop(index=0), x="year", y="rate_pct", segment="standard") == "new"  # 2 and 2
    assert main_segment(RATES.tail(1), x="year", y="rate_pct", segment="standard") is None


def test_where_no_value_is_known_every_end_is_missing() -> None:
    ends = first_and_last(RATES.tail(1), by="place", x="year", y="rate_pct", segment="standard")
    assert ends["place"].tolist() == ["pho-vinh"]
    assert ends.drop(columns="place").isna().all(axis=None)


def test_the_frame_that_was_given_is_not_changed() -> None:
    before = RATES.copy(deep=True)
    first_and_last(RATES, by="place", x="year", y="rate_pct", segment="standard")
    pd.testing.assert_frame_equal(RATES, before)


@given(st.floats(0.01, 1e6), st.floats(0, 1e6))
def test_both_changes_have_the_same_direction(first: float, last: float) -> None:
    points, relative = change_in_points(first, last), relative_change_pct(first, last)
    assert points is not None
    assert relative is not None
    assert relative == pytest.approx(100 * points / first)
