"""Footnotes in text: the number that begins a note, and the raised number by which a sentence points to it."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

from danvan.documents.document import Mark

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TO_DIGITS = str.maketrans(_RAISED, "0123456789")
_FROM_DIGITS = str.maketrans("0123456789", _RAISED)
_RUN = re.compile(f"[{_RAISED}]+")
# The exponent of a unit: m², km², đồng/m³; in "xóm²" the m ends a word.
_EXPONENT_BEFORE = re.compile(r"(?<![^\W\d_])(?:[kcdmh]|da)?m$")
_BRACKETED = re.compile(r"\[\^?([0-9]{1,3})\](?!\()")
_NOTE_START = re.compile(f"[*_(]*(?:([{_RAISED}]{{1,3}})[)*_]*|\\[\\^?([0-9]{{1,3}})\\]:?)\\s*(?=\\S)")

# As copied from a printed page: "thôn1", "85%2", and below it "1 Trong đó …"; in m2 the digit belongs to the unit.
# It looks back from the digits, because to look on from each letter of a long line would take hours.
_GLUED = re.compile(r"(?:(?<=[^\W\d_A-Z]{2})|(?<=[”\"’»)%]))([0-9]{1,2})(?![\w/%-]|[.,][0-9])")
_UNITS_BEFORE = re.compile(r"(?<![^\W_])(?:[kcdmh]|da)?m$")
_PLAIN_START = re.compile(r"([0-9]{1,2})\s+(?=[“\"(]?[^\W\d_])")

MOST_DIGITS = 3


def raised(number: str) -> str:
    """Return the digits of a number as raised signs: "12" gives "¹²"."""
    return number.translate(_FROM_DIGITS)


def note_number(paragraph: str) -> str:
    """Return the number that a paragraph begins with as a footnote does, "" where it does not."""
    found = _NOTE_START.match(paragraph)
    return "" if found is None else (found[1] or "").translate(_TO_DIGITS) or found[2]


def is_bracketed(paragraph: str) -> bool:
    """Say whether the number that begins a note stands in brackets, which a list of references does as well."""
    return paragraph.lstrip("*_(").startswith("[")


def marks_in(text: str, start: int, end: int) -> list[Mark]:
    """Return the marks that stand between two positions, the exponents of units not among them."""
    found = []
    for run in _RUN.finditer(text, start, end):
        first, last = run.span()
        if _EXPONENT_BEFORE.search(text, max(start, first - 4), first):
            first += 1
        if 0 < last - first <= MOST_DIGITS:
            found.append(Mark(first, last, text[first:last].translate(_TO_DIGITS)))
    found += [Mark(*one.span(), one[1]) for one in _BRACKETED.finditer(text, start, end)]
    return sorted(found, key=lambda mark: mark.start)


def plain_number(paragraph: str) -> str:
    """Return the number that a paragraph begins with, without the stop of a list, before a capital; "" of others."""
    found = _PLAIN_START.match(paragraph)
    return found[1] if found and paragraph[found.end() :].lstrip('“"(')[:1].isupper() else ""


def glued_marks(text: str, start: int, end: int) -> list[Mark]:
    """Return the numbers that are glued to a word or a closing sign, as the marks of a copied page are."""
    return [
        Mark(*found.span(1), found[1])
        for found in _GLUED.finditer(text, start, end)
        if not _UNITS_BEFORE.search(text, max(start, found.start(1) - 4), found.start(1))
    ]


def paired(notes: Sequence[tuple[int, str]], marks: Sequence[Mark]) -> Mapping[int, Mark]:
    """Return for the position of every note the mark that points to it, where there is one.

    Numbers may begin again on every page: the first note of a number belongs to its first mark, and so on; where
    there are not as many marks as notes, to the nearest mark before it.
    """
    waiting: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        waiting[mark.note].append(mark)
    numbered: dict[str, list[int]] = defaultdict(list)
    for position, number in notes:
        numbered[number].append(position)
    found = {}
    for number, positions in numbered.items():
        known = waiting[number]
        for turn, position in enumerate(positions):
            if len(known) == len(positions):
                found[position] = known[turn]
            elif known:
                before = bisect_left(known, position, key=lambda mark: mark.start)
                found[position] = known[max(0, before - 1)]
    return found
