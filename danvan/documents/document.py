"""The text of a document and how it is built: paragraphs, sections, footnotes and where their marks stand."""

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Kind = Literal["heading", "text", "item", "note", "cell"]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: where it stands, start and end in code points of the document's text, and what it is.

    section is the number of the heading above it ("II.2.1.1"), of a footnote that of the paragraph its mark stands in;
    note is the number of the footnote that it is, "" for others; continues is the number, from 0, of the paragraph
    whose sentence goes on here after a page break, None where it begins one.
    """

    start: int
    end: int
    kind: Kind
    section: str = ""
    note: str = ""
    continues: int | None = None


@dataclass(frozen=True)
class Mark:
    """Where the mark of a footnote stands: start and end in code points, the number of the note."""

    start: int
    end: int
    note: str


@dataclass(frozen=True)
class Document:
    """A document's text (NFC, lines end with a line feed) and how it is built; positions count code points of text.

    Paragraphs stand in the order of the text and do not overlap; between them is nothing that is read.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    marks: tuple[Mark, ...] = ()

    @cached_property
    def sha256(self) -> str:
        """The checksum of the text, by which a source says which text its locators count in."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    def of(self, paragraph: Paragraph) -> str:
        """Return the text of a paragraph."""
        return self.text[paragraph.start : paragraph.end]

    def at(self, position: int) -> int | None:
        """Return the number, from 0, of the paragraph that holds a position; None between paragraphs."""
        number = bisect_right(self._starts, position) - 1
        return number if number >= 0 and position < self.paragraphs[number].end else None

    def passage(self, number: int) -> tuple[int, ...]:
        """Return the numbers of the paragraphs that are one with this one but for the pages between them, in order."""
        first = number
        while (before := self.paragraphs[first].continues) is not None:
            first = before
        found = [first]
        while (following := self._following.get(found[-1])) is not None:
            found.append(following)
        return tuple(found)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(paragraph.start for paragraph in self.paragraphs)

    @cached_property
    def _following(self) -> dict[int, int]:
        return {one.continues: at for at, one in enumerate(self.paragraphs) if one.continues is not None}
