"""How a document is built, told from its text: headings, items, footnotes, and sentences that a page break cuts."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from danvan.documents.document import Document, Kind, Mark, Paragraph
from danvan.documents.headings import LONGEST_HEADING, Numbering, without_markup
from danvan.documents.notes import glued_marks, is_bracketed, marks_in, note_number, paired, plain_number
from danvan.vietnamese import fold

_ITEM = re.compile(r"\s*(?:[-+•–—*]\s+\S|[0-9]{1,2}[.)]\s|[a-zđ][.)]\s)")
_TABLE_ROW = re.compile(r"\s*\|.*\|\s*", re.DOTALL)
_TABLE_OF_CONTENTS = re.compile(r"(?:(?:\.\s?){5,}|…{3,}|\t)\s*[0-9]{1,4}\s*$")
_NUMBER_OF_A_PAGE = re.compile(r"\W*[0-9]{1,3}\W*")
# What may stand behind the sign that ends a sentence: marks of notes, closing quotation marks, stress.
_BEHIND_THE_END = ' \t\n\u00a0*_”"’»)]⁰¹²³⁴⁵⁶⁷⁸⁹'
_ENDS = ".;:!?…/"
_SHORTEST_CUT, _LONGEST_LEADER = 40, 60


@dataclass(frozen=True)
class Piece:
    """A paragraph as the file gives it: where it stands, and what the file itself says of it.

    kind is None and note is "" where only the text can tell.
    """

    start: int
    end: int
    kind: Kind | None = None
    note: str = ""


def structured(text: str, pieces: Sequence[Piece], marks: Sequence[Mark] = ()) -> Document:
    """Return the document made of these pieces, in the order of the text; marks are those the file gives itself."""
    pieces = _told_notes(text, pieces)
    all_marks = _all_marks(text, pieces, marks)
    if not any(piece.kind == "note" for piece in pieces):
        pieces, all_marks = _copied_notes(text, pieces, all_marks)
    paragraphs = _in_sections(text, pieces)
    paragraphs = _notes_with_their_marks(paragraphs, all_marks)
    return Document(text, tuple(_continued(text, paragraphs)), tuple(all_marks))


def _told_notes(text: str, pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with those that begin as a footnote made notes; one in brackets needs its mark above it."""
    found = []
    first_mark: dict[str, int] = {}
    for mark in marks_in(text, 0, len(text)):
        if text[mark.start] == "[":
            first_mark.setdefault(mark.note, mark.start)
    for piece in pieces:
        said = text[piece.start : piece.end]
        number = "" if piece.kind else note_number(said)
        if is_bracketed(said) and first_mark.get(number, piece.start) >= piece.start:
            number = ""
        found.append(replace(piece, kind="note", note=number) if number else piece)
    return found


def _all_marks(text: str, pieces: Sequence[Piece], known: Sequence[Mark]) -> list[Mark]:
    """Return the marks of the file and those seen in its text, in order; a number behind a figure needs its note."""
    notes = {piece.note for piece in pieces if piece.kind == "note"}
    taken = {mark.start for mark in known}
    seen = [
        mark
        for piece in pieces
        if piece.kind != "note"
        for mark in marks_in(text, piece.start, piece.end)
        if mark.start not in taken and _is_mark(text, mark, notes)
    ]
    return sorted([*known, *seen], key=lambda mark: mark.start)


def _is_mark(text: str, mark: Mark, notes: set[str]) -> bool:
    if mark.note in notes:
        return True
    return text[mark.start] != "[" and not text[mark.start - 1 : mark.start].isdigit()


def _copied_notes(
    text: str, pieces: Sequence[Piece], known: Sequence[Mark]
) -> tuple[list[Piece], list[Mark]]:
    """Return pieces and marks with the notes of a copied page, whose numbers are no longer raised.

    A number that begins a paragraph is a note's only where it is larger than the one before and the same number is
    glued to a word above it.
    """
    found, marks, following = list(pieces), list(known), 1
    seen: dict[str, Mark] = {}
    for at, piece in enumerate(pieces):
        number = "" if piece.kind else plain_number(text[piece.start : piece.end])
        mark = seen.get(number)
        if mark is not None and int(number) >= following:
            found[at] = replace(piece, kind="note", note=number)
            marks.append(mark)
            following = int(number) + 1
        else:
            seen |= {mark.note: mark for mark in glued_marks(text, piece.start, piece.end)}
    return found, sorted(marks, key=lambda mark: mark.start)


