"""Where the figures of one ward were handed in: the submission, and the cell of it where a figure stands in one."""

from collections.abc import Mapping

import pandas as pd

from danvan.figures.scale import records
from danvan.story.finding import Origin, Question, answer
from danvan.story.ward_figures import Amount, Figures, shown_indicators, years_of


def newest_origins(question: Question, figures: Figures, place: str) -> Mapping[str, Origin]:
    """Return by indicator where the newest figure of a ward was handed in.

    Without locator where it was made of several cells of one submission: a ratio of counts, the sum of a unit's wards,
    months that make a year. An indicator whose figure is made of several submissions, or is a sample, is not in it.
    """
    newest = {
        one.indicator: max(years.items(), key=lambda entry: entry[0])
        for one in shown_indicators(question.catalogue)
        if (years := years_of(figures, question.catalogue, one, place))
    }
    sources = {
        code: source for code, (_, amount) in newest.items() if (source := _submission(question, amount))
    }
    if not sources:
        return {}
    cells = _cells(question, place)
    return {
        code: Origin(source, cells.get((code, *newest[code][0], source), ""))
        for code, source in sources.items()
    }


def _submission(question: Question, amount: Amount) -> str:
    """Return the one submission that an amount rests on, empty where there is none or there are several."""
    known = question.catalogue.sources
    submitted = [source for source in amount.standing.sources if known[source].basis == "submitted"]
    return submitted[0] if len(submitted) == len(amount.standing.sources) == 1 else ""


def _cells(question: Question, place: str) -> dict[tuple[str, int, str, str], str]:
    """Return the locator of each figure of a place: by indicator, year, poverty standard and source."""
    rows = answer(question, "place_figures", place=place)
    rows = rows[rows["year"].notna() & ~rows["superseded"].astype(bool)]
    return {
        (row.indicator, int(row.year), "" if pd.isna(row.standard) else row.standard, row.source): row.locator
        for row in records(rows)
        if not pd.isna(row.locator)
    }
