"""A whole document, part by part: every figure and model in use marked, each leading to its sentence and its charts."""

from html import escape

import streamlit as st

from danvan.story import cited as citing
from danvan.story import sources
from danvan.story.cited import Cited
from danvan.story.finding import Question
from danvan.ui import documents_at_hand, findings, source_count, source_text
from danvan.ui import source_links as links
from danvan.ui.documents_at_hand import AtHand
from danvan.ui.filters import Filters, Query
from danvan.ui.markup import app_link, element
from danvan.ui.source_text import Marks
from danvan.ui.sources_linked import Asked, href_of_document
from danvan.ui.state import Screen

MOST_HEADINGS = 400


def draw(filters: Filters, screen: Screen, asked: Asked, at_hand: AtHand) -> None:
    """Draw one part of the document of a source; say so where it is not there."""
    question, query = findings.question(filters, screen), findings.query(filters)
    of_text = sources.cited(question, asked.source)
    found = documents_at_hand.cited_of(question, at_hand, of_text)
    way = links.way(question, query, asked.source, at_hand)
    if found is None:
        st.html(way + links.not_at_hand(question, query, at_hand))
        return
    part = min(asked.document, len(found.layout.parts)) - 1
    marks = links.marks(question, query, found, of_text)
    st.html(
        way
        + source_count.told(question, query, at_hand, found, of_text)
        + element(
            "div",
            {"class": "dv-whole"},
            _contents(question, query, asked.source, found, part, opened=not screen.narrow),
            _text(question, query, asked.source, found, marks, part),
        )
    )


def _contents(question: Question, query: Query, source: str, found: Cited, part: int, *, opened: bool) -> str:
    """Return the headings, each leading to its part; those of this part to their place in it; folded on a phone."""
    headings = [
        (
            one,
            f"#doan-{one.paragraph + 1}"
            if one.part == part
            else href_of_document(query, source, one.part + 1),
        )
        for one in found.layout.contents[:MOST_HEADINGS]
    ]
    if not headings:
        return element("nav", {"class": "dv-contents"}, escape(question.say("cited.document.no_headings")))
    items = [
        element(
            "li",
            {"data-depth": str(min(one.section.count("."), 4))},
            _heading(question, one.text, href, here=one.part == part),
        )
        for one, href in headings
    ]
    words = question.say("cited.document.contents")
    listed = element("ol", {}, *items)
    summary = element("summary", {}, escape(words))
    return element(
        "nav",
        {"class": "dv-contents", "aria-label": words},
        element("details", {"open": opened}, summary, listed),
    )


def _heading(question: Question, text: str, href: str, *, here: bool) -> str:
    attributes: dict[str, str | bool] = {"href": href}
    if not here:
        attributes |= {"data-app-link": True, "data-keep": True}
    return element("a", attributes, source_text.plain(question, text))


def _text(question: Question, query: Query, source: str, found: Cited, marks: Marks, part: int) -> str:
    passages = [_passage(question, one, marks) for one in citing.part(found, part)]
    ways = _ways(question, query, source, part, len(found.layout.parts))
    label = question.say("cited.document.text")
    return element(
        "article",
        {"class": "dv-whole-text", "aria-label": label},
        _legend(question, marks),
        ways,
        *passages,
        ways,
    )


def _passage(question: Question, passage: citing.Passage, marks: Marks) -> str:
    said = source_text.paragraph(question, passage, marks)
    if not passage.note:
        return said
    return element("aside", {"class": "dv-cite-footnotes"}, said)


def _legend(question: Question, marks: Marks) -> str:
    """Return how figures and models are marked, as far as the document has any."""
    kinds = [kind for kind, cited in (("figure", marks.figures), ("model", marks.models)) if cited]
    shown = [
        element(
            "mark",
            {"class": f"dv-mark dv-mark-{kind}"},
            escape(question.say(f"cited.document.legend_{kind}")),
        )
        for kind in kinds
    ]
    told = escape(question.say("cited.document.legend"))
    return element("p", {"class": "dv-sub dv-screen"}, told, " ", " ".join(shown))


def _ways(question: Question, query: Query, source: str, part: int, parts: int) -> str:
    if parts < 2:
        return ""
    say = question.say
    ways = [
        app_link(href_of_document(query, source, to + 1), say(f"cited.document.{key}"), data_keep=True)
        for key, to in (("previous_part", part - 1), ("next_part", part + 1))
        if 0 <= to < parts
    ]
    told = element("span", {}, escape(say("cited.document.part_of", part=str(part + 1), parts=str(parts))))
    return element("nav", {"class": "dv-cite-ways", "aria-label": say("cited.document.parts")}, told, *ways)
