"""The loads in force, into the tables of a snapshot: each is a source of its own, later ones before earlier ones."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from danvan import text
from danvan.intake.issue import DataError, Issue
from danvan.vietnamese import fold, slug
from danvan.warehouse import bulk, loads
from danvan.warehouse.load import insert_rows
from danvan.warehouse.loads import Load

FILES_NAMED = 3
READ = "read_csv($path, header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"', nullstr = '')"
FIGURES = f"""
    insert into observations (
        indicator, place, period, standard, value, qualifier, source, locator, printed, remark, period_start, period_end
    )
    select
        indicator, place, period, standard, cast(value as double), qualifier, $source, locator, printed, remark,
        period_first_day(period), period_last_day(period)
    from {READ}
"""
# The field of a model that has one already is kept: the wards of one model cannot put it into two fields.
UNFIT = """
    select o.source, o.indicator || ' ' || o.place
    from observations as o
    where o.source like 'nop_%'
        and (o.indicator not in (select indicator from indicators) or o.place not in (select place from places)
            or (o.standard is not null and o.standard not in (select standard from standards)))
    limit 1
"""


@dataclass(frozen=True)
class Handed:
    """A load and the folder that holds what was read of it; that of a load being checked has no name yet."""

    load: Load
    folder: Path


def in_force(state: Path, names: Sequence[str]) -> list[Handed]:
    """Return the loads of these names; raise DataError where the folder of one is damaged."""
    found = []
    for name in names:
        try:
            one = Handed(loads.read(state, name), loads.folder(state, name))
        except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise DataError([damaged(name)]) from error
        if not loads.is_whole(one.folder, one.load):
            raise DataError([damaged(name)])
        found.append(one)
    return found


def damaged(name: str) -> Issue:
    """Return the finding for a load whose folder is missing or is not as it was written."""
    return Issue("error", "load_damaged", f"loads/{name}")


def insert(
    con: duckdb.DuckDBPyConnection, handed: Handed, progress: Callable[[float], None] = lambda share: None
) -> None:
    """Add one load: its source, its figures, its models; progress hears how far a large file is read."""
    _insert_source(con, handed.load)
    if handed.load.bulk:
        received, name = handed.folder / "received-0", handed.load.files[0].name
        bulk.load_handed_in(con, received, handed.load.source, name, progress)
    else:
        path = str(handed.folder / "figures.csv")
        con.execute(FIGURES, {"path": path, "source": handed.load.source})
    _insert_models(con, handed)


def unfit(con: duckdb.DuckDBPyConnection) -> list[Issue]:
    """Return a finding where a load names what the catalogue no longer has."""
    found = con.execute(UNFIT).fetchone()
    return [] if found is None else [Issue("error", "load_unfit", str(found[0]), value=str(found[1]))]


def faults(con: duckdb.DuckDBPyConnection, handed: Sequence[Handed]) -> list[Issue]:
    """Return what is wrong with large files, once it is known that something is."""
    large = [one for one in handed if one.load.bulk]
    return [
        issue
        for one in large
        for issue in bulk.faults(con, one.folder / "received-0", one.load.files[0].name)
    ]


def _insert_source(con: duckdb.DuckDBPyConnection, load: Load) -> None:
    names = _named([file.name for file in load.files])
    number = str(int(load.load.partition("-")[0]))
    row = {
        "source": load.source,
        "basis": "submitted",
        "title": text.words("vi").get("hand_in.title", files=names["vi"]),
        "title_en": text.words("en").get("hand_in.title", files=names["en"]),
        "short": text.words("vi").get("hand_in.short", number=number),
        "short_en": text.words("en").get("hand_in.short", number=number),
        "number": load.load,
        "issuer": load.by,
        "issued_on": load.at[:10],
        "sha256": load.files[0].sha256 if len(load.files) == 1 else "",
        "note": "",
    }
    insert_rows(con, "sources", [row])


def _named(files: Sequence[str]) -> Mapping[str, str]:
    """Name the first files, and how many others there are, in every language."""
    first, more = ", ".join(files[:FILES_NAMED]), len(files) - FILES_NAMED
    return {
        language: first
        if more <= 0
        else text.words(language).get("hand_in.more_files", first=first, more=str(more))
        for language in text.LANGUAGES
    }


def _insert_models(con: duckdb.DuckDBPyConnection, handed: Handed) -> None:
    """Add the models that a load names; one that is known by its name gets its place, another is new."""
    with (handed.folder / "models.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows:
        return
    codes = {fold(name): code for code, name in con.execute("select model, name from models").fetchall()}
    new = {}
    for row in rows:
        code = codes.setdefault(fold(row["name"]), _new_code(row["name"], codes.values()))
        if code not in new and not _known(con, code):
            new[code] = _model(row, code, handed.load.source)
    insert_rows(con, "models", list(new.values()))
    adopted = {(codes[fold(row["name"])], row["place"]): row for row in rows}
    insert_rows(
        con,
        "adoptions",
        [_adoption(row, code, handed.load.source) for (code, _), row in adopted.items()],
    )


def _new_code(name: str, taken: Any) -> str:
    code = slug(name).replace("-", "_") or "mo_hinh"
    while code in taken:
        code += "_"
    return code


def _known(con: duckdb.DuckDBPyConnection, code: str) -> bool:
    return con.execute("select 1 from models where model = ?", [code]).fetchone() is not None


def _model(row: Mapping[str, str], code: str, source: str) -> dict[str, Any]:
    return {
        "model": code,
        "name": row["name"],
        "kind": "model",
        "field": row["field"],
        "field_reading": "stated",
        "host": row["host"] or None,
        "host_reading": "stated" if row["host"] else None,
        "level": row["level"] or "unspecified",
        "started": int(row["since"]) if row["since"] else None,
        "scope": "wards",
        "source": source,
        "locator": row["locator"],
    }


def _adoption(row: Mapping[str, str], code: str, source: str) -> dict[str, Any]:
    return {
        "model": code,
        "place": row["place"],
        "since": int(row["since"]) if row["since"] else None,
        "reading": "stated",
        "named_by": "named",
        "source": source,
        "locator": row["locator"],
        "villages": row["villages"] or None,
    }
