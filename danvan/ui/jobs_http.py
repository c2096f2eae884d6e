"""Files of a presentation over HTTP: a page starts the work, asks how far it is, cancels it, and fetches the file.

`POST /dv/viec` with `{"what": "slides", "query": "xa=pho-hoa", "snapshot": "…"}` answers with the job's name; `GET
/dv/viec/<name>` says how far it is, `POST /dv/viec/<name>/huy` cancels it, `GET /dv/viec/<name>/tep` is the file. Who
may is who may read (danvan/ui/live_http.py); the name of a job cannot be guessed. All of a file comes from one
snapshot: the one that the address is pinned to, otherwise that of the page.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from danvan import text
from danvan.ui import deck_work
from danvan.ui.deck_linked import Refused
from danvan.ui.jobs import Full, Product, Standing, jobs
from danvan.ui.live_http import HEADERS, SECONDS_TO_RETRY
from danvan.ui.posted import NotTaken, both, not_taken, posted, refuse_strangers, text_of, told
from danvan.warehouse.read import NoSnapshot

FOLDER = "/dv/viec"

Answer = Callable[[Request], Coroutine[Any, Any, Response]]


def routes() -> list[BaseRoute]:
    """Return the addresses of jobs."""
    return [
        Route(FOLDER, _guarded(_start), methods=["POST"]),
        Route(f"{FOLDER}/{{name}}", _guarded(_standing)),
        Route(f"{FOLDER}/{{name}}/huy", _guarded(_cancel), methods=["POST"]),
        Route(f"{FOLDER}/{{name}}/tep", _guarded(_file)),
    ]


def _guarded(answer: Answer) -> Answer:
    """Return an answer that says in words why a request is not taken."""

    async def guarded(request: Request) -> Response:
        try:
            return await answer(request)
        except NotTaken as why:
            return not_taken(why)
        except Refused as wrong:
            return told({language: wrong.said(language) for language in text.LANGUAGES}, status=400)
        except NoSnapshot:
            return told(both("taking.problem.no_snapshot"), status=503)

    return guarded


async def _start(request: Request) -> Response:
    found = await posted(request)
    what, query, snapshot = (text_of(found, name) for name in ("what", "query", "snapshot"))
    if what not in deck_work.NAMES:
        raise NotTaken(400, "no_kind", choices=", ".join(deck_work.NAMES))
    parameters = parse_qs(query, keep_blank_values=True)
    work = await asyncio.to_thread(deck_work.work, what, parameters, snapshot)
    try:
        name = jobs.start(work)
    except Full as full:
        raise NotTaken(503, "full") from full
    return JSONResponse({"job": name}, 202, HEADERS | {"Retry-After": str(SECONDS_TO_RETRY)})


async def _standing(request: Request) -> Response:
    refuse_strangers(request)
    standing = jobs.standing(request.path_params["name"])
    if standing is None:
        raise NotTaken(404, "no_job")
    told_now = {"phase": standing.phase, "done": standing.done, "of": standing.of, "words": _words(standing)}
    return JSONResponse(told_now, headers=HEADERS | {"Cache-Control": "no-store"})


def _words(standing: Standing) -> dict[str, str]:
    """Return how far a job is in words, by language."""
    if standing.phase == "failed":
        gaps = {"number": standing.number} if standing.number else {}
        return both(f"export_job.failed.{standing.reason}", **gaps)
    if standing.phase == "running" and standing.of:
        return both("export_job.step", done=str(standing.done), of=str(standing.of))
    return both(f"export_job.phase.{standing.phase}")


async def _cancel(request: Request) -> Response:
    await posted(request)
    if not jobs.cancel(request.path_params["name"]):
        raise NotTaken(404, "no_job")
    return Response(status_code=204, headers=HEADERS)


async def _file(request: Request) -> Response:
    refuse_strangers(request)
    product = jobs.product(request.path_params["name"])
    if product is None:
        raise NotTaken(404, "no_job")
    return _sent(product)


def _sent(product: Product) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{product.name}"',
        "Cache-Control": "private, no-store",
        "X-Danvan-Snapshot": product.snapshot,
    }
    return Response(product.body, media_type=product.media_type, headers=HEADERS | headers)
