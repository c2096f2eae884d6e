"""The live link: the answer to a question of the analysis page at an address of its own, read-only, for other programs.

`/dv/du-lieu/phan-tich.csv?…`, `.excel.csv`, `.xlsx`, `.parquet`, `.json` take the parameters of the page and give its
answer, standings included. What a link does not get right is refused (danvan/ui/linked.py). One answer comes from one
snapshot. ETag is a hash of snapshot, question, form and program, so a client that has the answer gets 304.

Rights are those of the pages: whoever may open the app may read, also where sign-in is set up, because sign-in says who
may hand in. Streamlit guards the pages by Host (server.allowedHosts) and Origin of their WebSocket; here the same Host
is wanted, an Origin must be the app's own or one that server.corsAllowedOrigins lists, and what a browser fetches
for a page of another site (Sec-Fetch-Site) is refused unless somebody follows a link. No answer carries a CORS header.
"""

import asyncio
import json
import logging
import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from streamlit.web.server.server_util import is_allowed_origin
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from danvan import queries, text
from danvan.analysis.taking import taken_of
from danvan.exports import FORMATS, Format
from danvan.paths import ROOT
from danvan.ui import cache, linked
from danvan.ui.filters import Query, address
from danvan.ui.linked import TAKE, Misasked
from danvan.ui.live_description import described
from danvan.warehouse.read import NoSnapshot, warehouse

FOLDER = "/dv/du-lieu"
# The end of the address of each form; "excel.csv" is the one for Excel in Vietnamese.
ENDINGS: Mapping[str, str] = {
    "xlsx": "xlsx",
    "excel.csv": "excel-csv",
    "csv": "csv",
    "parquet": "parquet",
    "json": "json",
}
SHOWN_IN_BROWSER = ("csv", "json")
AT_ONCE, MOST_WAITING = 3, 30
SECONDS_TO_RETRY = 3
KEPT_BYTES = 32_000_000
HEADERS = {
    "Cache-Control": "private, no-cache",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Vary": "Accept-Encoding",
}

_LOG = logging.getLogger("danvan.ui")
_workers = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="live")
_waiting = 0


@dataclass(frozen=True)
class Made:
    """An answer ready to be sent: its bytes and the name of its file; fresh says that the client has it already."""

    etag: str
    body: bytes = b""
    file_name: str = ""
    fresh: bool = False


class _Kept:
    """Answers by their ETag, the least recently asked for thrown away where they take too much room."""

    def __init__(self, most_bytes: int) -> None:
        self._most, self._size = most_bytes, 0
        self._kept: OrderedDict[str, Made] = OrderedDict()
        self._lock = Lock()

    def get(self, etag: str) -> Made | None:
        with self._lock:
            if etag in self._kept:
                self._kept.move_to_end(etag)
            return self._kept.get(etag)

    def put(self, made: Made) -> None:
        with self._lock:
            if len(made.body) > self._most or made.etag in self._kept:
                return
            self._kept[made.etag] = made
            self._size += len(made.body)
            while self._size > self._most:
                self._size -= len(self._kept.popitem(last=False)[1].body)


_kept = _Kept(KEPT_BYTES)


def routes() -> list[BaseRoute]:
    """Return the addresses of the live link and of its description."""
    return [
        Route(f"{FOLDER}/openapi.json", _openapi),
        *(Route(f"{FOLDER}/phan-tich.{ending}", _answer) for ending in ENDINGS),
        Route(f"{FOLDER}/{{rest:path}}", _no_such_form),
    ]


def link(ending: str, query: Query, *, save: bool = False) -> str:
    """Return the address of an answer in one form; with save, as a file to save."""
    return address(f"{FOLDER}/phan-tich.{ending}", query | ({TAKE: "1"} if save else {}))


def version() -> str:
    """Return what changes when the program does: its own files make the answers, words and SQL among them."""
    return _version


