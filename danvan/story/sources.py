"""Who says so: the documents, every figure of the town or of a hand-in with its place, what they leave open."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

import pandas as pd

from danvan import format as fmt
from danvan.catalogue import Source
from danvan.story.finding import Origin, Question, answer, notes, origins, part_of_whole

MOST_FIGURES, NEWEST_SUBMISSIONS = 500, 6


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
class Named:
    """One model that a submission names for one ward; texts ready to be shown, plain."""

    name: str
    field: str
    place: str
    origin: Origin


@dataclass(frozen=True)
class HandedIn:
    """What one submission gives; more = how many figures it has beside those listed."""

    figures: tuple[Stated, ...]
    more: int
    models: tuple[Named, ...]


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


def overview(question: Question) -> tuple[list[SourceCard], int]:
    """Return the documents, then the newest submissions that have figures in force; and how many others there are."""
    every = cards(question)
    documents = [card for card in every if card.source.basis != "submitted"]
    submissions = [card for card in every if card.source.basis == "submitted"]
    newest = sorted(submissions, key=lambda card: card.source.source, reverse=True)
    in_force = islice((card for card in newest if _is_in_force(question, card)), NEWEST_SUBMISSIONS)
    shown = [*documents, *in_force]
    return shown, len(every) - len(shown)


def is_submission(question: Question, source: str) -> bool:
    """Say whether a source is one that wards handed in."""
    known = question.catalogue.sources.get(source)
    return known is not None and known.basis == "submitted"


def _is_in_force(question: Question, card: SourceCard) -> bool:
    if not card.figures:
        return False
    rows = answer(question, "source_figures", source=card.source.source, indicators=(), most=1)
    return bool(rows["in_force"].iloc[0])


def handed_in(question: Question, source: str, indicator: str = "") -> HandedIn:
    """Return what one submission gives of the field or the indicator asked about, figures replaced since among it."""
    asked = tuple(
        code
        for code, one in question.catalogue.indicators.items()
        if indicator in ("", code) and question.field in (None, one.field)
    )
    if not asked:
        return HandedIn((), 0, ())
    rows = answer(question, "source_figures", source=source, indicators=asked, most=MOST_FIGURES)
    points = answer(question, "open_points")
    figures = tuple(_handed_in_figure(question, row, points) for _, row in rows.iterrows())
    more = int(rows["figures"].iloc[0]) - len(rows) if len(rows) else 0
    return HandedIn(figures, more, () if indicator else _named(question, source))


def _handed_in_figure(question: Question, row: pd.Series, points: pd.DataFrame) -> Stated:
    """Return one figure; that it was replaced, and what the clerk remarked, stand among its notes."""
    figure, told = _stated(question, row, points), []
    if row["superseded"]:
        told.append(question.say("story.sources.replaced"))
    if pd.notna(row["remark"]):
        told.append(question.say("story.sources.remark", remark=str(row["remark"])))
    return replace(figure, notes=(*told, *figure.notes))


def _named(question: Question, source: str) -> tuple[Named, ...]:
    """Return the models that a submission names, one for each ward; what a later one names again is not among them."""
    models = answer(question, "models")
    names = dict(zip(models["model"], models["name"], strict=True))
    rows = answer(question, "adoptions", places=())
    rows = rows[rows["source"] == source]
    if question.field is not None:
        rows = rows[rows["field"] == question.field]
    return tuple(
        Named(
            name=str(names[row["model"]]),
            field=question.catalogue.fields[row["field"]].name(question.language),
            place=question.full_name(row["place"]),
            origin=origins(row[["source", "locator"]].to_frame().T)[0],
        )
        for _, row in rows.iterrows()
    )


def stated(question: Question) -> list[Stated]:
    """Return every reported figure of the town, the province and the country, in the order of the catalogue."""
    town = question.catalogue.town
    province = question.catalogue.places[town.parent or ""]
    places = [place for place in (town.place, province.place, province.parent) if place]
    rows = pd.concat([answer(question, "place_figures", place=place) for place in places], ignore_index=True)
    order = {code: position for position, code in enumerate(question.catalogue.indicators)}
    rows = rows.assign(_order=rows["indicator"].map(order)).sort_values("_order", kind="stable")
    if question.field is not None:
        rows = rows.loc[[question.indicator(code).field == question.field for code in rows["indicator"]]]
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
