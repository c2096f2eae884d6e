"""Qualifiers against exact interval arithmetic: what is claimed is true, and is the most that can be claimed.

A printed value with its qualifier is a set of possible true values. The tests work out, in fractions, the set
of possible true results and compare it with what the qualifier of the printed result says.
"""

import itertools
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.provenance import (
    QUALIFIERS,
    Standing,
    combine,
    cumulative_qualifiers,
    difference_qualifier,
    ratio_qualifier,
    share_of_whole_qualifier,
    sum_qualifier,
)

LOWER = (">", ">=")
PAIRS = list(itertools.product(QUALIFIERS, repeat=2))
POSITIVE = st.integers(1, 10**9).map(lambda number: Fraction(number, 1000))


@dataclass(frozen=True)
class Stated:
    """A printed value, its qualifier, and a true value of which both are right."""

    printed: Fraction
    qualifier: str
    true: Fraction


@dataclass(frozen=True)
class Range:
    """The true values that are possible: from low to high, each end in or out; infinite where unbounded."""

    low: Fraction | float
    low_in: bool
    high: Fraction | float
    high_in: bool


def holds(true: Fraction, qualifier: str, printed: Fraction) -> bool:
    return {
        "=": true == printed,
        ">": true > printed,
        ">=": true >= printed,
        "<": true < printed,
        "~": True,
    }[qualifier]


@st.composite
def stated(draw: st.DrawFn, qualifiers: Iterable[str] = QUALIFIERS) -> Stated:
    """Return a positive printed value with a positive true value, near to it or far away."""
    printed, qualifier, off = draw(POSITIVE), draw(st.sampled_from(tuple(qualifiers))), 1 + draw(POSITIVE)
    near = {
        "=": (printed,),
        ">": (printed * off,),
        ">=": (printed, printed * off),
        "<": (printed / off,),
        "~": (printed / off, printed, printed * off),
    }
    return Stated(printed, qualifier, draw(st.sampled_from(near[qualifier])))


def possible(printed: Fraction, qualifier: str) -> Range:
    """Return the positive true values of which the qualified statement is right."""
    return {
        "=": Range(printed, True, printed, True),
        ">": Range(printed, False, math.inf, False),
        ">=": Range(printed, True, math.inf, False),
        "<": Range(Fraction(0), False, printed, False),
        "~": Range(Fraction(0), False, math.inf, False),
    }[qualifier]


def added(one: Range, other: Range) -> Range:
    return Range(
        one.low + other.low,
        one.low_in and other.low_in,
        one.high + other.high,
        one.high_in and other.high_in,
    )


def taken_away(one: Range, other: Range) -> Range:
    return Range(
        one.low - other.high,
        one.low_in and other.high_in,
        one.high - other.low,
        one.high_in and other.low_in,
    )


def divided(one: Range, other: Range) -> Range:
    if one.high == 0:
        return one
    low_in = one.low_in and (other.high_in or one.low == 0)
    low = 0 if other.high == math.inf else one.low / other.high
    high = math.inf if math.inf == one.high or other.low == 0 else one.high / other.low
    return Range(low, low_in, high, one.high_in and other.low_in)


def as_share(odds: Range) -> Range:
    high = Fraction(1) if odds.high == math.inf else odds.high / (1 + odds.high)
    return Range(odds.low / (1 + odds.low), odds.low_in, high, odds.high_in)


def most_that_holds(values: Range, printed: Fraction) -> str:
    """Return the narrowest qualifier that is right for every possible value of the result."""
    if values.low == values.high == printed:
        return "="
    if values.low > printed or (values.low == printed and not values.low_in):
        return ">"
    if values.low == printed:
        return ">="
    if values.high < printed or (values.high == printed and not values.high_in):
        return "<"
    return "~"


@given(st.lists(stated(), max_size=15))
def test_what_a_sum_claims_is_true_of_the_exact_sum(parts: list[Stated]) -> None:
    qualifier = sum_qualifier(part.qualifier for part in parts)
    assert holds(
        sum((p.true for p in parts), Fraction(0)), qualifier, sum((p.printed for p in parts), Fraction(0))
    )


@given(st.lists(stated(("=", *LOWER)), min_size=1, max_size=15))
def test_lower_bounds_and_exact_values_together_are_claimed_to_be_a_lower_bound(parts: list[Stated]) -> None:
    qualifier = sum_qualifier(part.qualifier for part in parts)
    exact = all(part.qualifier == "=" for part in parts)
    assert qualifier == "=" if exact else qualifier in LOWER
    standing = combine([Standing("reported", part.qualifier, ("a",)) for part in parts])
    assert standing.qualifier == qualifier


