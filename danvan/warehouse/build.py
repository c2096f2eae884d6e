"""Build a snapshot from the files under data/: load, check, add what questions need, swap."""

import csv
import errno
import hashlib
import logging
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from danvan.catalogue import Indicator
from danvan.intake.declaration import TABLES_FILE, Table, read_tables
from danvan.intake.definitions import (
    KINDS,
    column_kinds,
    definition_file_name,
    read_definitions,
    reference_issues,
)
from danvan.intake.diagnose import Diagnosis, Known, header_issues
from danvan.intake.issue import DataError, Issue
from danvan.warehouse import findings, handed_in, history, load, loads, snapshots, twins
from danvan.warehouse.check import broken_rules
from danvan.warehouse.lock import not_writable, only_one

HERE = Path(__file__).parent
DEFINITION_TYPES = {str: "varchar", bool: "boolean", int: "bigint", float: "double"}
# A snapshot is read by the engine that wrote it and can be built again, so older engines need not read it: the newest
# way to store takes two thirds of the time to write.
STORAGE: dict[str, str | bool | int | float | list[str]] = {"storage_compatibility_version": "latest"}
# The engine names a failing disk as the cause of a commit or of a checkpoint that fails.
DISK_FAILED = ("Could not write file", "Could not fsync", "Could not truncate", os.strerror(errno.ENOSPC))
_LOG = logging.getLogger("danvan.warehouse")


def data_files(data: Path) -> list[Path]:
    """Return every file that a snapshot is built from and that is there; raise DataError as read_tables."""
    declared = [data / TABLES_FILE, *(data / definition_file_name(name) for name in KINDS)]
    rows = [data / file for table in read_tables(data).values() for file in table.files]
    return [path for path in declared + rows if path.exists()]


def fingerprint(data: Path, loads: Sequence[str] = ()) -> str:
    """Return a sum over the files, the loads, this program's part and the engine; another sum asks for a build."""
    total = hashlib.sha256(f"{duckdb.__version__}\n{' '.join(loads)}\n".encode())
    for path in [*data_files(data), *sorted(HERE.rglob("*.sql")), *sorted(HERE.glob("*.py"))]:
        total.update(f"{path.name}\n".encode())
        try:
            with path.open("rb") as file:
                total.update(hashlib.file_digest(file, "sha256").digest())
        except OSError:
            total.update(b"unreadable")  # the load says so
    return total.hexdigest()


def build(data: Path, state: Path) -> tuple[snapshots.Snapshot, dict[str, int]]:
    """Build and publish a snapshot of the files and of the loads in force; return it and the rows of each table.

    Raises DataError with every finding where a file breaks its declaration; the snapshot before it stays. Builds
    and loads stand in line.
    """
    with only_one(state):
        return build_in_turn(data, state)


def build_in_turn(data: Path, state: Path) -> tuple[snapshots.Snapshot, dict[str, int]]:
    """Do what build does, for whoever holds the lock."""
    in_force = history.in_force(history.read(state))
    snapshot = snapshots.new_snapshot(fingerprint(data, in_force), in_force)
    with candidate(data, state, handed_in.in_force(state, in_force)) as made:
        rows = made.rows()
        made.close()
        entry = history.Entry(history.BUILD, "", snapshot.snapshot, in_force, rows=rows["observations"])
        try:
            snapshots.publish(state, made.path, snapshot, lambda: history.append(state, entry))
        except OSError as error:
            raise DataError([not_writable(state, error)]) from error
    return snapshot, rows


@contextmanager
def candidate(
    data: Path,
    state: Path,
    handed: Sequence[handed_in.Handed],
    progress: Callable[[float], None] = lambda share: None,
) -> Iterator["Candidate"]:
    """Make a database of the files and the loads that nobody reads yet; it is removed unless it is published.

    progress hears how far each large file is read. Raises DataError as build does.
    """
    made = None
    try:
        path = snapshots.temporary_path(state)
        try:
            counting = handed_in.counting(handed)
            made = Candidate(duckdb.connect(str(path), config=STORAGE), data, path, counting, progress)
            made.fill()
            yield made
        finally:
            if made is not None:
                made.close()
            snapshots.remove(path)
    except (OSError, duckdb.IOException) as error:
        raise DataError([not_writable(state, error)]) from error
    except duckdb.Error as error:
        if any(reason in str(error) for reason in DISK_FAILED):
            raise DataError([not_writable(state, error)]) from error
        _LOG.exception("The build failed.")
        reason = str(error).partition("\n")[0]
        raise DataError([Issue("error", "load_failed", TABLES_FILE, details={"reason": reason})]) from error


