"""The card of one model: all that a source says of it, and how clearly."""

from dataclasses import dataclass

import pandas as pd

from danvan.story.finding import Origin, Question, answer, basis_of_sources, notes, origins
from danvan.story.model_search import namings_as_printed


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
    adopted = namings_as_printed(question)
    adopted = adopted[adopted["model"] == model]
    names = {reading: _names(question, list(part["place"])) for reading, part in adopted.groupby("reading")}
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


def _names(question: Question, places: list[str]) -> tuple[str, ...]:
    """Return the names of wards; of units since July 2025 each with the wards in it that a source names."""
    if not question.since:
        return tuple(question.name(place) for place in places)
    named: dict[str, list[str]] = {}
    for place in places:
        heir = question.catalogue.heir_of(place)
        named.setdefault(heir, []).extend([question.name(place)] if place != heir else [])
    return tuple(
        f"{question.name(heir)} ({', '.join(wards)})" if wards else question.name(heir)
        for heir, wards in named.items()
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
