"""Headlines: what a document says of the town, one figure each, with its standing and the way to its page."""

from dataclasses import dataclass

import pandas as pd

from danvan import format as fmt
from danvan.catalogue import Indicator
from danvan.figures import sparkline_svg
from danvan.measures.intervals import ratio_of_counts
from danvan.provenance import ratio_qualifier
from danvan.story.changes import change_within
from danvan.story.finding import Origin, Question, answer, notes, origins, part_of_whole
from danvan.story.memory import remembered

# Which figures stand on the first page, in the order of a reader's interest, and the page each leads to. The field
# of each is that of the catalogue.
FIRST_PAGE = {
    "poverty_rate_pct": "poverty",
    "land_donated_m2": "contributions",
    "contribution_vnd": "contributions",
    "rural_road_km": "contributions",
    "spread_wedding_funeral": "models",
    "covid_cash_vnd": "sources",
    "covid_inkind_vnd": "sources",
    "tips": "security",
    "cases_solved": "security",
    "mediation_success_pct": "security",
    "spread_camera": "models",
    "models_recognised_town": "models",
    "models_recognised_grassroots": "models",
    "agencies_with_model": "models",
    "media_items": "sources",
}


@dataclass(frozen=True)
class Headline:
    """One figure of the town: all texts ready to be shown, all plain but for the sparkline.

    detail says more than the value where there is more to say: a change, an interval, what was divided by what.
    """

    indicator: str
    name: str
    value: str
    period: str
    definition: str
    basis: str
    origins: tuple[Origin, ...]
    page: str
    detail: str = ""
    sparkline: str = ""
    notes: tuple[str, ...] = ()


def reported(question: Question, pages: dict[str, str]) -> list[Headline]:
    """Return the latest figure that documents give of the town, one for each indicator that has any.

    pages names the indicators and the page that each leads to.
    """
    rows = answer(question, "place_figures", place=question.catalogue.town.place)
    rows = rows[~rows["superseded"]]
    by_indicator = {str(code): figures for code, figures in rows.groupby("indicator")}
    points = answer(question, "open_points")
    known = [code for code in pages if code in by_indicator]
    return [_headline(question, by_indicator[code], points, pages[code]) for code in known]


def _headline(question: Question, figures: pd.DataFrame, points: pd.DataFrame, page: str) -> Headline:
    """Return the headline of one indicator; figures are all that documents give of it, the latest first."""
    row, indicator = figures.iloc[0], question.indicator(figures["indicator"].iloc[0])
    series = figures[figures["standard"].fillna("") == ("" if pd.isna(row["standard"]) else row["standard"])]
    detail = _change(question, series, indicator)
    return Headline(
        indicator=indicator.indicator,
        name=indicator.name(question.language),
        value=_value(question, row, indicator),
        period=fmt.period(row["period"], question.language),
        definition=indicator.definition(question.language),
        basis=row["basis"],
        origins=origins(row.to_frame().T),
        page=page,
        detail=detail,
        sparkline=_sparkline(question, series, indicator, detail) if pd.notna(row["year"]) else "",
        notes=notes(question, series["note"] if detail else [row["note"]], points),
    )


def _value(question: Question, row: pd.Series, indicator: Indicator) -> str:
    if pd.isna(row["whole"]):
        return question.value(row["value"], indicator, row["qualifier"], as_printed=True)
    return part_of_whole(question, row, indicator)


def _change(question: Question, figures: pd.DataFrame, indicator: Indicator) -> str:
    """Say how the headline, the first of the figures, changed; empty where the series does not end with it."""
    found, latest = change_within(question, figures, indicator), figures["year"].iloc[0]
    if found is None or pd.isna(latest) or found.last_year != str(int(latest)):
        return ""
    return question.say(
        "story.headline.change", first=found.first, year=found.first_year, points=found.points
    )


