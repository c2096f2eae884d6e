"""Figures by the units a reader looks at: the wards of before July 2025, or the units that they went into.

A unit has a figure where it handed one in itself or where all of its wards have one: a part is never shown as the
whole, it is told in words.
"""

from collections.abc import Sequence

import pandas as pd

from danvan import format as fmt
from danvan import queries
from danvan.catalogue import Indicator
from danvan.figures.scale import records
from danvan.story.finding import Question, answer


def values(question: Question, indicators: Sequence[str]) -> pd.DataFrame:
    """Return one row per indicator, unit, year and standard: value, qualifier, source, basis; whole units only.

    Real where any ward has real figures of the indicator, else the sample where the reader shows it.
    """
    if not question.since:
        return queries.run(
            "ward_values",
            indicators=list(indicators),
            places=[],
            first_year=question.first_year,
            last_year=question.last_year,
            sample=question.sample,
        )
    rows = _of_units(question, indicators)
    return rows[rows["whole"]].drop(columns=["wards", "expected", "whole"]).reset_index(drop=True)


def incomplete(question: Question, indicators: Sequence[str]) -> pd.DataFrame:
    """Return one row per indicator, unit, year and standard for which some of its wards lack: wards of expected."""
    if not question.since:
        return pd.DataFrame(columns=["indicator", "place", "year", "standard", "basis", "wards", "expected"])
    rows = _of_units(question, indicators)
    return rows[~rows["whole"]]


def _of_units(question: Question, indicators: Sequence[str]) -> pd.DataFrame:
    return answer(
        question,
        "unit_values",
        indicators=tuple(indicators),
        first_year=question.first_year,
        last_year=question.last_year,
        sample=question.sample,
    )


def parts(question: Question, indicators: Sequence[str]) -> pd.DataFrame:
    """Return real figures of which no whole year can be made: indicator, place, first_year, last_year, periods.

    Those of a ward are told of the unit that it went into.
    """
    asked = {
        "indicators": tuple(indicators),
        "first_year": question.first_year,
        "last_year": question.last_year,
    }
    rows = answer(question, "ward_parts", **asked)
    if not question.since:
        return rows
    own = answer(question, "unit_parts", **asked)
    of_wards = rows.assign(place=[question.catalogue.heir_of(place) for place in rows["place"]])
    known = [frame for frame in (of_wards, own) if not frame.empty]
    return pd.concat(known, ignore_index=True) if known else own


def are_wards_known(question: Question, indicator: Indicator) -> bool:
    """Say whether wards have figures of an indicator that are of no unit since July 2025, because it lacks some."""
    if not question.since:
        return False
    parts = {code for code in (indicator.numerator, indicator.denominator) if code is not None}
    rows = answer(
        question,
        "ward_values",
        indicators=(indicator.indicator, *sorted(parts)),
        places=(),
        first_year=question.first_year,
        last_year=question.last_year,
        sample=question.sample,
    )
    known = set(rows["indicator"])
    return indicator.indicator in known or (bool(parts) and parts <= known)


def standing(question: Question) -> pd.DataFrame:
    """Return whether units have real figures of an indicator, a sample, or both: indicator, real, sample."""
    return answer(question, "unit_standing" if question.since else "ward_standing")


def incomplete_words(question: Question, indicators: Sequence[str]) -> str:
    """Say which units are left out of which years, and how many of their wards have a figure; empty where none is."""
    rows = incomplete(question, indicators)
    if rows.empty:
        return ""
    fewest: dict[tuple[str, int], tuple[int, int]] = {}
    for row in records(rows):
        key = (row.place, int(row.year))
        fewest[key] = min(fewest.get(key, (row.expected, row.expected)), (int(row.wards), int(row.expected)))
    told = [
        _lacking(
            question,
            unit.place,
            {year: found for (place, year), found in fewest.items() if place == unit.place},
        )
        for unit in question.catalogue.wards
    ]
    return question.say("story.units.incomplete", units="; ".join(words for words in told if words))


def _lacking(question: Question, place: str, found: dict[int, tuple[int, int]]) -> str:
    """Say of one unit in which years how many of its wards have a figure: "phường Trà Câu 3/4 (2018, 2019)"."""
    years: dict[tuple[int, int], list[int]] = {}
    for year, counted in sorted(found.items()):
        years.setdefault(counted, []).append(year)
    each = [
        f"{present}/{expected} ({years_words(question, its)})" for (present, expected), its in years.items()
    ]
    return f"{question.name(place)} {', '.join(each)}" if each else ""


def years_words(question: Question, years: Sequence[int]) -> str:
    """Return years for a bracket: "2019–2021" where they follow one another, else "2017, 2019"."""
    if len(years) > 2 and list(years) == list(range(years[0], years[-1] + 1)):
        return fmt.period_short(f"{years[0]}..{years[-1]}", question.language)
    return ", ".join(map(str, years))
