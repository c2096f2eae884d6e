"""The live link: the answer to a question of the analysis page at an address of its own, read-only, for other programs.

`/dv/du-lieu/phan-tich.csv?…`, `.excel.csv`, `.xlsx`, `.parquet`, `.json` take the parameters of the page and give its
answer, standings included; `/dv/du-lieu/sql.csv?hoi=…` that of the console. What a link does not get right is refused
(danvan/ui/linked.py). One answer comes from one snapshot. ETag is a hash of snapshot, question, form and program, so a
client that has the answer gets 304. Who may read is said in danvan/ui/live_http.py.
"""

import asyncio
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from danvan import queries
from danvan.analysis.taking import taken_of
from danvan.analysis.taking_written import taken_of_written
from danvan.exports import Format
from danvan.ui import cache, linked
from danvan.ui.filters import LANGUAGE, Query, address
from danvan.ui.linked import TAKE, Misasked, Problem
from danvan.ui.live_description import described
from danvan.ui.live_http import (
    ENDINGS,
    FOLDER,
    HEADERS,
    SQL,
    Made,
    answered,
    etag_of,
    is_known,
    kept,
    refused,
    said,
)
from danvan.ui.question import question_of
from danvan.warehouse import apart
from danvan.warehouse.read import NoSnapshot, warehouse


def routes() -> list[BaseRoute]:
    """Return the addresses of the live link and of its description."""
    return [
        Route(f"{FOLDER}/openapi.json", _openapi),
        *(Route(f"{FOLDER}/phan-tich.{ending}", _analysis) for ending in ENDINGS),
        *(Route(f"{FOLDER}/sql.{ending}", _sql) for ending in ENDINGS),
        Route(f"{FOLDER}/{{rest:path}}", _no_such_form),
    ]


def link(ending: str, query: Query, *, save: bool = False) -> str:
    """Return the address of an answer in one form; with save, as a file to save."""
    return address(f"{FOLDER}/phan-tich.{ending}", query | ({TAKE: "1"} if save else {}))


def sql_link(ending: str, sql: str, language: str) -> str:
    """Return the address of the whole answer to a question in SQL, as a file to save."""
    return address(f"{FOLDER}/sql.{ending}", {SQL: sql, LANGUAGE: language, TAKE: "1"})


async def _analysis(request: Request) -> Response:
    return await answered(request, request.url.path.partition("phan-tich.")[2], _made)


async def _sql(request: Request) -> Response:
    return await answered(request, request.url.path.partition("sql.")[2], _made_of_sql)


def _made(parameters: linked.Parameters, form: Format, known: str) -> Made:
    """Return the answer from one snapshot; of one that the client has, only that it is so."""
    opened = warehouse().opened()
    with queries.reading(opened):
        catalogue = cache.catalogue()
        asked = linked.read(parameters, catalogue)
        question = question_of(asked.filters, catalogue, cache.remember)
        fitted = linked.fitted(question, asked)
        query = linked.query(asked.filters, fitted, catalogue)
        etag = etag_of(cache.stamp(), query, form.name)
        if is_known(etag, known):
            return Made(etag, fresh=True)
        if before := kept.get(etag):
            return before
        result = linked.shown(question, fitted)
        page = address(linked.PAGE, query)
        taken = taken_of(question, result, address=page, snapshot=opened.snapshot)
        made = Made(etag, form.make(taken), form.file_name(taken))
    kept.put(made)
    return made


def _made_of_sql(parameters: linked.Parameters, form: Format, known: str) -> Made:
    """Return the answer to a question in SQL within the limits of the console, never a part of it."""
    sql, language = linked.read_sql(parameters, SQL)
    opened = warehouse().opened()
    etag = etag_of(opened.snapshot.snapshot, {SQL: sql, LANGUAGE: language}, form.name)
    if is_known(etag, known):
        return Made(etag, fresh=True)
    if before := kept.get(etag):
        return before
    with queries.reading(opened):
        catalogue = cache.catalogue()
        found = apart.ask(sql, opened=opened)
    if found.truncated:
        raise Misasked([Problem("too_many_rows", SQL, str(len(found.frame)))])
    taken = taken_of_written(found, sql, catalogue, language=language, snapshot=opened.snapshot)
    if taken is None:
        raise Misasked([Problem("unmarked_sample", SQL)])
    made = Made(etag, form.make(taken), form.file_name(taken))
    kept.put(made)
    return made


async def _openapi(request: Request) -> Response:
    """Answer with the description of the live link."""
    if refused(request):
        return said("refused", 403, request)

    def made() -> dict[str, Any]:
        with queries.reading(warehouse().opened()):
            return described(cache.catalogue())

    try:
        return JSONResponse(await asyncio.to_thread(made), headers=HEADERS)
    except NoSnapshot:
        return said("no_snapshot", 503, request, {"Retry-After": "60"})


async def _no_such_form(request: Request) -> Response:
    choices = [f"{FOLDER}/{page}.{ending}" for page in ("phan-tich", "sql") for ending in ENDINGS]
    return said("no_format", 404, request, choices=", ".join([*choices, f"{FOLDER}/openapi.json"]))
