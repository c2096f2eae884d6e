"""Which choices fit a question, and in words why the others do not; a question whose choices do not fit is made to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import get_args

from danvan.analysis.answer import Answer
from danvan.analysis.asked import Asked, Form, Grouping, Length, Measure, every_form
from danvan.analysis.cells import coverage_by_period
from danvan.analysis.counting import DIVIDED, HOUSEHOLDS, counting
from danvan.catalogue import Indicator
from danvan.story.finding import Question, answer

FEWEST_TO_COMPARE = 5  # fewer than five points are no distribution and no funnel
FEWEST_OF_TWO = 3  # points that show how two indicators go together
MODELS_ONLY: tuple[Grouping, ...] = ("model", "field")
GROUPS_OF_UNITS: tuple[Grouping, ...] = ("place", "successor", "kind", "town")

Reasons = Mapping[str, str]  # choice -> key below analysis.why; empty where it fits


@dataclass(frozen=True)
class Fitting:
    """For each choice of each kind the reason why it does not fit, empty where it does."""

    groupings: Reasons
    lengths: Reasons
    measures: Reasons


def fitting(question: Question, asked: Asked) -> Fitting:
    """Return which groupings, lengths of periods and measures fit the indicators asked about."""
    return Fitting(
        {choice: _grouping(question, asked, choice) for choice in get_args(Grouping)},
        {choice: _length(question, asked, choice) for choice in get_args(Length)},
        {choice: _measure(question, asked, choice) for choice in get_args(Measure)},
    )


def fitted(question: Question, asked: Asked) -> tuple[Asked, tuple[str, ...]]:
    """Return the question with what does not fit replaced by the first that does, and the keys of the reasons."""
    told: list[str] = []
    for name, kinds, why in (
        ("grouping", get_args(Grouping), _grouping),
        ("length", get_args(Length), _length),
        ("measure", get_args(Measure), _measure),
    ):
        reason = why(question, asked, getattr(asked, name))
        if reason:
            told.append(reason)
            first = next((kind for kind in kinds if not why(question, asked, kind)), kinds[0])
            asked = replace(asked, **{name: first})
    return asked, tuple(told)


def forms(question: Question, asked: Asked, found: Answer) -> dict[Form, str]:
    """Return for each form why it does not show this answer, empty where it does."""
    shown = _Shown.of(question, asked, found)
    return {form: _form(shown, form) for form in every_form()}


def form_of(asked: Asked, offered: Mapping[Form, str]) -> Form:
    """Return the form asked for where it fits, otherwise the best that does."""
    if asked.form is not None and not offered[asked.form]:
        return asked.form
    return next(form for form in _preferred(asked) if not offered[form])


def _preferred(asked: Asked) -> Iterable[Form]:
    if asked.grouping == "reported":
        return ("pivot",)
    if len(asked.indicators) == 2:
        return ("scatter", "pivot")
    if asked.about_models and asked.grouping == "model":
        return ("pivot",)  # it alone says where a model is not named
    if asked.length == "span" or asked.about_models:
        return ("ranking", "pivot")
    return ("multiples", "trend", "pivot") if asked.grouping == "place" else ("trend", "ranking", "pivot")


def indicators_of_units(question: Question) -> tuple[Indicator, ...]:
    """Return the indicators that wards have figures of: those handed in, and what is computed of these."""
    known = question.catalogue.indicators
    return tuple(one for one in known.values() if one.handed_in or (one.derived and _of_units(question, one)))


def _of_units(question: Question, indicator: Indicator) -> bool:
    known = question.catalogue.indicators
    parts = (indicator.numerator, indicator.denominator) if indicator.derived else (indicator.indicator,)
    return all(known[code or ""].handed_in for code in parts)


def _asked_of(question: Question, asked: Asked) -> list[Indicator]:
    return [question.catalogue.indicators[code] for code in asked.indicators if not asked.about_models]


def _grouping(question: Question, asked: Asked, choice: Grouping) -> str:
    if choice in MODELS_ONLY:
        return "" if asked.about_models else "only_models"
    if choice == "successor" and asked.since:
        return "already_since"
    if asked.about_models:
        return "models_are_named" if choice == "reported" else ""
    if choice == "reported":
        return "" if reported_by_documents(question, asked) else "no_document"
    return "" if any(_of_units(question, one) for one in _asked_of(question, asked)) else "not_by_ward"


def reported_by_documents(question: Question, asked: Asked) -> bool:
    """Say whether a document gives a figure of the town of any indicator asked about."""
    return any(_reported(question, one) for one in _asked_of(question, asked))


def _reported(question: Question, indicator: Indicator) -> bool:
    rows = answer(question, "place_figures", place=question.catalogue.town.place)
    return bool((rows["indicator"] == indicator.indicator).any())


def _length(question: Question, asked: Asked, choice: Length) -> str:
    if asked.about_models:
        return "" if choice == "span" else "models_have_no_periods"
    if asked.grouping == "reported":
        return "" if choice == "span" else "periods_of_documents"
    if choice in ("half", "quarter", "month"):
        counted = counting(question.catalogue, asked.indicators[0], "value")
        plain = replace(asked, length=choice)
        return "" if coverage_by_period(question, plain, counted) else "no_figures_of_length"
    return ""


def _measure(question: Question, asked: Asked, choice: Measure) -> str:
    if choice == "value":
        return ""
    if asked.about_models:
        return "models_are_counted"
    if asked.grouping == "reported":
        return "as_documents_say"
    indicators = _asked_of(question, asked)
    if choice in DIVIDED:
        itself = any(one.derived or one.indicator == HOUSEHOLDS for one in indicators)
        return "already_ratio" if itself else ""
    if choice == "change":
        return "needs_periods" if asked.length == "span" else ""
    if any(one.aggregation == "ratio" for one in indicators):
        return "ratio_no_sum"
    if choice == "cumulative":
        stock = any(one.aggregation != "sum" for one in indicators)
        return "stock_no_sum" if stock else "needs_periods" if asked.length == "span" else ""
    return "whole_of_itself" if asked.grouping == "town" and not question.places else ""


@dataclass(frozen=True)
class _Shown:
    """What of an answer decides which forms show it."""

    asked: Asked
    indicators: int
    groups: int
    periods: int
    has_base: bool

    @classmethod
    def of(cls, question: Question, asked: Asked, found: Answer) -> "_Shown":
        known = found.cells.dropna(subset=["value"])
        first = found.counted[asked.indicators[0]]
        return cls(
            asked=asked,
            indicators=known["indicator"].nunique(),
            groups=known["group"].nunique(),
            periods=known["period"].nunique(),
            has_base=first.law is not None and asked.measure not in ("change", "share", "cumulative"),
        )


def _form(shown: _Shown, form: Form) -> str:
    if form == "pivot":
        return ""
    if form == "matrix":
        return _matrix(shown.asked)
    if shown.asked.grouping == "reported":
        return "documents_as_table"
    if form == "scatter":
        if len(shown.asked.indicators) != 2:
            return "two_indicators"
        return "" if shown.indicators == 2 and shown.groups >= FEWEST_OF_TWO else "too_few_groups"
    if shown.indicators != 1 or len(shown.asked.indicators) != 1:
        return "one_indicator"
    if form in ("trend", "multiples", "slope"):
        return _over_time(shown, form)
    if form == "ranking":
        return "" if shown.groups > 1 or shown.asked.grouping != "town" else "one_group"
    if shown.asked.grouping not in ("place", "successor"):
        return "only_by_unit"
    if form == "map":
        return ""
    if form == "funnel" and not shown.has_base:
        return "no_base"
    return "" if shown.groups >= FEWEST_TO_COMPARE else "too_few_groups"


def _matrix(asked: Asked) -> str:
    if not asked.about_models:
        return "only_models"
    return "matrix_of_wards" if asked.since or asked.grouping not in ("place", "model") else ""


def _over_time(shown: _Shown, form: Form) -> str:
    if shown.asked.grouping in ("model", "field") or shown.asked.about_models:
        return "models_have_no_periods"
    if shown.periods < 2:
        return "one_period"
    if form == "trend":
        return ""
    return "" if shown.groups > 1 else "one_group"
