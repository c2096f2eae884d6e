"""From a number to its sentence: the figure with its standing beside the paragraph that it stands in."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from danvan.documents.locators import parse
from danvan.story import cited as citing
from danvan.story import sources
from danvan.story.cited import Cited, Found, Sentence
from danvan.story.finding import Question
from danvan.story.sources import Stated
from danvan.ui import cards, documents_at_hand, findings, source_table, source_text
from danvan.ui import source_links as links
from danvan.ui.documents_at_hand import FIGURE, AtHand
from danvan.ui.filters import Filters, Query
from danvan.ui.markup import app_link, element
from danvan.ui.source_text import Marks
from danvan.ui.sources_linked import Asked, href_of_figure
from danvan.ui.state import Screen


def draw(filters: Filters, screen: Screen, asked: Asked, at_hand: AtHand) -> None:
    """Draw the sentence of the figure that an address names, a list of several; what is not there is told."""
    question, query = findings.question(filters, screen), findings.query(filters)
    of_text = sources.cited(question, asked.source)
    wanted = _wanted(question, asked, of_text)
    way = links.way(question, query, asked.source, at_hand)
    if not wanted:
        st.html(way + _missing(question.say("cited.nothing_there")))
        return
    if len({one.origin.locator for one in wanted}) > 1:
        heading = question.say("cited.many_sentences")
        st.html(way + source_table.section(heading, source_table.figures(question, wanted, query)))
        return
    found = documents_at_hand.cited_of(question, at_hand, of_text)
    text = _text(question, query, at_hand, found, of_text, wanted[0])
    heads = "".join(_head(one, cards.badge(question, one.basis)) for one in wanted)
    standing = "".join(_standing(question, query, one) for one in wanted)
    st.html(
        way
        + element(
            "div",
            {"class": "dv-cite"},
            element("div", {"class": "dv-cite-heads"}, heads),
            text,
            element("div", {"class": "dv-cite-rest"}, standing),
        )
    )


def _wanted(question: Question, asked: Asked, of_text: Sequence[Stated]) -> list[Stated]:
    if asked.spans:
        return [one for one in of_text if links.span(one) in asked.spans]
    one = sources.figure(question, asked.source, asked.key) if asked.key else None
    return [one] if one else []


def _missing(words: str) -> str:
    return element("p", {"class": "dv-missing"}, escape(words))


def _head(figure: Stated, badge: str) -> str:
    """Return the figure: what, how much, where and when, on what basis."""
    return element(
        "header",
        {"class": "dv-card dv-cite-head"},
        element("h2", {}, escape(figure.name)),
        element("p", {"class": "dv-value"}, escape(figure.value)),
        element("p", {"class": "dv-sub"}, escape(f"{figure.place}, {figure.period}")),
        badge,
    )


def _standing(question: Question, query: Query, figure: Stated) -> str:
    """Return how a figure is printed, where, by whom, what it means, what is open about it, and which charts use it."""
    source = question.catalogue.sources[figure.origin.source]
    facts = {
        "printed": f"“{figure.printed}”" if figure.origin.printed else figure.printed,
        "where": figure.where,
        "source": source.full_title(question.language),
        "meaning": figure.definition,
    }
    listed = [
        element("dt", {}, escape(question.say(f"cited.sentence.{name}"))) + element("dd", {}, escape(words))
        for name, words in facts.items()
        if words
    ]
    notes = [element("li", {}, escape(note)) for note in figure.notes]
    return element(
        "article",
        {"class": "dv-card dv-cite-standing"},
        links.shown_on(question, query, figure),
        element("dl", {"class": "dv-facts"}, *listed),
        element("ul", {"class": "dv-cite-notes"}, *notes) if notes else "",
    )


def _text(
    question: Question,
    query: Query,
    at_hand: AtHand,
    found: Cited | None,
    of_text: Sequence[Stated],
    figure: Stated,
) -> str:
    """Return the sentence in its paragraph; without one, why there is none to show and what can be done."""
    if not figure.origin.locator or links.span(figure) is None:
        return _without(question, links.no_text(question, figure))
    if found is None:
        return _without(question, links.not_at_hand(question, query, at_hand))
    key = f"{FIGURE}{of_text.index(figure)}"
    lost = next((one for one in found.lost if one.quote.key == key), None)
    if lost is not None:
        return _without(question, links.misfit(question, lost.code, figure))
    shown = citing.sentence(found, key)
    if shown is None:
        return _without(question, _missing(question.say("cited.nothing_there")))
    marks = links.marks(question, query, found, of_text, asked=key)
    neighbours = _neighbours(question, query, of_text, found.beside(key))
    whole = links.to_document(question, query, at_hand.source, found, key)
    return element(
        "section",
        {"class": "dv-cite-text", "aria-label": question.say("cited.sentence.title")},
        _path(question, shown),
        element(
            "div",
            {"class": "dv-cite-body"},
            *_paragraphs(question, shown, marks, parse(figure.origin.locator).note),
        ),
        neighbours,
        whole,
    )


def _without(question: Question, told: str) -> str:
    return element(
        "section", {"class": "dv-cite-text", "aria-label": question.say("cited.sentence.title")}, told
    )


def _path(question: Question, shown: Sentence) -> str:
    steps = [element("li", {}, source_text.plain(question, text)) for text in shown.path]
    label = question.say("cited.sentence.path")
    return element("ol", {"class": "dv-cite-path", "aria-label": label}, *steps) if steps else ""


def _paragraphs(question: Question, shown: Sentence, marks: Marks, own_note: str) -> list[str]:
    """Return the paragraph with its neighbours around and its footnotes beside; of a footnote where its mark stands."""

    def pale(passage: citing.Passage | None, key: str) -> str:
        if passage is None:
            return ""
        label = element("span", {"class": "dv-said"}, escape(question.say(f"cited.sentence.{key}")))
        return element(
            "div", {"class": "dv-beside"}, label, source_text.paragraph(question, passage, marks, "dv-pale")
        )

    passage = element("blockquote", {}, source_text.paragraph(question, shown.passage, marks, "dv-passage"))
    if shown.marked_in is not None:
        told = question.say("cited.sentence.note_of", note=shown.passage.note)
        host = source_text.paragraph(question, shown.marked_in, marks, "dv-pale")
        return [
            passage,
            element("div", {"class": "dv-beside"}, element("p", {"class": "dv-sub"}, escape(told)), host),
        ]
    notes = [_note(question, note, marks, own_note) for note in shown.notes]
    return [
        pale(shown.before, "before"),
        passage,
        element("aside", {"class": "dv-cite-footnotes"}, *notes) if notes else "",
        pale(shown.after, "after"),
    ]


def _note(question: Question, note: citing.Passage, marks: Marks, own: str) -> str:
    """Return a footnote; the one that the locator of the figure names stands out."""
    key = "own_note" if note.note == own else "note"
    label = element("b", {}, escape(question.say(f"cited.sentence.{key}", note=note.note)))
    class_ = "dv-own-note" if note.note == own else False
    return element(
        "div", {"class": class_}, label, source_text.paragraph(question, note, marks, "dv-footnote")
    )


def _neighbours(
    question: Question, query: Query, of_text: Sequence[Stated], beside: tuple[Found | None, Found | None]
) -> str:
    """Return the ways to the figures before and after in the document."""
    ways = []
    for key, one in zip(("previous", "next"), beside, strict=True):
        if one is not None:
            figure = of_text[int(one.quote.key.removeprefix(FIGURE))]
            words = question.say(f"cited.sentence.{key}", printed=one.quote.printed or figure.value)
            href = href_of_figure(query, figure.origin.source, figure.origin.locator)
            ways.append(app_link(href, words, data_keep=True, class_=f"dv-{key}", title=figure.name))
    label = question.say("cited.sentence.neighbours")
    return element("nav", {"class": "dv-cite-ways", "aria-label": label}, *ways) if ways else ""
