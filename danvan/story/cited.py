"""Where in a document the figures stand: its paragraphs cut where a figure, a model or a footnote's mark begins."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from danvan.documents import locators
from danvan.documents.document import Document, Kind, Mark
from danvan.story.laid_out import Block, Layout

Span = tuple[int, int]

AROUND, AROUND_NEIGHBOUR = 800, 400
_ENDS_SENTENCE = re.compile(r"[.;!?…][”\"’)*¹²³⁴⁵⁶⁷⁸⁹⁰]*\s+")


@dataclass(frozen=True)
class Quote:
    """What a row of the data claims to stand in a document: a key of its own, where, and what is printed there."""

    key: str
    locator: str
    printed: str
    kind: Literal["figure", "model"] = "figure"


@dataclass(frozen=True)
class Found:
    """A quote and where it stands: the number of its paragraph, start and end in code points of the text."""

    quote: Quote
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True)
class Lost:
    """A quote that the document does not have where it should be, and the code of the reason."""

    quote: Quote
    code: str


@dataclass(frozen=True)
class Piece:
    """A run of text of one standing: the keys of the quotes it is a part of, the number of the note it marks.

    said tells that it belongs to the sentence that is asked about.
    """

    text: str
    keys: tuple[str, ...] = ()
    note: str = ""
    said: bool = False


@dataclass(frozen=True)
class Passage:
    """One paragraph to be shown, in pieces; whether text of it is left out before and after; of a footnote its number.

    number is that of its first part among the paragraphs of the document.
    """

    number: int
    kind: Kind
    pieces: tuple[Piece, ...]
    note: str = ""
    cut_before: bool = False
    cut_after: bool = False

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the quotes that stand in it."""
        return frozenset(key for piece in self.pieces for key in piece.keys)


@dataclass(frozen=True)
class Sentence:
    """A quote in its paragraph: the headings above, the neighbours, and the footnotes that belong to it.

    A heading right above stands in the path alone. notes are the footnotes whose marks stand in the passage. Of a quote
    in a footnote, marked_in is the paragraph where the footnote's mark stands, and there are no neighbours.
    """

    path: tuple[str, ...]
    passage: Passage
    before: Passage | None = None
    after: Passage | None = None
    notes: tuple[Passage, ...] = ()
    marked_in: Passage | None = None


@dataclass(frozen=True)
class Cited:
    """A document with what is cited of it, in the order of the text, and what does not fit it any more."""

    layout: Layout
    found: tuple[Found, ...]
    lost: tuple[Lost, ...] = ()

    @property
    def document(self) -> Document:
        return self.layout.document

    @property
    def figures(self) -> tuple[Found, ...]:
        """The figures among what is cited."""
        return tuple(one for one in self.found if one.quote.kind == "figure")

    @cached_property
    def starts(self) -> list[int]:
        """Where each quote found begins."""
        return [one.start for one in self.found]

    def of(self, key: str) -> Found | None:
        """Return where the quote of this key stands, None where it does not fit or there is none."""
        return next((one for one in self.found if one.quote.key == key), None)

    def beside(self, key: str) -> tuple[Found | None, Found | None]:
        """Return the figures before and after one in the order of the text, those at the very same place left out."""
        here, figures = self.of(key), self.figures
        if here is None:
            return None, None
        before = [one for one in figures if one.start < here.start]
        after = [one for one in figures if one.start > here.start]
        return (before[-1] if before else None), (after[0] if after else None)


def cited(layout: Layout, quotes: Iterable[Quote]) -> Cited:
    """Look every quote up in a document; what does not stand exactly where it should be is lost, never guessed."""
    found: list[Found] = []
    lost: list[Lost] = []
    for quote in quotes:
        place = locators.resolved(layout.document, quote.locator, quote.printed)
        if isinstance(place, locators.Misfit):
            lost.append(Lost(quote, place.code))
        else:
            found.append(Found(quote, place.paragraph, place.start, place.end))
    return Cited(layout, tuple(sorted(found, key=lambda one: (one.start, one.end))), tuple(lost))


def sentence(shown: Cited, key: str) -> Sentence | None:
    """Return the paragraph that a quote stands in and what is around it; None where the quote is not found."""
    here = shown.of(key)
    if here is None:
        return None
    layout, window = shown.layout, (here.start - AROUND, here.end + AROUND)
    block = layout.block_of(here.paragraph)
    said = _sentence_around(shown.document, block, here)
    passage, path = _passage(shown, block, window, said), layout.path(here.paragraph)
    if passage.note:
        mark = layout.mark_of(here.paragraph)
        return Sentence(path, passage, marked_in=_around_mark(shown, mark) if mark else None)
    before, after = layout.neighbours(block)
    in_path = before is not None and layout.document.paragraphs[before[0]].kind == "heading"
    return Sentence(
        path,
        passage,
        before=_end_of(shown, before) if before and not in_path else None,
        after=_start_of(shown, after) if after else None,
        notes=tuple(_passage(shown, note, window=None) for note in layout.notes_in(block)),
    )


