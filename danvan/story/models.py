"""Models and how far they spread: the matrix with wards, the map, coverage, hosts, one model's card."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from textwrap import shorten

import pandas as pd

from danvan import format as fmt
from danvan.figures import adoption_matrix, coverage_bar, ranked_bar, tile_map
from danvan.measures.ranks import level_of
from danvan.story.finding import (
    Finding,
    Nothing,
    Origin,
    Question,
    Table,
    answer,
    basis_of,
    notes,
    origins,
    table,
)
from danvan.story.memory import highlighting, remembered
from danvan.vietnamese import matches

TOWN_WIDE, UNNAMED = "town", "wards_unnamed"
UNPLACED = "unspecified"
NARROW_NAME_LENGTH = 46


@dataclass(frozen=True)
class Wanted:
    """Which models a reader looks for: words of the name, the host or a ward, a host group, and where they are."""

    search: str = ""
    host: str = ""


@dataclass(frozen=True)
class Card:
    """All that a source says of one model; texts ready to be shown, plain."""

    model: str
    name: str
    facts: tuple[tuple[str, str], ...]
    stated: tuple[str, ...]
    inferred: tuple[str, ...]
    basis: str
    origins: tuple[Origin, ...]
    notes: tuple[str, ...]


@remembered("places", "field")
def found(question: Question, wanted: Wanted) -> pd.DataFrame:
    """Return the models that fit the field, the wards, the host and the search, one row per model."""
    models = answer(question, "models")
    adopted = answer(question, "adoptions", places=question.places)
    if question.field is not None:
        models = models[models["field"] == question.field]
    if question.places:
        models = models[models["model"].isin(adopted["model"]) | (models["scope"] == TOWN_WIDE)]
    if wanted.host:
        models = models[models["host_group"] == wanted.host]
    if wanted.search:
        models = models[[matches(wanted.search, words) for words in _searched(question, models)]]
    return models.reset_index(drop=True)


def _searched(question: Question, models: pd.DataFrame) -> list[str]:
    """Return what a search looks through: the name as corrected and as printed, the host, the wards."""
    adopted = answer(question, "adoptions", places=())
    wards = {
        model: " ".join(question.catalogue.places[place].name for place in rows["place"])
        for model, rows in adopted.groupby("model")
    }
    texts = models[["name", "printed", "host"]].fillna("").agg(" ".join, axis="columns")
    return [f"{text} {wards.get(model, '')}" for text, model in zip(texts, models["model"], strict=True)]


def matrix(question: Question, wanted: Wanted) -> Finding | Nothing:
    """Which model is named beside which ward: stated full, inferred hatched, and two columns without a ward's name."""
    models = found(question, wanted)
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
    return Finding(
        key="models_matrix",
        sentence=_matrix_sentence(question, models, cells),
        subtitle=question.say(
            "story.models.matrix_subtitle", shown=str(len(placed)), models=str(len(models))
        ),
        figure=figure,
        table=_matrix_table(question, placed),
        basis=_basis(question, placed),
        origins=origins(placed[["source"]]),
        notes=notes(question, placed["note"], answer(question, "open_points")),
        selectable=True,
    )


@highlighting
def ward_map(question: Question, wanted: Wanted) -> Finding | Nothing:
    """How many models name each ward, as tiles that lie as the wards do; the chosen wards stand out among all."""
    models = found(question, wanted)
    adopted = answer(question, "adoptions", places=())
    adopted = adopted[adopted["model"].isin(models["model"])]
    if adopted.empty:
        return Nothing("models_map", question.say("story.models.none_placed"))
    shown = _ward_counts(question, adopted)
    draw = partial(
        tile_map,
        shown,
        row="tile_row",
        column="tile_col",
        name="name",
        value_text="text",
        level="level",
        hover="hover",
        key="slug",
        style=question.style(question.field or "chung", sample=False),
        missing_words=question.say("value.missing"),
    )
    return Finding(
        key="models_map",
        sentence=_map_sentence(question, shown),
        subtitle=question.say("story.models.map_subtitle"),
        figure=draw(highlight=question.highlighted),
        redraw=draw,
        table=table(
            (question.say("table.ward"), question.say("reading.stated"), question.say("reading.inferred")),
            [(row.name, str(row.stated), str(row.inferred)) for row in shown.itertuples(index=False)],
        ),
        basis=_basis(question, adopted),
        origins=origins(adopted[["source"]]),
        notes=(question.say("story.models.named_only"),),
        selectable=True,
    )


