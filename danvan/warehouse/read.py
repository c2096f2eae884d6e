"""Read-only answers from the current snapshot; a reader gets a whole one, the same until it asks again."""

import stat
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from danvan import paths
from danvan.intake.issue import DataError, Issue
from danvan.warehouse import history, snapshots
from danvan.warehouse.build import build_in_turn, fingerprint
from danvan.warehouse.lock import Busy, only_one

MEMORY = "2GB"
LOCKS = (
    "set threads = 2",
    "set temp_directory = ''",  # a question that does not fit into memory fails; it does not fill the disk
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set enable_external_access = false",
    "set lock_configuration = true",
)
SECONDS_BETWEEN_LOOKS = 2.0
OLDER_KEPT_OPEN = 2

# Answers have tens of rows: strings kept as Python's own make all that is computed of them a quarter quicker.
pd.set_option("mode.string_storage", "python")

_connecting = threading.Lock()

Signature = tuple[tuple[str, int, int, int], ...]


class NoSnapshot(Exception):
    """There is nothing to read: the files cannot be built and nothing was before; issues says why."""

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        self.issues = issues
        super().__init__(str(DataError(issues)))


@dataclass(frozen=True)
class Opened:
    """A snapshot open for reading, and what is wrong with files that are newer than it."""

    snapshot: snapshots.Snapshot
    connection: duckdb.DuckDBPyConnection
    issues: tuple[Issue, ...] = ()


def connect(path: Path, memory: str = MEMORY) -> duckdb.DuckDBPyConnection:
    """Open a snapshot read-only, with no way out of it: no files, no network, no settings.

    All connections of a process to one file share its settings, so they are set by the first.
    """
    with _connecting:
        connection = duckdb.connect(str(path), read_only=True)
        locked = connection.execute("select current_setting('lock_configuration')").fetchone()
        if locked != (True,):
            for setting in (f"set memory_limit = '{memory}'", *LOCKS):
                connection.execute(setting)
    return connection


def open_whole(state: Path, snapshot: snapshots.Snapshot) -> Opened | None:
    """Open a snapshot; None where it is torn, or written by another version of the engine."""
    try:
        return Opened(snapshot, connect(snapshot.path(state)))
    except duckdb.Error:
        return None


class Warehouse:
    """The one door to the data of one folder; safe to use from any number of threads."""

    def __init__(self, data: Path, state: Path) -> None:
        self._data, self._state = data, state
        self._lock = threading.Lock()
        self._now: Opened | NoSnapshot | None = None
        self._seen: Signature = ()
        self._looked_at = 0.0
        self._older: OrderedDict[str, Opened] = OrderedDict()
        self._older_lock = threading.Lock()

    def opened(self) -> Opened:
        """Return the snapshot of the files as they are now, building it where they changed.

        Where the changed files cannot be built, the last good snapshot is returned with the issues; raises
        NoSnapshot where there is none. The files are looked at every two seconds at most, and while one
        thread builds, the others go on with what there was.
        """
        now = self._now
        if now is None or time.monotonic() - self._looked_at >= SECONDS_BETWEEN_LOOKS:
            now = self._look(now)
        if isinstance(now, NoSnapshot):
            raise NoSnapshot(now.issues)
        return now

    def opened_at(self, name: str) -> Opened | None:
        """Return the kept snapshot of this name; None where it is gone, torn, or there never was one.

        The name is compared with those that are kept and is no path. The last two asked for stay open; one that
        is let go closes when its last reader is done.
        """
        now = self._now
        if isinstance(now, Opened) and now.snapshot.snapshot == name:
            return now
        wanted = next((one for one in snapshots.kept(self._state) if one.snapshot == name), None)
        with self._older_lock:
            opened = self._older.pop(name, None)
            if wanted is None:
                return None
            opened = opened or open_whole(self._state, wanted)
            if opened is not None:
                self._older[name] = opened
            if len(self._older) > OLDER_KEPT_OPEN:
                self._older.popitem(last=False)
        return opened

    def look_again(self) -> None:
        """Look at the files at the next question, because something was just published."""
        self._looked_at = -SECONDS_BETWEEN_LOOKS

    def fetch(self, question: str, parameters: Mapping[str, Any] | None = None) -> pd.DataFrame:
        """Return the answer to one question as a frame."""
        return fetch(self.opened(), question, parameters)

    def _look(self, before: Opened | NoSnapshot | None) -> Opened | NoSnapshot:
        may_wait = not isinstance(before, Opened)
        if not self._lock.acquire(blocking=may_wait) and before is not None:
            return before
        try:
            seen = signature(self._data) + signature(self._state / history.FILE)
            if self._now is None or seen != self._seen:
                self._seen = seen
                self._now = self._refreshed()
            self._looked_at = time.monotonic()
            return self._now
        finally:
            self._lock.release()

    def _refreshed(self) -> Opened | NoSnapshot:
        issues: tuple[Issue, ...] = ()
        try:
            last = self._open_last()
            if last is not None and last.snapshot.fingerprint == self._wanted():
                return last
            return self._built(last)
        except DataError as error:
            issues = error.issues
        last = self._open_last()
        return NoSnapshot(issues) if last is None else Opened(last.snapshot, last.connection, issues)

    def _wanted(self) -> str:
        return fingerprint(self._data, history.in_force(history.read(self._state)))

    def _built(self, last: Opened | None) -> Opened:
        """Build in turn; while another process builds or loads, whoever has a snapshot goes on with it."""
        try:
            with only_one(self._state, wait=last is None):
                now = self._open_last()
                if now is not None and now.snapshot.fingerprint == self._wanted():
                    return now
                newest, _ = build_in_turn(self._data, self._state)
                return Opened(newest, connect(newest.path(self._state)))
        except Busy:
            self._seen = ()  # so that the next look asks again
            if last is None:
                raise
            return last

    def _open_last(self) -> Opened | None:
        """Return the current snapshot open, opened once; None where there is none that can be read."""
        last = snapshots.current(self._state)
        if last is None:
            return None
        if isinstance(self._now, Opened) and self._now.snapshot == last:
            return replace(self._now, issues=()) if self._now.issues else self._now
        return open_whole(self._state, last)


def fetch(opened: Opened, question: str, parameters: Mapping[str, Any] | None = None) -> pd.DataFrame:
    """Return the answer of one opened snapshot.

    A cursor for each call, because a connection is not shared by threads.
    """
    with opened.connection.cursor() as cursor:
        return plain_texts(cursor.execute(question, dict(parameters or {})).df())


def plain_texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame whose texts are texts, also those that the engine keeps as numbers in a list."""
    listed = frame.select_dtypes("category").columns
    return frame.astype(dict.fromkeys(listed, "str")) if len(listed) else frame


def signature(data: Path) -> Signature:
    """Return what changes when a file, or one below the folder, is saved, added or taken away."""
    found = []
    for path in sorted(data.rglob("*")) if data.is_dir() else [data]:
        try:
            status = path.stat()
        except OSError:
            continue  # taken away between the listing and now
        if not stat.S_ISDIR(status.st_mode):
            found.append((str(path), status.st_ino, status.st_mtime_ns, status.st_size))
    return tuple(found)


_warehouses: dict[tuple[Path, Path], Warehouse] = {}
_warehouses_lock = threading.Lock()


def warehouse() -> Warehouse:
    """Return the warehouse of this process for DANVAN_DATA and DANVAN_STATE."""
    key = (paths.data_dir(), paths.state_dir())
    with _warehouses_lock:
        return _warehouses.setdefault(key, Warehouse(*key))
