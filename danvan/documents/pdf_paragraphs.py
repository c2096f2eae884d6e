"""Rows of a PDF joined to paragraphs: a row that was not full ends one, unless the next word would not have fitted."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from danvan.documents.blocks import Block, Parts, Reference
from danvan.documents.pdf_notes import Note, Placed, ends, is_hyphened, referring
from danvan.documents.pdf_pages import Page
from danvan.documents.pdf_rows import Row

_ANEW = re.compile(
    r"(?:[-+•–—*]|(?:[IVX]{1,5}|[A-H]|[0-9]{1,2}(?:\.[0-9]{1,2})*|[a-zđ])[.)/]|[0-9]{1,2}(?:\.[0-9]{1,2})+)\s"
)
_INDENT, _WIDER_GAP, _OTHER_SIZE, _SLACK = 8.0, 1.25, 1.12, 1.0
_LEAST_ROWS = 6


@dataclass(frozen=True)
class _Margins:
    """The edges of the running text of a page."""

    left: float
    right: float

    def left_free(self, row: Row) -> float:
        """Return how much of its width a row leaves free; one in the middle may have been moved there."""
        before, behind = row.x0 - self.left, self.right - row.x1
        is_centred = abs(before - behind) < row.size and before > _INDENT
        return before + behind if is_centred else behind


@dataclass
class Paragraph:
    """Rows that are one paragraph, or one row of columns."""

    rows: list[Placed]

    def blocks(self, notes: Mapping[str, Note]) -> Iterator[Block]:
        """Yield the paragraph, or its columns as cells, with references to the notes that it points to."""
        first = self.rows[0].row
        if len(first.segments) > 1:
            for number, segment in enumerate(first.segments):
                said = tuple(referring(segment.text, self.rows[0].page, notes))
                yield Block(said, "cell", joint="\t" if number else "\n\n")
            return
        parts: list[str | Reference] = []
        for placed in self.rows:
            parts += [*_joint(parts), *referring(placed.row.text, placed.page, notes)]
        yield Block(tuple(parts))


def _joint(parts: Sequence[str | Reference]) -> Parts:
    """Return what stands between two rows: nothing behind a hyphen that holds a word or two years together."""
    before = next((part for part in reversed(parts) if part), None)
    if before is None or (isinstance(before, str) and is_hyphened(before)):
        return ()
    return (" ",)


def paragraphs(rows: Sequence[Placed], pages: Sequence[Page]) -> Iterator[Paragraph]:
    """Yield the rows as paragraphs."""
    leading = _leading(rows)
    margins = _margins(rows, pages)
    paragraph: Paragraph | None = None
    for placed in rows:
        if paragraph is not None and not _begins(paragraph, placed, margins, leading):
            paragraph.rows.append(placed)
            continue
        if paragraph is not None:
            yield paragraph
        paragraph = Paragraph([placed])
    if paragraph is not None:
        yield paragraph


def _margins(rows: Sequence[Placed], pages: Sequence[Page]) -> list[_Margins]:
    """Return the edges of the running text of every page: those of its own rows, of a page with few those of all."""
    by_page: dict[int, list[Row]] = defaultdict(list)
    for placed in rows:
        by_page[placed.page].append(placed.row)
    widest = max((placed.row.x1 - placed.row.x0 for placed in rows), default=0.0)
    long = {page: [row for row in there if row.x1 - row.x0 > widest / 2] for page, there in by_page.items()}
    everywhere = [row for there in long.values() for row in there]
    found = []
    for number, page in enumerate(pages):
        there = long.get(number, [])
        found.append(_edges(there if len(there) >= _LEAST_ROWS else everywhere, page))
    return found


def _edges(rows: Sequence[Row], page: Page) -> _Margins:
    """Return where most rows begin and the furthest of most end; of a few rows the right edge is as far as the left."""
    if not rows:
        return _Margins(0.0, page.width)
    lefts = Counter(round(row.x0) for row in rows)
    left = float(min(x for x, count in lefts.items() if count >= len(rows) / 20))
    rights = sorted(row.x1 for row in rows)
    right = rights[int((len(rights) - 1) * 0.98)]
    return _Margins(left, right if len(rows) >= _LEAST_ROWS else max(right, page.width - left))


def _leading(rows: Sequence[Placed]) -> float:
    """Return the usual distance from one baseline to the next."""
    steps = Counter(
        round(before.row.y - following.row.y)
        for before, following in pairwise(rows)
        if before.page == following.page and before.row.y > following.row.y
    )
    return float(steps.most_common(1)[0][0]) if steps else 0.0


def _begins(paragraph: Paragraph, placed: Placed, margins: Sequence[_Margins], leading: float) -> bool:
    """Say whether a row begins a paragraph of its own behind this one."""
    before, row = paragraph.rows[-1], placed.row
    if len(row.segments) > 1 or len(before.row.segments) > 1:
        return True
    last, following = before.row.segments[0], row.segments[0]
    if last.bold != following.bold and _is_all(paragraph, last.bold):
        return True
    if max(before.row.size, row.size) > _OTHER_SIZE * min(before.row.size, row.size):
        return True
    if before.page == placed.page and before.row.y - row.y > _WIDER_GAP * leading > 0:
        return True
    # The first word would still have fitted: the row before was ended, not full.
    if margins[before.page].left_free(before.row) > following.first_word + row.size / 4 + _SLACK:
        return True
    moved = margins[placed.page].left - margins[before.page].left
    hangs = _ANEW.match(paragraph.rows[0].row.text) and following.x0 - moved > paragraph.rows[0].row.x0
    indented = following.x0 - moved > max(margins[before.page].left, last.x0) + _INDENT / 2 and not hangs
    return ends(last.text) and (indented or _ANEW.match(following.text) is not None)


def _is_all(paragraph: Paragraph, bold: bool) -> bool:
    return all(one.row.segments[0].bold == bold for one in paragraph.rows)
