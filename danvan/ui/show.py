"""The presentation of the hall at an address of its own: one document of one snapshot, the same at every reload.

`/trinh-chieu/chieu?…` takes the filters of the pages, the presenter's choice and `ban=`, the snapshot that it is kept
to (danvan/ui/deck_linked.py). Without `ban` it leads to the same with that of now, so that a link, or a reload in the
middle of a talk, shows the figures that the talk began with. Who may read is said in danvan/ui/live_http.py.
"""

import asyncio
import gzip
import logging
import secrets
from collections.abc import Mapping, Sequence
from html import escape

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from danvan import queries, text
from danvan.deck import made as deck_made
from danvan.exports.deck import Deck
from danvan.figures import drawing_script
from danvan.story.finding import Question
from danvan.ui import cache, deck_linked, show_figures, show_page
from danvan.ui.deck_linked import PAGE, PINNED, SHOW, LinkedDeck, NoSnapshotOfName, Query, Refused
from danvan.ui.filters import LANGUAGE
from danvan.ui.linked import Parameters
from danvan.ui.live_http import (
    HEADERS,
    SECONDS_TO_RETRY,
    Made,
    etag_of,
    in_turn,
    is_known,
    kept,
    refused,
    said,
)
from danvan.ui.markup import element
from danvan.warehouse.read import NoSnapshot, Opened, warehouse

FOREVER = {"Cache-Control": "public, immutable, max-age=31536000"}
_LOG = logging.getLogger("danvan.ui")


class Empty(ValueError):
    """The presenter left no slide in the presentation."""


def routes() -> list[BaseRoute]:
    """Return the addresses of the presentation and of the script that draws its charts."""
    return [Route(SHOW, _show), Route(show_page.drawing_address(), _drawing)]


async def _show(request: Request) -> Response:
    if refused(request):
        return said("refused", 403, request)
    asked = {name: request.query_params.getlist(name) for name in request.query_params}
    if not deck_linked.pinned(asked):
        return await _pinned_to_now(request, asked)
    try:
        made = await in_turn(lambda: _made(asked, request.headers.get("if-none-match", "")))
    except Refused as wrong:
        return _refusal(asked, wrong)
    except Empty:
        return _problem(asked, "empty", 404)
    except NoSnapshot:
        return _problem(asked, "no_snapshot", 503, retry_s=60)
    except asyncio.QueueFull:
        return _problem(asked, "busy", 503, retry_s=SECONDS_TO_RETRY)
    except Exception:
        number = secrets.token_hex(4)
        _LOG.exception("The presentation failed (%s): %s", number, request.url)
        return _problem(asked, "failed", 500, number=number)
    return _sent(request, made)


async def _pinned_to_now(request: Request, asked: Parameters) -> Response:
    """Lead to the same presentation kept to the snapshot of now."""
    try:
        opened = await asyncio.to_thread(lambda: warehouse().opened())
    except NoSnapshot:
        return _problem(asked, "no_snapshot", 503, retry_s=60)
    now = _with(asked, PINNED, opened.snapshot.snapshot)
    return RedirectResponse(deck_linked.address(SHOW, now), 303, {"Cache-Control": "no-store"})


def _made(asked: Parameters, known: str) -> Made:
    """Return the document from the snapshot asked for; of one that the browser has, only that it is so."""
    opened = deck_linked.opened(deck_linked.pinned(asked))
    with queries.reading(opened):
        catalogue = cache.catalogue()
        linked = deck_linked.read(asked, catalogue)
        query = deck_linked.query(linked.filters, linked.chosen, linked.pinned, catalogue)
        etag = etag_of(cache.stamp(), {name: list(values) for name, values in query.items()}, "show")
        if is_known(etag, known):
            return Made(etag, fresh=True)
        if before := kept.get(etag):
            return before
        made = Made(etag, gzip.compress(_document(linked, query, opened).encode(), compresslevel=6))
    kept.put(made)
    return made