def _in_sections(text: str, pieces: Sequence[Piece]) -> list[Paragraph]:
    """Return the paragraphs, each but the notes in the section of the heading above it, those at the end in none."""
    found = _numbered(text, pieces, None)
    closing = _closing(text, found)
    return found if closing is None else _numbered(text, pieces, closing)


def _numbered(text: str, pieces: Sequence[Piece], closing: int | None) -> list[Paragraph]:
    numbering, found = Numbering(), []
    for piece in pieces:
        said = text[piece.start : piece.end]
        if piece.start == closing:
            numbering.close()
        kind: Kind
        if piece.kind in ("note", "cell"):
            kind = piece.kind
        elif _TABLE_ROW.fullmatch(said) or _TABLE_OF_CONTENTS.search(said[-_LONGEST_LEADER:]):
            kind = "cell"
        else:
            kind = "heading" if numbering.opens(said) else piece.kind or _kind(said)
        section = "" if kind == "note" else numbering.section
        found.append(Paragraph(piece.start, piece.end, kind, section, piece.note))
    return found


def _kind(said: str) -> Kind:
    plain = without_markup(said)
    if plain.isupper() and len(plain) <= LONGEST_HEADING and plain[-1] not in ".;,":
        return "heading"
    return "item" if _ITEM.match(said) else "text"


def _closing(text: str, paragraphs: Sequence[Paragraph]) -> int | None:
    """Return where the end of the document begins: with its last words behind all headings, or with its receivers."""
    receivers = None
    for one in paragraphs:
        folded = fold(text[one.start : min(one.end, one.start + 60)]).lstrip("*_ ")
        if receivers is None and folded.startswith("noi nhan"):
            receivers = one.start
    last_words = None
    for one in paragraphs:
        if receivers is not None and one.start >= receivers:
            break
        folded = fold(text[one.start : min(one.end, one.start + 60)]).lstrip("*_ ")
        if folded.startswith("tren day la"):
            last_words = one.start
        elif one.kind == "heading":
            last_words = None
    return receivers if last_words is None else last_words


def _notes_with_their_marks(paragraphs: Sequence[Paragraph], marks: Sequence[Mark]) -> list[Paragraph]:
    """Return the paragraphs with every note in the section where its mark stands, wherever the page put it."""
    numbered = [(one.start, one.note) for one in paragraphs if one.kind == "note"]
    mark_of: Mapping[int, Mark] = paired(numbered, marks)
    starts = [one.start for one in paragraphs]
    found, section = [], ""
    for one in paragraphs:
        if one.kind == "note":
            mark = mark_of.get(one.start)
            there = paragraphs[bisect_right(starts, mark.start) - 1].section if mark else section
            found.append(replace(one, section=there))
        else:
            section = one.section
            found.append(one)
    return found


def _continued(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs, each that goes on with a sentence cut before it naming the one it goes on from."""
    found: list[Paragraph] = []
    before: int | None = None
    for number, one in enumerate(paragraphs):
        said = text[one.start : one.end]
        if one.kind == "note" or _NUMBER_OF_A_PAGE.fullmatch(said):
            found.append(one)
            continue
        if before is not None and one.kind == "text" and _goes_on(said):
            first = paragraphs[before]
            if first.kind in ("text", "item") and _is_cut(text[first.start : first.end]):
                one = replace(one, continues=before)
        found.append(one)
        before = number
    return found


def _is_cut(said: str) -> bool:
    plain = said.rstrip(_BEHIND_THE_END)
    return len(plain) >= _SHORTEST_CUT and plain[-1] not in _ENDS


def _goes_on(said: str) -> bool:
    first = said.lstrip('*_“"( ')[:1]
    return first.islower() or first.isdigit() or first in "%,;)"
