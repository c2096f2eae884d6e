"""What was loaded when, by whom: an append-only log, one line an entry.

An entry counts from the moment its whole line is on the disk; that is when a load has happened. Each line holds a
checksum over itself and the line before it, so that a line that was changed or taken out is noticed. The end of a
line that was cut off by a power cut never counted and is cut away by the next entry.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from danvan.intake.issue import DataError, Issue
from danvan.warehouse import loads
from danvan.warehouse.files import append_lines, swap_in, whole_lines, write_whole

FILE = "history.jsonl"
SUBMIT, RESTORE, BUILD, CUT_OFF = "submit", "restore", "build", "cut_off"
_SUM = "sum"


@dataclass(frozen=True)
class Entry:
    """One thing that happened: a load, a restoring, a build because the data files changed, or a load cut off.

    loads are those in force from then on, oldest first; files are name, sha256 and bytes of what was handed in.
    new, changed and same count values, removed those that a document's load before gave and this one does not; places
    and periods are codes. document is the key of the document that was read, "" where wards handed in. at is UTC, ISO
    8601.
    """

    kind: str
    by: str
    snapshot: str
    loads: tuple[str, ...]
    load: str = ""
    restored: str = ""
    files: tuple[dict[str, Any], ...] = ()
    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    models: int = 0
    places: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    removed: int = 0
    document: str = ""
    at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="milliseconds"))


def read(state: Path) -> list[Entry]:
    """Return all entries, oldest first.

    Raises DataError where a whole line is not as it was written, or where there are loads but no line at all.
    """
    if lost(state):
        raise DataError([Issue("error", "history_damaged", FILE)])
    entries, last = [], ""
    for number, line in enumerate(_whole_lines(state), 1):
        try:
            known = json.loads(line)
            last = _checked(known, last)
            entries.append(Entry(**{name: _frozen(value) for name, value in known.items()}))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DataError([Issue("error", "history_damaged", FILE, number)]) from error
    return entries


def lost(state: Path) -> bool:
    """Say whether the log is gone: there are loads, and each came after a line of the build before it."""
    return not _whole_lines(state) and bool(loads.named(state))


def entered(entries: Sequence[Entry]) -> list[str]:
    """Return the names of all loads that have happened, oldest first, also those no longer in force."""
    return [entry.load for entry in entries if entry.kind == SUBMIT]


def in_force(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return the loads in force after these entries, oldest first."""
    return next((entry.loads for entry in reversed(entries) if entry.kind in (SUBMIT, RESTORE)), ())


def append(state: Path, entry: Entry) -> None:
    """Add an entry and wait until the disk has it; raise OSError, the log unchanged, where that fails."""
    lines = _whole_lines(state)
    last = json.loads(lines[-1])[_SUM] if lines else ""
    line, _ = _line(entry, last)
    append_lines(state / FILE, line)


def write_anew(state: Path, entries: Sequence[Entry]) -> None:
    """Write a log that was lost; it is there with all its lines or not at all."""
    last, lines = "", []
    for entry in entries:
        line, last = _line(entry, last)
        lines.append(line)
    written = state / f"{FILE}-new"
    write_whole(written, b"".join(lines))
    swap_in(written, state / FILE)


def _line(entry: Entry, last: str) -> tuple[bytes, str]:
    """Return the line of an entry that follows the line with the last checksum, and its own checksum."""
    content = asdict(entry)
    total = _sum(content, last)
    return json.dumps(content | {_SUM: total}, ensure_ascii=False).encode() + b"\n", total


def _whole_lines(state: Path) -> list[bytes]:
    return whole_lines(state / FILE)


def _checked(known: dict[str, Any], last: str) -> str:
    """Return the checksum of an entry that fits; ValueError otherwise."""
    found = str(known.pop(_SUM))
    if found != _sum(known, last):
        raise ValueError("The line does not fit its checksum.")
    return found


def _sum(content: dict[str, Any], last: str) -> str:
    written = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(f"{last}\n{written}".encode()).hexdigest()


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
