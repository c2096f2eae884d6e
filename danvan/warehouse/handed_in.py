"""The loads in force, into the tables of a snapshot: each is a source of its own, later ones before earlier ones.

What was read in a document has the document as its source: of all loads of one document the last counts, and what the
data files give of it already is not given twice.
"""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from danvan import text
from danvan.intake.issue import DataError, Issue
from danvan.intake.model_names import spellings
from danvan.vietnamese import fold, slug
from danvan.warehouse import bulk, given_otherwise, loads
from danvan.warehouse.load import insert_rows, read_header
from danvan.warehouse.loads import Load, OfDocument

FILES_NAMED = 3
READ = "read_csv($path, header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"', nullstr = '')"
FIGURES = f"""
    insert into observations (
        indicator, place, period, standard, value, qualifier, whole, source, locator, printed, remark,
        period_start, period_end
    )
    select
        n.indicator, n.place, n.period, n.standard, cast(n.value as double), n.qualifier, cast({{whole}} as double),
        $source, n.locator, n.printed, n.remark, period_first_day(n.period), period_last_day(n.period)
    from {READ} as n
"""
# What the data files give of the same source stays as it is there.
NOT_GIVEN = """
    anti join (select * from observations where source = $source) as o
        on o.indicator = n.indicator and o.place = n.place and o.period = n.period
        and o.standard is not distinct from n.standard
"""
# The field of a model that has one already is kept: the wards of one model cannot put it into two fields.
UNFIT = """
    select o.source, o.indicator || ' ' || o.place
    from observations as o
    where o.indicator not in (select indicator from indicators) or o.place not in (select place from places)
        or (o.standard is not null and o.standard not in (select standard from standards))
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


def counting(handed: Iterable[Handed]) -> list[Handed]:
    """Return the loads without those of a document that a later load of the same document stands in place of."""
    kept: dict[str, Handed] = {}
    for one in handed:
        name = one.load.document.source if one.load.document else one.load.load
        kept.pop(name, None)
        kept[name] = one
    return list(kept.values())


def source_code(load: Load, sources: Iterable[Mapping[str, Any]]) -> str:
    """Return the code of the source of a load: the card that the catalogue has for its document, else its own."""
    sha256 = load.document.sha256 if load.document else ""
    return next((row["source"] for row in sources if sha256 and row["sha256"] == sha256), load.source)


def damaged(name: str) -> Issue:
    """Return the finding for a load whose folder is missing or is not as it was written."""
    return Issue("error", "load_damaged", f"loads/{name}")


def insert(
    con: duckdb.DuckDBPyConnection,
    handed: Handed,
    source: str,
    progress: Callable[[float], None] = lambda share: None,
) -> None:
    """Add one load under the code of its source: figures, models, its card; progress hears how far a large file is."""
    if con.execute("select 1 from sources where source = ?", [source]).fetchone() is None:
        insert_rows(con, "sources", [_card(handed.load)])
    if handed.load.bulk:
        received, name = handed.folder / "received-0", handed.load.files[0].name
        bulk.load_handed_in(con, received, source, name, progress)
    else:
        _insert_figures(con, handed, source)
    _insert_models(con, handed, source)


def _insert_figures(con: duckdb.DuckDBPyConnection, handed: Handed, source: str) -> None:
    """Add figures; raise DataError where a document's data file gives one otherwise."""
    path = handed.folder / "figures.csv"
    question, values = FIGURES, {"path": str(path), "source": source}
    if handed.load.document:
        if issues := given_otherwise.issues(con, handed.load.files[0].name, values):
            raise DataError(issues)
        question += NOT_GIVEN
    whole = "n.whole" if "whole" in read_header(path) else "null"  # older loads have none
    con.execute(question.format(whole=whole), values)


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


def _card(load: Load) -> dict[str, str]:
    return _card_of_document(load.document) if load.document else _card_of_files(load)


def _card_of_document(document: OfDocument) -> dict[str, str]:
    title = document.title or document.name
    short = document.short or title
    return {
        "source": document.source,
        "basis": "reported",
        "title": title,
        "title_en": title,
        "short": short,
        "short_en": short,
        "number": document.number,
        "issuer": document.issuer,
        "issued_on": document.issued_on,
        "sha256": document.sha256,
        "note": "",
    }


def _card_of_files(load: Load) -> dict[str, str]:
    names = _named([file.name for file in load.files])
    number = str(int(load.load.partition("-")[0]))
    return {
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


def _named(files: Sequence[str]) -> Mapping[str, str]:
    """Name the first files, and how many others there are, in every language."""
    first, more = ", ".join(files[:FILES_NAMED]), len(files) - FILES_NAMED
    return {
        language: first
        if more <= 0
        else text.words(language).get("hand_in.more_files", first=first, more=str(more))
        for language in text.LANGUAGES
    }


def _insert_models(con: duckdb.DuckDBPyConnection, handed: Handed, source: str) -> None:
    """Add the models that a load names; one known by its name, or as printed, gets its place, another is new."""
    with (handed.folder / "models.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows:
        return
    models = con.execute("select model, name, printed from models").fetchall()
    by_name = {name: code for code, name, _ in models}
    codes = {
        form: by_name[name] for form, name in spellings((name, form) for _, name, form in models).items()
    }
    new = {}
    for row in rows:
        code = codes.setdefault(fold(row["name"]), _new_code(row["name"], codes.values()))
        if code not in new and not _known(con, code):
            new[code] = _model(row, code, source)
    insert_rows(con, "models", list(new.values()))
    adopted = {(codes[fold(row["name"])], row["place"]): row for row in rows if row["place"]}
    known = con.execute("select model, place from adoptions where source = ?", [source]).fetchall()
    insert_rows(
        con,
        "adoptions",
        [
            _adoption(row, code, source)
            for (code, place), row in adopted.items()
            if (code, place) not in known
        ],
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
        "scope": "wards" if row["place"] else "unspecified",
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
