"""The commands about figures that wards hand in: the form, checking, submitting, the history, going back."""

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from danvan import paths, queries, text
from danvan.cli.commands import CommandError, find_place
from danvan.cli.output import Result
from danvan.exports.form import form
from danvan.intake.guards import UPLOAD
from danvan.intake.issue import DataError, Issue
from danvan.intake.submission import HandedFile
from danvan.submission import publish
from danvan.submission.bulk import check_bulk, is_bulk, submit_bulk
from danvan.submission.rebuild import rebuild as rebuild_state
from danvan.submission.review import Review, check
from danvan.warehouse import history, loads, snapshots
from danvan.warehouse.history import Entry
from danvan.warehouse.read import warehouse

FAILED = 1
BAR_LETTERS = 30
# A table for people shows so many changed figures; how many there are is said beside it, and JSON has more.
MOST_CHANGES = 40


def template(to: Path, place: str | None) -> Result:
    """Write the form that a ward fills in; with a place, its name is filled in."""
    catalogue = queries.catalogue()
    code = None if place is None else find_place(catalogue, place)
    if code is not None and catalogue.places[code].level != "ward":
        raise CommandError(f"{place!r} is no ward: the form is for one ward, or without --place for all.")
    to.write_bytes(form(catalogue, text.words("vi"), place=code))
    made = {"file": str(to), "place": code}
    return Result(made, [made])


def check_files(files: Sequence[Path], numbers: str | None) -> Result:
    """Say what files would change and what is wrong with them; the exit code is 1 where there is an error."""
    given = None if _is_bulk(files) else _read(files)
    data, state, opened = paths.data_dir(), paths.state_dir(), warehouse().opened()
    if given is None:
        review = check_bulk(files[0], opened, data, state, progress=bar)
    else:
        review = check(given, opened, data, state, answers=_answers(numbers), progress=bar)
    value = {"issues": _issues(review), **_counts(review)}
    return Result(value, _rows(review), said(review), FAILED if review.has_errors else 0)


def submit_files(files: Sequence[Path], by: str, numbers: str | None, *, confirmed: bool) -> Result:
    """Publish files, all or nothing; the exit code is 1 where nothing was published for a fault or a confirmation."""
    if not by.strip():
        raise CommandError("Nobody is named: say who hands in with --by NAME.")
    who, data, state = _legible(by.strip()), paths.data_dir(), paths.state_dir()
    if _is_bulk(files):
        outcome = submit_bulk(files[0], who, data, state, confirmed=confirmed, progress=bar)
    else:
        outcome = publish.submit(
            _read(files), who, data, state, answers=_answers(numbers), confirmed=confirmed, progress=bar
        )
    entry = outcome.entry
    value = {
        "result": outcome.result,
        "snapshot": entry.snapshot if entry else None,
        "load": entry.load if entry else None,
        "issues": _issues(outcome.review),
        **_counts(outcome.review),
    }
    done = outcome.result in (publish.DONE, publish.NOTHING_NEW)
    remark = "\n".join(part for part in (_in_words(outcome), said(outcome.review)) if part)
    return Result(value, _rows(outcome.review), remark, 0 if done else FAILED)


def history_of_loads() -> Result:
    """List what was loaded when, by whom, oldest first, and which snapshots can be restored."""
    state = paths.state_dir()
    kept = {snapshot.snapshot for snapshot in snapshots.kept(state)}
    current = snapshots.current(state)
    entries = [_entry(entry, kept, current.snapshot if current else "") for entry in history.read(state)]
    shown = ("at", "kind", "by", "files", "rows", "new", "changed", "snapshot", "restorable", "current")
    rows = [{name: entry[name] for name in shown} for entry in entries]
    for row in rows:
        row["files"] = ", ".join(file["name"] for file in row["files"])
    return Result(entries, rows)


def restore(snapshot: str, by: str) -> Result:
    """Bring back one of the last ten snapshots; that is a line in the history too."""
    try:
        entry = publish.restore(snapshot, _legible(by), paths.data_dir(), paths.state_dir())
    except publish.NoSuchSnapshot as missing:
        raise CommandError(
            f"There is no snapshot {snapshot!r} to go back to; there are: {', '.join(missing.names) or 'none'}."
        ) from missing
    made = {"snapshot": entry.snapshot, "loads": list(entry.loads)}
    return Result(made, [{"snapshot": entry.snapshot, "loads": ", ".join(entry.loads)}])