def part(shown: Cited, number: int) -> tuple[Passage, ...]:
    """Return the passages of one part of a document, the first being 0; footnotes follow where their mark stands."""
    return tuple(_passage(shown, item.block, (item.start, item.end)) for item in shown.layout.parts[number])


def _around_mark(shown: Cited, mark: Mark) -> Passage | None:
    number = shown.document.at(mark.start)
    if number is None:
        return None
    window = (mark.start - AROUND, mark.end + AROUND)
    return _passage(shown, shown.layout.block_of(number), window)


def _end_of(shown: Cited, block: Block) -> Passage:
    end = shown.document.paragraphs[block[-1]].end
    return _passage(shown, block, (end - AROUND_NEIGHBOUR, end))


def _start_of(shown: Cited, block: Block) -> Passage:
    start = shown.document.paragraphs[block[0]].start
    return _passage(shown, block, (start, start + AROUND_NEIGHBOUR))


def _sentence_around(document: Document, block: Block, here: Found) -> Span:
    """Return where the sentence around a quote begins and ends; a semicolon parts sentences, as reports use it."""
    paragraphs = [document.paragraphs[number] for number in block]
    ends = [
        found.end()
        for one in paragraphs
        for found in _ENDS_SENTENCE.finditer(document.text, one.start, one.end)
    ]
    before = [end for end in ends if end <= here.start]
    after = [end for end in ends if end > here.end]
    return (before[-1] if before else paragraphs[0].start), (after[0] if after else paragraphs[-1].end)


def _passage(shown: Cited, block: Block, window: Span | None, said: Span = (0, 0)) -> Passage:
    """Return a paragraph as far as it lies in a window; a window that would cut a few words only leaves them in."""
    paragraphs = [shown.document.paragraphs[number] for number in block]
    first, last = paragraphs[0].start, paragraphs[-1].end
    start, end = _at_spaces(shown.document.text, first, last, window) if window else (first, last)
    stretches = [(max(one.start, start), min(one.end, end)) for one in paragraphs]
    cut = [_pieces(shown, stretch, said) for stretch in stretches if stretch[0] < stretch[1]]
    parted = [piece for n, pieces in enumerate(cut) for piece in ((Piece(" "), *pieces) if n else pieces)]
    return Passage(
        number=block[0],
        kind=paragraphs[0].kind,
        pieces=tuple(parted),
        note=paragraphs[0].note,
        cut_before=start > first,
        cut_after=end < last,
    )


def _at_spaces(text: str, first: int, last: int, window: Span) -> Span:
    """Return a window within a paragraph that begins and ends between words, where there is a space near."""
    start, end = max(first, window[0]), min(last, window[1])
    if start > first:
        space = text.find(" ", start, min(start + 40, last))
        start = space + 1 if space >= 0 else start
    if end < last:
        space = text.rfind(" ", max(end - 40, first), end)
        end = space if space >= 0 else end
    return start, end


def _pieces(shown: Cited, stretch: Span, said: Span) -> tuple[Piece, ...]:
    """Cut a stretch of the text wherever a quote, a footnote's mark or the sentence asked about begins or ends."""
    start, end = stretch
    quotes, marks = list(_within(shown, start, end)), shown.layout.marks_between(start, end)
    spans = [said, *((one.start, one.end) for one in quotes), *((one.start, one.end) for one in marks)]
    edges = sorted({start, end, *(edge for span in spans for edge in span if start < edge < end)})
    return tuple(
        Piece(
            shown.document.text[left:right],
            tuple(one.quote.key for one in quotes if one.start <= left and right <= one.end),
            next((mark.note for mark in marks if mark.start <= left and right <= mark.end), ""),
            said[0] <= left and right <= said[1],
        )
        for left, right in pairwise(edges)
    )


def _within(shown: Cited, start: int, end: int) -> Iterator[Found]:
    """Yield what is cited of a stretch; quotes are short, so one that begins far before it does not reach it."""
    first = bisect_left(shown.starts, start - AROUND)
    last = bisect_right(shown.starts, end)
    return (one for one in shown.found[first:last] if one.start < end and one.end > start)
