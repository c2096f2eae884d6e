"""Which reading of a written number is meant: decided by what its column allows, shows and was said to be.

What only one reading can be is never asked; what two can be is never guessed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from danvan.written_numbers import Written

Reading = tuple[str, Decimal]


@dataclass(frozen=True)
class Limits:
    """How many decimals an indicator has and what is plausible for it."""

    decimals: int
    minimum: Decimal
    maximum: Decimal


@dataclass(frozen=True)
class Decision:
    """The number meant and why; without evidence there is no value and the clerk is asked.

    evidence is "only", "decimals", "range", "answer", "column", "word", "asked" or "impossible". Where no
    reading is possible the value is the Vietnamese one, for the sentence that says which limit it breaks.
    """

    value: Decimal | None
    style: str | None
    evidence: str


# "5.000" is five thousand to whoever wrote it, even where that is more than can be: never five without being asked.
_THREE_ZEROS = re.compile("[.,]000(?![0-9])")
ASKED = Decision(None, None, "asked")


def decide(column: Sequence[tuple[Written, Limits]], answer: str | None = None) -> list[Decision]:
    """Return one decision per cell of a column, in its order.

    The answer of the clerk ("vi", "en") counts only where a cell alone leaves two readings.
    """
    alone = [_alone(written, limits) for written, limits in column]
    shown = _style_of_column(column, alone)
    return [
        decision or _together(written, answer, shown)
        for (written, _), decision in zip(column, alone, strict=True)
    ]


def fits_decimals(number: Decimal, decimals: int) -> bool:
    """Say whether the number needs no more decimals than these; 12.50 needs one."""
    shifted = number.scaleb(decimals)
    return shifted == shifted.to_integral_value()


def _alone(written: Written, limits: Limits) -> Decision | None:
    """Return what the cell and its limits decide, and None where two readings remain."""
    if len(written.readings) == 1:
        return _decision(written.readings[0], "only")
    fitting = [reading for reading in written.readings if fits_decimals(reading[1], limits.decimals)]
    plausible = [reading for reading in fitting if limits.minimum <= reading[1] <= limits.maximum]
    if not plausible:
        return _decision(written.readings[0], "impossible")
    if len(plausible) > 1 or (len(fitting) > 1 and _THREE_ZEROS.search(written.text)):
        return None
    return _decision(plausible[0], "decimals" if len(fitting) == 1 else "range")


def _style_of_column(
    column: Sequence[tuple[Written, Limits]], alone: Sequence[Decision | None]
) -> str | None:
    """Return the one style in which all decided cells are written.

    A cell with too many decimals is likely a slip (196.83 for 196.833): it may contradict, but shows nothing.
    """
    seen, shown = set(), set()
    for (_, limits), decision in zip(column, alone, strict=True):
        if decision is None or decision.value is None or not _is_evidence(decision):
            continue
        seen.add(decision.style)
        if fits_decimals(decision.value, limits.decimals):
            shown.add(decision.style)
    return shown.pop() if len(seen) == 1 and seen == shown else None


def _is_evidence(decision: Decision) -> bool:
    return decision.style in ("vi", "en") and decision.evidence != "impossible"


def _together(written: Written, answer: str | None, shown: str | None) -> Decision:
    word = "vi" if written.vietnamese_word else None
    for style, evidence in ((answer, "answer"), (shown, "column"), (word, "word")):
        for reading in written.readings:
            if reading[0] == style:
                return _decision(reading, evidence)
    return ASKED


def _decision(reading: Reading, evidence: str) -> Decision:
    return Decision(reading[1], reading[0], evidence)
