"""Whether a question that a person wrote may be asked: one select over the tables of the snapshot, and nothing else.

The engine's own parser says what the question is; every part of it must be one that is known to be harmless.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from danvan import text
from danvan.format import enumeration

MOST_SIGNS = 20_000
TABLES = """
    select table_name from duckdb_tables() where not internal
    union
    select view_name from duckdb_views() where not internal
"""
TABLE_FUNCTIONS = ("generate_series", "range", "unnest")
# What a question may be built of, beside expressions: query nodes, what stands behind from, and modifiers.
FORMS = {
    "SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE",
    "BASE_TABLE", "SUBQUERY", "JOIN", "TABLE_FUNCTION", "EXPRESSION_LIST", "EMPTY", "PIVOT",
    "ORDER_MODIFIER", "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER", "DISTINCT_MODIFIER",
    "ORDER_DEFAULT", "ASCENDING", "DESCENDING",
}  # fmt: skip
# Functions that tell of the machine, the session or the catalogue, or that wait: no question needs them.
TELLTALE = re.compile(
    r"(pg|has|inet|icu_sort|parse_duckdb|nb)_.*|.*_sql|.*(sleep|_log|_ms|setting|variable|env|secret).*"
    r"|current_(?!date|time|localtime).*|(col|obj|shobj)_description|get_block_size|in_search_path|txid_current"
    r"|session_user|user|version|stats|vector_type|error"
)
# One call of these can run for minutes or fill the memory, and the engine does not stop inside a call.
UNBOUNDED = {
    "array_resize", "bitstring", "damerau_levenshtein", "editdist3", "format", "generate_series", "jaccard",
    "jaro_similarity", "jaro_winkler_similarity", "levenshtein", "list_resize", "lpad", "printf", "range",
    "repeat", "rpad",
}  # fmt: skip
PLAIN_NAME = re.compile(r"[^\W\d]\w*")

Node = Mapping[str, Any]


class Refusal(Exception):
    """A question is not asked, or not answered; the message says in one sentence what is allowed or what to do."""

    def __init__(self, code: str, **details: str) -> None:
        self.code, self.details = code, details
        super().__init__(self.message())

    def message(self, language: str = "vi") -> str:
        """Say why, in one sentence."""
        return text.words(language).get(f"cli.refused.{self.code}", **self.details)


@dataclass(frozen=True)
class Allowed:
    """What a question may name: the tables of the snapshot and the functions of the engine that only compute."""

    tables: Collection[str]
    functions: Collection[str]
    system_names: Collection[str]


def allowed(cursor: duckdb.DuckDBPyConnection) -> Allowed:
    """Ask the engine what there is in this snapshot and this version of it."""
    tables = _column(cursor.execute(TABLES))
    system = _column(cursor.execute("select view_name from duckdb_views() where internal"))
    functions = _column(
        cursor.execute("""
        select distinct function_name
        from duckdb_functions()
        where function_type in ('scalar', 'aggregate', 'macro') and coalesce(stability, '') <> 'VOLATILE'
        """)
    )
    harmless = {name for name in functions if not TELLTALE.fullmatch(name)} - UNBOUNDED | {"unnest"}
    return Allowed(sorted(tables), harmless, set(system))


def refuse_unless_allowed(cursor: duckdb.DuckDBPyConnection, question: str) -> Node:
    """Return a question as the parser reads it; raise Refusal where it is anything but one select over the tables."""
    if len(question) > MOST_SIGNS:
        raise Refusal("too_long", most=str(MOST_SIGNS))
    try:
        statements = cursor.extract_statements(question)  # the locked connection: to parse import reads files
    except duckdb.Error as error:
        raise Refusal("not_sql", reason=first_line(error)) from error
    if len(statements) != 1:
        raise Refusal("not_one")
    if statements[0].type != duckdb.StatementType.SELECT:
        raise Refusal("not_select")
    tree = _tree(cursor, question)
    _refuse_parts(allowed(cursor), tree)
    return tree


def first_line(error: Exception) -> str:
    """Return what the engine says, without the lines that point at the place."""
    return str(error).partition("\n")[0].rstrip(".!")


def _tree(cursor: duckdb.DuckDBPyConnection, question: str) -> Node:
    written = _column(cursor.execute("select json_serialize_sql($question)", {"question": question}))
    try:
        tree = json.loads(written[0])
    except RecursionError as error:
        raise Refusal("too_deep") from error
    if tree["error"]:
        raise Refusal("not_select")
    return dict(tree)


def _refuse_parts(known: Allowed, tree: Node) -> None:
    try:
        parts = list(nodes(tree))
    except RecursionError as error:
        raise Refusal("too_deep") from error
    with_names = {name for node in parts for name in _with_names(node)}
    for name in with_names:
        if name in known.system_names or not PLAIN_NAME.fullmatch(name):
            raise Refusal("with_name", name=name)
    behind_from = {id(node["function"]) for node in parts if node.get("type") == "TABLE_FUNCTION"}
    for node in parts:
        if id(node) in behind_from:
            _refuse_table_function(node)
        else:
            _refuse_node(known, with_names, node)


def _refuse_node(known: Allowed, with_names: set[str], node: Node) -> None:
    kind, is_expression = node.get("type"), "class" in node
    if not is_expression and isinstance(kind, str) and kind not in FORMS and not kind.endswith("_TYPE_INFO"):
        raise Refusal("form", tables=enumeration(list(known.tables), "en"))
    if kind == "BASE_TABLE":
        _refuse_table(known, with_names, node)
    if is_expression and kind in ("FUNCTION", "WINDOW_AGGREGATE"):
        _refuse_function(known, node)
    if kind == "VALUE_PARAMETER":
        raise Refusal("parameter")


def _refuse_table(known: Allowed, with_names: set[str], node: Node) -> None:
    name, schema, database = node["table_name"], node.get("schema_name", ""), node.get("catalog_name", "")
    in_snapshot = name.lower() in known.tables and schema in ("", "main") and not database
    if not in_snapshot and not (name.lower() in with_names and not schema and not database):
        raise Refusal("table", name=name, tables=", ".join(known.tables))


def _refuse_table_function(node: Node) -> None:
    name = node.get("function_name", "").lower()
    if name not in TABLE_FUNCTIONS or _stands_elsewhere(node):
        raise Refusal("table_function", name=name, allowed=", ".join(TABLE_FUNCTIONS))


def _refuse_function(known: Allowed, node: Node) -> None:
    name = node["function_name"].lower()
    if name not in known.functions or _stands_elsewhere(node):
        raise Refusal("function", name=name)


def _stands_elsewhere(node: Node) -> bool:
    """Say whether a function is named with a place other than the snapshot itself."""
    return bool(node.get("catalog")) or node.get("schema") not in (None, "", "main")


def _with_names(node: Node) -> Iterator[str]:
    entries = node.get("cte_map") or {}
    for entry in entries.get("map", []):
        yield entry["key"].lower()


def nodes(tree: object) -> Iterator[Node]:
    """Give every part of a question, the outermost first."""
    if isinstance(tree, dict):
        yield tree
        for value in tree.values():
            yield from nodes(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from nodes(value)


def _column(answer: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the first column, read to its end: an answer half read keeps its connection busy."""
    return [str(row[0]) for row in answer.fetchall()]
