"""One number read: its indicator, period, place and value; or the reason why it is left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from danvan import periods
from danvan.catalogue import Catalogue
from danvan.documents.document import Document
from danvan.reader import confidence, matching, timing
from danvan.reader.candidate import About
from danvan.reader.explained import why_unread
from danvan.reader.matching import Match
from danvan.reader.numbers import Number, readings
from danvan.reader.places_said import Names
from danvan.reader.placing import Placed, placed
from danvan.reader.qualifiers import Qualified, qualifier
from danvan.reader.reasons import from_to, reason
from danvan.reader.scanned import Scanned
from danvan.reader.surroundings import Figure, part_words_before, words_of
from danvan.reader.timing import Around, Timed, Timeline, timed
from danvan.reader.values import Valued, valued
from danvan.reader.vocabulary import Vocabulary


@dataclass
class Work:
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
class Read:
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
class Left:
    """A number that no figure was made of, and why."""

    number: Number
    reason: str
    indicators: tuple[str, ...] = ()


def interpreted(
    work: Work, scanned: Scanned, figure: Figure, around: Around, before: list[Read]
) -> Read | Left:
    """Read one number: why it is none, else its indicator, period, place and value."""
    if against := reason(scanned, figure, work.vocabulary, around):
        return Left(figure.number, against)
    if _is_whole(scanned, figure, before):
        return Left(figure.number, "whole")
    found = matching.matches(
        scanned, figure, work.vocabulary, [*around.lead_ins, *around.headings], around.lead_ins
    )
    match, open_between = matching.best(found)
    if match is None:
        return _unmatched(work, scanned, figure, open_between)
    return _with_match(work, scanned, figure, around, before, match)


def _unmatched(work: Work, scanned: Scanned, figure: Figure, between: tuple[str, ...]) -> Left:
    if between or (between := matching.possible(scanned, figure, work.vocabulary)):
        return Left(figure.number, "ambiguous", between)
    return Left(figure.number, "no_indicator" if figure.units else "no_unit")


def _with_match(
    work: Work, scanned: Scanned, figure: Figure, around: Around, before: list[Read], match: Match
) -> Read | Left:
    meaning, catalogue = work.vocabulary.meanings[match.indicator], work.catalogue
    moment = meaning.moment
    if moment is None:
        moment = catalogue.indicators[match.indicator].aggregation == "latest"
    when, weak = _period(work, scanned, figure, around, before, moment=moment)
    if not when.code:
        why = "start_unknown" if pair_of(scanned, figure) else "no_period"
        return Left(figure.number, why, (match.indicator,))
    where = placed(scanned, figure, work.names, catalogue, work.about.place, around, when.code)
    if where.reason:
        return Left(figure.number, where.reason, ())
    level = catalogue.places[where.place].level if where.place in catalogue.places else "town"
    indicator = matching.for_level(match.indicator, level, catalogue)
    value = valued(
        figure.number, match.counted, catalogue.indicators[indicator], catalogue, where.place, when.code
    )
    if value is None:
        return Left(figure.number, "implausible", (indicator,))
    bound = qualifier(scanned, figure)
    one = Read(figure, match, indicator, when, where, value, bound, weak)
    if _is_part(scanned, one, before):
        return Left(figure.number, "subset")
    one.weaknesses += _weaknesses(one, scanned)
    return one


def _weaknesses(one: Read, scanned: Scanned) -> list[str]:
    found = [*confidence.of_match(one.match), *confidence.of_period(one.timed.source)]
    if one.value.other is not None:
        found.append("two_readings")
    if one.value.outside:
        found.append("outside")
    if part_words_before(scanned, one.figure) is not None:
        found.append("part")
    return found


def _period(
    work: Work, scanned: Scanned, figure: Figure, around: Around, before: list[Read], *, moment: bool
) -> tuple[Timed, list[str]]:
    """Return the period of a figure; two ends of a span, and a list of years, are shared out over their figures."""
    if pair := pair_of(scanned, figure):
        return _end_of_pair(work, scanned, figure, around, pair, moment=moment), []
    years = timing.in_turn(scanned, figure, work.timeline)
    place = _place_in_turn(scanned, figure)
    if len(years) > 1 and 0 <= place < len(years):
        return Timed(years[place], timing.SENTENCE, years[place]), ["in_turn"]
    if not moment and (year := timing.next_year(scanned, figure, work.timeline)):
        return year, []
    return timed(scanned, figure, work.timeline, around, moment=moment), []


def _end_of_pair(
    work: Work,
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


def pair_of(scanned: Scanned, figure: Figure) -> tuple[Figure, Figure] | None:
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


def _is_whole(scanned: Scanned, figure: Figure, before: list[Read]) -> bool:
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


def _is_of_another_place(scanned: Scanned, one: Read, words: int, same_sentence: Sequence[Read]) -> bool:
    """Say whether a part is all that a place named with it has: no word narrows what is counted beside the whole."""
    wholes = [other for other in same_sentence if other.figure.number.start < words]
    if not any(other.indicator == one.indicator and other.place.place != one.place.place for other in wholes):
        return False
    start = max(words, one.figure.before.unit_end if one.figure.before else words)
    own = ((start, one.figure.number.start), one.figure.tail)
    named = [place for span in own for place in scanned.places_in(span)]
    if len(named) != 1 or one.place.place not in named[0].codes:
        return False
    said = {token.text for token in scanned.tokens_in((one.figure.sentence[0], words))}
    for span in own:
        verbs = [hit for hit in scanned.hits_in(span) if hit.key[0] == "own"]
        said |= {token.text for hit in verbs for token in scanned.tokens_in((hit.start, hit.end))}
    return all(words_of(scanned, span) <= said for span in own)


def _is_part(scanned: Scanned, one: Read, before: list[Read]) -> bool:
    """Say whether a figure is a part of one before it: behind "trong đó", or the same quantity once more."""
    sentence = one.figure.sentence
    same_sentence = list(takewhile(lambda other: other.figure.sentence == sentence, reversed(before)))
    if any(
        (other.indicator, other.place.place, other.timed.code)
        == (one.indicator, one.place.place, one.timed.code)
        for other in same_sentence
    ):
        return True
    words = part_words_before(scanned, one.figure)
    if words is None:
        return False
    if _is_of_another_place(scanned, one, words, same_sentence):
        return False
    own = [evidence.start for evidence in one.match.evidence if evidence.own]
    said_before = (
        min(own) < words if own else any(other.indicator == one.indicator for other in same_sentence)
    )
    return said_before or any(
        (other.indicator, other.place.place) == (one.indicator, one.place.place) for other in same_sentence
    )