def _sparkline(question: Question, figures: pd.DataFrame, indicator: Indicator, title: str) -> str:
    """Draw the years of a headline; empty where no two years follow one another, because points alone are no series."""
    yearly = figures.dropna(subset=["year"])
    known = {int(year): float(value) for year, value in zip(yearly["year"], yearly["value"], strict=True)}
    if not any(year + 1 in known for year in known):
        return ""
    values = [known.get(year) for year in range(min(known), max(known) + 1)]
    return sparkline_svg(values, style=question.style(indicator.field, sample=False), title=title, width=72)


@remembered("field", "language", "mode")
def per_household(question: Question, code: str, page: str) -> Headline | None:
    """Return a reported total of the town over the households of the census; None where either is missing."""
    rows = answer(question, "place_figures", place=question.catalogue.town.place)
    found = rows[(rows["indicator"] == question.indicator(code).numerator) & ~rows["superseded"]]
    town = question.catalogue.town
    if found.empty or town.households is None or town.population_source is None:
        return None
    row, indicator = found.iloc[0], question.indicator(code)
    census = question.catalogue.sources[town.population_source]
    return Headline(
        indicator=code,
        name=indicator.name(question.language),
        value=question.value(
            row["value"] / town.households, indicator, ratio_qualifier(row["qualifier"], "=")
        ),
        period=fmt.period(row["period"], question.language),
        definition=indicator.definition(question.language),
        basis="derived",
        origins=(*origins(found.head(1)), Origin(census.source)),
        page=page,
        detail=question.say(
            "story.headline.per_household",
            households=fmt.value(town.households, unit="household", language=question.language),
            source=census.short_name(question.language),
        ),
        notes=notes(question, [row["note"]], answer(question, "open_points")),
    )


@remembered("field", "language", "mode")
def ratio(question: Question, code: str, page: str) -> Headline | None:
    """Return a ratio of two reported counts of the town, with the interval that says how little small counts prove."""
    indicator = question.indicator(code)
    rows = answer(question, "place_figures", place=question.catalogue.town.place)
    rows = rows[~rows["superseded"]]
    top, bottom = (rows[rows["indicator"] == part] for part in (indicator.numerator, indicator.denominator))
    top = top[top["period"].isin(bottom["period"])].head(1)
    bottom = bottom[bottom["period"].isin(top["period"])].head(1)
    if top.empty or not bottom.iloc[0]["value"]:
        return None
    above, below = top.iloc[0], bottom.iloc[0]
    scale, of_zero = indicator.scale or 1, above["value"] == 0
    qualifier = ratio_qualifier(above["qualifier"], below["qualifier"], of_zero=of_zero)
    return Headline(
        indicator=code,
        name=indicator.name(question.language),
        value=question.value(
            scale * above["value"] / below["value"],
            indicator,
            qualifier,
        ),
        period=fmt.period(above["period"], question.language),
        definition=indicator.definition(question.language),
        basis="derived",
        origins=origins(pd.concat([top, bottom])),
        page=page,
        detail=_interval(question, above["value"], below["value"], indicator) if qualifier == "=" else "",
        notes=notes(question, [above["note"], below["note"]], answer(question, "open_points")),
    )


def _interval(question: Question, above: float, below: float, indicator: Indicator) -> str:
    """Say the interval of a ratio of exact counts; bounds are no counts and have none."""
    low, high = ratio_of_counts(above, below, scale=indicator.scale or 1)
    words = fmt.interval(low, high, decimals=indicator.decimals, language=question.language)
    return question.say("story.headline.interval", interval=words)


@remembered("field", "language", "mode")
def by_field(question: Question) -> dict[str, list[Headline]]:
    """Return the headlines of the first page by field, of one field where the reader chose one.

    A field for which a document gives no figure has an empty list, so that the page can say so.
    """
    fields = [code for code in question.catalogue.fields if question.field in (None, code)]
    asked = {code: page for code, page in FIRST_PAGE.items() if question.indicator(code).field in fields}
    shown = reported(question, asked)
    return {
        field: [one for one in shown if question.indicator(one.indicator).field == field] for field in fields
    }


@remembered("field", "language", "mode")
def of(question: Question, codes: tuple[str, ...], page: str) -> list[Headline]:
    """Return the reported headlines of these indicators for the page that is about them."""
    return reported(question, dict.fromkeys(codes, page))
