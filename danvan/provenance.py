"""What may be said of a value made from others: its basis, its qualifier, its sources.

No number goes without its standing. A computed one has the sources of all its parts, and is a
bound where a part is one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

# From the lightest to the heaviest. Sample stands apart: it never meets the others.
BASES = ("reported", "submitted", "derived", "sample")
QUALIFIERS = ("=", ">", ">=", "<", "~")

_OPPOSITE_SIDE = {">": "<", "<": ">", "~": "~", "=": "="}


class MixedStanding(ValueError):
    """Sample values and real values were about to be shown or computed as one."""


@dataclass(frozen=True)
class Standing:
    """How far a value can be relied on, and who says so; ValueError for an unknown basis or qualifier."""

    basis: str
    qualifier: str
    sources: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.basis not in BASES:
            raise ValueError(f"There is no basis {self.basis!r}: use {', '.join(BASES)}.")
        if self.qualifier not in QUALIFIERS:
            raise ValueError(f"There is no qualifier {self.qualifier!r}: use {' '.join(QUALIFIERS)}.")


def combine(standings: Iterable[Standing], *, computed: bool = False) -> Standing:
    """Return the standing of the sum of these values; one value alone, not computed with, keeps its own.

    More than one real value, or any that was computed with, gives a derived one; sample values stay
    sample. Raises MixedStanding where sample and real values meet, ValueError where there are none.
    """
    parts = tuple(standings)
    basis = heaviest_basis(part.basis for part in parts)
    if basis != "sample" and (computed or len(parts) > 1):
        basis = "derived"
    return Standing(basis, sum_qualifier(part.qualifier for part in parts), union_of_sources(parts))


def shown_together(standings: Iterable[Standing]) -> Standing:
    """Return the standing of a figure that shows these values side by side, none computed with another.

    Raises MixedStanding where sample and real values meet, ValueError where there are none.
    """
    parts = tuple(standings)
    basis = heaviest_basis(part.basis for part in parts)
    return Standing(basis, sum_qualifier(part.qualifier for part in parts), union_of_sources(parts))


def heaviest_basis(bases: Iterable[str]) -> str:
    """Return the basis furthest from a document (reported, submitted, derived); sample only alone."""
    present = set(bases)
    if not present:
        raise ValueError("There is no value to take a basis from.")
    if "sample" in present and len(present) > 1:
        raise MixedStanding("Sample values and real values do not go into one figure.")
    return max(present, key=BASES.index)


def union_of_sources(standings: Sequence[Standing]) -> tuple[str, ...]:
    """Return every source once, in the order in which they are first met."""
    return tuple(dict.fromkeys(source for part in standings for source in part.sources))


def sum_qualifier(qualifiers: Iterable[str]) -> str:
    """Return the qualifier of a sum: bounds on one side stay a bound, bounds on both sides leave "about".

    A strict bound makes the sum strict: more than 2 and at least 3 are together more than 5. This and the
    rules below are those of interval arithmetic (Moore 1966, Interval Analysis): each claims what is true
    whatever the true values are, and the most that is.
    """
    inexact = set(qualifiers) - {"="}
    if not inexact:
        return "="
    if inexact <= {">", ">="}:
        return ">" if ">" in inexact else ">="
    return "<" if inexact == {"<"} else "~"


def cumulative_qualifiers(qualifiers: Iterable[str]) -> list[str]:
    """Return the qualifier of each running total: one bound makes a bound of every total from there on."""
    return list(accumulate(qualifiers, lambda so_far, following: sum_qualifier((so_far, following))))


def difference_qualifier(last: str, first: str) -> str:
    """Return the qualifier of last minus first: what is taken away pulls to the other side.

    At least so much taken away leaves at most so much, for which there is no qualifier: "about", unless
    what it is taken from is itself less than stated.
    """
    if first == ">=":
        return "<" if last == "<" else "~"
    return sum_qualifier((last, _OPPOSITE_SIDE[first]))


def ratio_qualifier(numerator: str, denominator: str, *, of_zero: bool = False) -> str:
    """Return the qualifier of a ratio of positive values: a larger denominator makes a smaller ratio.

    A denominator of at least so much makes a ratio of at most so much, for which there is no qualifier:
    "about". A numerator stated as 0 (of_zero) makes a ratio of 0, which no denominator moves. All of this
    holds also where the numerator is a part of the denominator, and of the relative change of a value.
    """
    return numerator if of_zero else difference_qualifier(numerator, denominator)


def share_of_whole_qualifier(part: str, rest: str, *, of_zero: bool = False) -> str:
    """Return the qualifier of part / (part + rest), both positive, where the whole was added up.

    What is not known of the part is not known of the whole either, and raises both: the share still moves
    with the part, because it is (part/rest) / (1 + part/rest). A part of more than 20 beside 60 is more
    than a quarter, although the whole is more than 80, too. A part stated as 0 is of_zero. Without a rest
    the share is 1, whatever is known of the part.
    """
    return ratio_qualifier(part, rest, of_zero=of_zero)
