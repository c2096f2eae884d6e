"""Read-only answers from the current snapshot; every reader gets a whole one, and the same until it asks again."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from danvan import paths
from danvan.intake.issue import DataError, Issue
from danvan.warehouse import snapshots
from danvan.warehouse.build import build, data_files, fingerprint

LOCKS = (
    "set memory_limit = '2GB'",
    "set threads = 2",
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set enable_external_access = false",
    "set lock_configuration = true",
)
SECONDS_BETWEEN_LOOKS = 2.0

Signature = tuple[tuple[str, int, int], ...]


class NoSnapshot(Exception):
    """There is nothing to read: the files cannot be built and no snapshot was built before; issues says why."""

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        self.issues = issues
        super().__init__(str(DataError(issues)))


@dataclass(frozen=True)
class Opened:
    """A snapshot open for reading, and what is wrong with files that are newer than it."""

    snapshot: snapshots.Snapshot
    connection: duckdb.DuckDBPyConnection
    issues: tuple[Issue, ...] = ()


def connect(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a snapshot read-only, with no way out of it: no files, no network, no settings."""
    connection = duckdb.connect(str(path), read_only=True)
    for setting in LOCKS:
        connection.execute(setting)
    return connection


class Warehouse:
    """The one door to the data of one folder; safe to use from any number of threads."""

    def __init__(self, data: Path, state: Path) -> None:
        self._data, self._state = data, state
        self._lock = threading.Lock()
        self._opened: Opened | None = None
        self._seen: Signature = ()
        self._looked_at = 0.0

    def opened(self) -> Opened:
        """Return the snapshot of the files as they are now, building it where they changed.

        Where the changed files cannot be built, the last good snapshot is returned with the issues; raises
        NoSnapshot where there is none. The files are looked at every two seconds at most.
        """
        opened = self._opened
        if opened is not None and time.monotonic() - self._looked_at < SECONDS_BETWEEN_LOOKS:
            return opened
        with self._lock:
            seen = _signature(self._data)
            if self._opened is None or seen != self._seen:
                self._opened = self._refresh()
                self._seen = seen
            self._looked_at = time.monotonic()
            return self._opened

    def fetch(self, question: str, parameters: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """Return the answer to one question as a frame."""
        return fetch(self.opened(), question, parameters)

    def _refresh(self) -> Opened:
        current = snapshots.current(self._state)
        issues: tuple[Issue, ...] = ()
        try:
            if current is None or current.fingerprint != fingerprint(self._data):
                current, _ = build(self._data, self._state)
        except DataError as error:
            issues = error.issues
        if current is None:
            raise NoSnapshot(issues)
        if self._opened is not None and self._opened.snapshot == current:
            return Opened(current, self._opened.connection, issues)
        return Opened(current, connect(current.path(self._state)), issues)


def fetch(opened: Opened, question: str, parameters: Mapping[str, Any] | None = None) -> pd.DataFrame:
    """Return the answer of one opened snapshot; a cursor for each call, because a connection is not shared."""
    with opened.connection.cursor() as cursor:
        return cursor.execute(question, dict(parameters or {})).df()


def _signature(data: Path) -> Signature:
    """Return what changes when a file is saved: name, time and size of each."""
    stats = [(str(path), path.stat()) for path in data_files(data)]
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


_warehouses: dict[tuple[Path, Path], Warehouse] = {}
_warehouses_lock = threading.Lock()


def warehouse() -> Warehouse:
    """Return the warehouse of this process for DANVAN_DATA and DANVAN_STATE."""
    key = (paths.data_dir(), paths.state_dir())
    with _warehouses_lock:
        return _warehouses.setdefault(key, Warehouse(*key))
