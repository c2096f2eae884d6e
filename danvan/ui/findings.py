"""From what a reader looks at to what a page shows: the question, asked and drawn once per snapshot."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from danvan.queries.asked import recorded
from danvan.story.finding import Finding, Nothing, Question
from danvan.story.memory import depends_on
from danvan.ui import cache, cards
from danvan.ui.filters import Filters, Query, default, to_query
from danvan.ui.question import question_of
from danvan.ui.state import Screen, View, options

Ask = Callable[..., Finding | Nothing]


def question(filters: Filters, screen: Screen) -> Question:
    """Return the question that these filters ask; with since of the units of July 2025."""
    return question_of(
        filters,
        cache.catalogue(),
        cache.remember,
        since=filters.since,
        mode=screen.mode,
        narrow=screen.narrow,
    )


def asked(view: View) -> Question:
    """Return the question of this run."""
    return question(view.filters, view.screen)


def show(view: View, ask: Ask, *arguments: Any) -> None:
    """Show a finding of danvan.story; drawn anew only where snapshot, arguments or filters that matter are new."""
    depends = depends_on(ask)
    filters = view.filters if depends is None else only(view, *depends)
    cache.drawn(_draw, ask, filters, view.screen, *arguments)


def only(view: View, *fields: str) -> Filters:
    """Return the filters with those that do not matter at their default, so that what is drawn serves more readers."""
    given = view.filters
    plain = replace(default(view.options), language=given.language)
    kept: dict[str, Any] = {name: getattr(given, name) for name in ("places", "field") if name in fields}
    if "sample" in fields:
        kept["show_sample"] = given.show_sample
    if "first_year" in fields:
        kept |= {"first_year": given.first_year, "last_year": given.last_year}
    return replace(plain, **kept)


def query(filters: Filters) -> Query:
    """Return what the links of a card hold: language and time of units; app.js takes the filters of now along."""
    offered = options(cache.catalogue(), since=filters.since)
    return to_query(replace(default(offered), language=filters.language), offered)


def _draw(ask: Ask, filters: Filters, screen: Screen, *arguments: Any) -> None:
    now = question(filters, screen)
    with recorded() as record:
        found = ask(now, *arguments)
    cards.finding(now, found, query(filters), list(record))
