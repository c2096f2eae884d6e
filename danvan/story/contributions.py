"""What residents gave: land, labour, money, roads, canals, lights - by ward, by year, in total and per household."""

from functools import partial

import pandas as pd

from danvan import format as fmt
from danvan.exports.deck import Plotted
from danvan.figures import columns, ranked_bar, small_multiples
from danvan.figures.scale import records
from danvan.measures.ranks import ranked
from danvan.story.contribution_sentences import (
    peak_sentence,
    peak_title,
    ward_sentence,
    ward_theme,
    ward_title,
    year_sentence,
    year_theme,
    year_title,
)
from danvan.story.contribution_ways import (
    FIELD,
    INDICATORS,
    REPORTED,
    Way,
    amount_text,
    as_counted,
    drawn,
    fitting,
    in_unit,
    in_words,
    subtitle_of,
    told,
    unit_words,
)
from danvan.story.finding import Finding, Nothing, Question, basis_of, origins, table
from danvan.story.memory import highlighting, remembered
from danvan.story.plotted import by_category, ward_lines
from danvan.story.plotted import by_year as plotted_by_year
from danvan.story.titles import titled, years_by_ward
from danvan.story.wards import (
    all_wards_by_year,
    chosen,
    chosen_words,
    coverage_words,
    no_ward_figures,
    none_of_chosen,
    over_years,
    panel_columns,
    said,
    ward_years,
    year_table,
)

__all__ = ["INDICATORS", "REPORTED", "Way", "by_ward", "by_year", "ward_by_year"]


@highlighting
def by_ward(question: Question, way: Way) -> Finding | Nothing:
    """Each ward's sum over the years asked about, largest first; the chosen wards stand out."""
    way, indicator = fitting(question, way)
    rows = ward_years(question, indicator)
    if rows.empty:
        return no_ward_figures(question, "contributions_by_ward", indicator)
    counted = as_counted(question, over_years(question, rows), way)
    if counted.empty:
        return Nothing("contributions_by_ward", question.say("story.contributions.no_households"))
    basis = basis_of(counted)
    all_years = int(rows["year"].nunique())
    shown = ranked(_with_years(question, in_words(question, counted, way), all_years), "shown", better="up")
    draw = partial(
        ranked_bar,
        shown,
        name="name",
        value="shown",
        text="short",
        hover="hover",
        key="slug",
        style=question.style(FIELD, sample=basis == "sample"),
    )
    plot = partial(
        by_category,
        [f"{question.name(row.place)}{row.mark}" for row in records(shown)],
        {indicator.name(question.language): drawn(question, shown["shown"], shown["qualifier"], way)},
        axis_title=unit_words(question, way, indicator),
        heading=question.say("table.ward"),
        keys=shown["slug"].tolist(),
    )
    title = ward_title(question, shown, way, all_years, rows)
    return Finding(
        key="contributions_by_ward",
        title=titled(question, basis, title, ward_theme(question, way, rows)),
        sentence=said(question, ward_sentence(question, shown, way, all_years), basis),
        subtitle=subtitle_of(question, way, "story.contributions.by_ward", rows),
        figure=draw(highlight=question.highlighted),
        redraw=draw,
        plotted=plot(highlight=question.highlighted),
        replot=plot,
        table=table(
            (question.say("table.ward"), question.say("table.value"), question.say("table.years")),
            [(row.name, row.text, f"{row.years}/{all_years}") for row in records(shown)],
        ),
        basis=basis,
        origins=origins(counted),
        coverage=coverage_words(
            question,
            rows[rows["place"].isin(counted["place"])],
            indicators=told(question, way, indicator),
            computed=way.per_household,
        ),
        selectable=True,
        own_years=years_by_ward(question, rows),
    )


