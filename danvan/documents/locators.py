"""Where in a document a figure stands, as data files write it; and whether it stands there.

A locator is held against the text whenever it is used: where the file changed, or somebody slipped, the answer is a
Misfit that says what does not agree, never a place that looks right.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from danvan.documents.document import Document

MisfitCode = Literal[
    "no_span", "outside", "no_text_there", "digits_differ", "section_differs", "note_differs"
]
_PART = re.compile(r"(section|footnote|chars):(\S+)")
_SPAN = re.compile(r"([0-9]{1,12})-([0-9]{1,12})")
# A number with its separators and, of a part of a whole, both sides; the 2 of m2 is the name of a unit.
_NUMBER = re.compile(r"(?<![^\W_])[0-9]+(?:[.,][0-9]+)*(?:\s*/\s*[0-9]+(?:[.,][0-9]+)*)*")
_GOES_ON_BEFORE = re.compile(r"[0-9](?:[.,/]|\s*/\s*|[\u00a0\u2009\u202f])?$")
_GOES_ON_BEHIND = re.compile(r"(?:[.,/]|\s*/\s*|[\u00a0\u2009\u202f])?[0-9]")
_LONGEST_JOINT = 6


@dataclass(frozen=True)
class Locator:
    """Section and footnote as their numbers are printed, "" where none is named; start and end in code points."""

    section: str = ""
    note: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Place:
    """Where it stands: the number of the paragraph, from 0, start and end in code points of the document's text.

    digits_checked: the digits there are those that were claimed; False where none were claimed.
    """

    paragraph: int
    start: int
    end: int
    digits_checked: bool = True


@dataclass(frozen=True)
class Misfit:
    """Why a locator does not fit its document; code is a key of documents.misfit in the text files."""

    code: MisfitCode


def parse(text: str) -> Locator:
    """Return what a locator names; what it does not name, or not in this form, is left empty."""
    parts = {found[1]: found[2] for found in _PART.finditer(text)}
    span = _SPAN.fullmatch(parts.get("chars", ""))
    start, end = (int(span[1]), int(span[2])) if span else (None, None)
    return Locator(parts.get("section", ""), parts.get("footnote", ""), start, end)


def written(locator: Locator) -> str:
    """Return a locator as data files write it: "section:II.2.1.1 footnote:2 chars:9334-9337"."""
    parts = (("section", locator.section), ("footnote", locator.note), ("chars", _span(locator)))
    return " ".join(f"{name}:{value}" for name, value in parts if value)


def resolved(document: Document, locator_text: str, printed: str = "") -> Place | Misfit:
    """Return where a locator leads, or what does not agree.

    The span must lie within one paragraph, or one that pages cut; its section must be the one named, and the note the
    one that the paragraph is or that its mark, at or behind the span, points to. printed is the figure as it was
    noted, with its qualifier and unit if these belong to it: its digits must be exactly those of the span.
    """
    locator = parse(locator_text)
    if locator.start is None or locator.end is None or locator.start >= locator.end:
        return Misfit("no_span")
    if locator.end > len(document.text):
        return Misfit("outside")
    first = document.at(locator.start)
    last = document.at(locator.end - 1)
    if first is None or last is None or last not in document.passage(first):
        return Misfit("no_text_there")
    paragraph = document.paragraphs[first]
    if locator.section and locator.section != paragraph.section:
        return Misfit("section_differs")
    if not _note_agrees(document, first, locator.end, locator.note):
        return Misfit("note_differs")
    if printed and not _says(document.text, locator.start, locator.end, printed):
        return Misfit("digits_differ")
    return Place(first, locator.start, locator.end, bool(printed))


def section_of(document: Document, locator_text: str) -> int | None:
    """Return the number of the note that a locator names, else of the first paragraph of its section; None of neither.

    For locators without a span, which lead to a part of the document and no further.
    """
    locator = parse(locator_text)
    numbered = list(enumerate(document.paragraphs))
    here = [(at, one) for at, one in numbered if not locator.section or one.section == locator.section]
    if locator.note:
        return next((at for at, one in here if one.note == locator.note), None)
    return next((at for at, one in here if locator.section and one.kind != "note"), None)


def _span(locator: Locator) -> str:
    return "" if locator.start is None or locator.end is None else f"{locator.start}-{locator.end}"


def _note_agrees(document: Document, number: int, end: int, note: str) -> bool:
    paragraph = document.paragraphs[number]
    if paragraph.kind == "note" or not note:
        return paragraph.note == note
    passage = [document.paragraphs[one] for one in document.passage(number)]
    return any(
        mark.note == note and mark.start >= end and any(one.start <= mark.start < one.end for one in passage)
        for mark in document.marks
    )


def _says(text: str, start: int, end: int, printed: str) -> bool:
    """Say whether exactly the numbers of what was printed stand in the span, and none of them goes on beyond it."""
    there = text[start:end]
    claimed = list(_numbers(printed))
    if not claimed:
        return _folded(there) in _folded(printed) and not any(map(str.isdigit, there))
    before, behind = text[max(0, start - _LONGEST_JOINT) : start], text[end : end + _LONGEST_JOINT]
    if there[0].isdigit() and _GOES_ON_BEFORE.search(before):
        return False
    if there[-1].isdigit() and _GOES_ON_BEHIND.match(behind):
        return False
    return list(_numbers(there)) == claimed


def _numbers(text: str) -> Iterator[str]:
    for found in _NUMBER.finditer(text):
        yield re.sub(r"\s", "", found.group())


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
