import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.measures.tails import (
    binomial_at_least,
    binomial_at_most,
    poisson_at_least,
    poisson_at_most,
    student_above,
    student_limit,
)


def exact_at_most(count: int, trials: int, share: Fraction) -> Fraction:
    chances = (math.comb(trials, k) * share**k * (1 - share) ** (trials - k) for k in range(count + 1))
    return sum(chances, Fraction(0))


def test_six_tosses_of_a_coin() -> None:
    # 1, 6, 15, 20, 15, 6, 1 of 64
    assert [binomial_at_most(count, 6, 0.5) * 64 for count in range(-1, 7)] == pytest.approx(
        [0, 1, 7, 22, 42, 57, 63, 64]
    )
    assert [binomial_at_least(count, 6, 0.5) * 64 for count in range(8)] == pytest.approx(
        [64, 63, 57, 42, 22, 7, 1, 0]
    )


def test_four_events_expected() -> None:
    none, one = math.exp(-4), 4 * math.exp(-4)
    assert poisson_at_most(0, 4) == pytest.approx(none)
    assert poisson_at_most(1, 4) == pytest.approx(none + one)
    assert poisson_at_least(2, 4) == pytest.approx(1 - none - one)
    assert (poisson_at_most(-1, 4), poisson_at_least(0, 4)) == (0, 1)


def test_where_nothing_can_happen_or_all_must_there_is_no_chance() -> None:
    assert (poisson_at_most(0, 0), poisson_at_least(0, 0), poisson_at_least(1, 0)) == (1, 1, 0)
    assert (binomial_at_most(0, 5, 0), binomial_at_least(1, 5, 0)) == (1, 0)
    assert (binomial_at_most(4, 5, 1), binomial_at_least(5, 5, 1)) == (0, 1)


def test_a_very_small_tail_keeps_its_digits() -> None:
    assert binomial_at_least(60, 60, 0.25) == pytest.approx(0.25**60, rel=1e-9)
    assert poisson_at_most(0, 90) == pytest.approx(math.exp(-90), rel=1e-9)


@given(st.integers(1, 60), st.integers(1, 99), st.data())
def test_both_tails_are_the_exact_sums(trials: int, percent: int, data: st.DataObject) -> None:
    count, share = data.draw(st.integers(0, trials)), Fraction(percent, 100)
    below = exact_at_most(count, trials, share)
    above = 1 - exact_at_most(count - 1, trials, share)
    assert binomial_at_most(count, trials, percent / 100) == pytest.approx(float(below), rel=1e-9)
    assert binomial_at_least(count, trials, percent / 100) == pytest.approx(float(above), rel=1e-9)


@pytest.mark.parametrize(
    ("tail", "degrees", "limit"),
    [
        (0.025, 1, 12.706),
        (0.025, 2, 4.303),
        (0.025, 10, 2.228),
        (0.025, 60, 2.000),
        (0.001, 2, 22.327),
        (0.001, 10, 4.144),
        (0.025, math.inf, 1.960),
        (0.001, math.inf, 3.090),
    ],
)
def test_students_limits_are_those_of_the_printed_tables(tail: float, degrees: float, limit: float) -> None:
    assert student_limit(tail, degrees) == pytest.approx(limit, abs=6e-4)
    assert student_above(student_limit(tail, degrees), degrees) == pytest.approx(tail, rel=1e-9)


def test_with_one_degree_of_freedom_the_tail_has_a_short_formula() -> None:
    for t in (-3, -1e-12, 0, 1e-12, 1, 20):  # that of Cauchy
        assert student_above(t, 1) == pytest.approx(0.5 - math.atan(t) / math.pi)
