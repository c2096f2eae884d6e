"""The description of the live link in OpenAPI 3.1, made of the choices that the program has."""

import re
from collections.abc import Sequence
from typing import Any

from danvan import text
from danvan.analysis import asked as asking
from danvan.analysis.asked import Asked
from danvan.analysis.taking import ALL_KEYS, KEYS, STANDING
from danvan.catalogue import Catalogue
from danvan.exports import FORMATS
from danvan.ui import filters as filtering
from danvan.ui import linked
from danvan.ui.linked import TAKE, choices
from danvan.ui.live_http import ENDINGS, FOLDER, SQL

DESCRIBED = "3.1.0"
LISTS = (filtering.PLACES, asking.INDICATORS)


def described(catalogue: Catalogue) -> dict[str, Any]:
    """Return the OpenAPI description: for questions of the page and for SQL one path for each form."""
    pages = {"phan-tich": (*linked.OF_PAGE, TAKE), "sql": (SQL, filtering.LANGUAGE, TAKE)}
    return {
        "openapi": DESCRIBED,
        "info": {
            "title": text.in_both("taking.api.title"),
            "version": "1",
            "description": text.in_both("taking.api.description"),
        },
        "servers": [{"url": "/"}],
        "paths": {
            f"{FOLDER}/{page}.{ending}": {"get": _operation(page, ending, name, parameters)}
            for page, parameters in pages.items()
            for ending, name in ENDINGS.items()
        },
        "components": {
            "parameters": {name: _parameter(name, catalogue) for name in (*linked.OF_PAGE, TAKE, SQL)},
            "schemas": {
                "Answer": _answer_schema(_row_schema()),
                "SqlAnswer": _answer_schema({"type": "object"}),
                "Problems": _problems_schema(),
            },
        },
    }


def _operation(page: str, ending: str, name: str, parameters: Sequence[str]) -> dict[str, Any]:
    media = FORMATS[name].media_type
    schema: dict[str, Any] = {"type": "string"}
    if ending == "json":
        schema = {"$ref": f"#/components/schemas/{'SqlAnswer' if page == 'sql' else 'Answer'}"}
    content = {media: {"schema": schema}} if media.startswith(("text", "application/json")) else {media: {}}
    wrong = "application/json" if ending == "json" else "text/plain"
    problems = {"$ref": "#/components/schemas/Problems"} if ending == "json" else {"type": "string"}
    return {
        "operationId": re.sub(r"\W", "_", f"{page}_{ending}"),
        "summary": text.in_both(FORMATS[name].words_key),
        "parameters": [{"$ref": f"#/components/parameters/{name}"} for name in parameters],
        "responses": {
            "200": {
                "description": text.in_both("taking.api.answer"),
                "headers": {"ETag": {"schema": {"type": "string"}}},
                "content": content,
            },
            "304": {"description": text.in_both("taking.api.unchanged")},
            "400": {"description": text.in_both("taking.api.wrong"), "content": {wrong: {"schema": problems}}},
            "403": {"description": text.in_both("taking.problem.refused")},
            "503": {
                "description": text.in_both("taking.problem.busy"),
                "headers": {"Retry-After": {"schema": {"type": "string"}}},
            },
        },
    }  # fmt: skip


def _parameter(name: str, catalogue: Catalogue) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": name,
        "in": "query",
        "description": text.in_both(f"taking.api.parameter.{name}"),
    }
    described["schema"] = _schema(name, catalogue)
    if name == SQL:
        described["required"] = True
    if name in LISTS:
        described |= {"style": "form", "explode": False}
    return described


def _schema(name: str, catalogue: Catalogue) -> dict[str, Any]:
    """Return what a parameter takes: one or several of a list, years, or a number."""
    if name == filtering.YEARS:
        first, last = catalogue.years
        return {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{4})?$", "examples": [f"{first}-{last}"]}
    if name == asking.LEAST:
        return {"type": "integer", "minimum": 1, "maximum": 999, "default": 1}
    if name == SQL:
        return {"type": "string", "examples": ["select * from fields"]}
    if name == TAKE:
        return {"type": "string", "enum": ["1"]}
    if name in LISTS:
        most = {"maxItems": asking.MOST_INDICATORS} if name == asking.INDICATORS else {}
        return {"type": "array", "items": {"type": "string", "enum": _values(name, catalogue)}} | most
    return {"type": "string", "enum": _values(name, catalogue)}


def _values(name: str, catalogue: Catalogue) -> list[str]:
    """Return the values of a parameter; places are those of both times."""
    now = [linked.options(catalogue, Asked(units=units)) for units in ("before", "since")]
    return list(dict.fromkeys(value for offered in now for value in choices(name, catalogue, offered)))


def _row_schema() -> dict[str, Any]:
    row = {key: {"type": ["string", "number", "null"]} for key in ALL_KEYS}
    return {"type": "object", "properties": row, "required": [*KEYS, *STANDING]}


def _answer_schema(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["title", "subtitle", "language", "sample", "facts", "sources", "columns", "rows"],
        "properties": {
            "title": {"type": "string"},
            "subtitle": {"type": "string"},
            "language": {"type": "string"},
            "sample": {"type": "boolean", "description": text.in_both("taking.api.sample")},
            "facts": {"type": "object", "additionalProperties": {"type": "string"}},
            "sources": {"type": "array", "items": {"type": "object"}},
            "columns": {"type": "array", "items": {"type": "object"}},
            "rows": {"type": "array", "items": row},
        },
    }


def _problems_schema() -> dict[str, Any]:
    names = ("parameter", "value", "suggestion", *text.LANGUAGES)
    problem = {name: {"type": "string"} for name in names}
    choices = {"choices": {"type": "array", "items": {"type": "string"}}}
    return {
        "type": "object",
        "properties": {
            "problems": {"type": "array", "items": {"type": "object", "properties": problem | choices}}
        },
    }