def rebuild() -> Result:
    """Make again what is missing beside the files that were kept: what was read of them, the log, the snapshot."""
    made = rebuild_state(paths.data_dir(), paths.state_dir())
    value = {
        "snapshot": made.snapshot.snapshot,
        "read_again": list(made.read_again),
        "log_was_lost": made.log_was_lost,
    }
    key = "log_was_lost" if made.log_was_lost else "rebuilt"
    remark = text.in_both(f"hand_in.{key}")
    shown = [value | {"read_again": ", ".join(made.read_again)}]
    found = [
        f"{issue.message('vi')} {issue.advice('vi')} / {issue.message('en')} {issue.advice('en')}"
        for issue in made.issues
    ]
    value["issues"] = [issue.as_row() for issue in made.issues]
    return Result(value, shown, "\n".join([remark, *found]))


def bar(share: float) -> None:
    """Show how far the work is, on a screen only and on standard error."""
    if sys.stderr.isatty():
        done = round(share * BAR_LETTERS)
        print(f"\r[{'#' * done}{'.' * (BAR_LETTERS - done)}] {share:4.0%}", end="", file=sys.stderr)
        if share >= 1:
            print(file=sys.stderr)


def said(review: Review) -> str:
    """Say in both languages how many values are new, changed and the same, where the files could be tried."""
    trial = review.trial
    if trial is None:
        return ""
    numbers = {
        "new": str(trial.new),
        "changed": str(trial.changed),
        "same": str(trial.same),
        "models": str(trial.models),
    }
    return text.in_both("hand_in.counts", **numbers)


def _in_words(outcome: publish.Outcome) -> str:
    return text.in_both(f"hand_in.{outcome.result}")


def _is_bulk(files: Sequence[Path]) -> bool:
    """Say whether the one file is so large that the engine reads it; such a file is a load of its own."""
    return len(files) == 1 and is_bulk(files[0])


def _read(files: Sequence[Path]) -> list[HandedFile]:
    """Read the files; two of the same name are told apart by their folders."""
    names = [file.name for file in files]
    found = []
    for file in files:
        if file.stat().st_size > UPLOAD.bytes:
            most = UPLOAD.bytes / 1e6
            raise DataError([Issue("error", "file_too_large", file.name, details={"most": most})])
        name = file.name if names.count(file.name) == 1 else file.as_posix()
        found.append(HandedFile(_legible(name), file.read_bytes()))
    return found


def _legible(word: str) -> str:
    """Return a word of the command line as UTF-8 can hold it: old disks have names in other encodings."""
    return word.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _answers(numbers: str | None) -> dict[str, str]:
    return {} if numbers is None else {"": numbers}


def _counts(review: Review) -> dict[str, Any]:
    trial = review.trial
    if trial is None:
        return {"figures": len(review.handed.figures), "models": len(review.handed.models)}
    return {
        "figures": trial.rows,
        "models": len(review.handed.models),
        "new": trial.new,
        "changed": trial.changed,
        "same": trial.same,
        "changes": [{name: row[name] for name in loads.CHANGES} for row in trial.changes],
    }


def _issues(review: Review) -> list[dict[str, Any]]:
    return [issue.as_row() for issue in review.issues]


def _rows(review: Review) -> list[dict[str, Any]]:
    """Return for people what there is to look at: findings, or what changes where there are none."""
    shown = ("severity", "code", "file", "sheet", "line", "column", "value", "message", "advice")
    if review.issues or review.trial is None:
        return [{name: row[name] for name in shown} for row in _issues(review)]
    changed = ("place", "period", "indicator", "old_value", "value", "printed")
    return [{name: row[name] for name in changed} for row in review.trial.changes[:MOST_CHANGES]]


def _entry(entry: Entry, kept: set[str], current: str) -> dict[str, Any]:
    known = asdict(entry)
    return known | {"restorable": entry.snapshot in kept, "current": entry.snapshot == current}
