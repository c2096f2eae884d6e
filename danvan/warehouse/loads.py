"""What was handed in, kept as it was received: one folder a load, never changed once it has its name.

A file is kept under its number, because the name that somebody gave it may be a path. Beside it stand what was read
of it (figures.csv, models.csv) and how (load.json): who, when, and the answers given to what had two readings.
"""

import csv
import hashlib
import io
import json
import shutil
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from danvan.warehouse.files import copy_whole, swap_in, sync_folder, write_whole

FIGURES = (
    "indicator", "place", "period", "standard", "value", "qualifier", "locator", "printed", "remark", "whole",
)  # fmt: skip
CHANGES = (
    "indicator", "place", "period", "standard", "value", "qualifier", "printed",
    "old_value", "old_qualifier", "old_source",
)  # fmt: skip
MODELS = ("name", "field", "host", "since", "villages", "level", "place", "locator")


@dataclass(frozen=True)
class Received:
    """One file as it was received: the name that its sender gave it, and its content on the disk."""

    name: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class OfDocument:
    """The document that figures of a load stand in: its key, the sha256 of its text, its card when it was loaded."""

    document: str
    sha256: str
    name: str
    title: str = ""
    short: str = ""
    number: str = ""
    issuer: str = ""
    issued_on: str = ""

    @property
    def source(self) -> str:
        """The code under which its figures name it as their source, where the catalogue has no card for it."""
        return f"tai_lieu_{self.document}"


@dataclass(frozen=True)
class Load:
    """One load: its files, who handed them in and when, and how they were read.

    bulk: the one file is in the declared form and so large that it is read by the engine at every build.
    sums are the sha256 of figures.csv and models.csv. document is the one that its figures were read in, None where
    wards handed them in.
    """

    load: str
    by: str
    at: str
    files: tuple[Received, ...]
    answers: Mapping[str, str] = field(default_factory=dict)
    bulk: bool = False
    sums: Mapping[str, str] = field(default_factory=dict)
    document: OfDocument | None = None

    @property
    def source(self) -> str:
        """The code under which its figures name it as their source; of a document, unless the catalogue has its own."""
        return self.document.source if self.document else f"nop_{self.load.replace('-', '_')}"


def name(number: int, files: Iterable[Received]) -> str:
    """Return the name of a load: its number, so that a later one sorts after it, and a sum of its files."""
    total = hashlib.sha256("".join(file.sha256 for file in files).encode())
    return f"{number:06d}-{total.hexdigest()[:8]}"


def number(load: str) -> int:
    """Return the number in the name of a load."""
    return int(load.partition("-")[0])


def named(state: Path) -> list[str]:
    """Return the names of all loads that have a folder, oldest first, also of one that has no entry yet."""
    return sorted(path.name for path in (state / "loads").glob("[0-9]*-*"))


def folder(state: Path, load: str) -> Path:
    return state / "loads" / load


def file_path(state: Path, load: str, number: int) -> Path:
    """Return where the file of this number, from 0, is kept."""
    return folder(state, load) / f"received-{number}"


def prepare(state: Path, load: Load, contents: Sequence[Path | bytes], figures: bytes, models: bytes) -> Path:
    """Write a load into a folder that does not count yet, and return it; commit gives it its name."""
    made = state / "loads" / f"preparing-{uuid.uuid4().hex}"
    made.mkdir(parents=True)
    write_whole(made / "load.json", json.dumps(asdict(load), ensure_ascii=False).encode())
    for number, content in enumerate(contents):
        path = made / f"received-{number}"
        if isinstance(content, bytes):
            write_whole(path, content)
        else:
            copy_whole(content, path)
    write_read(made, load, figures, models)
    return made


def write_read(folder: Path, load: Load, figures: bytes, models: bytes) -> None:
    """Write what was read of a load into its folder, in place of what is damaged there."""
    read = {"figures.csv": figures, "models.csv": models}
    load = replace(load, sums={name: hashlib.sha256(content).hexdigest() for name, content in read.items()})
    card = json.dumps(asdict(load), ensure_ascii=False, indent=1).encode()
    for name, content in {**read, "load.json": card}.items():
        write_whole(folder / f"{name}-new", content)
        swap_in(folder / f"{name}-new", folder / name)


def is_whole(folder: Path, load: Load) -> bool:
    """Say whether what was read of a load is there, and as it was written."""
    try:
        found = {name: hashlib.sha256((folder / name).read_bytes()) for name in ("figures.csv", "models.csv")}
    except OSError:
        return False
    return all(load.sums.get(name, total.hexdigest()) == total.hexdigest() for name, total in found.items())


def commit(state: Path, made: Path, load: Load) -> None:
    """Give a prepared load its name; without an entry in the history it still does not count."""
    target = folder(state, load.load)
    shutil.rmtree(target, ignore_errors=True)  # left by a load that was killed before its entry
    made.rename(target)
    sync_folder(target.parent)


def sweep(state: Path, known: Collection[str]) -> list[Load]:
    """Remove what loads that were killed left behind, and return those; only while holding the lock.

    A folder with a name but without an entry is one of these only where its number comes next: any other was
    there before, and its entry was lost.
    """
    following = max(map(number, known), default=0) + 1
    left = [folder(state, load) for load in named(state) if load not in known and number(load) == following]
    found = []
    for path in [*left, *(state / "loads").glob("preparing-*")]:
        with suppress(OSError, ValueError, TypeError, KeyError):  # killed before it was known what it was
            found.append(_read(path))
        shutil.rmtree(path, ignore_errors=True)
    return found


def keep_changes(made: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep beside a prepared load what it changes: the figure before and after, at most so many as were looked up."""
    kept = [{name: row[name] for name in CHANGES} for row in rows]
    write_whole(made / "changes.json", json.dumps(kept, ensure_ascii=False).encode())


def changes(state: Path, load: str) -> list[dict[str, Any]]:
    """Return what a load changed; of one that was kept without it, nothing."""
    try:
        content = (folder(state, load) / "changes.json").read_text(encoding="utf-8")
        known: list[dict[str, Any]] = json.loads(content)
    except (OSError, ValueError):
        return []
    return known


def read(state: Path, load: str) -> Load:
    """Return what is known of a load; raises OSError or ValueError where its folder is damaged."""
    return _read(folder(state, load))


def _read(kept: Path) -> Load:
    known: dict[str, Any] = json.loads((kept / "load.json").read_text(encoding="utf-8"))
    files = tuple(Received(**file) for file in known.pop("files"))
    document = known.pop("document", None)
    return Load(**known, files=files, document=None if document is None else OfDocument(**document))


def received(name: str, content: Path | bytes) -> Received:
    """Return name, checksum and size of a file that is handed in."""
    if isinstance(content, bytes):
        return Received(name, hashlib.sha256(content).hexdigest(), len(content))
    with content.open("rb") as file:
        return Received(name, hashlib.file_digest(file, "sha256").hexdigest(), content.stat().st_size)


def table(columns: Sequence[str], rows: Iterable[object]) -> bytes:
    """Return rows as CSV with these columns, read from attributes of the same names; None is an empty cell."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(
        [["" if (cell := getattr(row, name)) is None else cell for name in columns] for row in rows]
    )
    return written.getvalue().encode()
