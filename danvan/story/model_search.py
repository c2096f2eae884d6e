"""Which models a reader looks for: by field, ward, host and words, with or without accents."""

from dataclasses import dataclass

import pandas as pd

from danvan.story.finding import Question, answer
from danvan.story.memory import remembered
from danvan.vietnamese import matches, matches_in_order

TOWN_WIDE, UNNAMED, UNPLACED = "town", "wards_unnamed", "unspecified"


@dataclass(frozen=True)
class Wanted:
    """Which models a reader looks for: words of the name, the host or a ward, a host group, and where they are."""

    search: str = ""
    host: str = ""


@remembered("places", "field")
def found(question: Question, wanted: Wanted) -> pd.DataFrame:
    """Return the models that fit the field, the wards, the host and the search, one row per model."""
    models = answer(question, "models")
    adopted = namings(question, question.places)
    if question.field is not None:
        models = models[models["field"] == question.field]
    if question.places:
        models = models[models["model"].isin(adopted["model"]) | (models["scope"] == TOWN_WIDE)]
    if wanted.host:
        models = models[models["host_group"] == wanted.host]
    if wanted.search:
        fits = _fitting(wanted.search, _searched(question, models))
        models = models[pd.Series(fits, index=models.index, dtype=bool)]
    return models.reset_index(drop=True)


def _fitting(search: str, texts: list[str]) -> list[bool]:
    """Say which texts fit: those that have the words in their order where any has, else those that have them at all."""
    in_order = [matches_in_order(search, text) for text in texts]
    return in_order if any(in_order) else [matches(search, text) for text in texts]


def namings(question: Question, places: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return which ward is named beside which model, once each, of all wards where no places are given.

    Where several sources name both, one that states it counts before one that it is inferred from. A unit since July
    2025 has a model where one of its wards has, or where it is named itself.
    """
    rows = answer(question, "adoptions", places=())  # asked once for all choices of wards
    if question.since:
        rows = rows.assign(place=[question.catalogue.heir_of(place) for place in rows["place"]])
    rows = rows[rows["place"].isin(places)] if places else rows
    return _stated_first(rows)


def namings_as_printed(question: Question) -> pd.DataFrame:
    """Return which ward is named beside which model as sources name them, whatever units a reader looks at."""
    return _stated_first(answer(question, "adoptions", places=()))


def units_words(question: Question) -> tuple[str, ...]:
    """Say how a model comes to be in a unit since July 2025; nothing of wards, which sources name themselves."""
    return (question.say("story.units.models"),) if question.since else ()


def _stated_first(rows: pd.DataFrame) -> pd.DataFrame:
    in_order = rows.sort_values("reading", ascending=False, kind="stable")
    return in_order.drop_duplicates(["model", "place"]).sort_index()


def _searched(question: Question, models: pd.DataFrame) -> list[str]:
    """Return what a search looks through: the name as corrected and as printed, the host, the wards and their units."""
    adopted = namings_as_printed(question)
    wards = {
        model: " ".join(_names(question, place) for place in rows["place"])
        for model, rows in adopted.groupby("model")
    }
    columns = (models[name].fillna("") for name in ("name", "printed", "host"))
    texts = zip(*columns, models["model"], strict=True)
    return [" ".join([name, printed, host, wards.get(model, "")]) for name, printed, host, model in texts]


def _names(question: Question, place: str) -> str:
    name = question.catalogue.places[place].name
    return f"{name} {question.name(question.catalogue.heir_of(place))}" if question.since else name


def hosts(question: Question) -> list[str]:
    """Return the groups of hosts that a source names, most models first."""
    return [str(group) for group in answer(question, "models")["host_group"].dropna().value_counts().index]
