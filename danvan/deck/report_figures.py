"""The figures that a report is made of: those that documents give of the town, and those that wards handed in."""

from dataclasses import dataclass

import pandas as pd

from danvan import format as fmt
from danvan import periods
from danvan.catalogue import Indicator
from danvan.story.finding import Origin, Question, answer, notes, part_of_whole
from danvan.story.ward_figures import (
    Amount,
    Cell,
    Cells,
    Figures,
    over,
    shown_indicators,
    span_of,
    ward_figures,
    years_of,
)


@dataclass(frozen=True)
class Reported:
    """One figure that a document gives of the town; value has its unit, bare has none; texts ready to be shown."""

    indicator: Indicator
    period: str
    period_words: str
    value: str
    bare: str
    qualifier: str
    unit: str
    basis: str
    origin: Origin
    notes: tuple[str, ...]


@dataclass(frozen=True)
class OfWard:
    """What one ward has of one indicator, year by year, and what its years come to where several add up (span)."""

    indicator: Indicator
    cells: Cells
    total: Amount | None = None
    span: tuple[int, ...] = ()


def of_town(question: Question) -> tuple[Reported, ...]:
    """Return the figures of the town in force whose period touches the years asked about, as catalogued.

    Where all years are asked about none is left out, whatever its period.
    """
    rows = answer(question, "place_figures", place=question.catalogue.town.place)
    rows = rows[~rows["superseded"]]
    if not question.all_years:
        rows = rows.loc[[_touches(question, code) for code in rows["period"]]]
    points = answer(question, "open_points")
    found = [_reported(question, row, points) for _, row in rows.iterrows()]
    order = {code: position for position, code in enumerate(question.catalogue.indicators)}
    return tuple(sorted(found, key=lambda one: order[one.indicator.indicator]))


def left_out(question: Question, figures: tuple[Reported, ...]) -> int:
    """Return how many figures of the town are of other years than those asked about."""
    rows = answer(question, "place_figures", place=question.catalogue.town.place)
    return int((~rows["superseded"]).sum()) - len(figures)


def latest(figures: tuple[Reported, ...]) -> tuple[Reported, ...]:
    """Return the first figure of each indicator, which is the latest."""
    return tuple({one.indicator.indicator: one for one in reversed(figures)}.values())[::-1]


def of_wards(question: Question, field: str) -> dict[str, list[OfWard]]:
    """Return by ward asked about, north to south, its real figures of one field; a ward without any is not in it."""
    figures = ward_figures(question)
    known = [one for one in shown_indicators(question.catalogue) if one.field == field]
    found = {
        ward.place: [of for one in known if (of := _of_ward(question, figures, one, ward.place)).cells]
        for ward in question.wards
    }
    return {place: each for place, each in found.items() if each}


def lacking(question: Question, field: str) -> list[Indicator]:
    """Return the indicators of a field that wards hand in and of which none of those asked about has a figure."""
    known = {of.indicator.indicator for each in of_wards(question, field).values() for of in each}
    return [
        one for one in question.catalogue.ward_indicators if one.field == field and one.indicator not in known
    ]


def cell_words(question: Question, cell: Cell) -> str:
    """Name a year and, where the figure has one, its poverty standard."""
    year, standard = cell
    if not standard:
        return str(year)
    return f"{year}, {question.say('story.poverty.standard', standard=standard)}"


def origin_of(row: pd.Series) -> Origin:
    """Return who says so and where, of one row."""
    return Origin(str(row["source"]), "" if pd.isna(row["locator"]) else str(row["locator"]))


def _of_ward(question: Question, figures: Figures, indicator: Indicator, place: str) -> OfWard:
    cells = years_of(figures, question.catalogue, indicator, place)
    if len(cells) < 2 or indicator.aggregation != "sum":
        return OfWard(indicator, cells)
    span = span_of(indicator, question.catalogue, cells)
    return OfWard(indicator, cells, over(cells, indicator, span), tuple(year for year, _ in span))


def _touches(question: Question, code: str) -> bool:
    first, last = periods.years(code)
    return first <= question.last_year and last >= question.first_year


def _reported(question: Question, row: pd.Series, points: pd.DataFrame) -> Reported:
    indicator, language = question.indicator(row["indicator"]), question.language
    period = fmt.period(row["period"], language)
    if pd.notna(row["standard"]):
        period = f"{period}, {question.say('story.poverty.standard', standard=row['standard'])}"
    is_part = pd.notna(row["whole"])

    def written(*, with_unit: bool) -> str:
        if is_part:
            return part_of_whole(question, row, indicator, with_unit=with_unit)
        return question.value(row["value"], indicator, row["qualifier"], as_printed=True, with_unit=with_unit)

    return Reported(
        indicator=indicator,
        period=str(row["period"]),
        period_words=period,
        value=written(with_unit=True),
        bare=written(with_unit=False),
        qualifier=str(row["qualifier"]),
        unit=fmt.unit_word(indicator.unit, language),
        basis=str(row["basis"]),
        origin=origin_of(row),
        notes=notes(question, [row["note"]], points),
    )
