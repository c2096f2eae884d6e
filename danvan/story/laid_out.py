"""How a document is laid out to be read: paragraphs put together again over page breaks, footnotes at their marks."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from danvan.documents.document import Document, Mark
from danvan.documents.notes import paired

Block = tuple[int, ...]  # the numbers of the paragraphs that are one, put together over page breaks
LARGE_PART, FULL_PART = 12_000, 30_000


@dataclass(frozen=True)
class Item:
    """A paragraph, or a stretch of one that is too long for a page: start and end in code points of the text."""

    block: Block
    start: int
    end: int


@dataclass(frozen=True)
class Heading:
    """A heading for the list of contents: the number of its section, its text, its paragraph and its part, from 0."""

    section: str
    text: str
    paragraph: int
    part: int


@dataclass(frozen=True)
class Layout:
    """A document with what is found out about it once: what belongs together, in which order, in which parts."""

    document: Document

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Every paragraph once, parts of one sentence together, in the order of the text; footnotes among them."""
        begun = (number for number, one in enumerate(self.document.paragraphs) if one.continues is None)
        return tuple(self.document.passage(number) for number in begun)

    @cached_property
    def _of(self) -> dict[int, int]:
        return {number: position for position, block in enumerate(self.blocks) for number in block}

    def block_of(self, paragraph: int) -> Block:
        """Return the paragraphs that one belongs together with, itself among them."""
        return self.blocks[self._of[paragraph]]

    def is_note(self, block: Block) -> bool:
        """Say whether a block is a footnote."""
        return bool(self.document.paragraphs[block[0]].note)

    def neighbours(self, block: Block) -> tuple[Block | None, Block | None]:
        """Return the paragraphs before and after one, whatever footnotes stand between."""
        body = self._body
        at = body.index(block)
        return (body[at - 1] if at else None), (body[at + 1] if at + 1 < len(body) else None)

    @cached_property
    def _body(self) -> list[Block]:
        return [block for block in self.blocks if not self.is_note(block)]

    def marks_between(self, start: int, end: int) -> Sequence[Mark]:
        """Return the marks of footnotes that stand in a stretch of the text."""
        first = bisect_left(self._mark_starts, start)
        return self._marks[first : bisect_left(self._mark_starts, end)]

    @cached_property
    def _marks(self) -> list[Mark]:
        """The marks in the text, not those that stand before the footnotes themselves."""
        return sorted(self.document.marks, key=lambda mark: mark.start)

    @cached_property
    def _mark_starts(self) -> list[int]:
        return [mark.start for mark in self._marks]

    @cached_property
    def _hosts(self) -> dict[Block, Mark]:
        """The mark that each footnote belongs to, for those whose mark stands in a paragraph."""
        starts = {
            self.document.paragraphs[block[0]].start: block for block in self.blocks if self.is_note(block)
        }
        numbered = [(start, self.document.paragraphs[block[0]].note) for start, block in starts.items()]
        marks = paired(numbered, [mark for mark in self._marks if not self._in_note(mark)])
        return {starts[start]: mark for start, mark in marks.items()}

    def _in_note(self, mark: Mark) -> bool:
        number = self.document.at(mark.start)
        return number is None or bool(self.document.paragraphs[number].note)

    def mark_of(self, paragraph: int) -> Mark | None:
        """Return the mark that a footnote belongs to, None where the text has none for it."""
        return self._hosts.get(self.block_of(paragraph))

    @cached_property
    def _notes_of(self) -> dict[Block, list[Block]]:
        """The footnotes whose marks stand in each paragraph, in the order of the marks."""
        found: dict[Block, list[tuple[int, Block]]] = {}
        for note, mark in self._hosts.items():
            number = self.document.at(mark.start)
            if number is not None:
                found.setdefault(self.block_of(number), []).append((mark.start, note))
        return {block: [note for _, note in sorted(notes)] for block, notes in found.items()}

    def notes_in(self, block: Block) -> Sequence[Block]:
        """Return the footnotes whose marks stand in a paragraph."""
        return self._notes_of.get(block, ())

    def path(self, paragraph: int) -> tuple[str, ...]:
        """Return the texts of the headings that a paragraph stands under, the outermost first."""
        section = self.document.paragraphs[paragraph].section
        if not section:
            return ()
        parts = section.split(".")
        above = (".".join(parts[: length + 1]) for length in range(len(parts)))
        named = (self._headings.get(one, {}) for one in above)
        return tuple(self._nearest(headings, paragraph) for headings in named if headings)

    @cached_property
    def _headings(self) -> dict[str, dict[int, str]]:
        """The texts of the headings of each section by their paragraph; a number may come again in another part."""
        found: dict[str, dict[int, str]] = {}
        for number, paragraph in enumerate(self.document.paragraphs):
            if paragraph.kind == "heading" and paragraph.section:
                found.setdefault(paragraph.section, {})[number] = self.document.of(paragraph)
        return found

    def _nearest(self, headings: dict[int, str], paragraph: int) -> str:
        before = [number for number in headings if number < paragraph]
        return headings[before[-1] if before else next(iter(headings))]

    @cached_property
    def order(self) -> tuple[Block, ...]:
        """The paragraphs as they are to be read: each footnote after the paragraph in which its mark stands."""
        ordered: list[Block] = []
        for block in self.blocks:
            if block not in self._hosts:
                ordered += [block, *self.notes_in(block)]
        return tuple(ordered)

    @cached_property
    def parts(self) -> tuple[tuple[Item, ...], ...]:
        """The document in parts that each make a light page: a new one at a heading, or where one is full."""
        parts: list[list[Item]] = [[]]
        size = 0
        for block in self.order:
            heading = self.document.paragraphs[block[0]].kind == "heading"
            for item in self._items(block):
                length = item.end - item.start
                if parts[-1] and (size + length > FULL_PART or (heading and size > LARGE_PART)):
                    parts.append([])
                    size = 0
                parts[-1].append(item)
                size += length
        return tuple(map(tuple, parts))

    def _items(self, block: Block) -> list[Item]:
        first, last = self.document.paragraphs[block[0]].start, self.document.paragraphs[block[-1]].end
        return [
            Item(block, start, min(start + FULL_PART, last))
            for start in range(first, max(last, first + 1), FULL_PART)
        ]

    @cached_property
    def _part_of(self) -> dict[int, int]:
        """The part in which each paragraph begins."""
        found: dict[int, int] = {}
        for number, items in enumerate(self.parts):
            for item in items:
                for paragraph in item.block:
                    found.setdefault(paragraph, number)
        return found

    def part_of(self, paragraph: int, position: int | None = None) -> int:
        """Return the part, from 0, that a paragraph begins in, or that holds a position of it."""
        first = self._part_of[paragraph]
        if position is None:
            return first
        block = self.block_of(paragraph)
        for number in range(first, len(self.parts)):
            if any(one.block == block and one.start <= position < one.end for one in self.parts[number]):
                return number
        return first

    @cached_property
    def contents(self) -> tuple[Heading, ...]:
        """The headings in the order of the text."""
        return tuple(
            Heading(one.section, self.document.of(one), number, self.part_of(number))
            for number, one in enumerate(self.document.paragraphs)
            if one.kind == "heading"
        )
