"""The text of a document and how it is built: paragraphs, sections, footnotes and where their marks stand."""

import hashlib
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
    """A document's text (NFC, lines end with a line feed) and how it is built; positions count code points of text."""

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
        for number, paragraph in enumerate(self.paragraphs):
            if paragraph.start <= position < paragraph.end:
                return number
        return None
