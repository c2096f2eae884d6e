"""What this reader looks at now. The address in the browser is the whole truth; no copy of it is kept.

A control changes the address (static/app.js), Streamlit runs the script again as for Back and Forward, and
the script reads the address. So a link, a control and the Back button are one and the same thing.
"""

import json
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from danvan import text
from danvan.figures.colour import Mode
from danvan.ui import cache, sitemap
from danvan.ui.filters import Filters, Options, Problem, Query, address, asks_since, parse, to_query
from danvan.ui.filters import options as options

NARROW_COOKIE = "dv-narrow"


@dataclass(frozen=True, slots=True)
class Screen:
    """What figures must know of the reader's screen: light or dark, and whether it is as narrow as a phone's."""

    mode: Mode
    narrow: bool


@dataclass(frozen=True, slots=True)
class View:
    """What one run of the script shows: filters, their options, the words, the screen, and the link's problems.

    `query` is the address of these filters in its shortest form, for links.
    """

    filters: Filters
    options: Options
    words: text.Words
    screen: Screen
    query: Query
    problems: tuple[Problem, ...]


def view() -> View:
    """Return what this run shows."""
    parameters = tuple((name, tuple(st.query_params.get_all(name))) for name in st.query_params)
    return _view(parameters, _offered(asks_since(dict(parameters))), _screen())


def address_asked() -> str:
    """Return the parameters of the address as asked, so that app.js can tell which address an answer is to."""
    asked = sorted([name, value] for name in st.query_params for value in st.query_params.get_all(name))
    return json.dumps(asked, ensure_ascii=False, separators=(",", ":"))


def link(page: str, **changes: Any) -> str:
    """Return the address of a page with this view's filters, changed as given: places=("21469",)."""
    now = view()
    return address(sitemap.named(page).href, to_query(replace(now.filters, **changes), now.options))


def link_to_other_time(page: str, place: str) -> str:
    """Return the address of a page about one unit of the time that is not looked at, the other filters kept.

    Years that only this time has are left out.
    """
    now = view()
    offered = _offered(not now.filters.since)
    years = (now.filters.first_year, now.filters.last_year)
    inside = offered.years[0] <= years[0] <= years[1] <= offered.years[1]
    first, last = years if inside and years != now.options.years else offered.years
    then = replace(now.filters, places=(place,), first_year=first, last_year=last, since=offered.since)
    return address(sitemap.named(page).href, to_query(then, offered))


def _offered(since: bool) -> Options:
    """Return the options of one time of units, made once per snapshot, because every link asks for them."""
    kept: Options = cache.remember(("options", since), lambda: options(cache.catalogue(), since=since))
    return kept


def _view(parameters: tuple[tuple[str, tuple[str, ...]], ...], offered: Options, screen: Screen) -> View:
    filters, problems = parse(dict(parameters), offered)
    return View(
        filters=filters,
        options=offered,
        words=text.words(filters.language),
        screen=screen,
        query=to_query(filters, offered),
        problems=tuple(problems),
    )


def _screen() -> Screen:
    """Return the reader's screen; app.js says in a cookie whether it was narrow when the page was loaded."""
    mode: Mode = "dark" if st.context.theme.type == "dark" else "light"
    return Screen(mode, st.context.cookies.get(NARROW_COOKIE) == "1")
