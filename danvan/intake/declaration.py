"""The declared shape of every table, read from data/catalogue/tables.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

TABLES_FILE = "catalogue/tables.toml"


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
    """What one table holds: the grain in words, its files below data/, its key and its columns in order."""

    name: str
    grain: str
    files: tuple[str, ...]
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def read_tables(data: Path) -> dict[str, Table]:
    """Return the declared tables by name, in the order of the file."""
    with (data / TABLES_FILE).open("rb") as file:
        declared = tomllib.load(file)
    return {name: _table(name, entry) for name, entry in declared.items()}


def _table(name: str, entry: Mapping[str, object]) -> Table:
    columns = entry["columns"]
    if not isinstance(columns, dict):
        raise TypeError(f"tables.toml: [{name}.columns] is not a table")
    return Table(
        name=name,
        grain=str(entry["grain"]),
        files=_texts(entry["files"]),
        key=_texts(entry["key"]),
        columns=tuple(_column(column, limits) for column, limits in columns.items()),
    )


def _column(name: str, limits: Mapping[str, object]) -> Column:
    return Column(
        name=name,
        type=str(limits["type"]),
        required=bool(limits.get("required", False)),
        references=str(limits["references"]) if "references" in limits else None,
        each=bool(limits.get("each", False)),
        allowed=_texts(limits.get("allowed", ())),
    )


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, list | tuple):
        raise TypeError(f"tables.toml: {values!r} is not a list")
    return tuple(str(value) for value in values)
