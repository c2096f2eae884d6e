"""Names in quotation marks, also where marks are nested, doubled, turned the wrong way or never closed."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

_MARKS = re.compile('[“”„"«»]')
_OPENING, _CLOSING = "“„«", "”»"
_AROUND = " *_\t\n"
_SEPARATOR = re.compile(r"[,;.]")
_LONGEST_UNCLOSED = 200


@dataclass(frozen=True)
class Quotation:
    """What stands in quotation marks: start and end of the words, opened and closed with the marks; whole if closed."""

    start: int
    end: int
    opened: int
    closed: int
    whole: bool = True


@dataclass
class _Open:
    at: int
    inner: list[Quotation] = field(default_factory=list)


def quotations(text: str, start: int, end: int, leads_in: Callable[[int, int], bool]) -> list[Quotation]:
    """Return the quotations between two positions, in order, none within another.

    leads_in says whether nothing but words that lead to a name stands between two positions. A quotation in which
    another begins behind such words was not closed, or its mark was set twice.
    """
    open_marks: list[_Open] = []
    found: list[Quotation] = []
    for mark in _MARKS.finditer(text, start, end):
        at = mark.start()
        if _opens(text, at, is_open=bool(open_marks)):
            open_marks.append(_Open(at))
        elif open_marks:
            done = open_marks.pop()
            into = open_marks[-1].inner if open_marks else found
            into += _closed(text, done, at, leads_in)
    for done in reversed(open_marks):
        inner = list(_unclosed(text, done, end, leads_in))
        position = open_marks.index(done)
        (open_marks[position - 1].inner if position else found).extend(inner)
    return sorted(found, key=lambda one: one.start)


def _opens(text: str, at: int, *, is_open: bool) -> bool:
    """Say whether a mark opens a quotation, by the mark and by what stands around it."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    begins_here = not before or before in ' (\n\t*:“"-–' or not (before.isalnum() or before in ".,;!?%)”…")
    goes_on = bool(after) and not after.isspace() and after not in ",;.:)”"
    if text[at] in _OPENING:
        return goes_on or not is_open
    if text[at] in _CLOSING:
        return not is_open and begins_here and goes_on
    return not is_open or (begins_here and goes_on and before not in "*")


def _closed(text: str, done: _Open, at: int, leads_in: Callable[[int, int], bool]) -> Iterator[Quotation]:
    if done.inner and _ends_before(text, done, leads_in) is not None:
        yield from _unclosed(text, done, at, leads_in)
    elif (one := _trimmed(text, done.at, at, at + 1)) is not None:
        yield one


def _unclosed(text: str, done: _Open, end: int, leads_in: Callable[[int, int], bool]) -> Iterator[Quotation]:
    """Yield what a mark that is never closed opens, as far as it can be told, and what stands quoted behind it."""
    stop = _ends_before(text, done, leads_in) if done.inner else _ends_alone(text, done.at, end)
    if stop is not None and (one := _trimmed(text, done.at, stop, stop, whole=False)) is not None:
        yield one
    yield from done.inner


def _ends_before(text: str, done: _Open, leads_in: Callable[[int, int], bool]) -> int | None:
    """Return where the words end that a mark opens, if only words that lead to the next name follow; else None."""
    first = done.inner[0].opened
    if leads_in(done.at + 1, first):
        return done.at + 1
    for separator in reversed(list(_SEPARATOR.finditer(text, done.at + 1, first))):
        if leads_in(separator.end(), first):
            return separator.start()
    return None


def _ends_alone(text: str, at: int, end: int) -> int | None:
    found = re.compile(r"[;.\n]").search(text, at + 1, end)
    stop = found.start() if found else end
    return stop if stop - at <= _LONGEST_UNCLOSED else None


def _trimmed(text: str, opened: int, end: int, closed: int, *, whole: bool = True) -> Quotation | None:
    start = opened + 1
    while start < end and text[start] in _AROUND:
        start += 1
    while end > start and text[end - 1] in _AROUND:
        end -= 1
    return Quotation(start, end, opened, closed, whole) if end > start else None
