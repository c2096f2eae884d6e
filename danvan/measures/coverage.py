"""How much of the whole is there, so that a part is never shown as the whole."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Coverage:
    """How many of the expected places have a value, and which have none, in the order expected."""

    present: int
    expected: int
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether every expected place has a value; of nothing expected, nothing is complete."""
        return self.expected > 0 and not self.missing


def coverage(
    frame: pd.DataFrame, *, expected: Sequence[str], place: str = "place", value: str | None = "value"
) -> Coverage:
    """Return which of the expected places the frame has a value for; other places in it do not count.

    A row whose value is missing is no value. Without a value column (None) every row counts.
    """
    known = frame if value is None else frame[frame[value].notna()]
    there = set(known[place])
    places = tuple(dict.fromkeys(expected))
    missing = tuple(code for code in places if code not in there)
    return Coverage(len(places) - len(missing), len(places), missing)
