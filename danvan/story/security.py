"""Tips, cases, persons and mediation: counts by year, ratios by ward with what small counts leave open."""

import math
from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd

from danvan import format as fmt
from danvan import provenance
from danvan.catalogue import Indicator
from danvan.figures import interval_dots, panels_of_columns, small_multiples
from danvan.measures.intervals import Interval, ratio_of_counts, wilson
from danvan.story.finding import Finding, Nothing, Question, answer, basis_of, origins, table
from danvan.story.memory import highlighting, remembered
from danvan.story.wards import (
    all_there,
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
                for row in shown.itertuples(index=False)
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


@highlighting
def cases_per_100_tips(question: Question) -> Finding | Nothing:
    """Cases per 100 tips by ward, with the interval of a ratio of two counts."""
    scale = question.indicator("cases_per_100_tips").scale or 1
    interval = partial(ratio_of_counts, scale=scale)
    return _ratio(question, "cases_per_100_tips", interval, (question.say("story.security.not_linked"),))


@highlighting
def persons_per_case(question: Question) -> Finding | Nothing:
    """Persons per case by ward, with the interval of a ratio of two counts."""
    return _ratio(question, "persons_per_case", ratio_of_counts, ())


@highlighting
def mediation(question: Question) -> Finding | Nothing:
    """Mediations succeeded of those received by ward, with the interval of a share."""
    return _ratio(
        question, "mediation_success_pct", _share_interval_pct, (question.say("story.security.wilson"),)
    )


def _share_interval_pct(successes: float, trials: float) -> Interval:
    """Return the interval of a share; none where more succeeded than were received, which is a fault of the data."""
    if successes > trials:
        return math.nan, math.nan
    low, high = wilson(successes, trials)
    return 100 * low, 100 * high


def _ratio(
    question: Question, code: str, interval: Callable[[float, float], Interval], remarks: tuple[str, ...]
) -> Finding | Nothing:
    """Each ward's ratio of summed counts with its interval, highest first, against that of all wards."""
    indicator = question.indicator(code)
    rows = ward_years(question, indicator)
    if rows.empty:
        return no_ward_figures(question, code, indicator)
    basis = basis_of(rows)
    sums = over_years(question, rows, ("numerator", "denominator"))
    if not sums["denominator"].sum():
        return Nothing(
            code, question.say("story.security.no_base", indicator=indicator.name(question.language))
        )
    shown = _with_intervals(question, sums, indicator, interval)
    whole, complete = _whole(sums, indicator), all_there(question, rows.assign(value=rows["denominator"]))
    whole_text = question.value(whole, indicator, provenance.sum_qualifier(sums["qualifier"]))
    draw = partial(
        interval_dots,
        shown,
        name="name",
        value="value",
        low="low",
        high="high",
        text="short",
        hover="hover",
        key="slug",
        style=question.style(FIELD, sample=basis == "sample"),
        reference=whole if complete else None,
        reference_label=f"{question.say('story.all_wards')}: {whole_text}",
    )
    parts = [question.indicator(str(part)) for part in (indicator.numerator, indicator.denominator)]
    names = [part.name(question.language) for part in parts]
    return Finding(
        key=code,
        sentence=said(
            question, _ratio_sentence(question, shown, whole, whole_text, indicator, complete), basis
        ),
        subtitle=question.say(
            "story.security.ratio",
            indicator=indicator.name(question.language),
            unit=fmt.unit_word(indicator.unit, question.language),
            period=fmt.period(period_of(rows), question.language),
        ),
        figure=draw(highlight=question.highlighted),
        redraw=draw,
        table=table(
            (question.say("table.ward"), *names, question.say("table.ratio"), question.say("table.interval")),
            [
                (
                    row.name,
                    *(fmt.number(count, 0, question.language) for count in (row.numerator, row.denominator)),
                    row.text,
                    row.range,
                )
                for row in shown.itertuples(index=False)
            ],
        ),
        basis=basis,
        origins=origins(rows),
        notes=remarks,
        coverage=coverage_words(question, rows),
        selectable=True,
    )


@remembered("first_year", "last_year", "sample", "language")
def _years_worded(question: Question, indicator: Indicator) -> pd.DataFrame:
    """Return all wards year by year with their words."""
    return with_words(question, ward_years(question, indicator), indicator)


def _with_intervals(
    question: Question, sums: pd.DataFrame, indicator: Indicator, interval: Callable[[float, float], Interval]
) -> pd.DataFrame:
    """Return the rows with value, interval and words; no interval of a bound, nor where the denominator is zero."""
    scale = indicator.scale or 1
    counts = zip(sums["numerator"], sums["denominator"], sums["qualifier"], strict=True)
    bounds = [
        interval(above, below) if below and qualifier == "=" else (None, None)
        for above, below, qualifier in counts
    ]
    valued = sums.assign(
        value=scale * sums["numerator"] / sums["denominator"].where(sums["denominator"] != 0),
        low=[low for low, _ in bounds],
        high=[high for _, high in bounds],
    )
    rows = with_words(question, valued, indicator).sort_values("value", ascending=False, na_position="last")
    rows["range"] = [
        fmt.interval(row.low, row.high, decimals=indicator.decimals, language=question.language)
        for row in rows.itertuples()
    ]
    rows["hover"] = [
        question.say(
            "story.security.ratio_hover",
            ward=row.name,
            value=row.text,
            interval=row.range,
            above=fmt.number(row.numerator, 0, question.language),
            below=fmt.number(row.denominator, 0, question.language),
        )
        for row in rows.itertuples(index=False)
    ]
    return rows.reset_index(drop=True)


def _whole(sums: pd.DataFrame, indicator: Indicator) -> float:
    return float((indicator.scale or 1) * sums["numerator"].sum() / sums["denominator"].sum())


def _ratio_sentence(
    question: Question,
    shown: pd.DataFrame,
    whole: float,
    whole_text: str,
    indicator: Indicator,
    complete: bool,
) -> str:
    """Say the whole, and which wards differ from it by more than their small counts explain.

    It is the whole town's only where every ward is in it.
    """
    known = shown.dropna(subset=["value", "low", "high"])
    apart = known[(known["low"] > whole) | (known["high"] < whole)]
    names = [question.catalogue.places[place].name for place in apart["place"]]
    words = {
        "value": whole_text,
        "indicator": indicator.name(question.language),
        "of": _of(question, len(shown), complete),
    }
    if not names:
        return question.say("story.security.none_apart", **words)
    return question.words.count(
        "story.security.apart",
        len(names),
        **words,
        number=str(len(names)),
        wards=fmt.enumeration(names, question.language),
    )


def _of(question: Question, wards: int, complete: bool) -> str:
    """Return whose the whole is: the town's, or that of so many wards."""
    if complete:
        return question.say("story.of_all")
    return question.say("story.of_some", present=str(wards), expected=str(len(question.catalogue.wards)))


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
    sums["text"] = [
        question.short_value(row.value, indicator, str(row.qualifier)) for row in sums.itertuples()
    ]
    wards = len(question.wards)
    parts = ["" if count == wards else f" ({count}/{wards})" for count in sums["wards"]]
    sums["label"] = sums["text"] + parts
    sums["hover"] = [
        f"<b>{name}</b><br>{fmt.period(str(row.year), question.language)}: {row.label}"
        for row in sums.itertuples()
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
