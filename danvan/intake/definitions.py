"""The definitions kept in TOML: indicators and sources, as rows of the tables of the same name."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

from danvan import text
from danvan.catalogue import Indicator, Source
from danvan.intake.definition_file import DefinitionFile, Key, read_definition_file
from danvan.intake.issue import DataError, Issue

KINDS: dict[str, type[Indicator] | type[Source]] = {"indicators": Indicator, "sources": Source}
ALLOWED: dict[str, dict[str, tuple[object, ...]]] = {
    "indicators": {
        "aggregation": ("sum", "latest", "ratio"),
        "better": ("up", "down", "none"),
        "decimals": tuple(range(7)),
        "counts_units": ("ward",),
    },
    "sources": {"basis": ("reported", "submitted", "sample")},
}
REFERENCES: dict[str, dict[str, str]] = {
    "indicators": {
        "field": "fields",
        "numerator": "indicators",
        "denominator": "indicators",
        "at_most": "indicators",
        "town_total": "indicators",
        "disjoint_from": "indicators",
    },
    "sources": {},
}
# A ratio can be recomputed from all of these or from none.
RATIO_KEYS = ("numerator", "denominator", "scale")


def read_definitions(data: Path, table: str) -> list[dict[str, Any]]:
    """Return one row per entry of data/catalogue/<table>.toml, in the order of the file.

    Raises DataError where the file is not TOML, or a key of an entry is missing, unknown or wrong.
    """
    file = read_definition_file(data, definition_file_name(table))
    if issues := [issue for entry in file.entries for issue in _entry_issues(file, table, entry)]:
        raise DataError(issues)
    return [_row(table, code, entry) for code, entry in file.entries.items()]


def definition_file_name(table: str) -> str:
    """Return the path of a table's TOML file below data/."""
    return f"catalogue/{table}.toml"


def reference_issues(data: Path, keys: Mapping[str, Collection[str]]) -> list[Issue]:
    """Return a finding for each code in a definition that no table has; keys holds those of each table."""
    issues = []
    for table, columns in REFERENCES.items():
        file = read_definition_file(data, definition_file_name(table))
        for code, entry in file.entries.items():
            issues += [
                file.issue("unknown_reference", code, key, value=str(entry[key]))
                for key, target in columns.items()
                if key in entry and entry[key] not in keys[target]
            ]
    return issues


def column_kinds(table: str) -> dict[str, type]:
    """Return the kind of value (str, bool, int, float) that each column of a table of definitions holds."""
    hints = get_type_hints(KINDS[table])
    return {
        name: next(kind for kind in (*get_args(hint), hint) if kind is not type(None))
        for name, hint in hints.items()
    }


def _row(table: str, code: str, entry: dict[str, Any]) -> dict[str, Any]:
    """Fill what an entry leaves out with the default of its class."""
    kind_fields = fields(KINDS[table])
    defaults = {field.name: field.default for field in kind_fields if field.default is not MISSING}
    given = defaults | entry | {kind_fields[0].name: code}
    return {field.name: given[field.name] for field in kind_fields}


def _entry_issues(file: DefinitionFile, table: str, code: str) -> list[Issue]:
    kinds = column_kinds(table)
    keys = {
        field.name: Key(kinds[field.name], field.default is MISSING) for field in fields(KINDS[table])[1:]
    }
    return file.key_issues(code, keys) or list(_value_issues(file, table, code))


def _value_issues(file: DefinitionFile, table: str, code: str) -> Iterator[Issue]:
    entry = file.entries[code]
    for key, allowed in ALLOWED[table].items():
        if key in entry and entry[key] not in allowed:
            yield file.issue(
                "not_allowed", code, key, value=str(entry[key]), allowed=", ".join(map(str, allowed))
            )
    if table == "indicators":
        yield from _indicator_issues(file, code, entry)


def _indicator_issues(file: DefinitionFile, code: str, entry: Mapping[str, Any]) -> Iterator[Issue]:
    if f"unit.{entry['unit']}" not in text.words("vi"):
        yield file.issue("unit_unknown", code, "unit", value=entry["unit"])
    if entry["minimum"] > entry["maximum"]:
        yield file.issue("range_reversed", code, "minimum", value=str(entry["minimum"]))
    if any(key in entry for key in RATIO_KEYS):
        for key in RATIO_KEYS:
            if key not in entry:
                yield file.issue("definition_key_missing", code, key)
