"""The appendices of a report: every figure with its source and standing, the models, the wards year by year."""

from collections.abc import Iterable, Sequence

import pandas as pd

from danvan import format as fmt
from danvan.deck.report_figures import OfWard, Reported, cell_words, of_wards, origin_of
from danvan.deck.report_said import numbers_of
from danvan.deck.report_town import field_heading
from danvan.exports.document import Appendix, Column, Group, Table
from danvan.story.finding import Origin, Question, answer, basis_of_sources, notes, section_words
from danvan.story.model_search import TOWN_WIDE, UNPLACED, Wanted, found, namings
from danvan.story.ward_figures import Cell

MOST_YEARS_UPRIGHT = 6
NAME_SHARE, YEAR_SHARE = 3.4, 1.6


def reported(question: Question, figures: Sequence[Reported], fields: Sequence[str]) -> list[Appendix]:
    """Return the appendix of all figures that documents give of the town, field by field; none without figures."""
    shown = [one for field in fields for one in figures if one.indicator.field == field]
    if not shown:
        return []
    remarks = list(dict.fromkeys(note for one in shown for note in one.notes))
    located = _located(question, [one.origin for one in shown])
    rows = [
        (
            one.indicator.field,
            (
                one.indicator.name(question.language) + numbers_of(one.notes, remarks),
                one.bare,
                one.unit,
                one.period_words,
                where,
                question.say(f"basis.{one.basis}"),
            ),
        )
        for one, where in zip(shown, located, strict=True)
    ]
    bounds = [question.say("report.table.bounds")] if any(one.qualifier == ">" for one in shown) else []
    table = Table(
        columns=_columns(
            question,
            ("number", 0.7),
            ("indicator", 3.4),
            ("value", 1.7, True),
            ("unit", 1.6),
            ("period", 1.9),
            ("source", 2.1),
            ("standing", 1.5),
        ),
        groups=_groups(question, rows),
        source=_source(question, (one.origin for one in shown)),
        standing=_standing(question, (one.basis for one in shown)),
        notes=(*bounds, *_remarks(question, remarks)),
    )
    return [Appendix(question.say("report.appendix.reported", place=question.town_name), (table,))]


def models(question: Question, fields: Sequence[str]) -> list[Appendix]:
    """Return the appendix of the models by field, with their hosts and where they are; none without models."""
    every = found(question, Wanted())
    shown = [row for field in fields for _, row in every[every["field"] == field].iterrows()]
    if not shown:
        return []
    adopted, points = namings(question), answer(question, "open_points")
    remarks = list(notes(question, [row["note"] for row in shown], points))
    rests_on = [origin_of(row) for row in shown]
    rows = [
        (
            str(row["field"]),
            (
                _model_name(question, row) + numbers_of(notes(question, [row["note"]], points), remarks),
                _host(question, row),
                _places(question, row, adopted),
                where,
            ),
        )
        for row, where in zip(shown, _located(question, rests_on), strict=True)
    ]
    table = Table(
        columns=_columns(
            question, ("number", 0.7), ("model", 4.4), ("host", 2.4), ("wards", 3.3), ("source", 1.9)
        ),
        groups=_groups(question, rows),
        source=_source(question, rests_on),
        standing=_standing(question, [basis_of_sources(question, every)]),
        notes=(
            question.say("story.models.named_only"),
            question.say("report.table.inferred"),
            *_remarks(question, remarks),
        ),
    )
    return [Appendix(question.say("report.appendix.models"), (table,))]


def of_all_wards(question: Question, fields: Sequence[str]) -> list[Appendix]:
    """Return the appendix of what wards handed in, a table for each indicator; none where there is nothing."""
    alone = len(question.wards) == 1
    tables = [
        table
        for field in fields
        if (known := of_wards(question, field))
        for table in (_ward_table(question, field, known) if alone else _ward_tables(question, known))
    ]
    if not tables:
        return []
    wide = max(len(table.columns) for table in tables) - 1 > MOST_YEARS_UPRIGHT
    return [Appendix(question.say("report.appendix.wards"), tuple(tables), landscape=wide)]


def _ward_table(question: Question, field: str, known: dict[str, list[OfWard]]) -> Iterable[Table]:
    """Give the one table of a field for one ward: a row for each indicator, and for each of its poverty standards."""
    figures = [of for each in known.values() for of in each]
    years = sorted({year for of in figures for year, _ in of.cells})
    rows = [
        (_row_name(question, of, standard), *_years(question, of, [(year, standard) for year in years]))
        for of in figures
        for standard in sorted({standard for _, standard in of.cells})
    ]
    yield Table(
        columns=(
            Column(question.say("report.table.indicator"), NAME_SHARE),
            *(Column(str(year), YEAR_SHARE, numeric=True) for year in years),
        ),
        groups=(Group("", tuple(rows)),),
        title=field_heading(question, field),
        source=_source(question, _origins(figures)),
        standing=_standing(question, _bases(figures)),
    )


