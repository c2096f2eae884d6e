"""Publishing what was handed in, all of it or nothing, and going back to an earlier snapshot."""

import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from danvan.intake import submission
from danvan.intake.issue import DataError
from danvan.intake.submission import HandedFile
from danvan.submission.review import Review, context_of, judged, load_of, prepare
from danvan.warehouse import handed_in, history, loads, snapshots
from danvan.warehouse.build import build_in_turn, candidate, fingerprint
from danvan.warehouse.history import Entry
from danvan.warehouse.lock import not_writable, only_one
from danvan.warehouse.read import Opened, connect, open_whole
from danvan.warehouse.trial import Trial, ask

DONE, NOTHING_NEW, REFUSED, TO_CONFIRM = "done", "nothing_new", "refused", "to_confirm"


@dataclass(frozen=True)
class Outcome:
    """How a hand-in ended (done, nothing_new, refused, to_confirm), its review, and its line in the history."""

    result: str
    review: Review
    entry: Entry | None = None


class NoSuchSnapshot(LookupError):
    """There is no snapshot of this name to go back to; names says which there are, newest first."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(", ".join(names))
        self.names = tuple(names)


def submit(
    files: Sequence[HandedFile],
    by: str,
    data: Path,
    state: Path,
    *,
    answers: Mapping[str, str] | None = None,
    allowed: Collection[str] | None = None,
    confirmed: bool = False,
    progress: Callable[[float], None] = lambda share: None,
) -> Outcome:
    """Check files and publish them: keep them, build a snapshot with them, swap. All or nothing.

    Nothing happens where there are errors, where warnings to confirm are not confirmed, or where the files change
    nothing. Loads stand in line; the line in the history is the moment at which a load has happened. Raises
    DataError where data files or the state folder are at fault.
    """
    with only_one(state), opened_now(data, state) as opened:
        context = context_of(opened, allowed)
        handed = submission.read_files(files, context, answers=answers, progress=progress)
        if handed.is_empty:
            return Outcome(REFUSED, Review(handed, handed.issues, catalogue=context.catalogue))
        load = _load(state, files, by, answers or {})
        in_force = (*opened.snapshot.loads, load.load)
        snapshot = snapshots.new_snapshot(fingerprint(data, in_force), in_force)
        try:
            made = prepare(state, load, files, handed)
            try:
                before = handed_in.in_force(state, opened.snapshot.loads)
                with candidate(data, state, [*before, handed_in.Handed(load, made)]) as tried:
                    trial = ask(tried, load.source)
                    review = judged(handed, trial, opened, context.catalogue)
                    result = result_of(review, trial, confirmed)
                    if result != DONE:
                        return Outcome(result, review)
                    tried.close()
                    return Outcome(DONE, review, put_in_force(state, tried.path, load, made, snapshot, trial))
            finally:
                shutil.rmtree(made, ignore_errors=True)
        except OSError as error:
            raise DataError([not_writable(state, error)]) from error


def restore(name: str, by: str, data: Path, state: Path) -> Entry:
    """Bring a kept snapshot back; that is a line in the history too. Raises NoSuchSnapshot.

    Its loads are in force again and later ones are not. It stays until a load, or a change of the data files.
    """
    with only_one(state):
        _sweep(state)
        kept = {snapshot.snapshot: snapshot for snapshot in snapshots.kept(state)}
        if name not in kept:
            raise NoSuchSnapshot(tuple(kept))
        wanted = kept[name]
        try:
            staged = snapshots.stage_again(state, wanted, fingerprint(data, wanted.loads))
            entry = Entry(history.RESTORE, by, name, wanted.loads, restored=name)
            try:
                history.append(state, entry)
            except OSError:
                staged.unlink(missing_ok=True)
                raise
            snapshots.swing(state, staged)
        except OSError as error:
            raise DataError([not_writable(state, error)]) from error
    return entry


def _sweep(state: Path) -> None:
    """Remove what those that were killed left behind, and write into the history what was cut off; the lock is held."""
    entries = history.read(state)
    entered, current = history.entered(entries), snapshots.current(state)
    snapshots.sweep(state, entered)
    try:
        for load in loads.sweep(state, {*entered, *(current.loads if current else ())}):
            files = tuple(asdict(file) for file in load.files)
            in_force = history.in_force(entries)
            history.append(state, Entry(history.CUT_OFF, load.by, "", in_force, files=files, at=load.at))
    except OSError as error:
        raise DataError([not_writable(state, error)]) from error


@contextmanager
def opened_now(data: Path, state: Path) -> Iterator[Opened]:
    """Open the snapshot of the data files and the loads in force, built where there is none; the lock is held."""
    _sweep(state)  # first of all, for what was left behind may be what fills the disk
    current = snapshots.current(state)
    if current is None or current.fingerprint != fingerprint(data, history.in_force(history.read(state))):
        current, _ = build_in_turn(data, state)
    opened = open_whole(state, current)
    if opened is None:
        current, _ = build_in_turn(data, state)
        opened = Opened(current, connect(current.path(state)))
    try:
        yield opened
    finally:
        opened.connection.close()


def _load(state: Path, files: Sequence[HandedFile], by: str, answers: Mapping[str, str]) -> loads.Load:
    """Return the load of these files, numbered after those in the history."""
    name = next_name(state, [loads.received(file.name, file.content) for file in files])
    return load_of(name, by, files, answers, now())


def next_name(state: Path, received: Sequence[loads.Received]) -> str:
    """Return the name of a load of these files, numbered after those in the history."""
    before = max(map(loads.number, history.entered(history.read(state))), default=0)
    return loads.name(before + 1, received)


def now() -> str:
    """Return the time, UTC, ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def result_of(review: Review, trial: Trial, confirmed: bool) -> str:
    if review.has_errors:
        return REFUSED
    if trial.changes_nothing:
        return NOTHING_NEW
    return DONE if confirmed or not review.to_confirm else TO_CONFIRM


def put_in_force(
    state: Path, built: Path, load: loads.Load, made: Path, snapshot: snapshots.Snapshot, trial: Trial
) -> Entry:
    """Name the folder and the database, write the line in the history, swing the pointer; undo it on a failure."""
    entry = _entry(load, snapshot, trial)

    def happen() -> None:
        loads.keep_changes(made, trial.changes)
        loads.commit(state, made, load)
        history.append(state, entry)

    try:
        snapshots.publish(state, built, snapshot, happen)
    except OSError:
        shutil.rmtree(loads.folder(state, load.load), ignore_errors=True)
        raise
    return entry


def _entry(load: loads.Load, snapshot: snapshots.Snapshot, trial: Trial) -> Entry:
    return Entry(
        history.SUBMIT, load.by, snapshot.snapshot, snapshot.loads, load=load.load,
        files=tuple(asdict(file) for file in load.files), rows=trial.rows, new=trial.new, changed=trial.changed,
        same=trial.same, models=trial.models, places=trial.places, periods=trial.periods, removed=trial.removed,
        document=load.document.document if load.document else "", at=load.at,
    )  # fmt: skip
