"""What stands around Streamlit on the server: index page, live link, compression, security headers, warm start."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

from starlette.convertors import StringConvertor, register_url_convertor
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from danvan import paths
from danvan.figures import drawing_script
from danvan.submission import explanations
from danvan.ui import checks_http, deck_http, index, jobs_http, live, reading_http, show, show_page, sitemap
from danvan.ui.filters import UNKNOWN_PAGE
from danvan.ui.prompt import Prompt
from danvan.ui.warm import warm
from danvan.warehouse.read import NoSnapshot, warehouse

_SECURITY = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {index.INLINE_SCRIPT_HASHES}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class _PageName(StringConvertor):
    """One part of an address without a dot, so that no file is taken for a page; nor is the way back from a sign-in."""

    regex = "(?!oauth2callback$)[^/.]+"


register_url_convertor("page", _PageName())


def routes() -> list[BaseRoute]:
    """Return our routes: the index page at every page's address, the live link, and the files of the index page."""
    return [
        Route("/", _page),
        Route("/{name:page}", _page),
        Route(index.SNAPSHOT_NOW, _snapshot_now),
        *live.routes(),
        *jobs_http.routes(),
        *deck_http.routes(),
        *reading_http.routes(),
        *show.routes(),
        *checks_http.routes(),
        Mount("/dv", app=StaticFiles(directory=index.FOLDER)),
    ]


def middleware() -> list[Middleware]:
    """Return the layers around every answer, the outermost first."""
    return [Middleware(Prompt), Middleware(SecurityHeaders), Middleware(CompressedFiles)]


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[dict[str, Any]]:
    """Load what the first reader would otherwise wait for; an error in it stops the start."""
    index.page()
    await asyncio.to_thread(warm)
    yield {}


async def _page(request: Request) -> Response:
    """Answer with the index page; an unknown address leads to the first page, which says so."""
    name = request.path_params.get("name", "")
    if sitemap.at(name) is None:
        return RedirectResponse(
            request.url.replace(path="/").include_query_params(**{UNKNOWN_PAGE: name}), 303
        )
    return Response(index.page(), media_type="text/html", headers={"Cache-Control": "no-cache"})


async def _snapshot_now(_request: Request) -> Response:
    """Answer with the name of the snapshot that a page would be drawn from now; empty where there is none.

    A header holds the sum of what was said of figures that disagree, which pages show and presentations do not.
    """

    def name() -> str:
        try:
            return warehouse().opened().snapshot.snapshot
        except NoSnapshot:
            return ""

    headers = {"Cache-Control": "no-store", index.SAID: explanations.short_sum(paths.state_dir())}
    return Response(await asyncio.to_thread(name), media_type="text/plain", headers=headers)


class SecurityHeaders:
    """Adds the security headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and the answer back with the headers."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_SECURITY)
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class CompressedFiles:
    """Answers for Streamlit's scripts and styles, and for plotly.js, with a copy compressed once; 15 MB become 4.

    Their names hold a hash of their content, so a browser asks once and a copy is never out of date.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from the compressed copies where there is one, otherwise pass the request on."""
        asked = (
            scope["type"] == "http"
            and scope["method"] == "GET"
            and "gzip" in Headers(scope=scope).get("accept-encoding", "")
        )
        file = _bundles().get(scope["path"]) if asked else None
        if file is None:
            await self.app(scope, receive, send)
            return
        headers = {
            "Content-Encoding": "gzip",
            "Vary": "Accept-Encoding",
            "Cache-Control": "public, immutable, max-age=31536000",
        }
        kind = "text/css" if file.suffix == ".css" else "text/javascript"
        response = Response(await asyncio.to_thread(_compressed, file), media_type=kind, headers=headers)
        await response(scope, receive, send)


@cache
def _bundles() -> dict[str, Path]:
    """Return the scripts and styles of Streamlit, and plotly.js, by the address that they are asked for under."""
    root = Path(get_static_dir())
    return {show_page.drawing_address(): drawing_script.path()} | {
        f"/{file.relative_to(root).as_posix()}": file
        for file in (root / "static").rglob("*")
        if file.suffix in {".js", ".css"}
    }


@cache
def _compressed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), compresslevel=6)
