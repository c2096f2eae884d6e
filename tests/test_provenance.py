import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.provenance import (
    QUALIFIERS,
    MixedStanding,
    Standing,
    combine,
    difference_qualifier,
    ratio_qualifier,
    shown_together,
    sum_qualifier,
)

REPORTED = Standing("reported", "=", ("bc-2022",))
SUBMITTED = Standing("submitted", ">", ("pho-hoa-2021", "bc-2022"))
SAMPLE = Standing("sample", "=", ("sample",))

REAL = st.builds(
    Standing,
    st.sampled_from(["reported", "submitted", "derived"]),
    st.sampled_from(QUALIFIERS),
    st.lists(st.sampled_from("abcd"), unique=True).map(tuple),
)
POSITIVE = st.floats(0.01, 1000)


def holds(true: float, qualifier: str, stated: float) -> bool:
    """Whether the qualifier, taken at its word, is right about the true value; about is never wrong."""
    error = 1e-9 * abs(stated)
    return {
        "=": abs(true - stated) <= error,
        ">": true > stated - error,
        ">=": true >= stated - error,
        "<": true < stated + error,
        "~": True,
    }[qualifier]


def test_one_value_keeps_its_standing() -> None:
    assert combine([REPORTED]) == REPORTED


def test_what_is_computed_is_derived_and_has_the_sources_of_all_once() -> None:
    assert combine([REPORTED, SUBMITTED]) == Standing("derived", ">", ("bc-2022", "pho-hoa-2021"))
    assert combine([REPORTED], computed=True) == Standing("derived", "=", ("bc-2022",))


def test_what_is_only_shown_together_is_not_derived() -> None:
    assert shown_together([REPORTED, REPORTED]) == REPORTED
    assert shown_together([REPORTED, SUBMITTED]).basis == "submitted"


def test_sample_stays_sample_whatever_is_done_with_it() -> None:
    assert combine([SAMPLE, SAMPLE], computed=True) == SAMPLE
    assert shown_together([SAMPLE]) == SAMPLE


@pytest.mark.parametrize("together", [combine, shown_together])
def test_sample_never_meets_the_real(together: object) -> None:
    for standings in itertools.permutations([REPORTED, SAMPLE]):
        with pytest.raises(MixedStanding):
            together(standings)  # type: ignore[operator]


def test_nothing_has_no_standing() -> None:
    with pytest.raises(ValueError, match="no value"):
        combine([])


def test_only_known_words_make_a_standing() -> None:
    with pytest.raises(ValueError, match="'guessed'"):
        Standing("guessed", "=", ())
    with pytest.raises(ValueError, match="'<='"):
        Standing("reported", "<=", ())


@pytest.mark.parametrize(
    ("parts", "qualifier"),
    [
        ("", "="),
        ("= =", "="),
        ("= >", ">"),
        ("= >=", ">="),
        (">= >=", ">="),
        (">= >", ">"),
        ("< =", "<"),
        ("< >", "~"),
        ("< >=", "~"),
        ("~ =", "~"),
        ("~ >", "~"),
    ],
)
def test_a_sum_with_a_bound_is_a_bound(parts: str, qualifier: str) -> None:
    assert sum_qualifier(parts.split()) == qualifier


@pytest.mark.parametrize(
    ("numerator", "denominator", "qualifier"),
    [
        ("=", "=", "="),
        (">", "=", ">"),
        (">=", "=", ">="),
        ("=", ">", "<"),
        ("=", "<", ">"),
        (">", ">", "~"),
        ("<", "<", "~"),
        (">", "<", ">"),
        ("<", ">", "<"),
        ("=", ">=", "~"),
        ("~", "=", "~"),
        ("=", "~", "~"),
    ],
)
def test_a_larger_denominator_makes_a_smaller_ratio(numerator: str, denominator: str, qualifier: str) -> None:
    assert ratio_qualifier(numerator, denominator) == qualifier


@given(st.lists(st.tuples(POSITIVE, st.floats(0, 5), st.sampled_from(QUALIFIERS)), min_size=1, max_size=5))
def test_the_qualifier_of_a_sum_is_true_whenever_those_of_its_parts_are(
    parts: list[tuple[float, float, str]],
) -> None:
    total = sum(shifted(stated, qualifier, off) for stated, off, qualifier in parts)
    stated_total = sum(stated for stated, *_ in parts)
    assert holds(total, sum_qualifier(qualifier for *_, qualifier in parts), stated_total)


@given(POSITIVE, POSITIVE, st.floats(0, 5), st.floats(0, 5))
def test_the_qualifiers_of_ratio_and_difference_are_true_whenever_those_of_both_sides_are(
    first: float, second: float, first_off: float, second_off: float
) -> None:
    for one, other in itertools.product(QUALIFIERS, repeat=2):
        true_first, true_second = shifted(first, one, first_off), shifted(second, other, second_off)
        assert holds(true_first / true_second, ratio_qualifier(one, other), first / second)
        difference = first - second
        scale = 1e-9 * (first + second)  # the difference of near equals keeps the errors of both
        qualifier = difference_qualifier(one, other)
        true_difference = true_first - true_second
        assert any(holds(true_difference + nudge, qualifier, difference) for nudge in (-scale, 0, scale))


def shifted(stated: float, qualifier: str, off: float) -> float:
    """Return a positive value of which the qualified statement is true."""
    if qualifier in (">", ">="):
        return stated * (1 + off + 1e-6)
    if qualifier in ("<", "~"):
        return stated / (1 + off + 1e-6)
    return stated


@given(st.lists(REAL, min_size=1, max_size=5))
def test_combining_loses_no_source_and_no_doubt(standings: list[Standing]) -> None:
    combined = combine(standings)
    assert set(combined.sources) == {source for each in standings for source in each.sources}
    assert (combined.qualifier == "=") == all(each.qualifier == "=" for each in standings)
    assert len(set(combined.sources)) == len(combined.sources)


@given(st.lists(REAL, min_size=2, max_size=4), st.lists(REAL, min_size=2, max_size=4))
def test_combining_in_steps_gives_the_same_as_at_once(some: list[Standing], others: list[Standing]) -> None:
    assert combine([combine(some), combine(others)]) == combine([*some, *others])
