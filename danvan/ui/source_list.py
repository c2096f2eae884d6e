"""The documents, the figures one by one, and the open points; narrowed to one source or indicator by the address."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from danvan import format as fmt
from danvan.exports.deck import Table
from danvan.story import sources
from danvan.story.finding import Question, origin_words, table
from danvan.story.sources import HandedIn, Named, OpenPoint, SourceCard, Stated
from danvan.ui import cache, cards, findings, sitemap
from danvan.ui.cards import INDICATOR, SOURCE
from danvan.ui.filters import Filters, Query, address
from danvan.ui.markup import app_link, element
from danvan.ui.state import Screen, View


def show(view: View) -> None:
    """Show documents, figures and open points of what the address asks for."""
    source = st.query_params.get(SOURCE, "")
    indicator = st.query_params.get(INDICATOR, "")
    cache.drawn(_draw, findings.only(view, "field", "sample"), view.screen, source, indicator)


def _draw(filters: Filters, screen: Screen, source: str, indicator: str) -> None:
    question, query = findings.question(filters, screen), findings.query(filters)
    given = _given(question, source, indicator)
    figures = _listed(question, given, source)
    everything = (
        app_link(address("/nguon", query), question.say("filters.clear"), class_="dv-clear")
        if source or indicator
        else ""
    )
    points = (
        []
        if indicator
        else [point for point in sources.open_points(question) if source in ("", point.origin.source)]
    )
    st.html(
        everything
        + _part(question, "figures", figures if indicator else "")
        + _part(question, "documents", _documents(question, query, given.figures, source, indicator))
        + _part(question, "figures", "" if indicator else figures)
        + _part(question, "models", _models(question, given.models) if given.models else "")
        + _part(question, "open_points", _points(question, points) if points else "")
        + _way_to_tables(question, query)
    )


def _given(question: Question, source: str, indicator: str) -> HandedIn:
    """Return what the address asks for: all of one submission, or of other sources what they say of the town."""
    if sources.is_submission(question, source):
        return sources.handed_in(question, source, indicator)
    figures = [
        one
        for one in sources.stated(question)
        if indicator in ("", one.indicator) and source in ("", one.origin.source)
    ]
    return HandedIn(tuple(figures), 0, ())


def _listed(question: Question, given: HandedIn, source: str) -> str:
    """Return the figures as a table, and how many there are beside them; where there are none, why."""
    if not given.figures:
        known = source in ("", *question.catalogue.sources)
        words = (
            question.say("page.sources.none")
            if known
            else question.say("page.sources.unknown", source=source)
        )
        return element("p", {"class": "dv-missing"}, escape(words))
    caption = question.say("page.sources.figures")
    rows = cards.html_table(_figures(question, given.figures), caption, stacked=True)
    if not given.more:
        return rows
    number = fmt.number(given.more, 0, question.language)
    more = question.words.count("page.sources.more", given.more, number=number)
    return rows + element("p", {"class": "dv-sub"}, escape(more))


def _documents(
    question: Question, query: Query, figures: Sequence[Stated], source: str, indicator: str
) -> str:
    """Return the cards of the documents asked for; of all submissions the newest, and the way to the others."""
    if source or indicator:
        named = {source} if source else {one.origin.source for one in figures}
        shown, others = [card for card in sources.cards(question) if card.source.source in named], 0
    else:
        shown, others = sources.overview(question)
    if not shown:
        return ""
    listed = [_document(question, card, query, linked=not source) for card in shown]
    return element("div", {"class": "dv-documents"}, *listed) + _others(question, query, others)


def _others(question: Question, query: Query, others: int) -> str:
    if not others:
        return ""
    number, page = fmt.number(others, 0, question.language), question.say("navigation.submit")
    words = question.words.count("page.sources.other_submissions", others, number=number, page=page)
    link = app_link(address(sitemap.named("submit").href, query), words, data_keep=True, class_="dv-clear")
    return element("p", {}, link)


def _way_to_tables(question: Question, query: Query) -> str:
    """Return the way to the tables that all of this is read from."""
    words = question.say("page.console.from_sources")
    return element(
        "p",
        {"class": "dv-screen"},
        app_link(address(sitemap.named("console").href, query), words, data_keep=True, class_="dv-clear"),
    )


def _part(question: Question, key: str, content: str) -> str:
    if not content:
        return ""
    return element(
        "section",
        {},
        element("h2", {"class": "dv-section"}, escape(question.say(f"page.sources.{key}"))),
        content,
    )


def _figures(question: Question, figures: Sequence[Stated]) -> Table:
    heads = ("indicator", "place", "period", "value", "printed", "source", "notes")
    rows = [
        (
            one.name,
            one.place,
            one.period,
            one.value,
            one.origin.printed,
            origin_words(question, one.origin),
            " ".join(one.notes),
        )
        for one in figures
    ]
    return _table(question, heads, rows)


def _models(question: Question, models: Sequence[Named]) -> str:
    rows = [(one.name, one.field, one.place, origin_words(question, one.origin)) for one in models]
    shown = _table(question, ("model", "field", "place", "source"), rows)
    return cards.html_table(shown, question.say("page.sources.models"), stacked=True)


def _table(question: Question, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Return a table of texts. The cells are escaped: what a file says is to be read as it is written there."""
    escaped = [[escape(cell, quote=False) for cell in row] for row in rows]
    return table([question.say(f"table.{head}") for head in heads], escaped, texts=len(heads))


def _document(question: Question, card: SourceCard, query: Query, *, linked: bool) -> str:
    """Return the card of a document; that of a submission leads to its figures, which stand nowhere else."""
    source, say = card.source, question.say
    counts = {"figures": card.figures, "models": card.models}
    numbers = {name: fmt.number(count, 0, question.language) for name, count in counts.items()}
    rests = say("page.sources.rests", **numbers)
    href = address("/nguon", query | {SOURCE: source.source})
    lines = [
        escape(sources.issued(question, source)),
        escape(f"{say('page.sources.number')}: {source.number}") if source.number else "",
        app_link(href, rests) if linked and source.basis == "submitted" else escape(rests),
        escape(source.note),
    ]
    checksum = (
        element(
            "p",
            {"class": "dv-source dv-checksum"},
            escape(f"{say('page.sources.checksum')}: {source.sha256}"),
        )
        if source.sha256
        else ""
    )
    return element(
        "article",
        {"class": "dv-card"},
        element("h3", {}, escape(source.full_title(question.language))),
        *(element("p", {"class": "dv-sub"}, line) for line in lines if line),
        checksum,
        cards.badge(question, source.basis),
    )


def _points(question: Question, points: list[OpenPoint]) -> str:
    rows = [
        element(
            "li",
            {},
            element(
                "span",
                {"class": f"dv-kind dv-kind-{point.kind}"},
                escape(question.say(f"page.sources.{point.kind}")),
            ),
            " ",
            escape(point.text),
            " ",
            element("span", {"class": "dv-source"}, escape(origin_words(question, point.origin))),
        )
        for point in points
    ]
    return element("ul", {"class": "dv-attention"}, *rows)
