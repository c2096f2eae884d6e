"""What documents say of the town, the province and the country themselves; nothing is added up."""

from typing import Any

import pandas as pd

from danvan.analysis.cells import COLUMNS, by_itself
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
    texts = {name: getattr(row, name) for name in ("locator", "printed", "note")}
    return {
        "indicator": row.indicator,
        **by_itself(row, row.period, row.period_start.date()),
        **{name: text if isinstance(text, str) else "" for name, text in texts.items()},
    }
