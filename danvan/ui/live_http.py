"""What every live link has in common: who may ask, how many at once, what is kept, how an answer or a refusal is sent.

Rights are those of the pages: whoever may open the app may read, also where sign-in is set up, because sign-in says who
may hand in. Streamlit guards the pages by Host (server.allowedHosts) and Origin of their WebSocket; here the same Host
is wanted, an Origin must be the app's own or one that server.corsAllowedOrigins lists, and what a browser fetches for a
page of another site (Sec-Fetch-Site) is refused unless somebody follows a link. No answer carries a CORS header.
"""

import asyncio
import json
import logging
import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from streamlit.web.server.server_util import is_allowed_origin
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from danvan import text
from danvan.exports import FORMATS, Format
from danvan.paths import ROOT
from danvan.ui.linked import TAKE, Misasked, Parameters, Problem
from danvan.warehouse.question import Refusal
from danvan.warehouse.read import NoSnapshot

FOLDER = "/dv/du-lieu"
SQL = "hoi"  # as on the page of the console
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


class Kept:
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


kept = Kept(KEPT_BYTES)


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


async def answered(
    request: Request, ending: str, make: Callable[[Parameters, Format, str], Made]
) -> Response:
    """Answer with what `make` makes of parameters, form and the ETags that the client knows, or say why not."""
    if refused(request):
        return said("refused", 403, request)
    form = FORMATS[ENDINGS[ending]]
    parameters = {name: request.query_params.getlist(name) for name in request.query_params}
    save = parameters.pop(TAKE, None)
    if save not in (None, ["1"]):
        return _problems([Problem("unknown_value", TAKE, ",".join(save or []), "1")], ending)
    known = request.headers.get("if-none-match", "")
    try:
        made = await in_turn(lambda: make(parameters, form, known))
    except Misasked as wrong:
        return _problems(wrong.problems, ending)
    except Refusal as refusal:
        return _refusal(refusal, ending)
    except NoSnapshot:
        return said("no_snapshot", 503, request, {"Retry-After": "60"})
    except asyncio.QueueFull:
        return said("busy", 503, request, {"Retry-After": str(SECONDS_TO_RETRY)})
    except Exception:
        number = secrets.token_hex(4)
        _LOG.exception("The live link failed (%s): %s", number, request.url)
        return said("failed", 500, request, number=number)
    return _sent(made, form, save=ending not in SHOWN_IN_BROWSER or save is not None)


def _sent(made: Made, form: Format, *, save: bool) -> Response:
    if made.fresh:
        return Response(status_code=304, headers=HEADERS | {"ETag": made.etag})
    way = "attachment" if save else "inline"
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


async def in_turn(make: Callable[[], Made]) -> Made:
    """Make it beside the event loop, few at a time; raise QueueFull where too many wait already."""
    global _waiting
    if _waiting >= MOST_WAITING:
        raise asyncio.QueueFull
    _waiting += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(_workers, make)
    finally:
        _waiting -= 1


def etag_of(snapshot: str, question: object, form: str) -> str:
    """Return a weak ETag, because the same answer may be sent compressed."""
    named = json.dumps([version(), snapshot, form, question], sort_keys=True)
    return f'W/"{sha256(named.encode()).hexdigest()[:32]}"'


def is_known(etag: str, known: str) -> bool:
    """Say whether If-None-Match names an ETag."""
    tags = [tag.strip() for tag in known.split(",")]
    return "*" in tags or etag.removeprefix("W/") in [tag.removeprefix("W/") for tag in tags]


def _problems(problems: Sequence[Problem], ending: str) -> Response:
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


def _refusal(refusal: Refusal, ending: str) -> Response:
    """Say why a question in SQL is not answered; one that only came at a bad moment may be asked again."""
    messages = {language: _reason(refusal, language) for language in text.LANGUAGES}
    status = 503 if refusal.code == "busy" else 400
    headers = HEADERS | ({"Retry-After": str(SECONDS_TO_RETRY)} if status == 503 else {})
    if ending == "json":
        return JSONResponse({"problems": [messages]}, status, headers)
    return PlainTextResponse(" / ".join(messages.values()) + "\n", status, headers)


def _reason(refusal: Refusal, language: str) -> str:
    """Say it in the words of the console, where those of the command line name options that an address has not."""
    words, here = text.words(language), f"page.console.refused.{refusal.code}"
    return words.get(here, **refusal.details) if here in words else refusal.message(language)


def said(
    key: str, status: int, request: Request, headers: Mapping[str, str] | None = None, **fillings: str
) -> Response:
    """Say in both languages why there is no answer."""
    words = {lang: text.words(lang).get(f"taking.problem.{key}", **fillings) for lang in text.LANGUAGES}
    more = HEADERS | dict(headers or {})
    if request.url.path.endswith(".json"):
        return JSONResponse({"problems": [words]}, status, more)
    return PlainTextResponse(" / ".join(words.values()) + "\n", status, more)
