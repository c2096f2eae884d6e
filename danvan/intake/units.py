"""Which unit a clerk means: by its code or any spelling of its name, at the time that the figure is about."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from danvan import periods
from danvan.catalogue import Catalogue, Place
from danvan.vietnamese import fold

_KIND = re.compile(r"(?:(phuong|p)|(xa|x)|(thi tran|tt))(?:\s*\.\s*|\s+)(?=\S)")
_KINDS = ("phuong", "xa", "thi_tran")


@dataclass(frozen=True)
class Found:
    """The unit that is meant, or the code of what is wrong and the units that it is about."""

    place: Place | None
    problem: str = ""
    about: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Units:
    """The units that hand in figures, and every spelling of their names (folded) with the codes it may stand for."""

    catalogue: Catalogue
    spellings: Mapping[str, Sequence[str]]

    def find(self, written: str, period: str | None) -> Found:
        """Return the unit of this name or code in this period.

        A name that was reused means the unit of that time; without a period, the one whose kind is written before
        the name, else the one that the current figures are about.
        """
        if written in self.catalogue.places:
            return self._judged([self.catalogue.places[written]], period)
        kind, bare = _kind_and_name(fold(written))
        codes = self.spellings.get(fold(written)) or self.spellings.get(bare, ())
        places = [self.catalogue.places[code] for code in codes]
        return self._judged(places, period, kind) if places else self._unknown(bare)

    def _judged(self, places: list[Place], period: str | None, kind: str = "") -> Found:
        wards = [place for place in places if place.level == "ward"]
        if not wards:
            return Found(None, "not_a_ward", tuple(places))
        if period is not None:
            then = [place for place in wards if existed(place, period)]
            if not then:
                return Found(None, "unit_not_then", tuple(wards))
            wards = then
        named = [place for place in wards if place.kind == kind] or wards
        current = [place for place in named if place.tile_row is not None] or named
        return Found(current[0]) if len(current) == 1 else Found(None, "place_several", tuple(current))

    def _unknown(self, bare: str) -> Found:
        near = get_close_matches(bare, self._bare_names, n=1, cutoff=0.6)
        return Found(None, "place_unknown", (self._bare_names[near[0]],) if near else ())

    @cached_property
    def _bare_names(self) -> dict[str, Place]:
        wards = [place for place in self.catalogue.places.values() if place.level == "ward"]
        return {fold(place.name): place for place in reversed(wards)}


def existed(place: Place, period: str) -> bool:
    """Say whether the unit was there, with the area of its code, in all of the period."""
    span = periods.parse(period)
    return (place.formed_on or date.min) <= span.start and span.end <= (place.valid_to or date.max)


def _kind_and_name(folded: str) -> tuple[str, str]:
    """Part "p. pho hoa" into the kind and the name; without a kind the name alone."""
    found = _KIND.match(folded)
    if found is None:
        return "", folded
    kind = next(kind for kind, part in zip(_KINDS, found.groups(), strict=True) if part)
    return kind, folded[found.end() :]
