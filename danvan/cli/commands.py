"""What each command does."""

import csv
import hashlib
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pandas as pd

from danvan import paths, queries, text
from danvan import sample as samples
from danvan.catalogue import Catalogue
from danvan.cli.output import Result, of_frame
from danvan.intake.declaration import read_tables
from danvan.vietnamese import fold
from danvan.warehouse import console
from danvan.warehouse.build import build as build_snapshot

SEALED_FILE = "catalogue/files.csv"
ALL_YEARS = (1900, 2099)


class CommandError(Exception):
    """A command is asked for something that is not there; one sentence says what to do."""


def build() -> Result:
    """Build a snapshot of the files: its name, and the rows of each table."""
    snapshot, rows = build_snapshot(paths.data_dir(), paths.state_dir())
    table = [{"table": name, "rows": count} for name, count in rows.items()]
    return Result({"snapshot": snapshot.snapshot, "rows": rows}, table, snapshot.snapshot)


def questions() -> Result:
    """List the named questions with what each answers and the parameters it takes."""
    return of_frame(
        pd.DataFrame(
            [
                {
                    "name": name,
                    "answers": queries.text(name).splitlines()[0].removeprefix("-- "),
                    "parameters": ", ".join(sorted(queries.parameters(name))),
                }
                for name in queries.names()
            ]
        )
    )


def query(
    name: str,
    *,
    places: Sequence[str],
    field: str | None,
    indicators: Sequence[str],
    years: tuple[int, int] | None,
    sample: bool,
) -> Result:
    """Answer a named question; what is not said stands for all of it, a single place for the town."""
    catalogue = queries.catalogue()
    wanted = queries.parameters(name)
    first_year, last_year = years or ALL_YEARS
    codes = [find_place(catalogue, place) for place in places]
    named = [_known("indicator", indicator, catalogue.indicators) for indicator in indicators]
    given: dict[str, Any] = {
        "places": codes,
        "place": codes[0] if codes else catalogue.town.place,
        "indicators": named or [indicator.indicator for indicator in catalogue.ward_indicators],
        "indicator": named[0] if named else "poverty_rate_pct",
        "first_year": first_year,
        "last_year": last_year,
        "sample": sample,
    }
    if name == "series" and not codes:
        given["places"] = list(catalogue.places)
    answer = queries.run(name, **{parameter: given[parameter] for parameter in wanted})
    return of_frame(
        answer if field is None else _of_field(answer, _known("field", field, catalogue.fields), catalogue)
    )


def sql(question: str, *, rows: int, seconds: float) -> Result:
    """Answer one select, and say so where there were more rows than may be shown."""
    answer = console.ask(question, rows=rows, seconds=seconds)
    remark = text.in_both("cli.truncated", rows=str(rows)) if answer.truncated else ""
    return of_frame(answer.frame, remark)


def sample(to: Path, *, wards: int | None, years: tuple[int, int], months: bool, seed: int) -> Result:
    """Make the sample in a folder: its file and the number of rows."""
    try:
        rows = samples.generate(
            paths.data_dir(),
            to,
            wards=wards,
            first_year=years[0],
            last_year=years[1],
            months=months,
            seed=seed,
        )
    except ValueError as error:
        raise CommandError(str(error)) from error
    made = {"file": str(to / "observations.csv"), "rows": rows}
    return Result(made, [made])


def seal() -> Result:
    """Write path, table, number of rows and checksum of every data file, so that a test notices any change."""
    data = paths.data_dir()
    tables = {file: table.name for table in read_tables(data).values() for file in table.files}
    files = sorted(path for path in data.rglob("*") if path.suffix in (".csv", ".toml"))
    rows = [sealed_row(data, path, tables) for path in files if path != data / SEALED_FILE]
    with (data / SEALED_FILE).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return Result(rows, rows)


def sealed_row(data: Path, path: Path, tables: dict[str, str]) -> dict[str, Any]:
    """Return what is sealed of one file; the table is empty for definitions, rows are those below the header."""
    name = path.relative_to(data).as_posix()
    content = path.read_bytes()
    rows = (
        len(list(csv.reader(content.decode("utf-8-sig").splitlines()))) - 1 if path.suffix == ".csv" else None
    )
    return {
        "path": name,
        "table": tables.get(name, ""),
        "rows": "" if rows is None else rows,
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _of_field(frame: pd.DataFrame, field: str, catalogue: Catalogue) -> pd.DataFrame:
    if "field" in frame:
        return frame[frame["field"] == field]
    if "indicator" in frame:
        return frame[[catalogue.indicators[code].field == field for code in frame["indicator"]]]
    raise CommandError("This question does not know of fields: ask it without --field.")


def find_place(catalogue: Catalogue, asked: str) -> str:
    """Return the code of a place by its code, slug or any spelling of its name; today's wards before their heirs."""
    if asked in catalogue.places:
        return asked
    spelt = queries.run("place_names")
    found = list(spelt.loc[spelt["spelling"] == fold(asked), "place"])
    found += [place.place for place in catalogue.places.values() if place.slug == asked.lower()]
    wards = {ward.place for ward in catalogue.wards}
    best = sorted(dict.fromkeys(found), key=lambda code: code not in wards)
    if best and (len(best) == 1 or best[0] in wards):
        return str(best[0])
    if best:
        raise CommandError(
            f"{asked!r} is the name of several places: write one of the codes {', '.join(best)}."
        )
    names = {place.slug: place.name for place in catalogue.places.values()}
    near = get_close_matches(fold(asked).replace(" ", "-"), names, n=1)
    hint = f"; did you mean {names[near[0]]} ({near[0]})?" if near else "."
    raise CommandError(f"There is no place {asked!r}{hint}")


def _known(kind: str, asked: str, known: Any) -> str:
    if asked in known:
        return asked
    near = get_close_matches(asked, list(known), n=1)
    hint = f"; did you mean {near[0]}?" if near else f": write one of {', '.join(known)}."
    raise CommandError(f"There is no {kind} {asked!r}{hint}")
