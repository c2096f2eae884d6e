"""What the page of documents sends: decisions on what was read, a card that is corrected, a document to be removed.

A decision asks for the permit that the page carries (danvan/ui/deck_permit.py) and, each time anew, for the right to
its place (editors.toml). The answer holds the rows as they are now, so that nothing of the page is drawn anew.
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from danvan import paths, text
from danvan.documents import kept
from danvan.intake.issue import DataError
from danvan.submission import decisions
from danvan.ui import access, cache, reading_page
from danvan.ui.access import EditorsError
from danvan.ui.deck_permit import holder
from danvan.ui.documents_card import card_from
from danvan.ui.documents_linked import DECIDE, DESCRIBE, FILE, FORGET
from danvan.ui.live_http import HEADERS
from danvan.ui.posted import NotTaken, both, not_taken, posted, refuse_strangers, text_of, told, wrong
from danvan.ui.reading_decided import Decider, Wish, decided
from danvan.ui.reading_fields import Unfit
from danvan.ui.reading_opened import Opened, opened
from danvan.ui.reading_row import Allowed, figure_row, model_row
from danvan.ui.reading_words import Sayer
from danvan.warehouse.read import NoSnapshot

LONGEST_BY = 80

Found = Mapping[str, Any]


def routes() -> list[BaseRoute]:
    """Return the addresses of the page of documents."""
    answers = {DECIDE: _decide, DESCRIBE: _describe, FORGET: _forget}
    return [
        *(Route(path, _taking(answer), methods=["POST"]) for path, answer in answers.items()),
        Route(FILE, _file),
    ]


def _taking(answer: Callable[[Found], Found]) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    """Return an answer to what is posted, or the words that say why it is not taken."""

    async def taking(request: Request) -> Response:
        try:
            found = await posted(request)
            return JSONResponse(await asyncio.to_thread(answer, found), headers=HEADERS)
        except NotTaken as why:
            return not_taken(why)
        except Unfit as why:
            return told(why.said(), status=400)
        except DataError as error:
            return wrong(error)
        except NoSnapshot:
            return told(both("taking.problem.no_snapshot"), status=503)

    return taking


async def _file(request: Request) -> Response:
    """Answer with a document as it was received, as a file to keep, never as a page."""
    try:
        refuse_strangers(request)
        key = request.path_params["key"]
        found = await asyncio.to_thread(kept.find, paths.state_dir(), key)
        if found is None:
            raise NotTaken(404, "no_job")
        body = await asyncio.to_thread(kept.received, paths.state_dir(), key)
    except NotTaken as why:
        return not_taken(why)
    except DataError as error:
        return told(
            *({lang: one.message(lang) for lang in text.LANGUAGES} for one in error.issues), status=404
        )
    headers = {
        "Content-Disposition": f"attachment; filename=\"{key}\"; filename*=UTF-8''{quote(found.name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox",
    }
    return Response(body, media_type="application/octet-stream", headers=HEADERS | headers)


def _decide(found: Found) -> Found:
    """Keep decisions and return what of the page they change, as HTML by name."""
    decider = _decider(found)
    document = _opened(found)
    wish = Wish.of(found)
    made = decided(document, wish, decider)
    decisions.decide(paths.state_dir(), document.key, made)
    language = text_of(found, "language")
    sayer = Sayer(text.words(language if language in text.LANGUAGES else "vi"), document.catalogue)
    now = _opened(found)
    changed = _changed(now, sayer, {one.span for one in made}, decider.allowed)
    changed["parts"]["dv-read-filters"] = reading_page.filters(now, sayer, text_of(found, "filter"))
    return changed | {"said": _meanwhile(document, wish, sayer)}


def _meanwhile(document: Opened, wish: Wish, sayer: Sayer) -> str:
    """Say who decided on a row after it was shown to this person; nothing of either decision is lost."""
    row = document.desk.row(wish.name) or document.desk.model(wish.name)
    if row is None or row.decision is None or str(len(row.decisions)) == wish.seen:
        return ""
    return sayer.say("desk.other_decided", by=row.decision.by)


def _changed(document: Opened, sayer: Sayer, spans: set[tuple[int, int]], allowed: Allowed) -> dict[str, Any]:
    """Return the rows of these spans as they are now, the bars of their sections, and what stands above all."""
    rows = [row for row in document.desk.rows if row.span in spans]
    models = [row for row in document.desk.models if row.span in spans]
    return {
        "rows": {row.name: figure_row(row, sayer, allowed) for row in rows},
        "models": {row.name: model_row(row, sayer, allowed) for row in models},
        "sections": {
            section or "-": reading_page.section_bar(section, document, sayer, allowed)
            for section in {row.section for row in rows}
        },
        "parts": {
            "dv-read-head": reading_page.head(document, sayer),
            "dv-read-bulk": reading_page.bulk(document, sayer, allowed),
            "dv-read-models": reading_page.models_bar(document, sayer, may=allowed is None),
        },
    }


def _describe(found: Found) -> Found:
    key = _theirs(found)
    kept.describe(paths.state_dir(), key, card_from(found, cache.catalogue()))
    return {}


def _forget(found: Found) -> Found:
    kept.forget(paths.state_dir(), _theirs(found))
    return {}


def _theirs(found: Found) -> str:
    """Return the key of a document that is the sender's to change; raise NotTaken for that of another person."""
    decider, key = _decider(found), text_of(found, "document")
    document = kept.find(paths.state_dir(), key)
    if document is None:
        raise Unfit("gone")
    if decider.allowed is not None and document.by != decider.by:
        raise NotTaken(403, "no_right")
    return key


def _opened(found: Found) -> Opened:
    document = opened(text_of(found, "document"))
    if document is None:
        raise Unfit("gone")
    return document


def _decider(found: Found) -> Decider:
    """Return who decides and on which places; raise NotTaken without a permit, Unfit without a name."""
    email = holder(text_of(found, "permit"))
    if email is None:
        raise NotTaken(403, "no_right")
    if not email:
        by = " ".join(text_of(found, "by").split())[:LONGEST_BY]
        return Decider(by, None)
    try:
        editors = access.read_editors(paths.editors_file(), cache.catalogue())
    except EditorsError as error:
        raise NotTaken(403, "no_right") from error
    if email.casefold() not in editors:
        raise NotTaken(403, "no_right")
    return Decider(email, editors[email.casefold()])