def _of_program() -> str:
    digest = sha256()
    for path in sorted((ROOT / "danvan").rglob("*")):
        if path.suffix in (".py", ".sql", ".toml"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


_version = _of_program()


async def _answer(request: Request) -> Response:
    """Answer a question, or say in words why not."""
    if refused(request):
        return _said("refused", 403, request)
    ending = request.url.path.partition("phan-tich.")[2]
    form = FORMATS[ENDINGS[ending]]
    parameters = {name: request.query_params.getlist(name) for name in request.query_params}
    save = parameters.pop(TAKE, None)
    if save not in (None, ["1"]):
        return _problems([linked.Problem("unknown_value", TAKE, ",".join(save or []), "1")], ending)
    known = request.headers.get("if-none-match", "")
    try:
        made = await _in_turn(lambda: _made(parameters, form, known))
    except Misasked as wrong:
        return _problems(wrong.problems, ending)
    except NoSnapshot:
        return _said("no_snapshot", 503, request, {"Retry-After": "60"})
    except asyncio.QueueFull:
        return _said("busy", 503, request, {"Retry-After": str(SECONDS_TO_RETRY)})
    except Exception:
        number = secrets.token_hex(4)
        _LOG.exception("The live link failed (%s): %s", number, request.url)
        return _said("failed", 500, request, number=number)
    if made.fresh:
        return Response(status_code=304, headers=HEADERS | {"ETag": made.etag})
    way = "inline" if ending in SHOWN_IN_BROWSER and save is None else "attachment"
    headers = {"ETag": made.etag, "Content-Disposition": f'{way}; filename="{made.file_name}"'}
    return Response(made.body, media_type=form.media_type, headers=HEADERS | headers)


def refused(request: Request) -> bool:
    """Say whether a request comes under a strange name of the machine, or from a page of another site."""
    host = request.headers.get("host")
    if not is_host_allowed(host):
        return True
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host and not is_allowed_origin(origin):
        return True
    site = request.headers.get("sec-fetch-site", "none")
    return site not in ("none", "same-origin") and request.headers.get("sec-fetch-mode") != "navigate"


async def _in_turn(make: Callable[[], Made]) -> Made:
    """Make it beside the event loop, few at a time; raise QueueFull where too many wait already."""
    global _waiting
    if _waiting >= MOST_WAITING:
        raise asyncio.QueueFull
    _waiting += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(_workers, make)
    finally:
        _waiting -= 1


def _made(parameters: linked.Parameters, form: Format, known: str) -> Made:
    """Return the answer from one snapshot; of one that the client has, only that it is so."""
    opened = warehouse().opened()
    with queries.reading(opened):
        catalogue = cache.catalogue()
        asked = linked.read(parameters, catalogue)
        question = linked.question_of(asked.filters, catalogue, cache.remember)
        fitting = linked.fitted(question, asked)
        query = linked.query(asked.filters, fitting, catalogue)
        etag = _etag(opened.snapshot.snapshot, query, form.name)
        if _matches(known, etag):
            return Made(etag, fresh=True)
        if kept := _kept.get(etag):
            return kept
        result = linked.shown(question, fitting)
        page = address(linked.PAGE, query)
        taken = taken_of(question, result, address=page, snapshot=opened.snapshot)
        made = Made(etag, form.make(taken), form.file_name(taken))
    _kept.put(made)
    return made


def _etag(snapshot: str, query: Query, form: str) -> str:
    """Return a weak ETag, because the same answer may be sent compressed."""
    named = json.dumps([version(), snapshot, form, query], sort_keys=True)
    return f'W/"{sha256(named.encode()).hexdigest()[:32]}"'


def _matches(known: str, etag: str) -> bool:
    tags = [tag.strip() for tag in known.split(",")]
    return "*" in tags or etag.removeprefix("W/") in [tag.removeprefix("W/") for tag in tags]


def _problems(problems: list[linked.Problem] | tuple[linked.Problem, ...], ending: str) -> Response:
    """Say what is wrong with the address: as JSON to who asks for JSON, otherwise a line for each."""
    if ending != "json":
        lines = [f"{problem.said('vi')} / {problem.said('en')}" for problem in problems]
        return PlainTextResponse("\n".join(lines) + "\n", 400, HEADERS)
    told: list[dict[str, Any]] = [
        {
            "parameter": problem.parameter,
            "value": problem.value,
            "suggestion": problem.suggestion,
            "choices": list(problem.choices),
            **{language: problem.said(language) for language in text.LANGUAGES},
        }
        for problem in problems
    ]
    return JSONResponse({"problems": told}, 400, HEADERS)


def _said(
    key: str, status: int, request: Request, headers: Mapping[str, str] | None = None, **fillings: str
) -> Response:
    said = {lang: text.words(lang).get(f"taking.problem.{key}", **fillings) for lang in text.LANGUAGES}
    more = HEADERS | dict(headers or {})
    if request.url.path.endswith(".json"):
        return JSONResponse({"problems": [said]}, status, more)
    return PlainTextResponse(" / ".join(said.values()) + "\n", status, more)


async def _openapi(request: Request) -> Response:
    """Answer with the description of the live link."""
    if refused(request):
        return _said("refused", 403, request)

    def made() -> dict[str, Any]:
        with queries.reading(warehouse().opened()):
            return described(cache.catalogue(), FOLDER, ENDINGS)

    try:
        return JSONResponse(await asyncio.to_thread(made), headers=HEADERS)
    except NoSnapshot:
        return _said("no_snapshot", 503, request, {"Retry-After": "60"})


async def _no_such_form(request: Request) -> Response:
    choices = ", ".join(f"{FOLDER}/phan-tich.{ending}" for ending in ENDINGS)
    return _said("no_format", 404, request, choices=f"{choices}, {FOLDER}/openapi.json")
