"""Tips, cases and persons: counts by year and by ward, and what the town reports."""

from collections.abc import Sequence

import pandas as pd

from danvan import format as fmt
from danvan import provenance
from danvan.catalogue import Indicator
from danvan.exports.chart_data import Point
from danvan.exports.deck import Plotted
from danvan.figures import panels_of_columns, small_multiples
from danvan.figures.scale import records
from danvan.story.finding import Finding, Nothing, Question, answer, basis_of, origins, table
from danvan.story.memory import remembered
from danvan.story.plotted import by_year as plotted_by_year
from danvan.story.plotted import point, points, ward_lines
from danvan.story.security_sentences import (
    most_sentence,
    most_theme,
    most_title,
    year_sentence,
    year_theme,
    year_title,
)
from danvan.story.titles import titled, years_of
from danvan.story.wards import (
    all_wards_by_year,
    chosen,
    chosen_words,
    coverage_words,
    no_ward_figures,
    none_of_chosen,
    panel_columns,
    parts_of,
    parts_words,
    period_of,
    said,
    standing_of,
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
    indicators = [question.indicator(code) for code in COUNTS]
    if not everywhere:
        return no_ward_figures(question, "security_by_year", indicators[0], indicators[1:])
    frames = [frame for rows in everywhere if not (frame := chosen(question, rows)).empty]
    if not frames:
        return none_of_chosen(question, "security_by_year", indicators[0])
    rows = pd.concat(frames, ignore_index=True)
    added = parts_of(rows, "indicator").values()
    basis = provenance.heaviest_basis(standing_of(part).basis for part in added)
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
        title=titled(question, basis, year_title(question, rows), year_theme(question, rows)),
        sentence=said(question, year_sentence(question, rows), basis),
        subtitle=question.say("story.security.by_year", period=years_of(question, rows))
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
        plotted=_year_columns(question, shown),
        basis=basis,
        origins=origins(rows),
        notes=(question.say("story.security.not_linked"),),
        coverage=_coverage_of_each(question, everywhere, indicators),
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
    made = points(shown["value"], shown["qualifier"], indicator.decimals)
    return Finding(
        key="security_ward_by_year",
        title=titled(
            question,
            basis,
            most_title(question, rows, indicator),
            most_theme(question, rows, indicator),
        ),
        sentence=said(question, most_sentence(question, rows, indicator), basis),
        subtitle=question.say(
            "story.security.ward_by_year",
            indicator=indicator.name(question.language),
            unit=fmt.unit_word(indicator.unit, question.language),
            period=fmt.period(period_of(rows), question.language),
        ),
        figure=figure,
        table=year_table(question, shown),
        plotted=plotted_by_year(
            ward_lines(question, shown, made),
            axis_title=fmt.unit_word(indicator.unit, question.language),
            heading=question.say("table.year"),
        ),
        basis=basis,
        origins=origins(rows),
        coverage=coverage_words(question, everywhere, indicators=(indicator,)),
        selectable=True,
    )


@remembered("first_year", "last_year", "sample", "language")
def _years_worded(question: Question, indicator: Indicator) -> pd.DataFrame:
    """Return all wards year by year with their words."""
    return with_words(question, ward_years(question, indicator), indicator)


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
    sums["part"] = ["" if count == wards else f" ({count}/{wards})" for count in sums["wards"]]
    sums["label"] = sums["text"] + sums["part"]
    sums["hover"] = [
        f"<b>{name}</b><br>{fmt.period(str(row.year), question.language)}: {row.label}"
        for row in records(sums)
    ]
    return sums


def _year_columns(question: Question, shown: pd.DataFrame) -> Plotted | None:
    """Return the counts by year from one zero line, each year with how many wards are in it where some are missing.

    None where the counts of a year are of different wards, which columns side by side cannot say.
    """
    marks: dict[int, set[str]] = {}
    counts: dict[str, dict[int, Point]] = {}
    for row in records(shown):
        marks.setdefault(int(row.year), set()).add(row.part)
        decimals = question.indicator(row.indicator).decimals
        counts.setdefault(row.name, {})[int(row.year)] = point(row.value, row.qualifier, decimals)
    if any(len(parts) > 1 for parts in marks.values()):
        return None
    return plotted_by_year(
        counts,
        axis_title=question.say("story_title.security.axis"),
        heading=question.say("table.year"),
        kind="column",
        parts={year: min(parts) for year, parts in marks.items()},
    )


def _coverage_of_each(
    question: Question, frames: Sequence[pd.DataFrame], indicators: Sequence[Indicator]
) -> str:
    """Say how many wards are in the counts: of all at once where they have the same wards and years, else of each."""
    pairs = [set(zip(rows["place"], rows["year"], strict=True)) for rows in frames]
    if all(found == pairs[0] for found in pairs):
        return coverage_words(question, frames[0], indicators=indicators)
    each = [
        question.say(
            "story.security.coverage_of",
            indicator=question.indicator(rows["indicator"].iloc[0]).name(question.language),
            coverage=coverage_words(question, rows),
        )
        for rows in frames
    ]
    return ". ".join(words for words in (*each, parts_words(question, indicators)) if words)


def reported_sentence(question: Question) -> str:
    """Say the town's reported counts with their period, in one sentence that does not tie a tip to a case.

    Of the latest period for which all are reported; where there is none, each of its own.
    """
    rows = answer(question, "place_figures", place=question.catalogue.town.place)
    rows = rows[rows["indicator"].isin(COUNTS) & ~rows["superseded"]]
    if rows["indicator"].nunique() < len(COUNTS):
        return question.say("story.security.not_reported")
    shared = rows[rows.groupby("period")["indicator"].transform("nunique") == len(COUNTS)]
    if shared.empty:
        latest = rows.drop_duplicates("indicator").set_index("indicator", drop=False).loc[list(COUNTS)]
        each = [f"{_count(question, row)} ({_period(question, row)})" for _, row in latest.iterrows()]
        counts = fmt.enumeration(each, question.language)
        return question.say("story.security.reported_apart", town=question.town_name, counts=counts)
    latest = shared[shared["period"] == shared.sort_values("period_end")["period"].iloc[-1]]
    words = {str(row["indicator"]): _count(question, row) for _, row in latest.iterrows()}
    period = _period(question, latest.iloc[0])
    return question.say("story.security.reported", town=question.town_name, period=period, **words)


def _count(question: Question, row: pd.Series) -> str:
    indicator = question.indicator(str(row["indicator"]))
    return question.value(row["value"], indicator, str(row["qualifier"]), as_printed=True)


def _period(question: Question, row: pd.Series) -> str:
    return fmt.period(str(row["period"]), question.language)
