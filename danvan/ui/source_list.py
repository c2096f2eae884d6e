"""The documents, the figures one by one, and the open points; narrowed to one source or indicator by the address."""

from html import escape

import streamlit as st

from danvan.story import sources
from danvan.story.finding import Question, Table, origin_words, table
from danvan.story.sources import OpenPoint, SourceCard, Stated
from danvan.ui import cache, cards, findings
from danvan.ui.cards import INDICATOR, SOURCE
from danvan.ui.filters import Filters, address
from danvan.ui.markup import app_link, element
from danvan.ui.state import Screen, View


def show(view: View) -> None:
    """Show documents, figures and open points of what the address asks for."""
    source = st.query_params.get(SOURCE, "")
    indicator = st.query_params.get(INDICATOR, "")
    cache.drawn(_draw, findings.only(view, "field", "sample"), view.screen, source, indicator)


def _draw(filters: Filters, screen: Screen, source: str, indicator: str) -> None:
    question, query = findings.question(filters, screen), findings.query(filters)
    figures = [
        one
        for one in sources.stated(question)
        if indicator in ("", one.indicator) and source in ("", one.origin.source)
    ]
    named = {source} if source else {one.origin.source for one in figures} if indicator else set()
    documents = [card for card in sources.cards(question) if not named or card.source.source in named]
    everything = (
        app_link(address("/nguon", query), question.say("filters.clear"), class_="dv-clear")
        if source or indicator
        else ""
    )
    rows = cards.html_table(_figures(question, figures), question.say("page.sources.figures"), stacked=True)
    points = (
        []
        if indicator
        else [point for point in sources.open_points(question) if source in ("", point.origin.source)]
    )
    st.html(
        everything
        + _part(question, "figures", rows if indicator else "")
        + _part(
            question,
            "documents",
            element("div", {"class": "dv-documents"}, *(_document(question, card) for card in documents)),
        )
        + _part(question, "figures", "" if indicator else rows)
        + _part(question, "open_points", _points(question, points) if points else "")
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


def _figures(question: Question, figures: list[Stated]) -> Table:
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
    return table([question.say(f"table.{head}") for head in heads], rows, texts=len(heads))


def _document(question: Question, card: SourceCard) -> str:
    source, say = card.source, question.say
    issued = sources.issued(question, source)
    rests = say("page.sources.rests", figures=str(card.figures), models=str(card.models))
    lines = [
        issued,
        f"{say('page.sources.number')}: {source.number}" if source.number else "",
        rests,
        source.note,
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
        *(element("p", {"class": "dv-sub"}, escape(line)) for line in lines if line),
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
