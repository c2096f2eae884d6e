"""On which pages a figure is shown: from the text back to the charts. What the pages themselves ask for says so."""

from collections.abc import Iterable

import pandas as pd

from danvan import periods
from danvan.story import contributions, headlines, security
from danvan.story.finding import Question, answer
from danvan.story.poverty_sentences import RATE
from danvan.story.sources import Key, Stated

# The pages about one subject: what they show of wards, the rates they compute of wards' figures among it.
OF_WARDS: dict[str, tuple[str, ...]] = {
    "poverty": (RATE,),
    "contributions": contributions.INDICATORS,
    "security": (*security.COUNTS, "cases_per_100_tips", "persons_per_case", "mediation_success_pct"),
}
# What pages show as documents say it of the town: the latest figure of each indicator.
LATEST_OF_TOWN: dict[str, tuple[str, ...]] = {
    "contributions": contributions.REPORTED,
    "security": security.REPORTED,
    "overview": tuple(headlines.FIRST_PAGE),
}
# What is drawn year by year of the town, and of the province and the country beside it.
YEARS_OF_TOWN: dict[str, tuple[str, ...]] = {"poverty": (RATE,)}


def pages(question: Question, figure: Stated) -> tuple[str, ...]:
    """Return the names of the pages that show a figure, its subject's page first; the analysis is not among them.

    None shows a figure that another source is preferred to, or that is beyond the years that pages show.
    """
    key, level = figure.key, question.catalogue.places[figure.key.place].level
    if figure.superseded:
        return ()
    by_year = _named(YEARS_OF_TOWN, key) if _in_years(question, key) else ()
    if level == "ward":
        return _of_ward(question, key) if _in_years(question, key) else ()
    if level != "town" or not _is_latest(question, figure):
        return by_year
    spread = ("models",) if key.indicator in set(answer(question, "models")["spread"].dropna()) else ()
    return (*spread, *by_year, *_named(LATEST_OF_TOWN, key))


def _of_ward(question: Question, key: Key) -> tuple[str, ...]:
    shown = [page for page, codes in OF_WARDS.items() if key.indicator in _with_parts(question, codes)]
    return (*shown, *(["ward"] if question.indicator(key.indicator).handed_in else []))


def _is_latest(question: Question, figure: Stated) -> bool:
    """Say whether a figure is the one of its indicator that headlines show."""
    rows = answer(question, "place_figures", place=figure.key.place)
    rows = rows[(rows["indicator"] == figure.key.indicator) & ~rows["superseded"]]
    if rows.empty:
        return False
    first = rows.iloc[0]
    standard = "" if pd.isna(first["standard"]) else first["standard"]
    return bool((first["period"], standard) == (figure.key.period, figure.key.standard))


def _named(pages_of: dict[str, tuple[str, ...]], key: Key) -> tuple[str, ...]:
    return tuple(page for page, codes in pages_of.items() if key.indicator in codes)


def _with_parts(question: Question, codes: Iterable[str]) -> set[str]:
    """Return indicators and those that their ratios are made of."""
    found: set[str] = set()
    for code in codes:
        indicator = question.indicator(code)
        found |= {code, *(part for part in (indicator.numerator, indicator.denominator) if part)}
    return found


def _in_years(question: Question, key: Key) -> bool:
    """Say whether a period touches the years that pages show, of units since July 2025 those of theirs."""
    place, catalogue = question.catalogue.places[key.place], question.catalogue
    is_since = place.level == "ward" and place.tile_row is None
    first, last = catalogue.years_of_units if is_since else catalogue.years
    begins, ends = periods.years(key.period)
    return begins <= last and ends >= first
