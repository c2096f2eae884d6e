"""Which figure each ward has for which period, worked out by plain Python from rows as they stand in a file.

Nothing of the program is used: the definitions are read from the files of the catalogue.
"""

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from ranges_by_hand import Range, added, stated

CATALOGUE = Path(__file__).parent.parent / "data" / "catalogue"
MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}
LENGTHS = {months: length for length, months in MONTHS.items()}
Row = Mapping[str, str]


@dataclass(frozen=True)
class Unit:
    """A ward: its code, its kind, the unit that it is a part of since July 2025, and from when to when it stands."""

    place: str
    kind: str
    heir: str
    on_map: bool
    first: date
    last: date
    population: int
    population_source: str


@dataclass(frozen=True)
class Figure:
    """What one ward has of one indicator for one period."""

    place: str
    start: date
    standard: str
    amount: Range
    basis: str
    sources: frozenset[str]

    @property
    def sample(self) -> bool:
        return self.basis == "sample"


@cache
def indicators() -> dict[str, dict[str, Any]]:
    return tomllib.loads((CATALOGUE / "indicators.toml").read_text(encoding="utf-8"))


@cache
def units() -> dict[str, Unit]:
    """Return all wards of before and since July 2025."""
    with (CATALOGUE / "places.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] == "ward"]
    return {
        row["place"]: Unit(
            place=row["place"],
            kind=row["kind"],
            heir=row["replaced_by"] or row["place"],
            on_map=bool(row["tile_row"]),
            first=date.fromisoformat(row["formed_on"]) if row["formed_on"] else date.min,
            last=date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max,
            population=int(row["population"]),
            population_source=row["population_source"],
        )
        for row in rows
    }


@dataclass(frozen=True)
class Sources:
    """The basis of each source, and when it was issued."""

    basis: Mapping[str, str]
    issued_on: Mapping[str, str]

    def preference(self, source: str) -> tuple[bool, str, str, list[int]]:
        """Return what orders the sources of one quantity; the greatest counts."""
        handed_in = self.basis[source] == "submitted"
        first_by_name = [-ord(letter) for letter in source]
        return handed_in, source if handed_in else "", self.issued_on[source], first_by_name


def span_of(period: str) -> tuple[date, date]:
    """Return the first and the last day of a period that is no span of two."""
    year, rest = int(period[:4]), period[5:]
    if not rest:
        first, months = 1, 12
    elif rest[0] in "HQ":
        months = 6 if rest[0] == "H" else 3
        first = 1 + (int(rest[1]) - 1) * months
    else:
        first, months = int(rest), 1
    after = first + months
    end = date(year + (after > 12), after - 12 if after > 12 else after, 1) - timedelta(days=1)
    return date(year, first, 1), end


def months_of(period: str) -> int:
    first, last = span_of(period)
    return last.month - first.month + 1


def used(rows: Iterable[Row], sources: Sources) -> list[Row]:
    """Return the rows that count: of a quantity given by several sources one, sample apart from real."""
    best: dict[tuple[str, ...], Row] = {}
    for row in rows:
        kind = "sample" if sources.basis[row["source"]] == "sample" else "real"
        key = (row["indicator"], row["place"], row["period"], row.get("standard", ""), kind)
        other = best.get(key)
        if other is None or sources.preference(row["source"]) > sources.preference(other["source"]):
            best[key] = row
    return list(best.values())


def figures(rows: Iterable[Row], sources: Sources, indicator: str, length: str) -> list[Figure]:
    """Return every figure of an indicator for periods of a length, given as such or made of shorter ones."""
    mine = [row for row in used(rows, sources) if row["indicator"] == indicator]
    found = []
    for place, standard, sample in {
        (row["place"], row.get("standard", ""), sources.basis[row["source"]] == "sample") for row in mine
    }:
        series = {
            (start, months): figure
            for start, months, figure in _given(mine, sources, place, standard)
            if figure.sample == sample
        }
        found += list(_of_length(series, units()[place], indicator, MONTHS[length]))
    return found


def _given(
    rows: Iterable[Row], sources: Sources, place: str, standard: str
) -> Iterator[tuple[date, int, Figure]]:
    for row in rows:
        if row["place"] == place and row.get("standard", "") == standard:
            start = span_of(row["period"])[0]
            amount = stated(Fraction(row["value"]), row["qualifier"])
            basis = sources.basis[row["source"]]
            figure = Figure(place, start, standard, amount, basis, frozenset({row["source"]}))
            yield start, months_of(row["period"]), figure


def _of_length(
    series: Mapping[tuple[date, int], Figure], unit: Unit, indicator: str, months: int
) -> Iterator[Figure]:
    for year in {start.year for start, _ in series}:
        for month in range(1, 13, months):
            start = date(year, month, 1)
            figure = series.get((start, months)) or _made(series, unit, indicator, start, months)
            if figure is not None:
                yield figure


def _made(
    series: Mapping[tuple[date, int], Figure], unit: Unit, indicator: str, start: date, months: int
) -> Figure | None:
    """Return what shorter periods make of a longer one: all of them added, or the last of a stock."""
    sample = next(iter(series.values())).sample
    if sample and months == 12 and unit.on_map:
        return None  # the years of the sample are those it has as such
    how = indicators()[indicator]["aggregation"]
    if how == "ratio":
        return None
    parts = [
        (begun, length)
        for begun, length in series
        if length < months and start <= begun and begun.year == start.year
        and begun.month + length <= start.month + months
    ]  # fmt: skip
    if how == "latest":
        last = [part for part in parts if part[0].month + part[1] == start.month + months]
        return _moved(series[max(last, key=lambda part: part[1])], start) if last else None
    for length in (6, 3, 1):
        alike = [part for part in parts if part[1] == length]
        if alike and len(alike) * length == months:
            return _sum([series[part] for part in alike], start)
    if months == 12 and unit.on_map:
        widest = [part for part in parts if not any(_within(part, other) for other in parts)]
        if sum(length for _, length in widest) == months:
            return _sum([series[part] for part in widest], start)
    return None


def _within(part: tuple[date, int], other: tuple[date, int]) -> bool:
    return other[1] > part[1] and other[0] <= part[0] and part[0].month + part[1] <= other[0].month + other[1]


def _moved(figure: Figure, start: date) -> Figure:
    return Figure(figure.place, start, figure.standard, figure.amount, figure.basis, figure.sources)


def _sum(parts: list[Figure], start: date) -> Figure:
    first = parts[0]
    return Figure(
        first.place,
        start,
        first.standard,
        added([part.amount for part in parts]),
        "sample" if first.sample else "derived",
        frozenset().union(*(part.sources for part in parts)),
    )
