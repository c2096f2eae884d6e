"""The page on which readers see what does not add up: one sentence, a card each, what was checked."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from danvan import format as fmt
from danvan import paths
from danvan.exports.deck import Table
from danvan.intake.issue import DataError
from danvan.queries.asked import recorded
from danvan.story import disagreements as story
from danvan.story.disagreements import Check, Disagreement
from danvan.story.finding import Question, table
from danvan.submission import explanations
from danvan.ui import access, cache, cards, check_card, deck_permit, errors, findings, sql_links
from danvan.ui.check_card import Writer
from danvan.ui.filters import Filters, Query
from danvan.ui.markup import element
from danvan.ui.state import Screen, View

MOST_SHOWN = 60


def show(view: View) -> None:
    """Show what does not add up of what the address asks for, with forms for who may explain it."""
    _say_damage(view)
    allowed = access.of_reader(cache.catalogue())
    permit = deck_permit.permit(allowed) if allowed.units is None else ""
    asked = ("field",) if view.filters.since else ("places", "field", "first_year")
    cache.drawn(_draw, findings.only(view, *asked), view.screen, Writer(permit, allowed.by))


def _say_damage(view: View) -> None:
    """Say where the log of explanations cannot be read; until then all counts as open."""
    try:
        explanations.read(paths.state_dir())
    except DataError as error:
        errors.problems(view, error.issues)


def _draw(filters: Filters, screen: Screen, writer: Writer) -> None:
    question, query = findings.question(filters, screen), findings.query(filters)
    with recorded() as record:
        found = story.disagreements(question)
        done, _ = story.checks(question)
        said = story.summary(question, found)
    way = sql_links.link(question, list(record), query)
    head = element("div", {"class": "dv-line"}, element("p", {"class": "dv-sentence"}, escape(said)), way)
    still_open, closed = ([one for one in found if one.is_open is state] for state in (True, False))
    st.html(
        head
        + (_open(question, still_open, query, writer) if found else "")
        + ("" if writer.permit or not found else _no_right(question))
        + (_closed(question, closed, query, writer) if closed else "")
        + _done(question, done)
    )


def _open(question: Question, found: Sequence[Disagreement], query: Query, writer: Writer) -> str:
    nothing = element("p", {"class": "dv-sub"}, escape(question.say("page.checks.nothing_open")))
    heading = element("h2", {"class": "dv-section"}, escape(question.say("page.checks.open")))
    return element("section", {}, heading, _cards(question, found, query, writer) if found else nothing)


def _no_right(question: Question) -> str:
    return element("p", {"class": "dv-sub dv-screen"}, escape(question.say("page.checks.form.no_right")))


def _closed(question: Question, found: Sequence[Disagreement], query: Query, writer: Writer) -> str:
    """Return what is explained or settled, folded away."""
    number = fmt.number(len(found), 0, question.language)
    summary = element(
        "summary", {}, escape(question.words.count("page.checks.closed", len(found), number=number))
    )
    return element(
        "details", {"class": "dv-more dv-checks-folded"}, summary, _cards(question, found, query, writer)
    )


def _cards(question: Question, found: Sequence[Disagreement], query: Query, writer: Writer) -> str:
    shown = [check_card.card(question, one, query, writer) for one in found[:MOST_SHOWN]]
    others = len(found) - len(shown)
    number = fmt.number(others, 0, question.language)
    more = (
        element(
            "p", {"class": "dv-sub"}, escape(question.words.count("page.checks.more", others, number=number))
        )
        if others
        else ""
    )
    return element("div", {"class": "dv-checks"}, *shown) + more


def _done(question: Question, done: Sequence[Check]) -> str:
    """Return which checks there are and what each compares."""
    heading = question.say("page.checks.done")
    summary = element("summary", {}, escape(heading))
    rows = cards.html_table(_table(question, done), heading, stacked=True)
    return element("details", {"class": "dv-more dv-checks-folded"}, summary, rows)


def _table(question: Question, done: Sequence[Check]) -> Table:
    columns = [question.say(f"page.checks.table.{name}") for name in ("check", "compares", "findings")]
    return table(columns, [(one.title, one.compares, _found(question, one)) for one in done], texts=2)


def _found(question: Question, one: Check) -> str:
    number = fmt.number(one.findings, 0, question.language)
    return question.say("page.checks.table.more", number=number) if one.more else number
