import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.measures.ranks import level_edges, level_of, ranked

LAND = pd.DataFrame({"place": ["a", "b", "c", "d", "e"], "land_m2": [20, None, 30, 20, 10]})
VALUES = st.lists(st.integers(-1000, 1000), min_size=1)


def test_ties_share_a_rank_and_the_next_is_left_out() -> None:
    rows = ranked(LAND, "land_m2", better="up")
    assert rows["place"].tolist() == ["c", "a", "d", "e", "b"]
    assert rows["rank"].tolist() == [1, 2, 2, 4, pd.NA]


def test_where_less_is_better_the_smallest_is_first_and_missing_still_last() -> None:
    rows = ranked(LAND, "land_m2", better="down")
    assert rows["place"].tolist() == ["e", "a", "d", "c", "b"]
    assert rows["rank"].tolist() == [1, 2, 2, 4, pd.NA]


def test_where_neither_is_better_nobody_is_ranked() -> None:
    rows = ranked(LAND, "land_m2", better="none")
    assert rows["place"].tolist() == ["c", "a", "d", "e", "b"]
    assert rows["rank"].isna().all()


def test_the_frame_that_was_given_is_not_changed() -> None:
    before = LAND.copy(deep=True)
    ranked(LAND, "land_m2", better="up")
    pd.testing.assert_frame_equal(LAND, before)


def test_levels_are_five_steps_of_equal_width() -> None:
    values = [0.0, 100.0]
    assert level_edges(values) == (0, 20, 40, 60, 80, 100)
    assert [level_of(value, values) for value in (0, 19.9, 20, 59, 60, 80, 100)] == [1, 1, 2, 3, 4, 5, 5]


@pytest.mark.parametrize("missing", [None, math.nan, pd.NA])
def test_a_missing_value_has_no_level_and_moves_no_other(missing: float | None) -> None:
    assert level_of(missing, [0, 100]) == 0
    assert level_of(100, [0, 100, missing]) == 5
    assert level_of(missing, [missing]) == 0


def test_equal_values_are_all_in_the_middle() -> None:
    assert level_of(7, [7, 7]) == 3


@given(VALUES)
def test_the_smallest_and_largest_have_the_outer_levels_and_order_is_kept(values: list[int]) -> None:
    levels = [level_of(value, values) for value in sorted(values)]
    assert levels == sorted(levels)
    if min(values) < max(values):
        assert (levels[0], levels[-1]) == (1, 5)


@given(VALUES)
def test_a_rank_is_one_more_than_the_number_of_better_ones(values: list[int]) -> None:
    rows = ranked(pd.DataFrame({"v": values}), "v", better="up")
    assert [1 + sum(other > value for other in values) for value in rows["v"]] == rows["rank"].tolist()
