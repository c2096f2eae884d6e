"""Which indicator a number is of: the one whose words stand with it, nearest; of several alike none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from danvan.catalogue import Catalogue
from danvan.reader.lexicon import Hit
from danvan.reader.passages import Span
from danvan.reader.scanned import Scanned
from danvan.reader.surroundings import Figure, is_empty
from danvan.reader.vocabulary import Found, Meaning, Vocabulary

_BARE = re.compile(r" ?(?:\([^()]*%[^()]*\))? ?(?:[.;,]|$)")
_COLON = re.compile(r": ?$")
# More groups of own words no indicator has.
_GROUPS = 4
# How far the words of a group stand from their figure.
OWN, AHEAD, SHARED, SENTENCE, PASSAGE = range(5)


@dataclass(frozen=True)
class Evidence:
    """A phrase that speaks for an indicator: its words, in which zone, how far from the figure, where in the passage.

    start is -1 for a phrase of another passage; own says that it is of the groups that stand with the figure itself.
    """

    text: str
    zone: int
    distance: int
    start: int = -1
    own: bool = False


@dataclass(frozen=True)
class Match:
    """An indicator that fits a figure: the words of its unit, whether they stand behind it, the evidence by group."""

    indicator: str
    counted: str
    counted_behind: bool
    evidence: tuple[Evidence, ...]

    @property
    def rank(self) -> tuple[int, int, int, int, int]:
        """What orders matches, the best first: unit behind, nearest zones, more groups, longer words, nearer ones."""
        zones = [one.zone for one in self.evidence]
        return (
            not self.counted_behind,
            max(zones, default=OWN),
            -len(zones),
            -len(self.counted),
            sum(one.distance for one in self.evidence),
        )


def matches(
    scanned: Scanned,
    figure: Figure,
    vocabulary: Vocabulary,
    around: Sequence[Scanned],
    lists: Sequence[Scanned],
) -> list[Match]:
    """Return the indicators that fit a figure, the best first.

    around are passages that lead in to this one, lists those of them under which its list stands.
    """
    lists = _lists_of(scanned, figure, around, lists)
    found = [
        match
        for code, counted, behind in _counted(scanned, figure)
        if (match := _match(scanned, figure, vocabulary.meanings[code], counted, behind, around, lists))
    ]
    return sorted(found, key=lambda match: match.rank)


def best(found: Sequence[Match]) -> tuple[Match | None, tuple[str, ...]]:
    """Return the match that is better than all others, or none and the indicators between which it is open."""
    if not found:
        return None, ()
    alike = [match for match in found if match.rank == found[0].rank]
    if len({match.indicator for match in alike}) > 1:
        return None, tuple(dict.fromkeys(match.indicator for match in alike))
    return found[0], ()


def possible(scanned: Scanned, figure: Figure, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the indicators whose unit stands behind a figure and some, not all, of whose words stand with it."""
    found = []
    spans = [
        (span, OWN)
        for span in [*figure.own, *figure.further, *figure.parallel, *figure.ahead, figure.sentence]
    ]
    for hit in figure.units:
        code = hit.key[1]
        if hit.key[0] != "counted" or _forbidden(scanned, figure, vocabulary.meanings[code]):
            continue
        meaning = vocabulary.meanings[code]
        own = [_nearest(scanned, ("own", code, n), spans[:-1], figure) for n in range(len(meaning.own))]
        near = [_nearest(scanned, ("around", code, n), spans, figure) for n in range(len(meaning.around))]
        if any(own) and all(near):
            found.append(code)
    return tuple(dict.fromkeys(found))


def for_level(indicator: str, level: str, catalogue: Catalogue) -> str:
    """Return the indicator as a place of this level has it: a town's own report may give the quantity by another."""
    known = catalogue.indicators
    if level != "ward":
        return known[indicator].town_total or indicator
    wards = [code for code, other in known.items() if other.town_total == indicator]
    return wards[0] if wards else indicator


def _counted(scanned: Scanned, figure: Figure) -> Iterator[tuple[str, str, bool]]:
    """Yield the indicators whose unit stands with the figure: behind it, or before it where no other is behind."""
    behind = [hit for hit in figure.units if hit.key[0] == "counted"]
    for hit in behind:
        yield hit.key[1], scanned.said(hit), True
    if any(hit.key[0] != "reason_after" for hit in figure.units):
        return
    if not figure.units and _another_word_behind(scanned, figure):
        return
    seen = set()
    for span in [*figure.lead, *(figure.further if figure.continues else [])]:
        for hit in _counted_in(scanned, span):
            if hit.key[1] not in seen:
                seen.add(hit.key[1])
                yield hit.key[1], scanned.said(hit), False
    if not seen and not figure.units:
        yield from _counted_before(scanned, figure)


def _counted_before(scanned: Scanned, figure: Figure) -> Iterator[tuple[str, str, bool]]:
    """Yield the indicators of the unit of the number before, where a bare number stands behind a colon."""
    before = figure.before
    bare = _BARE.match(scanned.matched, figure.number.end)
    if before is None or not bare or not _COLON.search(scanned.matched[: figure.number.start]):
        return
    own = (before.tail[1], figure.number.start)
    for hit in before.units:
        said = any(scanned.within(("own", hit.key[1], number), own) for number in range(_GROUPS))
        if hit.key[0] == "counted" and said:
            yield hit.key[1], scanned.said(hit), False


