"""Slides and reports by command, and the workbook as PDF: what the page of presentations offers, without a page.

A command, a link of the page and a deck that is kept are read as one address, so they cannot differ. Where standard
error is a terminal, it says how far the work is.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from danvan import paths, queries, text
from danvan.cli import analysis
from danvan.cli.analysis import Wanted
from danvan.cli.commands import CommandError
from danvan.cli.output import Result
from danvan.cli.saving import checked, save
from danvan.deck import kept
from danvan.deck import office as offices
from danvan.deck.office import Office
from danvan.exports import FORMATS, pdf
from danvan.exports.names import stem
from danvan.exports.workbook import UNDATED
from danvan.intake.issue import DataError
from danvan.progress import Progress
from danvan.story.memory import for_one_work
from danvan.ui import deck_files, deck_linked
from danvan.ui.deck_files import Asked, Document, Empty, Kind
from danvan.ui.deck_linked import Refused
from danvan.ui.linked import Parameters
from danvan.warehouse.read import warehouse

WORKBOOK = "workbook"
CHOICES = (WORKBOOK, *deck_files.KINDS)
PDF = ".pdf"
COUNTED: Mapping[str, str] = {"slides": "slides", "report": "sections"}
# What only the question of the analysis page has.
NOT_OF_DECK = ("indicators", "by", "every", "measure", "form", "least")


class Failed(Exception):
    """A command was asked rightly and could not be done; one sentence in each language says why."""


def export(what: str, wanted: Wanted, to: Path, *, deck: str | None, office: Path | None) -> Result:
    """Write a file of what is wanted: the answer of the analysis page, slides, or a report."""
    if what != WORKBOOK:
        return _presented(what, wanted, to, deck, office)
    if others := [name for name, given in (("--deck", deck), ("--office", office)) if given]:
        raise CommandError(_both("not_for", options=", ".join(others), what=what))
    return _workbook_as_pdf(wanted, to) if _ending(to) == PDF else analysis.export(wanted, to)


def stopped() -> str:
    """Say that a command was interrupted."""
    return _both("stopped")


def _presented(what: str, wanted: Wanted, to: Path, deck: str | None, office: Path | None) -> Result:
    kind = deck_files.KINDS[what]
    _refuse_others(what, wanted, to, deck, office)
    asked, found = _made(kind, wanted, deck, _office(office), as_pdf=_ending(to) == PDF)
    save(to, found.body)
    made = {
        "file": str(to),
        COUNTED[what]: found.counted,
        "sample": found.sample,
        "snapshot": asked.opened.snapshot.snapshot,
    }
    banner = text.words(asked.linked.filters.language).get("standing.sample_banner")
    return Result(made, [made], banner if found.sample else "")


def _refuse_others(what: str, wanted: Wanted, to: Path, deck: str | None, office: Path | None) -> None:
    """Raise CommandError for an ending, an option or two options together that this export does not have."""
    endings = (deck_files.KINDS[what].ending, PDF)
    if _ending(to) not in endings:
        raise CommandError(_both("ending", value=to.suffix, choices=", ".join(endings)))
    given = [*wanted.given(), *(["--deck"] if deck else [])]
    others = [f"--{name.removesuffix('s')}" for name in NOT_OF_DECK if getattr(wanted, name)]
    if office is not None and what != "report":
        others.append("--office")
    if others:
        raise CommandError(_both("not_for", options=", ".join(others), what=what))
    for option, alone in (("--link", wanted.link), ("--deck", deck)):
        if alone and (beside := [name for name in given if name != option]):
            raise CommandError(_both("alone", option=option, options=", ".join(beside)))
    checked(to)


def _made(
    kind: Kind, wanted: Wanted, deck: str | None, office: Office, *, as_pdf: bool
) -> tuple[Asked, Document]:
    """Return what was asked and the file made of it."""
    try:
        parameters = _parameters(wanted, deck)
        opened = deck_linked.opened(deck_linked.pinned(parameters))
        with queries.reading(opened):
            catalogue = queries.catalogue()
            linked = deck_linked.read(parameters, catalogue)
            asked = Asked(linked, catalogue, opened, office, for_one_work())
            with _Shown(linked.filters.language) as progress:
                made = deck_files.made_as_pdf(kind, asked, progress) if as_pdf else kind.make(asked, progress)
            return asked, made
    except Refused as wrong:
        raise CommandError(" / ".join(wrong.said(language) for language in text.LANGUAGES)) from wrong
    except Empty as empty:
        raise CommandError(_both("empty")) from empty
    except pdf.NotInstalled as missing:
        raise Failed(_both("no_office", instead=kind.ending)) from missing
    except pdf.ConversionFailed as failed:
        raise Failed(_both("no_pdf", reason=str(failed))) from failed


def _parameters(wanted: Wanted, deck: str | None) -> Parameters:
    """Return the parameters of the address that asks what the command does."""
    if deck is not None:
        return parse_qs(_kept_query(deck), keep_blank_values=True)
    if wanted.link is None:
        opened = warehouse().opened()
        with queries.reading(opened):
            return analysis.parameters(wanted, queries.catalogue())
    parts = urlsplit(wanted.link)
    if parts.path.rstrip("/") not in (deck_linked.PAGE, deck_linked.SHOW):
        raise CommandError(_both("not_page", page=deck_linked.PAGE, value=wanted.link[:80]))
    return parse_qs(parts.query, keep_blank_values=True)


def _kept_query(name: str) -> str:
    found = kept.found(paths.state_dir(), stem(name))
    if found is None:
        names = ", ".join(f"“{one.name}”" for one in kept.listed(paths.state_dir())) or "–"
        raise CommandError(_both("no_deck", name=name[:80], choices=names))
    return found.query


def _office(file: Path | None) -> Office:
    """Return who issues the report: what a file says, otherwise what is kept beside the snapshots."""
    if file is None:
        return offices.read(paths.state_dir())
    try:
        return offices.read_from(file.read_bytes())
    except DataError as error:
        reasons = [
            " ".join(f"{issue.message(language)} {issue.advice(language)}" for issue in error.issues)
            for language in text.LANGUAGES
        ]
        raise CommandError(
            " / ".join(
                text.words(language).get("presenting.office_file", file=str(file), reason=reason)
                for language, reason in zip(text.LANGUAGES, reasons, strict=True)
            )
        ) from error


def _workbook_as_pdf(wanted: Wanted, to: Path) -> Result:
    checked(to)
    taken = analysis.taken(wanted)
    day = taken.as_of or UNDATED
    try:
        with _Shown(taken.language) as progress:
            body = pdf.converted(FORMATS["xlsx"].make(taken), ".xlsx", day, progress)
    except pdf.NotInstalled as missing:
        raise Failed(_both("no_office", instead=".xlsx")) from missing
    except pdf.ConversionFailed as failed:
        raise Failed(_both("no_pdf", reason=str(failed))) from failed
    save(to, body)
    return analysis.written(taken, to)


class _Shown:
    """Says on standard error how far the work is, where that is a terminal; the line is gone in the end."""

    def __init__(self, language: str) -> None:
        self._words, self._last = text.words(language), ""

    def __enter__(self) -> Progress:
        return self._say

    def __exit__(self, *_error: object) -> None:
        if self._last:
            print(f"\r{' ' * len(self._last)}\r", end="", file=sys.stderr, flush=True)

    def _say(self, done: int, of: int) -> None:
        said = self._words.get("presenting.progress", done=str(done), of=str(of))
        if said != self._last and sys.stderr.isatty():
            print(f"\r{said.ljust(len(self._last))}", end="", file=sys.stderr, flush=True)
            self._last = said


def _ending(to: Path) -> str:
    return to.suffix.lower()


def _both(key: str, **fillings: str) -> str:
    return text.in_both(f"presenting.{key}", **fillings)
