"""A row of what a document says of the town, before the wards' figures."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from danvan.queries.asked import recorded
from danvan.story import headlines, security
from danvan.ui import cache, cards, findings, sql_links
from danvan.ui.filters import Filters
from danvan.ui.markup import element
from danvan.ui.state import Screen, View


def contributions(view: View, indicators: Sequence[str]) -> None:
    """Show the reported contributions and the land per household that follows from them."""
    cache.drawn(_draw_contributions, findings.only(view), view.screen, tuple(indicators))


def tips_and_cases(view: View, indicators: Sequence[str]) -> None:
    """Show the reported tips, cases and persons, the ratio that follows, and that no tip is tied to a case."""
    cache.drawn(_draw_tips_and_cases, findings.only(view), view.screen, tuple(indicators))


def _draw_contributions(filters: Filters, screen: Screen, indicators: tuple[str, ...]) -> None:
    question = findings.question(filters, screen)
    with recorded() as record:
        derived = headlines.per_household(question, "land_per_household_m2", "contributions")
        shown = [*headlines.of(question, indicators, "contributions"), *([derived] if derived else [])]
    query = findings.query(filters)
    st.html(cards.headlines(question, shown, query) + sql_links.link(question, list(record), query))


def _draw_tips_and_cases(filters: Filters, screen: Screen, indicators: tuple[str, ...]) -> None:
    question = findings.question(filters, screen)
    with recorded() as record:
        derived = headlines.ratio(question, "cases_per_100_tips", "security")
        shown = [*headlines.of(question, indicators, "security"), *([derived] if derived else [])]
        said = security.reported_sentence(question)
    sentence, query = element("p", {"class": "dv-sentence"}, escape(said)), findings.query(filters)
    way = sql_links.link(question, list(record), query)
    st.html(sentence + cards.headlines(question, shown, query) + way)
