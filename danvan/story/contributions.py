"""What residents gave: land, labour, money, roads, canals, lights - by ward, by year, in total and per household."""

from dataclasses import dataclass
from functools import partial

import pandas as pd

from danvan import format as fmt
from danvan.catalogue import Indicator
from danvan.figures import columns, ranked_bar, small_multiples
from danvan.measures.ranks import ranked
from danvan.story.finding import Finding, Nothing, Question, basis_of, origins, table
from danvan.story.memory import highlighting, remembered
from danvan.story.wards import (
    all_wards_by_year,
    chosen,
    chosen_words,
    coverage_words,
    hovered,
    no_ward_figures,
    over_years,
    panel_columns,
    said,
    ward_years,
    year_table,
)

INDICATORS = (
    "land_donated_m2",
    "labour_days",
    "contribution_vnd",
    "road_km",
    "road_repaired_km",
    "canal_km",
    "street_lights",
)
REPORTED = (
    "land_donated_m2",
    "labour_days",
    "contribution_vnd",
    "rural_road_km",
    "canal_km",
    "street_lights",
)
HOUSEHOLDS = "households"
FIELD = "kinh_te"
SQUARE_METRES_PER_HECTARE = 10_000


@dataclass(frozen=True)
class Way:
    """Which contribution is looked at, and how it is counted."""

    indicator: str = INDICATORS[0]
    per_household: bool = False
    hectares: bool = False


@highlighting
def by_ward(question: Question, way: Way) -> Finding | Nothing:
    """Each ward's sum over the years asked about, largest first; the chosen wards stand out."""
    indicator = question.indicator(way.indicator)
    rows = ward_years(question, indicator)
    if rows.empty:
        return no_ward_figures(question, "contributions_by_ward", indicator)
    basis = basis_of(rows)
    counted = _counted(question, over_years(question, rows), way)
    if counted.empty:
        return Nothing("contributions_by_ward", question.say("story.contributions.no_households"))
    shown = ranked(_worded(question, counted, way), "shown", better="up")
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
    return Finding(
        key="contributions_by_ward",
        sentence=said(question, _ward_sentence(question, shown, counted, way), basis),
        subtitle=_subtitle(question, way, "story.contributions.by_ward"),
        figure=draw(highlight=question.highlighted),
        redraw=draw,
        table=table(
            (question.say("table.ward"), question.say("table.value"), question.say("table.years")),
            [(row.name, row.text, str(row.years)) for row in shown.itertuples(index=False)],
        ),
        basis=basis,
        origins=origins(rows),
        coverage=coverage_words(question, rows),
        selectable=True,
    )


def by_year(question: Question, way: Way) -> Finding | Nothing:
    """The sum over the wards asked about year by year; a year in which wards are missing says how many are in it."""
    indicator = question.indicator(way.indicator)
    rows = ward_years(question, indicator)
    if rows.empty:
        return no_ward_figures(question, "contributions_by_year", indicator)
    basis, wards = basis_of(rows), len(question.wards)
    total = Way(way.indicator, hectares=way.hectares)
    sums = all_wards_by_year(question, chosen(question, rows))
    if sums.empty:
        return no_ward_figures(question, "contributions_by_year", indicator)
    shown = sums.assign(shown=_converted(sums["value"], total))
    shown["text"] = [_text(question, row.shown, total, str(row.qualifier)) for row in shown.itertuples()]
    shown["part"] = ["" if count == wards else f" ({count}/{wards})" for count in shown["wards"]]
    shown["label"] = [
        _text(question, row.shown, total, str(row.qualifier), with_unit=False) + row.part
        for row in shown.itertuples()
    ]
    shown["hover"] = [
        f"<b>{fmt.period(str(row.year), question.language)}</b><br>{row.text}{row.part}"
        for row in shown.itertuples()
    ]
    figure = columns(
        shown,
        x="year",
        y="shown",
        text="label",
        hover="hover",
        style=question.style(FIELD, sample=basis == "sample"),
    )
    return Finding(
        key="contributions_by_year",
        sentence=said(question, _year_sentence(question, shown, wards), basis),
        subtitle=_subtitle(question, total, "story.contributions.by_year") + chosen_words(question),
        figure=figure,
        table=table(
            (question.say("table.year"), question.say("table.value"), question.say("table.wards")),
            [(str(row.year), row.text, f"{row.wards}/{wards}") for row in shown.itertuples(index=False)],
        ),
        basis=basis,
        origins=origins(rows),
        coverage=coverage_words(question, rows),
    )


def ward_by_year(question: Question, way: Way) -> Finding | Nothing:
    """Each ward year by year on one scale."""
    indicator = question.indicator(way.indicator)
    rows = ward_years(question, indicator)
    if rows.empty:
        return no_ward_figures(question, "contributions_ward_by_year", indicator)
    basis = basis_of(rows)
    shown = chosen(question, _years_worded(question, way))
    if shown.empty:
        return Nothing("contributions_ward_by_year", question.say("story.contributions.no_households"))
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
    return Finding(
        key="contributions_ward_by_year",
        sentence=said(question, _peak_sentence(question, shown), basis),
        subtitle=_subtitle(question, way, "story.contributions.ward_by_year"),
        figure=figure,
        table=year_table(question, shown),
        basis=basis,
        origins=origins(rows),
        coverage=coverage_words(question, rows),
        selectable=True,
    )


