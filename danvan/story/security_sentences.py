"""What is said of tips, cases, persons and their ratios: the sentence of each finding and its title."""

import math
from dataclasses import dataclass

import pandas as pd

from danvan import format as fmt
from danvan import provenance
from danvan.catalogue import Indicator
from danvan.story.finding import Question
from danvan.story.titles import (
    beside,
    each,
    most,
    of_place,
    short_name,
    subject,
    theme,
    when,
    years_of,
    years_short,
)
from danvan.story.wards import exact, named, over_years, period_of


@dataclass(frozen=True)
class Whole:
    """The ratio of all counts, as text with and without its unit; of every ward (complete) or of some, exact or not.

    Its value is missing where there are no counts.
    """

    value: float
    text: str
    short: str
    complete: bool
    exact: bool


def year_sentence(question: Question, rows: pd.DataFrame) -> str:
    """Add up each of the counts; where wards or years are missing from any, say of how many it is the sum."""
    wards, counts = _wards_of_each(rows), _counts(question, rows)
    period = years_of(question, rows)
    asked, fewest = len(question.wards), int(wards.min())
    if _whole(question, rows):
        return question.say("story.security.counts", period=period, counts=counts)
    if fewest == asked:
        return question.say("story.security.counts_of_some_years", period=period, counts=counts)
    if wards.nunique() > 1:
        each_of = _counts(question, rows, of=asked)
        return question.say("story.security.counts_of_different", period=period, counts=each_of)
    part = {"present": str(fewest), "expected": str(asked)}
    return question.say("story.security.counts_of_some", period=period, counts=counts, **part)


def year_title(question: Question, rows: pd.DataFrame) -> str:
    """Say the sums in a title, side by side and untied, and of how many wards they are."""
    period = years_short(question, rows)
    wards, asked = _wards_of_each(rows), len(question.wards)
    if wards.nunique() > 1:
        period = question.say("story_title.some_wards", period=period)
    elif wards.min() < asked:
        period = beside(question, period, int(wards.min()), asked)
    elif not _whole(question, rows):
        period = question.say("story_title.some_years", period=period)
    return question.say(
        "story_title.security.counts", counts=subject(question, _counts(question, rows)), period=period
    )


def year_theme(question: Question, rows: pd.DataFrame) -> str:
    """Return the title that claims nothing."""
    what = question.say("story_title.security.theme")
    return question.say("story_title.theme_by_year", what=what, period=when(question, rows))


def _counts(question: Question, rows: pd.DataFrame, of: int = 0) -> str:
    """Name the sum of each count; with the wards that are in it of so many, where that is given."""
    parts, wards = rows.groupby("indicator", sort=False), _wards_of_each(rows)
    totals, qualifiers = parts["value"].sum(), parts["qualifier"].agg(provenance.sum_qualifier)
    words = [
        question.value(totals[code], question.indicator(code), qualifiers[code])
        + (f" ({wards[code]}/{of})" if of else "")
        for code in totals.index
    ]
    return fmt.enumeration(words, question.language)


def _wards_of_each(rows: pd.DataFrame) -> pd.Series:
    """Return of how many wards each count is."""
    return rows.groupby("indicator")["place"].nunique()


def _whole(question: Question, rows: pd.DataFrame) -> bool:
    """Say whether every ward asked about has every count in every year."""
    figures = int(rows.groupby("indicator").size().min())
    return figures == len(question.wards) * rows["year"].nunique()


def most_sentence(question: Question, rows: pd.DataFrame, indicator: Indicator) -> str:
    """Name the ward with most, or the wards that share it; wards that lack a year that others have are not compared."""
    sums, compared = _compared(question, rows)
    words = {
        "indicator": indicator.name(question.language),
        "period": years_of(question, rows),
    }
    if len(sums) == 1:
        row = sums.iloc[0]
        value = question.value(row["value"], indicator, row["qualifier"])
        return question.say("story.security.only", ward=question.name(row["place"]), value=value, **words)
    if len(compared) < 2:
        return question.say("story.not_same_years")
    if not exact(compared):
        return question.say("story.not_exact")
    largest = compared[compared["value"] == compared["value"].max()]
    key = "same" if len(largest) == len(compared) else "most"
    return question.say(
        f"story.security.{key}",
        ward=named(question, largest["place"].tolist()),
        value=question.value(largest["value"].iloc[0], indicator),
        **words,
    )


