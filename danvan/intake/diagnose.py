"""Where exactly a file breaks its declaration: every finding with its line and column.

The bulk load of the warehouse is fast and says only that something is wrong; this reads the file again,
row by row, under the same declaration, and says what and where.
"""

import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from danvan.catalogue import Indicator
from danvan.intake import cells
from danvan.intake.declaration import Column, Table
from danvan.intake.issue import Detail, Issue

if TYPE_CHECKING:
    from _csv import Reader

MOST_ISSUES = 200

Row = dict[str, str]


@dataclass(frozen=True)
class Known:
    """What a file may refer to: keys of each table, limits of each indicator, codes of the wards."""

    keys: Mapping[str, Collection[str]]
    indicators: Mapping[str, Indicator]
    wards: Collection[str]


@dataclass
class Diagnosis:
    """The findings of the files of one table; a key may stand in one of them only."""

    table: Table
    known: Known
    _first: dict[tuple[str, ...], tuple[str, int]] = field(default_factory=dict)

    def file_issues(self, path: Path, name: str) -> list[Issue]:
        """Return the findings of one file, at most 200; name is its path below data/."""
        try:
            with path.open(encoding="utf-8-sig", newline="") as file:
                return self._content_issues(csv.reader(file, strict=True), name) or _line_end_issues(
                    path, name
                )
        except FileNotFoundError:
            return [Issue("error", "file_missing", name)]
        except UnicodeDecodeError:
            return [Issue("error", "not_utf8", name, _line_not_utf8(path))]
        except OSError:
            return [Issue("error", "file_unreadable", name)]

    def _content_issues(self, reader: "Reader", name: str) -> list[Issue]:
        issues: list[Issue] = []
        rows = numbered_rows(reader)
        try:
            _, header = next(rows, (1, []))
            if issues := header_issues(name, self.table, header):
                return issues
            for line, row in rows:
                issues += self._row_issues(header, row, name, line)
                if len(issues) >= MOST_ISSUES:
                    break
        except csv.Error:
            issues.append(Issue("error", "not_csv", name, reader.line_num))
        return issues[:MOST_ISSUES]

    def _row_issues(self, header: list[str], row: list[str], name: str, line: int) -> list[Issue]:
        if len(row) != len(header):
            details: dict[str, Detail] = {"found": str(len(row)), "expected": str(len(header))}
            return [Issue("error", "cells_count", name, line, details=details)]
        named = dict(zip(header, row, strict=True))
        issues = [
            found for column in self.table.columns for found in self._cell_issues(named, column, name, line)
        ]
        return issues + self._key_issues(named, name, line) + self._value_issues(named, name, line)

    def _cell_issues(self, row: Row, column: Column, name: str, line: int) -> list[Issue]:
        cell = row[column.name]

        def found(code: str, value: str = cell, **details: Detail) -> list[Issue]:
            return [Issue("error", code, name, line, column.name, value, details)]

        if cell == "":
            return found("cell_empty") if column.required else []
        if not cells.OF_TYPE[column.type](cell):
            return found(f"not_{column.type}")
        if not cells.is_composed(cell):
            return found("not_composed")
        if column.allowed and cell not in column.allowed:
            return found("not_allowed", allowed=", ".join(column.allowed))
        if column.references:
            keys = self.known.keys[column.references]
            wanted = cell.split(" ") if column.each else [cell]
            return [
                issue for code in wanted if code not in keys for issue in found("unknown_reference", code)
            ]
        return []

    def _key_issues(self, row: Row, name: str, line: int) -> list[Issue]:
        key = tuple(row[column] for column in self.table.key)
        first_file, first_line = self._first.setdefault(key, (name, line))
        if (first_file, first_line) == (name, line):
            return []
        first = str(first_line) if first_file == name else f"{first_line} ({first_file})"
        columns, value = " + ".join(self.table.key), " + ".join(key)
        return [Issue("error", "key_twice", name, line, columns, value, {"first": first})]

    def _value_issues(self, row: Row, name: str, line: int) -> list[Issue]:
        """Hold a value against its indicator: no more decimals than are declared, and the plausible range."""
        indicator = self.known.indicators.get(row.get("indicator", ""))
        if self.table.name != "observations" or indicator is None or not cells.is_number(row["value"]):
            return []
        code = cells.broken_limit(
            float(row["value"]), indicator, of_one_ward=row["place"] in self.known.wards
        )
        if code is None:
            return []
        details: dict[str, Detail] = {
            "indicator": {"vi": indicator.name_vi, "en": indicator.name_en},
            "decimals": str(indicator.decimals),
            "minimum": indicator.minimum,
            "maximum": indicator.maximum,
        }
        return [Issue("error", code, name, line, "value", row["value"], details)]


def numbered_rows(reader: "Reader") -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line it begins on, empty lines left out; raise csv.Error at a wrong form."""
    line = 1
    for row in reader:
        if row:
            yield line, row
        line = reader.line_num + 1


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


def _line_not_utf8(path: Path) -> int | None:
    content = path.read_bytes()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return content[: error.start].count(b"\n") + 1
    return None


def _line_end_issues(path: Path, name: str) -> list[Issue]:
    """Return a finding where lines end in more than one way, which the bulk load refuses."""
    with path.open("rb") as file:
        first = file.readline()
        windows = first.endswith(b"\r\n")
        for line, content in enumerate(file, 2):
            if content.endswith(b"\n") and content.endswith(b"\r\n") != windows:
                return [Issue("error", "line_ends_mixed", name, line)]
    return []