@remembered("field", "language", "mode", "narrow")
def coverage(question: Question) -> Finding | Nothing:
    """The models of which a source says how many units follow them, of how many."""
    spread = answer(question, "models").dropna(subset=["spread"])
    figures = answer(question, "place_figures", place=question.catalogue.town.place).dropna(subset=["whole"])
    rows = figures[figures["indicator"].isin(spread["spread"])]
    if question.field is not None:
        rows = rows[[question.indicator(code).field == question.field for code in rows["indicator"]]]
    if rows.empty:
        return Nothing("models_coverage", question.say("story.models.no_coverage"))
    shown = rows.assign(
        name=[question.indicator(code).name(question.language) for code in rows["indicator"]],
        text=[_part_of_whole(question, row) for _, row in rows.iterrows()],
    )
    shown["hover"] = [f"<b>{row.name}</b><br>{row.text}" for row in shown.itertuples(index=False)]
    # On a phone the names leave no room for the unit, which the sentence above names too.
    shown["short"] = [row.text.split(" ")[0] if question.narrow else row.text for row in shown.itertuples()]
    figure = coverage_bar(
        shown,
        name="name",
        part="value",
        whole="whole",
        text="short",
        hover="hover",
        style=question.style(question.field or "chung", sample=False),
    )
    return Finding(
        key="models_coverage",
        sentence=question.say(
            "story.models.coverage", parts=fmt.enumeration(list(shown["text"]), question.language)
        ),
        subtitle=question.say(
            "story.models.coverage_subtitle", period=fmt.period(rows["period"].iloc[0], question.language)
        ),
        figure=figure,
        table=table(
            (question.say("table.indicator"), question.say("table.value")),
            [(row.name, row.text) for row in shown.itertuples(index=False)],
        ),
        basis=basis_of(rows),
        origins=origins(rows),
        notes=notes(question, rows["note"], answer(question, "open_points")),
    )


def by_group(question: Question, wanted: Wanted, column: str) -> Finding | Nothing:
    """How many models each field, or each group of hosts, has; column is field or host_group."""
    models = found(question, wanted)
    if models.empty:
        return Nothing(f"models_by_{column}", question.say("story.models.none"))
    counts = models[column].fillna("").value_counts().rename_axis("group").reset_index(name="models")
    shown = counts.assign(
        name=[escape(_group_name(question, column, group), quote=False) for group in counts["group"]],
        text=[fmt.number(count, 0, question.language) for count in counts["models"]],
    )
    shown["hover"] = [f"<b>{row.name}</b><br>{row.text}" for row in shown.itertuples(index=False)]
    figure = ranked_bar(
        shown,
        name="name",
        value="models",
        text="text",
        hover="hover",
        style=question.style(question.field or "chung", sample=False),
    )
    first = shown.iloc[0]
    return Finding(
        key=f"models_by_{column}",
        sentence=question.say(
            f"story.models.by_{column}",
            models=str(len(models)),
            first=str(first["name"]),
            number=first["text"],
        ),
        subtitle=question.say(f"story.models.by_{column}_subtitle"),
        figure=figure,
        table=table(
            (question.say(f"table.{column}"), question.say("table.models")),
            [(row.name, row.text) for row in shown.itertuples(index=False)],
        ),
        basis=_basis(question, models),
        origins=origins(models[["source"]]),
        notes=(question.say("story.models.named_only"),),
    )


def card(question: Question, model: str) -> Card | None:
    """Return all that is known of one model, or None where there is no such model."""
    models = answer(question, "models")
    rows = models[models["model"] == model]
    if rows.empty:
        return None
    row = rows.iloc[0]
    adopted = answer(question, "adoptions", places=())
    adopted = adopted[adopted["model"] == model]
    names = {
        reading: tuple(question.catalogue.places[place].name for place in part["place"])
        for reading, part in adopted.groupby("reading")
    }
    return Card(
        model=model,
        name=str(row["name"]),
        facts=_facts(question, row),
        stated=names.get("stated", ()),
        inferred=names.get("inferred", ()),
        basis=_basis(question, rows),
        origins=origins(rows[["source", "locator"]]),
        notes=notes(question, [row["note"]], answer(question, "open_points")),
    )


def hosts(question: Question) -> list[str]:
    """Return the groups of hosts that a source names, most models first."""
    return [str(group) for group in answer(question, "models")["host_group"].dropna().value_counts().index]


def _facts(question: Question, row: pd.Series) -> tuple[tuple[str, str], ...]:
    field = question.catalogue.fields[row["field"]].name(question.language)
    facts = [
        ("field", _as_read(question, field, row["field_reading"])),
        ("kind", question.say(f"model_kind.{row['kind']}")),
        ("host", _as_read(question, row["host"], row["host_reading"]) if pd.notna(row["host"]) else ""),
        ("level", question.say(f"model_level.{row['level']}")),
        ("started", str(int(row["started"])) if pd.notna(row["started"]) else ""),
        ("scope", question.say(f"model_scope.{row['scope']}")),
        ("printed", str(row["printed"]) if pd.notna(row["printed"]) else ""),
    ]
    return tuple((question.say(f"model_fact.{name}"), words) for name, words in facts if words)