def _counted_in(scanned: Scanned, span: Span) -> Iterator[Hit[Found]]:
    """Yield the words of units in a stretch, but none that is part of a longer one."""
    found = [hit for hit in scanned.hits_in(span) if hit.key[0] in ("counted", "unit")]
    for hit in found:
        longer = any(
            other.start <= hit.start
            and hit.end <= other.end
            and other.end - other.start > hit.end - hit.start
            for other in found
        )
        if hit.key[0] == "counted" and not longer:
            yield hit


def _another_word_behind(scanned: Scanned, figure: Figure) -> bool:
    """Say whether a word that is no filler stands right behind the number: then it counts that."""
    following = next(iter(scanned.tokens_in((figure.number.scale_end, figure.tail[1] + 1))), None)
    if following is None or not following.is_word:
        return False
    covered = any(
        said.start == following.start for said in scanned.periods_in((following.start, following.end))
    )
    fillers = [hit for hit in scanned.beginning_at(following.start) if hit.key == ("word", "filler", 0)]
    return not covered and not fillers


def _match(
    scanned: Scanned,
    figure: Figure,
    meaning: Meaning,
    counted: str,
    behind: bool,
    around: Sequence[Scanned],
    lists: Sequence[Scanned],
) -> Match | None:
    if _forbidden(scanned, figure, meaning):
        return None
    spans = _spans_of(figure)
    evidence = []
    for number in range(len(meaning.own)):
        key = ("own", meaning.indicator, number)
        found = _nearest(scanned, key, spans, figure) or _leading_in(key, lists)
        if found is None:
            return None
        evidence.append(replace(found, own=True))
    if any(one.zone >= SHARED for one in evidence) and _forbidden_where_shared(scanned, figure, meaning):
        return None
    further = [*spans, (figure.sentence, SENTENCE), ((0, figure.sentence[0]), PASSAGE)]
    for number in range(len(meaning.around)):
        key = ("around", meaning.indicator, number)
        found = _nearest(scanned, key, further, figure) or _leading_in(key, around)
        if found is None:
            return None
        evidence.append(found)
    return Match(meaning.indicator, counted, behind, tuple(evidence))


def _spans_of(figure: Figure) -> list[tuple[Span, int]]:
    """Return the stretches where words of a figure stand, each with its zone."""
    own = [*figure.own, (figure.number.start, max(figure.unit_end, figure.tail[1]))]
    shared = [*figure.further, *figure.parallel]
    zones = ((OWN, own), (AHEAD, figure.ahead), (SHARED, shared))
    return [(span, zone) for zone, spans in zones for span in spans]


def _lists_of(
    scanned: Scanned, figure: Figure, around: Sequence[Scanned], lists: Sequence[Scanned]
) -> Sequence[Scanned]:
    """Return the sentence above its list where a figure opens an item: what it says, it says of each item.

    A heading without a colon says it of those that have no words of their own.
    """
    if figure.before is not None or not all(is_empty(scanned, span) for span in figure.lead):
        return []
    bare = is_empty(scanned, figure.tail)
    return [one for one in around if one.matched.rstrip(" *").endswith(":") or (bare and one in lists)]


def _forbidden(scanned: Scanned, figure: Figure, meaning: Meaning) -> bool:
    key, sentence = ("never", meaning.indicator, 0), (figure.sentence[0], figure.tail[1])
    own = [*figure.own, (figure.number.start, figure.tail[1])]
    return any(_stands_alone(scanned, key, span, meaning) for span in own) or (
        _stands_alone(scanned, ("never_around", meaning.indicator, 0), sentence, meaning)
    )


def _forbidden_where_shared(scanned: Scanned, figure: Figure, meaning: Meaning) -> bool:
    key = ("never", meaning.indicator, 0)
    return figure.continues and any(_stands_alone(scanned, key, span, meaning) for span in figure.further)


def _stands_alone(scanned: Scanned, key: Found, span: Span, meaning: Meaning) -> bool:
    """Say whether a word that forbids stands there, and not within words that speak for the indicator."""
    return any(
        not any(
            other.key[0] in ("own", "around", "counted") and other.key[1] == meaning.indicator
            for other in scanned.around(hit)
        )
        for hit in scanned.within(key, span)
    )


def _nearest(
    scanned: Scanned, key: Found, spans: Sequence[tuple[Span, int]], figure: Figure
) -> Evidence | None:
    """Return the nearest phrase of a group in the first zone that has one."""
    for zone in (OWN, AHEAD, SHARED, SENTENCE, PASSAGE):
        found = [hit for span, its in spans if its == zone for hit in scanned.within(key, span)]
        if found:
            nearest = min(found, key=lambda hit: _distance(hit, figure))
            return Evidence(scanned.said(nearest), zone, _distance(nearest, figure), nearest.start)
    return None


def _leading_in(key: Found, around: Sequence[Scanned]) -> Evidence | None:
    for scanned in around:
        if found := scanned.within(key, (0, len(scanned.matched))):
            return Evidence(scanned.said(found[-1]), PASSAGE, len(scanned.matched))
    return None


def _distance(hit: Hit[Found], figure: Figure) -> int:
    return max(figure.number.start - hit.end, hit.start - figure.number.end, 0)
