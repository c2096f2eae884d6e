"""Poverty: the trend by standard, the wards on one scale, first against last year."""

import math
from collections import Counter
from collections.abc import Sequence
from functools import partial
from html import escape

import pandas as pd

from danvan import format as fmt
from danvan import provenance, queries
from danvan.exports.chart_data import Point
from danvan.exports.deck import Plotted, Table
from danvan.figures import dumbbell, small_multiples, trend_lines
from danvan.figures.scale import records
from danvan.measures.changes import change_in_points, first_and_last, relative_change_pct
from danvan.story.finding import (
    Finding,
    Nothing,
    Question,
    answer,
    basis_of,
    notes,
    origins,
    printed_decimals,
    table,
)
from danvan.story.memory import highlighting, remembered
from danvan.story.plotted import by_category, by_year, point, points, ward_lines, with_standard
from danvan.story.poverty_sentences import (
    RATE,
    first_last_sentence,
    first_last_title,
    trend_sentence,
    trend_theme,
    trend_title,
    wards_sentence,
    wards_theme,
    wards_title,
)
from danvan.story.titles import titled
from danvan.story.wards import (
    all_wards_by_year,
    chosen,
    coverage_words,
    no_ward_figures,
    none_of_chosen,
    panel_columns,
    period_of,
    said,
    standing_of,
    ward_years,
    with_words,
    year_table,
)

FIELD = "kinh_te"
EARLIEST_YEAR, LATEST_YEAR = 1900, 2099


@remembered("first_year", "last_year", "language", "mode", "narrow")
def trend(question: Question) -> Finding | Nothing:
    """The rate of the town, the province and the country, one line a standard; real figures only."""
    rows = _series(question)
    if rows.empty:
        return Nothing("poverty_trend", question.say("story.poverty.no_trend"))
    indicator = question.indicator(RATE)
    shown = rows.assign(
        name=[escape(question.full_name(place), quote=False) for place in rows["place"]],
        standard_text=[question.say("story.poverty.standard", standard=code) for code in rows["standard"]],
        text=[question.value(row.value, indicator, row.qualifier, as_printed=True) for row in records(rows)],
    )
    shown["hover"] = [
        f"<b>{row.name}</b><br>{fmt.period(str(row.year), question.language)}: {row.text}<br>{row.standard_text}"
        for row in records(shown)
    ]
    figure = trend_lines(
        shown,
        x="year",
        y="value",
        series="name",
        text="text",
        hover="hover",
        style=question.style(FIELD, sample=False),
        segment="standard",
        segment_text="standard_text",
        highlight=[escape(question.town_name, quote=False)],
        bound=None,
        tick_suffix="%",
    )
    return Finding(
        key="poverty_trend",
        title=titled(question, basis_of(rows), trend_title(question, rows), trend_theme(question)),
        sentence=trend_sentence(question, rows),
        subtitle=question.say("story.poverty.trend_subtitle"),
        figure=figure,
        table=_trend_table(question, shown),
        plotted=_trend_plotted(question, rows),
        basis=basis_of(rows),
        origins=origins(rows),
        notes=notes(question, rows["note"], answer(question, "open_points")),
    )


def wards(question: Question) -> Finding | Nothing:
    """The rate ward by ward on one scale, all wards together dotted behind where each of them is in it."""
    indicator = question.indicator(RATE)
    rows = ward_years(question, indicator)
    if rows.empty:
        return no_ward_figures(question, "poverty_wards", indicator)
    shown = chosen(question, _worded(question))
    if shown.empty:
        return none_of_chosen(question, "poverty_wards", indicator)
    whole = bool(shown["together"].notna().any())
    basis = standing_of(records(rows), computed=True).basis if whole else basis_of(rows)
    figure = small_multiples(
        shown,
        panel="name",
        columns=panel_columns(question, shown["name"].nunique(), half=True),
        x="year",
        y="value",
        text="text",
        hover="hover",
        style=question.style(FIELD, sample=basis == "sample"),
        segment="standard",
        key="slug",
        reference="together" if whole else None,
        reference_label=question.say("story.all_wards") if whole else "",
    )
    ends, period = chosen(question, _ends(question)), period_of(shown)
    return Finding(
        key="poverty_wards",
        title=titled(question, basis, wards_title(question, ends, period), wards_theme(question, period)),
        sentence=said(question, wards_sentence(question, ends), basis),
        subtitle=question.say("story.poverty.wards_subtitle", period=fmt.period(period, question.language)),
        figure=figure,
        table=year_table(question, shown),
        plotted=_wards_plotted(question, shown),
        basis=basis,
        origins=origins(rows),
        coverage=coverage_words(question, rows, indicators=(indicator,), computed=True),
        selectable=True,
    )


