"""From what a reader looks at to what a page shows: the question, asked and drawn once per snapshot."""

from collections.abc import Callable
from typing import Any

from danvan.story.finding import Finding, Nothing, Question
from danvan.ui import cache, cards
from danvan.ui.filters import Filters, Query, to_query
from danvan.ui.state import Screen, View, options

Ask = Callable[..., Finding | Nothing]


def question(filters: Filters, screen: Screen) -> Question:
    """Return the question that these filters ask."""
    catalogue = cache.catalogue()
    order = [ward.place for ward in catalogue.wards]
    return Question(
        catalogue=catalogue,
        places=tuple(sorted(filters.places, key=order.index)),
        field=filters.field,
        first_year=filters.first_year,
        last_year=filters.last_year,
        sample=filters.show_sample,
        language=filters.language,
        mode=screen.mode,
        narrow=screen.narrow,
        remember=cache.remember,
    )


def asked(view: View) -> Question:
    """Return the question of this run."""
    return question(view.filters, view.screen)


def show(view: View, ask: Ask, *arguments: Any) -> None:
    """Show a finding of danvan.story; drawn anew only where snapshot, filters or arguments are new."""
    cache.drawn(_draw, ask, view.filters, view.screen, *arguments)


def query(filters: Filters) -> Query:
    """Return the filters as they stand in the address."""
    return to_query(filters, options(cache.catalogue()))


def _draw(ask: Ask, filters: Filters, screen: Screen, *arguments: Any) -> None:
    now = question(filters, screen)
    cards.finding(now, ask(now, *arguments), query(filters))
