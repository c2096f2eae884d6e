"""Footnotes at the feet of pages: told from the running text by their size and number, and read from page to page."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from danvan.documents.blocks import Block, Reference
from danvan.documents.notes import marks_in, note_number
from danvan.documents.pdf_pages import Page
from danvan.documents.pdf_rows import Row

_SMALLER = 0.93
_NUMBER_BEFORE = re.compile(r"^[0-9⁰¹²³⁴⁵⁶⁷⁸⁹]+[.)]?\s*")
_NOTE_BEGINS = re.compile(r"([0-9]{1,3})[.)]?\s*(?=[^\s\d.)])")
_BEGINS_BELOW = re.compile(r"([0-9]{1,3})[.)]?\s+(?=\S)")
_HYPHENED = re.compile(r"\S-$")
_ENDS = tuple(".;:!?…/")
_BEHIND_THE_END = '”"’»)]⁰¹²³⁴⁵⁶⁷⁸⁹ '


def ends(text: str) -> bool:
    """Say whether a text ends with the sign of a sentence, marks of notes and closing signs aside."""
    return text.rstrip(_BEHIND_THE_END)[-1:] in _ENDS


def is_hyphened(text: str) -> bool:
    """Say whether a row ends with a hyphen that holds a word or two years together."""
    return _HYPHENED.search(text) is not None


@dataclass(frozen=True)
class Placed:
    """A row of the running text, and the number, from 0, of its page."""

    row: Row
    page: int


@dataclass
class Foot:
    """A page's rows of running text, its notes by number, and rows that go on with a note of the page before."""

    rows: list[Row]
    going_on: list[Row] = field(default_factory=list)
    notes: list[tuple[str, list[Row]]] = field(default_factory=list)


def code_of(number: str, page: int) -> str:
    """Return the code of a note, which no other of the document has."""
    return f"{page} {number}"


@dataclass(frozen=True)
class Note:
    """A footnote: the number it has on its page, its text, the page it stands on and a code of its own."""

    number: str
    text: str
    page: int

    @property
    def code(self) -> str:
        return code_of(self.number, self.page)

    @property
    def block(self) -> Block:
        return Block((self.text,), "note", self.code)


def parted(page: Page, body: float) -> Foot:
    """Divide a page into its running text and the footnotes below it.

    A note begins with a number to which a mark above points; the number is raised, or small as the note is. Where no
    row is either, as in files of simple programs, the last rows with all these numbers in their order are the notes.
    """
    rows = page.rows
    marked = {
        mark.note: at
        for at, row in enumerate(rows)
        for mark in marks_in(row.text, 0, len(row.text))
        if mark.start
    }
    foot = len(rows)
    while foot and rows[foot - 1].size <= _SMALLER * body:
        foot -= 1
    begins = {at: number for at, row in enumerate(rows) if (number := _note_at(row, at >= foot)) in marked}
    begins = {at: number for at, number in begins.items() if at > marked[number] and _is_foot(rows[at:])}
    begins = _rising(begins) or _below(rows, marked)
    first = min(begins, default=len(rows))
    found = Foot(list(rows[: min(first, foot)]), list(rows[foot:first]))
    for at in range(first, len(rows)):
        if at in begins:
            found.notes.append((begins[at], []))
        found.notes[-1][1].append(rows[at])
    return found


def _rising(begins: Mapping[int, str]) -> dict[int, str]:
    """Return the rows whose numbers rise: one that falls back begins no note, but goes on with one."""
    found: dict[int, str] = {}
    last = 0
    for at, number in begins.items():
        if int(number) > last:
            found[at], last = number, int(number)
    return found


def _is_foot(rows: Sequence[Row]) -> bool:
    """Say whether nothing larger stands below the first of these rows."""
    return all(row.size <= rows[0].size * 1.05 for row in rows)


def _below(rows: Sequence[Row], marked: Mapping[str, int]) -> dict[int, str]:
    """Return the last rows that begin with these numbers, in their order; none where one is missing."""
    found: dict[int, str] = {}
    for number in sorted(marked, key=int, reverse=True):
        before = range(marked[number] + 1, min(found, default=len(rows)))
        at = next((one for one in reversed(before) if _begins_with(rows[one].text, number)), None)
        if at is None:
            return {}
        found[at] = number
    return found


def _begins_with(text: str, number: str) -> bool:
    begins = _BEGINS_BELOW.match(text)
    return begins is not None and begins[1] == number and text[begins.end()].isupper()


def _note_at(row: Row, is_small: bool) -> str:
    """Return the number that a row begins a note with, "" where it begins none."""
    if number := note_number(row.text):
        return number
    found = _NOTE_BEGINS.match(row.text) if is_small else None
    return found[1] if found and not row.text[found.end()].islower() else ""


def notes_of(feet: Sequence[Foot]) -> tuple[list[Note], list[Placed]]:
    """Return the notes and the rows of running text, the small rows that belong to no note among them."""
    notes: list[Note] = []
    rows: list[Placed] = []
    for page, foot in enumerate(feet):
        rows += [Placed(row, page) for row in foot.rows]
        cut = notes and notes[-1].page == page - 1 and not ends(notes[-1].text)
        if foot.going_on and cut:
            notes[-1] = replace(
                notes[-1], text=_joined([notes[-1].text, *(row.text for row in foot.going_on)])
            )
        else:
            rows += [Placed(row, page) for row in foot.going_on]
        for number, told in foot.notes:
            text = _joined([row.text for row in told])
            notes.append(Note(number, _NUMBER_BEFORE.sub("", text), page))
    return notes, rows


def _joined(texts: Sequence[str]) -> str:
    joined = ""
    for text in texts:
        joined += text if not joined or is_hyphened(joined) else f" {text}"
    return joined


def referring(text: str, page: int, notes: Mapping[str, Note]) -> Iterator[str | Reference]:
    """Yield a text in parts, its marks replaced by references to the notes they point to."""
    position = 0
    for mark in marks_in(text, 0, len(text)):
        note = _note_of(mark.note, page, notes)
        if note is not None:
            yield text[position : mark.start]
            yield Reference(note.code)
            position = mark.end
    yield text[position:]


def _note_of(number: str, page: int, notes: Mapping[str, Note]) -> Note | None:
    """Return the note of a number on this page, else on the next, where a long page pushed it."""
    return notes.get(code_of(number, page)) or notes.get(code_of(number, page + 1))
