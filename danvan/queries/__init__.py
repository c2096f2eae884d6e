"""One question a .sql file; run(name, **parameters) gives its answer.

The files are plain SQL as far as they can be, so that another engine can be asked the same. A list parameter stands as
in ($places) and is written out to as many parameters as it has values; with it comes $all_places, true where the
list is empty. Values reach the engine as parameters only.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from danvan.catalogue import Catalogue, build_catalogue
from danvan.intake.model_names import spellings
from danvan.queries import asked
from danvan.warehouse.read import Opened, fetch, warehouse

FOLDER = Path(__file__).parent
EXAMPLES = FOLDER / "examples"
PARAMETER = re.compile(r"\$(\w+)")
LIST = re.compile(r"\(\$(\w+)\)")
COMMENT = "--"

_pinned: ContextVar[Opened | None] = ContextVar("pinned", default=None)


class UnknownQuery(LookupError):
    """There is no question of this name."""


class WrongParameters(TypeError):
    """The parameters given are not those the question takes."""


def names() -> list[str]:
    """Return the names of all questions."""
    return sorted(path.stem for path in FOLDER.glob("*.sql"))


@cache
def text(name: str) -> str:
    """Return the SQL of a question, its head comment included."""
    path = FOLDER / f"{name}.sql"
    if name not in names():
        raise UnknownQuery(f"There is no query {name!r}; there are {', '.join(names())}.")
    return path.read_text(encoding="utf-8")


def examples() -> dict[str, str]:
    """Return questions to learn from by their names: what an analyst may ask of the tables."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.sql"))}


def parameters(name: str) -> frozenset[str]:
    """Return the names of the parameters a question takes."""
    found = set(PARAMETER.findall(_without_comments(text(name))))
    return frozenset(
        parameter for parameter in found if parameter.removeprefix("all_") not in found - {parameter}
    )


def list_parameters(name: str) -> frozenset[str]:
    """Return the names of the parameters of a question that are lists."""
    return frozenset(LIST.findall(_without_comments(text(name))))


def run(name: str, **given: Any) -> pd.DataFrame:
    """Return the answer to a question; its grain and columns stand in the head of the file.

    Raises UnknownQuery and WrongParameters.
    """
    checked(name, given)
    asked.note(name, given)
    question, values = with_lists_written_out(_without_comments(text(name)), given)
    return fetch(pinned() or warehouse().opened(), question, values)


def checked(name: str, given: Mapping[str, Any]) -> None:
    """Raise WrongParameters where a question is given others than it takes, and UnknownQuery where there is none."""
    if given.keys() != parameters(name):
        wanted = ", ".join(sorted(parameters(name))) or "none"
        raise WrongParameters(f"The query {name!r} takes the parameters: {wanted}.")


def pinned() -> Opened | None:
    """Return the snapshot that questions are answered by inside reading(), None outside."""
    return _pinned.get()


@contextmanager
def reading(opened: Opened) -> Iterator[None]:
    """Let every question inside be answered by this one snapshot, also while a newer one is published."""
    token = _pinned.set(opened)
    try:
        yield
    finally:
        _pinned.reset(token)


def catalogue() -> Catalogue:
    """Return the definitions of the snapshot, and the years its ward figures span; without any figure, this year."""
    tables = {name: _rows(run(name)) for name in ("fields", "indicators", "places", "sources", "standards")}
    first, last = _years("ward_years", (date.today().year, date.today().year))
    of_units = _years("unit_years", (first, last))
    return build_catalogue(tables, (first, last), (min(first, of_units[0]), max(last, of_units[1])))


def known_models() -> dict[str, str]:
    """Return the names of the models of the snapshot by each form of theirs, as model_names.spellings does."""
    return spellings((row["name"], row["printed"]) for row in _rows(run("models")))


def place_spellings() -> dict[str, list[str]]:
    """Return the codes of places by the spellings, folded, that the snapshot knows of them."""
    spelt = run("place_names")
    codes: dict[str, list[str]] = {}
    for spelling, place in zip(spelt["spelling"], spelt["place"], strict=True):
        codes.setdefault(spelling, []).append(place)
    return codes


def _years(name: str, otherwise: tuple[int, int]) -> tuple[int, int]:
    span = run(name).iloc[0]
    known = zip((span["first_year"], span["last_year"]), otherwise, strict=True)
    first, last = (usual if pd.isna(year) else int(year) for year, usual in known)
    return first, last


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return rows of plain Python values with None for what is missing and dates without a time."""
    plain = frame.astype(object).where(frame.notna(), None)
    for column in frame.select_dtypes("datetime").columns:
        plain[column] = [None if value is None else value.date() for value in plain[column]]
    return [{str(key): value for key, value in row.items()} for row in plain.to_dict("records")]


def _without_comments(sql: str) -> str:
    return "\n".join(line for line in sql.splitlines() if not line.lstrip().startswith(COMMENT))


def with_lists_written_out(question: str, given: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Write each list parameter out to one parameter a value; return the question and all its values."""
    values: dict[str, Any] = {}
    for name, value in given.items():
        if not isinstance(value, list | tuple):
            values[name] = value
            continue
        entries = {f"{name}_{position}": entry for position, entry in enumerate(value)} or {f"{name}_0": None}
        question = re.sub(rf"\(\${name}\)", f"({', '.join(f'${entry}' for entry in entries)})", question)
        values |= entries
        if f"$all_{name}" in question:
            values[f"all_{name}"] = not value
    return question, values
