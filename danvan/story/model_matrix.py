"""The matrix of models and wards: stated full, inferred hatched, town-wide and unnamed in columns of their own."""

from collections.abc import Collection
from html import escape
from textwrap import shorten

import pandas as pd

from danvan.exports.deck import Table
from danvan.figures import adoption_matrix
from danvan.figures.scale import folded, records
from danvan.story.finding import Finding, Nothing, Question, answer, basis_of_sources, notes, origins, table
from danvan.story.model_search import TOWN_WIDE, UNNAMED, UNPLACED, Wanted, found, namings, units_words
from danvan.story.model_sentences import matrix_sentence, matrix_theme, matrix_title
from danvan.story.titles import titled

NARROW_NAME_LENGTH = 46
HOVER_LINE_LENGTH = 46


def matrix(question: Question, wanted: Wanted, only: Collection[str] | None = None) -> Finding | Nothing:
    """Which model is named beside which ward: stated full, inferred hatched, and two columns without a ward's name.

    only are the codes of the models it is kept to; without them it shows all that are wanted.
    """
    models = found(question, wanted)
    if only is not None:
        models = models[models["model"].isin(only)]
    placed = models[models["scope"] != UNPLACED]
    if placed.empty:
        return Nothing("models_matrix", question.say("story.models.none_placed"))
    cells = _cells(question, placed)
    columns = [question.place_name(ward.place) for ward in question.wards]
    extra = [question.say("story.models.town_wide"), question.say("story.models.unnamed")]
    names = dict(zip(placed["model"], _row_names(question, placed["name"]), strict=True))
    rows = sorted(names, key=lambda model: -int((cells["model"] == model).sum()))
    cells = cells.assign(name=cells["model"].map(names))
    figure = adoption_matrix(
        cells,
        model="name",
        place="column",
        reading="reading",
        hover="hover",
        rows=[names[model] for model in rows],
        columns=[*columns, *extra],
        stated_label=question.say("reading.stated"),
        inferred_label=question.say("reading.inferred"),
        style=question.style(question.field or "chung", sample=False),
        key="key",
        highlight=question.highlighted,
    )
    basis = basis_of_sources(question, placed)
    return Finding(
        key="models_matrix",
        title=titled(question, basis, matrix_title(question, models, cells), matrix_theme(question)),
        sentence=matrix_sentence(question, models, cells, UNPLACED),
        subtitle=question.say(
            "story.models.matrix_subtitle", shown=str(len(placed)), models=str(len(models))
        ),
        figure=figure,
        table=_matrix_table(question, placed),
        basis=basis,
        origins=origins(placed[["source"]]),
        notes=(*units_words(question), *notes(question, placed["note"], answer(question, "open_points"))),
        selectable=True,
    )


def _cells(question: Question, placed: pd.DataFrame) -> pd.DataFrame:
    """Return one row per cell of the matrix: model, column, reading, hover words and the key of a ward."""
    adopted = namings(question, tuple(ward.place for ward in question.wards))
    adopted = adopted[adopted["model"].isin(placed["model"])]
    named = pd.DataFrame(
        {
            "model": adopted["model"],
            "column": [question.place_name(place) for place in adopted["place"]],
            "reading": adopted["reading"],
            "key": [question.catalogue.places[place].slug for place in adopted["place"]],
        }
    )
    others = [
        pd.DataFrame(
            {
                "model": placed.loc[placed["scope"] == scope, "model"],
                "column": question.say(words),
                "reading": "stated",
                "key": "",
            }
        )
        for scope, words in ((TOWN_WIDE, "story.models.town_wide"), (UNNAMED, "story.models.unnamed"))
    ]
    cells = pd.concat([named, *others], ignore_index=True)
    names = {
        model: folded(escape(name, quote=False), HOVER_LINE_LENGTH)
        for model, name in zip(placed["model"], placed["name"], strict=True)
    }
    cells["hover"] = [
        f"<b>{row.column}</b><br>{names[row.model]}<br>{question.say(f'reading.{row.reading}')}"
        for row in records(cells)
    ]
    return cells


def _row_names(question: Question, names: pd.Series) -> list[str]:
    """Return the names for the rows of the matrix, escaped; on a phone cut to one line, the table has them whole.

    Each differs from all others, because a row is found by its name: namesakes are numbered.
    """
    whole = [str(name) for name in names]
    cut = [shorten(name, NARROW_NAME_LENGTH, placeholder="…") if question.narrow else name for name in whole]
    told_apart = [short if cut.count(short) == 1 else name for short, name in zip(cut, whole, strict=True)]
    numbers = [told_apart[: position + 1].count(name) for position, name in enumerate(told_apart)]
    return [
        escape(f"{name} ({number})" if number > 1 else name, quote=False)
        for name, number in zip(told_apart, numbers, strict=True)
    ]


def _matrix_table(question: Question, placed: pd.DataFrame) -> Table:
    adopted = namings(question)
    wards = {
        (model, reading): ", ".join(question.name(place) for place in rows["place"])
        for (model, reading), rows in adopted.groupby(["model", "reading"])
    }
    rows = [
        (
            row.name,
            question.say(f"model_scope.{row.scope}"),
            wards.get((row.model, "stated"), ""),
            wards.get((row.model, "inferred"), ""),
        )
        for row in records(placed)
    ]
    heads = (
        question.say("table.model"),
        question.say("model_fact.scope"),
        question.say("reading.stated"),
        question.say("reading.inferred"),
    )
    return table(heads, rows, texts=len(heads))
