"""What residents gave: land, labour, money, roads, canals, lights - by ward, by year, in total and per household."""

from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from danvan import format as fmt
from danvan import provenance
from danvan.catalogue import Indicator
from danvan.figures import columns, ranked_bar, small_multiples
from danvan.figures.scale import records
from danvan.measures.ranks import ranked
from danvan.story.finding import Finding, Nothing, Question, basis_of, origins, table
from danvan.story.memory import highlighting, remembered
from danvan.story.wards import (
    all_wards_by_year,
    chosen,
    chosen_words,
    coverage_words,
    exact,
    hovered,
    named,
    no_ward_figures,
    none_of_chosen,
    over_years,
    panel_columns,
    period_of,
    said,
    ward_years,
    with_standing_of_ratio,
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
    way, indicator = _fitting(question, way)
    rows = ward_years(question, indicator)
    if rows.empty:
        return no_ward_figures(question, "contributions_by_ward", indicator)
    counted = _counted(question, over_years(question, rows), way)
    if counted.empty:
        return Nothing("contributions_by_ward", question.say("story.contributions.no_households"))
    basis = basis_of(counted)
    all_years = int(rows["year"].nunique())
    shown = ranked(_with_years(question, _worded(question, counted, way), all_years), "shown", better="up")
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
        sentence=said(question, _ward_sentence(question, shown, way, all_years), basis),
        subtitle=_subtitle(question, way, "story.contributions.by_ward", rows),
        figure=draw(highlight=question.highlighted),
        redraw=draw,
        table=table(
            (question.say("table.ward"), question.say("table.value"), question.say("table.years")),
            [(row.name, row.text, f"{row.years}/{all_years}") for row in records(shown)],
        ),
        basis=basis,
        origins=origins(counted),
        coverage=coverage_words(
            question,
            rows[rows["place"].isin(counted["place"])],
            indicators=_told(question, way, indicator),
            computed=way.per_household,
        ),
        selectable=True,
    )


