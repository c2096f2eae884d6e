"""Requests that a page of the app posts: only its own, small, and as JSON, which a form of another site cannot send."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from danvan import text
from danvan.exports.styles import without_half_surrogates
from danvan.intake.issue import DataError
from danvan.ui.live_http import HEADERS, refused

MOST_BYTES = 64_000


class NotTaken(Exception):
    """A request is not taken; status is its answer's, key names words of present.problem, fillings go into them."""

    def __init__(self, status: int, key: str, **fillings: str) -> None:
        self.status, self.key, self.fillings = status, key, fillings
        super().__init__(key)


def refuse_strangers(request: Request) -> None:
    """Raise NotTaken where a request does not come from a page of this app."""
    if refused(request):
        raise NotTaken(403, "refused")


async def posted(request: Request) -> Mapping[str, Any]:
    """Return the JSON object that was posted; raise NotTaken for a strange, large or broken request."""
    refuse_strangers(request)
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise NotTaken(415, "broken")
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            raise NotTaken(413, "too_long")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NotTaken(400, "broken") from error
    if not isinstance(found, dict):
        raise NotTaken(400, "broken")
    return found


def text_of(found: Mapping[str, Any], name: str) -> str:
    """Return a text of what was posted, empty where it is not there; raise NotTaken where it is no text.

    Half a surrogate pair, which JSON may hold and no file or address, becomes U+FFFD.
    """
    value = found.get(name, "")
    if not isinstance(value, str):
        raise NotTaken(400, "broken")
    return without_half_surrogates(value)


def both(key: str, **fillings: str) -> dict[str, str]:
    """Return words in both languages by language."""
    return {language: text.words(language).get(key, **fillings) for language in text.LANGUAGES}


def told(*problems: Mapping[str, str], status: int) -> JSONResponse:
    """Say what is wrong, each problem in both languages."""
    return JSONResponse({"problems": [dict(one) for one in problems]}, status, HEADERS)


def wrong(error: DataError) -> JSONResponse:
    """Say what is wrong with what was posted and what to do, each finding in both languages."""
    said = [
        {language: f"{issue.message(language)} {issue.advice(language)}" for language in text.LANGUAGES}
        for issue in error.issues
    ]
    return told(*said, status=400)


def not_taken(why: NotTaken) -> JSONResponse:
    """Say why a request is not taken."""
    return told(both(f"present.problem.{why.key}", **why.fillings), status=why.status)
