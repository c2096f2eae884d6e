"""How a file of the corpus is made, and how what it must give is written down beside it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import openpyxl
from test_legacy_encodings import ENCODERS as OLD_AND_NEW

from danvan.exports.styles import saved_as_of

DAY = date(2026, 11, 24)
ENCODERS: dict[str, Callable[[str], bytes]] = OLD_AND_NEW | {
    "utf-8-bom": lambda text: text.encode("utf-8-sig"),
    "utf-16-be": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
}

# severity, code, sheet, line, column, value
Finding = tuple[str, str, str | None, int | None, str | None, str | None]


@dataclass(frozen=True)
class Planted:
    """One file: what is planted in it, what of it would be loaded, and whether that takes a candidate database.

    figures are "indicator place period value" and the qualifier where it is not "="; models are name, field,
    place, since and level. allowed are the units of whoever hands in, None = all.
    """

    name: str
    content: bytes
    findings: Sequence[Finding] = ()
    figures: Sequence[str] = ()
    models: Sequence[Sequence[str | int | None]] = ()
    tried: bool = False
    allowed: Sequence[str] | None = None

    def expected(self) -> str:
        """Return the text of the file with the expectation."""
        names = ("severity", "code", "sheet", "line", "column", "value")
        issues = [dict(zip(names, finding, strict=True)) for finding in self.findings]
        figures = [[*figure.split(), "="][:5] for figure in self.figures]
        parts = [
            f'"issues": {_list(issues)}',
            f'"figures": {_list(figures)}',
            f'"models": {_list(self.models)}',
            f'"tried": {json.dumps(self.tried)}',
            f'"allowed": {json.dumps(self.allowed)}',
        ]
        return "{" + ",\n".join(parts) + "}\n"


@dataclass
class Sheet:
    """One sheet of a workbook to be written: its rows, and what is done to it afterwards."""

    name: str
    rows: Sequence[Sequence[Any]]
    then: Callable[[Any], object] = field(default=lambda sheet: None)


def error(
    code: str,
    line: int | None = None,
    column: str | None = None,
    value: str | None = None,
    sheet: str | None = None,
) -> Finding:
    """Return a finding that keeps a file from being loaded."""
    return "error", code, sheet, line, column, value


def warning(
    code: str,
    line: int | None = None,
    column: str | None = None,
    value: str | None = None,
    sheet: str | None = None,
) -> Finding:
    """Return a finding that does not."""
    return "warning", code, sheet, line, column, value


def table(
    name: str,
    text: str,
    *findings: Finding,
    encoding: str = "utf-8",
    figures: Sequence[str] = (),
    models: Sequence[Sequence[str | int | None]] = (),
    tried: bool = False,
    allowed: Sequence[str] | None = None,
) -> Planted:
    """Return a file of plain text; the line break after the opening quotation marks does not count."""
    content = ENCODERS[encoding](text.removeprefix("\n"))
    return Planted(name, content, findings, figures, models, tried, allowed)


def book(*sheets: Sheet) -> bytes:
    """Return a workbook of openpyxl with these sheets; the same bytes every day."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for each in sheets:
        sheet = made.create_sheet(each.name)
        for row in each.rows:
            sheet.append(row)
        each.then(sheet)
    return saved_as_of(made, DAY)


def dated(content: bytes) -> bytes:
    """Return a ZIP with the time of every part set to one, so that it is the same every day."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0)), old.read(part), ZIP_DEFLATED)
    return made.getvalue()


def _list(entries: Sequence[Any]) -> str:
    lines = [json.dumps(entry, ensure_ascii=False) for entry in entries]
    return "[\n" + ",\n".join(f"  {line}" for line in lines) + "\n]" if lines else "[]"
