"""The card of one model: all that a source says of it, and how clearly."""

from dataclasses import dataclass

import pandas as pd

from danvan.story.finding import Origin, Question, answer, basis_of_sources, notes, origins
from danvan.story.model_search import namings


@dataclass(frozen=True)
class Card:
    """All that a source says of one model; texts ready to be shown, plain."""

    model: str
    name: str
    facts: tuple[tuple[str, str], ...]
    stated: tuple[str, ...]
    inferred: tuple[str, ...]
    basis: str
    origins: tuple[Origin, ...]
    notes: tuple[str, ...]


def card(question: Question, model: str) -> Card | None:
    """Return all that is known of one model, or None where there is no such model."""
    models = answer(question, "models")
    rows = models[models["model"] == model]
    if rows.empty:
        return None
    row = rows.iloc[0]
    adopted = namings(question)
    adopted = adopted[adopted["model"] == model]
    names = {
        reading: tuple(question.catalogue.places[place].name for place in part["place"])
        for reading, part in adopted.groupby("reading")
    }
    return Card(
        model=model,
        name=str(row["name"]),
        facts=_facts(question, row),
        stated=names.get("stated", ()),
        inferred=names.get("inferred", ()),
        basis=basis_of_sources(question, rows),
        origins=origins(rows[["source", "locator"]]),
        notes=notes(question, [row["note"]], answer(question, "open_points")),
    )


def _facts(question: Question, row: pd.Series) -> tuple[tuple[str, str], ...]:
    field = question.catalogue.fields[row["field"]].name(question.language)
    facts = [
        ("field", _as_read(question, field, row["field_reading"])),
        ("kind", question.say(f"model_kind.{row['kind']}")),
        ("host", _as_read(question, row["host"], row["host_reading"]) if pd.notna(row["host"]) else ""),
        ("level", question.say(f"model_level.{row['level']}")),
        ("started", str(int(row["started"])) if pd.notna(row["started"]) else ""),
        ("scope", question.say(f"model_scope.{row['scope']}")),
        ("printed", str(row["printed"]) if pd.notna(row["printed"]) else ""),
    ]
    return tuple((question.say(f"model_fact.{name}"), words) for name, words in facts if words)


def _as_read(question: Question, words: str, reading: object) -> str:
    return question.say("reading.marked", words=words) if reading == "inferred" else words
