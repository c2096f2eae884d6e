"""Who says so: the documents, every figure of the town with its place in its document, what they leave open."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from danvan import format as fmt
from danvan.catalogue import Source
from danvan.story.finding import Origin, Question, answer, notes, origins, part_of_whole


@dataclass(frozen=True)
class SourceCard:
    """One document, submission or sample, and how much rests on it."""

    source: Source
    figures: int
    models: int


@dataclass(frozen=True)
class Stated:
    """One figure as its source gives it; texts ready to be shown, plain."""

    indicator: str
    name: str
    definition: str
    place: str
    period: str
    value: str
    basis: str
    origin: Origin
    notes: tuple[str, ...]


@dataclass(frozen=True)
class OpenPoint:
    """What a source leaves open, or where it contradicts itself."""

    kind: str
    text: str
    origin: Origin


def cards(question: Question) -> list[SourceCard]:
    """Return the sources that any figure or model rests on, in the order of the catalogue."""
    used = answer(question, "source_rows").set_index("source")
    return [
        SourceCard(source, int(used.loc[code, "figures"]), int(used.loc[code, "models"]))
        for code, source in question.catalogue.sources.items()
        if question.sample or source.basis != "sample"
    ]


def stated(question: Question) -> list[Stated]:
    """Return every reported figure of the town, the province and the country, in the order of the catalogue."""
    town = question.catalogue.town
    province = question.catalogue.places[town.parent or ""]
    places = [place for place in (town.place, province.place, province.parent) if place]
    rows = pd.concat([answer(question, "place_figures", place=place) for place in places], ignore_index=True)
    order = {code: position for position, code in enumerate(question.catalogue.indicators)}
    rows = rows.assign(_order=rows["indicator"].map(order)).sort_values("_order", kind="stable")
    if question.field is not None:
        rows = rows[[question.indicator(code).field == question.field for code in rows["indicator"]]]
    points = answer(question, "open_points")
    return [_stated(question, row, points) for _, row in rows.iterrows()]


def _stated(question: Question, row: pd.Series, points: pd.DataFrame) -> Stated:
    indicator = question.indicator(row["indicator"])
    period = fmt.period(row["period"], question.language)
    if pd.notna(row["standard"]):
        period = f"{period}, {question.say('story.poverty.standard', standard=row['standard'])}"
    value = question.value(row["value"], indicator, row["qualifier"], as_printed=True)
    if pd.notna(row["whole"]):
        value = part_of_whole(question, row, indicator)
    return Stated(
        indicator=indicator.indicator,
        name=indicator.name(question.language),
        definition=indicator.definition(question.language),
        place=question.full_name(row["place"]),
        period=period,
        value=value,
        basis=str(row["basis"]),
        origin=origins(row.to_frame().T)[0],
        notes=notes(question, [row["note"]], points),
    )


def open_points(question: Question) -> list[OpenPoint]:
    """Return what the sources leave open, contradictions first."""
    rows = answer(question, "open_points")
    rows = rows.sort_values("kind", kind="stable")
    return [
        OpenPoint(
            str(row["kind"]),
            str(row[f"text_{question.language}"]),
            origins(row[["source", "locator"]].to_frame().T)[0],
        )
        for _, row in rows.iterrows()
    ]


def issued(question: Question, source: Source) -> str:
    """Say who issued a source and when, as far as it is known."""
    parts = source.issued_on.split("-")
    if len(parts) == 3:
        when = fmt.day(date.fromisoformat(source.issued_on), question.language)
    else:
        when = fmt.period(source.issued_on, question.language) if source.issued_on else ""
    return ", ".join(part for part in (source.issuer, when) if part)
