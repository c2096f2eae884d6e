"""A row of what a document says of the town, before the wards' figures."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from danvan.story import headlines, security
from danvan.ui import cache, cards, findings
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
    derived = headlines.per_household(question, "land_per_household_m2", "contributions")
    shown = [*headlines.of(question, indicators, "contributions"), *([derived] if derived else [])]
    st.html(cards.headlines(question, shown, findings.query(filters)))


def _draw_tips_and_cases(filters: Filters, screen: Screen, indicators: tuple[str, ...]) -> None:
    question = findings.question(filters, screen)
    derived = headlines.ratio(question, "cases_per_100_tips", "security")
    shown = [*headlines.of(question, indicators, "security"), *([derived] if derived else [])]
    sentence = element("p", {"class": "dv-sentence"}, escape(security.reported_sentence(question)))
    st.html(sentence + cards.headlines(question, shown, findings.query(filters)))
