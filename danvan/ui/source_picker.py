"""Which source, indicator and place the figures are listed of: three choices beside the filters of the bar.

Their HTML is the same whatever is chosen: app.js reads and sets what they show.
"""

from collections.abc import Mapping
from html import escape

from danvan.story.finding import Question
from danvan.ui.filters import address
from danvan.ui.markup import element, void
from danvan.ui.sources_linked import INDICATOR, PAGE, PERIOD, PLACE, SENTENCE, SOURCE, STANDARD, Asked

TOLD = "dv-sources-told"  # the element that says what was asked for
MOST_SUBMISSIONS, MOST_PLACES = 200, 400
# What a new choice lets go of: the page of the list, and which one figure was looked at.
LET_GO = (PAGE, PERIOD, STANDARD, SENTENCE)


def bar(question: Question, asked: Asked) -> str:
    """Return the three choices; one that the lists leave out for their length is in them where it is asked for."""
    say = question.say
    selects = [
        _select(
            SOURCE, say("cited.source"), {"": say("cited.all_sources"), **_sources(question, asked.source)}
        ),
        _select(
            INDICATOR, say("cited.indicator"), {"": say("cited.all_indicators"), **_indicators(question)}
        ),
        _select(PLACE, say("cited.place"), {"": say("cited.all_places"), **_places(question, asked.place)}),
    ]
    dropped = [void("input", {"type": "hidden", "data-parameter": name, "value": ""}) for name in LET_GO]
    attributes: dict[str, str | bool] = {
        "class": "dv-bar dv-sources-bar",
        "data-filters": True,
        "data-told": TOLD,
        "aria-label": say("cited.filter"),
    }
    return element("form", attributes, *selects, *dropped)


def told(asked: Asked, address_asked: str) -> str:
    """Return what app.js sets the choices by, and the address that it answers."""
    given = {SOURCE: asked.source, INDICATOR: asked.indicator, PLACE: asked.place}
    query = address("", {name: value for name, value in given.items() if value})
    return element("div", {"id": TOLD, "hidden": True, "data-asked": address_asked, "data-query": query})


def _sources(question: Question, chosen: str) -> dict[str, str]:
    """Return the sources; of many submissions the newest, and the one that is chosen."""
    known = question.catalogue.sources
    submitted = sorted((code for code, one in known.items() if one.basis == "submitted"), reverse=True)
    left_out = set(submitted[MOST_SUBMISSIONS:]) - {chosen}
    shown = (one for code, one in known.items() if code not in left_out)
    return {
        one.source: one.short_name(question.language)
        for one in shown
        if question.sample or one.basis != "sample"
    }


def _indicators(question: Question) -> dict[str, str]:
    return {code: one.name(question.language) for code, one in question.catalogue.indicators.items()}


def _places(question: Question, chosen: str) -> dict[str, str]:
    order = {"town": 0, "province": 1, "country": 2}
    places = sorted(question.catalogue.places.values(), key=lambda place: order.get(place.level, 3))
    shown = [*places[:MOST_PLACES], *(place for place in places[MOST_PLACES:] if place.place == chosen)]
    return {place.place: question.full_name(place.place) for place in shown}


def _select(parameter: str, caption: str, choices: Mapping[str, str]) -> str:
    options = [element("option", {"value": value}, escape(name)) for value, name in choices.items()]
    said = element("span", {"class": "dv-caption"}, escape(caption))
    return element(
        "label", {"class": "dv-control"}, said, element("select", {"data-parameter": parameter}, *options)
    )