@given(st.lists(stated(), max_size=12))
def test_every_running_total_claims_what_is_true_of_it(parts: list[Stated]) -> None:
    claims = cumulative_qualifiers(part.qualifier for part in parts)
    true = itertools.accumulate(part.true for part in parts)
    printed = itertools.accumulate(part.printed for part in parts)
    assert all(itertools.starmap(holds, zip(true, claims, printed, strict=True)))


@given(stated(), stated())
def test_what_a_difference_claims_is_true_of_the_exact_difference(last: Stated, first: Stated) -> None:
    qualifier = difference_qualifier(last.qualifier, first.qualifier)
    assert holds(last.true - first.true, qualifier, last.printed - first.printed)


@given(stated(), stated())
def test_what_a_ratio_and_a_relative_change_claim_is_true(one: Stated, other: Stated) -> None:
    qualifier = ratio_qualifier(one.qualifier, other.qualifier)
    assert holds(one.true / other.true, qualifier, one.printed / other.printed)
    true_change, printed_change = one.true / other.true - 1, one.printed / other.printed - 1
    assert holds(true_change, qualifier, printed_change)


@given(stated(), st.lists(stated(), min_size=1, max_size=8))
def test_what_a_share_claims_is_true_although_the_part_is_in_the_whole(
    part: Stated, others: list[Stated]
) -> None:
    rest_true, rest_printed = sum(other.true for other in others), sum(other.printed for other in others)
    true, printed = part.true / (part.true + rest_true), part.printed / (part.printed + rest_printed)
    rest = sum_qualifier(other.qualifier for other in others)
    assert holds(true, share_of_whole_qualifier(part.qualifier, rest), printed)
    whole = sum_qualifier((part.qualifier, rest))
    assert holds(true, ratio_qualifier(part.qualifier, whole), printed)  # says less, never what is false


@given(stated(), POSITIVE)
def test_a_change_of_unit_leaves_a_claim_as_it_was(value: Stated, factor: Fraction) -> None:
    assert ratio_qualifier(value.qualifier, "=") == value.qualifier
    assert holds(value.true * factor, value.qualifier, value.printed * factor)


@given(st.lists(stated(), min_size=1, max_size=6), st.lists(stated(), min_size=1, max_size=6))
def test_claims_stay_true_through_operations_one_after_the_other(
    above: list[Stated], below: list[Stated]
) -> None:
    top, bottom = (sum_qualifier(part.qualifier for part in side) for side in (above, below))
    true = [sum(part.true for part in side) for side in (above, below)]
    printed = [sum(part.printed for part in side) for side in (above, below)]
    rate = ratio_qualifier(top, bottom)
    assert holds(true[0] / true[1], rate, printed[0] / printed[1])
    change = difference_qualifier(rate, bottom)
    assert holds(true[0] / true[1] - true[1], change, printed[0] / printed[1] - printed[1])


Operation = Callable[[Range, Range], Range]


@pytest.mark.parametrize(("one", "other"), PAIRS)
@pytest.mark.parametrize(
    ("claim", "ranges", "printed"),
    [
        (lambda one, other: sum_qualifier((one, other)), added, Fraction(12)),
        (difference_qualifier, taken_away, Fraction(2)),
        (ratio_qualifier, divided, Fraction(7, 5)),
        (share_of_whole_qualifier, lambda part, rest: as_share(divided(part, rest)), Fraction(7, 12)),
    ],
    ids=["sum", "difference", "ratio", "share"],
)
def test_no_claim_is_weaker_than_exact_arithmetic_allows(
    claim: Callable[[str, str], str], ranges: Operation, printed: Fraction, one: str, other: str
) -> None:
    result = ranges(possible(Fraction(7), one), possible(Fraction(5), other))
    assert claim(one, other) == most_that_holds(result, printed)


@pytest.mark.parametrize(("numerator", "denominator"), list(itertools.product(("=", *LOWER), QUALIFIERS)))
def test_nothing_of_anything_is_nothing(numerator: str, denominator: str) -> None:
    result = divided(possible(Fraction(0), numerator), possible(Fraction(5), denominator))
    claimed = ratio_qualifier(numerator, denominator, of_zero=True)
    assert claimed == most_that_holds(result, Fraction(0))
    assert share_of_whole_qualifier(numerator, denominator, of_zero=True) == claimed


def test_a_lower_bound_in_the_part_is_no_doubt_about_the_direction_of_the_share() -> None:
    # more than 20 beside 60: more than 20/80, although the whole is more than 80
    assert share_of_whole_qualifier(">", "=") == ">"
    assert ratio_qualifier(">", sum_qualifier((">", "="))) == "~"
    # 20 beside more than 60: less than 20/80
    assert share_of_whole_qualifier("=", ">") == "<"
