"""A table as JSON, with all that is said of it."""

import json
from typing import Any

from danvan.exports.styles import without_half_surrogates
from danvan.exports.taken import Taken, with_units


def json_text(taken: Taken) -> bytes:
    """Return one JSON object: title, subtitle, language, sample, facts, sources, columns and rows.

    ``rows`` are objects by the keys of the columns, null where a value is missing; ``facts`` an object by label,
    a label that comes again on a new line of its words; ``sources`` objects by heading. UTF-8 as it is written;
    the same Taken gives the same bytes.
    """
    table = with_units(taken)
    keys = [column.key for column in table.columns]
    content = described(table) | {"rows": [dict(zip(keys, row, strict=True)) for row in table.rows]}
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return without_half_surrogates(text).encode()


def described(taken: Taken) -> dict[str, Any]:
    """Return what is said of a table, without its rows, as JSON has it."""
    facts: dict[str, str] = {}
    for label, said in taken.facts:
        facts[label] = f"{facts[label]}\n{said}" if label in facts else said
    return {
        "title": taken.title,
        "subtitle": taken.subtitle,
        "language": taken.language,
        "sample": taken.sample,
        "facts": facts,
        "sources": [dict(zip(taken.source_headings, source, strict=True)) for source in taken.sources],
        "columns": [
            {
                "key": column.key,
                "heading": column.heading,
                "kind": column.kind,
                "unit": column.unit,
                "decimals": column.decimals,
            }
            for column in taken.columns
        ],
    }
