"""The sheet of one ward: what it is, its figures, its models, what it has not handed in, and who says so."""

from html import escape

import streamlit as st

from danvan import format as fmt
from danvan.story.finding import Origin, Question, section_words
from danvan.story.ward_gaps import Gaps, gap_lines, gap_sentence
from danvan.story.ward_profile import NamedModel, Profile, neighbours, profile, title
from danvan.ui import cache, findings, present_way, sitemap, sources_linked, ward_table
from danvan.ui.filters import Filters, Query, address
from danvan.ui.markup import app_link, element
from danvan.ui.model_choice import MODEL
from danvan.ui.state import Screen, View, link, link_to_other_time


def head(view: View, place: str) -> None:
    """Show the way back to all wards, the wards before and after, the button that prints, and the name."""
    question = findings.asked(view)
    town = question.town_name
    all_wards = app_link(link("ward", places=()), town[:1].upper() + town[1:])
    here = element("span", {"aria-current": "page"}, escape(title(question, place)))
    trail = element(
        "nav", {"class": "dv-trail", "aria-label": question.say("page.ward.trail")}, all_wards, " › ", here
    )
    button = element(
        "button", {"type": "button", "data-print": True}, escape(question.say("page.ward.print"))
    )
    steps = element(
        "nav",
        {"class": "dv-steps", "aria-label": question.say("page.ward.neighbours")},
        *_steps(question, place),
    )
    name = element("h1", {}, escape(title(question, place)))
    st.html(
        element("div", {"class": "dv-ward-head"}, trail, steps, present_way.link_of(view, "ward"), button)
        + name
        + _other_time(question, place)
    )


def show(view: View, place: str) -> None:
    """Show the sheet of one ward."""
    cache.drawn(_draw, findings.only(view, "first_year", "sample"), view.screen, place)


def _other_time(question: Question, place: str) -> str:
    """Return the ways from a ward to the unit it went into, from a unit to the wards it was made of."""
    heir = question.catalogue.heir_of(place)
    others = {"heir": [heir]} if heir != place else {}
    others |= {"part": [ward.place for ward in question.catalogue.parts_of(place)]}
    links = [
        app_link(
            link_to_other_time("ward", one),
            question.say(f"page.ward.units.{key}", unit=question.full_name(one)),
        )
        for key, codes in others.items()
        for one in codes
    ]
    if not links:
        return ""
    label = question.say("page.ward.units.ways")
    return element("nav", {"class": "dv-ward-head dv-screen", "aria-label": label}, *links)


def _steps(question: Question, place: str) -> list[str]:
    steps = zip(("before", "after"), neighbours(question, place), strict=True)
    return [
        app_link(
            link("ward", places=(ward,)), question.say(f"page.ward.{key}", name=question.name(ward)), rel=rel
        )
        for (key, ward), rel in zip(steps, ("prev", "next"), strict=True)
        if ward
    ]


def _draw(filters: Filters, screen: Screen, place: str) -> None:
    question, query = findings.question(filters, screen), findings.query(filters)
    shown = profile(question, place)
    period = fmt.period(question.period, question.language)
    name = question.name(place)
    sections = [ward_table.section(question, one, name, query) for one in shown.sections]
    if sections:
        sections.append(ward_table.marks(question, shown.name))
    if not sections:
        words = question.say("page.ward.no_figures", period=period)
        sections = [element("p", {"class": "dv-missing"}, escape(words))]
    below = element(
        "div", {"class": "dv-ward-below"}, _models(question, shown, query), _gaps(question, shown.gaps, query)
    )
    st.html(
        element("div", {"class": "dv-ward"}, _facts(shown), *sections, below, _foot(question, shown, query))
    )


def _facts(shown: Profile) -> str:
    facts = [
        element("div", {}, element("dt", {}, escape(term)), element("dd", {}, escape(words)))
        for term, words in shown.facts
    ]
    cautions = [element("p", {"class": "dv-caution"}, escape(words)) for words in shown.cautions]
    return element("dl", {"class": "dv-ward-facts"}, *facts) + "".join(cautions)


def _models(question: Question, shown: Profile, query: Query) -> str:
    heading = element("h2", {"class": "dv-section"}, escape(question.say("page.ward.models")))
    parts = [
        element("h3", {}, escape(question.say(f"reading.{reading}"))) + _listed(named, query)
        for reading in ("stated", "inferred")
        if (named := [one for one in shown.models if one.reading == reading])
    ]
    nothing = element("p", {"class": "dv-missing"}, escape(question.say("page.ward.no_models")))
    return element("section", {}, heading, *(parts or [nothing]))


def _listed(models: list[NamedModel], query: Query) -> str:
    href = sitemap.named("models").href
    links = [
        app_link(address(href, query | {MODEL: one.model.replace("_", "-")}), one.name, data_keep=True)
        for one in models
    ]
    return element("ul", {}, *(element("li", {}, each) for each in links))


def _gaps(question: Question, found: Gaps, query: Query) -> str:
    """Return what is missing, in a line that counts and one for each kind of gap, and the way to hand it in."""
    heading = element("h2", {"class": "dv-section"}, escape(question.say("page.ward.gaps")))
    counted = element("p", {}, escape(gap_sentence(question, found)))
    terms = [
        element("dt", {}, escape(term)) + element("dd", {}, escape("; ".join(names)))
        for term, names in gap_lines(question, found)
    ]
    way = (
        ""
        if found.complete
        else element(
            "p",
            {"class": "dv-screen"},
            app_link(
                address(sitemap.named("submit").href, query),
                question.say("page.ward.hand_in"),
                data_keep=True,
            ),
        )
    )
    return element(
        "section", {"class": "dv-gaps"}, heading, counted, element("dl", {}, *terms) if terms else "", way
    )


def _foot(question: Question, shown: Profile, query: Query) -> str:
    """Return the open points, the sources of what is not in a table, the period, and which snapshot it is."""
    points = [element("li", {}, escape(note)) for note in (*shown.remarks, *shown.notes)]
    notes = (
        element("p", {}, escape(question.say("page.ward.notes"))) + element("ul", {}, *points)
        if points
        else ""
    )
    period = fmt.period(question.period, question.language)
    snapshot = cache.opened().snapshot.snapshot
    foot = escape(question.say("page.ward.foot", period=period, snapshot=snapshot))
    return element(
        "footer",
        {"class": "dv-ward-foot"},
        notes,
        element("p", {}, _sources(question, shown.origins, query), " ", foot),
    )


def _sources(question: Question, shown: tuple[Origin, ...], query: Query) -> str:
    """Return the sources as links, each with the sections in it."""
    links = [
        app_link(
            sources_linked.href_of_figure(query, origin.source, origin.locator),
            section_words(question, origin),
            data_keep=True,
        )
        for origin in shown
    ]
    said = escape(question.say("standing.source", sources="").strip())
    return f"{said} {'; '.join(dict.fromkeys(links))}."