def by_year(question: Question, way: Way) -> Finding | Nothing:
    """The sum over the wards asked about year by year; a year in which wards are missing says how many are in it."""
    way, indicator = _fitting(question, way)
    rows = ward_years(question, indicator)
    if rows.empty:
        return no_ward_figures(question, "contributions_by_year", indicator)
    total = Way(way.indicator, hectares=way.hectares)
    sums = all_wards_by_year(question, chosen(question, rows))
    if sums.empty:
        return none_of_chosen(question, "contributions_by_year", indicator)
    basis, wards = basis_of(sums), len(question.wards)
    shown = sums.assign(shown=_converted(sums["value"], total))
    shown["text"] = [_text(question, row.shown, total, str(row.qualifier)) for row in records(shown)]
    shown["part"] = ["" if count == wards else f" ({count}/{wards})" for count in shown["wards"]]
    shown["label"] = [
        _text(question, row.shown, total, str(row.qualifier), with_unit=False) + row.part
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
    return Finding(
        key="contributions_by_year",
        sentence=said(question, _year_sentence(question, shown, wards), basis),
        subtitle=_subtitle(question, total, "story.contributions.by_year", rows) + chosen_words(question),
        figure=figure,
        table=table(
            (question.say("table.year"), question.say("table.value"), question.say("table.wards")),
            [(str(row.year), row.text, f"{row.wards}/{wards}") for row in records(shown)],
        ),
        basis=basis,
        origins=origins(rows),
        coverage=coverage_words(question, rows, indicators=(indicator,)),
    )


def ward_by_year(question: Question, way: Way) -> Finding | Nothing:
    """Each ward year by year on one scale."""
    way, indicator = _fitting(question, way)
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
    return Finding(
        key="contributions_ward_by_year",
        sentence=said(question, _peak_sentence(question, shown), basis),
        subtitle=_subtitle(question, way, "story.contributions.ward_by_year", shown),
        figure=figure,
        table=year_table(question, shown),
        basis=basis,
        origins=origins(counted),
        coverage=coverage_words(
            question, counted, indicators=_told(question, way, indicator), computed=way.per_household
        ),
        selectable=True,
    )


def _told(question: Question, way: Way, indicator: Indicator) -> tuple[Indicator, ...]:
    """Return the indicators that a contribution counted in this way is made of."""
    return (indicator, question.indicator(HOUSEHOLDS)) if way.per_household else (indicator,)


def _fitting(question: Question, way: Way) -> tuple[Way, Indicator]:
    """Return the way without hectares where it is no area that is counted, and its indicator."""
    indicator = question.indicator(way.indicator)
    return replace(way, hectares=way.hectares and indicator.unit == "m2"), indicator


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
    households = households[households["value"] > 0]
    below = households[[*keys, "value", "qualifier", "basis", "source"]]
    joined = converted.merge(below, on=keys, suffixes=("", "_households"))
    joined["shown"] /= joined["value_households"]
    return with_standing_of_ratio(joined, "_households")


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


def _with_years(question: Question, rows: pd.DataFrame, all_years: int) -> pd.DataFrame:
    """Return the rows with short text and hover saying of how many years a sum is, where it lacks some."""
    words = {
        years: f" ({question.say('story.contributions.of_years', years=str(years), all=str(all_years))})"
        for years in rows["years"].unique()
    }
    marks = ["" if years == all_years else words[years] for years in rows["years"]]
    return rows.assign(short=rows["short"] + marks, hover=rows["hover"] + marks)


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


def _subtitle(question: Question, way: Way, key: str, rows: pd.DataFrame) -> str:
    indicator = question.indicator(way.indicator)
    return question.say(
        key,
        indicator=indicator.name(question.language),
        unit=_unit_words(question, way, indicator),
        period=fmt.period(period_of(rows), question.language),
    )


def _unit_words(question: Question, way: Way, indicator: Indicator) -> str:
    unit = fmt.unit_word("ha" if way.hectares else indicator.unit, question.language)
    if indicator.unit == "vnd":
        scale = question.say("scale.thousand" if way.per_household else "scale.billion")
        unit = f"{scale} {unit}"
    return question.say("story.contributions.per_household", amount=unit) if way.per_household else unit


def _ward_sentence(question: Question, shown: pd.DataFrame, way: Way, all_years: int) -> str:
    """Say who gave most and least, among the wards with figures of every year, and what so many of all add up to.

    Nobody is most or least where a figure is a bound, where all are equal or where there is one ward only. Wards
    without figures of every year are counted.
    """
    compared = shown[shown["years"] == all_years]
    comparable = exact(shown) and compared["shown"].nunique() > 1
    words = _most_and_least(question, compared) if comparable else {}
    if way.per_household:
        if words:
            return question.say("story.contributions.most_per_household", **words)
        return question.say("story.contributions.none_most_per_household")
    total = _text(question, shown["shown"].sum(), way, provenance.sum_qualifier(shown["qualifier"]))
    counts = {"wards": str(len(shown)), "expected": str(len(question.catalogue.wards))}
    said_so = (
        question.say("story.contributions.most", total=total, **counts, **words)
        if words
        else question.words.count("story.contributions.sum", len(shown), total=total, **counts)
    )
    lacking = len(shown) - len(compared)
    if not lacking:
        return said_so
    return f"{said_so} {question.words.count('story.contributions.lacking', lacking, number=str(lacking))}"


def _most_and_least(question: Question, rows: pd.DataFrame) -> dict[str, str]:
    """Return who is first and last, with those who share the place, and their values."""
    words: dict[str, str] = {}
    for name, value in (("first", rows["shown"].max()), ("last", rows["shown"].min())):
        same = rows[rows["shown"] == value]
        words |= {name: named(question, same["place"].tolist()), f"{name}_value": same["text"].iloc[0]}
    return words


def _year_sentence(question: Question, shown: pd.DataFrame, wards: int) -> str:
    """Say in which year most and least was given, of the years that every ward has figures of."""
    whole = shown[shown["wards"] == wards]
    if len(whole) < 2:
        return question.say("story.contributions.one_year")
    if not exact(whole):
        return question.say("story.not_exact")
    most, least = (whole[whole["shown"] == value] for value in (whole["shown"].max(), whole["shown"].min()))
    if len(most) == len(whole):
        return question.say("story.contributions.same_in", value=most["text"].iloc[0])
    return question.say(
        "story.contributions.most_in",
        most=fmt.enumeration([str(year) for year in most["year"]], question.language),
        most_value=most["text"].iloc[0],
        least=fmt.enumeration([str(year) for year in least["year"]], question.language),
        least_value=least["text"].iloc[0],
    )


def _peak_sentence(question: Question, shown: pd.DataFrame) -> str:
    """Say which ward gave most in one year; the first where several did."""
    if not exact(shown):
        return question.say("story.not_exact")
    peak = shown.loc[shown["shown"].idxmax()]
    return question.say(
        "story.contributions.peak",
        ward=question.name(peak["place"]),
        year=str(peak["year"]),
        value=peak["text"],
    )
