"""The command that reads a document: its figures, the numbers left unread, its models."""

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from danvan import format, paths, queries, text
from danvan.catalogue import Catalogue
from danvan.cli.commands import CommandError, find_place
from danvan.cli.output import Result
from danvan.documents.extracted import extracted
from danvan.reader.candidate import About, Candidate, ModelCandidate, Reading, Unread
from danvan.reader.explained import reason_in_words
from danvan.reader.reading import read
from danvan.reader.vocabulary import read_vocabulary
from danvan.story.question import printed_decimals

_MONTH = re.compile(r"(?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2]))?")
FIGURES, UNREAD, MODELS = "figures", "unread", "models"


def read_document(file: Path, what: str, *, place: str | None, issued: str | None) -> Result:
    """Read a document and return its figures, its unread numbers or its models, in the order of the text.

    place is that of the whole document, by default the town; issued the month in which it was written, by default the
    one in its head.
    """
    catalogue = queries.catalogue()
    about = About(catalogue.town.place if place is None else find_place(catalogue, place), _month(issued))
    document = extracted(file.name, file.read_bytes())
    reading = read(
        document, catalogue, read_vocabulary(paths.data_dir(), catalogue), about, queries.place_spellings()
    )
    if what == UNREAD:
        return Result([_unread(one) for one in reading.unread], [_unread_row(one) for one in reading.unread])
    if what == MODELS:
        return Result(
            [_model(one) for one in reading.models], [_model_row(one, catalogue) for one in reading.models]
        )
    rows = [_row(one, catalogue) for one in reading.candidates]
    return Result([_figure(one) for one in reading.candidates], rows, _remark(reading))


def _month(issued: str | None) -> str:
    if issued is not None and not _MONTH.fullmatch(issued):
        raise CommandError(f"{issued!r} is not a month: write when the document was issued, such as 2022-04.")
    return issued or ""


def _figure(one: Candidate) -> dict[str, Any]:
    return {
        "indicator": one.indicator,
        "value": one.value,
        "unit": one.unit,
        "qualifier": one.qualifier,
        "period": one.period,
        "place": one.place,
        "start": one.start,
        "end": one.end,
        "printed": one.printed,
        "confidence": one.confidence,
        **_why(one.why),
        "whole": one.whole,
        "standard": one.standard or None,
        "phrase": one.phrase,
        "section": one.section or None,
        "note": one.note or None,
    }


def _why(why: Mapping[str, str]) -> dict[str, str]:
    return {"why": why["vi"], "why_en": why["en"]}


def _row(one: Candidate, catalogue: Catalogue) -> dict[str, Any]:
    indicator = catalogue.indicators[one.indicator]
    decimals = printed_decimals(one.value, indicator)
    value = format.value(one.value, unit=one.unit, decimals=decimals, qualifier=one.qualifier)
    if one.whole is not None:
        of_all = f"{format.number(one.value)}/{format.number(one.whole)}"
        value = f"{of_all} {format.unit_word(one.unit)}"
    return {
        "indicator": indicator.name_vi,
        "value": value,
        "period": format.period(one.period),
        "place": catalogue.places[one.place].name,
        "printed": one.phrase,
        "confidence": one.confidence,
        "why": one.why["vi"],
    }


def _remark(reading: Reading) -> str:
    """Say what was left unread, by reason, and how to see it."""
    counts = Counter(one.reason for one in reading.unread)
    reasons = [f"{count:4}  {_reason(code)}" for code, count in counts.most_common()]
    return "\n".join([text.in_both("reader.unread_left", number=str(len(reading.unread))), *reasons])


def _reason(code: str) -> str:
    return " / ".join(reason_in_words(code, text.words(language)) for language in text.LANGUAGES)


def _unread(one: Unread) -> dict[str, Any]:
    return {
        "start": one.start,
        "end": one.end,
        "printed": one.printed,
        "reason": one.reason,
        **_why(one.why),
    }


def _unread_row(one: Unread) -> dict[str, Any]:
    return {"printed": one.printed, "start": one.start, "reason": one.reason, "why": one.why["vi"]}


def _model(one: ModelCandidate) -> dict[str, Any]:
    return {
        "name": one.name,
        "field": one.field or None,
        "host": one.host or None,
        "places": list(one.places),
        "start": one.start,
        "end": one.end,
        "confidence": one.confidence,
        **_why(one.why),
        "section": one.section or None,
    }


def _model_row(one: ModelCandidate, catalogue: Catalogue) -> dict[str, Any]:
    field = catalogue.fields[one.field].name_vi if one.field in catalogue.fields else ""
    places = [catalogue.places[place].name for place in one.places]
    return {
        "name": one.name,
        "field": field,
        "host": one.host,
        "places": format.enumeration(places),
        "confidence": one.confidence,
        "why": one.why["vi"],
    }
