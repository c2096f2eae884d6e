"""Who runs a model and where, from the words before its name: "Hội Nông dân xây dựng mô hình", "Xã Phổ An có"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from danvan.documents.document import Document, Paragraph
from danvan.reader.models_behind import Behind, Source, WardNames, host_end
from danvan.reader.models_fields import NUMBERED
from danvan.reader.models_words import ModelWords

_MARKS = re.compile(r"[\s*_“\"\-–+•]*")
_IN_WARDS = re.compile(
    r"(?P<at>(?:tại|ở|trên địa bàn|địa bàn)\s+)?(?:các\s+|một số\s+)?(?:xã|phường|thị trấn)(?!\w)"
)
_LINK = re.compile(r"\s*[:(–-]")
_OTHER_CLAUSE = re.compile(r"[,;.“”]")
_LONGEST_LINK = 80
_LONGEST_HEADING = 60


@dataclass(frozen=True)
class Before:
    """What the words before a name tell, and where they begin."""

    start: int
    told: Behind


def told_before(
    source: Source, start: int, end: int, words: ModelWords, wards: WardNames, *, is_sentence: bool
) -> Before | None:
    """Return the host or the wards of which the clause between two positions says that the model is theirs.

    is_sentence says that a sentence begins at start, so that its subject may stand there.
    """
    beginnings = list(_beginnings(source, start, end, words, is_sentence=is_sentence))
    hosts = (_host_from(source, at, end, words, wards) for at in beginnings)
    host = next((found for found in hosts if found), None)
    places = next((found for at in beginnings if (found := _wards_from(source, at, end, words, wards))), None)
    if host is None or places is None:
        return host or places
    return Before(
        min(host.start, places.start), Behind(host.told.host, host.told.places or places.told.places)
    )


def _host_from(source: Source, at: int, end: int, words: ModelWords, wards: WardNames) -> Before | None:
    if not words.host_begins.match(source.matched, at, end):
        return None
    ends = host_end(source, at, end, words, wards)
    if not _links(source, ends, end, words):
        return None
    return Before(at, Behind(source.text[at:ends].strip(" *_,;:-–"), wards.within(source, at, ends)))


def _wards_from(source: Source, at: int, end: int, words: ModelWords, wards: WardNames) -> Before | None:
    found = _IN_WARDS.match(source.matched, at, end)
    named = wards.within(source, at, end) if found else ()
    if found and named and (found["at"] or _says_of_wards(source, at, end, words)):
        return Before(at, Behind("", named))
    return None


def _beginnings(
    source: Source, start: int, end: int, words: ModelWords, *, is_sentence: bool
) -> Iterator[int]:
    """Yield where the name of a host or of wards may begin: with the sentence, or behind a sign or word that leads."""
    if is_sentence:
        yield _skipped(source, start, end)
    for leading in words.host_may_begin.finditer(source.matched, start, end):
        yield _skipped(source, leading.end(), end)


def _links(source: Source, start: int, end: int, words: ModelWords) -> bool:
    """Say whether the words between a host and a name say that the host does it, in the same clause."""
    between = source.matched[start:end].rstrip(' *_“"')
    if len(between) > _LONGEST_LINK or _OTHER_CLAUSE.search(between):
        return False
    return bool(_LINK.match(between) or words.host_does.match(between.lstrip()))


def _says_of_wards(source: Source, start: int, end: int, words: ModelWords) -> bool:
    """Say whether what wards are subject of leads to the name: "xã Phổ An có mô hình", "Phường Phổ Văn: mô hình"."""
    last = [
        *words.host_does.finditer(source.matched, start, end),
        *_LINK.finditer(source.matched, start, end),
    ]
    return any(_links(source, found.start(), end, words) for found in last)


def wards_of_headings(document: Document, source: Source, wards: WardNames) -> list[tuple[str, ...]]:
    """Return for every paragraph the wards that its heading is the name of, none where it is not one of wards."""
    found: list[tuple[str, ...]] = []
    by_section: dict[str, tuple[str, ...]] = {}
    current: tuple[str, ...] = ()
    for paragraph in document.paragraphs:
        named = _named_by(paragraph, source, wards)
        if named:
            current = by_section[paragraph.section] = named
        elif paragraph.kind == "heading":
            current = by_section.get(paragraph.section.rpartition(".")[0], ())
        found.append(current if paragraph.kind != "note" else ())
    return found


def _named_by(paragraph: Paragraph, source: Source, wards: WardNames) -> tuple[str, ...]:
    if paragraph.kind not in ("heading", "item") or paragraph.end - paragraph.start > _LONGEST_HEADING:
        return ()
    begins = NUMBERED.match(source.matched, paragraph.start, paragraph.end)
    at = begins.end() if begins else paragraph.start
    if not _IN_WARDS.match(source.matched, at, paragraph.end) or "“" in source.text[at : paragraph.end]:
        return ()
    return wards.within(source, at, paragraph.end)


def _skipped(source: Source, at: int, end: int) -> int:
    found = _MARKS.match(source.text, at, end)
    return found.end() if found else at