def _document(linked: LinkedDeck, query: Query, opened: Opened) -> str:
    """Return the document of one snapshot; raise Empty where no slide is left."""
    light, dark = (_deck(linked, opened, mode) for mode in ("light", "dark"))
    question, deck = light
    if not deck.slides:
        raise Empty
    wards = [(ward.slug, question.name(ward.place)) for ward in question.catalogue.wards]
    charts = show_figures.charts(deck, dark[1], [slug for slug, _ in wards])
    fields = {code: field.name(question.language) for code, field in question.catalogue.fields.items()}
    return show_page.page(deck, charts, wards, fields, _addresses(query))


def _deck(linked: LinkedDeck, opened: Opened, mode: str) -> tuple[Question, Deck]:
    asked = deck_linked.question(
        linked.filters, cache.catalogue(), cache.remember, "dark" if mode == "dark" else "light"
    )
    return asked, deck_made(asked, linked.chosen, opened.snapshot)


def _addresses(query: Query) -> dict[str, str]:
    """Return where the newest figures of the same presentation are, ban= last and open, and where it is left to."""
    free = {name: values for name, values in query.items() if name != PINNED}
    newest = deck_linked.address(SHOW, free)
    return {
        "newest": f"{newest}{'&' if free else '?'}{PINNED}=",
        "leave": deck_linked.address(PAGE, query),
    }


def _sent(request: Request, made: Made) -> Response:
    if made.fresh:
        return Response(status_code=304, headers=HEADERS | {"ETag": made.etag})
    headers = HEADERS | {"ETag": made.etag}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(made.body, media_type="text/html", headers=headers | {"Content-Encoding": "gzip"})
    return Response(gzip.decompress(made.body), media_type="text/html", headers=headers)


async def _drawing(_request: Request) -> Response:
    """Answer whoever takes nothing compressed; others are answered before (danvan/ui/server.py)."""
    return FileResponse(drawing_script.path(), media_type="text/javascript", headers=FOREVER)


def _refusal(asked: Parameters, wrong: Refused) -> Response:
    """Say what is wrong with the address; of a snapshot that is gone also where the newest is."""
    gone = [problem for problem in wrong.problems if isinstance(problem, NoSnapshotOfName)]
    if gone:
        return _problem(asked, "gone", 410, snapshot=gone[0].name[:60])
    return _page_of_problem(asked, [wrong.said(language) for language in _languages(asked)], 400)


def _problem(asked: Parameters, key: str, status: int, retry_s: int = 0, **fillings: str) -> Response:
    sentences = [
        text.words(language).get(f"show.problem.{key}", **fillings) for language in _languages(asked)
    ]
    return _page_of_problem(asked, sentences, status, retry_s, newest=key == "gone")


def _page_of_problem(
    asked: Parameters, sentences: Sequence[str], status: int, retry_s: int = 0, *, newest: bool = False
) -> Response:
    """Answer with a page that says it in both languages and shows the way on."""
    words = text.words(_languages(asked)[0])
    free = {name: values for name, values in asked.items() if name != PINNED}
    ways = [(deck_linked.address(SHOW, free), "newest")] if newest else []
    ways.append((deck_linked.address(PAGE, _known(free)), "prepare"))
    title = words.get("show.problem.title")
    parts = [element("h1", {}, escape(title))]
    parts += [
        element("p", {"lang": language}, escape(sentence))
        for language, sentence in zip(_languages(asked), sentences, strict=True)
    ]
    parts += [
        element("p", {}, element("a", {"href": address}, escape(words.get(f"show.problem.{key}"))))
        for address, key in ways
    ]
    body = element("main", {"class": "show-problem"}, *parts)
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": str(retry_s)} if retry_s else {})
    page = show_page.document(words, title, body, scripts=False)
    return Response(page, status, HEADERS | headers, media_type="text/html")


def _languages(asked: Parameters) -> tuple[str, ...]:
    """Return the languages to say something in, that of the address first."""
    first = "en" if list(asked.get(LANGUAGE, ())) == ["en"] else "vi"
    return (first, *(language for language in text.LANGUAGES if language != first))


def _known(asked: Parameters) -> Mapping[str, Sequence[str]]:
    return {name: values for name, values in asked.items() if name in deck_linked.KNOWN}


def _with(asked: Parameters, name: str, value: str) -> dict[str, Sequence[str]]:
    return {other: values for other, values in asked.items() if other != name} | {name: (value,)}
