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
# Named outright before inferred, handed in before reported, the later before the earlier.
SUPERSEDE_ADOPTIONS = """
    update adoptions set superseded = true where rowid in (
        select row_id
        from (
            select
                a.rowid as row_id,
                row_number() over (
                    partition by a.model, a.place
                    order by a.reading desc, case s.basis when 'submitted' then a.source end desc nulls last, a.source
                ) as preferred
            from adoptions as a
            join sources as s using (source)
        )
        where preferred > 1
    )
"""


def find(con: duckdb.DuckDBPyConnection) -> bool:
    """Gather the rows with a twin in the table twins; say whether one source gives a quantity twice."""
    con.execute(FIND)
    return con.execute(BY_ONE_SOURCE).fetchone() is not None


def supersede(con: duckdb.DuckDBPyConnection) -> None:
    """Mark all rows of a quantity or an adoption but the preferred one, so that nothing is counted twice."""
    con.execute(SUPERSEDE)
    con.execute(SUPERSEDE_ADOPTIONS)
