"""The same quantity given more than once: a fault where by one source, a choice where by several."""

from pathlib import Path

import duckdb

FIND = Path(__file__).with_name("twins.sql").read_text(encoding="utf-8")
BY_ONE_SOURCE = """
    select 1 from twins group by indicator, place, period, standard, source having count(*) > 1 limit 1
"""
SUPERSEDE = (
    "update observations set superseded = true where rowid in (select row_id from twins where preferred > 1)"
)


def find(con: duckdb.DuckDBPyConnection) -> bool:
    """Gather the rows with a twin in the table twins; say whether one source gives a quantity twice."""
    con.execute(FIND)
    return con.execute(BY_ONE_SOURCE).fetchone() is not None


def supersede(con: duckdb.DuckDBPyConnection) -> None:
    """Mark all rows of a quantity but the preferred one as superseded, so that no sum counts it twice."""
    con.execute(SUPERSEDE)
