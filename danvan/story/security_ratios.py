"""Ratios of counts by ward - cases to tips, persons to cases, mediations - with what small counts leave open."""

import math
from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd

from danvan import format as fmt
from danvan import provenance
from danvan.catalogue import Indicator
from danvan.exports.deck import Plotted, Table
from danvan.figures import interval_dots
from danvan.figures.scale import records
from danvan.measures.intervals import Interval, ratio_of_counts, wilson
from danvan.story.finding import Finding, Nothing, Question, basis_of, origins, table
from danvan.story.memory import highlighting
from danvan.story.plotted import by_category, points
from danvan.story.security import FIELD
from danvan.story.security_sentences import Whole, ratio_sentence, ratio_title
from danvan.story.titles import theme, titled, years_by_ward, years_of
from danvan.story.wards import (
    all_there,
    coverage_words,
    no_ward_figures,
    over_years,
    period_of,
    said,
    standing_of,
    ward_years,
    with_words,
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
    counted = rows.dropna(subset=["numerator", "denominator"])
    if not counted.empty and not counted["denominator"].sum():
        return Nothing(
            code, question.say("story.security.no_base", indicator=indicator.name(question.language))
        )
    basis = basis_of(rows) if counted.empty else standing_of(records(counted), computed=True).basis
    shown = _with_intervals(question, _sums(question, rows, counted), indicator, interval)
    complete = all_there(question, rows.assign(value=rows["denominator"]))
    whole = _whole(question, counted, indicator, complete=complete)
    draw = partial(
        interval_dots,
        shown,
        name="name",
        value="value",
        low="low",
        high="high",
        text="label",
        hover="hover",
        key="slug",
        style=question.style(FIELD, sample=basis == "sample"),
        reference=whole.value if complete else None,
        reference_label=f"{question.say('story.all_wards')}: {whole.text}",
    )
    plot = partial(_plotted, question, shown, indicator)
    title = ratio_title(question, shown, whole, indicator, rows)
    return Finding(
        key=code,
        title=titled(
            question, basis, title, theme(question, indicator.name(question.language), period_of(rows))
        ),
        sentence=said(question, ratio_sentence(question, shown, whole, indicator), basis),
        subtitle=question.say(
            "story.security.ratio",
            indicator=indicator.name(question.language),
            unit=fmt.unit_word(indicator.unit, question.language),
            period=years_of(question, rows),
        ),
        figure=draw(highlight=question.highlighted),
        redraw=draw,
        plotted=plot(highlight=question.highlighted),
        replot=plot,
        table=_ratio_table(question, shown, indicator),
        basis=basis,
        origins=origins(rows),
        notes=(*remarks, *_rates_alone(question, rows, counted)),
        coverage=coverage_words(question, rows, indicators=(indicator,), computed=True),
        own_years=years_by_ward(question, rows),
        selectable=True,
    )


def _plotted(
    question: Question, shown: pd.DataFrame, indicator: Indicator, highlight: Sequence[str] = ()
) -> Plotted:
    """Return the ratios by ward with their intervals; one without an upper bound cannot be drawn."""
    intervals = [
        (float(row.low), float(row.high)) if _is_finite(row.low, row.high) else None for row in records(shown)
    ]
    return by_category(
        [question.name(place) for place in shown["place"]],
        {indicator.name(question.language): points(shown["value"], shown["qualifier"], indicator.decimals)},
        axis_title=fmt.unit_word(indicator.unit, question.language),
        heading=question.say("table.ward"),
        intervals=intervals,
        keys=shown["slug"].tolist(),
        highlight=highlight,
    )


def _is_finite(*bounds: float | None) -> bool:
    return all(bound is not None and math.isfinite(bound) for bound in bounds)


def _sums(question: Question, rows: pd.DataFrame, counted: pd.DataFrame) -> pd.DataFrame:
    """Return one row per ward: both counts over its years; given = its ratio where it has one year only.

    A ward that handed in the ratio alone has no counts: of several years it then has no ratio either.
    """
    alone = rows[~rows["place"].isin(counted["place"])]
    kept = pd.concat([counted, alone]) if len(alone) else counted
    sums = over_years(question, kept, ("numerator", "denominator"))
    given = kept[~kept["place"].duplicated(keep=False)].set_index("place")["value"]
    return sums.assign(given=sums["place"].map(given))


def _rates_alone(question: Question, rows: pd.DataFrame, counted: pd.DataFrame) -> tuple[str, ...]:
    """Say of how many wards a ratio was handed in without its counts."""
    wards = int(rows.loc[~rows.index.isin(counted.index), "place"].nunique())
    return (question.words.count("story.security.rates_alone", wards, number=str(wards)),) if wards else ()


def _with_intervals(
    question: Question, sums: pd.DataFrame, indicator: Indicator, interval: Callable[[float, float], Interval]
) -> pd.DataFrame:
    """Return the rows with value, interval and words; no interval of a bound, nor without counts or of none."""
    scale = indicator.scale or 1
    counts = zip(sums["numerator"], sums["denominator"], sums["qualifier"], strict=True)
    bounds = [
        interval(above, below) if below > 0 and qualifier == "=" else (None, None)
        for above, below, qualifier in counts
    ]
    valued = sums.assign(
        value=sums["given"].fillna(
            scale * sums["numerator"] / sums["denominator"].where(sums["denominator"] != 0)
        ),
        low=[low for low, _ in bounds],
        high=[high for _, high in bounds],
    )
    rows = with_words(question, valued, indicator).sort_values("value", ascending=False, na_position="last")
    rows["range"] = [
        fmt.interval(row.low, row.high, decimals=indicator.decimals, language=question.language)
        for row in records(rows)
    ]
    # Nobody in a hall can point at an interval to ask for its ends.
    rows["label"] = [
        f"{row.short} ({row.range})" if question.hall and not pd.isna(row.low) else row.short
        for row in records(rows)
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
        for row in records(rows)
    ]
    return rows.reset_index(drop=True)


def _whole(question: Question, counted: pd.DataFrame, indicator: Indicator, *, complete: bool) -> Whole:
    """Return the ratio of all counts; complete says that every ward is in it."""
    qualifier = provenance.sum_qualifier(counted["qualifier"])
    above, below = counted["numerator"].sum(), counted["denominator"].sum()
    value = math.nan if counted.empty else float((indicator.scale or 1) * above / below)
    return Whole(
        value,
        question.value(value, indicator, qualifier),
        question.short_value(value, indicator, qualifier),
        complete,
        exact=qualifier == "=",
    )


def _ratio_table(question: Question, shown: pd.DataFrame, indicator: Indicator) -> Table:
    """Return wards with both counts, the ratio and its interval as text."""
    parts = [question.indicator(str(part)) for part in (indicator.numerator, indicator.denominator)]
    names = [part.name(question.language) for part in parts]
    rows = [
        (
            row.name,
            *(fmt.number(count, 0, question.language) for count in (row.numerator, row.denominator)),
            row.text,
            row.range,
        )
        for row in records(shown)
    ]
    return table(
        (question.say("table.ward"), *names, question.say("table.ratio"), question.say("table.interval")),
        rows,
    )
