"""The snapshots on disk: one database file each, a pointer to the current one, the last ten kept."""

import json
import logging
import shutil
import time
import uuid
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from danvan.warehouse.files import swap_in, sync_folder, write_whole

KEPT = 10
# A build that takes longer was killed; what it left is removed by the next one.
SECONDS_FOR_A_BUILD = 6 * 3600
_LOG = logging.getLogger("danvan.warehouse")


@dataclass(frozen=True)
class Snapshot:
    """One built database: its name, the fingerprint of what it stands for, when it was built, the loads in it.

    built_at is UTC, ISO 8601; loads are oldest first.
    """

    snapshot: str
    fingerprint: str
    built_at: str
    loads: tuple[str, ...] = ()

    @property
    def built_on(self) -> date:
        """The day on which it was built, where the program runs."""
        return datetime.fromisoformat(self.built_at).astimezone().date()

    def path(self, state: Path) -> Path:
        return _folder(state) / f"{self.snapshot}.duckdb"


def new_snapshot(fingerprint: str, loads: tuple[str, ...] = ()) -> Snapshot:
    """Name a snapshot after the time and its fingerprint."""
    now = datetime.now(UTC)
    name = f"{now:%Y%m%dT%H%M%S%f}-{fingerprint[:8]}"
    return Snapshot(name, fingerprint, now.isoformat(timespec="seconds"), loads)


def temporary_path(state: Path) -> Path:
    """Return a path for a database that is being built; nobody reads it before it is published."""
    _folder(state).mkdir(parents=True, exist_ok=True)
    return _folder(state) / f"building-{uuid.uuid4().hex}.duckdb"


def stage(state: Path, built: Path, snapshot: Snapshot) -> Path:
    """Give the built file its name and write the pointer to it beside the one in use; point swings it."""
    database = snapshot.path(state)
    swap_in(built, database)
    write_whole(database.with_name(f"{database.name}.json"), _written(snapshot))
    sync_folder(database.parent)
    return _staged(state, snapshot)


def stage_again(state: Path, snapshot: Snapshot, fingerprint: str) -> Path:
    """Write a pointer to a snapshot that is there, as standing for other files than it was built from."""
    return _staged(state, replace(snapshot, fingerprint=fingerprint))


def point(state: Path, staged: Path) -> None:
    """Swing the pointer to what was staged; readers see the old or the new, and the oldest are forgotten."""
    swap_in(staged, _pointer(state))
    newest = current(state)
    if newest is not None:
        _forget_oldest(state, newest)
    _sweep(state)


def publish(state: Path, built: Path, snapshot: Snapshot, happen: Callable[[], None]) -> None:
    """Stage the built file, let it happen, swing the pointer to it; undo the staging where it does not happen.

    happen writes the line in the history.
    """
    try:
        staged = stage(state, built, snapshot)
        happen()
    except OSError:
        with suppress(OSError):
            remove(snapshot.path(state))
            _remove_pointers(state)
        raise
    swing(state, staged)


def swing(state: Path, staged: Path) -> None:
    """Swing the pointer after the fact: where that fails, whoever looks next builds what has happened."""
    try:
        point(state, staged)
    except OSError:
        _LOG.exception("The pointer could not be swung.")


def sweep(state: Path, entered: Collection[str]) -> None:
    """Remove what loads and builds that were killed left behind; only while holding the lock.

    A snapshot with a load that never happened would count among those that can be restored.
    """
    using, cards = current(state), {snapshot.path(state): snapshot for snapshot in kept(state)}
    found = {path.name.partition(".duckdb")[0] for path in _folder(state).glob("*.duckdb*")}
    for path in [_folder(state) / f"{name}.duckdb" for name in sorted(found)]:
        happened = path in cards and set(cards[path].loads) <= set(entered)
        if not happened and (using is None or path != using.path(state)):
            remove(path)
    for path in _folder(state).glob("building-*"):
        _take_away(path)
    with suppress(OSError):
        _remove_pointers(state)


def current(state: Path) -> Snapshot | None:
    """Return the snapshot the pointer names, or None where none was built or its file is gone."""
    snapshot = _read(_pointer(state))
    return snapshot if snapshot is not None and snapshot.path(state).exists() else None


def kept(state: Path) -> list[Snapshot]:
    """Return the snapshots that can be restored, newest first."""
    cards = sorted(_folder(state).glob("2*.duckdb.json"), reverse=True)
    found = [snapshot for snapshot in map(_read, cards) if snapshot is not None]
    return [snapshot for snapshot in found if snapshot.path(state).exists()]


def remove(database: Path) -> None:
    """Remove a database, its card, and the files the engine puts beside it."""
    for path in database.parent.glob(f"{database.name}*"):
        _take_away(path)


def _staged(state: Path, snapshot: Snapshot) -> Path:
    pointer = _pointer(state)
    staged = pointer.with_name(f"{pointer.name}-{uuid.uuid4().hex}")
    write_whole(staged, _written(snapshot))
    return staged


def _written(snapshot: Snapshot) -> bytes:
    return json.dumps(asdict(snapshot)).encode()


def _read(path: Path) -> Snapshot | None:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        return Snapshot(**known | {"loads": tuple(known.get("loads", ()))})
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, TypeError, AttributeError):
        return None


def _forget_oldest(state: Path, newest: Snapshot) -> None:
    others = sorted(set(_folder(state).glob("2*.duckdb")) - {newest.path(state)}, reverse=True)
    for path in others[KEPT - 1 :]:
        remove(path)


def _sweep(state: Path) -> None:
    """Remove what builds that were killed left behind."""
    leftovers = [*_folder(state).glob("building-*"), *state.glob(f"{_pointer(state).name}-*")]
    for path in leftovers:
        try:
            if time.time() - path.stat().st_mtime > SECONDS_FOR_A_BUILD:
                _take_away(path)
        except FileNotFoundError:
            continue  # another build is removing it


def _take_away(path: Path) -> None:
    """Remove a file or the folder into which the engine spills."""
    try:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    except PermissionError:
        return  # Windows keeps a file that a reader has open; the next build removes it


def _remove_pointers(state: Path) -> None:
    """Remove pointers that were staged and will not be swung."""
    for path in state.glob(f"{_pointer(state).name}-*"):
        path.unlink(missing_ok=True)


def _folder(state: Path) -> Path:
    return state / "snapshots"


def _pointer(state: Path) -> Path:
    return state / "current.json"
