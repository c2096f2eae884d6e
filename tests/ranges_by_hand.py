"""What may be true of printed numbers, as ranges of exact fractions, and what can be said of it in one sign.

A printed value with its sign is a set of possible true values: 5 is 5, "more than 5" all above it, "less than 5" all
from 0 up to it, "about 5" anything. Sums, differences, ratios and shares are worked out on the sets; the sign of a
result is the most that is true of all of its set.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

Number = Fraction | float
INFINITE = math.inf


@dataclass(frozen=True)
class Range:
    """The printed value, and the possible true values from low to high, each end in or out."""

    printed: Fraction
    low: Number
    low_in: bool
    high: Number
    high_in: bool

    @property
    def sign(self) -> str:
        """The most that the printed value can be said to be of the true one."""
        if self.low == self.high == self.printed:
            return "="
        if self.low == self.printed:
            return ">=" if self.low_in else ">"
        return "<" if self.high == self.printed and not self.high_in else "~"

    @property
    def is_zero(self) -> bool:
        return self.low == self.high == 0

    @property
    def unknown(self) -> bool:
        return self.low == -INFINITE


def stated(printed: Fraction, sign: str) -> Range:
    """Return what may be true of a printed number that is not negative."""
    if sign == "=":
        return Range(printed, printed, True, printed, True)
    if sign == "<":
        return Range(printed, Fraction(0), True, printed, False)
    if sign == "~":
        return _anything(printed)
    return Range(printed, printed, sign == ">=", INFINITE, False)


def _anything(printed: Fraction) -> Range:
    return Range(printed, -INFINITE, False, INFINITE, False)


def added(ranges: list[Range]) -> Range:
    """Return the sum of any number of ranges."""
    return Range(
        sum((one.printed for one in ranges), Fraction(0)),
        sum((one.low for one in ranges), Fraction(0)),
        all(one.low_in for one in ranges),
        sum((one.high for one in ranges), Fraction(0)),
        all(one.high_in for one in ranges),
    )


def difference(last: Range, first: Range) -> Range:
    """Return last minus first."""
    return Range(
        last.printed - first.printed,
        last.low - first.high,
        last.low_in and first.high_in,
        last.high - first.low,
        last.high_in and first.low_in,
    )


def ratio(above: Range, below: Range, scale: Fraction) -> Range:
    """Return above over below times a scale; the printed value of below is not zero, and so is its true one not."""
    printed = scale * above.printed / below.printed
    if above.is_zero:
        return stated(Fraction(0), "=")
    if above.unknown:
        return _anything(printed)
    if below.unknown:
        return Range(printed, Fraction(0), above.low == 0 and above.low_in, INFINITE, False)
    low, low_in = (Fraction(0), above.low == 0 and above.low_in) if below.high == INFINITE else (
        scale * above.low / below.high, above.low_in and (below.high_in or above.low == 0)
    )  # fmt: skip
    high, high_in = (INFINITE, False) if below.low == 0 or above.high == INFINITE else (
        scale * above.high / below.low, above.high_in and below.low_in
    )  # fmt: skip
    return Range(printed, low, low_in, high, high_in)


def share(part: Range, rest: list[Range]) -> Range:
    """Return part over part and rest together, in percent; without a rest it is all, whatever is known of it."""
    other = added(rest)
    hundred = Fraction(100)
    printed = hundred * part.printed / (part.printed + other.printed)
    if part.is_zero or other.is_zero:
        return stated(printed, "=")
    if part.unknown:
        return _anything(printed)
    if other.unknown:
        return Range(printed, Fraction(0), part.low == 0 and part.low_in, hundred, True)
    low, low_in = _end(part.low, part.low_in, other.high, other.high_in)
    high, high_in = _end(part.high, part.high_in, other.low, other.low_in)
    return Range(printed, low, low_in, high, high_in)


def _end(part: Number, part_in: bool, rest: Number, rest_in: bool) -> tuple[Number, bool]:
    """Return an end of the share, and whether it can be reached: nothing of something is nothing, all is all."""
    if part == 0:
        return Fraction(0), part_in
    if rest == 0:
        return Fraction(100), rest_in
    if part == INFINITE:
        return (INFINITE, False) if rest == INFINITE else (Fraction(100), False)
    if rest == INFINITE:
        return Fraction(0), False
    return 100 * Fraction(part) / (Fraction(part) + Fraction(rest)), part_in and rest_in
