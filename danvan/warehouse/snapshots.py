"""The snapshots on disk: one database file each, a pointer to the current one, the last ten kept."""

import json
import time
import uuid
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

KEPT = 10
# A build that takes longer was killed; what it left is removed by the next one.
SECONDS_FOR_A_BUILD = 6 * 3600


@dataclass(frozen=True)
class Snapshot:
    """One built database: its name, the fingerprint of what it was built from, and when (UTC, ISO 8601)."""

    snapshot: str
    fingerprint: str
    built_at: str

    def path(self, state: Path) -> Path:
        return _folder(state) / f"{self.snapshot}.duckdb"


def new_snapshot(fingerprint: str) -> Snapshot:
    """Name a snapshot after the time and its fingerprint."""
    now = datetime.now(UTC)
    name = f"{now:%Y%m%dT%H%M%S%f}-{fingerprint[:8]}"
    return Snapshot(name, fingerprint, now.isoformat(timespec="seconds"))


def temporary_path(state: Path) -> Path:
    """Return a path for a database that is being built; nobody reads it before it is published."""
    _folder(state).mkdir(parents=True, exist_ok=True)
    return _folder(state) / f"building-{uuid.uuid4().hex}.duckdb"


def publish(state: Path, built: Path, snapshot: Snapshot) -> None:
    """Give the built file its name and swing the pointer to it; both steps happen wholly or not at all."""
    built.replace(snapshot.path(state))
    pointer = _pointer(state)
    beside = pointer.with_name(f"{pointer.name}-{uuid.uuid4().hex}")
    beside.write_text(json.dumps(asdict(snapshot)), encoding="utf-8")
    beside.replace(pointer)
    _forget_oldest(state, snapshot)
    _sweep(state)


def current(state: Path) -> Snapshot | None:
    """Return the snapshot the pointer names, or None where none was built or its file is gone."""
    try:
        snapshot = Snapshot(**json.loads(_pointer(state).read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, TypeError):
        return None
    return snapshot if snapshot.path(state).exists() else None


def remove(database: Path) -> None:
    """Remove a database and the files the engine puts beside it."""
    for path in database.parent.glob(f"{database.name}*"):
        try:
            path.unlink(missing_ok=True)
        except PermissionError:
            continue  # Windows keeps a file that a reader has open; the next build removes it


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
                path.unlink()
        except (FileNotFoundError, PermissionError):
            continue  # another build is removing or still writing it


def _folder(state: Path) -> Path:
    return state / "snapshots"


def _pointer(state: Path) -> Path:
    return state / "current.json"