@dataclass
class Candidate:
    """One build into an empty database: what is declared, which files were loaded, which loads go in."""

    con: duckdb.DuckDBPyConnection
    data: Path
    path: Path
    handed: Sequence[handed_in.Handed]
    progress: Callable[[float], None] = lambda share: None
    tables: dict[str, Table] = field(init=False)
    definitions: dict[str, list[dict[str, Any]]] = field(init=False)
    loaded: dict[str, list[findings.LoadedFile]] = field(default_factory=dict)

    def fill(self) -> None:
        """Load everything, hold it against its declaration and add what questions need."""
        self.tables = read_tables(self.data)
        self.definitions = {name: read_definitions(self.data, name) for name in KINDS}
        with self._at_once():
            self._create_tables()
        suspects = self._load_all()
        if not suspects:
            for handed in self.handed:
                handed_in.insert(self.con, handed, self.source_of(handed.load), self.progress)
            suspects = self._check_all()
        if suspects:
            raise DataError(self._diagnose(suspects))
        if issues := reference_issues(self.data, self._keys()):
            raise DataError(issues)
        with self._at_once():
            twins.supersede(self.con)
            self.con.execute((HERE / "schema.sql").read_text(encoding="utf-8"))
            self.con.execute((HERE / "units.sql").read_text(encoding="utf-8"))
        with self._at_once():
            findings.record(self.con, self.loaded["observations"], self.names())
        self.con.execute("checkpoint")

    def source_of(self, load: loads.Load) -> str:
        """Return the code of the source under which the figures of a load stand."""
        return handed_in.source_code(load, self.definitions["sources"])

    def rows(self) -> dict[str, int]:
        """Return how many rows each table has."""
        return {name: self._rows(name) for name in [*KINDS, *self.tables, "issues"]}

    def close(self) -> None:
        """Let go of the database, so that it can be given its name."""
        self.con.close()

    @contextmanager
    def _at_once(self) -> Iterator[None]:
        """Do many small statements as one, because each alone waits for the disk.

        Not where there is a large file: the engine knows the size of a table only once it is committed.
        """
        alone = any(handed.load.bulk for handed in self.handed)
        if not alone:
            self.con.execute("begin")
        yield
        if not alone:
            self.con.execute("commit")

    def _create_tables(self) -> None:
        self.con.execute((HERE / "periods.sql").read_text(encoding="utf-8"))
        self._create_lists()
        for name, entries in self.definitions.items():
            types = {column: DEFINITION_TYPES[kind] for column, kind in column_kinds(name).items()}
            if name == "sources":
                types["source"] = load.LISTED["source"]
            columns = ", ".join(f"{column} {kind}" for column, kind in types.items())
            self.con.execute(f"create table {name} ({columns})")
            load.insert_rows(self.con, name, entries)
        for table in self.tables.values():
            load.create_table(self.con, table)

    def _create_lists(self) -> None:
        """Make the types of what is one of a few: the signs of qualifiers, the codes of sources and loads."""
        signs = next(column for column in self.tables["observations"].columns if column.name == "qualifier")
        load.create_list(self.con, "qualifier_sign", signs.allowed)
        codes = [row["source"] for row in self.definitions["sources"]]
        codes += [self.source_of(handed.load) for handed in self.handed]
        load.create_list(self.con, "source_code", codes)

    def _load_all(self) -> set[str]:
        """Load every file; return the tables that could not be filled whole."""
        suspects = set()
        for table in self.tables.values():
            self.loaded[table.name] = []
            for name in table.files_to_load(self.data):
                try:
                    self.loaded[table.name].append(self._load(table, name))
                except load.LoadFailed as error:
                    _LOG.info("%s", error)
                    suspects.add(table.name)
        return suspects

    def _load(self, table: Table, name: str) -> findings.LoadedFile:
        path = self.data / name
        if header_issues(name, table, load.read_header(path)):
            raise load.LoadFailed(f"{name}: header")
        return findings.LoadedFile(path, name, load.load_file(self.con, table, path))

    def _check_all(self) -> set[str]:
        """Hold every table against its declaration; return those that break it."""
        self.con.execute((HERE / "series.sql").read_text(encoding="utf-8"))
        keys = {name: _key(name) for name in KINDS} | {t.name: t.key[0] for t in self.tables.values()}
        broken = {table.name: broken_rules(self.con, table, keys) for table in self.tables.values()}
        _LOG.info("%s", {name: rules for name, rules in broken.items() if rules})
        suspects = {name for name, rules in broken.items() if rules}
        return suspects if suspects or not twins.find(self.con) else {"observations"}

    def _diagnose(self, suspects: set[str]) -> list[Issue]:
        known, issues = self._known(), []
        for name in self.tables:
            if name in suspects:
                diagnosis = Diagnosis(self.tables[name], known)
                for file in self.tables[name].files_to_load(self.data):
                    issues += diagnosis.file_issues(self.data / file, file)
        files = ", ".join(file for name in sorted(suspects) for file in self.tables[name].files)
        issues = issues or handed_in.unfit(self.con) or handed_in.faults(self.con, self.handed)
        return issues or [Issue("error", "load_failed", files, details={"reason": "?"})]

    def _known(self) -> Known:
        places = [row for file in self.tables["places"].files for row in _readable(self.data / file)]
        indicators = {row["indicator"]: Indicator(**row) for row in self.definitions["indicators"]}
        wards = {row["place"] for row in places if row.get("level") == "ward"}
        return Known(self._keys(), indicators, wards)

    def _keys(self) -> Mapping[str, set[str]]:
        """Return the codes of each table that is referred to, from whatever can be read of its files."""
        keys = {name: {str(row[_key(name)]) for row in rows} for name, rows in self.definitions.items()}
        referred = {column.references for table in self.tables.values() for column in table.columns} | {
            "fields"
        }
        for table in self.tables.values():
            if table.name in referred:
                rows = [row for file in table.files_to_load(self.data) for row in _readable(self.data / file)]
                keys[table.name] = {row.get(table.key[0]) or "" for row in rows}
        return keys

    def names(self) -> findings.Names:
        """Return what a finding is told with."""
        places = self.con.execute("select place, name from places").fetchall()
        return findings.Names(
            indicators={row["indicator"]: Indicator(**row) for row in self.definitions["indicators"]},
            places=dict(places),
            sources={row["source"]: row for row in self._sources()},
        )

    def _sources(self) -> list[dict[str, Any]]:
        answer = self.con.execute("select source, short, short_en from sources")
        columns = [column[0] for column in answer.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]

    def _rows(self, table: str) -> int:
        counted = self.con.execute(f"select count(*) from {table}").fetchone()
        return int(counted[0]) if counted else 0


def _key(definitions: str) -> str:
    return next(iter(column_kinds(definitions)))


def _readable(path: Path) -> list[dict[str, str]]:
    """Return the rows of a file as far as it is one; its own diagnosis names what is not."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error):
        return []
