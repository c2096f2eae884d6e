"""Declared CSV files into typed tables, in bulk; what breaks the types of a declaration stops the load."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb

from danvan.intake import cells
from danvan.intake.declaration import Column, Table

TYPES = {"text": "varchar", "integer": "bigint", "number": "double", "date": "date", "period": "varchar"}
# Observations have by far the most rows: there, a text that is one of a few is kept as its number in a list. What is
# the same in millions of rows is then written in a tenth of the time. Such a type sorts as its list does.
LISTED = {"qualifier": "qualifier_sign", "source": "source_code"}
# What the engine reads as a number or a date is wider than what a cell may hold: 1e3, nan, 5.7 for a count.
PATTERNS = {"integer": cells.INTEGER, "number": cells.NUMBER, "date": cells.DATE}
# Columns that no file of the data folder brings; what was handed in has a remark and the villages of a model.
ADDED = {
    "observations": {
        "period_start": "date not null",
        "period_end": "date not null",
        "superseded": "boolean not null default false",
        "remark": "varchar",
    },
    "adoptions": {"superseded": "boolean not null default false", "villages": "varchar"},
}
READ = """read_csv($path, columns = $columns, header = true, auto_detect = false, delim = ',', quote = '"',
    escape = '"', nullstr = '', encoding = 'utf-8')"""


class LoadFailed(Exception):
    """A file breaks the types of its declaration; the message is for the log, a diagnosis says where."""


def create_table(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Make the empty table.

    Observations also has the first and last day of its period, and whether another row for the same
    quantity is used in place of this one; so has adoptions.
    """
    listed = LISTED if table.name == "observations" else {}
    types = {column.name: listed.get(column.name, TYPES[column.type]) for column in table.columns}
    columns = {column.name: types[column.name] + " not null" * column.required for column in table.columns}
    columns |= ADDED.get(table.name, {})
    con.execute(
        f"create table {table.name} ({', '.join(f'{name} {type}' for name, type in columns.items())})"
    )


def create_list(con: duckdb.DuckDBPyConnection, name: str, texts: Iterable[str]) -> None:
    """Make the type of a text that is one of a list."""
    quoted = ", ".join("'" + text.replace("'", "''") + "'" for text in sorted(set(texts)))
    con.execute(f"create type {name} as {f'enum ({quoted})' if quoted else 'varchar'}")


def load_file(con: duckdb.DuckDBPyConnection, table: Table, path: Path) -> int:
    """Append one file to its table in the order of its lines and return the number of rows.

    Columns go by name, in any order. Raises LoadFailed where a cell is not of its type or a row has another
    number of cells.
    """
    names = list(table.column_names)
    values = [_typed(column) for column in table.columns]
    if table.name == "observations":
        names += ["period_start", "period_end"]
        values += ["period_first_day(period)", "period_last_day(period)"]
    insert = f"insert into {table.name} ({', '.join(names)}) select {', '.join(values)} from {READ}"
    parameters = {"path": str(path), "columns": dict.fromkeys(read_header(path), "varchar")}
    try:
        counted = con.execute(insert, parameters).fetchone()
    except duckdb.Error as error:
        raise LoadFailed(f"{path.name}: {error}") from error
    return int(counted[0]) if counted else 0


def insert_rows(con: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    """Append rows that all have the same keys to a table that has these columns."""
    if not rows:
        return
    names = list(rows[0])
    gaps = f"({', '.join('?' for _ in names)})"
    con.execute(
        f"insert into {table} ({', '.join(names)}) values {', '.join(gaps for _ in rows)}",
        [row[name] for row in rows for name in names],
    )


def read_header(path: Path) -> list[str]:
    """Return the column names in the first line; raise LoadFailed where it cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return next(csv.reader(file, strict=True), [])
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LoadFailed(f"{path.name}: {error}") from error


def _typed(column: Column) -> str:
    """Return the SQL that turns the text of a cell into its type, and stops at a text that is none."""
    if column.type not in PATTERNS:
        return column.name
    name, pattern = column.name, PATTERNS[column.type]
    return f"""case
        when {name} is null then null
        when regexp_full_match({name}, '{pattern}') then cast({name} as {TYPES[column.type]})
        else error('{name}: ' || {name})
    end"""
