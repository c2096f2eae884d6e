"""Of which period a figure is: the nearest that is said, else that of its note, passage, heading or document."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from danvan import periods
from danvan.documents.document import Document
from danvan.reader.passages import Span
from danvan.reader.periods_said import Said
from danvan.reader.scanned import Scanned
from danvan.reader.surroundings import Figure
from danvan.reader.titles import head, is_ahead

# Where a period may stand, the surest first.
SOURCES = ("own", "clause", "note", "sentence", "passage", "lead_in", "heading", "document", "issued")
OWN, CLAUSE, NOTE, SENTENCE, PASSAGE, LEAD_IN, HEADING, DOCUMENT, ISSUED = SOURCES
_ISSUED = re.compile(r"ngày +(?:[0-9]{1,2} +)?tháng +([0-9]{1,2}) +năm +((?:19|20)[0-9]{2})")
_CITED_YEAR = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/((?:19|20)[0-9]{2})")
_LAST_MONTHS_OF_A_YEAR = 10


@dataclass(frozen=True)
class Timed:
    """The period of a figure: its code, "" where none is known, where it was found, and the words that say it."""

    code: str
    source: str
    words: str = ""


@dataclass(frozen=True)
class Timeline:
    """What a document as a whole says of time: when it was written, and the years that it reviews ("" unknown)."""

    issued_on: str
    review: str
    notes: dict[str, Scanned] = field(default_factory=dict, repr=False)

    @property
    def year(self) -> int:
        return int(self.issued_on[:4]) if self.issued_on else 0

    def code(self, said: Said) -> str:
        """Return the code of a period that is said, "" where no figure can be of it: compared with, or not yet over."""
        code = self._code(said)
        if not code:
            return ""
        try:
            last = periods.parse(code).end.year
        except periods.PeriodError:
            return ""
        return "" if self.year and last > self.year else code

    def _code(self, said: Said) -> str:
        if said.kind in ("ineligible", "standard", "same"):
            return ""
        if said.kind == "now":
            return self.issued_on
        if said.kind == "to_now":
            return f"{said.code}..{self.issued_on}" if self.issued_on else ""
        if said.kind == "years":
            return self._last_years(said.count)
        if said.kind == "this_year":
            return self._this_year()
        return said.code if said.code[:1].isdigit() else _with_year(self._this_year()[:4], said.code)

    def _this_year(self) -> str:
        return self.review[:4] if self.review and not periods.is_span(self.review) else self.issued_on[:4]

    def _last_years(self, count: int) -> str:
        if self.review and (not count or count == _length(self.review)):
            return self.review
        last = self._last_whole_year()
        if not count or not last:
            return ""
        return f"{last - count + 1}..{last}" if count > 1 else str(last)

    def _last_whole_year(self) -> int:
        if self.review:
            return periods.years(self.review)[1]
        if not self.issued_on:
            return 0
        return self.year if int(self.issued_on[5:7] or 1) >= _LAST_MONTHS_OF_A_YEAR else self.year - 1


def timeline(document: Document, scans: Sequence[Scanned], issued_on: str) -> Timeline:
    """Return what a document says of time in its head; issued_on as it is known, or as its head says."""
    above = head(document, scans)
    issued = issued_on or next((date for scanned in above if (date := _date(scanned.matched))), "")
    notes = {scanned.passage.paragraph.note: scanned for scanned in scans if scanned.passage.paragraph.note}
    bare = Timeline(issued, "", notes)
    return Timeline(issued, _review(bare, above, scans), notes)


def _date(matched: str) -> str:
    found = _ISSUED.search(matched)
    return f"{found[2]}-{int(found[1]):02d}" if found and 1 <= int(found[1]) <= 12 else ""


def _review(bare: Timeline, above: Sequence[Scanned], scans: Sequence[Scanned]) -> str:
    for scanned in above:
        for said in scanned.periods:
            if is_ahead(scanned, said):
                continue
            if said.kind in ("span", "year", "part") and (code := bare.code(said)):
                return code
            if said.kind == "years" and said.count > 1:
                return _review_of_years(bare, scanned, said, scans)
    return ""


def _review_of_years(bare: Timeline, title: Scanned, said: Said, scans: Sequence[Scanned]) -> str:
    """Return the years of a review of so many: from the decision reviewed on, as a span in the text, or the last."""
    cited = _CITED_YEAR.search(title.matched, said.end)
    if cited and bare.year and 0 <= bare.year - int(cited[1]) - said.count <= 1:
        return f"{cited[1]}..{int(cited[1]) + said.count - 1}"
    spans = Counter(
        code
        for scanned in scans
        for one in scanned.periods
        if one.kind == "span" and (code := bare.code(one)) and _length(code) == said.count
    )
    return spans.most_common(1)[0][0] if spans else bare.code(said)


def _length(code: str) -> int:
    first, last = periods.years(code)
    return last - first + 1


def _with_year(year: str, part: str) -> str:
    """Return the code of a part of a year (-H1, -01..-09) in a year."""
    return "..".join(f"{year}{piece}" for piece in part.split("..")) if year else ""


@dataclass(frozen=True)
class Around:
    """What stands around a passage: the passages that lead in to it and its headings, the nearest first."""

    lead_ins: Sequence[Scanned] = ()
    headings: Sequence[Scanned] = ()


def timed(scanned: Scanned, figure: Figure, timeline: Timeline, around: Around, *, moment: bool) -> Timed:
    """Return the period of a figure; moment says that it is of a day, so that years gone through are not its period."""
    unknown = False
    for source, said in _in_order(scanned, figure, timeline, around):
        if unknown and source not in (OWN, CLAUSE):
            break
        if said.kind == "same" and not moment:
            code = _named_before(scanned, said, source, timeline, around)
            unknown = unknown or (not code and source in (OWN, CLAUSE))
        else:
            code = _fitting(timeline, said, source, moment=moment)
        if code:
            return Timed(code, source, _words(scanned, said, source))
    if unknown:
        return Timed("", CLAUSE)
    if moment:
        return Timed(timeline.issued_on or _end(timeline.review), ISSUED)
    if timeline.review:
        return Timed(timeline.review, DOCUMENT)
    return _last_resort(scanned, figure, timeline)


def _named_before(scanned: Scanned, said: Said, source: str, timeline: Timeline, around: Around) -> str:
    """Return the part of a year that "trong quý", "trong 6 tháng" means: the last one so long that was named."""
    above = [reversed(other.periods) for other in (*around.lead_ins, *around.headings)]
    before = scanned.periods_in((0, said.start)) if source not in (LEAD_IN, HEADING) else ()
    named = (one for those in (reversed(before), *above) for one in those if one.kind in ("part", "span"))
    codes = [code for one in named if (code := timeline.code(one))]
    return next((code for code in (*codes, timeline.review) if _months(code) == said.count), "")


def _months(code: str) -> int:
    if not code:
        return 0
    period = periods.parse(code)
    return (period.end.year - period.start.year) * 12 + period.end.month - period.start.month + 1


def _fitting(timeline: Timeline, said: Said, source: str, *, moment: bool) -> str:
    """Return the code of a period where a figure can be of it: one of a day is of the end of years right beside it."""
    code = timeline.code(said)
    if moment and code and said.kind in ("span", "years", "to_now"):
        return _end(code) if source == OWN else ""
    if not moment and said.kind in ("now", "moment"):
        return ""
    return code


def _end(code: str) -> str:
    return code.split("..")[-1]


def _last_resort(scanned: Scanned, figure: Figure, timeline: Timeline) -> Timed:
    """Return the period of an amount of which only the end is known, or nothing but the day of the report."""
    for said in reversed(scanned.periods_in((figure.sentence[0], figure.tail[1]))):
        if said.kind in ("now", "moment") and (code := timeline.code(said)):
            return Timed(code[:4], SENTENCE, scanned.matched[said.start : said.end])
    return Timed(timeline.issued_on[:4], ISSUED)


def _in_order(
    scanned: Scanned, figure: Figure, timeline: Timeline, around: Around
) -> Iterator[tuple[str, Said]]:
    """Yield the periods that a figure can be of, the nearest first, with where each stands."""
    at = figure.number.start
    own = [said for span in figure.own for said in scanned.periods_in(span)]
    yield from ((OWN, said) for said in sorted(own, key=lambda said: _distance(said, figure)))
    clause = scanned.periods_in(figure.clause)
    yield from (
        (CLAUSE, said)
        for said in sorted(
            clause, key=lambda said: (said.kind != "same", said.start > at, _distance(said, figure))
        )
    )
    for note in notes_of(scanned, figure):
        yield from ((NOTE, said) for said in (timeline.notes[note].periods if note in timeline.notes else ()))
    sentence = scanned.periods_in(figure.sentence)
    yield from (
        (SENTENCE, said)
        for said in sorted(sentence, key=lambda said: (said.start > at, _distance(said, figure)))
    )
    yield from ((PASSAGE, said) for said in reversed(scanned.periods_in((0, figure.sentence[0]))))
    for source, others in ((LEAD_IN, around.lead_ins), (HEADING, around.headings)):
        for other in others:
            yield from ((source, said) for said in reversed(other.periods))


def notes_of(scanned: Scanned, figure: Figure) -> list[str]:
    """Return the notes whose marks stand among a figure's own words."""
    found = []
    for mark in scanned.passage.marks:
        here = scanned.passage.here(mark.start)
        if here is not None and any(start <= here <= end for start, end in figure.own):
            found.append(mark.note)
    return found


