"""Declared CSV files into typed tables, in bulk; whatever breaks the types of a declaration stops the load."""

import csv
from pathlib import Path
from typing import Any

import duckdb

from danvan import periods
from danvan.intake.declaration import Table

TYPES = {"text": "varchar", "integer": "bigint", "number": "double", "date": "date", "period": "varchar"}
FIRST_YEAR, LAST_YEAR = 1900, 2099

READ = """read_csv($path, columns = $columns, header = true, auto_detect = false, delim = ',', quote = '"',
    escape = '"', nullstr = '', dateformat = '%Y-%m-%d', encoding = 'utf-8')"""
# The two ends of a span are looked up as codes of their own; a code that is none leaves a null and is refused.
WITH_PERIODS = """ as row
    left join period_codes as first_code on first_code.code = split_part(row.period, '..', 1)
    left join period_codes as last_code on last_code.code = split_part(row.period, '..', -1)"""


class LoadFailed(Exception):
    """A file breaks the types of its declaration; the message is for the log, a diagnosis says where."""


def create_table(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    """Make the empty table; observations also gets the first and last day of its period."""
    columns = [f"{column.name} {TYPES[column.type]}" for column in table.columns]
    if table.name == "observations":
        columns += ["period_start date not null", "period_end date not null"]
        _create_period_codes(con)
    con.execute(f"create table {table.name} ({', '.join(columns)})")


def load_file(con: duckdb.DuckDBPyConnection, table: Table, path: Path) -> int:
    """Append one file to its table, columns by name in any order, and return the number of rows.

    Raises LoadFailed where a cell is not of its type or a row has another number of cells.
    """
    types = {column.name: TYPES[column.type] for column in table.columns}
    names = ", ".join(table.column_names)
    if table.name == "observations":
        values = ", ".join(f"row.{name}" for name in table.column_names)
        insert = f"insert into {table.name} ({names}, period_start, period_end)"
        select = f"select {values}, first_code.first_day, last_code.last_day from {READ}{WITH_PERIODS}"
    else:
        insert, select = f"insert into {table.name} ({names})", f"select {names} from {READ}"
    parameters = {"path": str(path), "columns": {name: types[name] for name in read_header(path)}}
    try:
        counted = con.execute(f"{insert} {select}", parameters).fetchone()
    except duckdb.Error as error:
        raise LoadFailed(f"{path.name}: {error}") from error
    return int(counted[0]) if counted else 0


def insert_rows(con: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    """Append rows that all have the same keys to a table that has these columns."""
    names = list(rows[0])
    gaps = ", ".join("?" for _ in names)
    con.executemany(
        f"insert into {table} ({', '.join(names)}) values ({gaps})",
        [[row[name] for name in names] for row in rows],
    )


def read_header(path: Path) -> list[str]:
    """Return the column names in the first line."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file), [])




def _create_period_codes(con: duckdb.DuckDBPyConnection) -> None:
    """Make a temporary table of every simple period code with its first and last day."""
    parts = ["", "-H1", "-H2", *(f"-Q{quarter}" for quarter in range(1, 5)), *(f"-{m:02}" for m in range(1, 13))]
    codes = [periods.parse(f"{year}{part}") for year in range(FIRST_YEAR, LAST_YEAR + 1) for part in parts]
    con.execute(
        """create temp table period_codes as
        select unnest($codes) as code, unnest($first_days) as first_day, unnest($last_days) as last_day""",
        {
            "codes": [period.code for period in codes],
            "first_days": [period.start for period in codes],
            "last_days": [period.end for period in codes],
        },
    )
