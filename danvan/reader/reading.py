"""A document read: every number of its text is a candidate for an observation or is listed with why it is none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from danvan import periods
from danvan.catalogue import Catalogue
from danvan.documents.document import Document
from danvan.reader import confidence, matching, timing
from danvan.reader.candidate import About, Candidate, Reading, Unread
from danvan.reader.explained import why_read, why_unread
from danvan.reader.matching import Match
from danvan.reader.models import models_in
from danvan.reader.not_figures import Claims, claims
from danvan.reader.numbers import Number, readings
from danvan.reader.passages import passages
from danvan.reader.places_said import Names
from danvan.reader.placing import Placed, placed
from danvan.reader.qualifiers import Qualified, qualifier
from danvan.reader.reasons import from_to, reason
from danvan.reader.scanned import Scanned, scan
from danvan.reader.surroundings import Figure, figures, part_words_before
from danvan.reader.timing import Around, Timed, Timeline, timed, timeline
from danvan.reader.values import Valued, valued
from danvan.reader.vocabulary import Vocabulary

_PIECE = re.compile(r"(?:19|20)[0-9]{2}\s*[-–—]\s*(?:19|20)[0-9]{2}(?![0-9])|[0-9]+(?:[.,/][0-9]+)*")
_MOST_LEAD_INS = 1


@dataclass
class _Work:
    """What is known while a document is read: its definitions and words, and what stands in which section."""

    document: Document
    catalogue: Catalogue
    vocabulary: Vocabulary
    about: About
    names: Names
    timeline: Timeline
    scans: Sequence[Scanned]
    headings: Mapping[str, Scanned] = field(default_factory=dict)
    whys: dict[tuple[str, tuple[str, ...]], dict[str, str]] = field(default_factory=dict)

    def why_unread(self, reason: str, indicators: tuple[str, ...] = ()) -> dict[str, str]:
        """Return the words for a reason, made once."""
        if (reason, indicators) not in self.whys:
            self.whys[reason, indicators] = why_unread(reason, self.catalogue, indicators)
        return self.whys[reason, indicators]


@dataclass
class _Read:
    """A figure with the indicator, period, place and value that it was read with."""

    figure: Figure
    match: Match
    indicator: str
    timed: Timed
    place: Placed
    value: Valued
    bound: Qualified
    weaknesses: list[str]


@dataclass(frozen=True)
class _Left:
    """A number that no figure was made of, and why."""

    number: Number
    reason: str
    indicators: tuple[str, ...] = ()


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
    scans = [scan(passage, vocabulary, names) for passage in passages(document)]
    known = timeline(document, scans, about.issued_on)
    work = _Work(document, catalogue, vocabulary, about, names, known, scans, _headings(scans))
    candidates: list[Candidate] = []
    unread: list[Unread] = []
    for scanned in scans:
        found, left = _read_passage(work, scanned)
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


def _read_passage(work: _Work, scanned: Scanned) -> tuple[list[Candidate], list[Unread]]:
    claimed = claims(scanned)
    free = [number for number in scanned.numbers if not _claimed(claimed, number)]
    around = _around(work, scanned)
    read_so_far: list[_Read] = []
    left: list[_Left] = []
    for figure in figures(scanned, free):
        outcome = _read_figure(work, scanned, figure, around, read_so_far)
        if isinstance(outcome, _Read):
            read_so_far.append(outcome)
        else:
            left.append(outcome)
    candidates = [_candidate(work, scanned, one) for one in read_so_far]
    unread = [_unread(work, scanned, one) for one in left]
    return candidates, [*unread, *_claimed_numbers(work, scanned, claimed)]


def _claimed(claimed: Claims, number: Number) -> bool:
    return any(claimed.reason_at(position) for position in range(number.start, number.end))


def _around(work: _Work, scanned: Scanned) -> Around:
    """Return what leads in to a passage: the sentence that its list stands under, and the headings above it."""
    paragraph, at = scanned.passage.paragraph, scanned.passage.number
    lead_ins = []
    if paragraph.kind == "item":
        before = at - 1
        while before >= 0 and work.scans[before].passage.paragraph.kind in ("item", "note"):
            before -= 1
        if before >= 0 and work.scans[before].matched.rstrip(" *").endswith(":"):
            lead_ins.append(work.scans[before])
    parts = paragraph.section.split(".") if paragraph.section else []
    sections = [".".join(parts[:count]) for count in range(len(parts), 0, -1)]
    headings = [work.headings[section] for section in sections if section in work.headings]
    if not paragraph.section and "" in work.headings:
        headings.append(work.headings[""])
    return Around(lead_ins, [heading for heading in headings if heading is not scanned])


def _read_figure(
    work: _Work, scanned: Scanned, figure: Figure, around: Around, before: list[_Read]
) -> _Read | _Left:
    """Read one number: why it is none, else its indicator, period, place and value."""
    if against := reason(scanned, figure, work.vocabulary, list(around.headings)):
        return _Left(figure.number, against)
    if _is_whole(scanned, figure, before):
        return _Left(figure.number, "whole")
    found = matching.matches(scanned, figure, work.vocabulary, [*around.lead_ins, *around.headings])
    match, open_between = matching.best(found)
    if match is None:
        return _unmatched(work, scanned, figure, open_between)
    return _with_match(work, scanned, figure, around, before, match)


def _unmatched(work: _Work, scanned: Scanned, figure: Figure, between: tuple[str, ...]) -> _Left:
    if between or (between := matching.possible(scanned, figure, work.vocabulary)):
        return _Left(figure.number, "ambiguous", between)
    return _Left(figure.number, "no_indicator" if figure.units else "no_unit")


def _with_match(
    work: _Work, scanned: Scanned, figure: Figure, around: Around, before: list[_Read], match: Match
) -> _Read | _Left:
    meaning, catalogue = work.vocabulary.meanings[match.indicator], work.catalogue
    moment = meaning.moment
    if moment is None:
        moment = catalogue.indicators[match.indicator].aggregation == "latest"
    when, weak = _period(work, scanned, figure, around, before, moment=moment)
    if not when.code:
        return _Left(figure.number, "no_period", (match.indicator,))
    where = placed(scanned, figure, work.names, catalogue, work.about.place, around, when.code)
    if where.reason:
        return _Left(figure.number, where.reason, ())
    level = catalogue.places[where.place].level if where.place in catalogue.places else "town"
    indicator = matching.for_level(match.indicator, level, catalogue)
    value = valued(
        figure.number, match.counted, catalogue.indicators[indicator], catalogue, where.place, when.code
    )
    if value is None:
        return _Left(figure.number, "implausible", (indicator,))
    bound = qualifier(scanned, figure)
    one = _Read(figure, match, indicator, when, where, value, bound, weak)
    if _is_part(scanned, one, before):
        return _Left(figure.number, "subset")
    one.weaknesses += _weaknesses(one, scanned)
    return one


def _weaknesses(one: _Read, scanned: Scanned) -> list[str]:
    found = [*confidence.of_match(one.match), *confidence.of_period(one.timed.source)]
    if one.value.other is not None:
        found.append("two_readings")
    if one.value.outside:
        found.append("outside")
    if part_words_before(scanned, one.figure) is not None:
        found.append("part")
    return found


def _period(
    work: _Work, scanned: Scanned, figure: Figure, around: Around, before: list[_Read], *, moment: bool
) -> tuple[Timed, list[str]]:
    """Return the period of a figure; two ends of a span, and a list of years, are shared out over their figures."""
    if pair := _pair(scanned, figure):
        return _end_of_pair(work, scanned, figure, around, pair, moment=moment), []
    years = timing.in_turn(scanned, figure, work.timeline)
    place = _place_in_turn(scanned, figure)
    if len(years) > 1 and 0 <= place < len(years):
        return Timed(years[place], timing.SENTENCE, years[place]), ["in_turn"]
    return timed(scanned, figure, work.timeline, around, moment=moment), []


def _end_of_pair(
    work: _Work,
    scanned: Scanned,
    figure: Figure,
    around: Around,
    pair: tuple[Figure, Figure],
    *,
    moment: bool,
) -> Timed:
    """Return the period of one of "from so much to so much": its own, else its end of the span said with either."""
    both = {one is figure: timed(scanned, one, work.timeline, around, moment=False) for one in pair}
    own = both[True]
    if own.source == timing.OWN and not periods.is_span(own.code):
        return own
    if own.source != timing.OWN:
        of_a_day = timed(scanned, figure, work.timeline, around, moment=moment)
        if of_a_day.source == timing.OWN:
            return of_a_day
    spans = sorted(
        (one for one in both.values() if periods.is_span(one.code)),
        key=lambda one: timing.SOURCES.index(one.source),
    )
    if spans:
        return replace(spans[0], code=timing.ends_of(spans[0].code)[0 if figure is pair[0] else 1])
    return own if figure is pair[1] else Timed("", own.source)


def _pair(scanned: Scanned, figure: Figure) -> tuple[Figure, Figure] | None:
    """Return the two figures of "from so much to so much" that a figure is one of."""
    if behind := from_to(scanned, figure):
        return figure, behind
    if figure.before and from_to(scanned, figure.before) is figure:
        return figure.before, figure
    return None


def _place_in_turn(scanned: Scanned, figure: Figure) -> int:
    """Return how many figures stand before this one in its list, -1 where it stands in none."""
    words = scanned.within(("word", "in_turn", 0), (figure.sentence[0], figure.number.start))
    if not words:
        return -1
    place, before = 0, figure.before
    while before and before.number.start > words[-1].start:
        place, before = place + 1, before.before
    return place


def _is_whole(scanned: Scanned, figure: Figure, before: list[_Read]) -> bool:
    """Say whether a number is of how many the figure before it is, and give it to that figure."""
    if not before or figure.before is not before[-1].figure:
        return False
    last = before[-1]
    between = scanned.matched[last.figure.unit_end : figure.number.start]
    words = scanned.within(("word", "total_of", 0), (last.figure.unit_end, figure.number.start))
    if between.strip() != "/" and not (
        words and not between[: words[0].start - last.figure.unit_end].strip()
    ):
        return False
    read = readings(figure.number, "", "")
    if (
        read
        and read.vietnamese is not None
        and last.value.whole is None
        and read.vietnamese >= last.value.value
    ):
        last.value = replace(last.value, whole=read.vietnamese)
    return True


def _is_part(scanned: Scanned, one: _Read, before: list[_Read]) -> bool:
    """Say whether a figure is a part of one before it: behind "trong đó", or the same quantity once more."""
    same_sentence = [other for other in before if other.figure.sentence == one.figure.sentence]
    if any(
        (other.indicator, other.place.place, other.timed.code)
        == (one.indicator, one.place.place, one.timed.code)
        for other in same_sentence
    ):
        return True
    words = part_words_before(scanned, one.figure)
    if words is None:
        return False
    said_before = any(evidence.own and evidence.start < words for evidence in one.match.evidence)
    return said_before or any(
        (other.indicator, other.place.place) == (one.indicator, one.place.place) for other in same_sentence
    )


def _candidate(work: _Work, scanned: Scanned, one: _Read) -> Candidate:
    passage, number = scanned.passage, one.figure.number
    start, end = passage.in_document(number.start), passage.in_document(number.end - 1) + 1
    indicator = work.catalogue.indicators[one.indicator]
    phrase_end = one.figure.unit_end if one.match.counted_behind else number.scale_end
    notes = timing.notes_of(scanned, one.figure)
    pair = _pair(scanned, one.figure)
    for other in pair or ():
        notes += timing.notes_of(scanned, other)
    return Candidate(
        indicator=one.indicator,
        value=float(one.value.value),
        unit=indicator.unit,
        qualifier=one.bound.sign,
        period=one.timed.code,
        place=one.place.place,
        start=start,
        end=end,
        printed=work.document.text[start:end],
        confidence=confidence.confidence(one.weaknesses),
        why=why_read(work.catalogue, one.match, one.indicator, one.bound, one.timed, one.place, one.value),
        phrase=passage.text[one.bound.start : phrase_end].strip(),
        whole=None if one.value.whole is None else float(one.value.whole),
        standard=_standard(work, scanned, one) if indicator.by_standard else "",
        section=passage.paragraph.section,
        note=passage.paragraph.note or (notes[0] if notes else ""),
    )


def _standard(work: _Work, scanned: Scanned, one: _Read) -> str:
    """Return the poverty standard that the sentence names, else the one that holds at the end of the period."""
    for said in scanned.periods_in(one.figure.sentence):
        if said.kind == "standard" and said.code in work.catalogue.standards:
            return said.code
    day = periods.parse(one.timed.code).end
    for code, standard in work.catalogue.standards.items():
        if standard.valid_from <= day <= standard.valid_to:
            return code
    return ""


def _unread(work: _Work, scanned: Scanned, left: _Left) -> Unread:
    start = scanned.passage.in_document(left.number.start)
    end = scanned.passage.in_document(left.number.end - 1) + 1
    why = work.why_unread(left.reason, left.indicators)
    return Unread(start, end, work.document.text[start:end], left.reason, why)


def _claimed_numbers(work: _Work, scanned: Scanned, claimed: Claims) -> Iterator[Unread]:
    """Yield the numbers that are no figure wherever they stand, each with the reason of its first digit."""
    for found in _PIECE.finditer(scanned.passage.text):
        code = claimed.reason_at(found.start()) or claimed.reason_at(found.end() - 1)
        if code:
            start = scanned.passage.in_document(found.start())
            why = work.why_unread(code)
            yield Unread(start, start + len(found.group()), found.group(), code, why)


def _all_unread(work: _Work, candidates: Sequence[Candidate], unread: Sequence[Unread]) -> Iterator[Unread]:
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