def _distance(said: Said, figure: Figure) -> int:
    return max(figure.number.start - said.end, said.start - figure.unit_end, 0)


def _words(scanned: Scanned, said: Said, source: str) -> str:
    return (
        scanned.passage.text[said.start : said.end].strip()
        if source in (OWN, CLAUSE, SENTENCE, PASSAGE)
        else ""
    )


def ends_of(code: str) -> tuple[str, str]:
    """Return the two ends of a span as periods of their own: 2017..2021 gives 2017 and 2021."""
    first, _, last = code.partition("..")
    return first, last or first


def next_year(scanned: Scanned, figure: Figure, timeline: Timeline) -> Timed | None:
    """Return the year that a list of years goes on with (năm 2020 …, đến năm 2021 …), None where it adds years up."""
    before = figure.before
    if before is None or scanned.within(("word", "cumulative", 0), (before.number.start, figure.tail[1])):
        return None
    said = [
        one for span in figure.lead[:2] for one in scanned.periods_in(span) if one.start > before.unit_end
    ]
    years = [
        one for one in scanned.periods_in((figure.sentence[0], before.number.start)) if one.kind == "year"
    ]
    if len(said) != 1 or said[0].kind != "moment" or not years:
        return None
    words, code = scanned.matched[said[0].start : said[0].end], timeline.code(said[0])
    if not words.startswith("đến năm") or not years[-1].code < code:
        return None
    return Timed(code, OWN, _words(scanned, said[0], OWN))


def in_turn(scanned: Scanned, figure: Figure, timeline: Timeline) -> list[str]:
    """Return the years that a list of figures takes one after another (các năm 2020, 2021 lần lượt là)."""
    before: Span = (figure.sentence[0], figure.number.start)
    if not scanned.within(("word", "in_turn", 0), before):
        return []
    return [
        code for said in scanned.periods_in(before) if said.kind == "year" and (code := timeline.code(said))
    ]
