"""What is said of models: how many wards each is named in, and where it is not."""

import pandas as pd

from danvan import format as fmt
from danvan.analysis.forms.common import Shown, group_heading
from danvan.exports.deck import Table
from danvan.figures.scale import records

MOST_NAMED = 4


def models_sentence(one: Shown) -> str:
    """Say which models are in as many wards as asked for, or beside which ward most models are named."""
    if one.asked.grouping == "model":
        return _in_so_many_wards(one)
    question, rows = one.question, one.rows
    most = rows[rows["stated"] == rows["stated"].max()]
    number = _models(one, int(most["stated"].max()))
    if len(most) > MOST_NAMED:
        return question.say("analysis.models.by_groups", number=number, groups=str(len(most)))
    names = fmt.enumeration(most["plain_name"].tolist(), question.language)
    return question.say("analysis.models.by_group", number=number, names=names)


def _models(one: Shown, number: int) -> str:
    return fmt.value(number, unit="model", language=one.question.language)


def _in_so_many_wards(one: Shown) -> str:
    question, rows, least = one.question, one.rows, one.asked.least
    wards = fmt.value(least, unit="ward", language=question.language)
    sure = rows[(rows["stated"] >= least) | (rows["unnamed"] >= least)]
    names = [f"“{name}”" for name in sure["plain_name"]]
    said = question.words.count("analysis.models.sentence", len(sure), wards=wards, number=str(len(sure)))
    if 0 < len(names) <= MOST_NAMED:
        said = f"{said}: {fmt.enumeration(names, question.language)}"
    perhaps = len(rows) - len(sure)
    if perhaps:
        said = f"{said}; {question.say('analysis.models.more', number=str(perhaps))}"
    return f"{said}."


def models_table(one: Shown) -> Table:
    """Return for each group how many models are stated and inferred; of a model also where it is not named."""
    question, by_model = one.question, one.asked.grouping == "model"
    heads = [
        group_heading(question, one.asked),
        question.say("reading.stated"),
        question.say("reading.inferred"),
    ]
    if by_model:
        heads += [question.say("analysis.heading.unnamed"), question.say("analysis.heading.without")]
    lines = [
        (row.plain_name, str(row.stated), str(row.inferred), *(_where_not(one, row) if by_model else ()))
        for row in records(one.rows)
    ]
    return Table(tuple(heads), tuple(lines), tuple(at in (1, 2, 3) for at in range(len(heads))))


def _where_not(one: Shown, row: pd.Series) -> tuple[str, str]:
    """Return the number of wards that a source gives without names, and the names of those that it does not name."""
    if row.unnamed:
        return str(row.unnamed), one.question.say("analysis.models.names_unknown")
    names = [one.question.catalogue.places[code].name for code in row.without.split(" ") if code]
    return "", fmt.enumeration(names, one.question.language)