@highlighting
def first_against_last(question: Question) -> Finding | Nothing:
    """The first and the last year of each ward, in the order of the last; the chosen wards stand out."""
    indicator = question.indicator(RATE)
    rows = ward_years(question, indicator)
    if rows.empty:
        return no_ward_figures(question, "poverty_first_last", indicator)
    basis = basis_of(rows)
    shown = _ends(question)
    if shown.empty:
        return Nothing("poverty_first_last", question.say("story.poverty.one_year"))
    first_year, last_year = str(int(shown["first_x"].min())), str(int(shown["last_x"].max()))
    draw = partial(
        dumbbell,
        shown,
        name="name",
        first="first_y",
        last="last_y",
        first_text="first_text",
        last_text="last_text",
        hover="hover",
        key="slug",
        style=question.style(FIELD, sample=basis == "sample"),
        first_label=first_year,
        last_label=last_year,
    )
    plot = partial(_ends_plotted, question, shown)
    heads = ("table.ward", "", "", "table.change", "table.relative_change")
    names = [
        question.say(head) if head else year
        for head, year in zip(heads, ("", first_year, last_year, "", ""), strict=True)
    ]
    return Finding(
        key="poverty_first_last",
        title=titled(
            question,
            basis,
            first_last_title(question, shown),
            wards_theme(question, f"{first_year}..{last_year}"),
        ),
        sentence=said(question, first_last_sentence(question, shown), basis),
        subtitle=question.say("story.poverty.first_last_subtitle", first=first_year, last=last_year),
        figure=draw(highlight=question.highlighted),
        redraw=draw,
        plotted=plot(highlight=question.highlighted),
        replot=plot,
        table=table(
            names,
            shown[["name", "first_text", "last_text", "points_text", "relative_text"]].to_numpy().tolist(),
        ),
        basis=basis,
        origins=origins(rows),
        coverage=coverage_words(question, shown, value="last_y", indicators=(indicator,), computed=True),
        selectable=True,
    )


@remembered("first_year", "last_year", "sample", "language")
def _worded(question: Question) -> pd.DataFrame:
    """Return the rates of all wards with their words, and together the rate over all wards of that year."""
    indicator = question.indicator(RATE)
    rows = ward_years(question, indicator)
    shown, together = with_words(question, rows, indicator), _rate_of_all(question, rows)
    keys = zip(shown["year"], shown["standard"], strict=True)
    return shown.assign(together=[together.get(key, math.nan) for key in keys])


@remembered("first_year", "last_year", "sample", "language")
def _ends(question: Question) -> pd.DataFrame:
    """Return first and last value of each ward within one standard, highest last value first, with their words.

    First and last are of the same years for all, those that most wards have; wards without them are left out.
    """
    indicator, language = question.indicator(RATE), question.language
    ends = _of_the_same_years(ward_years(question, indicator))
    ends = ends.sort_values("last_y", ascending=False).reset_index(drop=True)
    points = [change_in_points(row.first_y, row.last_y) for row in records(ends)]
    relative = [relative_change_pct(row.first_y, row.last_y) for row in records(ends)]
    named = ends.assign(
        name=[question.place_name(place) for place in ends["place"]],
        slug=[question.catalogue.places[place].slug for place in ends["place"]],
        first_text=_texts(question, ends, "first_y", "first_qualifier"),
        last_text=_texts(question, ends, "last_y", "last_qualifier"),
        points=points,
        points_text=[
            fmt.change(value, unit="pct", decimals=indicator.decimals, language=language, qualifier=qualifier)
            for value, qualifier in zip(points, ends["qualifier"], strict=True)
        ],
        relative_text=[fmt.relative_change_pct(value, language=language) for value in relative],
    )
    named["hover"] = [
        f"<b>{row.name}</b><br>{row.first_text} → {row.last_text}<br>{row.points_text}; {row.relative_text}"
        for row in records(named)
    ]
    return named


def _of_the_same_years(rows: pd.DataFrame) -> pd.DataFrame:
    """Return first and last value of the wards that have both years that most have, with their qualifiers.

    qualifier is that of the change from first to last.
    """
    ends = _first_and_last(rows)
    if ends.empty:
        return ends.assign(first_qualifier="", last_qualifier="", qualifier="")
    (first, last), _ = Counter(zip(ends["first_x"], ends["last_x"], strict=True)).most_common(1)[0]
    within = rows[rows["year"].between(first, last) & (rows["standard"] == ends["standard"].iloc[0])]
    ends = _first_and_last(within)
    ends = ends[(ends["first_x"] == first) & (ends["last_x"] == last)]
    found = {
        (place, year): qualifier
        for place, year, qualifier in zip(within["place"], within["year"], within["qualifier"], strict=True)
    }
    firsts, lasts = ([found[place, year] for place in ends["place"]] for year in (first, last))
    pairs = zip(lasts, firsts, strict=True)
    changes = [provenance.difference_qualifier(after, before) for after, before in pairs]
    return ends.assign(first_qualifier=firsts, last_qualifier=lasts, qualifier=changes)


