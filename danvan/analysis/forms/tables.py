"""The answer as a table: groups by periods, by indicators, or models by wards; every cell with its standing."""

import pandas as pd

from danvan import format as fmt
from danvan.analysis.forms.common import Shown, at_one_time, group_heading, made, pivot, shown
from danvan.figures.scale import records
from danvan.story import model_matrix
from danvan.story.finding import Finding, Nothing, Table
from danvan.story.model_search import Wanted


def pivot_table(one: Shown) -> Finding:
    """Show groups by periods; several indicators in columns where there is one period, else in lines of their own."""
    if one.asked.about_models:
        return made(one, "pivot", _models_sentence(one), None, _models_table(one), rows=one.rows)
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
    rows = pd.concat([other.rows for other in there], ignore_index=True)
    table = _by_indicator(there) if one.asked.length == "span" else _lines_by_indicator(there)
    return made(one, "pivot", _sentence(one, rows), None, table, rows=rows)


def _sentence(one: Shown, rows: pd.DataFrame) -> str:
    known = rows.dropna(subset=["value"])
    return one.question.say(
        "analysis.pivot.sentence",
        indicators=fmt.enumeration(
            [
                shown(one.question, one.asked, one.found, code).name
                for code in dict.fromkeys(known["indicator"])
            ],
            one.question.language,
        ),
        groups=str(known["group"].nunique()),
        figures=str(len(known)),
    )


def _by_indicator(each: list[Shown]) -> Table:
    first = each[0]
    heads = (group_heading(first.question, first.asked), *(f"{one.name} ({one.unit})" for one in each))
    texts: dict[str, dict[str, str]] = {}
    for one in each:
        for row in records(at_one_time(one.rows)):
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
    whole = pd.concat([one.rows.assign(line=range(len(one.rows))) for one in each], ignore_index=True)
    return pivot(first, whole.assign(plain_name=_lines(each)), question.say("table.indicator"))


def _lines(each: list[Shown]) -> list[str]:
    return [f"{one.name} ({one.unit}) · {name}" for one in each for name in one.rows["plain_name"]]


def _models_sentence(one: Shown) -> str:
    question, rows = one.question, one.rows
    if one.asked.grouping != "model":
        return question.say("analysis.models.by_group", groups=str(len(rows)))
    if rows.empty:
        return question.say("analysis.models.none", least=str(one.asked.least))
    sure = rows[(rows["stated"] >= one.asked.least) | (rows["unnamed"] >= one.asked.least)]
    return question.say(
        "analysis.models.sentence",
        least=str(one.asked.least),
        number=str(len(sure)),
        names=fmt.enumeration([f"“{name}”" for name in sure["plain_name"]], question.language) or "—",
        perhaps=str(len(rows) - len(sure)),
    )


def _models_table(one: Shown) -> Table:
    question, catalogue = one.question, one.question.catalogue
    heads = [
        group_heading(question, one.asked),
        question.say("reading.stated"),
        question.say("reading.inferred"),
    ]
    if one.asked.grouping == "model":
        heads += [question.say("analysis.heading.unnamed"), question.say("analysis.heading.without")]
    lines = []
    for row in records(one.rows):
        line = [row.plain_name, str(row.stated), str(row.inferred)]
        if one.asked.grouping == "model":
            names = [catalogue.places[code].name for code in row.without.split(" ") if code]
            unknown = question.say("analysis.models.names_unknown") if row.unnamed else ""
            line += [
                str(row.unnamed) if row.unnamed else "",
                fmt.enumeration(names, question.language) or unknown,
            ]
        lines.append(tuple(line))
    numeric = [at in (1, 2, 3) for at in range(len(heads))]
    return Table(tuple(heads), tuple(lines), tuple(numeric))


def matrix(one: Shown) -> Finding | Nothing:
    """Show which model is named beside which ward."""
    return model_matrix.matrix(one.question, Wanted())
