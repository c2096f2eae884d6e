"""What the page of presentations sends: typed words to be written into its address, decks to keep or to forget.

Writing words into an address is anybody's; keeping, forgetting and the form of the report ask for a permit
(danvan/ui/deck_permit.py). All requests are JSON of a page of this app (danvan/ui/posted.py).
"""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import fields
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from danvan import paths, text
from danvan.deck import asked as choosing
from danvan.deck import chosen as choice
from danvan.deck import kept
from danvan.deck import office as offices
from danvan.deck.chosen import Chosen
from danvan.deck.kept import NotKept
from danvan.deck.office import Office
from danvan.intake.issue import DataError
from danvan.ui import deck_linked
from danvan.ui.deck_permit import holder
from danvan.ui.live_http import HEADERS
from danvan.ui.posted import NotTaken, not_taken, posted, text_of, told, wrong

EDIT, KEEP, FORGET, OFFICE = "/dv/bai/sua", "/dv/bai/giu", "/dv/bai/quen", "/dv/bai/the-thuc"

Found = Mapping[str, Any]


def routes() -> list[BaseRoute]:
    """Return the addresses that the page of presentations sends to."""
    answers = {EDIT: _edit, KEEP: _keep, FORGET: _forget, OFFICE: _office}
    return [Route(path, _taking(answer), methods=["POST"]) for path, answer in answers.items()]


def _taking(answer: Callable[[Found], Found]) -> Callable[[Request], Coroutine[Any, Any, Response]]:
    """Return an answer to what is posted, or the words that say why it is not taken."""

    async def taking(request: Request) -> Response:
        try:
            found = await posted(request)
            return JSONResponse(await asyncio.to_thread(answer, found), headers=HEADERS)
        except NotTaken as why:
            return not_taken(why)
        except NotKept as why:
            return told({language: why.said(language) for language in text.LANGUAGES}, status=400)
        except DataError as error:
            return wrong(error)

    return taking


def _edit(found: Found) -> Found:
    """Return the query of an address with a title changed or a slide added."""
    query = parse_qs(text_of(found, "query"), keep_blank_values=True)
    chosen, _ = choosing.read(query)
    return {"query": _written(query, choosing.PARAMETERS, choosing.written(_edited(chosen, found)))}


def _edited(chosen: Chosen, found: Found) -> Chosen:
    edit, key, title = (text_of(found, name) for name in ("edit", "key", "title"))
    lines = text_of(found, "lines").splitlines()
    if edit == "title":
        return choice.retitled(chosen, key, title)
    if edit == "change":
        return choice.changed_added(chosen, key, title, lines)
    if edit == "add":
        return choice.with_added(chosen, "", title, lines)
    raise NotTaken(400, "broken")


def _keep(found: Found) -> Found:
    """Keep the presentation of an address under a name, with the snapshot that is shown where that is asked for."""
    by = _permitted(found) or text_of(found, "by")
    query = parse_qs(text_of(found, "query"), keep_blank_values=True)
    pinned = text_of(found, "snapshot") if text_of(found, "pin") else ""
    written = _written(query, (deck_linked.PINNED,), {deck_linked.PINNED: (pinned,)}) if pinned else ""
    kept.keep(
        paths.state_dir(),
        text_of(found, "name"),
        written or deck_linked.written(query),
        by,
        replace=bool(text_of(found, "replace")),
    )
    return {}


def _forget(found: Found) -> Found:
    _permitted(found)
    kept.forget(paths.state_dir(), text_of(found, "slug"))
    return {}


def _office(found: Found) -> Found:
    """Keep the form of the report; a field that is not sent is blank."""
    _permitted(found)
    texts = {one.name: text_of(found, one.name).strip() for one in fields(Office)}
    lists = {
        name: tuple(line.strip() for line in texts[name].splitlines() if line.strip())
        for name in offices.LISTS
    }
    offices.write(paths.state_dir(), Office(**{**texts, **lists}))  # type: ignore[arg-type]
    return {}


def _permitted(found: Found) -> str:
    """Return the e-mail of who sends, empty on the own machine; raise NotTaken without a permit."""
    by = holder(text_of(found, "permit"))
    if by is None:
        raise NotTaken(403, "no_right")
    return by


def _written(query: Mapping[str, list[str]], without: tuple[str, ...], more: deck_linked.Query) -> str:
    others = {name: tuple(values) for name, values in query.items() if name not in without}
    return deck_linked.written(others | more)
