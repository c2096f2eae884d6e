"""All wards as tiles that lie as the wards do, each the way to its profile."""

from html import escape

import streamlit as st

from danvan import format as fmt
from danvan.catalogue import Place
from danvan.story.finding import Question
from danvan.story.ward_gaps import handed_in_of
from danvan.story.ward_profile import title
from danvan.ui import cache, cards, findings, sitemap
from danvan.ui.filters import PLACES, Filters, Query, address
from danvan.ui.markup import app_link, element, void
from danvan.ui.state import Screen, View


def head(view: View) -> None:
    """Show the title of the list and what it is for."""
    town = findings.asked(view).town_name
    cards.title(view.words.get("page.ward.title"), view.words.get("page.ward.sentence", town=town))


def show(view: View) -> None:
    """Show every ward with how many indicators it has handed in; those chosen stand out."""
    cache.drawn(_draw, findings.only(view, "places", "first_year", "sample"), view.screen)


def _draw(filters: Filters, screen: Screen) -> None:
    question, query = findings.question(filters, screen), findings.query(filters)
    note = question.say("page.ward.list_note", period=fmt.period(question.period, question.language))
    heading = element("h2", {"class": "dv-section"}, escape(question.say("page.ward.list")))
    tiles = [_tile(question, ward, query) for ward in question.catalogue.wards]
    st.html(
        element(
            "section",
            {},
            heading,
            element("p", {"class": "dv-sub"}, escape(note)),
            element("ul", {"class": "dv-tiles"}, *tiles),
        )
    )


def _tile(question: Question, ward: Place, query: Query) -> str:
    number, asked = handed_in_of(question, ward.place)
    counted = question.say("page.ward.handed_in", number=str(number), all=str(asked))
    meter = void("meter", {"max": str(asked), "value": str(number), "aria-hidden": "true"})
    link = app_link(
        address(sitemap.named("ward").href, query | {PLACES: ward.slug}),
        title(question, ward.place),
        data_keep=True,
        aria_current="true" if ward.place in question.places else False,
    )
    where = f"--row: {ward.tile_row}; --column: {ward.tile_col}"
    said = element("span", {"class": "dv-source"}, escape(counted))
    return element("li", {"style": where}, link, said, meter)
