"""Which words belong to a number: those before it, those behind it, and what it shares with others of its list."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from danvan.reader.lexicon import Hit
from danvan.reader.numbers import Number
from danvan.reader.passages import Span
from danvan.reader.scanned import Scanned
from danvan.reader.vocabulary import Found

_HARD = frozenset(",:()")
_AND_WORD = "và"
_AND = frozenset((_AND_WORD, "với", "cùng"))
_TURN = frozenset(("xuống", "lên", "còn"))
_GAP = re.compile(r"[ .]{0,2}(?:\([^()0-9]{1,40}\) ?)?")
_WORDS_OF_A_KIND = 4
_NEXT_WORD = 20
_FILLER: Found = ("word", "filler", 0)
_JOINED: Found = ("word", "joined", 0)
_PARTS: Found = ("word", "parts", 0)


@dataclass
class Figure:
    """A number that may be a figure, and the words around it; positions are those of the passage.

    unit_end is where the words of its unit end; lead are the stretches before it that are its own, the nearest first;
    further are stretches further back, in a list those of the number before; parallel are the numbers before it of
    the same unit with their tails; ahead is the tail of the number behind where only that says what both are.
    continues says that it goes on with the list of the number before.
    """

    number: Number
    unit_end: int
    units: list[Hit[Found]]
    clause: Span
    sentence: Span
    lead: list[Span] = field(default_factory=list)
    tail: Span = (0, 0)
    further: list[Span] = field(default_factory=list)
    parallel: list[Span] = field(default_factory=list)
    ahead: list[Span] = field(default_factory=list)
    before: "Figure | None" = None
    behind: "Figure | None" = None
    continues: bool = False

    @property
    def own(self) -> list[Span]:
        """The stretches that are the figure's own, the nearest first."""
        return [*self.lead[:1], self.tail, *self.lead[1:]]


def figures(scanned: Scanned, free: Sequence[Number]) -> list[Figure]:
    """Return the numbers that nothing claims, with their surroundings."""
    found: list[Figure] = []
    for number in free:
        units = units_behind(scanned, number)
        end = max((hit.end for hit in units), default=number.scale_end)
        clause, sentence = scanned.passage.clause_at(number.start), scanned.passage.sentence_at(number.start)
        figure = Figure(number, end, units, clause, sentence)
        if found and found[-1].sentence == sentence:
            figure.before, found[-1].behind = found[-1], figure
        found.append(figure)
    for figure in found:
        _give_words(scanned, figure)
    for figure in found:
        _share(scanned, figure)
    return found


def units_behind(scanned: Scanned, number: Number) -> list[Hit[Found]]:
    """Return the longest words of units right behind a number; those of reasons compete with them."""
    gap = _GAP.match(scanned.matched, number.scale_end)
    at = gap.end() if gap else number.scale_end
    hits = [
        hit
        for position in {number.scale_end, at}
        for hit in scanned.beginning_at(position)
        if hit.key[0] in ("counted", "unit", "reason_after")
    ]
    longest = max((hit.end for hit in hits), default=0)
    return [hit for hit in hits if hit.end == longest]


def _give_words(scanned: Scanned, figure: Figure) -> None:
    """Give a figure what stands between it and its neighbours of the clause, parted where a list is."""
    before = figure.before if figure.before and figure.before.clause == figure.clause else None
    start = before.unit_end if before else figure.clause[0]
    figure.lead = _lead(scanned, (start, figure.number.start), before)
    behind = figure.behind if figure.behind and figure.behind.clause == figure.clause else None
    end = behind.number.start if behind else figure.clause[1]
    figure.tail = (figure.unit_end, _tail_end(scanned, (figure.unit_end, end), behind is not None))


def _lead(scanned: Scanned, gap: Span, before: Figure | None) -> list[Span]:
    """Return the stretches of a gap before a figure, the nearest first, without the tail of the figure before.

    Where nothing parts the two figures, the one before belongs to the words before this one.
    """
    cuts = _cuts(scanned, gap, _HARD)
    if before and not cuts:
        soft = _cuts(scanned, gap, _AND) or _cuts(scanned, gap, _TURN, before=True)
        return [(soft[-1] if soft else before.number.start, gap[1])]
    edges = [*([] if before else [gap[0]]), *cuts, gap[1]]
    return [span for span in zip(edges[-2::-1], edges[:0:-1], strict=False) if span[0] <= span[1]]


