"""Whether a loaded table keeps its declaration: set-based questions, so that ten million rows are quick.

They only say that something is wrong; danvan.intake.diagnose says where.
"""

import duckdb

from danvan.intake import cells
from danvan.intake.declaration import Column, Table

Keys = dict[str, str]

# A whole number has few enough decimals for any indicator; most are, so only series with others are looked at row by
# row.
LIMITS = """
    select 1
    from series as s
    join indicators as i using (indicator)
    where s.least < i.minimum
        or (
            s.most > i.maximum
            and (not i.handed_in or s.place in (select place from places where level = 'ward'))
        )
    union all
    select 1
    from (select * from observations where indicator in (select indicator from series where broken)) as o
    join indicators as i using (indicator)
    where o.value <> floor(o.value)
        and abs(o.value - round(o.value, cast(i.decimals as integer))) > greatest(1e-9, 1e-12 * abs(o.value))
"""


def broken_rules(con: duckdb.DuckDBPyConnection, table: Table, keys: Keys) -> list[str]:
    """Return the broken rules of a table as short texts for the log; empty where all is well.

    keys gives the key column of each table that may be referred to. That what is required is there, the load
    has seen to; the key of observations is checked by danvan.warehouse.twins, together with what else stands
    twice there.
    """
    broken = [rule for column in table.columns for rule in _column_rules(con, table, column, keys)]
    if table.name == "observations":
        return [*broken, "limits"] if not broken and _any(con, LIMITS) else broken
    if _any(con, f"select 1 from {table.name} group by {', '.join(table.key)} having count(*) > 1"):
        broken.append("key")
    return broken


def _column_rules(con: duckdb.DuckDBPyConnection, table: Table, column: Column, keys: Keys) -> list[str]:
    """Check a column by its distinct values; what is one of a list of codes needs no check of its signs."""
    name = column.name
    if column.allowed:
        return (
            [] if set(_distinct(con, table.name, name)) <= set(column.allowed) else [f"{name}: not allowed"]
        )
    if column.references:
        return [f"{name}: unknown"] if _any(con, _unknown_references(table.name, column, keys)) else []
    if column.type == "period":
        return [] if all(map(cells.is_period, _distinct(con, table.name, name))) else [f"{name}: no period"]
    if column.type == "text" and _any(con, _odd_texts(table.name, name), {"stray": cells.STRAY_SIGNS}):
        return [f"{name}: stray signs"]
    return []


def _odd_texts(table: str, column: str) -> str:
    return f"""
        select 1
        from (select distinct {column} as cell from {table})
        where regexp_matches(cell, $stray) or cell <> nfc_normalize(cell)
    """


def _unknown_references(table: str, column: Column, keys: Keys) -> str:
    key, target = keys[str(column.references)], column.references
    code = f"unnest(string_split({column.name}, ' '))" if column.each else column.name
    return f"""
        select 1
        from (
            select {code} as code
            from (select distinct {column.name} from {table} where {column.name} is not null)
        )
        where code not in (select {key} from {target} where {key} is not null)
    """


def _distinct(con: duckdb.DuckDBPyConnection, table: str, column: str) -> list[str]:
    found = con.execute(f"select distinct {column} from {table} where {column} is not null").fetchall()
    return [str(row[0]) for row in found]


def _any(con: duckdb.DuckDBPyConnection, question: str, values: dict[str, str] | None = None) -> bool:
    return con.execute(f"{question} limit 1", values or {}).fetchone() is not None
