import math
import random
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.measures.chance import Swing
from danvan.measures.dispersion import Dispersion
from danvan.measures.funnel import VERDICTS, Kind, compared, limits, with_intervals
from danvan.measures.intervals import poisson_exact, ratio_of_counts, wilson

KINDS: list[Kind] = ["share", "rate", "ratio", "amount"]


def places(pairs: list[tuple[float | None, float | None]]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["above", "below"])


def held_against_all(pairs: list[tuple[float | None, float | None]], kind: Kind, **more: Any) -> pd.DataFrame:
    return compared(places(pairs), numerator="above", denominator="below", kind=kind, **more)


def test_a_share_is_held_against_the_share_of_all_by_the_binomial() -> None:
    rows = held_against_all([(6, 6), (0, 6), (3, 6)], "share", scale=100)
    assert rows["rate"].tolist() == [100, 0, 50]
    assert rows["whole"].tolist() == [50, 50, 50]  # 100 x 9/18
    assert rows["p_value"].tolist() == pytest.approx([2 / 64, 2 / 64, 1])  # 42 of 64 have at most 3
    assert rows["verdict"].tolist() == ["perhaps_above", "perhaps_below", "within"]


def test_a_rate_of_events_is_held_against_all_by_the_poisson_law() -> None:
    rows = held_against_all([(0, 1), (8, 1), (8, 2)], "rate")
    assert rows["whole"].tolist() == [4, 4, 4]  # 16/4
    assert rows["p_value"][0] == pytest.approx(2 * math.exp(-4))  # none where 4 are expected
    at_most_7 = math.exp(-4) * sum(4**k / math.factorial(k) for k in range(8))
    assert rows["p_value"][1] == pytest.approx(2 * (1 - at_most_7))  # 0.102
    assert rows["verdict"].tolist() == ["perhaps_below", "within", "within"]


def test_a_ratio_of_counts_is_held_against_all_given_their_sum() -> None:
    rows = held_against_all([(9, 1), (1, 9)], "ratio", scale=100)
    assert rows["rate"].tolist() == pytest.approx([900, 100 / 9])
    assert rows["whole"].tolist() == [100, 100]  # so that of 10 counts each is as likely on either side
    assert rows["p_value"].tolist() == pytest.approx([22 / 1024, 22 / 1024])  # (1 + 10) of 2^10, twice
    assert rows["verdict"].tolist() == ["perhaps_above", "perhaps_below"]


def test_an_amount_is_held_against_all_by_its_own_dispersion() -> None:
    # the whole is 40/20 = 2; the amount of 10 households swings by sqrt(4 x 2 x 10) = 8.94, so 30 is 1.118 off
    rows = held_against_all([(30, 10), (10, 10)], "amount", dispersion=4)
    assert rows["p_value"].tolist() == pytest.approx([0.2636, 0.2636], abs=1e-4)
    # with a dispersion of 1 it swings by 4.47 and is 2.236 off; with 1/4 it is 4.472 off
    assert held_against_all([(30, 10), (10, 10)], "amount", dispersion=1)["verdict"][0] == "perhaps_above"
    assert held_against_all([(30, 10), (10, 10)], "amount", dispersion=0.25)["verdict"].tolist() == [
        "above",
        "below",
    ]


def test_a_dispersion_learned_from_little_proves_less() -> None:
    # 2.236 swings off as above: with two degrees of freedom 4.303 would be beyond 95%, with 56 it is 2.003
    little, much = Dispersion(1.0, places=3, periods=2), Dispersion(1.0, places=15, periods=5)
    rows = held_against_all([(30, 10), (10, 10)], "amount", dispersion=little)
    assert rows["verdict"].tolist() == ["within", "within"]
    assert rows["p_value"][0] == pytest.approx(1 - math.sqrt(5 / 7))  # 1 - t / sqrt(2 + t2), t2 = 5
    assert held_against_all([(30, 10), (10, 10)], "amount", dispersion=much)["verdict"][0] == "perhaps_above"
    wide, narrow = (
        limits([10], whole=2, kind="amount", dispersion=known).iloc[0] for known in (little, much)
    )
    assert wide["high_95"] == pytest.approx(2 + 4.3027 * math.sqrt(1 * 2 / 10), abs=1e-3)
    assert narrow["high_95"] == pytest.approx(2 + 2.0032 * math.sqrt(1 * 2 / 10), abs=1e-3)