def most_title(question: Question, rows: pd.DataFrame, indicator: Indicator) -> str:
    """Say in a title which ward has most, by the rules of the sentence; nothing where wards do not compare."""
    sums, compared = _compared(question, rows)
    if len(sums) == 1:
        row = sums.iloc[0]
        value = question.value(row["value"], indicator, row["qualifier"])
        return of_place(question, short_name(question, indicator), row["place"], value, when(question, rows))
    if len(compared) < 2 or not exact(compared):
        return most_theme(question, rows, indicator)
    largest = compared[compared["value"] == compared["value"].max()]
    places, value = largest["place"].tolist(), question.value(largest["value"].iloc[0], indicator)
    period = when(question, rows, len(compared))
    if len(largest) < len(compared):
        return most(question, indicator, places, value, period)
    return question.say(
        "story_title.same",
        what=short_name(question, indicator),
        ward=named(question, places),
        value=each(question, value, len(places)),
        period=period,
    )


def most_theme(question: Question, rows: pd.DataFrame, indicator: Indicator) -> str:
    """Return the title that claims nothing."""
    return theme(question, short_name(question, indicator), period_of(rows))


def _compared(question: Question, rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the sum of each ward, and those of them that have every year that any has."""
    sums = over_years(question, rows)
    return sums, sums[sums["years"] == rows["year"].nunique()]


def ratio_sentence(question: Question, shown: pd.DataFrame, whole: Whole, indicator: Indicator) -> str:
    """Say the whole, and which wards differ from it by more than their small counts explain.

    It is the whole town's only where every ward is in it, and that of one ward where no other has counts. Without any
    counts there is no whole; from a bound nobody is said to differ.
    """
    name = indicator.name(question.language)
    if math.isnan(whole.value):
        return question.say("story.security.no_whole", indicator=name)
    if (only := _only(shown)) is not None:
        return question.say(
            "story.security.ratio_of_one", indicator=name, ward=question.name(only), value=whole.text
        )
    words = {"value": whole.text, "indicator": name, "of": _of(question, shown, whole)}
    if not whole.exact:
        return question.say("story.security.ratio_alone", **words)
    names = [question.name(place) for place in _apart(shown, whole)["place"]]
    if not names:
        return question.say("story.security.none_apart", **words)
    return question.words.count(
        "story.security.apart",
        len(names),
        **words,
        number=str(len(names)),
        wards=fmt.enumeration(names, question.language),
    )


def ratio_title(
    question: Question, shown: pd.DataFrame, whole: Whole, indicator: Indicator, rows: pd.DataFrame
) -> str:
    """Say in a title the whole and how many wards differ from it, by the rules of the sentence; rows are of years."""
    name, short_period = indicator.name(question.language), years_short(question, rows)
    if math.isnan(whole.value):
        return theme(question, name, period_of(rows))
    if (only := _only(shown)) is not None:
        return of_place(question, name, only, whole.short, short_period)
    key = "story_title.security.of_all" if whole.complete else "story_title.security.of_some"
    of = question.say(key, **({} if whole.complete else _present(question, shown)))
    words = {"what": name, "of": of, "value": whole.short, "period": short_period}
    apart = _apart(shown, whole)
    if not whole.exact:
        return question.say("story_title.security.alone", **words)
    if apart.empty:
        return question.say("story_title.security.none_apart", **words)
    if len(apart) > 1:
        return question.say("story_title.security.apart", number=str(len(apart)), **words)
    way = "higher" if apart["low"].iloc[0] > whole.value else "lower"
    ward = question.name(apart["place"].iloc[0])
    return question.say(f"story_title.security.one_{way}", ward=ward, **words)


def _only(shown: pd.DataFrame) -> str | None:
    """Return the only ward that has counts to divide by; None where several have."""
    counted = shown[shown["denominator"].notna()]
    return str(counted["place"].iloc[0]) if len(counted) == 1 else None


def _apart(shown: pd.DataFrame, whole: Whole) -> pd.DataFrame:
    """Return the wards whose interval leaves the whole out."""
    known = shown.dropna(subset=["value", "low", "high"])
    return known[(known["low"] > whole.value) | (known["high"] < whole.value)]


def _of(question: Question, shown: pd.DataFrame, whole: Whole) -> str:
    """Return whose the whole is: the town's, or that of so many wards."""
    if whole.complete:
        return question.say("story.of_all")
    return question.say("story.of_some", **_present(question, shown))


def _present(question: Question, shown: pd.DataFrame) -> dict[str, str]:
    """Return how many wards have counts to divide by, of how many."""
    present, expected = int(shown["denominator"].notna().sum()), len(question.catalogue.wards)
    return {"present": str(present), "expected": str(expected)}
