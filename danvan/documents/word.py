"""Documents of Word (docx): what a reader of the printed page sees, in its order, with footnotes where they belong.

Inserted text is there and deleted text is not, as if all changes had been accepted; hidden text, field codes, tables
of contents, headers, footers and comments are left out.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from danvan.documents.blocks import Block, Reference, assembled
from danvan.documents.document import Document
from danvan.documents.headings import LONGEST_HEADING
from danvan.documents.length import check_length
from danvan.documents.notes import raised
from danvan.documents.package import Package
from danvan.documents.word_styles import (
    Numbers,
    Style,
    Styles,
    child,
    decoder,
    is_on,
    name,
    read_styles,
    value,
)
from danvan.intake.guards import Watch
from danvan.intake.issue import DataError

_NOTES = ("footnote", "endnote")
_THROUGH = {
    "ins",
    "moveTo",
    "hyperlink",
    "smartTag",
    "sdt",
    "sdtContent",
    "fldSimple",
    "customXml",
    "dir",
    "bdo",
}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_TABLE_OF_CONTENTS = re.compile(r"toc [0-9]|table of figures", re.IGNORECASE)
_HEADING = re.compile(r"(?:heading|title|tiêu đề)\b", re.IGNORECASE)
_DIGITS = re.compile("[0-9]+")


def read_word(content: bytes, watch: Watch) -> Document:
    """Return the text of a Word document; raise DataError where it is locked, dangerous or broken."""
    package = Package(content, watch)
    body = package.part_of("document.main")
    if not package.has(body):
        raise DataError([watch.issue("document_broken")])
    reader = _Reader(read_styles(package), Numbers(package))
    blocks = [block for element in package.children(body, depth=2) for block in reader.blocks(element)]
    notes = [
        note
        for kind in _NOTES
        if package.has(package.part_of(f"{kind}s"))
        for element in package.children(package.part_of(f"{kind}s"), depth=1)
        if name(element) == kind
        for note in reader.note(element, kind)
    ]
    check_length(sum(len(block.text) for block in (*blocks, *notes)), len(blocks) + len(notes), watch)
    return assembled(blocks, notes)


@dataclass
class _Run:
    """The parts of a paragraph as they are met; fields counts field codes that are open, not yet at their result."""

    style: Style
    parts: list[str | Reference] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)

    def add(self, text: str) -> None:
        if not any(self.fields):
            self.parts.append(text)


class _Reader:
    def __init__(self, styles: Styles, numbers: Numbers) -> None:
        self._styles, self._numbers = styles, numbers
        self._carried: list[str | Reference] = []
        self._open_fields: list[bool] = []

    def blocks(self, element: Element) -> Iterator[Block]:
        """Yield the paragraphs of one element of the body."""
        kind = name(element)
        if kind == "p":
            yield from self._paragraph(element)
        elif kind == "tbl":
            yield from self._table(element)
        elif kind in _THROUGH:
            for one in element:
                yield from self.blocks(one)

    def note(self, element: Element, kind: str) -> Iterator[Block]:
        """Yield the one paragraph that a footnote is, its lines under one another; nothing of a separator."""
        if value(element, "type") in ("separator", "continuationSeparator", "continuationNotice"):
            return
        parts: list[str | Reference] = []
        for block in (found for one in element for found in self.blocks(one)):
            parts += [*(["\n"] if parts else []), *(part for part in block.parts if isinstance(part, str))]
        yield Block(tuple(parts), "note", f"{kind} {value(element, 'id')}")

    def _paragraph(self, element: Element) -> Iterator[Block]:
        properties = child(element, "pPr")
        style = self._styles.of(value(child(properties, "pStyle")))
        if _TABLE_OF_CONTENTS.match(style.name):
            self._follow_fields(element, style)
            return
        run = _Run(style, fields=self._open_fields)
        self._read(element, run)
        said = any(isinstance(part, Reference) or part.strip() for part in run.parts)
        number = self._number(properties, style) if said else ""
        parts = [*self._carried, *([f"{number} "] if number else []), *run.parts]
        self._carried = []
        if child(properties, "rPr", "del") is not None:
            # Its end was deleted: it runs into the next.
            self._carried = parts
            return
        block = Block(tuple(parts))
        is_heading = _HEADING.match(style.name) is not None and len(block.text) <= LONGEST_HEADING
        yield replace(block, kind="heading") if is_heading else block
        for box in run.boxes:
            for one in box:
                yield from self.blocks(one)

    def _follow_fields(self, element: Element, style: Style) -> None:
        """Read a paragraph that is left out, for the fields that begin or end in it."""
        self._read(element, _Run(style, fields=self._open_fields))

    def _number(self, properties: Element | None, style: Style) -> str:
        own = child(properties, "numPr")
        code = value(child(own, "numId")) or style.list_code
        level = value(child(own, "ilvl")) or style.list_level
        return self._numbers.following(code, level) if code not in ("", "0") else ""

    def _read(self, element: Element, run: _Run) -> None:
        for one in element:
            kind = name(one)
            if kind == "r":
                self._read_run(one, run)
            elif kind in _THROUGH:
                self._read(one, run)
            elif one.tag.endswith("}oMath") or one.tag.endswith("}oMathPara"):
                run.add("".join(part.text or "" for part in one.iter() if part.tag.endswith("}t")))

    def _read_run(self, element: Element, run: _Run) -> None:
        properties = child(element, "rPr")
        style = self._styles.of(value(child(properties, "rStyle"))) if properties is not None else Style()
        if is_on(child(properties, "vanish")) or style.hidden or run.style.hidden:
            return
        font = value(child(properties, "rFonts"), "ascii") or run.style.font
        read = self._reading(font, value(child(properties, "vertAlign")))
        for one in element:
            self._read_part(one, run, read)

    def _reading(self, font: str, stands: str) -> Callable[[str], str]:
        decode = decoder(font) or str
        if stands != "superscript":
            return decode
        return lambda text: _DIGITS.sub(lambda found: raised(found.group()), decode(text))

    def _read_part(self, part: Element, run: _Run, read: Callable[[str], str]) -> None:
        kind = name(part)
        if kind == "t":
            run.add(read(part.text or ""))
        elif kind in _SIGNS:
            run.add(_SIGNS[kind])
        elif kind in ("footnoteReference", "endnoteReference"):
            run.parts.append(Reference(f"{kind.removesuffix('Reference')} {value(part, 'id')}"))
        elif kind == "fldChar":
            self._field(value(part, "fldCharType"), run)
        elif kind in ("drawing", "pict", "object") or part.tag == _CHOICES:
            run.boxes += _boxes(part)

    def _field(self, turn: str, run: _Run) -> None:
        """Follow a field from its code, which is not shown, to its result, which is."""
        if turn == "begin":
            run.fields.append(True)
        elif turn == "separate" and run.fields:
            run.fields[-1] = False
        elif turn == "end" and run.fields:
            run.fields.pop()

    def _table(self, element: Element) -> Iterator[Block]:
        """Yield the cells of a table, row by row; a table of one column is a frame around paragraphs."""
        rows = [list(_cells(row)) for row in _rows(element)]
        if all(len(row) < 2 for row in rows):
            for one in (part for row in rows for cell in row for part in cell):
                yield from self.blocks(one)
            return
        for number, row in enumerate(rows):
            for at, cell in enumerate(row):
                joint = "\t" if at else "\n" if number else "\n\n"
                yield from self._cell(cell, joint)

    def _cell(self, cell: Element, joint: str) -> Iterator[Block]:
        for number, block in enumerate(found for one in cell for found in self.blocks(one)):
            within = block.joint if block.kind == "cell" else "\n"
            yield replace(block, kind="cell", joint=within if number else joint)


def _rows(element: Element) -> Iterator[Element]:
    for one in element:
        if name(one) == "tr" and child(one, "trPr", "del") is None:
            yield one
        elif name(one) in _THROUGH:
            yield from _rows(one)


def _cells(row: Element) -> Iterator[Element]:
    for one in row:
        if name(one) == "tc":
            yield one
        elif name(one) in _THROUGH:
            yield from _cells(one)


def _boxes(element: Element) -> list[Element]:
    """Return the contents of text boxes; of the two ways in which a box may be written, the first."""
    if name(element) == "txbxContent":
        return [element]
    parts = list(element)
    if element.tag == _CHOICES:
        parts = parts[:1]
    return [box for part in parts for box in _boxes(part)]
