"""What documents say of the town, the province and the country themselves; nothing is added up."""

from typing import Any

import pandas as pd

from danvan.analysis.cells import COLUMNS
from danvan.figures.scale import records
from danvan.story.finding import Question, answer

ABOVE_WARDS = ("town", "province", "country")


def cells(question: Question, indicator: str) -> pd.DataFrame:
    """Return the figures of one indicator as documents give them: one row per place, period, standard and source."""
    places = [
        place for level in ABOVE_WARDS for place in question.catalogue.places.values() if place.level == level
    ]
    made = [
        _cell(row)
        for place in places
        for row in records(answer(question, "place_figures", place=place.place))
        if row.indicator == indicator and not row.superseded and _touches(question, row)
    ]
    return pd.DataFrame(made, columns=[*COLUMNS, "locator", "printed", "note"])


def _touches(question: Question, row: Any) -> bool:
    return bool(row.period_start.year <= question.last_year and row.period_end.year >= question.first_year)


def _cell(row: Any) -> dict[str, Any]:
    standard = row.standard if isinstance(row.standard, str) else None
    return {
        "indicator": row.indicator,
        "group": row.place,
        "period": row.period,
        "starts": row.period_start.date(),
        "standard": standard,
        "segment": standard or "",
        "value": float(row.value),
        "qualifier": row.qualifier,
        "basis": row.basis,
        "source": row.source,
        "places": 1,
        "expected": 1,
        "figures": 1,
        "expected_figures": 1,
        "whole": True,
        "locator": row.locator if isinstance(row.locator, str) else "",
        "printed": row.printed if isinstance(row.printed, str) else "",
        "note": row.note if isinstance(row.note, str) else "",
    }
