"""Where exactly a file breaks its declaration: every finding with its line and column.

The bulk load of the warehouse is fast and says only that something is wrong; this reads the file again, row by row,
under the same declaration, and says what and where.
"""

import csv
import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from danvan import periods
from danvan.catalogue import Indicator
from danvan.intake.declaration import Column, Table
from danvan.intake.issue import Issue

INTEGER = re.compile(r"-?\d{1,18}")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
MOST_ISSUES = 200


@dataclass(frozen=True)
class Known:
    """What a file may refer to: the keys of each table, the limits of each indicator, the codes of the wards."""

    keys: Mapping[str, Collection[str]]
    indicators: Mapping[str, Indicator]
    wards: Collection[str]


def diagnose(path: Path, name: str, table: Table, known: Known) -> list[Issue]:
    """Return the findings of one CSV file, at most 200; none where it keeps its declaration.

    name is the file's path as the reader knows it, below data/.
    """
    try:
        content = path.read_text(encoding="utf-8-sig", newline="")
    except FileNotFoundError:
        return [Issue("error", "file_missing", name)]
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return [Issue("error", "not_utf8", name, line)]
    rows = _numbered_rows(content)
    _, header = next(rows, (1, []))
    return header_issues(name, table, header) or _row_issues(rows, header, name, table, known)


def _numbered_rows(content: str) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line it ends on; a row of the wrong form raises csv.Error."""
    reader = csv.reader(content.splitlines(keepends=True), strict=True)
    for cells in reader:
        yield reader.line_num, cells


def header_issues(name: str, table: Table, header: list[str]) -> list[Issue]:
    """Return a finding for each column that is missing, unknown or there twice."""
    issues = [
        Issue("error", "column_missing", name, 1, column)
        for column in table.column_names
        if column not in header
    ]
    for position, column in enumerate(header):
        if column not in table.column_names:
            issues.append(Issue("error", "column_unknown", name, 1, column or f"{position + 1}"))
        elif column in header[:position]:
            issues.append(Issue("error", "column_twice", name, 1, column))
    return issues


def _row_issues(
    rows: Iterator[tuple[int, list[str]]], header: list[str], name: str, table: Table, known: Known
) -> list[Issue]:
    issues: list[Issue] = []
    first_lines: dict[tuple[str, ...], int] = {}
    line = 1
    try:
        for line, cells in rows:
            if len(cells) != len(header):
                details = {"found": str(len(cells)), "expected": str(len(header))}
                issues.append(Issue("error", "cells_count", name, line, details=details))
                continue
            row = dict(zip(header, cells, strict=True))
            issues += [found for column in table.columns for found in _cell_issues(row, column, name, line, known)]
            issues += _key_issues(row, table, name, line, first_lines)
            issues += _value_issues(row, table, name, line, known)
            if len(issues) >= MOST_ISSUES:
                break
    except csv.Error as error:
        issues.append(Issue("error", "not_csv", name, line + 1, details={"reason": str(error)}))
    return issues[:MOST_ISSUES]


def _cell_issues(row: Mapping[str, str], column: Column, name: str, line: int, known: Known) -> list[Issue]:
    cell = row[column.name]

    def found(code: str, value: str = cell, **details: str) -> list[Issue]:
        return [Issue("error", code, name, line, column.name, value, details)]

    if cell == "":
        return found("cell_empty") if column.required else []
    if not _TYPES[column.type](cell):
        return found(f"not_{column.type}")
    if column.allowed and cell not in column.allowed:
        return found("not_allowed", allowed=", ".join(column.allowed))
    if column.references:
        keys = known.keys[column.references]
        wanted = cell.split(" ") if column.each else [cell]
        return [issue for code in wanted if code not in keys for issue in found("unknown_reference", code)]
    return []


def _key_issues(
    row: Mapping[str, str], table: Table, name: str, line: int, first_lines: dict[tuple[str, ...], int]
) -> list[Issue]:
    key = tuple(row[column] for column in table.key)
    first = first_lines.setdefault(key, line)
    if first == line:
        return []
    value = " + ".join(key)
    return [Issue("error", "key_twice", name, line, " + ".join(table.key), value, {"first": str(first)})]


def _value_issues(row: Mapping[str, str], table: Table, name: str, line: int, known: Known) -> list[Issue]:
    """Hold a value against its indicator: no more decimals than are declared, and the plausible range."""
    indicator = known.indicators.get(row.get("indicator", ""))
    if table.name != "observations" or indicator is None or not NUMBER.fullmatch(row["value"]):
        return []
    code = _broken_limit(float(row["value"]), indicator, of_one_ward=row["place"] in known.wards)
    if code is None:
        return []
    details = {
        "indicator": indicator.name_vi,
        "decimals": str(indicator.decimals),
        "minimum": f"{indicator.minimum:g}",
        "maximum": f"{indicator.maximum:g}",
    }
    return [Issue("error", code, name, line, "value", row["value"], details)]


def _broken_limit(value: float, indicator: Indicator, *, of_one_ward: bool) -> str | None:
    """Return the code of the limit that a value breaks; the maximum of what wards hand in is that of one ward."""
    if not fits_decimals(value, indicator.decimals):
        return "too_many_decimals"
    if value < indicator.minimum:
        return "below_minimum"
    if value > indicator.maximum and (of_one_ward or not indicator.handed_in):
        return "above_maximum"
    return None


def fits_decimals(value: float, decimals: int) -> bool:
    """Say whether the value has no more decimals than declared; 196.833 is no count of square metres."""
    return math.isclose(value, round(value, decimals), rel_tol=1e-12, abs_tol=1e-9)


def _is_date(cell: str) -> bool:
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return len(cell) == len("2021-12-31")


def _is_period(cell: str) -> bool:
    try:
        periods.parse(cell)
    except periods.PeriodError:
        return False
    return True


def _is_text(cell: str) -> bool:
    return "\n" not in cell and "\x00" not in cell and cell == cell.strip()


_TYPES: Mapping[str, Callable[[str], bool]] = {
    "text": _is_text,
    "integer": lambda cell: INTEGER.fullmatch(cell) is not None,
    "number": lambda cell: NUMBER.fullmatch(cell) is not None,
    "date": _is_date,
    "period": _is_period,
}
