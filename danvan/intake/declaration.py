"""The declared shape of every table, read from data/catalogue/tables.toml."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from danvan.intake.definition_file import DefinitionFile, Key, read_definition_file
from danvan.intake.issue import DataError, Issue

TABLES_FILE = "catalogue/tables.toml"
TYPES = ("text", "integer", "number", "date", "period")
NEEDED = (
    "fields", "places", "place_names", "standards", "targets", "open_points", "observations", "models", "adoptions",
)  # fmt: skip
TABLE_KEYS = {
    "grain": Key(str),
    "files": Key(list),
    "optional": Key(list, required=False),
    "key": Key(list),
    "columns": Key(dict),
}
COLUMN_KEYS = {
    "type": Key(str),
    "required": Key(bool, required=False),
    "references": Key(str, required=False),
    "each": Key(bool, required=False),
    "allowed": Key(list, required=False),
}
# Names stand in SQL as they are written here, and nothing else may stand there.
_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Column:
    """What one column of a file may hold."""

    name: str
    type: str
    required: bool = False
    references: str | None = None
    each: bool = False
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """What one table holds: the grain in words, its files below data/, its key and its columns in order.

    files are loaded in this order; those that are optional too may be missing.
    """

    name: str
    grain: str
    files: tuple[str, ...]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    optional: tuple[str, ...] = ()

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def files_to_load(self, data: Path) -> tuple[str, ...]:
        """Return the files in their order, without those that may be missing and are."""
        return tuple(file for file in self.files if file not in self.optional or (data / file).exists())


def read_tables(data: Path) -> dict[str, Table]:
    """Return the declared tables by name, in the order of the file; raise DataError where it is at fault."""
    file = read_definition_file(data, TABLES_FILE)
    issues = [file.issue("table_missing", name) for name in NEEDED if name not in file.entries]
    issues += [issue for name in file.entries for issue in _table_issues(file, name)]
    if issues:
        raise DataError(issues)
    tables = {name: _table(name, entry) for name, entry in file.entries.items()}
    if issues := list(_names_unknown(file, tables)):
        raise DataError(issues)
    return tables


def _table_issues(file: DefinitionFile, name: str) -> list[Issue]:
    if issues := file.key_issues(name, TABLE_KEYS):
        return issues
    columns = file.entries[name]["columns"]
    issues = [
        file.issue("name_not_plain", name, value=wrong)
        for wrong in (name, *columns)
        if not _NAME.fullmatch(wrong)
    ]
    for column, limits in columns.items():
        if not isinstance(limits, dict):
            issues.append(file.issue("definition_wrong_type", name, column))
            continue
        described = DefinitionFile(file.name, {name: limits}, [])
        faults = described.key_issues(name, COLUMN_KEYS)
        at = file.issue("not_toml", name, column)
        issues += [replace(fault, line=at.line, column=f"{column}.{fault.column}") for fault in faults]
        if not faults and limits["type"] not in TYPES:
            issues.append(
                file.issue("not_allowed", name, column, value=limits["type"], allowed=", ".join(TYPES))
            )
    return issues


def _names_unknown(file: DefinitionFile, tables: Mapping[str, Table]) -> Iterator[Issue]:
    """Yield a finding for each key column, referred table or optional file that is not declared."""
    targets = {*tables, "indicators", "sources"}
    for table in tables.values():
        for column in table.columns:
            if column.references and column.references not in targets:
                yield file.issue("unknown_reference", table.name, column.name, value=column.references)
        for key in table.key:
            if key not in table.column_names:
                yield file.issue("unknown_reference", table.name, "key", value=key)
        for optional in table.optional:
            if optional not in table.files:
                yield file.issue("unknown_reference", table.name, "optional", value=optional)


def _table(name: str, entry: Mapping[str, Any]) -> Table:
    return Table(
        name=name,
        grain=entry["grain"],
        files=_texts(entry["files"]),
        key=_texts(entry["key"]),
        columns=tuple(_column(column, limits) for column, limits in entry["columns"].items()),
        optional=_texts(entry.get("optional", [])),
    )


def _column(name: str, limits: Mapping[str, Any]) -> Column:
    return Column(
        name=name,
        type=limits["type"],
        required=limits.get("required", False),
        references=limits.get("references"),
        each=limits.get("each", False),
        allowed=_texts(limits.get("allowed", [])),
    )


def _texts(values: list[object]) -> tuple[str, ...]:
    return tuple(str(value) for value in values)
