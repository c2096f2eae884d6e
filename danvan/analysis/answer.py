"""The answer to a question: figures by group and period, how they were counted, how much of the whole is there."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from danvan.analysis import models, reported
from danvan.analysis.asked import Asked
from danvan.analysis.cells import (
    TOWN,
    cells,
    chosen_units,
    coverage_by_period,
    group_of_unit,
    units,
)
from danvan.analysis.counting import Counting, counting
from danvan.analysis.measured import measured
from danvan.provenance import heaviest_basis
from danvan.story.finding import Question

# Forms that show all units and let the chosen stand out; the others show the chosen alone.
AMONG_ALL = frozenset({"ranking", "funnel", "map", "distribution", "scatter"})


@dataclass(frozen=True)
class Answer:
    """cells has the columns of cells.COLUMNS; counted tells how each indicator was counted; by_period how many of all
    wards have a figure in each period (of the first indicator, plain).
    """

    asked: Asked
    cells: pd.DataFrame
    counted: Mapping[str, Counting]
    by_period: Mapping[str, int]
    units: int

    @property
    def empty(self) -> bool:
        return bool(self.cells["value"].dropna().empty)

    @property
    def is_sample(self) -> bool:
        return bool((self.cells["basis"] == "sample").any())

    @property
    def basis(self) -> str:
        return heaviest_basis(self.cells["basis"])

    def of(self, indicator: str) -> pd.DataFrame:
        """Return the cells of one indicator."""
        return self.cells[self.cells["indicator"] == indicator].reset_index(drop=True)


def answered(question: Question, asked: Asked, *, among_all: bool = False) -> Answer:
    """Answer a question; with among_all for all units where they are the groups, also those not chosen.

    Of several indicators those with real figures are answered where there are any, since sample and real never stand in
    one table.
    """
    counted = {code: counting(question.catalogue, code, asked.measure) for code in asked.indicators}
    found = [_of_one(question, asked, each, among_all) for each in counted.values()]
    kept = _of_one_standing(found)
    first = next(iter(counted.values()))
    together = pd.concat(kept, ignore_index=True) if kept else found[0]
    by_period = {} if _by_itself(asked) else coverage_by_period(question, asked, first)
    return Answer(asked, in_order(question, asked, together), counted, by_period, len(units(question, asked)))


def _by_itself(asked: Asked) -> bool:
    return asked.about_models or asked.grouping == "reported"


def _of_one(question: Question, asked: Asked, counted: Counting, among_all: bool) -> pd.DataFrame:
    if asked.about_models:
        return models.cells(question, asked)
    if asked.grouping == "reported":
        return reported.cells(question, counted.indicator)
    chosen = not (among_all and asked.grouping == "place")
    plain = cells(question, asked, counted, grouping=asked.grouping, length=asked.length, chosen=chosen)
    parts = plain
    if asked.measure == "share":
        parts = cells(question, asked, counted, grouping="place", length=asked.length, chosen=False)
    return measured(
        plain, asked.measure, parts, units_of_groups(question, asked), len(units(question, asked))
    )


def units_of_groups(question: Question, asked: Asked) -> dict[str, frozenset[str]]:
    """Return the codes of the chosen units of each group."""
    groups: dict[str, set[str]] = {}
    for unit in chosen_units(question, asked) if asked.grouping != "place" else units(question, asked):
        groups.setdefault(group_of_unit(unit, asked.grouping), set()).add(unit.place)
    return {group: frozenset(codes) for group, codes in groups.items()}


def _of_one_standing(found: list[pd.DataFrame]) -> list[pd.DataFrame]:
    there = [frame for frame in found if not frame.empty]
    real = [frame for frame in there if not (frame["basis"] == "sample").any()]
    return real or there


def in_order(question: Question, asked: Asked, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows by indicator as asked, group as on the map or else as they come, period and standard."""
    places = [*(unit.place for unit in units(question, asked)), *question.catalogue.places]
    order = {code: position for position, code in enumerate(dict.fromkeys((TOWN, *places, *rows["group"])))}
    at = {code: position for position, code in enumerate(asked.indicators)}
    keys = pd.DataFrame(
        {
            "indicator": rows["indicator"].map(at),
            "group": rows["group"].map(order),
            "starts": rows["starts"],
            "standard": rows["standard"].fillna(""),
        }
    )
    return rows.loc[keys.sort_values(list(keys.columns), kind="stable").index].reset_index(drop=True)
