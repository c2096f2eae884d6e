"""What the page of checks sends: an explanation of two figures that disagree, or that it is reopened.

It asks for the permit that the page carries (danvan/ui/deck_permit.py) and, each time anew, for the right to all units
(editors.toml). Both values must still be what the page showed.
"""

import asyncio
import json
from collections.abc import Mapping
from typing import Any, cast

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from danvan import paths, queries
from danvan.figures.scale import records
from danvan.intake.issue import DataError
from danvan.story.unsettled import sides
from danvan.submission import explanations
from danvan.submission.explanations import LONGEST_BY, LONGEST_WHY, Explanation, Kind, NotSaid, Sides
from danvan.ui import access, cache
from danvan.ui.access import EditorsError
from danvan.ui.check_card import EXPLAIN
from danvan.ui.deck_permit import holder
from danvan.ui.live_http import HEADERS
from danvan.ui.posted import NotTaken, both, not_taken, posted, text_of, told, wrong
from danvan.warehouse.read import NoSnapshot, warehouse

MOST = {"by": {"most": str(LONGEST_BY)}, "why": {"most": str(LONGEST_WHY)}, "kind": {}}

Found = Mapping[str, Any]


class NotNow(Exception):
    """What is explained is not what the figures of now say; key names the words."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


def routes() -> list[BaseRoute]:
    """Return the address that explanations are sent to."""
    return [Route(EXPLAIN, _explain, methods=["POST"])]


async def _explain(request: Request) -> Response:
    try:
        found = await posted(request)
        await asyncio.to_thread(_keep, found)
    except NotTaken as why:
        return not_taken(why)
    except NotSaid as lacking:
        return told(both(f"checks.problem.{lacking.missing}", **MOST[lacking.missing]), status=400)
    except NotNow as other:
        return told(both(f"checks.problem.{other.key}"), status=409)
    except DataError as error:
        return wrong(error)
    except NoSnapshot:
        return told(both("taking.problem.no_snapshot"), status=503)
    return JSONResponse({}, headers=HEADERS)


def _keep(found: Found) -> None:
    """Keep what was said of a disagreement of now; raise NotTaken without the right, NotNow where it is another."""
    by = _permitted(found) or text_of(found, "by")
    key, shown = text_of(found, "disagreement"), _sides(text_of(found, "sides"))
    now = _of_now(key)
    if now is None:
        raise NotNow("gone")
    if now != shown:
        raise NotNow("changed")
    kind = cast(Kind, text_of(found, "kind"))
    said = Explanation(key, kind, by, text_of(found, "why"), now, text_of(found, "about"))
    explanations.say(paths.state_dir(), said)


def _of_now(key: str) -> Sides | None:
    with queries.reading(warehouse().opened()):
        rows = records(queries.run("disagreements"))
    return next((sides(row) for row in rows if row.disagreement == key), None)


def _sides(written: str) -> Sides:
    try:
        return Sides(**json.loads(written))
    except (ValueError, TypeError) as error:
        raise NotTaken(400, "broken") from error


def _permitted(found: Found) -> str:
    """Return the e-mail of who sends, empty on the own machine; raise NotTaken without the right to all units."""
    by = holder(text_of(found, "permit"))
    if by is None:
        raise NotTaken(403, "no_right")
    if by:
        with queries.reading(warehouse().opened()):
            try:
                editors = access.read_editors(paths.editors_file(), cache.catalogue())
            except EditorsError as error:
                raise NotTaken(403, "no_right") from error
        if editors.get(by.casefold(), frozenset()) is not None:
            raise NotTaken(403, "no_right")
    return by
