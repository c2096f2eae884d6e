import math
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.measures.intervals import clopper_pearson, poisson_exact, ratio_of_counts, wilson

COUNTS = st.integers(0, 60)


def rounded(interval: tuple[float, float], decimals: int) -> tuple[float, float]:
    return round(interval[0], decimals), round(interval[1], decimals)


@pytest.mark.parametrize(
    ("successes", "trials", "interval"),
    [
        (81, 263, (0.2553, 0.3662)),
        (15, 148, (0.0624, 0.1605)),
        (0, 20, (0, 0.1611)),
        (1, 29, (0.0061, 0.1718)),
    ],
)
def test_wilson_gives_the_intervals_that_newcombe_printed_in_1998(
    successes: int, trials: int, interval: tuple[float, float]
) -> None:
    assert rounded(wilson(successes, trials), 4) == interval


@pytest.mark.parametrize(
    ("successes", "trials", "interval"),
    [
        (81, 263, (0.2527, 0.3676)),
        (15, 148, (0.0578, 0.1617)),
        (0, 20, (0, 0.1684)),
        (1, 29, (0.0009, 0.1776)),
    ],
)
def test_the_exact_share_gives_the_intervals_that_newcombe_printed_in_1998(
    successes: int, trials: int, interval: tuple[float, float]
) -> None:
    assert rounded(clopper_pearson(successes, trials), 4) == interval


def test_ten_of_twenty_proves_as_little_below_a_half_as_above() -> None:
    assert rounded(clopper_pearson(10, 20), 4) == (0.2720, 0.7280)


@pytest.mark.parametrize(
    ("count", "interval"),
    [
        (0, (0, 3.689)),
        (1, (0.025, 5.572)),
        (5, (1.623, 11.668)),
        (10, (4.795, 18.390)),
        (100, (81.364, 121.627)),
    ],
)
def test_the_exact_count_gives_garwoods_limits(count: int, interval: tuple[float, float]) -> None:
    assert poisson_exact(count) == pytest.approx(interval, abs=6e-4)


def test_without_events_the_limits_have_a_short_formula() -> None:
    assert poisson_exact(0)[1] == pytest.approx(-math.log(0.025))  # e^-x = 0.025
    assert clopper_pearson(0, 10)[1] == pytest.approx(1 - 0.025**0.1)  # (1 - p)^10 = 0.025
    assert clopper_pearson(10, 10) == pytest.approx((0.025**0.1, 1))


def test_a_ratio_of_counts_may_exceed_one() -> None:
    low, high = clopper_pearson(806, 806 + 320)
    assert ratio_of_counts(806, 320) == pytest.approx((low / (1 - low), high / (1 - high)))
    assert ratio_of_counts(806, 320)[0] > 1


def test_cases_per_100_tips_of_the_town_are_known_to_about_a_tenth() -> None:
    # 320 of 746 events: p from 0.3931 to 0.4654, and 100 p / (1 - p)
    assert rounded(ratio_of_counts(320, 426, scale=100), 1) == (64.8, 87.0)


def test_without_a_denominator_there_is_no_upper_bound() -> None:
    low, high = ratio_of_counts(3, 0)
    assert low > 0
    assert high == math.inf


def test_of_nothing_nothing_is_known() -> None:
    assert wilson(0, 0) == clopper_pearson(0, 0) == (0, 1)
    assert ratio_of_counts(0, 0) == (0, math.inf)


def test_missing_counts_have_a_missing_interval() -> None:
    for interval in (wilson(math.nan, 3), clopper_pearson(3, math.nan), poisson_exact(math.nan)):
        assert all(math.isnan(bound) for bound in interval)
    assert math.isnan(ratio_of_counts(math.nan, 4)[0])


@pytest.mark.parametrize(
    "wrong", [lambda: wilson(4, 3), lambda: clopper_pearson(-1, 3), lambda: poisson_exact(-1)]
)
def test_impossible_counts_are_refused(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"-1|4"):
        wrong()


def binomial_at_most(successes: int, trials: int, share: float) -> float:
    return sum(math.comb(trials, k) * share**k * (1 - share) ** (trials - k) for k in range(successes + 1))


def poisson_at_most(count: int, expected: float) -> float:
    return sum(math.exp(-expected) * expected**k / math.factorial(k) for k in range(count + 1))


@settings(deadline=None)
@given(COUNTS, COUNTS)
def test_each_bound_of_a_share_leaves_its_tail_to_chance(successes: int, failures: int) -> None:
    trials = successes + failures
    low, high = clopper_pearson(successes, trials)
    if successes:
        assert 1 - binomial_at_most(successes - 1, trials, low) == pytest.approx(0.025)
    if failures:
        assert binomial_at_most(successes, trials, high) == pytest.approx(0.025)


@settings(deadline=None)
@given(COUNTS)
def test_each_bound_of_a_count_leaves_its_tail_to_chance(count: int) -> None:
    low, high = poisson_exact(count)
    assert poisson_at_most(count, high) == pytest.approx(0.025)
    if count:
        assert 1 - poisson_at_most(count - 1, low) == pytest.approx(0.025)


@settings(deadline=None)
@given(COUNTS, st.integers(1, 60), st.sampled_from([0.5, 0.9, 0.95, 0.99]))
def test_an_interval_holds_what_was_counted_and_widens_with_confidence(
    numerator: int, denominator: int, confidence: float
) -> None:
    low, high = ratio_of_counts(numerator, denominator, confidence=confidence)
    wider_low, wider_high = ratio_of_counts(numerator, denominator, confidence=0.999)
    assert wider_low <= low <= numerator / denominator <= high <= wider_high


@settings(deadline=None)
@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_turning_a_ratio_over_turns_its_interval_over(numerator: int, denominator: int) -> None:
    low, high = ratio_of_counts(numerator, denominator)
    assert ratio_of_counts(denominator, numerator) == pytest.approx((1 / high, 1 / low), rel=1e-6)


@settings(deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_more_counts_of_the_same_share_prove_more(successes: int, failures: int) -> None:
    low, high = wilson(successes, successes + failures)
    closer_low, closer_high = wilson(10 * successes, 10 * (successes + failures))
    assert low <= closer_low <= closer_high <= high
