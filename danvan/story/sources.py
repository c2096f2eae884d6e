"""Who says so: the documents, every figure with its place in them, what they leave open."""

from dataclasses import dataclass
from datetime import date
from itertools import islice

import pandas as pd

from danvan import format as fmt
from danvan.catalogue import Source
from danvan.story.finding import Origin, Question, answer, notes, origins, part_of_whole
from danvan.story.origins import printed_words, stands_where

FIGURES_A_PAGE, NEWEST_SUBMISSIONS = 100, 6


@dataclass(frozen=True)
class SourceCard:
    """One document, submission or sample, and how much rests on it."""

    source: Source
    figures: int
    models: int


@dataclass(frozen=True)
class Key:
    """Which figure of its source one is: codes, and the poverty standard it goes by ("" = none)."""

    indicator: str
    place: str
    period: str
    standard: str = ""


@dataclass(frozen=True)
class Stated:
    """One figure as its source gives it; texts ready to be shown, plain.

    where says in words where it comes from and printed what stands there; neither is ever empty, whatever is known.
    superseded says that another source is preferred for the same quantity.
    """

    key: Key
    name: str
    definition: str
    place: str
    period: str
    value: str
    basis: str
    origin: Origin
    where: str
    printed: str
    notes: tuple[str, ...]
    superseded: bool

    @property
    def indicator(self) -> str:
        return self.key.indicator


@dataclass(frozen=True)
class Wanted:
    """Which figures a reader wants to see, "" = of all; page counts from 1."""

    source: str = ""
    indicator: str = ""
    place: str = ""
    page: int = 1


@dataclass(frozen=True)
class Listed:
    """One page of the figures wanted; number = how many there are on all pages."""

    figures: tuple[Stated, ...]
    number: int = 0
    page: int = 1
    pages: int = 1


@dataclass(frozen=True)
class Named:
    """One model that a submission names for one ward; texts ready to be shown, plain."""

    name: str
    field: str
    place: str
    origin: Origin


@dataclass(frozen=True)
class OpenPoint:
    """What a source leaves open, or where it contradicts itself."""

    kind: str
    text: str
    origin: Origin


@dataclass(frozen=True)
class _Asked:
    """The parameters of the query of figures."""

    sources: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sample: bool = True
    first_day: date | None = None
    last_day: date | None = None
    most: int = FIGURES_A_PAGE
    skip: int = 0


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


def _is_in_force(question: Question, card: SourceCard) -> bool:
    if not card.figures:
        return False
    rows = _rows(question, _Asked(sources=(card.source.source,), most=1))
    return bool(rows["in_force"].iloc[0])


def is_submission(question: Question, source: str) -> bool:
    """Say whether a source is one that wards handed in."""
    known = question.catalogue.sources.get(source)
    return known is not None and known.basis == "submitted"


def listed(question: Question, wanted: Wanted) -> Listed:
    """Return a page of the figures wanted, of the field and years asked about, those replaced since among them.

    Grain: one per indicator, place, period, poverty standard and source. A page beyond the last one is the last.
    """
    asked = _asked(question, wanted)
    if asked is None:
        return Listed(())
    page = max(1, wanted.page)
    rows = _rows(question, asked, page)
    if rows.empty and page > 1:
        first = _rows(question, asked)
        page = max(1, _pages(first))
        rows = first if page == 1 else _rows(question, asked, page)
    number = int(rows["figures"].iloc[0]) if len(rows) else 0
    return Listed(stated(question, rows), number, page, max(1, _pages(rows)))


def _asked(question: Question, wanted: Wanted) -> _Asked | None:
    """Return the parameters of the query; None where no indicator is left to ask for."""
    known = question.catalogue.indicators
    of_field = tuple(code for code, one in known.items() if question.field in (None, one.field))
    indicators = tuple(code for code in of_field if wanted.indicator in ("", code))
    if not indicators:
        return None
    every_year = question.all_years
    return _Asked(
        sources=(wanted.source,) if wanted.source else (),
        indicators=() if len(indicators) == len(known) else indicators,
        places=(wanted.place,) if wanted.place else (),
        sample=question.sample or bool(wanted.source),
        first_day=None if every_year else date(question.first_year, 1, 1),
        last_day=None if every_year else date(question.last_year, 12, 31),
    )


def _rows(question: Question, asked: _Asked, page: int = 1) -> pd.DataFrame:
    parameters = {name: getattr(asked, name) for name in asked.__dataclass_fields__}
    return answer(question, "source_figures", **parameters | {"skip": (page - 1) * asked.most})


def _pages(rows: pd.DataFrame) -> int:
    number = int(rows["figures"].iloc[0]) if len(rows) else 0
    return -(-number // FIGURES_A_PAGE)


def figure(question: Question, source: str, key: Key) -> Stated | None:
    """Return one figure of a source; None where the source gives none."""
    if key.indicator not in question.catalogue.indicators or key.place not in question.catalogue.places:
        return None
    asked = _Asked((source,), (key.indicator,), (key.place,), most=FIGURES_A_PAGE * 10)
    rows = _rows(question, asked)
    rows = rows[(rows["period"] == key.period) & (rows["standard"].fillna("") == key.standard)]
    return stated(question, rows)[0] if len(rows) else None


def cited(question: Question, source: str) -> tuple[Stated, ...]:
    """Return the figures of a source that stand at a place counted in characters of its text."""
    return stated(question, answer(question, "source_cited", source=source))


def stated(question: Question, rows: pd.DataFrame) -> tuple[Stated, ...]:
    """Return figures as texts; that one was replaced, and what the clerk remarked, stand among its notes."""
    points = answer(question, "open_points")
    return tuple(_stated(question, row, points) for _, row in rows.iterrows())


def _stated(question: Question, row: pd.Series, points: pd.DataFrame) -> Stated:
    indicator = question.indicator(row["indicator"])
    standard = "" if pd.isna(row["standard"]) else str(row["standard"])
    period = fmt.period(row["period"], question.language)
    if standard:
        period = f"{period}, {question.say('story.poverty.standard', standard=standard)}"
    value = question.value(row["value"], indicator, row["qualifier"], as_printed=True)
    if pd.notna(row["whole"]):
        value = part_of_whole(question, row, indicator)
    origin = Origin(str(row["source"]), _text(row["locator"]), _text(row["printed"]))
    return Stated(
        key=Key(indicator.indicator, str(row["place"]), str(row["period"]), standard),
        name=indicator.name(question.language),
        definition=indicator.definition(question.language),
        place=question.full_name(row["place"]),
        period=period,
        value=value,
        basis=str(row["basis"]),
        origin=origin,
        where=stands_where(question, origin),
        printed=printed_words(question, origin),
        notes=(
            *_told(question, row),
            *(notes(question, [row["note"]], points) if pd.notna(row["note"]) else ()),
        ),
        superseded=bool(row["superseded"]),
    )


def _text(cell: object) -> str:
    return "" if pd.isna(cell) else str(cell)


def _told(question: Question, row: pd.Series) -> list[str]:
    told = [question.say("story.sources.replaced")] if row["superseded"] else []
    if pd.notna(row["remark"]):
        told.append(question.say("story.sources.remark", remark=str(row["remark"])))
    return told


def named(question: Question, source: str) -> tuple[Named, ...]:
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
