"""The first page's one screen: fields side by side, their headlines under them, and what deserves attention below."""

from html import escape

import streamlit as st

from danvan.queries.asked import recorded
from danvan.story import headlines, overview
from danvan.story.finding import Question
from danvan.story.headlines import Headline
from danvan.ui import cache, cards, findings, sql_links
from danvan.ui.filters import Filters, Query
from danvan.ui.markup import element
from danvan.ui.state import Screen, View

# The field without figures of its own shares a column, so that four columns fit a laptop.
COLUMNS = (
    ("kinh_te",),
    ("van_hoa_xa_hoi", "he_thong_chinh_tri"),
    ("quoc_phong_an_ninh",),
    ("chung",),
)


def show_overview(view: View) -> None:
    """Show the headlines by field and the points of attention."""
    cache.drawn(_draw, findings.only(view, "field", "sample"), view.screen)


def _draw(filters: Filters, screen: Screen) -> None:
    question, query = findings.question(filters, screen), findings.query(filters)
    with recorded() as record:
        shown, named = headlines.by_field(question), overview.models_by_field(question)
        attention = overview.attention(question)
    columns = [
        element(
            "div",
            {"class": "dv-column"},
            *(_field(question, field, shown[field], named.get(field, 0), query) for field in fields),
        )
        for column in COLUMNS
        if (fields := [field for field in column if field in shown])
    ]
    heading = element("h2", {"class": "dv-section"}, escape(question.say("page.overview.attention")))
    line = element("div", {"class": "dv-line"}, heading, sql_links.link(question, list(record), query))
    points = cards.attention(question, attention, query)
    st.html(element("div", {"class": "dv-overview"}, *columns) + element("section", {}, line, points))


def _field(question: Question, field: str, shown: list[Headline], models: int, query: Query) -> str:
    name = escape(question.catalogue.fields[field].name(question.language))
    counted = question.words.count("page.overview.models", models, number=str(models)) if models else ""
    heading = element("h2", {"class": "dv-field"}, name, " ", element("small", {}, escape(counted)))
    listed = [cards.headline(question, one, query, linked=True) for one in shown]
    nothing = element("p", {"class": "dv-missing"}, escape(question.say("page.overview.no_figures")))
    attributes = {"class": "dv-field-group", "style": f"--field: var(--{field.replace('_', '-')})"}
    return element("section", attributes, heading, *(listed or [nothing]))