def test_however_small_a_chance_is_it_is_not_said_to_be_none() -> None:
    # 4,000 instead of 3,000, which swings by sqrt(3,000): 18.26 off, and the tail is about e^(-z2/2) / (z sqrt(2 pi))
    z = 1000 / math.sqrt(3000)
    p_value = held_against_all([(4000, 10), (2000, 10)], "amount", dispersion=1)["p_value"][0]
    assert p_value == pytest.approx(2 * math.exp(-z * z / 2) / (z * math.sqrt(2 * math.pi)), rel=0.01)
    assert held_against_all([(300, 300), (0, 300)], "share")["p_value"][1] == pytest.approx(2 * 0.5**300)


def test_far_beyond_is_said_without_perhaps() -> None:
    rows = held_against_all([(60, 600), (20, 600), (10, 600)], "share")
    assert rows["verdict"].tolist() == ["above", "within", "below"]  # of 5% in all


def test_the_intervals_are_those_of_their_kind_in_the_unit_of_the_rate() -> None:
    pairs = [(15, 148), (3, 50)]
    share = held_against_all(pairs, "share", scale=100)
    assert (share["low"][0] / 100, share["high"][0] / 100) == pytest.approx(wilson(15, 148))
    rate = held_against_all(pairs, "rate", scale=1000)
    low, high = poisson_exact(15)
    assert (rate["low"][0], rate["high"][0]) == pytest.approx((1000 * low / 148, 1000 * high / 148))
    ratio = held_against_all(pairs, "ratio", scale=100)
    assert (ratio["low"][0], ratio["high"][0]) == pytest.approx(ratio_of_counts(15, 148, scale=100))


def test_the_interval_of_an_amount_ends_where_it_would_just_stand_out() -> None:
    # z2 x 4/10 / 2 = 0.7683; 3 + 0.7683 -+ sqrt(2 x 0.7683 x 3 + 0.7683^2)
    rows = held_against_all([(30, 10), (0, 10)], "amount", dispersion=4)
    assert (rows["low"][0], rows["high"][0]) == pytest.approx((1.4879, 6.0486), abs=1e-4)
    assert (rows["low"][1], rows["high"][1]) == pytest.approx((0, 1.5366), abs=1e-4)


def test_a_confidence_for_many_places_at_once_widens_the_intervals_and_moves_no_verdict() -> None:
    pairs = [(6, 6), (0, 6), (3, 6)]
    usual, wider = held_against_all(pairs, "share"), held_against_all(pairs, "share", confidence=0.997)
    assert (wider["high"] - wider["low"] > usual["high"] - usual["low"]).all()
    assert wider["verdict"].tolist() == usual["verdict"].tolist()


def test_what_is_missing_or_impossible_is_unknown_and_not_in_the_whole() -> None:
    rows = held_against_all([(6, 6), (0, 6), (None, 9), (2, None), (7, 5), (-1, 5)], "share")
    assert rows["whole"].tolist() == [0.5] * 6
    assert rows["verdict"].tolist() == ["perhaps_above", "perhaps_below", *["unknown"] * 4]
    assert rows.loc[2:, ["rate", "low", "high", "p_value"]].isna().all(axis=None)


def test_a_place_without_a_denominator_has_no_rate_but_its_events_are_in_the_whole() -> None:
    rows = held_against_all([(2, 10), (3, 10), (1, 0)], "ratio")
    assert rows["whole"].tolist() == pytest.approx([0.3] * 3)  # 6/20
    assert rows["verdict"].tolist() == ["within", "within", "unknown"]
    assert pd.isna(rows["rate"][2])


