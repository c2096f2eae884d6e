"""Which models a reader looks for, the list of those found, and the card of one; all of it in the address."""

from html import escape

import streamlit as st

from danvan import format as fmt
from danvan.story import model_card, model_search
from danvan.story.finding import Question
from danvan.story.model_card import Card
from danvan.story.model_search import Wanted
from danvan.ui import cache, cards, findings
from danvan.ui.choices import one_of, row
from danvan.ui.filters import Filters, address
from danvan.ui.markup import app_link, element, void
from danvan.ui.state import Screen, View
from danvan.vietnamese import slug, sort_key

SEARCH, HOST, MODEL = "tim", "chu-tri", "mo-hinh"


def choose(view: View) -> Wanted:
    """Show the search and the hosts, and return what the address asks for."""
    words = view.words
    hosts = {"": words.get("page.models.all_hosts")} | {
        slug(host): host for host in model_search.hosts(findings.asked(view))
    }
    chosen = one_of(HOST, hosts)
    wanted = Wanted(search=st.query_params.get(SEARCH, "").strip(), host=hosts[chosen] if chosen else "")
    box = {
        "type": "search",
        "name": SEARCH,
        "value": wanted.search,
        "placeholder": words.get("page.models.search"),
        "aria-label": words.get("page.models.search"),
    }
    button = element("button", {"type": "submit"}, escape(words.get("page.models.search_button")))
    search = element(
        "form", {"class": "dv-search", "data-search": SEARCH, "role": "search"}, void("input", box), button
    )
    choices = row(view, HOST, hosts, words.get("page.models.host"), {SEARCH: wanted.search})
    st.html(element("div", {"class": "dv-choices"}, search, choices))
    return wanted


def show_card(view: View) -> None:
    """Show the card of the model that the address names; say so where there is no such model."""
    model = st.query_params.get(MODEL, "").replace("-", "_")
    if model:
        cache.drawn(_draw_card, findings.only(view), view.screen, model)


def show_list(view: View, wanted: Wanted) -> None:
    """Show every model found as a link to its card."""
    cache.drawn(_draw_list, findings.only(view, "places", "field"), view.screen, wanted)


def _draw_card(filters: Filters, screen: Screen, model: str) -> None:
    question, query = findings.question(filters, screen), findings.query(filters)
    card = model_card.card(question, model)
    if card is None:
        st.html(
            element(
                "p", {"class": "dv-missing"}, escape(question.say("page.models.unknown_model", model=model))
            )
        )
        return
    close = app_link(
        address("/mo-hinh", query), question.say("page.models.close"), class_="dv-close", data_keep=True
    )
    facts = [_fact(name, words) for name, words in card.facts]
    head = element("h2", {"class": "dv-sentence"}, escape(card.name))
    body = element("dl", {"class": "dv-facts"}, *facts, *_wards(question, card))
    foot = cards.origin_line(question, card.basis, card.origins, query) + cards.note_list(
        question, card.notes
    )
    st.html(element("article", {"class": "dv-card dv-model"}, close, head, body, foot))


def _wards(question: Question, card: Card) -> list[str]:
    """Return the wards of a card as terms and descriptions, stated and inferred apart."""
    ward = question.say("table.ward")
    named = [
        (f"{ward} ({question.say(f'reading.{reading}')})", fmt.enumeration(names, question.language))
        for reading, names in (("stated", card.stated), ("inferred", card.inferred))
        if names
    ]
    return [_fact(term, words) for term, words in named or [(ward, question.say("page.models.nowhere"))]]


def _fact(term: str, words: str) -> str:
    return element("dt", {}, escape(term)) + element("dd", {}, escape(words))


def _draw_list(filters: Filters, screen: Screen, wanted: Wanted) -> None:
    question, query = findings.question(filters, screen), findings.query(filters)
    found = model_search.found(question, wanted)
    heading = element("h2", {"class": "dv-section"}, escape(question.say("page.models.list")))
    counted = element(
        "p",
        {"class": "dv-sub"},
        escape(question.words.count("page.models.found", len(found), number=str(len(found)))),
    )
    links = [
        element(
            "li",
            {},
            app_link(
                address("/mo-hinh", query | {MODEL: row.model.replace("_", "-")}), row.name, data_keep=True
            ),
        )
        for row in sorted(found.itertuples(), key=lambda row: sort_key(str(row.name)))
    ]
    st.html(element("section", {}, heading, counted, element("ul", {"class": "dv-models"}, *links)))
