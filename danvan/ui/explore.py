"""The page that answers any question: choices, the way from town to unit and back, the finding, taking it away."""

from dataclasses import replace

import streamlit as st

from danvan.analysis import asked as asking
from danvan.analysis.asked import INDICATORS, UNITS, Asked, Misunderstood, indicator_slug
from danvan.analysis.forms import Result, result
from danvan.queries.asked import recorded
from danvan.story.finding import Question
from danvan.ui import cache, cards, errors, explore_choices, explore_picker, findings, sitemap, take_away
from danvan.ui.filters import PLACES, address, to_query
from danvan.ui.markup import app_link, element
from danvan.ui.state import View, address_asked


def show(view: View) -> None:
    """Show the question of the address and its answer; what of it is not understood is told."""
    parameters = {name: tuple(st.query_params.get_all(name)) for name in st.query_params}
    asked, misunderstood = asking.read(parameters, cache.catalogue())
    with st.container():  # so that the panel of indicators keeps its place on the page, told or not
        _tell(view, [one for one in misunderstood if one.parameter != UNITS])  # UNITS is told as a filter
    cache.drawn(_draw, view, asked, address_asked())


def _tell(view: View, misunderstood: list[Misunderstood]) -> None:
    language = view.filters.language
    known = {
        indicator_slug(code): indicator.name(language)
        for code, indicator in cache.catalogue().indicators.items()
    }
    for one in misunderstood:
        if one.parameter == INDICATORS and one.value in known:
            errors.warn(view.words.get("page.explore.too_many", indicator=known[one.value]))
            continue
        parameter = view.words.get(f"page.explore.parameter.{one.parameter}")
        said = view.words.get("page.explore.unknown_value", value=one.value, parameter=parameter)
        if one.suggestion:
            said += " " + view.words.get("problems.did_you_mean", suggestion=one.suggestion)
        errors.warn(said)


def _draw(view: View, asked: Asked, address_asked: str) -> None:
    # The analysis groups wards itself, by what is asked.
    question = findings.question(replace(view.filters, since=False), view.screen)
    with recorded() as record:
        found = result(question, asked)
    st.html(_breadcrumb(question, view, found.asked))
    with st.container(key="question"):
        st.html(explore_picker.panel(question))
        st.html(
            explore_picker.told(found.asked, address_asked)
            + explore_choices.panel(question, found, view.query)
        )
    if found.replaced:
        reasons = "; ".join(
            question.say(f"analysis.why.{reason}") for reason in dict.fromkeys(found.replaced)
        )
        errors.warn(f"{question.say('page.explore.replaced')} {reasons}.")
    cards.finding(question, found.finding, view.query, list(record))
    st.html(take_away.row(view, _as_shown(found)))


def _as_shown(found: Result) -> Asked:
    return replace(found.asked, form=found.form)


def _breadcrumb(question: Question, view: View, asked: Asked) -> str:
    """Return the way from the town to the units chosen: each part an address, the unit's profile beside it."""
    own = asking.written(asked)
    town = {name: value for name, value in view.query.items() if name != PLACES} | own
    parts = [
        app_link(address("", town) or "?", question.town_name, aria_current=not question.places and "page")
    ]
    if question.places:
        parts.append(", ".join(_unit(question, view, own, code) for code in question.places))
    if len(question.places) == 1:
        unit = question.full_name(question.places[0])
        href = address(sitemap.named("ward").href, dict(view.query))
        parts.append(app_link(href, question.say("page.explore.profile", unit=unit), class_="dv-aside"))
    label = question.say("page.explore.breadcrumb")
    ways = element("ol", {}, *(element("li", {}, part) for part in parts))
    return element("nav", {"class": "dv-crumbs", "aria-label": label}, ways)


def _unit(question: Question, view: View, own: dict[str, str], code: str) -> str:
    """Return one of the units chosen as a link to it alone; units side by side do not lie in each other."""
    one = to_query(replace(view.filters, places=(code,)), view.options) | own
    alone = len(question.places) == 1
    return app_link(address("", one), question.full_name(code), aria_current=alone and "page")
