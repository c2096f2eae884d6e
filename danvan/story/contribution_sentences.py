"""What is said of contributions: sentences and titles of wards, of years, of the highest year of one ward."""

import pandas as pd

from danvan import format as fmt
from danvan import provenance
from danvan.story.contribution_ways import Way, amount_text
from danvan.story.finding import Question
from danvan.story.titles import each, most, of_place, short_name, subject, theme, when
from danvan.story.wards import MOST_NAMES, exact, named, period_of


def ward_sentence(question: Question, shown: pd.DataFrame, way: Way, all_years: int) -> str:
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
    total = amount_text(question, shown["shown"].sum(), way, provenance.sum_qualifier(shown["qualifier"]))
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


def ward_title(question: Question, shown: pd.DataFrame, way: Way, all_years: int, rows: pd.DataFrame) -> str:
    """Say in a title who gave most, by the rules of the sentence; else what all add up to; rows are those of years."""
    indicator = question.indicator(way.indicator)
    if len(shown) == 1:
        only = shown.iloc[0]
        years = rows[rows["place"] == only["place"]]
        return of_place(
            question, short_name(question, indicator), only["place"], only["text"], when(question, years)
        )
    compared = shown[shown["years"] == all_years]
    if exact(shown) and compared["shown"].nunique() > 1:
        first = compared[compared["shown"] == compared["shown"].max()]
        places, value = first["place"].tolist(), first["text"].iloc[0]
        period = when(question, rows, len(compared))
        if not way.per_household:
            return most(question, indicator, places, value, period)
        return question.say(
            "story_title.most_per_household",
            what=short_name(question, indicator),
            ward=named(question, places),
            value=each(question, value, len(places)),
            period=period,
        )
    if way.per_household:
        return ward_theme(question, way, rows)
    return question.say(
        "story_title.total",
        what=short_name(question, indicator),
        total=amount_text(question, shown["shown"].sum(), way, provenance.sum_qualifier(shown["qualifier"])),
        wards=str(len(shown)),
        expected=str(len(question.catalogue.wards)),
        period=when(question, rows),
    )


def ward_theme(question: Question, way: Way, rows: pd.DataFrame) -> str:
    """Return the title that claims nothing."""
    what = short_name(question, question.indicator(way.indicator))
    if way.per_household:
        what = question.say("story_title.per_household", what=what)
    return theme(question, what, period_of(rows))


def _most_and_least(question: Question, rows: pd.DataFrame) -> dict[str, str]:
    """Return who is first and last, with those who share the place, and their values."""
    words: dict[str, str] = {}
    for name, value in (("first", rows["shown"].max()), ("last", rows["shown"].min())):
        same = rows[rows["shown"] == value]
        words |= {name: named(question, same["place"].tolist()), f"{name}_value": same["text"].iloc[0]}
    return words


def year_sentence(question: Question, shown: pd.DataFrame, wards: int) -> str:
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


def year_title(question: Question, shown: pd.DataFrame, wards: int, way: Way) -> str:
    """Say in a title in which year most was given, of the years that every ward asked about has figures of."""
    whole = shown[shown["wards"] == wards]
    what = subject(question, short_name(question, question.indicator(way.indicator)))
    if len(whole) == 1:
        year, value = str(whole["year"].iloc[0]), whole["text"].iloc[0]
        return question.say("story_title.in_year", what=what, year=year, value=value)
    if whole.empty or not exact(whole):
        return year_theme(question, shown, way)
    period = _years_compared(question, whole, len(shown))
    largest = whole[whole["shown"] == whole["shown"].max()]
    value = largest["text"].iloc[0]
    if len(largest) == len(whole):
        return question.say("story_title.same_each_year", what=what, value=value, period=period)
    several = question.say("story_title.each_year", value=value)
    return question.say(
        "story_title.most_in_year",
        what=what,
        year=fmt.enumeration([str(year) for year in largest["year"]], question.language),
        value=value if len(largest) == 1 else several,
        period=period,
    )


def _years_compared(question: Question, whole: pd.DataFrame, years: int) -> str:
    """Return the years compared for a bracket and, where that is not all that have figures, how many are."""
    if len(whole) == years:
        return when(question, whole)
    number, known = str(len(whole)), str(years)
    return question.say(
        "story_title.years_compared", period=when(question, whole), number=number, years=known
    )


def year_theme(question: Question, shown: pd.DataFrame, way: Way) -> str:
    """Return the title that claims nothing."""
    what = subject(question, short_name(question, question.indicator(way.indicator)))
    return question.say("story_title.theme_by_year", what=what, period=when(question, shown))


def peak_sentence(question: Question, shown: pd.DataFrame) -> str:
    """Say which ward gave most in one year, all of them where several did; of one ward, its own highest year."""
    if not exact(shown):
        return question.say("story.not_exact")
    peaks = shown[shown["shown"] == shown["shown"].max()]
    peak, language = peaks.iloc[0], question.language
    if len(shown) == 1:
        return question.say(
            "story.contributions.only",
            ward=question.name(peak["place"]),
            year=str(peak["year"]),
            value=peak["text"],
        )
    if shown["place"].nunique() == 1:
        if len(peaks) == len(shown):
            return question.say("story.contributions.same_in", value=peak["text"])
        years = fmt.enumeration([str(year) for year in peaks["year"]], language)
        return question.say(
            "story.contributions.peak_of", ward=question.name(peak["place"]), years=years, value=peak["text"]
        )
    if len(peaks) > MOST_NAMES:
        return question.say("story.contributions.peak_many", number=str(len(peaks)), value=peak["text"])
    each_peak = [
        question.say("story.contributions.ward_in", ward=question.name(place), year=str(year))
        for place, year in zip(peaks["place"], peaks["year"], strict=True)
    ]
    return question.say(
        "story.contributions.peak", peaks=fmt.enumeration(each_peak, language), value=peak["text"]
    )


def peak_title(question: Question, shown: pd.DataFrame, way: Way) -> str:
    """Say in a title which ward gave most in one year; nothing where several did in several years."""
    if not exact(shown):
        return ward_theme(question, way, shown)
    what = short_name(question, question.indicator(way.indicator))
    peaks = shown[shown["shown"] == shown["shown"].max()]
    years, value = sorted(set(peaks["year"])), peaks["text"].iloc[0]
    if shown["place"].nunique() == 1:
        place = peaks["place"].iloc[0]
        if len(peaks) > 1 or len(shown) == 1:
            return of_place(
                question,
                what,
                place,
                value,
                fmt.enumeration([str(year) for year in peaks["year"]], question.language),
            )
        where = question.say("story_title.at", what=what, place=question.name(place))
        return question.say(
            "story_title.most_in_year",
            what=where,
            year=str(years[0]),
            value=value,
            period=when(question, shown),
        )
    if len(years) > 1:
        return ward_theme(question, way, shown)
    return question.say(
        "story_title.peak",
        what=what,
        ward=named(question, peaks["place"].tolist()),
        value=each(question, value, len(peaks)),
        year=str(years[0]),
    )