def _as_read(question: Question, words: str, reading: object) -> str:
    return question.say("reading.marked", words=words) if reading == "inferred" else words


def _cells(question: Question, placed: pd.DataFrame) -> pd.DataFrame:
    """Return one row per cell of the matrix: model, column, reading, hover words and the key of a ward."""
    adopted = answer(question, "adoptions", places=tuple(ward.place for ward in question.wards))
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
    cells["hover"] = [
        f"<b>{row.column}</b><br>{question.say(f'reading.{row.reading}')}"
        for row in cells.itertuples(index=False)
    ]
    return cells


def _ward_counts(question: Question, adopted: pd.DataFrame) -> pd.DataFrame:
    counts = adopted.pivot_table(
        index="place", columns="reading", values="model", aggfunc="nunique", fill_value=0
    )
    wards = pd.DataFrame(
        [
            {
                "place": ward.place,
                "name": question.place_name(ward.place),
                "slug": ward.slug,
                "tile_row": ward.tile_row,
                "tile_col": ward.tile_col,
                "stated": int(counts.get("stated", {}).get(ward.place, 0)),
                "inferred": int(counts.get("inferred", {}).get(ward.place, 0)),
            }
            for ward in question.catalogue.wards
        ]
    )
    wards["text"] = [
        question.say("story.models.tile_both", stated=str(row.stated), inferred=str(row.inferred))
        if row.inferred
        else str(row.stated)
        for row in wards.itertuples()
    ]
    wards["level"] = [level_of(count, wards["stated"]) for count in wards["stated"]]
    wards["hover"] = [
        question.say(
            "story.models.tile_hover", ward=row.name, stated=str(row.stated), inferred=str(row.inferred)
        )
        for row in wards.itertuples(index=False)
    ]
    return wards


def _row_names(question: Question, names: pd.Series) -> list[str]:
    """Return the names for the rows of the matrix, escaped; on a phone cut to one line, the table has them whole."""
    if question.narrow:
        names = pd.Series([shorten(name, NARROW_NAME_LENGTH, placeholder="…") for name in names])
    return [escape(name, quote=False) for name in names]


def _matrix_sentence(question: Question, models: pd.DataFrame, cells: pd.DataFrame) -> str:
    named = cells[cells["key"] != ""]
    stated = int((named["reading"] == "stated").sum())
    return question.say(
        "story.models.matrix",
        models=str(len(models)),
        named=str(named["model"].nunique()),
        stated=str(stated),
        inferred=str(len(named) - stated),
        unplaced=str(int((models["scope"] == UNPLACED).sum())),
    )


def _matrix_table(question: Question, placed: pd.DataFrame) -> Table:
    adopted = answer(question, "adoptions", places=())
    wards = {
        (model, reading): ", ".join(question.catalogue.places[place].name for place in rows["place"])
        for (model, reading), rows in adopted.groupby(["model", "reading"])
    }
    rows = [
        (
            row.name,
            question.say(f"model_scope.{row.scope}"),
            wards.get((row.model, "stated"), ""),
            wards.get((row.model, "inferred"), ""),
        )
        for row in placed.itertuples(index=False)
    ]
    heads = (
        question.say("table.model"),
        question.say("model_fact.scope"),
        question.say("reading.stated"),
        question.say("reading.inferred"),
    )
    return table(heads, rows, texts=len(heads))


def _map_sentence(question: Question, shown: pd.DataFrame) -> str:
    most = shown["stated"].max()
    names = [question.catalogue.places[place].name for place in shown.loc[shown["stated"] == most, "place"]]
    none = int(((shown["stated"] == 0) & (shown["inferred"] == 0)).sum())
    key = "story.models.map_all" if none == 0 else "story.models.map"
    words = {"wards": fmt.enumeration(names, question.language), "most": str(int(most))}
    return question.say(key, **words) if none == 0 else question.say(key, none=str(none), **words)


def _part_of_whole(question: Question, row: pd.Series) -> str:
    whole = fmt.value(
        row["whole"], unit=question.indicator(row["indicator"]).unit, language=question.language
    )
    return f"{fmt.number(row['value'], 0, question.language)}/{whole}"


def _group_name(question: Question, column: str, group: str) -> str:
    if column == "field":
        return question.catalogue.fields[group].name(question.language)
    return group or question.say("story.models.no_host")


def _basis(question: Question, rows: pd.DataFrame) -> str:
    sources: Sequence[str] = rows["source"].unique()
    return basis_of(pd.DataFrame({"basis": [question.catalogue.sources[source].basis for source in sources]}))
