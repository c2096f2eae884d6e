"""The definitions that ship, read once for all tests that read files against them, and files of a few rows."""

import tempfile
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from data_folder import DataFolder

from danvan.intake.context import Context
from danvan.intake.issue import Issue
from danvan.intake.sheets import EMPTY, Cell, Sheet
from danvan.intake.submission import HandedFile, HandedIn, read_files
from danvan.submission.review import context_of
from danvan.warehouse.build import build
from danvan.warehouse.read import Opened, connect

TODAY = date(2026, 11, 24)


@cache
def definitions() -> Context:
    """Return what files are read against on a day in November 2026."""
    with tempfile.TemporaryDirectory() as root:
        folder = DataFolder(Path(root))
        snapshot, _ = build(folder.path, folder.state)
        connection = connect(snapshot.path(folder.state))
        try:
            return context_of(Opened(snapshot, connection), today=TODAY)
        finally:
            connection.close()


def handed(
    content: str | bytes,
    *,
    allowed: Collection[str] | None = None,
    answers: Mapping[str, str] | None = None,
    name: str = "so-lieu.csv",
) -> HandedIn:
    """Return what one file holds."""
    file = HandedFile(name, content.encode() if isinstance(content, str) else content)
    return read_files([file], replace(definitions(), allowed=allowed), answers=answers)


def sheet(*rows: str, name: str = "") -> Sheet:
    """Return a sheet of rows of texts; a bar parts the cells, and a number after a hash is one of the workbook."""
    cells = [tuple(_cell(text.strip()) for text in row.split("|")) for row in rows]
    return Sheet(name, tuple(cells), tuple(range(1, len(rows) + 1)), tuple(map(len, cells)))


def _cell(text: str) -> Cell:
    if text.startswith("#"):
        return Cell(text[1:], "number", Decimal(text[1:]))
    return Cell(text, "text") if text else EMPTY


def faults(issues: Collection[Issue]) -> list[tuple[str, int | None, str | None]]:
    """Return code, line and column of findings."""
    return [(issue.code, issue.line, issue.column) for issue in issues]
