"""Which models a reader looks for: by field, ward, host and words, with or without accents."""

from dataclasses import dataclass

import pandas as pd

from danvan.story.finding import Question, answer
from danvan.story.memory import remembered
from danvan.vietnamese import matches

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
    adopted = answer(question, "adoptions", places=question.places)
    if question.field is not None:
        models = models[models["field"] == question.field]
    if question.places:
        models = models[models["model"].isin(adopted["model"]) | (models["scope"] == TOWN_WIDE)]
    if wanted.host:
        models = models[models["host_group"] == wanted.host]
    if wanted.search:
        models = models[[matches(wanted.search, words) for words in _searched(question, models)]]
    return models.reset_index(drop=True)


def _searched(question: Question, models: pd.DataFrame) -> list[str]:
    """Return what a search looks through: the name as corrected and as printed, the host, the wards."""
    adopted = answer(question, "adoptions", places=())
    wards = {
        model: " ".join(question.catalogue.places[place].name for place in rows["place"])
        for model, rows in adopted.groupby("model")
    }
    texts = models[["name", "printed", "host"]].fillna("").agg(" ".join, axis="columns")
    return [f"{text} {wards.get(model, '')}" for text, model in zip(texts, models["model"], strict=True)]


def hosts(question: Question) -> list[str]:
    """Return the groups of hosts that a source names, most models first."""
    return [str(group) for group in answer(question, "models")["host_group"].dropna().value_counts().index]
