"""Handing in one very large file in plain long form: like any other, but read by the engine instead of cell by cell."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from danvan import format as fmt
from danvan import periods, text
from danvan.catalogue import Catalogue
from danvan.intake.context import Context, name_of
from danvan.intake.figure_checks import amounts
from danvan.intake.figure_values import Figure
from danvan.intake.guards import UPLOAD
from danvan.intake.issue import DataError, Detail, Issue
from danvan.intake.submission import HandedIn
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
from danvan.submission.review import Review, context_of, judged
from danvan.warehouse import bulk, bulk_form, handed_in, history, loads, snapshots
from danvan.warehouse.build import Candidate, candidate, fingerprint
from danvan.warehouse.files import copy_whole
from danvan.warehouse.lock import not_writable, only_one
from danvan.warehouse.read import Opened
from danvan.warehouse.trial import Row, Trial, ask

Progress = Callable[[float], None]
Key = tuple[str, str, str]
NOTHING_READ = loads.table(loads.FIGURES, ()), loads.table(loads.MODELS, ())
# What each step takes of the whole, as shares up to its end: keeping the file, reading it, checking and comparing it.
KEPT, READ, CHECKED = 0.06, 0.6, 0.97


def is_bulk(path: Path) -> bool:
    """Say whether a file is too large to be read cell by cell, and a text."""
    return path.stat().st_size > UPLOAD.bytes and bulk_form.is_text(path)


def check_bulk(
    path: Path, opened: Opened, data: Path, state: Path, *, progress: Progress = lambda share: None
) -> Review:
    """Say what a large file would change and what is wrong with it; nothing is changed, nothing is kept."""
    context = context_of(opened)
    load = loads.Load("000000", "", "", (loads.Received(path.name, "", path.stat().st_size),), bulk=True)
    progress(KEPT)
    in_force = handed_in.in_force(state, history.in_force(history.read(state)))
    with tempfile.TemporaryDirectory(prefix="danvan-") as folder:
        made = loads.prepare(Path(folder), load, [path], *NOTHING_READ)
        before = [*in_force, handed_in.Handed(load, made)]
        try:
            with candidate(data, Path(folder), before, _between(progress, KEPT, READ)) as tried:
                review, _ = _judged(tried, load, made, opened, context)
        except DataError as error:
            review = _refused(error, path, context.catalogue)
    progress(1.0)
    return review


def submit_bulk(
    path: Path,
    by: str,
    data: Path,
    state: Path,
    *,
    confirmed: bool = False,
    progress: Progress = lambda share: None,
) -> Outcome:
    """Check a large file and publish it, all or nothing, as publish.submit does for any other.

    Only whoever may use the command line does this, for every unit. Raises DataError where data files or the state
    folder are at fault.
    """
    with only_one(state), opened_now(data, state) as opened:
        context = context_of(opened)
        try:
            with _kept(path, by, state) as (load, made):
                progress(KEPT)
                in_force = (*opened.snapshot.loads, load.load)
                snapshot = snapshots.new_snapshot(fingerprint(data, in_force), in_force)
                before = [*handed_in.in_force(state, opened.snapshot.loads), handed_in.Handed(load, made)]
                with candidate(data, state, before, _between(progress, KEPT, READ)) as tried:
                    review, trial = _judged(tried, load, made, opened, context)
                    progress(CHECKED)
                    result = result_of(review, trial, confirmed)
                    if result != DONE:
                        return Outcome(result, review)
                    tried.close()
                    entry = put_in_force(state, tried.path, load, made, snapshot, trial)
                    progress(1.0)
                    return Outcome(DONE, review, entry)
        except OSError as error:
            raise DataError([not_writable(state, error)]) from error
        except DataError as error:
            return Outcome(REFUSED, _refused(error, path, context.catalogue))


@contextmanager
def _kept(path: Path, by: str, state: Path) -> Iterator[tuple[loads.Load, Path]]:
    """Keep a file as it was received, in a folder that does not count yet; removed unless it gets its name.

    The checksum is taken while the file is copied, and the copy is what is read; a file that somebody writes to
    meanwhile is refused.
    """
    before = path.stat()
    begun = loads.Load("", by, now(), (loads.Received(path.name, "", before.st_size),), bulk=True)
    made = loads.prepare(state, begun, [], *NOTHING_READ)
    try:
        with ThreadPoolExecutor(1) as beside:
            copied = beside.submit(copy_whole, path, made / "received-0")
            received = loads.received(path.name, path)
            copied.result()
        after = path.stat()
        if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
            raise DataError([Issue("error", "file_unreadable", path.name)])
        load = replace(begun, load=next_name(state, [received]), files=(received,))
        loads.write_read(made, load, *NOTHING_READ)
        yield load, made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _judged(
    tried: Candidate, load: loads.Load, made: Path, opened: Opened, context: Context
) -> tuple[Review, Trial]:
    """Return the review of the load in a candidate, and what it changes.

    Where a finding stands is looked up, row by row, only where there is one.
    """
    trial, name = ask(tried, load.source), load.files[0].name
    small = bulk.below_least(tried.con, load.source)
    handed = HandedIn((), (), (), tuple(_about_periods(name, trial, context)), {name: None})
    review = judged(handed, trial, opened, context.catalogue)
    if small or len(review.issues) > len(handed.issues):
        rows = [*small, *trial.jumps, *trial.contradictions]
        figures = _figures(tried, made / "received-0", name, rows)
        issues = [*handed.issues, *_below_least(small, figures, context.catalogue)]
        handed = replace(handed, figures=tuple(figures.values()), issues=tuple(issues))
        review = judged(handed, trial, opened, context.catalogue)
    return review, trial


def _figures(tried: Candidate, path: Path, name: str, rows: Sequence[Row]) -> dict[Key, Figure]:
    """Return the figures of these rows that stand in the file."""
    values = {_key(row): float(row["value"]) for row in rows}
    wheres = bulk.located(tried.con, path, name, values.keys())
    return {
        key: Figure(*key, None, Decimal(str(values[key])), "=", f"{values[key]:.15g}", "", where)
        for key, where in wheres.items()
    }


def _below_least(rows: Sequence[Row], figures: Mapping[Key, Figure], catalogue: Catalogue) -> Iterator[Issue]:
    """Yield a finding for each figure that is smaller than what is plausible."""
    for row in rows:
        figure, indicator = figures[_key(row)], catalogue.indicators[row["indicator"]]
        least = Decimal(str(row["least"]))
        details: dict[str, Detail] = {
            "indicator": name_of(indicator),
            "amount": amounts(figure.value, indicator),
            "least": amounts(least, indicator),
        }
        yield figure.where.issue("below_least", figure.printed, "warning", **details)


def _about_periods(name: str, trial: Trial, context: Context) -> Iterator[Issue]:
    """Yield a finding for the periods that are not over, and one for those of several years."""
    unfinished = [code for code in trial.periods if periods.parse(code).end > context.today]
    if unfinished:
        last = max(periods.parse(code).end for code in unfinished)
        day: dict[str, Detail] = {"day": {language: fmt.day(last, language) for language in text.LANGUAGES}}
        yield Issue("warning", "period_not_over", name, value=", ".join(unfinished), details=day)
    if spans := [code for code in trial.periods if periods.is_span(code)]:
        yield Issue("warning", "period_span", name, value=", ".join(spans))


def _refused(error: DataError, path: Path, catalogue: Catalogue) -> Review:
    """Return the review of a file that is at fault; raise the error again where something else is."""
    if any(issue.file != path.name for issue in error.issues):
        raise error
    handed = HandedIn((), (), (), error.issues, {path.name: None})
    return Review(handed, error.issues, catalogue=catalogue)


def _key(row: Row) -> Key:
    return row["indicator"], row["place"], row["period"]


def _between(progress: Progress, first: float, last: float) -> Progress:
    """Return what tells a step from 0 to 1 as a part of the whole, never going back."""
    furthest = first

    def tell(share: float) -> None:
        nonlocal furthest
        furthest = max(furthest, first + share * (last - first))
        progress(furthest)

    return tell
