"""The choices of a question as links, each an address; one that does not fit says why, and does nothing."""

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Any

from danvan import format as fmt
from danvan.analysis.asked import (
    FORM,
    GROUPING,
    LEAST,
    LENGTH,
    MEASURE,
    Asked,
    written,
)
from danvan.analysis.counting import DIVIDED
from danvan.analysis.fitting import fitting
from danvan.analysis.forms import Result
from danvan.story.finding import Question
from danvan.ui.filters import PLACES, Query, address
from danvan.ui.markup import app_link, element

LEAST_OFFERED = (1, 2, 3, 5, 8)
NAMES = {GROUPING: "grouping", LENGTH: "length", MEASURE: "measure", FORM: "form"}


def panel(question: Question, found: Result, query: Query) -> str:
    """Return how a question can be changed, what does not fit without a link, and below it the reasons."""
    asked = found.asked
    fits = fitting(question, asked)
    offered: list[tuple[str, Mapping[Any, str], Any]] = [
        (GROUPING, fits.groupings, asked.grouping),
        (LENGTH, fits.lengths, asked.length),
        (MEASURE, fits.measures, asked.measure),
        (FORM, found.offered, found.form),
    ]
    rows = [_row(question, asked, query, *each) for each in offered]
    rows.insert(0, _groups_of_wards(question, asked, query))
    if asked.about_models and (asked.grouping == "model" or found.form == "matrix"):
        rows.append(_least(question, asked, query))
    return element(
        "section",
        {"class": "dv-question", "aria-label": question.say("page.explore.title")},
        element("div", {"class": "dv-choices"}, *rows),
        _reasons(question, offered),
    )


def _row(
    question: Question, asked: Asked, query: Query, parameter: str, reasons: Mapping[Any, str], chosen: Any
) -> str:
    label = question.say(f"page.explore.{NAMES[parameter]}")
    links = [
        _choice(question, asked, query, parameter, choice, reason, chosen)
        for choice, reason in reasons.items()
        if not _beside_the_point(asked, parameter, choice)
    ]
    if not links:
        return ""
    caption = element("span", {"class": "dv-caption"}, escape(label))
    return element("div", {"class": "dv-choice", "role": "group", "aria-label": label}, caption, *links)


def _beside_the_point(asked: Asked, parameter: str, choice: str) -> bool:
    """Say whether a choice is of another kind of question altogether: models by periods, figures by model."""
    if parameter == GROUPING:
        return (choice in ("model", "field")) != asked.about_models and (
            choice in ("model", "field", "reported")
        )
    if parameter in (LENGTH, MEASURE):
        return asked.about_models
    return parameter == FORM and choice == "matrix" and not asked.about_models


def _choice(
    question: Question, asked: Asked, query: Query, parameter: str, choice: Any, reason: str, chosen: Any
) -> str:
    words = question.say(f"page.explore.choice.{parameter}.{choice}")
    if choice == chosen:
        return app_link(_address(asked, query), words, aria_current="true")
    if reason:
        why = question.say(f"analysis.why.{reason}")
        return element("span", {"class": "dv-unfit", "title": why, "aria-disabled": "true"}, escape(words))
    changed = replace(asked, **{NAMES[parameter]: choice})
    if parameter in (LENGTH, GROUPING) or (
        asked.form == "funnel" and parameter == MEASURE and choice not in DIVIDED
    ):
        changed = replace(changed, form=None)  # the form that fits is found anew
    return app_link(_address(changed, query), words)


def _address(asked: Asked, query: Query) -> str:
    return address("", dict(query) | written(asked)) or "?"


def _groups_of_wards(question: Question, asked: Asked, query: Query) -> str:
    """Return the wards of one kind, and those of one unit of July 2025, as choices of many wards at once."""
    if asked.since:
        return ""
    wards, places = question.catalogue.wards, question.catalogue.places
    groups = {
        question.say(f"analysis.kind.{kind}"): [w for w in wards if w.kind == kind]
        for kind in ("phuong", "xa")
    }
    for heir in dict.fromkeys(ward.replaced_by for ward in wards if ward.replaced_by):
        name = question.say("page.explore.now_part_of", unit=places[heir].name)
        groups[name] = [ward for ward in wards if ward.replaced_by == heir]
    chosen = set(question.places)
    links = [
        app_link(
            _address(asked, dict(query) | {PLACES: ",".join(ward.slug for ward in group)}),
            name,
            aria_current="true" if chosen == {ward.place for ward in group} else False,
        )
        for name, group in groups.items()
        if group
    ]
    label = question.say("page.explore.groups")
    caption = element("span", {"class": "dv-caption"}, escape(label))
    return element("div", {"class": "dv-choice", "role": "group", "aria-label": label}, caption, *links)


def _least(question: Question, asked: Asked, query: Query) -> str:
    label = question.say("page.explore.least")
    links = [
        app_link(
            _address(replace(asked, least=number), query),
            fmt.value(number, unit="ward", language=question.language),
            aria_current="true" if number == asked.least else False,
        )
        for number in sorted({*LEAST_OFFERED, asked.least})
    ]
    caption = element("span", {"class": "dv-caption"}, escape(label))
    return element(
        "div",
        {"class": "dv-choice", "role": "group", "aria-label": label, "data-parameter-name": LEAST},
        caption,
        *links,
    )


def _reasons(question: Question, offered: list[tuple[str, Mapping[Any, str], Any]]) -> str:
    """Return why choices are not offered, folded away; nothing where all are."""
    items = [
        element(
            "li",
            {},
            element("b", {}, escape(question.say(f"page.explore.choice.{parameter}.{choice}"))),
            ": ",
            escape(question.say(f"analysis.why.{reason}")),
        )
        for parameter, reasons, _ in offered
        for choice, reason in reasons.items()
        if reason
    ]
    if not items:
        return ""
    summary = element("summary", {}, escape(question.say("page.explore.why_not")))
    return element("details", {"class": "dv-more"}, summary, element("ul", {}, *items))
