"""Tips, cases and persons: counts by year and by ward, and what the town reports."""

from collections.abc import Sequence

import pandas as pd

from danvan import format as fmt
from danvan import provenance
from danvan.catalogue import Indicator
from danvan.figures import panels_of_columns, small_multiples
from danvan.figures.scale import records
from danvan.story.finding import Finding, Nothing, Question, answer, basis_of, origins, table
from danvan.story.memory import remembered
from danvan.story.wards import (
    all_wards_by_year,
    chosen,
    chosen_words,
    coverage_words,
    exact,
    named,
    no_ward_figures,
    none_of_chosen,
    over_years,
    panel_columns,
    period_of,
    said,
    ward_years,
    with_words,
    year_table,
)

COUNTS = ("tips", "cases_solved", "persons_handled")
REPORTED = ("tips", "cases_solved", "persons_handled", "mediation_success_pct")
FIELD = "quoc_phong_an_ninh"


def by_year(question: Question) -> Finding | Nothing:
    """Tips, cases and persons of the wards asked about by year, each on its own scale; never as a funnel."""
    everywhere = _of_one_standing([ward_years(question, question.indicator(code)) for code in COUNTS])
    if not everywhere:
        return no_ward_figures(question, "security_by_year", question.indicator(COUNTS[0]))
    frames = [frame for rows in everywhere if not (frame := chosen(question, rows)).empty]
    if not frames:
        return none_of_chosen(question, "security_by_year", question.indicator(COUNTS[0]))
    rows = pd.concat(frames, ignore_index=True)
    basis = basis_of(rows)
    shown = pd.concat([_year_counts(question, frame) for frame in frames], ignore_index=True)
    figure = panels_of_columns(
        shown,
        panel="name",
        columns=1 if question.narrow else len(COUNTS),
        x="year",
        y="value",
        text="label",
        hover="hover",
        style=question.style(FIELD, sample=basis == "sample"),
    )
    return Finding(
        key="security_by_year",
        sentence=said(question, _year_sentence(question, rows), basis),
        subtitle=question.say("story.security.by_year", period=fmt.period(period_of(rows), question.language))
        + chosen_words(question),
        figure=figure,
        table=table(
            tuple(question.say(f"table.{head}") for head in ("indicator", "year", "value", "wards")),
            [
                (row.name, str(row.year), row.text, f"{row.wards}/{len(question.wards)}")
                for row in records(shown)
            ],
            texts=2,
        ),
        basis=basis,
        origins=origins(rows),
        notes=(question.say("story.security.not_linked"),),
        coverage=coverage_words(question, pd.concat(everywhere)),
    )


def ward_by_year(question: Question, code: str) -> Finding | Nothing:
    """One of the counts ward by ward over the years, on one scale."""
    indicator = question.indicator(code)
    everywhere = ward_years(question, indicator)
    if everywhere.empty:
        return no_ward_figures(question, "security_ward_by_year", indicator)
    rows = chosen(question, everywhere)
    if rows.empty:
        return none_of_chosen(question, "security_ward_by_year", indicator)
    basis = basis_of(rows)
    shown = chosen(question, _years_worded(question, indicator))
    figure = small_multiples(
        shown,
        panel="name",
        columns=panel_columns(question, shown["name"].nunique()),
        x="year",
        y="value",
        text="short",
        hover="hover",
        key="slug",
        style=question.style(FIELD, sample=basis == "sample"),
    )
    return Finding(
        key="security_ward_by_year",
        sentence=said(question, _most_sentence(question, rows, indicator), basis),
        subtitle=question.say(
            "story.security.ward_by_year",
            indicator=indicator.name(question.language),
            unit=fmt.unit_word(indicator.unit, question.language),
            period=fmt.period(period_of(rows), question.language),
        ),
        figure=figure,
        table=year_table(question, shown),
        basis=basis,
        origins=origins(rows),
        coverage=coverage_words(question, everywhere),
        selectable=True,
    )


@remembered("first_year", "last_year", "sample", "language")
def _years_worded(question: Question, indicator: Indicator) -> pd.DataFrame:
    """Return all wards year by year with their words."""
    return with_words(question, ward_years(question, indicator), indicator)


def _most_sentence(question: Question, rows: pd.DataFrame, indicator: Indicator) -> str:
    """Name the ward with most, or the wards that share it; wards with fewer years than others are not compared."""
    sums = over_years(question, rows)
    compared = sums[sums["years"] == sums["years"].max()]
    if not exact(compared):
        return question.say("story.not_exact")
    most = compared["value"].max()
    return question.say(
        "story.security.most",
        indicator=indicator.name(question.language),
        period=fmt.period(period_of(rows), question.language),
        ward=named(question, compared.loc[compared["value"] == most, "place"].tolist()),
        value=question.value(most, indicator),
    )


def _of_one_standing(frames: Sequence[pd.DataFrame]) -> list[pd.DataFrame]:
    """Return the frames that have rows; where one of them is real, without those that are a sample."""
    known = [rows for rows in frames if not rows.empty]
    real = [rows for rows in known if basis_of(rows) != "sample"]
    return real or known


def _year_counts(question: Question, rows: pd.DataFrame) -> pd.DataFrame:
    indicator = question.indicator(rows["indicator"].iloc[0])
    name = indicator.name(question.language)
    sums = all_wards_by_year(question, rows).assign(indicator=indicator.indicator, name=name)
    sums["text"] = [question.short_value(row.value, indicator, str(row.qualifier)) for row in records(sums)]
    wards = len(question.wards)
    parts = ["" if count == wards else f" ({count}/{wards})" for count in sums["wards"]]
    sums["label"] = sums["text"] + parts
    sums["hover"] = [
        f"<b>{name}</b><br>{fmt.period(str(row.year), question.language)}: {row.label}"
        for row in records(sums)
    ]
    return sums


def _year_sentence(question: Question, rows: pd.DataFrame) -> str:
    """Add up each of the counts; where wards are missing from any, say of how many it is the sum."""
    parts = rows.groupby("indicator", sort=False)
    totals, wards = parts["value"].sum(), parts["place"].nunique()
    qualifiers = parts["qualifier"].agg(provenance.sum_qualifier)
    words = [
        question.value(totals[code], question.indicator(code), qualifiers[code]) for code in totals.index
    ]
    counts = fmt.enumeration(words, question.language)
    period = fmt.period(period_of(rows), question.language)
    asked = len(question.wards)
    if wards.min() == asked:
        return question.say("story.security.counts", period=period, counts=counts)
    part = {"present": str(wards.min()), "expected": str(asked)}
    return question.say("story.security.counts_of_some", period=period, counts=counts, **part)


def reported_sentence(question: Question) -> str:
    """Say the town's reported counts in one sentence that does not tie a tip to a case."""
    rows = answer(question, "place_figures", place=question.catalogue.town.place).drop_duplicates("indicator")
    known = rows.set_index("indicator")
    if not set(COUNTS) <= set(known.index):
        return question.say("story.security.not_reported")
    words = {
        code: question.value(
            known.loc[code, "value"],
            question.indicator(code),
            str(known.loc[code, "qualifier"]),
            as_printed=True,
        )
        for code in COUNTS
    }
    return question.say("story.security.reported", town=question.town_name, **words)
