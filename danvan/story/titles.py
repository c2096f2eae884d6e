"""What the titles of findings share: no longer than a slide has room for, of a sample marked, of whom and when."""

from collections.abc import Mapping, Sequence

import pandas as pd

from danvan import format as fmt
from danvan.catalogue import Indicator
from danvan.story.finding import Question
from danvan.story.units import years_words
from danvan.story.wards import named, period_of, said

LONGEST = 98


def titled(question: Question, basis: str, title: str, otherwise: str) -> str:
    """Return the title, or the plain one where it is too long for a slide; of a sample it begins by saying so."""
    whole = said(question, title, basis)
    return whole if len(whole) <= LONGEST else said(question, otherwise, basis)


def theme(question: Question, what: str, period: str) -> str:
    """Return a title that claims nothing, for figures that do not compare: what is shown of the wards, and when."""
    return question.say("story_title.theme", what=what, period=fmt.period_short(period, question.language))


def when(question: Question, rows: pd.DataFrame, compared: int | None = None) -> str:
    """Return for a bracket the years of rows and, where not all wards are compared, how many are."""
    return beside(question, years_short(question, rows), compared)


def years_of(question: Question, rows: pd.DataFrame) -> str:
    """Return the years of rows for a sentence; each by itself where one between them has no figure."""
    years = _years(rows)
    if _without_gap(years):
        return fmt.period(period_of(rows), question.language)
    return question.say(
        "story.years", years=fmt.enumeration([str(year) for year in years], question.language)
    )


def years_short(question: Question, rows: pd.DataFrame) -> str:
    """Return the years of rows for a bracket: "2018–2021", or "2018, 2021" where one between has no figure."""
    years = _years(rows)
    if _without_gap(years):
        return fmt.period_short(period_of(rows), question.language)
    return years_words(question, years)


def years_by_ward(question: Question, rows: pd.DataFrame) -> Mapping[str, str]:
    """Return for a bracket the years of each ward's rows, by its name."""
    return {
        question.name(str(place)): years_short(question, part)
        for place, part in rows.groupby("place", sort=False)
    }


def _years(rows: pd.DataFrame) -> list[int]:
    return sorted({int(year) for year in rows["year"]})


def _without_gap(years: Sequence[int]) -> bool:
    return len(years) == years[-1] - years[0] + 1


def beside(question: Question, period: str, compared: int | None, expected: int | None = None) -> str:
    """Return a period for a bracket and, where that is not all wards or all expected, of how many the figures are."""
    whole = len(question.catalogue.wards) if expected is None else expected
    if compared is None or compared == whole:
        return period
    return question.say("story_title.compared", period=period, number=str(compared), expected=str(whole))


def each(question: Question, value: str, sharing: int) -> str:
    """Return the value, and that each of those who share it has as much."""
    return value if sharing == 1 else question.say("story_title.each", value=value)


def subject(question: Question, what: str) -> str:
    """Return what is counted and, where the reader chose wards, where: "Đất hiến tại Phổ An"."""
    if not question.places:
        return what
    places = [ward.place for ward in question.wards]
    return question.say("story_title.at", what=what, place=named(question, places))


def of_place(question: Question, what: str, place: str, value: str, period: str) -> str:
    """Return the title of a figure of one ward: "Đất hiến tại Phổ An: 60.000 m² (2020–2021)"."""
    where = question.say("story_title.at", what=what, place=question.name(place))
    return question.say("story_title.value", what=where, value=value, period=period)


def short_name(question: Question, indicator: Indicator) -> str:
    """Return the name of an indicator as short as a title needs it."""
    key = f"story_title.short.{indicator.indicator}"
    return question.say(key) if key in question.words else indicator.name(question.language)


def most(question: Question, indicator: Indicator, places: Sequence[str], value: str, period: str) -> str:
    """Return the title that names the wards with most of an indicator; a value shared by several is that of each."""
    key = f"story_title.most.{indicator.indicator}"
    words = {
        "ward": named(question, places),
        "value": each(question, value, len(places)),
        "period": period,
    }
    if key in question.words:
        return question.say(key, **words)
    return question.say("story_title.most_of", what=short_name(question, indicator), **words)
