"""One passage with everything that was recognised in it: words, numbers, periods, places."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from danvan.reader.lexicon import Hit, Token, tokens
from danvan.reader.numbers import Number, numbers
from danvan.reader.passages import Passage, Span
from danvan.reader.periods_said import Said, periods
from danvan.reader.places_said import Named, Names
from danvan.reader.spelling import as_matched
from danvan.reader.vocabulary import Found, Vocabulary

_LONGEST_PHRASE = 60
_MASKS: Found = ("word", "masks", 0)
# Words of the vocabulary that say a period without a number.
_WORDS_OF_PERIODS = {"now": "now", "review": "years", "this_year": "this_year"}


@dataclass(frozen=True)
class Scanned:
    """A passage, its text as it is matched, and what stands where in it; positions are those of the passage.

    Everything is recognised when it is first asked for: of most passages nobody asks more than their numbers.
    """

    passage: Passage
    vocabulary: Vocabulary = field(repr=False)
    names: Names = field(repr=False)

    @cached_property
    def matched(self) -> str:
        """The text as it is matched, every sign in its place."""
        return as_matched(self.passage.text)

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """The words and signs, in order."""
        return tokens(self.matched)

    @cached_property
    def hits(self) -> Sequence[Hit[Found]]:
        """The phrases of the vocabulary, in the order of their beginnings."""
        return _unmasked(list(self.vocabulary.lexicon.hits(self.tokens)))

    @cached_property
    def numbers(self) -> Sequence[Number]:
        """The numbers, in order."""
        return list(numbers(self.matched))

    @cached_property
    def periods(self) -> Sequence[Said]:
        """The periods that are said, with a number or by words alone, in order."""
        return _all_periods(self.matched, self.hits)

    @cached_property
    def places(self) -> Sequence[Named]:
        """The places that are named, in order."""
        return self.names.in_text(self.passage.text, self.matched, self.hits)

    def within(self, key: Found, span: Span) -> list[Hit[Found]]:
        """Return the phrases of a key that stand whole within a span, in order."""
        its = self._by_key.get(key)
        if its is None:
            return []
        starts, hits = its
        found = hits[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]
        return [hit for hit in found if hit.end <= span[1]]

    def hits_in(self, span: Span) -> list[Hit[Found]]:
        """Return every phrase that stands whole within a span, in the order of their beginnings."""
        starts = self._starts["hits"]
        found = self.hits[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]
        return [hit for hit in found if hit.end <= span[1]]

    def said(self, hit: Hit[Found]) -> str:
        """Return a phrase as it is printed."""
        return " ".join(self.passage.text[hit.start : hit.end].split())

    def around(self, hit: Hit[Found]) -> Iterator[Hit[Found]]:
        """Yield the phrases that hold another and are longer."""
        for other in self.hits_in((max(0, hit.start - _LONGEST_PHRASE), hit.end + _LONGEST_PHRASE)):
            if (
                other.start <= hit.start
                and hit.end <= other.end
                and other.end - other.start > hit.end - hit.start
            ):
                yield other

    def beginning_at(self, position: int) -> list[Hit[Found]]:
        """Return every phrase that begins at a position."""
        return self._by_start.get(position, [])

    def ending_at(self, position: int) -> list[Hit[Found]]:
        """Return every phrase that ends at a position."""
        return self._by_end.get(position, [])

    def tokens_in(self, span: Span) -> Sequence[Token]:
        """Return the words and signs that begin within a span."""
        starts = self._starts["tokens"]
        return self.tokens[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]

    def periods_in(self, span: Span) -> Sequence[Said]:
        """Return the periods that begin within a span, in order."""
        starts = self._starts["periods"]
        return self.periods[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]

    def places_in(self, span: Span) -> Sequence[Named]:
        """Return the places named that begin within a span, in order."""
        starts = self._starts["places"]
        return self.places[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """The reasons why a number is no figure of which words stand in the passage."""
        return tuple(dict.fromkeys(key[1] for key in self._by_key if key[0].startswith("reason_")))

    @cached_property
    def _starts(self) -> dict[str, list[int]]:
        """Where everything begins, by what it is."""
        every = {"hits": self.hits, "tokens": self.tokens, "periods": self.periods, "places": self.places}
        return {name: [one.start for one in its] for name, its in every.items()}  # type: ignore[attr-defined]

    @cached_property
    def _by_key(self) -> dict[Found, tuple[list[int], list[Hit[Found]]]]:
        found: dict[Found, tuple[list[int], list[Hit[Found]]]] = {}
        for hit in self.hits:
            starts, hits = found.setdefault(hit.key, ([], []))
            starts.append(hit.start)
            hits.append(hit)
        return found

    @cached_property
    def _by_start(self) -> dict[int, list[Hit[Found]]]:
        found = defaultdict(list)
        for hit in self.hits:
            found[hit.start].append(hit)
        return found

    @cached_property
    def _by_end(self) -> dict[int, list[Hit[Found]]]:
        found = defaultdict(list)
        for hit in self.hits:
            found[hit.end].append(hit)
        return found


def _unmasked(hits: list[Hit[Found]]) -> list[Hit[Found]]:
    """Return the phrases without those within a longer one that means something else: mục tiêu quốc gia."""
    masks = [hit for hit in hits if hit.key == _MASKS]
    if not masks:
        return hits
    starts = [mask.start for mask in masks]
    kept = []
    for hit in hits:
        at = bisect_left(starts, hit.start + 1) - 1
        masked = (
            at >= 0 and masks[at].end >= hit.end and hit.end - hit.start < masks[at].end - masks[at].start
        )
        if not masked:
            kept.append(hit)
    return kept


def _all_periods(matched: str, hits: Sequence[Hit[Found]]) -> list[Said]:
    """Return the periods said with a number, and those that words alone say."""
    said = periods(matched)
    starts = [one.start for one in said]
    for hit in hits:
        kind = _WORDS_OF_PERIODS.get(hit.key[1]) if hit.key[0] == "word" else None
        at = bisect_left(starts, hit.end) - 1
        if kind and not (at >= 0 and said[at].end > hit.start):
            said.append(Said(hit.start, hit.end, kind))  # type: ignore[arg-type]
    return sorted(said, key=lambda one: one.start)
