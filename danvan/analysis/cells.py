"""The figures of a question: one row per indicator, group, period and poverty standard, each with its standing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from danvan import provenance
from danvan.analysis.asked import Asked, Grouping
from danvan.analysis.counting import POPULATION, Counting
from danvan.catalogue import Place
from danvan.figures.scale import records
from danvan.story.finding import Question, answer

TOWN = "town"
FEW_WARDS = 500  # of which it costs less to name all sources than to ask a second time
COLUMNS = (
    "indicator", "group", "period", "starts", "standard", "segment", "value", "qualifier", "basis", "source",
    "numerator", "denominator", "numerator_qualifier", "denominator_qualifier", "places", "expected", "figures",
    "expected_figures", "whole",
)  # fmt: skip


@dataclass(frozen=True)
class Member:
    """A ward of a group, and the time in which it stands for its area."""

    place: str
    first: date
    last: date

    def on(self, day: date) -> bool:
        return self.first <= day <= self.last


def units(question: Question, asked: Asked) -> tuple[Place, ...]:
    """Return the units that can be chosen, north to south: the wards on the map, or the units since July 2025."""
    wards = question.catalogue.wards
    if not asked.since:
        return wards
    heirs = dict.fromkeys(ward.replaced_by for ward in wards if ward.replaced_by)
    return tuple(question.catalogue.places[heir] for heir in heirs)


def chosen_units(question: Question, asked: Asked) -> tuple[Place, ...]:
    """Return the units that the reader chose, all where none was."""
    return tuple(
        unit for unit in units(question, asked) if not question.places or unit.place in question.places
    )


def members(
    question: Question, asked: Asked, grouping: Grouping, *, chosen: bool
) -> Mapping[str, tuple[Member, ...]]:
    """Return the wards of each group; with chosen only those that the reader chose."""
    catalogue = question.catalogue
    groups: dict[str, list[Member]] = {}
    offered = chosen_units(question, asked) if chosen else units(question, asked)
    codes = {unit.place for unit in offered}
    for place in _wards(question, asked):
        unit = place.replaced_by if asked.since and place.replaced_by else place.place
        if unit in codes:
            group = group_of_unit(catalogue.places[unit], grouping)
            groups.setdefault(group, []).append(
                Member(place.place, place.formed_on or date.min, place.valid_to or date.max)
            )
    return {group: tuple(found) for group, found in groups.items()}


def _wards(question: Question, asked: Asked) -> list[Place]:
    since = list(units(question, asked)) if asked.since else []
    return [*question.catalogue.wards, *since]


def group_of_unit(unit: Place, grouping: Grouping) -> str:
    """Return the group that a unit is counted in."""
    if grouping == "place":
        return unit.place
    if grouping == "successor":
        return unit.replaced_by or unit.place
    return unit.kind if grouping == "kind" else TOWN


def cells(
    question: Question, asked: Asked, counted: Counting, *, grouping: Grouping, length: str, chosen: bool
) -> pd.DataFrame:
    """Return the figures of one indicator; the grain and the columns are those of COLUMNS.

    value is numerator over denominator times the scale where there is a denominator, and missing where that is zero.
    period is a code, of all years in one that from the first to the last year of which any ward has a figure. places
    of the expected wards are in it, with figures of the expected figures of one period each; a year between of which
    no ward has any lacks, too. whole says that nothing lacks. Figures are joined by lines only within one segment: a
    poverty standard, a base of population. A rate without its counts is not added up: it stands only by itself.
    """
    rows = _asked(question, asked, counted, grouping, length, chosen)
    groups = members(question, asked, grouping, chosen=chosen)
    years = _years(question, asked, counted) if length == "span" and counted.adds else ()
    made = [_cell(counted, row, groups.get(row.unit_group, ()), length, years) for row in records(rows)]
    if not counted.of_two and question.indicator(counted.indicator).aggregation == "ratio":
        made = [cell for cell in made if cell["places"] == cell["expected"] == 1]
    found = pd.DataFrame(made, columns=list(COLUMNS))
    if grouping == "place" and length == "year" and not asked.since and counted.indicator != counted.above:
        return _with_given_rates(question, counted, found, chosen)
    return found


def coverage_by_period(question: Question, asked: Asked, counted: Counting) -> dict[str, int]:
    """Return how many of all wards have a figure in each period that any has one of; of all years in one, by year."""
    length = "year" if asked.length == "span" else asked.length
    rows = _asked(question, asked, counted, "town", length, chosen=False)
    covered: dict[str, int] = {}
    for row in records(rows):  # one per poverty standard
        code = period_code(row.cell, length)
        covered[code] = max(covered.get(code, 0), int(row.places))
    return covered


def _years(question: Question, asked: Asked, counted: Counting) -> tuple[int, ...]:
    """Return every year from the first to the last of which any ward has a figure that counts."""
    rows = _asked(question, asked, counted, "town", "span", chosen=False)
    if rows.empty:
        return ()
    return tuple(range(rows["first_cell"].min().year, rows["last_cell"].max().year + 1))


def _asked(
    question: Question, asked: Asked, counted: Counting, grouping: Grouping, length: str, chosen: bool
) -> pd.DataFrame:
    """Ask for the sums; of very many wards once more, with all sources named, where they are not all the same."""
    given: dict[str, Any] = {
        "indicator": counted.above,
        "below": counted.below,
        "adds": counted.adds,
        "below_adds": counted.below_adds,
        "places": tuple(question.places) if chosen else (),
        "grouping": grouping,
        "since": asked.since,
        "length": "year" if length == "span" else length,
        "span": length == "span",
        "first_year": question.first_year,
        "last_year": question.last_year,
        "sample": question.sample,
    }
    if len(question.catalogue.wards) <= FEW_WARDS:
        return answer(question, "group_values", all_sources=True, **given)
    rows = answer(question, "group_values", all_sources=False, **given)
    return answer(question, "group_values", all_sources=True, **given) if rows["several"].any() else rows


def _cell(
    counted: Counting, row: Any, group: tuple[Member, ...], length: str, years: tuple[int, ...]
) -> dict[str, Any]:
    day = row.last_cell.date()
    days = [date(year, 1, 1) for year in years] or [day]
    standing = _standing(counted, row)
    expected = sum(any(member.on(one) for one in days) for member in group)
    figures = sum(member.on(one) for one in days for member in group)
    return {
        "indicator": counted.indicator,
        "group": row.unit_group,
        "period": span_code(years or (day.year,)) if length == "span" else period_code(row.cell, length),
        "starts": day,
        "standard": row.standard if isinstance(row.standard, str) else None,
        "segment": _segment(counted, row),
        "value": _value(counted, row),
        "qualifier": standing.qualifier,
        "basis": standing.basis,
        "source": " ".join(standing.sources),
        "numerator": row.value,
        "denominator": row.below if counted.of_two else None,
        "numerator_qualifier": row.qualifier,
        "denominator_qualifier": row.below_qualifier if counted.of_two else None,
        "places": int(row.places),
        "expected": expected,
        "figures": int(row.figures),
        "expected_figures": figures,
        "whole": int(row.places) >= expected and int(row.figures) >= figures,
    }


def _value(counted: Counting, row: Any) -> float | None:
    if not counted.of_two:
        return float(row.value)
    return None if not row.below else counted.scale * float(row.value) / float(row.below)


def _standing(counted: Counting, row: Any) -> provenance.Standing:
    above = provenance.Standing(row.basis, row.qualifier, _codes(row.sources))
    if not counted.of_two:
        return above
    sources = _codes(row.below_sources)
    qualifier = provenance.ratio_qualifier(row.qualifier, row.below_qualifier, of_zero=row.value == 0)
    basis = "sample" if above.basis == "sample" else "derived"
    return provenance.Standing(basis, qualifier, tuple(dict.fromkeys((*above.sources, *sources))))


def _codes(sources: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(sources).split(" ")))


def _segment(counted: Counting, row: Any) -> str:
    """Return what figures must have in common to be compared: the poverty standard, the count of people."""
    standard = row.standard if isinstance(row.standard, str) else ""
    return f"{standard} {row.below_sources}".strip() if counted.below == POPULATION else standard


def period_code(first_day: Any, length: str) -> str:
    """Return the code of the period of this length that begins on this day: 2021, 2021-H1, 2021-Q2, 2021-03."""
    day = first_day.date() if hasattr(first_day, "date") else first_day
    year, month = day.year, day.month
    if length == "half":
        return f"{year}-H{1 + (month - 1) // 6}"
    if length == "quarter":
        return f"{year}-Q{1 + (month - 1) // 3}"
    return f"{year}-{month:02d}" if length == "month" else str(year)


def span_code(years: Sequence[int]) -> str:
    """Return the code of a span of years, of one year its own."""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}..{last}"


def _with_given_rates(
    question: Question, counted: Counting, found: pd.DataFrame, chosen: bool
) -> pd.DataFrame:
    """Let a rate that a ward handed in itself stand before the recomputed one; with any of them no sample is used."""
    rows = answer(
        question,
        "ward_values",
        indicators=(counted.indicator,),
        places=tuple(question.places) if chosen else (),
        first_year=question.first_year,
        last_year=question.last_year,
        sample=False,
    )
    if rows.empty:
        return found
    given = pd.DataFrame([_given(counted, row) for row in records(rows)], columns=list(COLUMNS))
    keys = set(zip(given["group"], given["period"], given["standard"].fillna(""), strict=True))
    computed = zip(found["group"], found["period"], found["standard"].fillna(""), strict=True)
    other = pd.Series([key not in keys for key in computed], index=found.index, dtype=bool)
    kept = found[other & (found["basis"] != "sample")]
    return pd.concat([kept, given]) if len(kept) else given


def _given(counted: Counting, row: Any) -> dict[str, Any]:
    """Return a rate without its counts as a cell: it stands at its place and is in no total."""
    return {"indicator": counted.indicator} | by_itself(row, str(row.year), date(int(row.year), 1, 1))


def by_itself(row: Any, period: str, starts: date) -> dict[str, Any]:
    """Return a figure that nothing was added to as a cell, but for its indicator."""
    standard = row.standard if isinstance(row.standard, str) else None
    return {
        "group": row.place,
        "period": period,
        "starts": starts,
        "standard": standard,
        "segment": standard or "",
        "value": float(row.value),
        "qualifier": row.qualifier,
        "basis": row.basis,
        "source": row.source,
        "places": 1,
        "expected": 1,
        "figures": 1,
        "expected_figures": 1,
        "whole": True,
    }
