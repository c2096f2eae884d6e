"""The form in which a person corrects what was read: its fields, what stands in them, and what was written in them.

A value is written and read as in a Vietnamese report, also on the English page, because it is copied from one.
"""

from collections.abc import Mapping
from html import escape
from typing import Any

from danvan import format as fmt
from danvan import text, written_numbers
from danvan.catalogue import Catalogue, Indicator
from danvan.intake.period_words import read_period
from danvan.provenance import QUALIFIERS
from danvan.story.finding import printed_decimals
from danvan.submission.decisions import AcceptedFigure, AcceptedModel, Decision
from danvan.ui.markup import Attributes, element, void
from danvan.ui.posted import text_of
from danvan.ui.reading_words import Sayer

LONGEST = 300
FIGURE, MODEL = "figure", "model"


class Unfit(Exception):
    """What was written in the form is no figure or model; key names words below page.documents.problem."""

    def __init__(self, key: str, **fillings: str) -> None:
        self.key, self.fillings = key, fillings
        super().__init__(key)

    def said(self) -> dict[str, str]:
        """Return what is wrong in both languages."""
        key = f"page.documents.problem.{self.key}"
        return {language: text.words(language).get(key, **self.fillings) for language in text.LANGUAGES}


def figure_fields(figure: AcceptedFigure, decision: Decision | None, catalogue: Catalogue) -> dict[str, str]:
    """Return what stands in the form for a figure, by the names of its fields."""
    indicator = catalogue.indicators.get(figure.indicator)
    return {
        "indicator": figure.indicator,
        "value": _written(figure.value, indicator),
        "qualifier": figure.qualifier,
        "period": _period(figure.period),
        "place": figure.place,
        "whole": "" if figure.whole is None else _written(figure.whole, indicator),
        "standard": figure.standard,
        "why": decision.why if decision else "",
    }


def model_fields(model: AcceptedModel, decision: Decision | None) -> dict[str, str]:
    """Return what stands in the form for a model; wards are parted by spaces."""
    return {
        "name": model.name,
        "field": model.field,
        "host": model.host,
        "places": " ".join(model.places),
        "why": decision.why if decision else "",
    }


def figure_from(found: Mapping[str, Any], phrase: str, catalogue: Catalogue) -> AcceptedFigure:
    """Return the figure that a form was filled in with; raise Unfit where it is none."""
    indicator = catalogue.indicators.get(_short(found, "indicator"))
    if indicator is None:
        raise Unfit("no_indicator")
    value, bound = _number(_short(found, "value"), indicator)
    whole = _number(_short(found, "whole"), indicator)[0] if _short(found, "whole") else None
    if whole is not None and value > whole:
        raise Unfit("below_whole")
    qualifier = _short(found, "qualifier")
    if qualifier not in QUALIFIERS or bound != "=":
        qualifier = bound
    period = read_period(_short(found, "period"))
    if period is None:
        raise Unfit("no_period", value=_short(found, "period"))
    place, standard = _short(found, "place"), _short(found, "standard")
    if place not in catalogue.places:
        raise Unfit("no_place")
    if standard not in ("", *catalogue.standards) or indicator.by_standard is not bool(standard):
        raise Unfit("no_standard")
    return AcceptedFigure(indicator.indicator, place, period, standard, value, qualifier, whole, phrase)


def model_from(found: Mapping[str, Any], catalogue: Catalogue) -> AcceptedModel:
    """Return the model that a form was filled in with; raise Unfit where it is none."""
    name, field, places = _short(found, "name"), _short(found, "field"), _short(found, "places").split()
    if not name:
        raise Unfit("no_name")
    if field not in catalogue.fields:
        raise Unfit("no_field")
    if any(place not in catalogue.places for place in places):
        raise Unfit("no_place")
    return AcceptedModel(name, field, _short(found, "host"), tuple(places))


def forms(sayer: Sayer) -> str:
    """Return the forms of the page, once and hidden; documents.js puts a copy into the row that is corrected."""
    return element(
        "div",
        {"id": "dv-read-forms", "hidden": True},
        _figure_form(sayer),
        _model_form(sayer),
        _refusal(sayer),
    )


def _figure_form(sayer: Sayer) -> str:
    say, catalogue = sayer.say, sayer.catalogue
    qualifiers = {one: say(f"qualifier.{one}") for one in QUALIFIERS}
    standards = {"": say("form.no_standard")} | {code: code for code in catalogue.standards}
    fields = [
        _select(say("form.indicator"), "indicator", _indicators(sayer)),
        _line(say("form.value"), "value"),
        _select(say("form.qualifier"), "qualifier", options(qualifiers)),
        _line(say("form.period"), "period", say("form.period_hint")),
        _select(say("form.place"), "place", _places(sayer)),
        _line(say("form.whole"), "whole"),
        _select(say("form.standard"), "standard", options(standards)),
        _line(say("form.remark"), "why"),
    ]
    return _form(sayer, FIGURE, "form.title", fields, "form.save")