def test_a_bound_makes_every_verdict_unknown_and_has_no_interval() -> None:
    frame = places([(60, 600), (20, 600), (10, 600)]).assign(bound=[False, True, False])
    rows = compared(frame, numerator="above", denominator="below", kind="share", inexact="bound")
    assert rows["verdict"].tolist() == ["unknown"] * 3
    assert rows["p_value"].isna().all()
    assert rows["low"].isna().tolist() == rows["high"].isna().tolist() == [False, True, False]
    assert rows["rate"].tolist() == pytest.approx([0.1, 1 / 30, 1 / 60])


def test_a_bound_that_is_not_in_the_whole_spoils_nothing_and_a_missing_mark_is_a_doubt() -> None:
    frame = places([(60, 600), (10, 600), (None, 600)])
    marked = frame.assign(bound=[False, False, True])
    rows = compared(marked, numerator="above", denominator="below", kind="share", inexact="bound")
    assert rows["verdict"].tolist() == ["above", "below", "unknown"]
    marked = frame.assign(bound=[False, None, False])
    rows = compared(marked, numerator="above", denominator="below", kind="share", inexact="bound")
    assert rows["verdict"].tolist() == ["unknown"] * 3


def test_one_place_alone_is_compared_with_nothing() -> None:
    rows = held_against_all([(6, 6), (None, 6)], "share")
    assert rows["verdict"].tolist() == ["unknown", "unknown"]


@pytest.mark.parametrize("dispersion", [None, 0, Dispersion(0.0, places=3, periods=2)])
def test_an_amount_of_which_no_dispersion_is_known_is_not_judged(dispersion: Swing) -> None:
    rows = held_against_all([(30, 10), (10, 10)], "amount", dispersion=dispersion)
    assert rows["rate"].tolist() == [3, 1]
    assert rows[["low", "high", "p_value"]].isna().all(axis=None)
    assert rows["verdict"].tolist() == ["unknown", "unknown"]
    assert limits([10], whole=2, kind="amount", dispersion=dispersion).empty


def test_a_dispersion_where_there_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="only an amount"):
        held_against_all([(1, 2)], "share", dispersion=3)
    with pytest.raises(ValueError, match="-1"):
        limits([10], whole=2, kind="amount", dispersion=-1)


@pytest.mark.parametrize("kind", KINDS)
def test_where_nothing_happened_anywhere_nobody_stands_out(kind: Kind) -> None:
    rows = held_against_all([(0, 10), (0, 1000)], kind, dispersion=2 if kind == "amount" else None)
    assert rows["verdict"].tolist() == ["within", "within"]


def test_nothing_given_is_nothing_compared() -> None:
    rows = held_against_all([], "share")
    assert list(rows) == ["above", "below", "rate", "low", "high", "whole", "p_value", "verdict"]
    assert rows.empty
    assert list(limits([], whole=0.5, kind="share")) == ["size", "low_95", "high_95", "low_998", "high_998"]
    assert limits([0, math.nan], whole=0.5, kind="share").empty
    assert limits([5], whole=math.nan, kind="share").empty


def test_the_frame_that_was_given_is_not_changed_and_keeps_its_index() -> None:
    frame = places([(6, 6), (0, 6)]).set_axis(["x", "y"])
    before = frame.copy(deep=True)
    rows = with_intervals(frame, numerator="above", denominator="below", kind="share")
    assert rows.index.tolist() == ["x", "y"]
    pd.testing.assert_frame_equal(frame, before)


def test_limits_lie_between_two_counts_by_their_tails() -> None:
    # of 6 at a half: none 1/64 = 0.0156, at most one 7/64 = 0.1094; 0.025 is reached 0.9 of the way back from 1
    inner = (Fraction(7, 64) - Fraction(25, 1000)) / Fraction(6, 64)
    assert inner == Fraction(9, 10)
    row = limits([6], whole=50, kind="share", scale=100).iloc[0]
    assert row[["low_95", "high_95"]].tolist() == pytest.approx([100 * 0.1 / 6, 100 * 5.9 / 6])
    assert row[["low_998", "high_998"]].tolist() == [0, 100]  # not even 1/64 is beyond 0.001


