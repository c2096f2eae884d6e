"""A document read: every number of its text is a candidate for an observation or is listed with why it is none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from danvan.catalogue import Catalogue
from danvan.documents.document import Document
from danvan.reader.candidate import About, Candidate, Reading, Unread
from danvan.reader.candidates import candidate
from danvan.reader.interpreting import Left, Read, Work, interpreted
from danvan.reader.models import models_in
from danvan.reader.not_figures import Claims, claims
from danvan.reader.numbers import Number
from danvan.reader.passages import passages
from danvan.reader.places_said import Names
from danvan.reader.scanned import Scanned
from danvan.reader.surroundings import figures
from danvan.reader.timing import Around, timeline
from danvan.reader.vocabulary import Vocabulary

_PIECE = re.compile(r"(?:19|20)[0-9]{2}\s*[-–—]\s*(?:19|20)[0-9]{2}(?![0-9])|[0-9]+(?:[.,/][0-9]+)*")

_ROW, _COLON = re.compile(r"[\s*_+•–-]*"), re.compile(r"[*_ ]*:")


def read(
    document: Document,
    catalogue: Catalogue,
    vocabulary: Vocabulary,
    about: About,
    spellings: Mapping[str, Sequence[str]] | None = None,
) -> Reading:
    """Return the figures and models that a document states, and its other numbers with why they are none.

    spellings are folded names of places with their codes, beside the names of the catalogue. Every run of digits is
    within exactly one candidate or one unread number, each in the order of the text. Nothing is raised for any text.
    """
    names = Names(catalogue, vocabulary, spellings or {}, about.place)
    scans = [Scanned(passage, vocabulary, names) for passage in passages(document)]
    known = timeline(document, scans, about.issued_on)
    work = Work(document, catalogue, vocabulary, about, names, known, scans, _headings(scans))
    candidates: list[Candidate] = []
    unread: list[Unread] = []
    for scanned in scans:
        # A copy, so that what was recognised in one passage of a long report is let go of before the next.
        found, left = _read_passage(work, replace(scanned))
        candidates += found
        unread += left
    candidates.sort(key=lambda one: one.start)
    models = models_in(document, catalogue, vocabulary.models, about)
    return Reading(tuple(candidates), models, tuple(_all_unread(work, candidates, unread)))


def _headings(scans: Sequence[Scanned]) -> dict[str, Scanned]:
    return {
        scanned.passage.paragraph.section: scanned
        for scanned in reversed(scans)
        if scanned.passage.paragraph.kind == "heading"
    }


def _read_passage(work: Work, scanned: Scanned) -> tuple[list[Candidate], list[Unread]]:
    if not scanned.numbers:
        return [], []
    claimed = claims(scanned)
    free = [number for number in scanned.numbers if not _claimed(claimed, number)]
    around = _around(work, scanned)
    read_so_far: list[Read] = []
    left: list[Left] = []
    for figure in figures(scanned, free):
        outcome = interpreted(work, scanned, figure, around, read_so_far)
        if isinstance(outcome, Read):
            read_so_far.append(outcome)
        else:
            left.append(outcome)
    candidates = [candidate(work, scanned, one) for one in read_so_far]
    unread = [_unread(work, scanned, one) for one in left]
    return candidates, [*unread, *_claimed_numbers(work, scanned, claimed)]


def _claimed(claimed: Claims, number: Number) -> bool:
    return any(claimed.reason_at(position) for position in range(number.start, number.end))


def _around(work: Work, scanned: Scanned) -> Around:
    """Return what leads in to a passage: the sentence that its list stands under, and the headings above it."""
    paragraph, at = scanned.passage.paragraph, scanned.passage.number
    lead_ins = []
    if _is_item(scanned):
        before = at - 1
        while before >= 0 and (_is_item(work.scans[before]) or work.scans[before].passage.paragraph.note):
            before -= 1
        if before >= 0 and _leads_in(work.scans[before], scanned):
            lead_ins.append(work.scans[before])
    parts = paragraph.section.split(".") if paragraph.section else []
    sections = [".".join(parts[:count]) for count in range(len(parts), 0, -1)]
    headings = [work.headings[section] for section in sections if section in work.headings]
    if not paragraph.section and "" in work.headings:
        headings.append(work.headings[""])
    return Around(lead_ins, [heading for heading in headings if heading.passage is not scanned.passage])


def _is_item(scanned: Scanned) -> bool:
    """Say whether a passage is one of a list: by its mark, or a line that begins with a place and a colon."""
    kind = scanned.passage.paragraph.kind
    return kind == "item" or (kind == "text" and _names_its_place(scanned))


def _leads_in(above: Scanned, item: Scanned) -> bool:
    """Say whether a list stands under a passage: one that ends with a colon, or a heading over a list of places."""
    if above.matched.rstrip(" *").endswith(":"):
        return True
    return above.passage.paragraph.kind == "heading" and _names_its_place(item)


def _names_its_place(scanned: Scanned) -> bool:
    first = next((named for named in scanned.places if named.codes and not named.what), None)
    return bool(
        first and _ROW.fullmatch(scanned.matched[: first.start]) and _COLON.match(scanned.matched, first.end)
    )


def _unread(work: Work, scanned: Scanned, left: Left) -> Unread:
    start = scanned.passage.in_document(left.number.start)
    end = scanned.passage.in_document(left.number.end - 1) + 1
    why = work.why_unread(left.reason, left.indicators)
    return Unread(start, end, work.document.text[start:end], left.reason, why)


def _claimed_numbers(work: Work, scanned: Scanned, claimed: Claims) -> Iterator[Unread]:
    """Yield the numbers that are no figure wherever they stand, each with the reason of its first digit."""
    for found in _PIECE.finditer(scanned.passage.text):
        code = claimed.reason_at(found.start()) or claimed.reason_at(found.end() - 1)
        if code:
            start = scanned.passage.in_document(found.start())
            why = work.why_unread(code)
            yield Unread(start, start + len(found.group()), found.group(), code, why)


def _all_unread(work: Work, candidates: Sequence[Candidate], unread: Sequence[Unread]) -> Iterator[Unread]:
    """Yield the numbers left, in order and none twice, and at last any run of digits that nothing has spoken of."""
    covered = bytearray(len(work.document.text))
    for one in candidates:
        covered[one.start : one.end] = b"\1" * (one.end - one.start)
    found = []
    for left in sorted(unread, key=lambda one: one.start):
        if not any(covered[left.start : left.end]):
            covered[left.start : left.end] = b"\1" * (left.end - left.start)
            found.append(left)
    for run in re.finditer("[0-9]+", work.document.text):
        if not covered[run.start()]:
            why = work.why_unread("unknown")
            found.append(Unread(run.start(), run.end(), run.group(), "unknown", why))
    yield from sorted(found, key=lambda one: one.start)
