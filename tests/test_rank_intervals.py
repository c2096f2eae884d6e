from statistics import NormalDist
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.measures.rank_intervals import joint_confidence, with_rank_intervals

Interval = tuple[float | None, float | None]
INTERVALS = st.lists(
    st.tuples(st.integers(0, 50), st.integers(0, 20)).map(lambda pair: (pair[0], sum(pair))),
    min_size=1,
    max_size=12,
)


def ranks(intervals: list[Interval], qualifiers: list[str | None] | None = None, better: Any = "up") -> Any:
    frame = pd.DataFrame(intervals, columns=["low", "high"]).assign(qualifier=qualifiers)
    named = None if qualifiers is None else "qualifier"
    rows = with_rank_intervals(frame, low="low", high="high", better=better, qualifier=named)
    pairs = zip(rows["rank_low"], rows["rank_high"], strict=True)
    return [None if pd.isna(best) else (best, worst) for best, worst in pairs]


def test_fifty_one_places_at_ninety_percent_need_the_width_that_klein_wright_and_wieczorek_use() -> None:
    confidence = joint_confidence(51, 0.90)
    assert NormalDist().inv_cdf((1 + confidence) / 2) == pytest.approx(3.081, abs=5e-4)


def test_all_intervals_together_have_the_confidence_that_was_asked_for() -> None:
    assert joint_confidence(15) ** 15 == pytest.approx(0.95)
    assert joint_confidence(1) == joint_confidence(0) == 0.95


def test_intervals_that_do_not_meet_leave_one_rank_each() -> None:
    assert ranks([(1, 2), (5, 6), (3, 4)]) == [(3, 3), (1, 1), (2, 2)]
    assert ranks([(1, 2), (5, 6), (3, 4)], better="down") == [(1, 1), (3, 3), (2, 2)]


def test_a_place_may_have_every_rank_among_those_it_cannot_be_told_from() -> None:
    # the first is surely before the second, the second before the fourth; the third may be any
    assert ranks([(8, 9), (4, 7), (1, 9), (1, 3)]) == [(1, 2), (2, 3), (1, 4), (3, 4)]


def test_intervals_that_touch_are_not_told_apart() -> None:
    assert ranks([(1, 2), (2, 3)]) == [(1, 2), (1, 2)]


def test_a_missing_place_has_no_rank_and_moves_nobody() -> None:
    frame = pd.DataFrame({"low": [1, None, 5], "high": [2, None, 6]})
    rows = with_rank_intervals(frame, low="low", high="high", better="up")
    assert rows["rank_low"].tolist() == [2, pd.NA, 1]
    assert rows["rank_high"].tolist() == [2, pd.NA, 1]
    assert rows["of"].tolist() == [2, 2, 2]


def test_a_bound_has_no_rank_and_may_be_anywhere_on_its_side() -> None:
    exact = [(1, 2), (3, 4), (5, 6), (7, 8)]
    # more than the second may be before all, but is surely before the first
    assert ranks(exact, ["=", ">", "=", "="]) == [(4, 4), None, (2, 3), (1, 2)]
    assert ranks(exact, ["=", ">=", "=", "="]) == [(4, 4), None, (2, 3), (1, 2)]
    # less than the third may be behind all, but is surely behind the fourth
    assert ranks(exact, ["=", "=", "<", "="]) == [(3, 4), (2, 3), None, (1, 1)]


@pytest.mark.parametrize("qualifier", ["~", None])
def test_about_and_what_nobody_said_may_be_anywhere(qualifier: str | None) -> None:
    assert ranks([(1, 2), (3, 4), (5, 6)], ["=", qualifier, "="]) == [(2, 3), None, (1, 2)]


def test_where_neither_is_better_nobody_is_ranked() -> None:
    assert ranks([(1, 2), (5, 6)], better="none") == [None, None]


def test_the_frame_that_was_given_is_not_changed_and_nothing_gives_nothing() -> None:
    frame = pd.DataFrame({"low": [1.0], "high": [2.0]}, index=["x"])
    rows = with_rank_intervals(frame, low="low", high="high", better="up")
    assert list(frame) == ["low", "high"]
    assert rows.index.tolist() == ["x"]
    empty = with_rank_intervals(frame.iloc[:0], low="low", high="high", better="up")
    assert empty["rank_low"].dtype == empty["of"].dtype == "Int64"


@settings(max_examples=50)
@given(INTERVALS, st.data())
def test_wherever_the_true_values_lie_every_true_rank_is_within(intervals: list[Interval], data: Any) -> None:
    qualifiers = data.draw(
        st.lists(st.sampled_from("=><~"), min_size=len(intervals), max_size=len(intervals))
    )
    reach = {
        "=": lambda low, high: (low, high),
        ">": lambda low, _: (low, 99),
        "<": lambda _, high: (-9, high),
        "~": lambda *_: (-9, 99),
    }
    true = [
        data.draw(st.integers(*reach[sign](*pair))) for sign, pair in zip(qualifiers, intervals, strict=True)
    ]
    for better in ("up", "down"):
        found = ranks(intervals, qualifiers, better)
        for value, span in zip(true, found, strict=True):
            rank = 1 + sum(other > value if better == "up" else other < value for other in true)
            assert span is None or span[0] <= rank <= span[1]


@settings(max_examples=50)
@given(INTERVALS)
def test_the_best_and_the_worst_rank_can_both_be_reached(intervals: list[Interval]) -> None:
    for (low, high), (best, worst) in zip(intervals, ranks(intervals), strict=True):
        assert best == 1 + sum(other_low > high for other_low, _ in intervals)
        assert worst == len(intervals) - sum(other_high < low for _, other_high in intervals)
