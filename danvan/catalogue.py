"""What an indicator, a place, a field, a source and a poverty standard are.

The same classes are filled from the files when a snapshot is built and from the snapshot when a page is
drawn, so that a broken file never takes away the words of the last good snapshot.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

from danvan.vietnamese import slug

Definition = TypeVar("Definition")


@dataclass(frozen=True)
class Field:
    """One of the four fields of the movement, or "chung" for what belongs to all of them."""

    field: str
    name_vi: str
    name_en: str
    position: int

    @property
    def slug(self) -> str:
        return self.field.replace("_", "-")

    def name(self, language: str) -> str:
        return self.name_vi if language == "vi" else self.name_en


@dataclass(frozen=True)
class Indicator:
    """What is counted, in which unit, how it may be added, and what a plausible value is.

    minimum and maximum are for one ward and one year where handed_in, else for any value; least is the smallest
    plausible amount above zero. numerator, denominator and scale are given for ratios that can be recomputed. at_most
    names an indicator of the same place and period that may not be exceeded, disjoint_from one that counts nothing of
    the same, so that both together may not exceed it. town_total names the indicator of the town's own report for the
    same quantity. counts_units is the level of the units of which it counts all there are.
    """

    indicator: str
    field: str
    name_vi: str
    name_en: str
    unit: str
    aggregation: str
    better: str
    decimals: int
    minimum: float
    maximum: float
    definition_vi: str
    definition_en: str
    numerator: str | None = None
    denominator: str | None = None
    scale: float | None = None
    handed_in: bool = False
    by_standard: bool = False
    at_most: str | None = None
    least: float | None = None
    town_total: str | None = None
    disjoint_from: str | None = None
    counts_units: str | None = None

    @property
    def derived(self) -> bool:
        """Whether the value can be recomputed from a numerator and a denominator."""
        return self.numerator is not None

    def name(self, language: str) -> str:
        return self.name_vi if language == "vi" else self.name_en

    def definition(self, language: str) -> str:
        return self.definition_vi if language == "vi" else self.definition_en


@dataclass(frozen=True)
class Place:
    """A unit and the time for which its code and name are valid.

    formed_on is the day from which its code stands for its area, whatever its kind was: the wards of 2020 were whole
    communes before. None where that is as far back as any figure.
    """

    place: str
    name: str
    kind: str
    level: str
    parent: str | None = None
    valid_from: date | None = None
    formed_on: date | None = None
    valid_to: date | None = None
    replaced_by: str | None = None
    tile_row: int | None = None
    tile_col: int | None = None
    population: int | None = None
    households: int | None = None
    area_km2: float | None = None
    population_source: str | None = None
    legal_basis: str | None = None

    @property
    def slug(self) -> str:
        """The name in links; units since July 2025 carry the year, because names were reused."""
        return slug(self.name) + ("-2025" if self.place.endswith("@2025") else "")

    def valid_on(self, day: date) -> bool:
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


@dataclass(frozen=True)
class Source:
    """A document, a submission or a sample that values name as their source."""

    source: str
    basis: str
    title: str
    title_en: str
    short: str
    short_en: str
    number: str
    issuer: str
    issued_on: str
    sha256: str
    note: str

    def short_name(self, language: str) -> str:
        return self.short if language == "vi" else self.short_en

    def full_title(self, language: str) -> str:
        return self.title if language == "vi" else self.title_en


@dataclass(frozen=True)
class Standard:
    """A poverty standard: who counts as poor in which years, and by which decision."""

    standard: str
    valid_from: date
    valid_to: date
    rural_vnd_per_person_month: int
    urban_vnd_per_person_month: int
    legal_basis: str
    note_vi: str | None = None
    note_en: str | None = None


@dataclass(frozen=True)
class Catalogue:
    """All definitions by their code; years are those of the wards' figures, years_of_units also of the new units'.

    since says that the wards are the units since July 2025 that the wards before went into.
    """

    fields: Mapping[str, Field]
    indicators: Mapping[str, Indicator]
    places: Mapping[str, Place]
    sources: Mapping[str, Source]
    standards: Mapping[str, Standard]
    years: tuple[int, int]
    years_of_units: tuple[int, int] = (0, 0)
    since: bool = False

    @cached_property
    def wards(self) -> tuple[Place, ...]:
        """The units that figures are shown by, north to south as on the tile map."""
        return self._heirs if self.since else self.wards_before

    @cached_property
    def wards_before(self) -> tuple[Place, ...]:
        """The wards of before July 2025, which the current figures are about, north to south as on the tile map."""
        wards = [place for place in self.places.values() if place.level == "ward"]
        heirs = {place.replaced_by for place in wards}
        drawn = [place for place in wards if place.tile_row is not None and place.place not in heirs]
        return tuple(sorted(drawn, key=_on_map))

    @cached_property
    def town(self) -> Place:
        """The town that the wards belong to; of units since July 2025 the one whose area they share."""
        return self.places[self.wards_before[0].parent or ""]

    @cached_property
    def since_2025(self) -> "Catalogue":
        """The same with the units since July 2025 in the place of the wards, whole wards added, none split."""
        if self.since:
            return self
        tiles = _on_grid(self._middles())
        heirs = {
            code: replace(self.places[code], tile_row=row, tile_col=column)
            for code, (row, column) in tiles.items()
        }
        places = MappingProxyType({**self.places, **heirs})
        return replace(self, places=places, years=self.years_of_units, since=True)

    def heir_of(self, place: str) -> str:
        """Return the unit since July 2025 that a ward went into, of any other place itself."""
        return self.places[place].replaced_by or place

    def parts_of(self, place: str) -> tuple[Place, ...]:
        """Return the wards that a unit since July 2025 was made of, north to south; of any other place none."""
        return tuple(ward for ward in self.wards_before if ward.replaced_by == place)

    @cached_property
    def _heirs(self) -> tuple[Place, ...]:
        codes = dict.fromkeys(self.heir_of(ward.place) for ward in self.wards_before)
        return tuple(sorted((self.places[code] for code in codes), key=_on_map))

    def _middles(self) -> dict[str, tuple[float, float]]:
        """Return the middle of the tiles of the wards that each unit was made of."""
        tiles: dict[str, list[tuple[int, int]]] = {}
        for ward in self.wards_before:
            tiles.setdefault(self.heir_of(ward.place), []).append(_on_map(ward))
        return {
            heir: (sum(row for row, _ in its) / len(its), sum(column for _, column in its) / len(its))
            for heir, its in tiles.items()
        }

    @cached_property
    def ward_indicators(self) -> tuple[Indicator, ...]:
        """The indicators that a ward hands in, in the order of the catalogue."""
        return tuple(indicator for indicator in self.indicators.values() if indicator.handed_in)


def _on_map(place: Place) -> tuple[int, int]:
    return place.tile_row or 1, place.tile_col or 1


def _on_grid(middles: Mapping[str, tuple[float, float]]) -> dict[str, tuple[int, int]]:
    """Return places on a grid without empty rows; of two in one place the second moves right."""
    steps = sorted({round(row) for row, _ in middles.values()})
    taken: dict[tuple[int, int], str] = {}
    for place, (row, column) in sorted(middles.items(), key=lambda entry: entry[1]):
        at = (steps.index(round(row)) + 1, max(1, round(column)))
        while at in taken:
            at = (at[0], at[1] + 1)
        taken[at] = place
    return {place: at for at, place in taken.items()}


def build_catalogue(
    rows: Mapping[str, Iterable[Mapping[str, Any]]],
    years: tuple[int, int],
    years_of_units: tuple[int, int] | None = None,
) -> Catalogue:
    """Make the catalogue from rows of the tables fields, indicators, places, sources and standards.

    Unknown columns are left out and missing values are None, so rows of the files and of the snapshot
    both serve.
    """
    return Catalogue(
        fields=_by_code(Field, rows["fields"]),
        indicators=_by_code(Indicator, rows["indicators"]),
        places=_by_code(Place, rows["places"]),
        sources=_by_code(Source, rows["sources"]),
        standards=_by_code(Standard, rows["standards"]),
        years=years,
        years_of_units=years_of_units or years,
    )


def _by_code(kind: type[Definition], rows: Iterable[Mapping[str, Any]]) -> Mapping[str, Definition]:
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    return MappingProxyType({row[names[0]]: kind(**{n: row[n] for n in names if n in row}) for row in rows})
