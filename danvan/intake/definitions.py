"""The definitions kept in TOML: indicators and sources, as rows of the tables of the same name."""

import tomllib
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from danvan.catalogue import Indicator, Source
from danvan.intake.issue import DataError, Issue

KINDS: dict[str, type[Indicator] | type[Source]] = {"indicators": Indicator, "sources": Source}


def read_definitions(data: Path, table: str) -> list[dict[str, Any]]:
    """Return one row per entry of data/catalogue/<table>.toml, in the order of the file.

    Raises DataError where the file is not TOML, an entry lacks a needed key or bears an unknown one.
    """
    name = f"catalogue/{table}.toml"
    try:
        entries = tomllib.loads((data / name).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DataError([Issue("error", "file_missing", name)]) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError([Issue("error", "not_toml", name, details={"reason": str(error)})]) from error
    issues = [issue for code, entry in entries.items() for issue in _check(name, table, code, entry)]
    if issues:
        raise DataError(issues)
    return [_row(table, code, entry) for code, entry in entries.items()]


def _row(table: str, code: str, entry: dict[str, Any]) -> dict[str, Any]:
    """Fill what an entry leaves out with the default of its class."""
    kind = KINDS[table]
    defaults = {field.name: field.default for field in fields(kind) if field.default is not MISSING}
    key = fields(kind)[0].name
    return {field.name: (defaults | entry | {key: code})[field.name] for field in fields(kind)}


def _check(file: str, table: str, code: str, entry: dict[str, Any]) -> list[Issue]:
    kind_fields = fields(KINDS[table])[1:]
    known = {field.name for field in kind_fields}
    needed = {field.name for field in kind_fields if field.default is MISSING}
    missing = [
        Issue("error", "definition_key_missing", file, column=key, value=code)
        for key in sorted(needed - entry.keys())
    ]
    unknown = [
        Issue("error", "definition_key_unknown", file, column=key, value=code)
        for key in sorted(entry.keys() - known)
    ]
    return missing + unknown
