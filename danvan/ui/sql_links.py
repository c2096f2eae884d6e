"""The way from a figure to the SQL behind it: an address that names the questions asked for it, and how it is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

import streamlit as st

from danvan import queries
from danvan.format import enumeration
from danvan.queries import short
from danvan.queries.asked import Asked
from danvan.queries.written import written_out
from danvan.story.finding import Question
from danvan.text import Words
from danvan.ui import sitemap
from danvan.ui.filters import Query
from danvan.ui.markup import app_link, element

# What a reader wrote; questions of the app by name, which of them; an example by name.
WRITTEN, NAMED, CHOSEN, EXAMPLE = "hoi", "ten", "cau", "mau"


@dataclass(frozen=True)
class Wanted:
    """What an address asks: the SQL, the questions of the app it is one of, and what the address has wrong."""

    sql: str = ""
    named: tuple[str, ...] = ()
    chosen: int = 0
    problem: str = ""


def link(question: Question, asked: Sequence[Asked], query: Query) -> str:
    """Return the link to the SQL that figures were made of; nothing where no question was asked for them."""
    if not asked:
        return ""
    href = address(query, [short.shortened(one) for one in asked])
    hint = question.say("page.console.show_sql_hint")
    shown = app_link(href, question.say("page.console.show_sql"), title=hint, data_keep=True)
    return element("p", {"class": "dv-sql-link"}, shown)


def address(query: Query, named: Sequence[str], chosen: int = 0) -> str:
    """Return the address of the console with these questions of the app, one of them shown."""
    pairs = [
        *query.items(),
        *((NAMED, one) for one in named),
        *([(CHOSEN, str(chosen + 1))] if chosen else []),
    ]
    return f"{sitemap.named('console').href}?{urlencode(pairs, safe=',:=')}"


def choices(words: Words, query: Query, wanted: Wanted) -> str:
    """Return the questions of the app that a figure was made of as a row of links, the shown one marked."""
    links = [
        app_link(
            address(query, wanted.named, position),
            one.partition(":")[0],
            aria_current="true" if position == wanted.chosen else False,
        )
        for position, one in enumerate(wanted.named)
    ]
    caption = words.get("page.console.asked_by")
    label = element("span", {"class": "dv-caption"}, escape(caption))
    return element("div", {"class": "dv-choice", "role": "group", "aria-label": caption}, label, *links)


def wanted(words: Words) -> Wanted:
    """Return what the address of now asks; what a reader wrote goes before what is named."""
    if written := st.query_params.get(WRITTEN, "").strip():
        return Wanted(written)
    if named := tuple(st.query_params.get_all(NAMED)):
        return _named(words, named, st.query_params.get(CHOSEN, ""))
    example = st.query_params.get(EXAMPLE, "")
    examples = queries.examples()
    if example and example not in examples:
        return Wanted(problem=words.get("page.console.unknown.example", name=example))
    return Wanted(examples.get(example, "").strip())


def _named(words: Words, named: tuple[str, ...], position: str) -> Wanted:
    chosen = int(position) - 1 if position.isdecimal() and 0 < int(position) <= len(named) else 0
    name = named[chosen].partition(":")[0]
    try:
        asked = short.read(named[chosen])
        return Wanted(written_out(asked.name, **dict(asked.parameters)), named, chosen)
    except queries.UnknownQuery:
        problem = words.get("page.console.unknown.query", name=name)
    except (queries.WrongParameters, short.NotUnderstood, TypeError):
        takes = enumeration(sorted(queries.parameters(name)), words.language) or "∅"
        problem = words.get("page.console.unknown.parameters", name=name, wanted=takes)
    return Wanted(named=named, chosen=chosen, problem=problem)
