"""Names of models in their forms: longer, shorter, slightly misprinted; which of them may be one model."""

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from danvan.vietnamese import fold

WORDS_IN_COMMON = 4
# Of the models of the first review no two are more alike than 0.83.
ALIKE = 0.9
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")


def spellings(known: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """Return models by each form that is surely theirs, folded: their name, and the name as a document prints it.

    known are names, each with the printed form or None where it is the name itself. A name goes before what another
    model is printed as.
    """
    pairs = [*known]
    printed = {fold(form): name for name, form in pairs if form}
    return printed | {fold(name): name for name, _ in pairs}


def perhaps_known(name: str, known: Mapping[str, str]) -> str | None:
    """Return the known model that a name may be another form of, None for a name that is known itself or like none.

    known is what spellings gave. Of two forms one begins or ends the other, by whole words and at least four of them,
    or they are alike letter by letter (difflib, at least 0.9) and have the same numbers. Of several the most alike.
    """
    form = fold(name)
    if not form or form in known:
        return None
    alike = [(_likeness(form, other), other) for other in known if _is_another_form(form, other)]
    return known[max(alike)[1]] if alike else None


def _is_another_form(one: str, other: str) -> bool:
    short, long = sorted((_WORD.findall(one), _WORD.findall(other)), key=len)
    if len(short) >= WORDS_IN_COMMON and short in (long[: len(short)], long[-len(short) :]):
        return True
    # Lengths alone tell most pairs apart, and comparing letter by letter is slow.
    could_be = 2 * min(len(one), len(other)) >= ALIKE * (len(one) + len(other))
    return could_be and _NUMBER.findall(one) == _NUMBER.findall(other) and _likeness(one, other) >= ALIKE


def _likeness(one: str, other: str) -> float:
    """Return how alike two forms are, between 0 and 1; the same whichever comes first."""
    first, second = sorted((one, other))
    pair = SequenceMatcher(None, first, second, autojunk=False)
    return pair.ratio()
