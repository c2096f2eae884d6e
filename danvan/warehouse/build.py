"""Build a snapshot from the files under data/: load, check, add what questions need, swap."""

import csv
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args, get_type_hints

import duckdb

from danvan.catalogue import Indicator
from danvan.intake.declaration import TABLES_FILE, Table, read_tables
from danvan.intake.definitions import KINDS, read_definitions
from danvan.intake.diagnose import Known, diagnose, header_issues
from danvan.intake.issue import DataError, Issue
from danvan.warehouse import load, snapshots
from danvan.warehouse.check import broken_rules

HERE = Path(__file__).parent
DEFINITION_TYPES = {str: "varchar", bool: "boolean", int: "bigint", float: "double"}


def data_files(data: Path) -> list[Path]:
    """Return every file a snapshot is built from that is there."""
    declared = [data / TABLES_FILE, *(data / f"catalogue/{name}.toml" for name in KINDS)]
    rows = [data / file for table in read_tables(data).values() for file in table.files]
    return [path for path in declared + rows if path.exists()]


def fingerprint(data: Path) -> str:
    """Return a sum over the files, the program's own schema and the engine: another sum asks for a new build."""
    total = hashlib.sha256(duckdb.__version__.encode())
    for path in [*data_files(data), *sorted(HERE.glob("*.sql")), *sorted(HERE.glob("*.py"))]:
        total.update(path.name.encode())
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                total.update(block)
    return total.hexdigest()


def build(data: Path, state: Path) -> tuple[snapshots.Snapshot, dict[str, int]]:
    """Build and publish a snapshot; return it and the rows of each table.

    Raises DataError with every finding where a file breaks its declaration; the snapshot before it stays.
    """
    snapshot = snapshots.new_snapshot(fingerprint(data))
    path = snapshots.temporary_path(state)
    try:
        with duckdb.connect(str(path)) as con:
            rows = _fill(con, data)
        snapshots.publish(state, path, snapshot)
    finally:
        for leftover in path.parent.glob(f"{path.name}*"):
            leftover.unlink(missing_ok=True)
    return snapshot, rows


def _fill(con: duckdb.DuckDBPyConnection, data: Path) -> dict[str, int]:
    tables = read_tables(data)
    definitions = {name: read_definitions(data, name) for name in KINDS}
    for name, entries in definitions.items():
        _create_definitions(con, name)
        load.insert_rows(con, name, entries)
    for table in tables.values():
        load.create_table(con, table)
    suspects = _load_all(con, data, tables) | _check_all(con, tables)
    if suspects:
        raise DataError(_diagnose(data, tables, definitions, suspects))
    con.execute((HERE / "schema.sql").read_text(encoding="utf-8"))
    con.execute("checkpoint")
    return {name: _rows(con, name) for name in [*KINDS, *tables]}


def _create_definitions(con: duckdb.DuckDBPyConnection, name: str) -> None:
    hints = get_type_hints(KINDS[name])
    kinds = {field: next(kind for kind in (*get_args(hint), hint) if kind in DEFINITION_TYPES) for field, hint in hints.items()}
    columns = [f"{field} {DEFINITION_TYPES[kind]}" for field, kind in kinds.items()]
    con.execute(f"create table {name} ({', '.join(columns)})")


def _load_all(con: duckdb.DuckDBPyConnection, data: Path, tables: dict[str, Table]) -> set[str]:
    """Load every file; return the tables that could not be filled whole."""
    suspects = set()
    for table in tables.values():
        for file in table.files:
            try:
                if header_issues(file, table, load.read_header(data / file)):
                    suspects.add(table.name)
                else:
                    load.load_file(con, table, data / file)
            except (load.LoadFailed, FileNotFoundError, UnicodeDecodeError):
                suspects.add(table.name)
    return suspects


def _check_all(con: duckdb.DuckDBPyConnection, tables: dict[str, Table]) -> set[str]:
    keys = {name: name.removesuffix("s") for name in KINDS} | {t.name: t.key[0] for t in tables.values()}
    return {table.name for table in tables.values() if broken_rules(con, table, keys)}


def _diagnose(
    data: Path, tables: dict[str, Table], definitions: dict[str, list[dict[str, Any]]], suspects: Iterable[str]
) -> list[Issue]:
    known = _known(data, tables, definitions)
    files = [(file, tables[name]) for name in tables if name in suspects for file in tables[name].files]
    issues = [issue for file, table in files for issue in diagnose(data / file, file, table, known)]
    return issues or [Issue("error", "load_failed", ", ".join(file for file, _ in files))]


def _known(data: Path, tables: dict[str, Table], definitions: dict[str, list[dict[str, Any]]]) -> Known:
    """Read the keys again without types, from whatever can be read of the files."""
    keys: dict[str, set[str]] = {name: {row[name[:-1]] for row in rows} for name, rows in definitions.items()}
    places: list[dict[str, str]] = []
    for table in tables.values():
        rows = [row for file in table.files[:1] for row in _readable(data / file)]
        keys.setdefault(table.name, set()).update(row.get(table.key[0]) or "" for row in rows)
        places = rows if table.name == "places" else places
    indicators = {row["indicator"]: Indicator(**row) for row in definitions["indicators"]}
    return Known(keys, indicators, {row["place"] for row in places if row.get("level") == "ward"})


def _readable(path: Path) -> list[dict[str, str]]:
    """Return the rows of a file as far as it is one; its own diagnosis names what is not."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error):
        return []


def _rows(con: duckdb.DuckDBPyConnection, table: str) -> int:
    counted = con.execute(f"select count(*) from {table}").fetchone()
    return int(counted[0]) if counted else 0
