"""What is read in one go: a paragraph with what goes on after a page break, its sentences and clauses.

A passage has a text of its own; its positions lead back to those of the document.
"""

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from danvan.documents.document import Document, Mark, Paragraph

_MARK = re.compile(r"[.!?;…]")
# Behind these a full stop ends no sentence.
_ABBREVIATION = re.compile(r"(?:^|[\s(“\"/.])(?:tp|tx|tt|p|x|h|q|ub|gs|ts|ths|pgs|bs|tr|st|đ/c|v\.v|n\.d)$")
_NUMBER_OF_A_LIST = re.compile(r"^[\s*_]*(?:[ivx]+|[a-zđ]|[0-9]{1,2}(?:\.[0-9]{1,2})*)$")
_NOTES = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_BEHIND_THE_END = f'*_”"’»).… {_NOTES}'

Span = tuple[int, int]


@dataclass(frozen=True)
class Passage:
    """Text that belongs together, and where each part of it stands in the document.

    pieces are pairs of where a part begins here and in the document; paragraph is the first one's; sentences and
    clauses (parted by semicolons) are spans in order and leave nothing out.
    """

    text: str
    pieces: tuple[Span, ...]
    paragraph: Paragraph
    number: int
    marks: tuple[Mark, ...] = ()
    sentences: tuple[Span, ...] = field(default=(), repr=False)
    clauses: tuple[Span, ...] = field(default=(), repr=False)

    def in_document(self, position: int) -> int:
        """Return the position in the document of a position here."""
        here, there = self.pieces[bisect_right(self.pieces, position, key=lambda piece: piece[0]) - 1]
        return there + position - here

    def here(self, position: int) -> int | None:
        """Return the position here of a position in the document, None where it is not of this passage."""
        ends = [*(begin for begin, _ in self.pieces[1:]), len(self.text) + 1]
        for (begin, there), end in zip(self.pieces, ends, strict=True):
            if 0 <= position - there < end - begin:
                return begin + position - there
        return None

    def sentence_at(self, position: int) -> Span:
        return _holding(self.sentences, position)

    def clause_at(self, position: int) -> Span:
        return _holding(self.clauses, position)


def passages(document: Document) -> tuple[Passage, ...]:
    """Return what is read in one go, in the order of the document; every paragraph is in exactly one."""
    heads: dict[int, list[int]] = {}
    first_of: dict[int, int] = {}
    for number, paragraph in enumerate(document.paragraphs):
        before = paragraph.continues
        first_of[number] = number if before is None or before not in first_of else first_of[before]
        heads.setdefault(first_of[number], []).append(number)
    return tuple(_passage(document, numbers, at) for at, numbers in enumerate(heads.values()))


def _passage(document: Document, numbers: Sequence[int], at: int) -> Passage:
    parts, pieces, length = [], [], 0
    for number in numbers:
        paragraph = document.paragraphs[number]
        pieces.append((length, paragraph.start))
        parts.append(document.of(paragraph))
        length += len(parts[-1]) + 1
    first = document.paragraphs[numbers[0]]
    text = " ".join(parts)
    sentences, clauses = _parted(text)
    spans = [(document.paragraphs[number].start, document.paragraphs[number].end) for number in numbers]
    marks = tuple(mark for start, end in spans for mark in _marks_in(document.marks, start, end))
    return Passage(text, tuple(pieces), first, at, marks, sentences, clauses)


def _marks_in(marks: Sequence[Mark], start: int, end: int) -> Iterator[Mark]:
    at = bisect_right(marks, start - 1, key=lambda mark: mark.start)
    while at < len(marks) and marks[at].start < end:
        yield marks[at]
        at += 1


def _parted(text: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    sentence_ends, clause_ends = [], []
    for found in _MARK.finditer(text):
        if found.group() == ";":
            clause_ends.append(found.end())
        elif _ends_a_sentence(text, found.start()):
            sentence_ends.append(found.end())
            clause_ends.append(found.end())
    return _spans(sentence_ends, len(text)), _spans(clause_ends, len(text))


def _ends_a_sentence(text: str, at: int) -> bool:
    """Say whether a sign ends a sentence: not within a number, behind an abbreviation or the number of a list."""
    following, before = text[at + 1 : at + 2], text[max(0, at - 12) : at].lower()
    glued = following.isalnum() and following not in _NOTES
    if glued and not (following.isupper() and before[-1:].isalpha() and text[at - 1].islower()):
        return False
    if text[at] == "." and (_ABBREVIATION.search(before) or (at <= 12 and _NUMBER_OF_A_LIST.match(before))):
        return False
    return not text[at + 1 : at + 12].lstrip(_BEHIND_THE_END)[:1].islower()


def _spans(ends: Sequence[int], length: int) -> tuple[Span, ...]:
    edges = [0, *(end for end in ends if end < length), length]
    return tuple((start, end) for start, end in itertools.pairwise(edges) if end > start) or ((0, length),)


def _holding(spans: Sequence[Span], position: int) -> Span:
    at = bisect_right(spans, position, key=lambda span: span[0]) - 1
    return spans[max(0, at)]
