"""Documents in PDF that hold text: rows joined to paragraphs, footnotes brought to their marks, no page numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from danvan.documents.blocks import assembled
from danvan.documents.document import Document
from danvan.documents.length import check_length
from danvan.documents.pdf_notes import notes_of, parted
from danvan.documents.pdf_pages import Page, read_pages
from danvan.documents.pdf_paragraphs import paragraphs
from danvan.documents.pdf_rows import Row
from danvan.intake.guards import Watch
from danvan.intake.issue import DataError

_MOST_UNMAPPED = 0.05
_ZONE = 0.13
_ROWS_OF_A_HEAD, _LONGEST_LEADER = 2, 60
_LEAST_PAGES_COUNTED = 2
_LEAST_PAGES_OF_A_HEAD, _LEAST_SHARE_OF_A_HEAD = 3, 0.4
_NUMBER_OF_A_PAGE = re.compile(r"\W*(?:trang|page)?\s*([0-9]{1,4})(?:\s*/\s*[0-9]{1,4})?\W*", re.IGNORECASE)
_TABLE_OF_CONTENTS = re.compile(r"(?:\.\s?){5,}\s*[0-9]{1,4}$|…{3,}\s*[0-9]{1,4}$")


def read_pdf(content: bytes, watch: Watch) -> Document:
    """Return the text of a PDF; raise DataError where it is a scan, locked, dangerous or broken."""
    pages = read_pages(content, watch)
    _check_text(pages, watch)
    check_length(sum(page.letters for page in pages), sum(len(page.rows) for page in pages), watch)
    body = _body_size(pages)
    pages = _without_heads(pages)
    feet = [parted(page, body) for page in pages]
    notes, rows = notes_of(feet)
    by_code = {note.code: note for note in notes}
    blocks = [block for paragraph in paragraphs(rows, pages) for block in paragraph.blocks(by_code)]
    return assembled(blocks, [note.block for note in notes], {note.code: note.number for note in notes})


def _check_text(pages: Sequence[Page], watch: Watch) -> None:
    letters = sum(page.letters for page in pages)
    if not letters:
        raise DataError(
            [watch.issue("document_scan" if any(page.is_picture for page in pages) else "document_no_text")]
        )
    if sum(page.unmapped for page in pages) > _MOST_UNMAPPED * letters:
        raise DataError([watch.issue("document_unmapped")])
    scanned = [str(number) for number, page in enumerate(pages, start=1) if page.is_picture and not page.rows]
    if scanned:
        raise DataError([watch.issue("document_scan_pages", pages=", ".join(scanned))])


def _body_size(pages: Sequence[Page]) -> float:
    """Return the size in which most is printed."""
    counted = Counter[float]()
    for page in pages:
        for row in page.rows:
            counted[round(row.size * 2) / 2] += len(row.text)
    return counted.most_common(1)[0][0]


def _without_heads(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without their numbers, running heads and tables of contents."""
    pages = _without_numbers(pages)
    seen = Counter(head for page in pages for head in {_as_head(row) for row in _edges(page)})
    least = max(_LEAST_PAGES_OF_A_HEAD, _LEAST_SHARE_OF_A_HEAD * len(pages))
    found = []
    for page in pages:
        heads = {id(row) for row in _edges(page) if seen[_as_head(row)] >= least}
        kept = tuple(
            row
            for row in page.rows
            if id(row) not in heads and not _TABLE_OF_CONTENTS.search(row.text[-_LONGEST_LEADER:])
        )
        found.append(replace(page, rows=kept))
    return found


def _without_numbers(pages: Sequence[Page]) -> list[Page]:
    """Return the pages without rows that count them: the same step from page to number on most of them."""
    steps = Counter(
        int(number[1]) - at
        for at, page in enumerate(pages)
        for row in _edges(page)
        if (number := _NUMBER_OF_A_PAGE.fullmatch(row.text))
    )
    step, pages_counted = steps.most_common(1)[0] if steps else (1, 0)
    if pages_counted < _LEAST_PAGES_COUNTED:
        step = 1
    found = []
    for at, page in enumerate(pages):
        numbers = {
            id(row)
            for row in _edges(page)
            if (number := _NUMBER_OF_A_PAGE.fullmatch(row.text)) and int(number[1]) - at == step
        }
        found.append(replace(page, rows=tuple(row for row in page.rows if id(row) not in numbers)))
    return found


def _edges(page: Page) -> list[Row]:
    """Return the first and last rows of a page that stand near its edge."""
    first, last = page.rows[:_ROWS_OF_A_HEAD], page.rows[-_ROWS_OF_A_HEAD:]
    top, bottom = page.height * (1 - _ZONE), page.height * _ZONE
    return [row for row in first if row.y > top] + [row for row in last if row.y < bottom]


def _as_head(row: Row) -> str:
    return re.sub("[0-9]+", "#", row.text)
