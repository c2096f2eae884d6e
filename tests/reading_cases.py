"""Documents with what a careful person reads in each: sets of invented sentences, and the review of 2022.

Every entry that a text leaves open holds several values, any of which is right.
"""

import csv
import os
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from danvan import queries
from danvan.catalogue import Catalogue
from danvan.documents.document import Document
from danvan.documents.extracted import extracted
from danvan.paths import ROOT
from danvan.reader.candidate import About
from danvan.vietnamese import compose

SENTENCES = ROOT / "tests" / "data" / "reading"
SHARED = ROOT.parent / "shared"
REVIEW, FACTS = SHARED / "report" / "bc-ubnd-duc-pho-2022.txt", SHARED / "facts"
ABOUT_THE_REVIEW = About("534", "2022-04")
FIELDS_OF_FACTS = {
    "KT": "kinh_te",
    "VHXH": "van_hoa_xa_hoi",
    "QPAN": "quoc_phong_an_ninh",
    "HTCT": "he_thong_chinh_tri",
}
NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
_CHARACTERS = re.compile(r"chars:(\d+)-(\d+)")


@dataclass(frozen=True)
class Figure:
    """A figure that is to be read: where its number stands, and what may be said of it; whole 0 is no whole."""

    start: int
    end: int
    printed: str
    indicator: str
    unit: str
    values: tuple[float, ...]
    wholes: tuple[float, ...]
    qualifiers: tuple[str, ...]
    periods: tuple[str, ...]
    places: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True)
class Model:
    """A model that is to be found: where its name stands, and what may be said of it."""

    start: int
    end: int
    name: str
    fields: tuple[str, ...]
    hosts: tuple[str, ...]
    places: frozenset[str]


@dataclass(frozen=True)
class Case:
    """A document, what it is about, and all that is to be read in it."""

    name: str
    document: Document
    about: About
    figures: tuple[Figure, ...]
    models: tuple[Model, ...]

    @property
    def numbers(self) -> list[tuple[int, int]]:
        """Where the numbers of the text stand, as runs of digits with the signs inside them."""
        return [found.span() for found in NUMBER.finditer(self.document.text)]


def catalogue_as_shipped(state: Path) -> Catalogue:
    """Return the definitions of data/, from a snapshot made in a folder of its own."""
    before = os.environ.get("DANVAN_STATE")
    os.environ["DANVAN_STATE"] = str(state)
    try:
        return queries.catalogue()
    finally:
        os.environ.pop("DANVAN_STATE") if before is None else os.environ.update(DANVAN_STATE=before)


def half(name: str, catalogue: Catalogue) -> list[Case]:
    """Return the invented sentences of one set: "developed", "held_out", "independent" or "independent_later"."""
    with (SENTENCES / f"{name}.toml").open("rb") as file:
        return [_case(entry, catalogue) for entry in tomllib.load(file)["case"]]


def review(catalogue: Catalogue) -> list[Case]:
    """Return the review of 2022 with the figures that ship and the mentions of models; nothing where it is not."""
    if not REVIEW.exists():
        return []
    document = extracted(REVIEW.name, REVIEW.read_bytes())
    figures = tuple(
        _figure_of_the_review(row, catalogue) for row in _rows(ROOT / "data/report/observations.csv")
    )
    models = tuple(_model_of_the_review(row) for row in _rows(FACTS / "report_models.csv"))
    return [Case("review of 2022", document, ABOUT_THE_REVIEW, figures, models)]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _case(entry: Mapping[str, Any], catalogue: Catalogue) -> Case:
    text = compose(entry["text"].strip("\n"))
    figures = [_figure(text, one, entry["place"], catalogue) for one in entry.get("figures", ())]
    models = [_model(text, one) for one in entry.get("models", ())]
    return Case(
        entry["name"],
        extracted("sentences.txt", text.encode()),
        About(entry["place"], entry["issued_on"]),
        tuple(sorted(figures, key=lambda figure: figure.start)),
        tuple(sorted(models, key=lambda model: model.start)),
    )


def _figure(text: str, entry: Mapping[str, Any], place: str, catalogue: Catalogue) -> Figure:
    printed = entry["printed"]
    start = _only_place(text, entry.get("within", printed)) + entry.get("within", printed).index(printed)
    return Figure(
        start,
        start + len(printed),
        printed,
        entry["indicator"],
        catalogue.indicators[entry["indicator"]].unit,
        _several(entry["value"], float),
        _several(entry.get("whole", 0), float),
        _several(entry.get("qualifier", "="), str),
        _several(entry["period"], str),
        _several(entry.get("place", place), str),
        entry.get("optional", False),
    )


def _only_place(text: str, piece: str) -> int:
    """Return where a piece of text stands as whole numbers and words; fail where that is not one place."""
    (found,) = re.finditer(rf"(?<![\d.,]){re.escape(piece)}(?!\d|[.,/]\d)", text)
    return found.start()


def _model(text: str, entry: Mapping[str, Any]) -> Model:
    (found,) = re.finditer(re.escape(entry["name"]), text)
    return Model(
        *found.span(),
        entry["name"],
        _several(entry.get("field", ""), str),
        _several(entry.get("host", ""), str),
        frozenset(entry.get("places", ())),
    )


def _several(entry: Any, kind: Callable[[Any], Any]) -> tuple[Any, ...]:
    values: Iterable[Any] = entry if isinstance(entry, list) else [entry]
    return tuple(kind(value) for value in values)


def _figure_of_the_review(row: Mapping[str, str], catalogue: Catalogue) -> Figure:
    place = _CHARACTERS.search(row["locator"])
    assert place is not None
    return Figure(
        int(place[1]),
        int(place[2]),
        row["printed"],
        row["indicator"],
        catalogue.indicators[row["indicator"]].unit,
        (float(row["value"]),),
        (float(row["whole"] or 0),),
        (row["qualifier"],),
        (row["period"],),
        (row["place"],),
    )


def _model_of_the_review(row: Mapping[str, str]) -> Model:
    return Model(
        int(row["name_start"]),
        int(row["name_end"]),
        row["name_verbatim"],
        _or_not(FIELDS_OF_FACTS[row["field_code"]], row["field_basis"] == "inferred"),
        _or_not(row["host_org"], row["host_basis"] == "from the model name"),
        frozenset(filter(None, row["ward_codes"].split(";"))),
    )


def _or_not(said: str, inferred: bool) -> tuple[str, ...]:
    """Return what may be said: what was only inferred by hand, and stands nowhere in the text, may be left open."""
    return (said, "") if inferred else (said,)