def _model_form(sayer: Sayer) -> str:
    say, catalogue = sayer.say, sayer.catalogue
    wards = {ward.place: sayer.place(ward.place) for ward in catalogue.wards_before}
    ticks = [
        element(
            "label",
            {"class": "dv-tick"},
            void("input", {"type": "checkbox", "data-among": "places", "value": code}),
            element("span", {}, escape(name)),
        )
        for code, name in wards.items()
    ]
    legend = element("legend", {"class": "dv-caption"}, escape(say("form.places")))
    fields = [
        _line(say("form.name"), "name"),
        _select(say("form.field"), "field", options({code: sayer.field(code) for code in catalogue.fields})),
        _line(say("form.host"), "host"),
        _line(say("form.remark"), "why"),
        element("fieldset", {"class": "dv-ticks"}, legend, *ticks),
    ]
    return _form(sayer, MODEL, "form.model_title", fields, "form.save")


def _refusal(sayer: Sayer) -> str:
    return _form(
        sayer, "refusal", "form.refuse_title", [_line(sayer.say("form.remark"), "why")], "form.refuse_do"
    )


def _form(sayer: Sayer, name: str, title: str, fields: list[str], button: str) -> str:
    buttons = element(
        "div",
        {"class": "dv-line"},
        element("button", {"type": "submit", "class": "dv-primary"}, escape(sayer.say(button))),
        element("button", {"type": "button", "data-cancel": True}, escape(sayer.say("form.cancel"))),
        element("p", {"data-said": True, "role": "status", "class": "dv-source"}),
    )
    caption = element("h4", {}, escape(sayer.say(title)))
    return element("form", {"class": "dv-read-form", "data-read-form": name}, caption, *fields, buttons)


def _indicators(sayer: Sayer) -> list[str]:
    """Return all indicators as options, field by field; one by poverty standard says so for documents.js."""
    groups = []
    for code, field in sayer.catalogue.fields.items():
        found = [
            element(
                "option",
                {"value": one.indicator, "data-standard": one.by_standard},
                escape(_with_unit(one, sayer)),
            )
            for one in sayer.catalogue.indicators.values()
            if one.field == code
        ]
        label = field.name(sayer.words.language)
        groups.append(element("optgroup", {"label": label}, *found) if found else "")
    return [element("option", {"value": ""}, "…"), *groups]


def _with_unit(indicator: Indicator, sayer: Sayer) -> str:
    return f"{indicator.name(sayer.words.language)} ({fmt.unit_word(indicator.unit, sayer.words.language)})"


def _places(sayer: Sayer) -> list[str]:
    catalogue = sayer.catalogue
    first = [catalogue.town.place, *(one.place for one in catalogue.wards_before)]
    others = [code for code in catalogue.places if code not in first]
    return options({code: sayer.place(code) for code in (*first, *others)})


def options(named: Mapping[str, str], chosen: str = "") -> list[str]:
    """Return codes by their names as options of a choice."""
    return [
        element("option", {"value": code, "selected": bool(code) and code == chosen}, escape(name))
        for code, name in named.items()
    ]


def _select(caption: str, name: str, options: list[str]) -> str:
    return _labelled(caption, element("select", {"data-field": name}, *options))


def _line(caption: str, name: str, hint: str = "") -> str:
    attributes: Attributes = {
        "type": "text",
        "data-field": name,
        "maxlength": str(LONGEST),
        "title": hint or False,
        "autocomplete": "off",
    }
    return _labelled(caption, void("input", attributes))


def _labelled(caption: str, field: str) -> str:
    return element("label", {}, element("span", {"class": "dv-caption"}, escape(caption)), field)


def _short(found: Mapping[str, Any], name: str) -> str:
    value = text_of(found, name).strip()
    if len(value) > LONGEST:
        raise Unfit("too_long", most=str(LONGEST))
    return value


def _number(written: str, indicator: Indicator) -> tuple[float, str]:
    """Return a number written the Vietnamese way, in the indicator's unit, and its qualifier."""
    try:
        found = written_numbers.read(written, indicator.unit)
    except written_numbers.NotANumber as error:
        raise Unfit("no_value") from error
    for style, number in found.readings:
        if style in ("vi", "any"):
            return float(number), found.qualifier
    raise Unfit("other_style", value=written)


def _written(value: float, indicator: Indicator | None) -> str:
    """Write a value so that it can be read again, without its unit."""
    if indicator is None:
        return fmt.number(value, 0)
    decimals = printed_decimals(value, indicator)
    return fmt.value(value, unit=indicator.unit, decimals=decimals, with_unit=False)


def _period(code: str) -> str:
    """Write a period in short words where these are read as the same period, otherwise as its code."""
    short = fmt.period_short(code)
    return short if read_period(short) == code else code