def _first_and_last(rows: pd.DataFrame) -> pd.DataFrame:
    ends = first_and_last(rows, by="place", x="year", y="value", segment="standard")
    return ends.dropna(subset=["last_y"])


def _texts(question: Question, ends: pd.DataFrame, value: str, qualifier: str) -> list[str]:
    pairs = zip(ends[value], ends[qualifier], strict=True)
    return [question.value(amount, question.indicator(RATE), sign) for amount, sign in pairs]


def _rate_of_all(question: Question, rows: pd.DataFrame) -> dict[tuple[int, str], float]:
    """Return the rate over all wards by year and standard, only where every ward's counts are in it."""
    counted = rows.dropna(subset=["numerator", "denominator"])
    sums = all_wards_by_year(question, counted, ("numerator", "denominator"))
    whole = sums[sums["wards"] == len(question.catalogue.wards)]
    scale = question.indicator(RATE).scale or 1
    rates = scale * whole["numerator"] / whole["denominator"].where(whole["denominator"] != 0)
    return dict(zip(zip(whole["year"], whole["standard"], strict=True), rates, strict=True))


def _series(question: Question) -> pd.DataFrame:
    places = question.catalogue.places
    town = question.catalogue.town
    province = places[town.parent or ""]
    first, last = (
        (EARLIEST_YEAR, LATEST_YEAR) if question.all_years else (question.first_year, question.last_year)
    )
    rows = queries.run(
        "series",
        indicator=RATE,
        places=[town.place, province.place, province.parent],
        first_year=first,
        last_year=last,
    )
    order = {town.place: 0, province.place: 1, province.parent: 2}
    return rows.sort_values(
        ["place", "year"], key=lambda column: column.map(order) if column.name == "place" else column
    )


def _trend_table(question: Question, shown: pd.DataFrame) -> Table:
    return table(
        tuple(question.say(f"table.{column}") for column in ("place", "year", "standard", "value")),
        [(row.name, str(row.year), row.standard, row.text) for row in records(shown)],
        texts=3,
    )


def _ends_plotted(question: Question, shown: pd.DataFrame, highlight: Sequence[str] = ()) -> Plotted:
    """Return two bars a ward, of the first and of the last year."""
    decimals = question.indicator(RATE).decimals
    ends = {
        str(int(shown[f"{end}_x"].iloc[0])): points(shown[f"{end}_y"], shown[f"{end}_qualifier"], decimals)
        for end in ("first", "last")
    }
    return by_category(
        [question.name(place) for place in shown["place"]],
        ends,
        axis_title=question.say("story_title.unit_of_rate"),
        heading=question.say("table.ward"),
        keys=shown["slug"].tolist(),
        highlight=highlight,
    )


def _trend_plotted(question: Question, rows: pd.DataFrame) -> Plotted:
    """Return a line a place and standard, those of the town standing out."""
    lines: dict[str, dict[int, Point]] = {}
    of_town = []
    for row in records(rows):
        name = with_standard(question, question.full_name(row.place), row.standard)
        decimals = printed_decimals(row.value, question.indicator(RATE))
        lines.setdefault(name, {})[int(row.year)] = point(row.value, row.qualifier, decimals)
        of_town += [name] if row.place == question.catalogue.town.place else []
    return by_year(
        lines,
        axis_title=question.say("story_title.unit_of_rate"),
        heading=question.say("table.year"),
        highlighted=tuple(dict.fromkeys(of_town)),
    )


def _wards_plotted(question: Question, shown: pd.DataFrame) -> Plotted:
    """Return a line a ward and, where it is known, that of all wards together, which stands out."""
    decimals, whole = question.indicator(RATE).decimals, question.say("story.all_wards")
    lines = ward_lines(question, shown, points(shown["value"], shown["qualifier"], decimals))
    together = shown.dropna(subset=["together"]).drop_duplicates(["year", "standard"])
    several = shown["standard"].nunique() > 1
    town = set()
    for row in records(together):
        name = with_standard(question, whole, row.standard) if several else whole
        lines.setdefault(name, {})[int(row.year)] = point(row.together, "=", decimals)
        town.add(name)
    return by_year(
        lines,
        axis_title=question.say("story_title.unit_of_rate"),
        heading=question.say("table.year"),
        highlighted=sorted(town),
    )
