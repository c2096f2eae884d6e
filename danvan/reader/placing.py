"""Of which place a figure is: the nearest that is named with it, else that of its heading, else the document's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from danvan.catalogue import Catalogue
from danvan.reader.places_said import SMALL, UNKNOWN, WHOLE, Named, Names
from danvan.reader.scanned import Scanned
from danvan.reader.surroundings import Figure
from danvan.reader.timing import Around

_BETWEEN = re.compile(r"\s*(?:,|và|;)?\s*\(?\s*")
_LIES_IN = frozenset(("và", "thuộc", "của", "ở", "tại"))
_BEGINNING = 6


@dataclass(frozen=True)
class Placed:
    """The place of a figure and the words that name it, "" where it is the document's; or why there is none."""

    place: str = ""
    words: str = ""
    reason: str = ""


def placed(
    scanned: Scanned,
    figure: Figure,
    names: Names,
    catalogue: Catalogue,
    about: str,
    around: Around,
    period: str,
) -> Placed:
    """Return the place of a figure; of several places named together none, for the figure is their sum."""
    for other, named in _in_order(scanned, figure, around):
        if not _counts(named, catalogue, about):
            continue
        words = other.passage.text[named.start : named.end]
        if named.what in (UNKNOWN, SMALL):
            return Placed(reason="unknown_place" if named.what == UNKNOWN else "small_place", words=words)
        if named.what == WHOLE:
            whole = _whole(scanned, other, named, names, catalogue, about, around, period)
            return Placed(whole, words, "" if whole else "unknown_place")
        if _holds_the_small_place(other, named):
            return Placed(reason="small_place", words=words)
        codes = {names.one_of(one, period) for one in _together(other, named)}
        if len(codes) > 1:
            return Placed(reason="several_places", words=words)
        return Placed(next(iter(codes)), words)
    return Placed(about)


def _holds_the_small_place(scanned: Scanned, named: Named) -> bool:
    """Say whether a place only says where a hamlet named before it lies: thôn An Thạch, xã Phổ An."""
    before = [one for one in scanned.places if one.start < named.start]
    if not before or before[-1].what != SMALL:
        return False
    between = [word.strip(",()-–") for word in scanned.passage.text[before[-1].end : named.start].split()]
    return all(not word or word[0].isupper() or word[0].isdigit() or word in _LIES_IN for word in between)


def _whole(
    scanned: Scanned,
    other: Scanned,
    named: Named,
    names: Names,
    catalogue: Catalogue,
    about: str,
    around: Around,
    period: str,
) -> str:
    """Return the place that is meant as a whole: one that holds the document's, else the last of its level named."""
    if named.codes or about not in catalogue.places:
        return named.codes[0] if named.codes else about
    before = [one for one in reversed(other.places) if one.start < named.start]
    before += [one for heading in around.headings if other is scanned for one in heading.places]
    for one in before:
        if one.codes and not one.what:
            code = names.one_of(one, period)
            if catalogue.places[code].level == named.kind:
                return (
                    code if len({names.one_of(each, period) for each in _together(other, one)}) == 1 else ""
                )
    return ""


def _in_order(scanned: Scanned, figure: Figure, around: Around) -> list[tuple[Scanned, Named]]:
    """Return the places that a figure can be of, the nearest first."""
    at = figure.number.start
    own = [named for span in [*figure.lead, figure.tail] for named in scanned.places_in(span)]
    own.sort(key=lambda named: max(at - named.end, named.start - figure.unit_end))
    before = [named for named in scanned.places_in((figure.sentence[0], at)) if named not in own]
    found = [(scanned, named) for named in [*own, *reversed(before)]]
    found += [(scanned, named) for named in scanned.places_in((0, _BEGINNING))]
    for heading in around.headings:
        found += [(heading, named) for named in heading.places]
    return found


def _counts(named: Named, catalogue: Catalogue, about: str) -> bool:
    """Say whether a figure can be of a place: not of what the document's place is a part of, whose office is meant."""
    if named.what:
        return True
    above, here = set(), about
    while here in catalogue.places:
        here = catalogue.places[here].parent or ""
        above.add(here)
    return bool(named.codes) and not set(named.codes) <= above


def _together(scanned: Scanned, named: Named) -> list[Named]:
    """Return the places that stand in one list with a place, itself among them."""
    places: Sequence[Named] = [one for one in scanned.places if one.codes and not one.what]
    if named not in places:
        return [named]
    first = last = places.index(named)
    while first and _BETWEEN.fullmatch(scanned.matched[places[first - 1].end : places[first].start]):
        first -= 1
    while last + 1 < len(places) and _BETWEEN.fullmatch(
        scanned.matched[places[last].end : places[last + 1].start]
    ):
        last += 1
    return list(places[first : last + 1])
