"""How far models spread: the map of wards, the coverage that a source gives, fields and hosts."""

from collections.abc import Sequence
from functools import partial
from html import escape

import pandas as pd

from danvan import format as fmt
from danvan.exports.deck import Plotted
from danvan.figures import coverage_bar, ranked_bar, tile_map
from danvan.figures.scale import records
from danvan.measures.ranks import level_of
from danvan.story.finding import (
    Finding,
    Nothing,
    Question,
    answer,
    basis_of,
    basis_of_sources,
    notes,
    origins,
    part_of_whole,
    table,
)
from danvan.story.memory import highlighting, remembered
from danvan.story.model_search import Wanted, found, namings, units_words
from danvan.story.model_sentences import (
    coverage_theme,
    coverage_title,
    group_name,
    group_sentence,
    group_theme,
    group_title,
    map_sentence,
    map_theme,
    map_title,
)
from danvan.story.plotted import by_category, point
from danvan.story.titles import titled


@highlighting
def ward_map(question: Question, wanted: Wanted) -> Finding | Nothing:
    """How many models name each ward, as tiles that lie as the wards do; the chosen wards stand out among all."""
    models = found(question, wanted)
    adopted = namings(question)
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
    plot = partial(_map_plotted, question, shown)
    basis = basis_of_sources(question, adopted)
    return Finding(
        key="models_map",
        title=titled(question, basis, map_title(question, shown), map_theme(question)),
        sentence=map_sentence(question, shown),
        subtitle=question.say("story.models.map_subtitle"),
        figure=draw(highlight=question.highlighted),
        redraw=draw,
        plotted=plot(highlight=question.highlighted),
        replot=plot,
        table=table(
            (question.say("table.ward"), question.say("reading.stated"), question.say("reading.inferred")),
            [(row.name, str(row.stated), str(row.inferred)) for row in records(shown)],
        ),
        basis=basis,
        origins=origins(adopted[["source"]]),
        notes=(*units_words(question), question.say("story.models.named_only")),
        selectable=True,
    )


@remembered("field", "language", "mode", "narrow")
def coverage(question: Question) -> Finding | Nothing:
    """The models of which a source says how many units follow them, of how many; the latest figure of each.

    A source counts the wards of its time without naming them, so nothing can be said of the units since July 2025.
    """
    if question.since:
        return Nothing("models_coverage", question.say("story.units.no_coverage"))
    spread = answer(question, "models").dropna(subset=["spread"])
    figures = answer(question, "place_figures", place=question.catalogue.town.place).dropna(subset=["whole"])
    latest = figures[~figures["superseded"]].drop_duplicates("indicator")
    rows = latest[latest["indicator"].isin(spread["spread"])]
    if question.field is not None:
        rows = rows.loc[[question.indicator(code).field == question.field for code in rows["indicator"]]]
    if rows.empty:
        return Nothing("models_coverage", question.say("story.models.no_coverage"))
    shown = rows.assign(
        name=[question.indicator(code).name(question.language) for code in rows["indicator"]],
        text=[
            _part_of_whole(question, row, several=rows["period"].nunique() > 1) for _, row in rows.iterrows()
        ],
    )
    shown["hover"] = [f"<b>{row.name}</b><br>{row.text}" for row in records(shown)]
    # On a phone the names leave no room for the unit, which the sentence above names too.
    shown["short"] = [
        part_of_whole(question, row, question.indicator(row["indicator"]), with_unit=not question.narrow)
        for _, row in rows.iterrows()
    ]
    figure = coverage_bar(
        shown,
        name="name",
        part="value",
        whole="whole",
        text="short",
        hover="hover",
        style=question.style(question.field or "chung", sample=False),
    )
    basis = basis_of(rows)
    return Finding(
        key="models_coverage",
        title=titled(question, basis, coverage_title(question, rows), coverage_theme(question)),
        sentence=question.say(
            "story.models.coverage", parts=fmt.enumeration(list(shown["text"]), question.language)
        ),
        subtitle=question.say(
            "story.models.coverage_subtitle",
            period=fmt.enumeration(
                [fmt.period(period, question.language) for period in rows["period"].unique()],
                question.language,
            ),
        ),
        figure=figure,
        table=table(
            (question.say("table.indicator"), question.say("table.value")),
            [(row.name, row.text) for row in records(shown)],
        ),
        plotted=_coverage_plotted(question, shown),
        basis=basis,
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
        name=[escape(group_name(question, column, group), quote=False) for group in counts["group"]],
        text=[fmt.number(count, 0, question.language) for count in counts["models"]],
    )
    shown["hover"] = [f"<b>{row.name}</b><br>{row.text}" for row in records(shown)]
    figure = ranked_bar(
        shown,
        name="name",
        value="models",
        text="text",
        hover="hover",
        style=question.style(question.field or "chung", sample=False),
    )
    basis = basis_of_sources(question, models)
    return Finding(
        key=f"models_by_{column}",
        title=titled(question, basis, group_title(question, column, counts), group_theme(question, column)),
        sentence=group_sentence(question, column, counts),
        subtitle=question.say(f"story.models.by_{column}_subtitle"),
        figure=figure,
        table=table(
            (question.say(f"table.{column}"), question.say("table.models")),
            [(row.name, row.text) for row in records(shown)],
        ),
        plotted=by_category(
            [group_name(question, column, group) for group in counts["group"]],
            {question.say("table.models"): [point(count) for count in counts["models"]]},
            axis_title=fmt.unit_word("model", question.language),
            heading=question.say(f"table.{column}"),
        ),
        basis=basis,
        origins=origins(models[["source"]]),
        notes=(question.say("story.models.named_only"),),
    )


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
        for row in records(wards)
    ]
    wards["level"] = [level_of(count, wards["stated"]) for count in wards["stated"]]
    wards["hover"] = [
        question.say(
            "story.models.tile_hover", ward=row.name, stated=str(row.stated), inferred=str(row.inferred)
        )
        for row in records(wards)
    ]
    return wards


def _map_plotted(question: Question, shown: pd.DataFrame, highlight: Sequence[str] = ()) -> Plotted:
    """Return how many models name each ward, those named most at the top; inferred namings are bars of their own."""
    ordered = shown.sort_values(["stated", "inferred"], ascending=False, kind="stable")
    readings = ["stated", "inferred"] if shown["inferred"].any() else ["stated"]
    return by_category(
        [question.name(place) for place in ordered["place"]],
        {question.say(f"reading.{name}"): [point(count) for count in ordered[name]] for name in readings},
        axis_title=fmt.unit_word("model", question.language),
        heading=question.say("table.ward"),
        keys=ordered["slug"].tolist(),
        highlight=highlight,
    )


def _coverage_plotted(question: Question, shown: pd.DataFrame) -> Plotted:
    """Return which share of the units follows each model, in percent; beside its name stands how many of how many."""
    shares = [point(100 * row.value / row.whole, row.qualifier, 1) for row in records(shown)]
    return by_category(
        [
            f"{question.indicator(row.indicator).name(question.language)} ({row.text})"
            for row in records(shown)
        ],
        {question.say("story_title.models.share"): shares},
        axis_title=question.say("story_title.models.share"),
        heading=question.say("table.indicator"),
    )


def _part_of_whole(question: Question, row: pd.Series, *, several: bool) -> str:
    """Return a coverage in words, with its period where several are shown."""
    words = part_of_whole(question, row, question.indicator(row["indicator"]))
    return f"{words} ({fmt.period(row['period'], question.language)})" if several else words
