"""Bounds said with a number: trên, gần, khoảng before it, trở lên behind it."""

from dataclasses import dataclass

from danvan.reader.scanned import Scanned
from danvan.reader.surroundings import Figure
from danvan.reader.vocabulary import Found

EXACT = "="
_BEHIND_BOUNDS: Found = ("word", "behind_bounds", 0)
_BEHIND_LONG_BOUNDS: Found = ("word", "behind_long_bounds", 0)


@dataclass(frozen=True)
class Qualified:
    """The sign of a qualifier, its words and where the figure's phrase begins with them."""

    sign: str
    words: str
    start: int


def qualifier(scanned: Scanned, figure: Figure) -> Qualified:
    """Return how exactly a figure is said; of a part of a whole, "trên" says where and is no bound."""
    start = figure.number.start
    before = _before(scanned, start)
    if before and not (figure.number.is_fraction and before.words == "trên"):
        return before
    tail = (figure.unit_end, min(figure.tail[1], figure.unit_end + 20))
    for hit in sorted(scanned.hits_in(tail), key=lambda hit: hit.start):
        if hit.key[0] == "behind" and not scanned.matched[figure.unit_end : hit.start].strip():
            return Qualified(hit.key[1], scanned.matched[hit.start : hit.end], start)
    return Qualified(EXACT, "", start)


def _before(scanned: Scanned, start: int) -> Qualified | None:
    """Return the qualifier that ends right before a number, the longest where two words make one."""
    end = end_of_words(scanned, start)
    hits = [hit for hit in scanned.ending_at(end) if hit.key[0] == "before"]
    if not hits:
        return _further_before(scanned, end)
    longest = min(hits, key=lambda hit: hit.start)
    return Qualified(longest.key[1], scanned.matched[longest.start : longest.end], longest.start)


def _further_before(scanned: Scanned, end: int) -> Qualified | None:
    """Return the qualifier before words that stand between it and a number; some do so only behind a long one."""
    between = {hit.key: hit.start for hit in reversed(scanned.ending_at(end))}
    for key in (_BEHIND_BOUNDS, _BEHIND_LONG_BOUNDS):
        if key in between and (found := _before(scanned, between[key])):
            return found if key == _BEHIND_BOUNDS or " " in found.words else None
    return None


def words_before(scanned: Scanned, figure: Figure) -> int:
    """Return where the words before a number and its qualifiers end: what says whether it is a level or a change."""
    start = figure.number.start
    while found := _before(scanned, start):
        start = found.start
    return end_of_words(scanned, start)


def end_of_words(scanned: Scanned, position: int) -> int:
    """Return where the word before a position ends."""
    while position and scanned.matched[position - 1] in " (*":
        position -= 1
    return position
