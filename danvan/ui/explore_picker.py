"""The panel in which indicators are ticked. Its HTML is the same whatever is ticked: app.js sets what the boxes show.

So an answer does not draw it anew: it stays open, and the focus and what was typed stay where they are.
"""

from html import escape

from danvan.analysis.asked import DEFAULT_INDICATOR, INDICATORS, MODELS, Asked, indicator_slug
from danvan.analysis.fitting import indicators_of_units
from danvan.analysis.forms.common import indicator_name
from danvan.story.finding import Question
from danvan.ui.filters import address
from danvan.ui.markup import element, void

TOLD = "dv-indicators"  # the element that says which indicators were asked for


def panel(question: Question) -> str:
    """Return the indicators as boxes with a search; it depends on language and field only."""
    label = question.say("page.explore.indicators")
    pick = element(
        "details",
        {"class": "dv-pick dv-pick-indicators", "data-parameter": INDICATORS},
        _summary(question, label),
        _boxes(question),
    )
    return element(
        "form", {"class": "dv-bar", "data-filters": True, "data-told": TOLD, "aria-label": label}, pick
    )


def told(asked: Asked, address_asked: str) -> str:
    """Return what app.js ticks the boxes by: the indicators of an answer, and the address that it answers."""
    query = {INDICATORS: ",".join(map(indicator_slug, asked.indicators))}
    return element(
        "div",
        {"id": TOLD, "hidden": True, "data-asked": address_asked, "data-query": address("", query)},
    )


def _summary(question: Question, label: str) -> str:
    usual = indicator_name(question, DEFAULT_INDICATOR)
    chosen = {
        "class": "dv-chosen",
        "data-none": usual,
        "data-many": question.say("page.explore.many_indicators"),
    }
    caption = element("span", {"class": "dv-caption"}, escape(label))
    return element("summary", {}, caption, element("span", chosen, escape(usual)))


def _boxes(question: Question) -> str:
    find = question.say("page.explore.find_indicator")
    search = void("input", {"type": "search", "placeholder": find, "aria-label": find})
    nothing = question.say("page.explore.indicator_not_found")
    return element(
        "div",
        {"class": "dv-pick-panel"},
        search,
        element("div", {"class": "dv-pick-groups"}, *_groups(question)),
        element("p", {"class": "dv-none", "hidden": True}, escape(nothing)),
    )


def _groups(question: Question) -> list[str]:
    known = question.catalogue.indicators
    of_units = {one.indicator for one in indicators_of_units(question)}
    of_field = [code for code, one in known.items() if question.field in (None, one.field)]
    groups = {
        "of_wards": [code for code in of_field if code in of_units],
        "other": [MODELS],
        "of_town": [code for code in of_field if code not in of_units],
        "other_fields": [code for code in known if code not in of_field],
    }
    return [
        element(
            "fieldset",
            {},
            element("legend", {}, escape(question.say(f"page.explore.{name}"))),
            *(_box(question, code) for code in codes),
        )
        for name, codes in groups.items()
        if codes
    ]


def _box(question: Question, code: str) -> str:
    box = void("input", {"type": "checkbox", "value": indicator_slug(code)})
    return element("label", {}, box, element("span", {}, escape(indicator_name(question, code))))
