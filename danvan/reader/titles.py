"""The titles of a document, above what it reports: which passages they are, and what they say of the time ahead."""

import re
from collections.abc import Sequence

from danvan.documents.document import Document
from danvan.reader.periods_said import Said
from danvan.reader.scanned import Scanned
from danvan.reader.surroundings import units_behind

_CLOSING, _ENDS_OF_SENTENCES = ' *_”"’»)', (".", ";", ":", ",", "!", "?", "…")
_PART_OF_A_TITLE = re.compile(r"[,;:–-]|(?<!\w)và(?!\w)")


def head(document: Document, scans: Sequence[Scanned]) -> list[Scanned]:
    """Return the passages above the first numbered section, without one the titles above the first sentence."""
    sections = any(paragraph.section for paragraph in document.paragraphs)
    above: list[Scanned] = []
    for scanned in scans:
        if scanned.passage.paragraph.section if sections else not _may_be_a_title(scanned):
            return above
        above.append(scanned)
    return []


def _may_be_a_title(scanned: Scanned) -> bool:
    """Say whether a passage can be a title: it is no whole sentence, item or cell, and counts nothing."""
    if scanned.passage.paragraph.kind in ("item", "cell", "note"):
        return False
    if scanned.matched.rstrip(_CLOSING).endswith(_ENDS_OF_SENTENCES):
        return False
    units = (hit for number in scanned.numbers for hit in units_behind(scanned, number))
    return not any(hit.key[0] in ("counted", "unit") for hit in units)


def is_ahead(title: Scanned, said: Said) -> bool:
    """Say whether a title names a period for what is to be done: "nhiệm vụ quý II năm 2025"."""
    before = [part.end() for part in _PART_OF_A_TITLE.finditer(title.matched, 0, said.start)]
    part = (before[-1] if before else 0, said.start)
    ahead = title.within(("reason_headings", "target", 0), part)
    return bool(ahead) and not title.within(("reason_but_headings", "target", 0), part)
