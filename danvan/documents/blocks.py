"""Paragraphs as an office file gives them, put together into one text with stable positions."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from danvan import legacy_encodings
from danvan.documents.document import Document, Kind, Mark
from danvan.documents.notes import raised
from danvan.documents.structure import Piece, structured
from danvan.vietnamese import compose

# Soft hyphens and signs that print nothing, left behind by copying and by typesetting.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True)
class Reference:
    """A place in a paragraph that points to a note, by the note's own code in the file."""

    note: str


Parts = tuple[str | Reference, ...]


@dataclass(frozen=True)
class Block:
    """One paragraph: its text in parts; kind where the file tells it; note, the code of the note that it is.

    joint is what stands between it and the one before: an empty line, within a table the end of a row or of a cell.
    """

    parts: Parts
    kind: Kind | None = None
    note: str = ""
    joint: str = "\n\n"

    @property
    def text(self) -> str:
        return "".join(part for part in self.parts if isinstance(part, str))

    @property
    def references(self) -> list[str]:
        return [part.note for part in self.parts if isinstance(part, Reference)]


def assembled(
    blocks: Iterable[Block], notes: Sequence[Block] = (), printed: Mapping[str, str] | None = None
) -> Document:
    """Return the document of these paragraphs, each note behind the paragraph, or the table, that points to it.

    printed are the numbers that notes have on paper. Where none are given they are numbered in the order in which the
    text points to them, as office programs show them. A note that nothing points to is left out, as they do.
    """
    ordered = list(_with_notes(_in_unicode(list(blocks)), _in_unicode(list(notes))))
    numbers = _numbers(ordered) if printed is None else printed
    texts, pieces, marks = list[str](), list[Piece](), list[Mark]()
    position = 0
    for block in ordered:
        said, found = _said(block, numbers)
        if not said:
            continue
        joint = block.joint if position else ""
        texts += [joint, said]
        start = position + len(joint)
        position = start + len(said)
        pieces.append(Piece(start, position, block.kind, numbers.get(block.note, "")))
        marks += [Mark(start + mark.start, start + mark.end, mark.note) for mark in found]
    return structured("".join(texts), pieces, marks)


def _numbers(blocks: Iterable[Block]) -> dict[str, str]:
    numbers: dict[str, str] = {}
    for block in blocks:
        for code in block.references:
            numbers.setdefault(code, str(len(numbers) + 1))
    return numbers


def _with_notes(blocks: Sequence[Block], notes: Sequence[Block]) -> Iterator[Block]:
    known, waiting = {note.note: note for note in notes}, list[str]()
    for number, block in enumerate(blocks):
        yield block
        waiting += [code for code in block.references if code in known and code not in waiting]
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        if following is None or block.kind != "cell" or following.kind != "cell":
            yield from (known.pop(code) for code in waiting if code in known)
            waiting = []


def _said(block: Block, numbers: Mapping[str, str]) -> tuple[str, list[Mark]]:
    """Return a block's text and the marks in it, positions counted from its own beginning."""
    text, marks = "", []
    if block.note:
        text = f"{raised(numbers.get(block.note, ''))} "
    for part in _stripped(block.parts):
        if isinstance(part, str):
            text += part
        else:
            sign = raised(numbers[part.note])
            marks.append(Mark(len(text), len(text) + len(sign), numbers[part.note]))
            text += sign
    return (text, marks) if text.strip() else ("", [])


def _stripped(parts: Parts) -> list[str | Reference]:
    """Return the parts with composed letters and without what prints nothing, spaces at the ends left out."""
    joined: list[str | Reference] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        else:
            joined.append(part)
    clean = [_clean(part) if isinstance(part, str) else part for part in joined]
    if clean and isinstance(clean[0], str):
        clean[0] = clean[0].lstrip()
    if clean and isinstance(clean[-1], str):
        clean[-1] = clean[-1].rstrip()
    return clean


def _clean(text: str) -> str:
    return compose(_CONTROL.sub("", _UNSEEN.sub("", text)))


def _in_unicode(blocks: list[Block]) -> list[Block]:
    """Decode what was written in an old Vietnamese font that the file does not name."""
    decode = old_letters(block.text for block in blocks)
    if decode is None:
        return blocks
    return [
        replace(block, parts=tuple(decode(part) if isinstance(part, str) else part for part in block.parts))
        for block in blocks
    ]


def old_letters(texts: Iterable[str]) -> Callable[[str], str] | None:
    """Return what turns the letters of these texts into Unicode, None where they are."""
    encoding = legacy_encodings.of_texts(texts)
    if encoding is None:
        return None
    decode = legacy_encodings.from_tcvn3 if encoding == "tcvn3" else legacy_encodings.from_vni
    return lambda text: compose(decode(text))
