"""The cells of a question worked out by plain Python and exact fractions, to hold the program's against.

Rows stand as in a file; what is said of each value (figures_by_hand, ranges_by_hand) is worked out from the sets of
what may be true. Rules: a ward counts on both sides of a ratio or on none; of all years in one, what adds up is
added, a stock counts once, at the last period (below the line at the last that the ward has, or the unit that it went
into); what is missing is never zero.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

import figures_by_hand as by_hand
from figures_by_hand import Figure, Row, Sources, Unit, indicators, units
from ranges_by_hand import Range, added, difference, ratio, share, stated

POPULATION = "population"


@dataclass(frozen=True)
class Asking:
    """What is asked; places are codes of wards, or of units since July 2025 where since."""

    indicator: str
    grouping: str = "place"
    length: str = "span"
    measure: str = "value"
    since: bool = False
    places: tuple[str, ...] = ()
    first_year: int = 2017
    last_year: int = 2026
    sample: bool = True


@dataclass(frozen=True)
class Cell:
    """One figure of the answer; amount is None where it is missing."""

    group: str
    period: str
    start: date
    standard: str
    segment: str
    amount: Range | None
    basis: str
    sources: frozenset[str]
    places: int
    expected: int
    figures: int
    expected_figures: int

    @property
    def whole(self) -> bool:
        return self.places >= self.expected and self.figures >= self.expected_figures


@dataclass(frozen=True)
class Pair:
    """A figure and what it is divided by in its period, if anything."""

    above: Figure
    below: Figure | None


@dataclass(frozen=True)
class Parts:
    """What an indicator is made of: above and below the line, and whether each adds up over time."""

    above: str
    below: str
    scale: Fraction

    @property
    def adds(self) -> bool:
        return adds(self.above)

    @property
    def below_adds(self) -> bool:
        return self.below != POPULATION and bool(self.below) and adds(self.below)


def adds(indicator: str) -> bool:
    return indicators()[indicator]["aggregation"] == "sum"


def parts_of(asking: Asking) -> Parts:
    """Return what is divided by what."""
    entry = indicators()[asking.indicator]
    if "numerator" in entry:
        return Parts(entry["numerator"], entry["denominator"], Fraction(entry["scale"]))
    if asking.measure == "per_household":
        return Parts(asking.indicator, "households", Fraction(1))
    if asking.measure == "per_1000":
        return Parts(asking.indicator, POPULATION, Fraction(1000))
    return Parts(asking.indicator, "", Fraction(1))


def cells(rows: Sequence[Row], sources: Sources, asking: Asking) -> dict[tuple[str, str, str], Cell]:
    """Return the cells of one indicator by group, period and standard."""
    plain = _plain(rows, sources, asking)
    if asking.measure == "share":
        everything = _plain(rows, sources, replace(asking, grouping="place", places=()))
        plain = [_share(cell, everything, asking) for cell in plain]
    elif asking.measure in ("change", "cumulative"):
        plain = _in_series(plain, _changes if asking.measure == "change" else _totals)
    return {(cell.group, cell.period, cell.standard): cell for cell in plain}


def _plain(rows: Sequence[Row], sources: Sources, asking: Asking) -> list[Cell]:
    pairs = _without_parts_of_own(_pairs(rows, sources, asking), asking)
    mine = [pair for pair in pairs if _unit(asking, units()[pair.above.place]) in _chosen(asking)]
    if asking.length == "span":
        mine = _once(mine, parts_of(asking))
    years = sorted({pair.above.start.year for pair in pairs})
    grouped: dict[tuple[str, date | None, str], list[Pair]] = {}
    for pair in mine:
        start = None if asking.length == "span" else pair.above.start
        grouped.setdefault((_group(asking, pair.above.place), start, pair.above.standard), []).append(pair)
    made = [_cell(asking, group, pairs, years) for (group, _, _), pairs in grouped.items()]
    if indicators()[asking.indicator]["aggregation"] == "ratio" and not parts_of(asking).below:
        made = [cell for cell in made if cell.places == cell.expected == 1]
    return _with_rates_given(rows, sources, asking, made)


def _of_one_kind(rows: Sequence[Row], sources: Sources, asking: Asking, indicator: str) -> list[Figure]:
    """Return the real figures of an indicator where any ward has one, else the sample where it may be shown."""
    known = [units().get(row["place"]) for row in rows]
    counting = [
        row
        for row, unit in zip(rows, known, strict=True)
        if row["indicator"] == indicator and unit is not None and (unit.on_map or asking.since)
    ]
    real = any(sources.basis[row["source"]] != "sample" for row in counting)
    length = "year" if asking.length == "span" else asking.length
    return [
        figure
        for figure in by_hand.figures(counting, sources, indicator, length)
        if asking.first_year <= figure.start.year <= asking.last_year
        and (not figure.sample or (asking.sample and not real))
    ]


def _pairs(rows: Sequence[Row], sources: Sources, asking: Asking) -> list[Pair]:
    parts = parts_of(asking)
    above = _of_one_kind(rows, sources, asking, parts.above)
    if not parts.below:
        return [Pair(figure, None) for figure in above]
    if parts.below == POPULATION:
        return [Pair(figure, _people(figure)) for figure in above]
    below = {
        (figure.place, figure.start, figure.sample): figure
        for figure in _of_one_kind(rows, sources, asking, parts.below)
    }
    pairs = [Pair(one, below.get((one.place, one.start, one.sample))) for one in above]
    if asking.length == "span" and parts.adds and not parts.below_adds:
        known = {pair.above.place for pair in pairs if pair.below}
        return [pair for pair in pairs if pair.above.place in known]
    return [pair for pair in pairs if pair.below]


def _without_parts_of_own(pairs: list[Pair], asking: Asking) -> list[Pair]:
    """Leave out what wards gave of a period that the unit they went into gave itself."""

    def key(pair: Pair, unit: str) -> tuple[str, date, str, bool]:
        return unit, pair.above.start, pair.above.standard, pair.above.sample

    own = {key(pair, pair.above.place) for pair in pairs if not units()[pair.above.place].on_map}
    return [
        pair
        for pair in pairs
        if not (
            asking.since
            and units()[pair.above.place].on_map
            and key(pair, units()[pair.above.place].heir) in own
        )
    ]


def _people(figure: Figure) -> Figure:
    unit = units()[figure.place]
    amount = stated(Fraction(unit.population), "=")
    return replace(figure, amount=amount, basis="reported", sources=frozenset({unit.population_source}))


def _once(pairs: list[Pair], parts: Parts) -> list[Pair]:
    """Return the figures of all periods in one, with every stock once."""
    if not parts.adds:
        last = {
            standard: max(pair.above.start for pair in pairs if pair.above.standard == standard)
            for standard in {pair.above.standard for pair in pairs}
        }
        pairs = [pair for pair in pairs if pair.above.start == last[pair.above.standard]]
    if not parts.below or parts.below_adds:
        return pairs
    heirs = {pair.above.place for pair in pairs if pair.below and not units()[pair.above.place].on_map}
    return [
        pair if _last_below(pair, pairs) and _stands(pair, heirs) else Pair(pair.above, None)
        for pair in pairs
    ]


def _last_below(pair: Pair, pairs: list[Pair]) -> bool:
    same = [
        one.above.start
        for one in pairs
        if one.below and (one.above.place, one.above.standard) == (pair.above.place, pair.above.standard)
    ]
    return pair.above.start == max(same)


def _stands(pair: Pair, heirs: set[str]) -> bool:
    """Say that the people of a ward are not counted again in those of the unit that it went into."""
    unit = units()[pair.above.place]
    return not unit.on_map or unit.heir not in heirs


def _unit(asking: Asking, unit: Unit) -> str:
    return unit.heir if asking.since else unit.place


def _all_units(asking: Asking) -> set[str]:
    return {_unit(asking, unit) for unit in units().values() if unit.on_map}


def _chosen(asking: Asking) -> set[str]:
    return {code for code in _all_units(asking) if not asking.places or code in asking.places}


def _group(asking: Asking, place: str) -> str:
    unit = units()[_unit(asking, units()[place])]
    return {"place": unit.place, "successor": unit.heir, "kind": unit.kind, "town": "town"}[asking.grouping]


def _members(asking: Asking, group: str) -> list[Unit]:
    return [
        unit
        for unit in units().values()
        if (unit.on_map or asking.since)
        and _unit(asking, unit) in _chosen(asking)
        and _group(asking, unit.place) == group
    ]


def _cell(asking: Asking, group: str, pairs: list[Pair], years: list[int]) -> Cell:
    parts, first = parts_of(asking), pairs[0].above
    above = added([pair.above.amount for pair in pairs])
    sources = frozenset().union(*(pair.above.sources for pair in pairs))
    basis = first.basis if len(pairs) == 1 or first.sample else "derived"
    amount: Range | None = above
    if parts.below:
        below = [pair.below for pair in pairs if pair.below]
        total = added([figure.amount for figure in below])
        amount = ratio(above, total, parts.scale) if total.printed else None
        sources |= frozenset().union(*(figure.sources for figure in below))
        basis = "sample" if first.sample else "derived"
    last = max(pair.above.start for pair in pairs)
    over_years = asking.length == "span" and parts.adds
    starts = [date(year, 1, 1) for year in range(years[0], years[-1] + 1)] if over_years else [last]
    standing = [
        [unit for unit in _members(asking, group) if unit.first <= day <= unit.last] for day in starts
    ]
    return Cell(
        group=group,
        period=_code(starts, asking.length),
        start=last,
        standard=first.standard,
        segment=_segment(parts, pairs),
        amount=amount,
        basis=basis,
        sources=sources,
        places=len({pair.above.place for pair in pairs}),
        expected=len({unit.place for there in standing for unit in there}),
        figures=len(pairs),
        expected_figures=sum(len(there) for there in standing),
    )


def _segment(parts: Parts, pairs: list[Pair]) -> str:
    standard = pairs[0].above.standard
    if parts.below != POPULATION:
        return standard
    bases = sorted({source for pair in pairs if pair.below for source in pair.below.sources})
    return " ".join([*([standard] if standard else []), *bases])


def _code(starts: list[date], length: str) -> str:
    year, month = starts[0].year, starts[0].month
    if len(starts) > 1:
        return f"{year}..{starts[-1].year}"
    return {
        "half": f"{year}-H{(month + 5) // 6}",
        "quarter": f"{year}-Q{(month + 2) // 3}",
        "month": f"{year}-{month:02}",
    }.get(length, str(year))


def _with_rates_given(rows: Sequence[Row], sources: Sources, asking: Asking, made: list[Cell]) -> list[Cell]:
    """Let rates that wards gave themselves, by year, stand before those worked out; then no sample beside them."""
    by_year = asking.grouping == "place" and asking.length == "year" and not asking.since
    if not by_year or asking.measure == "share" or "numerator" not in indicators()[asking.indicator]:
        return made
    given = {}
    for figure in _of_one_kind(rows, sources, replace(asking, sample=False), asking.indicator):
        if figure.place in _chosen(asking):
            year = str(figure.start.year)
            given[figure.place, year, figure.standard] = Cell(
                figure.place, year, figure.start, figure.standard, figure.standard, figure.amount, figure.basis,
                figure.sources, 1, 1, 1, 1,
            )  # fmt: skip
    kept = [cell for cell in made if (cell.group, cell.period, cell.standard) not in given]
    return [*given.values(), *(cell for cell in kept if not given or cell.basis != "sample")]


def _share(cell: Cell, everything: Iterable[Cell], asking: Asking) -> Cell:
    same = [part for part in everything if (part.period, part.standard) == (cell.period, cell.standard)]
    amounts = {part.group: part.amount for part in same if part.amount is not None}
    if cell.amount is None or not sum(amount.printed for amount in amounts.values()):
        return replace(cell, amount=None)
    inside = {
        _unit(asking, unit)
        for unit in units().values()
        if _unit(asking, unit) in _chosen(asking) and _group(asking, unit.place) == cell.group
    }
    rest = [amount for group, amount in amounts.items() if group not in inside]
    complete = cell.whole and len(same) == len(_all_units(asking)) and all(part.whole for part in same)
    return replace(
        cell,
        amount=share(cell.amount, rest),
        basis="sample" if cell.basis == "sample" else "derived",
        sources=cell.sources.union(*(part.sources for part in same)),
        expected_figures=cell.expected_figures if complete else max(cell.expected_figures, cell.figures + 1),
    )


Series = Callable[[list[Cell], date], list[Cell]]


def _in_series(plain: Sequence[Cell], make: Series) -> list[Cell]:
    """Make something of each series: one group, one standard, one base of population, in the order of time."""
    series: dict[tuple[str, str], list[Cell]] = {}
    begins: dict[str, date] = {}
    for cell in sorted(plain, key=lambda one: one.start):
        series.setdefault((cell.group, cell.segment), []).append(cell)
        begins.setdefault(cell.segment, cell.start)
    return [cell for (_, segment), line in series.items() for cell in make(line, begins[segment])]


def _next_to(before: Cell, cell: Cell) -> bool:
    months = by_hand.months_of(before.period)
    after = before.start.year * 12 + before.start.month + months
    return ".." not in before.period and after == cell.start.year * 12 + cell.start.month


def _changes(line: list[Cell], _: date) -> list[Cell]:
    made = [replace(line[0], amount=None)]
    for before, cell in pairwise(line):
        known = before.amount and cell.amount and before.whole and cell.whole and _next_to(before, cell)
        made.append(
            replace(
                cell,
                amount=difference(_as_said(cell.amount), _as_said(before.amount)),
                basis="sample" if cell.basis == "sample" else "derived",
                sources=cell.sources | before.sources,
            )
            if known
            else replace(cell, amount=None)
        )
    return made


def _as_said(amount: Any) -> Range:
    """Return what may be true of a value of which only the printed number and its sign are told."""
    return stated(amount.printed, amount.sign)


def _totals(line: list[Cell], begins: date) -> list[Cell]:
    """Return running totals: from the period on in which the first of all lines begins, none after a gap."""
    made: list[Cell] = []
    unbroken = line[0].start == begins
    for position, cell in enumerate(line):
        unbroken = unbroken and (position == 0 or _next_to(line[position - 1], cell))
        if not unbroken:
            made.append(replace(cell, amount=None))
            continue
        parts = line[: position + 1]
        made.append(
            replace(
                cell,
                amount=added([part.amount for part in parts if part.amount]),
                basis=cell.basis if cell.basis == "sample" or position == 0 else "derived",
                sources=frozenset().union(*(part.sources for part in parts)),
                figures=sum(part.figures for part in parts),
                expected_figures=sum(part.expected_figures for part in parts),
            )
        )
    return made
