"""Whether a loaded table keeps its declaration: set-based questions, so that ten million rows are quick.

They only say that something is wrong; danvan.intake.diagnose says where.
"""

import duckdb

from danvan.intake.declaration import Column, Table

Keys = dict[str, str]


def broken_rules(con: duckdb.DuckDBPyConnection, table: Table, keys: Keys) -> list[str]:
    """Return the broken rules of a table as short texts for the log; empty where all is well.

    keys gives the key column of each table that may be referred to.
    """
    broken = [rule for column in table.columns for rule in _column_rules(con, table, column, keys)]
    if _count(con, f"select count(*) from (select hash({', '.join(table.key)}) as code from {table.name}) "
                   "group by code having count(*) > 1"):
        broken.append("key")
    if table.name == "observations" and _count(con, LIMITS):
        broken.append("limits")
    return broken


LIMITS = """
    select count(*)
    from observations as o
    join indicators as i using (indicator)
    join places as p using (place)
    where not isfinite(o.value)
        or abs(o.value - round(o.value, cast(i.decimals as integer))) > greatest(1e-9, 1e-12 * abs(o.value))
        or o.value < i.minimum
        or (o.value > i.maximum and (p.level = 'ward' or not i.handed_in))
"""


def _column_rules(con: duckdb.DuckDBPyConnection, table: Table, column: Column, keys: Keys) -> list[str]:
    name, broken = column.name, []
    if column.required and _count(con, f"select count(*) from {table.name} where {name} is null"):
        broken.append(f"{name}: empty")
    if column.type == "text" and _count(con, f"select count(*) from (select distinct {name} from {table.name}) "
                                             f"where {name} <> trim({name}) or contains({name}, chr(10))"):
        broken.append(f"{name}: spaces")
    if column.allowed and _count(con, f"select count(*) from {table.name} where {name} not in ("
                                      f"{', '.join('?' for _ in column.allowed)})", list(column.allowed)):
        broken.append(f"{name}: not allowed")
    if column.references and _count(con, _unknown_references(table.name, column, keys)):
        broken.append(f"{name}: unknown")
    return broken


def _unknown_references(table: str, column: Column, keys: Keys) -> str:
    key, target = keys[str(column.references)], column.references
    code = f"unnest(string_split({column.name}, ' '))" if column.each else column.name
    return f"""
        select count(*)
        from (select {code} as code from (select distinct {column.name} from {table} where {column.name} is not null))
        where code not in (select {key} from {target})
    """


def _count(con: duckdb.DuckDBPyConnection, question: str, values: list[str] | None = None) -> int:
    row = con.execute(question, values or []).fetchone()
    return int(row[0]) if row else 0