def _tail_end(scanned: Scanned, gap: Span, has_behind: bool) -> int:
    cuts = [cut - 1 for cut in _cuts(scanned, gap, frozenset(",:"))]
    if len(cuts) > 1 or not has_behind:
        cuts = cuts[_of_one_noun(scanned, gap[0], cuts) :]
    bracket = scanned.matched.find("(", *gap)
    if has_behind and bracket >= 0 and scanned.matched.find(")", bracket, gap[1]) < 0:
        cuts = sorted([*cuts, bracket])
    if has_behind:
        ends = [cut - len(_AND_WORD) for cut in _cuts(scanned, gap, frozenset((_AND_WORD,)))]
        cuts = sorted([*cuts, *ends]) if cuts else ends[-1:]
    if has_behind and not cuts:
        soft = _cuts(scanned, gap, _AND) or _cuts(scanned, gap, _TURN, before=True)
        return soft[-1] if soft else gap[1]
    return cuts[0] if cuts else gap[1]


def _of_one_noun(scanned: Scanned, start: int, cuts: Sequence[int]) -> int:
    """Return how many commas part but kinds of the one thing that is counted: đất vườn, đất ruộng do dân hiến."""
    for number, cut in enumerate(cuts):
        kind, further = scanned.tokens_in((start, cut)), scanned.tokens_in((cut, cut + _NEXT_WORD))[1:2]
        if not (1 < len(kind) <= _WORDS_OF_A_KIND and further and further[0].text == kind[0].text):
            return number
        start = further[0].start
    return len(cuts)


def _cuts(scanned: Scanned, gap: Span, signs: frozenset[str], *, before: bool = False) -> list[int]:
    """Return where a gap is cut: behind (or before) the signs that stand within no phrase that joins them."""
    joined = scanned.within(_JOINED, (gap[0] - 40, gap[1] + 40))
    return [
        token.start if before else token.end
        for token in scanned.tokens_in(gap)
        if token.text in signs and not any(hit.start < token.start < hit.end for hit in joined)
    ]


def _share(scanned: Scanned, figure: Figure) -> None:
    """Give a figure whose own lead says nothing what its list shares, and look further back in its clause."""
    own = 0
    while own < len(figure.lead) and is_empty(scanned, figure.lead[own]):
        own += 1
    kept, figure.lead = figure.lead[: own + 1], figure.lead
    figure.further = figure.lead[own + 1 :]
    figure.lead = kept
    if own == len(kept) and figure.before:
        figure.continues = True
        before = figure.before
        whole_before = (before.number.start, before.tail[1])
        alike = _unit_words(scanned, before) == _unit_words(scanned, figure)
        figure.parallel = [*([whole_before] if alike else []), *before.parallel]
        figure.further = [*before.lead, *([] if alike else [whole_before]), *before.further]
    behind = figure.behind
    if (
        behind
        and behind.clause == figure.clause
        and is_empty(scanned, figure.tail)
        and all(is_empty(scanned, span) for span in behind.lead)
    ):
        figure.ahead = [(behind.number.start, behind.tail[1])]


def _unit_words(scanned: Scanned, figure: Figure) -> str:
    return scanned.matched[figure.number.scale_end : figure.unit_end].strip()


def is_empty(scanned: Scanned, span: Span) -> bool:
    """Say whether a stretch has no word of its own: only such as join, periods, places, qualifiers."""
    return not words_of(scanned, span)


def words_of(scanned: Scanned, span: Span) -> set[str]:
    """Return the words of a stretch that say more than such as join, periods, places, qualifiers."""
    covered = [(said.start, said.end) for said in scanned.periods_in(span)]
    covered += [(named.start, named.end) for named in scanned.places_in(span)]
    covered += [(hit.start, hit.end) for hit in scanned.within(_FILLER, span)]
    for key in (">", ">=", "<", "~"):
        covered += [(hit.start, hit.end) for hit in scanned.within(("before", key, 0), span)]
    return {
        token.text
        for token in scanned.tokens_in(span)
        if token.is_word and not any(start <= token.start < end for start, end in covered)
    }


def part_words_before(scanned: Scanned, figure: Figure) -> int | None:
    """Return where the words begin behind which a figure is a part of a whole (trong đó, gồm), None without them."""
    spans = [*figure.lead, *(figure.further if figure.continues else [])]
    return max((hit.start for span in spans for hit in scanned.within(_PARTS, span)), default=None)


def unit_said_before(scanned: Scanned, figure: Figure) -> bool:
    """Say whether the words before a number begin with its short unit: ngày công đóng góp: 12.400 ngày."""
    behind = scanned.matched[figure.number.scale_end : figure.unit_end].strip()
    return any(
        hit.key[0] == "counted" and scanned.matched[hit.start : hit.end].startswith(f"{behind} ")
        for span in [*figure.lead, *figure.further[:1]]
        for hit in scanned.hits_in(span)
    )