def _counted(question: Question, rows: pd.DataFrame, way: Way) -> pd.DataFrame:
    """Return the rows with a column shown: the value as the reader wants it counted, in the unit they want.

    Per household divides by the households of the row's year, of a sum by those of its last year; rows without
    households of the same standing are left out.
    """
    converted = rows.assign(shown=_converted(rows["value"], way))
    if not way.per_household:
        return converted
    households = ward_years(question, question.indicator(HOUSEHOLDS))
    if households.empty or (basis_of(households) == "sample") != (basis_of(rows) == "sample"):
        return converted.iloc[:0]
    if "year" not in rows:
        households = households.drop_duplicates("place", keep="last").drop(columns="year")
    keys = ["place", "year"] if "year" in rows else ["place"]
    joined = converted.merge(households[[*keys, "value"]], on=keys, suffixes=("", "_households"))
    return joined.assign(
        shown=joined["shown"] / joined["value_households"].where(joined["value_households"] > 0)
    )


def _converted(values: pd.Series, way: Way) -> pd.Series:
    return values / SQUARE_METRES_PER_HECTARE if way.hectares else values


def _worded(question: Question, rows: pd.DataFrame, way: Way) -> pd.DataFrame:
    """Return the rows with name, slug, text, a short text without unit, and hover words."""
    values = list(zip(rows["shown"], rows["qualifier"], strict=True))
    texts = [_text(question, amount, way, str(qualifier)) for amount, qualifier in values]
    return hovered(question, rows).assign(
        text=texts,
        short=[_text(question, amount, way, str(qualifier), with_unit=False) for amount, qualifier in values],
        hover=lambda named: [f"{head}{words}" for head, words in zip(named["hover"], texts, strict=True)],
    )


@remembered("first_year", "last_year", "sample", "language")
def _years_worded(question: Question, way: Way) -> pd.DataFrame:
    """Return all wards year by year, counted as wanted and with their words."""
    rows = ward_years(question, question.indicator(way.indicator))
    return _worded(question, _counted(question, rows, way), way)


def _text(question: Question, amount: float, way: Way, qualifier: str, *, with_unit: bool = True) -> str:
    indicator = question.indicator(way.indicator)
    unit = "ha" if way.hectares else indicator.unit
    decimals, scale = _precision(amount, way, indicator)
    amount_text = fmt.value(
        amount,
        unit=unit,
        decimals=decimals,
        qualifier=qualifier,
        language=question.language,
        scale=scale,
        with_unit=with_unit,
    )
    return (
        question.say("story.contributions.per_household", amount=amount_text)
        if way.per_household and with_unit
        else amount_text
    )


def _precision(amount: float, way: Way, indicator: Indicator) -> tuple[int, str | None]:
    """Return decimals and scale: three meaning digits for what was divided, money in thousands of millions."""
    if way.per_household:
        return (0, "thousand") if indicator.unit == "vnd" else (_three_digits(amount), None)
    if indicator.unit == "vnd":
        return 1, "billion"
    return (2 if way.hectares else indicator.decimals), None


def _three_digits(amount: float) -> int:
    return next((decimals for decimals, limit in enumerate((100, 10, 1, 0.1)) if abs(amount) >= limit), 4)


def _subtitle(question: Question, way: Way, key: str) -> str:
    indicator = question.indicator(way.indicator)
    return question.say(
        key,
        indicator=indicator.name(question.language),
        unit=_unit_words(question, way, indicator),
        period=fmt.period(question.period, question.language),
    )


def _unit_words(question: Question, way: Way, indicator: Indicator) -> str:
    unit = fmt.unit_word("ha" if way.hectares else indicator.unit, question.language)
    if indicator.unit == "vnd":
        scale = question.say("scale.thousand" if way.per_household else "scale.billion")
        unit = f"{scale} {unit}"
    return question.say("story.contributions.per_household", amount=unit) if way.per_household else unit


def _ward_sentence(question: Question, shown: pd.DataFrame, counted: pd.DataFrame, way: Way) -> str:
    known = shown.dropna(subset=["shown"])
    first, last = known.iloc[0], known.iloc[-1]
    places = question.catalogue.places
    words = {
        "first": places[first["place"]].name,
        "first_value": first["text"],
        "last": places[last["place"]].name,
        "last_value": last["text"],
    }
    if way.per_household:
        return question.say("story.contributions.most_per_household", **words)
    total = _text(question, counted["shown"].sum(), way, "=")
    return question.say("story.contributions.most", total=total, wards=str(len(known)), **words)


def _year_sentence(question: Question, shown: pd.DataFrame, wards: int) -> str:
    whole = shown[shown["wards"] == wards]
    if len(whole) < 2:
        return question.say("story.contributions.one_year")
    most, least = whole.loc[whole["shown"].idxmax()], whole.loc[whole["shown"].idxmin()]
    return question.say(
        "story.contributions.most_in",
        most=str(most["year"]),
        most_value=most["text"],
        least=str(least["year"]),
        least_value=least["text"],
    )


def _peak_sentence(question: Question, shown: pd.DataFrame) -> str:
    peak = shown.loc[shown["shown"].idxmax()]
    return question.say(
        "story.contributions.peak",
        ward=question.catalogue.places[peak["place"]].name,
        year=str(peak["year"]),
        value=peak["text"],
    )
