"""The forms in which an answer is shown; each makes a finding: sentence, figure, table, standing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from danvan.analysis.answer import AMONG_ALL, Answer, answered
from danvan.analysis.asked import Asked, Form
from danvan.analysis.fitting import fitted, form_of
from danvan.analysis.fitting import forms as forms_that_fit
from danvan.analysis.forms import funnel, over_time, ranking, scatter, spread, tables
from danvan.analysis.forms.common import Shown, shown
from danvan.analysis.forms.said import nothing
from danvan.story.finding import Finding, Nothing, Question

MAKERS: dict[Form, Callable[[Shown], Finding | Nothing]] = {
    "ranking": ranking.ranking,
    "trend": over_time.trend,
    "multiples": over_time.multiples,
    "slope": over_time.slope,
    "funnel": funnel.funnel,
    "map": spread.map_of_tiles,
    "distribution": spread.distribution,
    "scatter": scatter.scatter,
    "matrix": tables.matrix,
    "pivot": tables.pivot_table,
}


@dataclass(frozen=True)
class Result:
    """A question as it was answered.

    replaced has the keys of why choices were replaced that did not fit, the form among them, offered for each form the
    key of why it does not fit (empty: it does), form is the one shown.
    """

    asked: Asked
    replaced: tuple[str, ...]
    offered: Mapping[Form, str]
    form: Form
    answer: Answer
    finding: Finding | Nothing


def result(question: Question, asked: Asked) -> Result:
    """Answer a question in the form asked for, or in the best that fits."""
    asked, replaced = fitted(question, asked)
    found = answered(question, asked, among_all=True)
    offered = forms_that_fit(question, asked, found)
    form = form_of(asked, offered)
    if asked.form is not None and offered[asked.form] and not found.empty:
        replaced = (*replaced, offered[asked.form])
    if form not in AMONG_ALL and question.places and asked.grouping == "place":
        found = answered(question, asked)
    if found.empty:
        return Result(asked, replaced, offered, form, found, nothing(question, asked))
    first = next(code for code in asked.indicators if not found.of(code).empty)
    return Result(asked, replaced, offered, form, found, MAKERS[form](shown(question, asked, found, first)))
