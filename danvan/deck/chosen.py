"""What the presenter made of a deck: slides left out, moved, retitled, and slides of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from danvan.deck.typed import LONGEST_LINE, LONGEST_TITLE, MOST_ADDED, MOST_LINES, cleaned

OWN = "them"


@dataclass(frozen=True)
class Added:
    """A slide of the presenter's own: its key, its title and its lines; after is the key of the slide before it.

    Without one, or where there is no such slide, it stands at the end.
    """

    key: str
    title: str
    lines: tuple[str, ...] = ()
    after: str = ""


@dataclass(frozen=True)
class Chosen:
    """The presenter's choice; slides that ``order`` does not name keep their place behind the one before them.

    ``titles`` maps keys of slides to other titles.
    """

    dropped: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    added: tuple[Added, ...] = ()


def without(chosen: Chosen, key: str) -> Chosen:
    """Return the choice with a slide left out; with_back takes it in again where it was."""
    return replace(chosen, dropped=chosen.dropped | {key})


def with_back(chosen: Chosen, key: str) -> Chosen:
    """Return the choice with a slide taken in again."""
    return replace(chosen, dropped=chosen.dropped - {key})


def moved(chosen: Chosen, deck_keys: Sequence[str], key: str, *, by: int) -> Chosen:
    """Return the choice with a slide moved by so many places in the deck as it is; at either end it stays there."""
    if key not in deck_keys:
        return chosen
    order = list(deck_keys)
    here = order.index(key)
    there = min(max(here + by, 0), len(order) - 1)
    order.insert(there, order.pop(here))
    return chosen if there == here else replace(chosen, order=tuple(order))


def retitled(chosen: Chosen, key: str, title: str) -> Chosen:
    """Return the choice with another title of a slide; an empty one gives the computed title back."""
    words = cleaned(title)[:LONGEST_TITLE].rstrip()
    own = next((one for one in chosen.added if one.key == key), None)
    if own is not None:
        return changed_added(chosen, key, words, own.lines)
    titles = {other: text for other, text in chosen.titles.items() if other != key}
    return replace(chosen, titles=titles | ({key: words} if words else {}))


def with_added(chosen: Chosen, after: str, title: str, lines: Sequence[str] = ()) -> Chosen:
    """Return the choice with a slide of the presenter's own right behind another; its key is a new one.

    Without a title, or where there are as many as there may be, nothing is added.
    """
    made = _fitting(Added(_free_key(chosen), title, tuple(lines), after))
    if not made.title or len(chosen.added) >= MOST_ADDED:
        return chosen
    return replace(chosen, added=(made, *chosen.added))


def changed_added(chosen: Chosen, key: str, title: str, lines: Sequence[str]) -> Chosen:
    """Return the choice with other words on a slide of the presenter's own; an empty title leaves the one it has."""
    return replace(
        chosen,
        added=tuple(
            _fitting(replace(one, title=cleaned(title) or one.title, lines=tuple(lines)))
            if one.key == key
            else one
            for one in chosen.added
        ),
    )


def without_added(chosen: Chosen, key: str) -> Chosen:
    """Return the choice without a slide of the presenter's own, for good; slides behind it move up."""
    own = next((one for one in chosen.added if one.key == key), None)
    if own is None:
        return chosen
    others = tuple(
        replace(one, after=own.after) if one.after == key else one for one in chosen.added if one.key != key
    )
    order = tuple(other for other in chosen.order if other != key)
    return replace(chosen, added=others, order=order, dropped=chosen.dropped - {key})


def _fitting(own: Added) -> Added:
    """Return the slide with its words cleaned and within their limits."""
    lines = [cleaned(line)[:LONGEST_LINE].rstrip() for line in own.lines]
    return replace(
        own,
        title=cleaned(own.title)[:LONGEST_TITLE].rstrip(),
        lines=tuple(line for line in lines if line)[:MOST_LINES],
    )


def _free_key(chosen: Chosen) -> str:
    taken = {one.key for one in chosen.added}
    return next(key for number in range(1, len(taken) + 2) if (key := f"{OWN}-{number}") not in taken)
