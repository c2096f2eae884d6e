"""The words of a document around a number: its sentence, put together where a page break parted it, cut to fit."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from danvan.documents.document import Document

LETTERS_AROUND = 200
# Between the parts of a sentence that a page break parted stand at most the notes of that page.
_PARAGRAPHS_LOOKED_AT = 20

# A mark with a space and a capital behind it; not the dot in 2.000, nor one after a single letter.
_SENTENCE_END = re.compile(r"(?<=\w\w|.[)”\"%])[.!?]\s+(?=[^\w\s]*[A-ZĐÀ-Ỹ])")
_STARS = re.compile(r"(?<![0-9])[*]+(?![0-9])")


@dataclass(frozen=True)
class Around:
    """The words before a number, the number as printed, and the words behind it; an ellipsis where they were cut."""

    before: str
    printed: str
    after: str


def around(document: Document, start: int, end: int, most: int = LETTERS_AROUND) -> Around:
    """Return the words around a number: those of its sentence, at most so many letters on its two sides together.

    A sentence that a page break parted is put together again.
    """
    before, after = _sides(document, start, end)
    before = _SENTENCE_END.split(before)[-1]
    after = after[: found.start() + 1] if (found := _SENTENCE_END.search(after)) else after
    before, after = _one_line(before).lstrip(), _one_line(after).rstrip()
    room = most - (end - start)
    of_before = min(len(before), max(room // 2, room - len(after)))
    return Around(
        _cut_before(before, of_before), document.text[start:end], _cut_after(after, room - of_before)
    )


def paragraph_at(document: Document, position: int) -> int | None:
    """Return the number, from 0, of the paragraph that holds a position, None between paragraphs; found by halving."""
    number = bisect_right(document.paragraphs, position, key=lambda one: one.start) - 1
    return number if number >= 0 and position < document.paragraphs[number].end else None


def _sides(document: Document, start: int, end: int) -> tuple[str, str]:
    """Return the text before and behind a span within its paragraph and those that it continues or that continue it."""
    number = paragraph_at(document, start)
    if number is None:
        first = max(0, start - LETTERS_AROUND)
        return document.text[first:start], document.text[end : end + LETTERS_AROUND]
    own = document.paragraphs[number]
    before, after = document.text[own.start : start], document.text[end : max(end, own.end)]
    if own.continues is not None:
        before = f"{document.of(document.paragraphs[own.continues])} {before}"
    near = document.paragraphs[number + 1 : number + 1 + _PARAGRAPHS_LOOKED_AT]
    follows = next((one for one in near if one.continues == number), None)
    return before, f"{after} {document.of(follows)}" if follows else after


def _one_line(text: str) -> str:
    """Return a text with each run of blanks as one, without the stars by which a plain text marks stress."""
    return re.sub(r"\s+", " ", _STARS.sub("", text))


def _cut_before(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    kept = text[len(text) - most :]
    return f"…{kept[kept.find(' ') :] if ' ' in kept.rstrip() else kept}"


def _cut_after(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    kept = text[:most]
    return f"{kept[: kept.rfind(' ') + 1] if ' ' in kept.lstrip() else kept}…"
