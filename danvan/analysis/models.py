"""Models counted: how many stand beside each ward, and in how many wards each is, stated and inferred apart."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from danvan.analysis.asked import MODELS, Asked
from danvan.analysis.cells import COLUMNS, chosen_units, group_of_unit, members
from danvan.figures.scale import records
from danvan.story.finding import Question, answer
from danvan.story.model_search import namings

EXTRA = ("stated", "inferred", "unnamed", "without", "note")


def cells(question: Question, asked: Asked) -> pd.DataFrame:
    """Return one row per group, with the columns of cells.COLUMNS and stated, inferred, unnamed, without, note.

    By model the value is the number of wards that a source names beside it, otherwise the number of models named beside
    a ward of the group, each once. What only may be covered by a list (inferred) makes the value a lower bound. Where a
    source gives the number of wards without their names (unnamed), the value is that number. without = codes of the
    wards not named beside the model, parted by spaces, empty where names are not known.
    """
    models = answer(question, "models")
    if question.field is not None:
        models = models[models["field"] == question.field]
    named = namings(question)
    named = named[named["model"].isin(models["model"])]
    if asked.grouping == "model":
        made = _by_model(question, asked, models, named)
    else:
        made = _by_group(question, asked, models, named)
    return pd.DataFrame(made, columns=[*COLUMNS, *EXTRA])


def _by_model(
    question: Question, asked: Asked, models: pd.DataFrame, named: pd.DataFrame
) -> list[dict[str, Any]]:
    wards = {
        ward.place for group in members(question, asked, "place", chosen=True).values() for ward in group
    }
    expected = [ward.place for ward in question.catalogue.wards if ward.place in wards]
    numbers = _unnamed(question) if not question.places else {}
    made = []
    for model in records(models):
        rows = named[(named["model"] == model.model) & named["place"].isin(wards)]
        number = numbers.get(model.spread) if rows.empty else None
        if rows.empty and number is None:
            continue
        cell = _cell(question, model.model, model.source, rows["reading"], rows["source"])
        if number is not None:
            cell |= {
                "value": number.value,
                "qualifier": number.qualifier,
                "unnamed": int(number.value),
                "source": number.source,
            }
        reached = max(cell["value"] or 0, cell["stated"] + cell["inferred"])
        there = set(rows["place"])
        cell["without"] = (
            "" if number is not None else " ".join(code for code in expected if code not in there)
        )
        cell["expected"] = cell["expected_figures"] = len(expected)
        if reached >= asked.least:
            made.append(cell)
    return sorted(made, key=lambda cell: (-cell["value"], -cell["inferred"]))


def _unnamed(question: Question) -> dict[str, Any]:
    """Return the figures of how many wards have a model, by indicator, where the source does not name them."""
    rows = answer(question, "place_figures", place=question.catalogue.town.place)
    return {
        row.indicator: row
        for row in records(rows)
        if question.catalogue.indicators[row.indicator].unit == "ward"
    }


def _by_group(
    question: Question, asked: Asked, models: pd.DataFrame, named: pd.DataFrame
) -> list[dict[str, Any]]:
    field_of = dict(zip(models["model"], models["field"], strict=True))
    group_of = _groups(question, asked)
    rows = named[named["place"].isin(group_of)]
    rows = rows.assign(
        group=rows["model"].map(field_of) if asked.grouping == "field" else rows["place"].map(group_of)
    )
    # A model stated for one ward of a group and inferred for another is stated for the group.
    rows = rows.sort_values("reading", ascending=False, kind="stable").drop_duplicates(["group", "model"])
    groups = models["field"].unique() if asked.grouping == "field" else dict.fromkeys(group_of.values())
    return [
        _cell(question, group, "", part["reading"], part["source"])
        for group in groups
        for part in [rows[rows["group"] == group]]
        if not part.empty
    ]


def _groups(question: Question, asked: Asked) -> dict[str, str]:
    """Return the group of each ward that counts."""
    by_unit = {unit.place: group_of_unit(unit, asked.grouping) for unit in chosen_units(question, asked)}
    found = {}
    for ward in question.catalogue.wards:
        unit = ward.replaced_by if asked.since else ward.place
        if unit in by_unit:
            found[ward.place] = by_unit[unit]
    return found


def _cell(
    question: Question, group: str, source: str, readings: Iterable[str], sources: Iterable[str]
) -> dict[str, Any]:
    read = list(readings)
    stated, inferred = read.count("stated"), read.count("inferred")
    named = [code for code in dict.fromkeys((source, *sources)) if code]
    first = question.catalogue.sources[named[0]]
    period = first.issued_on[:7] or str(question.last_year)
    year, month = int(period[:4]), int(period[5:7] or 12)
    return {
        "indicator": MODELS,
        "group": group,
        "period": period,
        "starts": pd.Timestamp(year, month, 1).date(),
        "standard": None,
        "segment": "",
        "value": float(stated),
        "qualifier": ">=" if inferred else "=",
        "basis": first.basis,
        "source": " ".join(named),
        "places": stated,
        "expected": stated,
        "figures": stated,
        "expected_figures": stated,
        "whole": True,
        "stated": stated,
        "inferred": inferred,
        "unnamed": 0,
        "without": "",
        "note": "",
    }