def test_limits_of_an_amount_are_of_the_normal_law() -> None:
    row = limits([10], whole=2, kind="amount", dispersion=1).iloc[0]
    # sqrt(1 x 2 / 10) = 0.4472, times 1.96 and 3.0902
    assert row[["low_95", "high_95"]].tolist() == pytest.approx([1.1235, 2.8765], abs=1e-4)
    assert row[["low_998", "high_998"]].tolist() == pytest.approx([0.6180, 3.3820], abs=1e-4)


def test_the_curve_holds_the_size_of_every_place_and_goes_from_the_smallest_to_the_largest() -> None:
    sizes = [40, 3200, 175, 40, 0, math.nan]
    curve = limits(sizes, whole=0.2, kind="rate")
    assert {40, 175, 3200} <= set(curve["size"])
    assert curve["size"].is_monotonic_increasing
    assert (curve["size"].iloc[0], curve["size"].iloc[-1], len(curve)) == (40, 3200, 42)


def test_the_funnel_narrows_with_size_and_stays_possible() -> None:
    for kind in KINDS:
        curve = limits([5, 5000], whole=3, scale=100, kind=kind, dispersion=2 if kind == "amount" else None)
        assert (curve["low_998"] <= curve["low_95"]).all()
        assert (curve["low_95"] <= 3).all()
        assert (curve["high_95"] >= 3).all()
        assert (curve["high_998"] >= curve["high_95"]).all()
        assert (curve["low_998"] >= 0).all()
        first, last = curve.iloc[0], curve.iloc[-1]
        assert last["high_95"] - last["low_95"] < first["high_95"] - first["low_95"]
        if kind == "share":
            assert (curve["high_998"] <= 100).all()


@settings(max_examples=40)
@given(
    st.sampled_from(KINDS),
    st.lists(st.tuples(st.integers(0, 80), st.integers(1, 80)), min_size=2, max_size=5),
)
def test_a_place_is_outside_the_drawn_limits_exactly_where_its_verdict_says_so(
    kind: Kind, pairs: list[tuple[int, int]]
) -> None:
    if kind == "share":
        pairs = [(min(pair), max(pair)) for pair in pairs]
    dispersion = Dispersion(1.7, places=4, periods=3) if kind == "amount" else None
    rows = held_against_all(list(pairs), kind, dispersion=dispersion)
    curve = limits(rows["below"], whole=rows["whole"][0], kind=kind, dispersion=dispersion).set_index("size")
    for place in rows.itertuples():
        at = curve.loc[place.below]
        outside = {
            "above": place.rate > at["high_998"],
            "below": place.rate < at["low_998"],
            "perhaps_above": at["high_998"] >= place.rate > at["high_95"],
            "perhaps_below": at["low_998"] <= place.rate < at["low_95"],
        }
        said = [verdict for verdict, true in outside.items() if true] or ["within"]
        assert said == [place.verdict]


@pytest.mark.parametrize(("size", "whole"), [(3, 0.5), (12, 0.1), (12, 0.9), (47, 0.31), (200, 0.02)])
def test_no_more_than_a_twentieth_of_what_chance_makes_is_outside_the_inner_limits(
    size: int, whole: float
) -> None:
    expected = size * whole
    binomial = [math.comb(size, k) * whole**k * (1 - whole) ** (size - k) for k in range(size + 1)]
    poisson = [math.exp(k * math.log(expected) - expected - math.lgamma(k + 1)) for k in range(size * 4 + 10)]
    for kind, chances in (("share", binomial), ("rate", poisson)):
        low, high = limits([size], whole=whole, kind=kind).iloc[0][["low_95", "high_95"]]  # type: ignore[arg-type]
        assert sum(chance for k, chance in enumerate(chances) if not low <= k / size <= high) < 0.05


def test_of_many_alike_places_few_stand_out() -> None:
    rng = random.Random(20251125)
    drawn = [(sum(rng.random() < 0.3 for _ in range(size)), size) for size in [20, 60, 150] * 100]
    found = held_against_all(list(drawn), "share")["verdict"].value_counts()
    assert found.get("within", 0) >= 0.95 * len(drawn)
    assert found.get("above", 0) + found.get("below", 0) <= 3
    assert set(found.index) <= set(VERDICTS)
