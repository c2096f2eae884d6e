"""The description of the live link in OpenAPI 3.1, made of the choices that the program has."""

from collections.abc import Mapping
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

DESCRIBED = "3.1.0"
LISTS = (filtering.PLACES, asking.INDICATORS)


def described(catalogue: Catalogue, folder: str, endings: Mapping[str, str]) -> dict[str, Any]:
    """Return the OpenAPI description: one path for each form, with the same parameters."""
    return {
        "openapi": DESCRIBED,
        "info": {
            "title": _both("taking.api.title"),
            "version": "1",
            "description": _both("taking.api.description"),
        },
        "servers": [{"url": "/"}],
        "paths": {
            f"{folder}/phan-tich.{ending}": {"get": _operation(ending, name)}
            for ending, name in endings.items()
        },
        "components": {
            "parameters": {name: _parameter(name, catalogue) for name in (*linked.OF_PAGE, TAKE)},
            "schemas": {"Answer": _answer_schema(), "Problems": _problems_schema()},
        },
    }


def _both(key: str, **fillings: str) -> str:
    return " / ".join(text.words(language).get(key, **fillings) for language in text.LANGUAGES)


def _operation(ending: str, name: str) -> dict[str, Any]:
    media = FORMATS[name].media_type
    schema: dict[str, Any] = {"type": "string"}
    if ending == "json":
        schema = {"$ref": "#/components/schemas/Answer"}
    content = {media: {"schema": schema}} if media.startswith(("text", "application/json")) else {media: {}}
    wrong = "application/json" if ending == "json" else "text/plain"
    problems = {"$ref": "#/components/schemas/Problems"} if ending == "json" else {"type": "string"}
    return {
        "operationId": f"phan_tich_{ending.replace('.', '_')}",
        "summary": _both(FORMATS[name].words_key),
        "parameters": [{"$ref": f"#/components/parameters/{name}"} for name in (*linked.OF_PAGE, TAKE)],
        "responses": {
            "200": {
                "description": _both("taking.api.answer"),
                "headers": {"ETag": {"schema": {"type": "string"}}},
                "content": content,
            },
            "304": {"description": _both("taking.api.unchanged")},
            "400": {"description": _both("taking.api.wrong"), "content": {wrong: {"schema": problems}}},
            "403": {"description": _both("taking.problem.refused")},
            "503": {
                "description": _both("taking.problem.busy"),
                "headers": {"Retry-After": {"schema": {"type": "string"}}},
            },
        },
    }  # fmt: skip


def _parameter(name: str, catalogue: Catalogue) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": name,
        "in": "query",
        "description": _both(f"taking.api.parameter.{name}"),
    }
    described["schema"] = _schema(name, catalogue)
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


def _answer_schema() -> dict[str, Any]:
    texts = {"title", "subtitle", "language"}
    row = {key: {"type": ["string", "number", "null"]} for key in ALL_KEYS}
    rows = {"type": "array", "items": {"type": "object", "properties": row, "required": [*KEYS, *STANDING]}}
    return {
        "type": "object",
        "required": ["title", "subtitle", "language", "sample", "facts", "sources", "columns", "rows"],
        "properties": {
            **{name: {"type": "string"} for name in sorted(texts)},
            "sample": {"type": "boolean", "description": _both("taking.api.sample")},
            "facts": {"type": "object", "additionalProperties": {"type": "string"}},
            "sources": {"type": "array", "items": {"type": "object"}},
            "columns": {"type": "array", "items": {"type": "object"}},
            "rows": rows,
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
