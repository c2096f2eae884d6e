"""Making everything again from the files that were kept: what was read of them, the log, the snapshot."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from danvan.documents import kept
from danvan.intake import submission
from danvan.intake.context import Context
from danvan.intake.issue import DataError, Issue
from danvan.intake.submission import HandedFile, HandedIn
from danvan.submission import reading_form
from danvan.submission.review import context_of, read_of
from danvan.warehouse import handed_in, history, loads, snapshots
from danvan.warehouse.build import build_in_turn, candidate, fingerprint
from danvan.warehouse.history import Entry
from danvan.warehouse.lock import not_writable, only_one
from danvan.warehouse.read import Opened


@dataclass(frozen=True)
class Rebuilt:
    """The new snapshot, the loads whose files were read again, and whether the log was lost and written anew.

    issues names the documents whose figures are in force but whose sentences cannot be shown any more.
    """

    snapshot: snapshots.Snapshot
    read_again: tuple[str, ...]
    log_was_lost: bool
    issues: tuple[Issue, ...] = ()


def rebuild(data: Path, state: Path) -> Rebuilt:
    """Make again what is missing or damaged beside the kept files, and build a snapshot of the loads in force.

    A log that is gone is written anew from the loads, each once and all in force: what was restored, and how many
    values a load changed, nobody knows any more. A log in which a line was changed is left for somebody to look at.
    Raises DataError for that, where a kept file itself is missing or changed, and as a build does.
    """
    with only_one(state):
        try:
            log_was_lost = history.lost(state)
            if log_was_lost:
                history.write_anew(state, _entries(state))
            names = history.in_force(history.read(state))
            read_again = _read_again(data, state, names)
        except OSError as error:
            raise DataError([not_writable(state, error)]) from error
        snapshot, _ = build_in_turn(data, state)
    return Rebuilt(snapshot, read_again, log_was_lost, tuple(_without_document(state, names)))


def _entries(state: Path) -> list[Entry]:
    """Return one entry for each load that has a folder, oldest first."""
    names = tuple(loads.named(state))
    known = {snapshot.loads: snapshot.snapshot for snapshot in snapshots.kept(state)}
    entries = []
    for position, name in enumerate(names, 1):
        load = _card(state, name)
        files, in_force = tuple(asdict(file) for file in load.files), names[:position]
        entry = Entry(
            history.SUBMIT, load.by, known.get(in_force, ""), in_force, load=name, files=files, at=load.at
        )
        document = load.document.document if load.document else ""
        entries.append(replace(entry, document=document))
    return entries


def _read_again(data: Path, state: Path, names: Sequence[str]) -> tuple[str, ...]:
    """Read the kept files again where what was read of them is missing or damaged; return these loads."""
    cards = {name: _card(state, name) for name in names}
    torn = [name for name, load in cards.items() if not loads.is_whole(loads.folder(state, name), load)]
    with ExitStack() as stack:
        if torn:
            nothing = stack.enter_context(candidate(data, state, []))
            context = context_of(Opened(snapshots.new_snapshot(fingerprint(data)), nothing.con))
            for name in torn:
                _read_load(state, cards[name], context)
    return tuple(torn)


def _read_load(state: Path, load: loads.Load, context: Context) -> None:
    """Read the kept files of one load with the answers given then, and write what they hold."""
    files = []
    for number, file in enumerate(load.files):
        try:
            content = loads.file_path(state, load.load, number).read_bytes()
        except FileNotFoundError as error:
            raise DataError([handed_in.damaged(load.load)]) from error
        if hashlib.sha256(content).hexdigest() != file.sha256:
            raise DataError([handed_in.damaged(load.load)])
        files.append(HandedFile(file.name, content))
    handed = _handed(load, files, context)
    if handed.has_errors:
        raise DataError([handed_in.damaged(load.load), *handed.issues])
    loads.write_read(loads.folder(state, load.load), load, *read_of(handed))


def _handed(load: loads.Load, files: Sequence[HandedFile], context: Context) -> HandedIn:
    """Return what files hold: of a document the decisions on it, which need no document to be read."""
    if load.document is None:
        return submission.read_files(files, context, answers=load.answers)
    try:
        [file] = files
        return reading_form.read(load.document.name, file.content)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise DataError([handed_in.damaged(load.load)]) from error


def _without_document(state: Path, names: Sequence[str]) -> Iterator[Issue]:
    """Yield a warning for each document of loads in force that is gone or damaged; its figures stand all the same."""
    loaded = [one.load.document for one in handed_in.counting(handed_in.in_force(state, names))]
    for document in loaded:
        if document is None:
            continue
        known = kept.find(state, document.document)
        if known is None or known.damaged:
            title = document.short or document.title or document.name
            yield Issue("warning", "sentences_gone", document.name, value=title)


def _card(state: Path, name: str) -> loads.Load:
    try:
        return loads.read(state, name)
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise DataError([handed_in.damaged(name)]) from error