def _row_name(question: Question, of: OfWard, standard: str) -> str:
    unit = fmt.unit_word(of.indicator.unit, question.language)
    name = question.say("report.table.with_unit", indicator=of.indicator.name(question.language), unit=unit)
    return f"{name}, {question.say('story.poverty.standard', standard=standard)}" if standard else name


def _origins(figures: Iterable[OfWard]) -> list[Origin]:
    standings = (amount.standing for of in figures for amount in of.cells.values())
    return [Origin(source) for standing in standings for source in standing.sources]


def _bases(figures: Iterable[OfWard]) -> list[str]:
    return [amount.standing.basis for of in figures for amount in of.cells.values()]


def _ward_tables(question: Question, known: dict[str, list[OfWard]]) -> Iterable[Table]:
    every = {of.indicator.indicator: of.indicator for each in known.values() for of in each}
    for code, indicator in every.items():
        by_ward = {
            place: of for place, each in known.items() for of in each if of.indicator.indicator == code
        }
        cells = sorted({cell for of in by_ward.values() for cell in of.cells})
        rows = tuple(
            (question.name(ward.place), *_years(question, by_ward.get(ward.place), cells))
            for ward in question.wards
        )
        unit = fmt.unit_word(indicator.unit, question.language)
        name = indicator.name(question.language)
        yield Table(
            columns=(
                Column(question.say("report.table.ward"), NAME_SHARE),
                *(Column(cell_words(question, cell), YEAR_SHARE, numeric=True) for cell in cells),
            ),
            groups=(Group("", rows),),
            title=question.say("report.table.with_unit", indicator=name, unit=unit),
            source=_source(question, _origins(by_ward.values())),
            standing=_standing(question, _bases(by_ward.values())),
        )


def _years(question: Question, of: OfWard | None, cells: Sequence[Cell]) -> list[str]:
    missing = question.say("value.missing")
    if of is None:
        return [missing] * len(cells)
    known = {
        cell: question.short_value(amount.value, of.indicator, amount.qualifier)
        for cell, amount in of.cells.items()
    }
    return [known.get(cell, missing) for cell in cells]


def _groups(question: Question, rows: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[Group, ...]:
    """Return rows that are given with their fields as groups, numbered through all of them."""
    numbered = [(field, (str(number), *cells)) for number, (field, cells) in enumerate(rows, 1)]
    return tuple(
        Group(field_heading(question, field), tuple(cells for of, cells in numbered if of == field))
        for field in dict.fromkeys(field for field, _ in rows)
    )


def _located(question: Question, rests_on: Sequence[Origin]) -> list[str]:
    """Return the place in the source of each row, with the source where there is more than one."""
    named = [section_words(question, origin) for origin in rests_on]
    only = {origin.source for origin in rests_on}
    if len(only) > 1:
        return named
    short = question.catalogue.sources[only.pop()].short_name(question.language)
    return [words.removeprefix(f"{short}, ") for words in named]


def _model_name(question: Question, row: pd.Series) -> str:
    name = str(row["name"])
    inferred = row["field_reading"] == "inferred"
    return question.say("report.table.field_inferred", name=name) if inferred else name


def _host(question: Question, row: pd.Series) -> str:
    if pd.isna(row["host"]):
        return question.say("story.models.no_host")
    host = str(row["host"])
    return question.say("reading.marked", words=host) if row["host_reading"] == "inferred" else host


def _places(question: Question, row: pd.Series, adopted: pd.DataFrame) -> str:
    rows = adopted[adopted["model"] == row["model"]]
    names = [
        question.name(place)
        if reading == "stated"
        else question.say("reading.marked", words=question.name(place))
        for place, reading in zip(rows["place"], rows["reading"], strict=True)
    ]
    if names:
        return ", ".join(names)
    scope = str(row["scope"])
    return question.say(f"model_scope.{scope if scope in (TOWN_WIDE, 'wards_unnamed') else UNPLACED}")


def _columns(question: Question, *wanted: tuple[str, float] | tuple[str, float, bool]) -> tuple[Column, ...]:
    return tuple(
        Column(question.say(f"report.table.{key}"), share, bool(numeric)) for key, share, *numeric in wanted
    )


def _source(question: Question, rests_on: Iterable[Origin]) -> str:
    names = dict.fromkeys(
        question.catalogue.sources[origin.source].short_name(question.language) for origin in rests_on
    )
    return question.say("standing.source", sources="; ".join(names)) + "."


def _standing(question: Question, bases: Iterable[str]) -> str:
    words = dict.fromkeys(question.say(f"basis.{basis}") for basis in bases)
    return question.say("report.table.standing_is", standing="; ".join(words))


def _remarks(question: Question, remarks: Sequence[str]) -> list[str]:
    return [f"({number}) {text}" for number, text in enumerate(remarks, 1)]
