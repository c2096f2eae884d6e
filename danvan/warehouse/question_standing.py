"""Whether sample figures can be in the answer to a question that a person wrote, and be told apart in it."""

from collections.abc import Iterator, Mapping, Sequence

import duckdb

from danvan.warehouse.question import Node, nodes

# Columns that say where a figure is from: what is grouped by one of them keeps real and sample figures apart.
TELLING = ("source", "basis")


def reads_sample(cursor: duckdb.DuckDBPyConnection, tree: Node) -> bool:
    """Say whether a table or view that the question names holds figures of a sample."""
    return any(_holds_sample(cursor, name) for name in _named(tree) & _with_a_source(cursor))


def merges(cursor: duckdb.DuckDBPyConnection, tree: Node) -> bool:
    """Say whether some part of the question makes one value of several without grouping by source or basis."""
    aggregates = _aggregates(cursor)
    return any(_merging(part, aggregates) for part in nodes(tree) if part.get("type") == "SELECT_NODE")


def _merging(part: Node, aggregates: frozenset[str]) -> bool:
    distinct = [one for one in part.get("modifiers", ()) if one.get("type") == "DISTINCT_MODIFIER"]
    grouped = bool(part.get("group_expressions")) or part.get("aggregate_handling") == "FORCE_AGGREGATES"
    called = (node for node in _own(part["select_list"]) if node.get("class") in ("FUNCTION", "WINDOW"))
    adds = any(str(node.get("function_name", "")).lower() in aggregates for node in called)
    if not (adds or grouped or distinct):
        return False
    kept = _keys(part) if adds or grouped else distinct[0]["distinct_on_targets"] or part["select_list"]
    return not any(_column(expression) in TELLING for expression in kept)


def _keys(part: Node) -> list[Node]:
    """Return what is grouped by; a number or another name stands for a column of the answer, "all" for each of them."""
    columns = part["select_list"]
    if part.get("aggregate_handling") == "FORCE_AGGREGATES":
        return list(columns)
    named = {column["alias"].lower(): column for column in columns if column.get("alias")}
    return [_meant(key, columns, named) for key in part.get("group_expressions", ())]


def _meant(key: Node, columns: Sequence[Node], named: Mapping[str, Node]) -> Node:
    number = _number(key)
    if 0 < number <= len(columns):
        return columns[number - 1]
    return key if _column(key) in TELLING else named.get(_column(key), key)


def _number(key: Node) -> int:
    """Return the whole number that an expression is, as the engine of 1.5 or that of 2.0 tells it; 0 for any other."""
    told = key.get("value", {}).get("value"), key.get("literal", {}).get("text")
    written = [str(one) for one in told if str(one).isdecimal()]
    return int(written[0]) if key.get("class") == "CONSTANT" and written else 0


def _own(tree: object) -> Iterator[Node]:
    """Give the parts of an expression without those of the selects inside it, which are looked at on their own."""
    if isinstance(tree, dict):
        if tree.get("type") != "SELECT_NODE":
            yield tree
            for value in tree.values():
                yield from _own(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _own(value)


def _column(expression: Node) -> str:
    names = expression.get("column_names") or [""]
    return str(names[-1]).lower() if expression.get("class") == "COLUMN_REF" else ""


def _named(tree: Node) -> set[str]:
    return {part["table_name"].lower() for part in nodes(tree) if part.get("type") == "BASE_TABLE"}


def _with_a_source(cursor: duckdb.DuckDBPyConnection) -> set[str]:
    """Return the tables and views whose rows name their source."""
    rows = cursor.execute(
        """
        select c.table_name
        from duckdb_columns() as c
        where not c.internal and c.column_name = 'source' and c.table_name <> 'sources'
        """
    ).fetchall()
    return {str(row[0]) for row in rows}


def _holds_sample(cursor: duckdb.DuckDBPyConnection, table: str) -> bool:
    """Say whether any figure of a table or view is of a sample; all of a view are figures of observations."""
    sample = "select source from sources where basis = 'sample'"
    stored = cursor.execute(
        "select count(*) from duckdb_tables() where table_name = $table", {"table": table}
    )
    name = table if stored.fetchone() == (1,) else "observations"
    found = cursor.execute(f'select exists (from "{name}" where source in ({sample}))').fetchone()
    return found == (True,)


def _aggregates(cursor: duckdb.DuckDBPyConnection) -> frozenset[str]:
    rows = cursor.execute(
        "select distinct function_name from duckdb_functions() where function_type = 'aggregate'"
    )
    return frozenset(str(row[0]) for row in rows.fetchall())
