"""Ranges, ticks and labels kept apart."""

from itertools import pairwise
from unicodedata import normalize

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.figures.scale import (
    folded,
    marked,
    nice_step,
    plain,
    position_axis,
    positions,
    spread,
    text_px,
    ticks_px,
    value_axis,
    value_range,
)

numbers = st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 3))


@pytest.mark.parametrize(("span", "step"), [(4, 1), (9, 2.5), (10, 2.5), (0.7, 0.2), (1234, 500), (100, 25)])
def test_steps_are_round(span: float, step: float) -> None:
    assert nice_step(span) == pytest.approx(step)


def test_a_range_starts_at_zero_unless_told_otherwise() -> None:
    assert value_range([61, 88]) == (0, 100)
    assert value_range([61, 88], from_zero=False) == (60, 90)


def test_a_range_without_values_is_zero_to_one() -> None:
    assert value_range([None]) == (0, 1)


def test_equal_values_have_a_range_that_is_not_empty() -> None:
    assert value_range([5, 5], from_zero=False) == (5, 6)
    assert value_range([0, 0]) == (0, 1)


@given(st.lists(numbers, min_size=1, max_size=20), st.booleans())
def test_a_range_holds_all_its_values(values: list[float], from_zero: bool) -> None:
    low, high = value_range(values, from_zero)
    slack = (high - low) * 1e-6
    assert low - slack <= min(values)
    assert max(values) <= high + slack


@pytest.mark.parametrize(
    ("high", "tickformat"), [(10, ",.1f"), (4, ",.0f"), (0.8, ",.1f"), (1, ",.2f"), (200_000, ",.0f")]
)
def test_ticks_show_the_decimals_of_their_step(high: float, tickformat: str) -> None:
    assert value_axis(0, high)["tickformat"] == tickformat


@given(st.floats(0.001, 1e9))
def test_there_are_at_most_five_grid_lines(value: float) -> None:
    low, high = value_range([value])
    assert (high - low) / value_axis(low, high)["dtick"] <= 4 + 1e-6


def test_whole_years_stand_at_themselves_and_leave_room_for_missing_ones() -> None:
    assert positions(pd.Series([2021, 2017, 2017])) == {2017: 2017, 2021: 2021}


def test_periods_stand_in_their_order_of_appearance() -> None:
    assert positions(pd.Series(["2020-H2", "2021-H1", "2020-H2"])) == {"2020-H2": 0, "2021-H1": 1}


def test_every_year_has_a_tick_also_one_without_a_value() -> None:
    axis = position_axis({2017: 2017, 2018: 2018, 2020: 2020})
    assert axis["tickvals"] == [2017, 2018, 2019, 2020]
    assert axis["ticktext"] == ["2017", "2018", "2019", "2020"]


def test_ticks_of_texts_are_the_texts() -> None:
    axis = position_axis({"2021-Q1": 0, "2021-Q3": 1})
    assert axis["tickvals"] == [0, 1]
    assert axis["ticktext"] == ["2021-Q1", "2021-Q3"]


def test_many_years_have_ticks_at_even_steps_back_from_the_last() -> None:
    years = (2010, 2011, 2012, 2013, 2014, 2015, 2016, 2017, 2021, 2022)
    axis = position_axis({year: year for year in years})
    assert axis["tickvals"] == [2010, 2012, 2014, 2016, 2018, 2020, 2022]


def test_many_periods_keep_the_last_tick() -> None:
    axis = position_axis({year: year for year in range(2001, 2022)})
    assert len(axis["tickvals"]) <= 7
    assert axis["ticktext"][-1] == "2021"


def test_labels_that_are_far_apart_stay_where_they_are() -> None:
    assert spread([30.0, 10.0, 20.0], 5, 0, 40) == [30, 10, 20]


def test_two_labels_at_one_place_part_to_both_sides() -> None:
    assert spread([10.0, 10.0], 4, 0, 20) == [8, 12]


def test_labels_at_the_lower_bound_move_up() -> None:
    assert spread([0.0, 1.0], 4, 0, 20) == [0, 4]


@given(st.lists(st.floats(0, 100), min_size=1, max_size=15), st.floats(0.1, 6))
def test_labels_never_overlap_and_keep_their_order(wanted: list[float], gap: float) -> None:
    result = spread(wanted, gap, 0, 100)
    ranked = sorted(range(len(wanted)), key=lambda index: (wanted[index], result[index]))
    assert all(result[after] - result[before] >= gap - 1e-6 for before, after in pairwise(ranked))
    assert min(result) >= -1e-6
    assert max(result) <= 100 + 1e-6


def test_missing_values_become_none() -> None:
    assert plain(pd.Series([1, None, 3], dtype="Int64")) == [1, None, 3]


def test_a_row_is_marked_by_its_name_or_its_key() -> None:
    frame = pd.DataFrame({"name": ["a", "b", "c"], "key": ["1", "2", "3"]})
    assert marked(frame, ("b", "3"), "name", "key") == [False, True, True]


def test_words_fold_where_they_end() -> None:
    assert folded("chưa có số liệu", 8) == "chưa có<br>số liệu"


@pytest.mark.parametrize(
    ("words", "drawn_px"),  # measured in a browser at 13 px in the font of the pages
    [
        ("<b>Nguyễn Nghiêm</b>", 90.9),
        ("Mô hình có nơi thực hiện", 132.3),
        ("25.769.000", 58.2),
        ("chưa có số liệu", 79.5),
        ("Phổ An", 38.2),
    ],
)
def test_a_text_is_estimated_a_little_too_wide(words: str, drawn_px: float) -> None:
    assert drawn_px - 1 <= text_px(words, 13) <= 1.25 * drawn_px


def test_the_widest_of_several_lines_counts() -> None:
    assert text_px("Phổ An<br>Nguyễn Nghiêm", 13) == text_px("Nguyễn Nghiêm", 13)


def test_spelling_in_parts_is_as_wide_as_in_one() -> None:
    assert text_px(normalize("NFD", "Phổ Thạnh"), 13) == text_px("Phổ Thạnh", 13)


def test_tick_labels_have_the_width_of_the_longest() -> None:
    assert ticks_px(0, 10, "%", 13) == text_px("10.0%", 13)