def by_year(question: Question, way: Way) -> Finding | Nothing:
    """The sum over the wards asked about year by year; a year in which wards are missing says how many are in it."""
    way, indicator = fitting(question, way)
    rows = ward_years(question, indicator)
    if rows.empty:
        return no_ward_figures(question, "contributions_by_year", indicator)
    total = Way(way.indicator, hectares=way.hectares)
    sums = all_wards_by_year(question, chosen(question, rows))
    if sums.empty:
        return none_of_chosen(question, "contributions_by_year", indicator)
    basis, wards = basis_of(sums), len(question.wards)
    shown = sums.assign(shown=in_unit(sums["value"], total))
    shown["text"] = [amount_text(question, row.shown, total, str(row.qualifier)) for row in records(shown)]
    shown["part"] = ["" if count == wards else f" ({count}/{wards})" for count in shown["wards"]]
    shown["label"] = [
        amount_text(question, row.shown, total, str(row.qualifier), with_unit=False) + row.part
        for row in records(shown)
    ]
    shown["hover"] = [
        f"<b>{fmt.period(str(row.year), question.language)}</b><br>{row.text}{row.part}"
        for row in records(shown)
    ]
    figure = columns(
        shown,
        x="year",
        y="shown",
        text="label",
        hover="hover",
        style=question.style(FIELD, sample=basis == "sample"),
    )
    title = year_title(question, shown, wards, total)
    return Finding(
        key="contributions_by_year",
        title=titled(question, basis, title, year_theme(question, shown, total)),
        sentence=said(question, year_sentence(question, shown, wards), basis),
        subtitle=subtitle_of(question, total, "story.contributions.by_year", rows) + chosen_words(question),
        figure=figure,
        table=table(
            (question.say("table.year"), question.say("table.value"), question.say("table.wards")),
            [(str(row.year), row.text, f"{row.wards}/{wards}") for row in records(shown)],
        ),
        plotted=_year_columns(question, shown, total),
        basis=basis,
        origins=origins(rows),
        coverage=coverage_words(question, rows, indicators=(indicator,)),
    )


def ward_by_year(question: Question, way: Way) -> Finding | Nothing:
    """Each ward year by year on one scale."""
    way, indicator = fitting(question, way)
    rows = ward_years(question, indicator)
    if rows.empty:
        return no_ward_figures(question, "contributions_ward_by_year", indicator)
    if chosen(question, rows).empty:
        return none_of_chosen(question, "contributions_ward_by_year", indicator)
    counted = _years_worded(question, way)
    shown = chosen(question, counted)
    if shown.empty:
        return Nothing("contributions_ward_by_year", question.say("story.contributions.no_households"))
    basis = basis_of(shown)
    figure = small_multiples(
        shown,
        panel="name",
        columns=panel_columns(question, shown["name"].nunique()),
        x="year",
        y="shown",
        text="short",
        hover="hover",
        key="slug",
        style=question.style(FIELD, sample=basis == "sample"),
    )
    lines = ward_lines(question, shown, drawn(question, shown["shown"], shown["qualifier"], way))
    return Finding(
        key="contributions_ward_by_year",
        title=titled(question, basis, peak_title(question, shown, way), ward_theme(question, way, shown)),
        sentence=said(question, peak_sentence(question, shown), basis),
        subtitle=subtitle_of(question, way, "story.contributions.ward_by_year", shown),
        figure=figure,
        table=year_table(question, shown),
        plotted=plotted_by_year(
            lines, axis_title=unit_words(question, way, indicator), heading=question.say("table.year")
        ),
        basis=basis,
        origins=origins(counted),
        coverage=coverage_words(
            question, counted, indicators=told(question, way, indicator), computed=way.per_household
        ),
        selectable=True,
    )


def _year_columns(question: Question, shown: pd.DataFrame, way: Way) -> Plotted:
    """Return the sums by year, each year with how many wards are in it where some are missing."""
    indicator = question.indicator(way.indicator)
    made = drawn(question, shown["shown"], shown["qualifier"], way)
    years = [int(year) for year in shown["year"]]
    return plotted_by_year(
        {indicator.name(question.language): dict(zip(years, made, strict=True))},
        axis_title=unit_words(question, way, indicator),
        heading=question.say("table.year"),
        kind="column",
        parts=dict(zip(years, shown["part"], strict=True)),
    )


@remembered("first_year", "last_year", "sample", "language")
def _years_worded(question: Question, way: Way) -> pd.DataFrame:
    """Return all wards year by year, counted as wanted and with their words."""
    rows = ward_years(question, question.indicator(way.indicator))
    return in_words(question, as_counted(question, rows, way), way)


def _with_years(question: Question, rows: pd.DataFrame, all_years: int) -> pd.DataFrame:
    """Return the rows with a mark, also in short text and hover, of how many years a sum is where it lacks some."""
    words = {
        years: f" ({question.say('story.contributions.of_years', years=str(years), all=str(all_years))})"
        for years in rows["years"].unique()
    }
    marks = ["" if years == all_years else words[years] for years in rows["years"]]
    return rows.assign(mark=marks, short=rows["short"] + marks, hover=rows["hover"] + marks)
