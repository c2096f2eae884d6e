"""What people accepted of a document becomes observations with the document as their source: a load like any other."""

import shutil
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from danvan.documents import kept
from danvan.documents.kept import Kept
from danvan.intake.context import Context
from danvan.intake.issue import DataError, Issue
from danvan.intake.submission import HandedIn, worst_first
from danvan.submission import reading_checks, reading_form
from danvan.submission.decisions import decided
from danvan.submission.publish import (
    DONE,
    REFUSED,
    Outcome,
    next_name,
    now,
    opened_now,
    put_in_force,
    result_of,
)
from danvan.submission.review import Review, context_of, judged, read_of
from danvan.warehouse import document_trial, handed_in, history, loads, snapshots
from danvan.warehouse.build import Candidate, candidate, fingerprint
from danvan.warehouse.handed_in import Handed
from danvan.warehouse.lock import not_writable, only_one
from danvan.warehouse.read import Opened
from danvan.warehouse.trial import Trial

_OF_A_FIGURE = "given_otherwise"


@dataclass(frozen=True)
class _Accepted:
    """What holds of a document: the load that it makes, the content of its one file, what that comes to."""

    load: loads.Load
    content: bytes
    handed: HandedIn


def check_reading(
    key: str, opened: Opened, data: Path, state: Path, *, allowed: Collection[str] | None = None
) -> Review:
    """Say what the decisions on a document, as they hold, would change; nothing is changed, nothing is kept.

    Raises DataError where the document is not there, or data files or the state folder are at fault.
    """
    context = context_of(opened, allowed)
    accepted = _accepted(key, "", state, context)
    if accepted.handed.has_errors:
        return Review(accepted.handed, accepted.handed.issues, catalogue=context.catalogue)
    in_force = handed_in.in_force(state, history.in_force(history.read(state)))
    with tempfile.TemporaryDirectory(prefix="danvan-") as folder:
        one = _prepared(Path(folder), accepted)
        try:
            with candidate(data, Path(folder), [*in_force, one]) as tried:
                return _judged(tried, one, accepted, opened, context)[0]
        except DataError as error:
            return _refused(error, accepted, context)


def publish_reading(
    key: str,
    by: str,
    data: Path,
    state: Path,
    *,
    allowed: Collection[str] | None = None,
    confirmed: bool = False,
) -> Outcome:
    """Publish the decisions on a document as they hold, all or nothing, in place of its load before.

    allowed gives the codes of the units whose figures may be published, None = all. Nothing happens where there are
    errors, where warnings to confirm are not confirmed, or where nothing changes. The line in the history is the
    moment at which it has happened. Raises DataError as check_reading does.
    """
    with only_one(state), opened_now(data, state) as opened:
        context = context_of(opened, allowed)
        accepted = _accepted(key, by, state, context)
        if accepted.handed.has_errors:
            return Outcome(
                REFUSED, Review(accepted.handed, accepted.handed.issues, catalogue=context.catalogue)
            )
        in_force = handed_in.in_force(state, opened.snapshot.loads)
        try:
            one = _prepared(state, accepted)
            try:
                return _published(data, state, in_force, one, accepted, opened, context, confirmed)
            finally:
                shutil.rmtree(one.folder, ignore_errors=True)
        except OSError as error:
            raise DataError([not_writable(state, error)]) from error


def _published(
    data: Path,
    state: Path,
    before: Sequence[Handed],
    one: Handed,
    accepted: _Accepted,
    opened: Opened,
    context: Context,
    confirmed: bool,
) -> Outcome:
    """Build a snapshot with a prepared load and swap, where nothing is in the way."""
    in_force = (*opened.snapshot.loads, one.load.load)
    snapshot = snapshots.new_snapshot(fingerprint(data, in_force), in_force)
    try:
        with candidate(data, state, [*before, one]) as tried:
            review, trial = _judged(tried, one, accepted, opened, context)
            result = result_of(review, trial, confirmed)
            if result != DONE:
                return Outcome(result, review)
            tried.close()
            entry = put_in_force(state, tried.path, one.load, one.folder, snapshot, trial)
            return Outcome(DONE, review, entry)
    except DataError as error:
        return Outcome(REFUSED, _refused(error, accepted, context))


def _accepted(key: str, by: str, state: Path, context: Context) -> _Accepted:
    """Return what holds of a document, with all that is wrong with it."""
    document = kept.find(state, key)
    if document is None:
        raise DataError([Issue("error", "document_gone", f"documents/{key}")])
    text = kept.document(state, key)
    content = reading_form.written(text, decided(state, key).values())
    received = loads.received(f"{document.name}.json", content)
    load = loads.Load(next_name(state, [received]), by, now(), (received,), document=_card(document))
    handed = reading_form.read(document.name, content)
    found = [*handed.issues, *reading_checks.issues(handed, text, context)]
    if not decided(state, key):
        found.append(Issue("error", "nothing_decided", document.name))
    return _Accepted(load, content, replace(handed, issues=worst_first(found)))


def _card(document: Kept) -> loads.OfDocument:
    card = document.card
    return loads.OfDocument(
        document.document, document.text_sha256, document.name, card.title, card.short, card.number, card.issuer,
        card.issued_on,
    )  # fmt: skip


def _prepared(state: Path, accepted: _Accepted) -> Handed:
    """Write the load into a folder that does not count yet."""
    made = loads.prepare(state, accepted.load, [accepted.content], *read_of(accepted.handed))
    return Handed(accepted.load, made)


def _judged(
    tried: Candidate, one: Handed, accepted: _Accepted, opened: Opened, context: Context
) -> tuple[Review, Trial]:
    """Return the review of a load in a candidate, and what it changes."""
    handed = accepted.handed
    figures = [figure.key for figure in handed.figures]
    models = [(model.name, model.place or None) for model in handed.models]
    trial = document_trial.ask(tried, opened, tried.source_of(one.load), figures, models)
    return judged(handed, trial, opened, context.catalogue), trial


def _refused(error: DataError, accepted: _Accepted, context: Context) -> Review:
    """Return the review of figures that the data files give otherwise; raise the error again where it is another."""
    if any(issue.code != _OF_A_FIGURE for issue in error.issues):
        raise error
    spots = {figure.locator: figure.where for figure in accepted.handed.figures}
    found = [spots[issue.cell or ""].about(issue, issue.value or "") for issue in error.issues]
    issues = worst_first([*found, *accepted.handed.issues])
    handed = replace(accepted.handed, issues=issues)
    return Review(handed, issues, catalogue=context.catalogue)
