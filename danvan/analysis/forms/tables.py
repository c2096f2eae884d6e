"""The answer as a table: groups by periods, by indicators, or models by wards; every cell with its standing."""

from dataclasses import replace

import pandas as pd

from danvan import format as fmt
from danvan.analysis.answer import answered
from danvan.analysis.asked import MODELS
from danvan.analysis.forms.common import (
    Shown,
    at_one_time,
    group_heading,
    indicator_name,
    made,
    pivot,
    shown,
)
from danvan.analysis.forms.model_words import models_sentence, models_table
from danvan.analysis.forms.said import nothing
from danvan.exports.deck import Table
from danvan.figures.scale import records
from danvan.story import model_matrix
from danvan.story.finding import Finding, Nothing
from danvan.story.model_search import Wanted
from danvan.story.model_sentences import matrix_theme


def pivot_table(one: Shown) -> Finding:
    """Show groups by periods; several indicators in columns where there is one period, else in lines of their own."""
    if one.asked.about_models:
        return made(one, "pivot", models_sentence(one), None, models_table(one), rows=one.rows)
    if len(one.asked.indicators) == 1:
        return made(
            one,
            "pivot",
            _sentence(one, one.rows),
            None,
            pivot(one, one.rows, group_heading(one.question, one.asked)),
            rows=one.rows,
        )
    each = [shown(one.question, one.asked, one.found, code) for code in one.asked.indicators]
    there = [other for other in each if not other.rows.empty]
    if one.asked.length == "span" and one.asked.grouping != "reported":
        there = [replace(other, rows=at_one_time(other.rows)) for other in there]
        table = _by_indicator(there)
    else:
        table = _lines_by_indicator(there)
    rows = pd.concat([other.rows for other in there], ignore_index=True)
    return made(one, "pivot", _sentence(one, rows), None, table, rows=rows)


def _sentence(one: Shown, rows: pd.DataFrame) -> str:
    """Say how many figures there are, and of how many units or places."""
    question, known = one.question, rows.dropna(subset=["value"])
    names = [indicator_name(question, code) for code in dict.fromkeys(known["indicator"])]
    figures, groups = len(known), known["group"].nunique()
    of_groups = "documents" if one.asked.grouping == "reported" else "groups"
    return question.say(
        "analysis.pivot.sentence",
        indicators=fmt.enumeration(names, question.language),
        figures=question.words.count("analysis.pivot.figures", figures, number=str(figures)),
        groups=question.words.count(f"analysis.pivot.{of_groups}", groups, number=str(groups)),
    )


def _by_indicator(each: list[Shown]) -> Table:
    """Return groups by indicators; where these are not of one period, each heading says of which."""
    first = each[0]
    spans = [one.rows["period"].iloc[0] for one in each]
    when = [
        f", {fmt.period_short(span, first.question.language)}" if len(set(spans)) > 1 else ""
        for span in spans
    ]
    names = [f"{one.name} ({one.unit}){span}" for one, span in zip(each, when, strict=True)]
    heads = (group_heading(first.question, first.asked), *names)
    texts: dict[str, dict[str, str]] = {}
    for one in each:
        for row in records(one.rows):
            texts.setdefault(row.plain_name, {})[one.counted.indicator] = row.short
    missing = first.question.say("value.missing")
    lines = [
        (name, *(known.get(one.counted.indicator, missing) for one in each)) for name, known in texts.items()
    ]
    return Table(heads, tuple(lines), tuple(at > 0 for at in range(len(heads))))


def _lines_by_indicator(each: list[Shown]) -> Table:
    """Return indicator and group by periods; all tables have the same periods, those that any indicator has."""
    first = each[0]
    question = first.question
    whole = pd.concat([one.rows for one in each], ignore_index=True)
    return pivot(first, whole.assign(plain_name=_lines(each)), question.say("table.indicator"))


def _lines(each: list[Shown]) -> list[str]:
    return [f"{one.name} ({one.unit}) · {name}" for one in each for name in one.rows["plain_name"]]


def matrix(one: Shown) -> Finding | Nothing:
    """Show which model is named beside which ward; where more than one ward is asked for, the models of so many."""
    question, asked = one.question, replace(one.asked, grouping="model")
    if asked.least == 1:
        return model_matrix.matrix(question, Wanted())
    found = answered(question, asked)
    if found.empty:
        return nothing(question, asked)
    by_model = shown(question, asked, found, MODELS)
    matrix = model_matrix.matrix(question, Wanted(), tuple(by_model.rows["group"]))
    sentence = models_sentence(by_model)
    if isinstance(matrix, Nothing):
        return replace(matrix, sentence=sentence)
    wards = fmt.value(asked.least, unit="ward", language=question.language)
    subtitle = question.say("analysis.models.matrix_subtitle", shown=str(len(matrix.table.rows)), wards=wards)
    return replace(matrix, sentence=sentence, subtitle=subtitle, title=matrix_theme(question))
