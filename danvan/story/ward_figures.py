"""The figures of all wards at once, and what they come to over years: for pages that show every indicator."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from danvan import provenance
from danvan.catalogue import Catalogue, Indicator
from danvan.figures.scale import records
from danvan.provenance import Standing
from danvan.story import units
from danvan.story.finding import Question
from danvan.story.memory import remembered

HOUSEHOLDS = "households"
PER_HOUSEHOLDS = 1000

Cell = tuple[int, str]  # a year, and a poverty standard where the figure has one
Span = tuple[Cell, ...]


@dataclass(frozen=True)
class Amount:
    """A value, how far it can be relied on, and who says so."""

    value: float
    standing: Standing

    @property
    def qualifier(self) -> str:
        return self.standing.qualifier

    @property
    def is_sample(self) -> bool:
        return self.standing.basis == "sample"


Cells = Mapping[Cell, Amount]
Figures = Mapping[str, Mapping[str, Cells]]  # by indicator, then by ward


@dataclass(frozen=True)
class Comparison:
    """What makes wards of different size comparable: scale x top / bottom; ratio = its own code, where it has one."""

    top: Indicator
    bottom: Indicator
    scale: float
    ratio: str = ""


@dataclass(frozen=True)
class Pair:
    """Two amounts that make a rate; both real or both of the sample."""

    top: Amount
    bottom: Amount

    def rate(self, scale: float) -> Amount | None:
        """Return scale x top / bottom, a derived value; None where the bottom is zero."""
        if not self.bottom.value:
            return None
        parts = (self.top.standing, self.bottom.standing)
        standing = Standing(
            provenance.combine(parts, computed=True).basis,
            provenance.ratio_qualifier(
                self.top.qualifier, self.bottom.qualifier, of_zero=self.top.value == 0
            ),
            provenance.union_of_sources(parts),
        )
        return Amount(scale * self.top.value / self.bottom.value, standing)


def shown_indicators(catalogue: Catalogue) -> tuple[Indicator, ...]:
    """Return what can be said of a ward: the indicators that it hands in and the ratios made of them, as catalogued."""
    return tuple(
        one
        for one in catalogue.indicators.values()
        if one.handed_in
        or (
            one.derived
            and catalogue.indicators[one.numerator or ""].handed_in
            and catalogue.indicators[one.denominator or ""].handed_in
        )
    )


@remembered("first_year", "last_year", "sample")
def ward_figures(question: Question) -> Figures:
    """Return what wards handed in, asked for at once: real where any ward has a real figure of it, else the sample.

    A ratio has only what wards handed in as such; what is recomputed of counts is not in it.
    """
    rows = units.values(question, [one.indicator for one in shown_indicators(question.catalogue)])
    found: dict[str, dict[str, dict[Cell, Amount]]] = {}
    for row in records(rows):
        if row.basis == "sample" and question.indicator(row.indicator).derived:
            continue
        standard = row.standard if isinstance(row.standard, str) else ""
        standing = Standing(row.basis, row.qualifier, tuple(row.source.split(" ")))
        cells = found.setdefault(row.indicator, {}).setdefault(row.place, {})
        cells[(int(row.year), standard)] = Amount(float(row.value), standing)
    return found


def cells_of(figures: Figures, indicator: str, place: str) -> Cells:
    return figures.get(indicator, {}).get(place, {})


def comparison_of(catalogue: Catalogue, indicator: Indicator) -> Comparison | None:
    """Return how wards are compared in an indicator: a ratio as it is, an amount over households; households not."""
    if indicator.derived:
        return _parts_of(catalogue, indicator)
    if indicator.indicator == HOUSEHOLDS:
        return None
    return Comparison(indicator, catalogue.indicators[HOUSEHOLDS], PER_HOUSEHOLDS)


def _parts_of(catalogue: Catalogue, ratio: Indicator) -> Comparison:
    top, bottom = (catalogue.indicators[code or ""] for code in (ratio.numerator, ratio.denominator))
    return Comparison(top, bottom, ratio.scale or 1, ratio.indicator)


def years_of(figures: Figures, catalogue: Catalogue, indicator: Indicator, place: str) -> Cells:
    """Return a ward's values year by year; of a ratio those handed in, else those recomputed of its counts.

    As soon as any ward handed in a ratio itself, none is recomputed of a sample.
    """
    given = cells_of(figures, indicator.indicator, place)
    if not indicator.derived:
        return given
    compared = _parts_of(catalogue, indicator)
    made = {}
    for cell in counted_cells(figures, compared, place):
        pair = pair_over(figures, compared, place, (cell,))
        rate = pair.rate(compared.scale) if pair else None
        if rate is not None:
            made[cell] = rate
    return made | dict(given)


def counted_cells(figures: Figures, compared: Comparison, place: str) -> Span:
    """Return the years of which a ward has both parts of a rate, also those of which the bottom is zero."""
    tops = cells_of(figures, compared.top.indicator, place)
    return tuple(sorted(cell for cell in tops if pair_over(figures, compared, place, (cell,))))


def span_of(indicator: Indicator, catalogue: Catalogue, cells: Iterable[Cell]) -> Span:
    """Return which years speak for a period: of what adds up all, of a stock the last; of the newest standard only."""
    known = sorted(cells)
    if not known:
        return ()
    _, standard = known[-1]
    counted = catalogue.indicators[indicator.numerator or indicator.indicator]
    if counted.aggregation != "sum":
        return (known[-1],)
    return tuple(cell for cell in known if cell[1] == standard)


def usual_span(spans: Iterable[Span]) -> Span:
    """Return the years that most wards have, of two the later ones; none where no ward has any."""
    counts = Counter(span for span in spans if span)
    return max(counts, key=lambda span: (counts[span], span[-1], len(span)), default=())


def over(cells: Cells, indicator: Indicator, span: Span) -> Amount | None:
    """Return what a ward's values come to over these years: the sum, of a stock the last; None where one is missing."""
    keys = [(year, standard if indicator.by_standard else "") for year, standard in span]
    wanted = keys if indicator.aggregation == "sum" else keys[-1:]
    if not wanted or any(key not in cells for key in wanted):
        return None
    return added([cells[key] for key in wanted])


def pair_over(figures: Figures, compared: Comparison, place: str, span: Span) -> Pair | None:
    """Return both parts of a ward's rate over these years; None where one is missing or one alone is a sample.

    Where any ward handed in the ratio itself, no pair is of the sample.
    """
    top, bottom = (
        over(cells_of(figures, one.indicator, place), one, span) for one in (compared.top, compared.bottom)
    )
    if top is None or bottom is None or top.is_sample != bottom.is_sample:
        return None
    if top.is_sample and compared.ratio in figures:
        return None
    return Pair(top, bottom)


def added(amounts: Sequence[Amount]) -> Amount:
    """Return the sum with the standing of all its parts; of one alone its own."""
    return Amount(
        math.fsum(amount.value for amount in amounts),
        provenance.combine(amount.standing for amount in amounts),
    )


def added_pairs(pairs: Iterable[Pair]) -> Pair | None:
    """Return the sums of tops and bottoms, so that a rate is made of summed counts; None of no pairs."""
    known = list(pairs)
    if not known:
        return None
    return Pair(added([pair.top for pair in known]), added([pair.bottom for pair in known]))
