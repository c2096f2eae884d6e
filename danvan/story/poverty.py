"""Poverty: the trend by standard, the wards on one scale, first against last year."""

from functools import partial
from html import escape

import pandas as pd

from danvan import format as fmt
from danvan import queries
from danvan.figures import dumbbell, small_multiples, trend_lines
from danvan.measures.changes import change_in_points, first_and_last, relative_change_pct
from danvan.story.finding import (
    Finding,
    Nothing,
    Question,
    Table,
    answer,
    basis_of,
    change_words,
    notes,
    origins,
    table,
)
from danvan.story.memory import highlighting, remembered
from danvan.story.wards import (
    all_wards_by_year,
    chosen,
    coverage_words,
    no_ward_figures,
    panel_columns,
    said,
    ward_years,
    with_words,
    year_table,
)

RATE = "poverty_rate_pct"
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
        text=[
            question.value(row.value, indicator, row.qualifier, as_printed=True) for row in rows.itertuples()
        ],
    )
    shown["hover"] = [
        f"<b>{row.name}</b><br>{fmt.period(str(row.year), question.language)}: {row.text}<br>{row.standard_text}"
        for row in shown.itertuples(index=False)
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
        sentence=_trend_sentence(question, rows),
        subtitle=question.say("story.poverty.trend_subtitle"),
        figure=figure,
        table=_trend_table(question, shown),
        basis=basis_of(rows),
        origins=origins(rows),
        notes=notes(question, rows["note"], answer(question, "open_points")),
    )


def wards(question: Question) -> Finding | Nothing:
    """The rate ward by ward on one scale, all wards together dotted behind."""
    indicator = question.indicator(RATE)
    rows = ward_years(question, indicator)
    if rows.empty:
        return no_ward_figures(question, "poverty_wards", indicator)
    basis = basis_of(rows)
    shown = chosen(question, _worded(question))
    figure = small_multiples(
        shown,
        panel="name",
        columns=panel_columns(question, shown["name"].nunique()),
        x="year",
        y="value",
        text="text",
        hover="hover",
        style=question.style(FIELD, sample=basis == "sample"),
        segment="standard",
        key="slug",
        reference="together",
        reference_label=question.say("story.all_wards"),
    )
    return Finding(
        key="poverty_wards",
        sentence=said(question, _wards_sentence(question, chosen(question, _ends(question))), basis),
        subtitle=question.say(
            "story.poverty.wards_subtitle", period=fmt.period(question.period, question.language)
        ),
        figure=figure,
        table=year_table(question, shown),
        basis=basis,
        origins=origins(rows),
        coverage=coverage_words(question, rows),
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
    heads = ("table.ward", "", "", "table.change", "table.relative_change")
    names = [
        question.say(head) if head else year
        for head, year in zip(heads, ("", first_year, last_year, "", ""), strict=True)
    ]
    return Finding(
        key="poverty_first_last",
        sentence=said(question, _first_last_sentence(question, shown), basis),
        subtitle=question.say("story.poverty.first_last_subtitle", first=first_year, last=last_year),
        figure=draw(highlight=question.highlighted),
        redraw=draw,
        table=table(
            names,
            shown[["name", "first_text", "last_text", "points_text", "relative_text"]].to_numpy().tolist(),
        ),
        basis=basis,
        origins=origins(rows),
        coverage=coverage_words(question, rows),
        selectable=True,
    )


@remembered("first_year", "last_year", "sample", "language")
def _worded(question: Question) -> pd.DataFrame:
    """Return the rates of all wards with their words, and together the rate over all wards of that year."""
    indicator = question.indicator(RATE)
    rows = ward_years(question, indicator)
    shown = with_words(question, rows, indicator)
    return shown.assign(together=shown["year"].map(_rate_of_all(question, rows)))


@remembered("first_year", "last_year", "sample", "language")
def _ends(question: Question) -> pd.DataFrame:
    """Return first and last value of each ward within one standard, highest last value first, with their words."""
    indicator, language = question.indicator(RATE), question.language
    rows = ward_years(question, indicator)
    ends = first_and_last(rows, by="place", x="year", y="value", segment="standard").dropna(subset=["last_y"])
    ends = ends.sort_values("last_y", ascending=False).reset_index(drop=True)
    points = [change_in_points(row.first_y, row.last_y) for row in ends.itertuples()]
    relative = [relative_change_pct(row.first_y, row.last_y) for row in ends.itertuples()]
    named = ends.assign(
        name=[question.place_name(place) for place in ends["place"]],
        slug=[question.catalogue.places[place].slug for place in ends["place"]],
        first_text=[question.value(value, indicator) for value in ends["first_y"]],
        last_text=[question.value(value, indicator) for value in ends["last_y"]],
        points=points,
        points_text=[
            fmt.change(value, unit="pct", decimals=indicator.decimals, language=language) for value in points
        ],
        relative_text=[fmt.relative_change_pct(value, language=language) for value in relative],
    )
    named["hover"] = [
        f"<b>{row.name}</b><br>{row.first_text} → {row.last_text}<br>{row.points_text}; {row.relative_text}"
        for row in named.itertuples(index=False)
    ]
    return named


def _rate_of_all(question: Question, rows: pd.DataFrame) -> dict[int, float]:
    """Return the rate over all wards by year, only where every ward is in it."""
    sums = all_wards_by_year(question, rows, ("numerator", "denominator"))
    whole = sums[sums["wards"] == len(question.catalogue.wards)]
    scale = question.indicator(RATE).scale or 1
    return dict(zip(whole["year"], scale * whole["numerator"] / whole["denominator"], strict=True))


def _wards_sentence(question: Question, ends: pd.DataFrame) -> str:
    if ends.empty:
        return question.say("story.poverty.one_year")
    falling = ends[ends["points"] < 0]
    rising = ends[ends["points"] > 0]
    counted = question.words.count(
        "story.poverty.falling",
        len(ends),
        falling=str(len(falling)),
        wards=str(len(ends)),
        first=str(int(ends["first_x"].min())),
        last=str(int(ends["last_x"].max())),
    )
    if rising.empty:
        return counted
    names = fmt.enumeration(
        [question.catalogue.places[place].name for place in rising["place"]], question.language
    )
    return f"{counted} {question.say('story.poverty.rising', wards=names)}"


def _first_last_sentence(question: Question, shown: pd.DataFrame) -> str:
    most = shown.loc[shown["points"].idxmin()]
    highest = shown.iloc[0]
    lowest = shown.iloc[-1]
    name = question.catalogue.places
    return question.say(
        "story.poverty.first_last",
        highest=name[highest["place"]].name,
        highest_rate=highest["last_text"],
        lowest=name[lowest["place"]].name,
        lowest_rate=lowest["last_text"],
        most=name[most["place"]].name,
        points=most["points_text"],
    )


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


def _trend_sentence(question: Question, rows: pd.DataFrame) -> str:
    ends = change_words(
        question, rows[rows["place"] == question.catalogue.town.place], question.indicator(RATE)
    )
    if ends is None:
        return question.say("story.poverty.trend_other")
    return question.say("story.poverty.trend", town=question.town_name, **ends)


def _trend_table(question: Question, shown: pd.DataFrame) -> Table:
    return table(
        tuple(question.say(f"table.{column}") for column in ("place", "year", "standard", "value")),
        [(row.name, str(row.year), row.standard, row.text) for row in shown.itertuples(index=False)],
        texts=3,
    )
