"""How units are spread: on a map of tiles, along one axis, and two indicators against each other."""

from collections import Counter
from statistics import median, quantiles

import pandas as pd

from danvan import format as fmt
from danvan.analysis.asked import Asked
from danvan.analysis.forms.common import (
    Shown,
    at_one_time,
    group_heading,
    indicator_name,
    made,
    shown,
    with_all_units,
)
from danvan.analysis.forms.ranking import ranking
from danvan.figures import distribution as distribution_figure
from danvan.figures import scatter_points, tile_map
from danvan.figures.scale import records
from danvan.measures.ranks import level_of
from danvan.story.finding import Finding, Question, Table

QUARTERS = 4


def map_of_tiles(one: Shown) -> Finding:
    """Show a tile a unit about where it lies, filled by its value, which is written in it."""
    rows = with_all_units(one, at_one_time(one.rows))
    tiles = tile_places(one.question, one.asked)
    placed = rows[rows["group"].isin(tiles)]
    figure = tile_map(
        placed.assign(
            row=[tiles[group][0] for group in placed["group"]],
            column=[tiles[group][1] for group in placed["group"]],
            level=[None if pd.isna(value) else level_of(value, placed["value"]) for value in placed["value"]],
        ),
        row="row",
        column="column",
        name="name",
        value_text="short",
        level="level",
        hover="hover",
        key="slug",
        highlight=one.highlighted,
        missing_words=one.question.say("value.missing"),
        style=one.style(),
    )
    ranked = ranking(one)
    return made(
        one,
        "map",
        _without_prefix(ranked),
        figure,
        ranked.table,
        rows=at_one_time(one.rows),
        remarks=ranked.notes,
    )


def _without_prefix(finding: Finding) -> str:
    """Return the sentence of a finding as it was before it said that it is of a sample."""
    return finding.sentence.split(": ", 1)[1] if finding.is_sample else finding.sentence


def tile_places(question: Question, asked: Asked) -> dict[str, tuple[int, int]]:
    """Return row and column of each unit; a unit of July 2025 lies in the middle of the wards it was made of."""
    wards = question.catalogue.wards
    if not (asked.since or asked.grouping == "successor"):
        return {ward.place: (ward.tile_row or 1, ward.tile_col or 1) for ward in wards}
    middles = {}
    for heir in dict.fromkeys(ward.replaced_by for ward in wards if ward.replaced_by):
        parts = [ward for ward in wards if ward.replaced_by == heir]
        rows, columns = [ward.tile_row or 1 for ward in parts], [ward.tile_col or 1 for ward in parts]
        middles[heir] = (sum(rows) / len(rows), sum(columns) / len(columns))
    return _on_grid(middles)


def _on_grid(middles: dict[str, tuple[float, float]]) -> dict[str, tuple[int, int]]:
    """Return places on a grid without empty rows; of two in one place the second moves right."""
    steps = sorted({round(row) for row, _ in middles.values()})
    taken: dict[tuple[int, int], str] = {}
    for place, (row, column) in sorted(middles.items(), key=lambda entry: entry[1]):
        at = (steps.index(round(row)) + 1, max(1, round(column)))
        while at in taken:
            at = (at[0], at[1] + 1)
        taken[at] = place
    return {place: at for at, place in taken.items()}


def distribution(one: Shown) -> Finding:
    """Show all units along one axis, period below period, with the middle half and the median of each."""
    known = one.rows.dropna(subset=["value"])
    several = known["period"].nunique() > 1
    rows = known if several else with_all_units(one, at_one_time(one.rows))
    summary = _summary(one, known)
    figure = distribution_figure(
        rows.assign(row=rows["label"] if several else ""),
        summary,
        name="name",
        value="drawn",
        hover="hover",
        row="row" if several else None,
        key="slug",
        highlight=one.highlighted,
        bound="bound",
        median_text="median_text",
        value_title=f"{one.name} ({one.unit})",
        value_suffix=one.tick_suffix,
        summary_label=one.question.say("analysis.distribution.band"),
        missing_label=one.question.say("value.missing"),
        style=one.style(),
    )
    return made(
        one, "distribution", _spread_sentence(one, known), figure, _spread_table(one, known), rows=known
    )


def _summary(one: Shown, rows: pd.DataFrame) -> pd.DataFrame:
    """Return quartiles and median of each period, inclusive: of the units there, not of a wider population."""
    made_rows = []
    for label, part in rows.groupby("label", sort=False):
        values = sorted(float(value) for value in part["drawn"])
        first, _, third = quantiles(values, n=QUARTERS, method="inclusive") if len(values) > 1 else values * 3
        middle = median(float(value) for value in part["value"])
        made_rows.append(
            {
                "row": label if rows["period"].nunique() > 1 else "",
                "q1": first,
                "median": median(values),
                "q3": third,
                "median_text": one.words(middle, with_unit=False),
            }
        )
    return pd.DataFrame(made_rows)


def _spread_sentence(one: Shown, rows: pd.DataFrame) -> str:
    last = at_one_time(rows)
    if not (last["qualifier"] == "=").all():
        return one.question.say("story.not_exact")
    values = sorted(float(value) for value in last["value"])
    first, middle, third = (
        quantiles(values, n=QUARTERS, method="inclusive") if len(values) > 1 else values * 3
    )
    return one.question.say(
        "analysis.distribution.sentence",
        indicator=one.name,
        period=fmt.period(str(last["period"].iloc[0]), one.question.language),
        number=str(len(values)),
        low=one.words(first),
        high=one.words(third),
        median=one.words(middle),
    )


def _spread_table(one: Shown, rows: pd.DataFrame) -> Table:
    from_each = {}
    for label, part in rows.groupby("label", sort=False):
        values = sorted(float(value) for value in part["value"])
        first, middle, third = (
            quantiles(values, n=QUARTERS, method="inclusive") if len(values) > 1 else values * 3
        )
        from_each[str(label)] = tuple(
            one.words(value, with_unit=False) for value in (values[0], first, middle, third, values[-1])
        )
    heads = tuple(
        one.question.say(f"analysis.heading.{name}")
        for name in ("period", "least", "q1", "median", "q3", "most")
    )
    return Table(heads, tuple((label, *texts) for label, texts in from_each.items()), (False, *(True,) * 5))


def scatter(one: Shown) -> Finding:
    """Show two indicators against each other, one point a unit."""
    question = one.question
    other = shown(question, one.asked, one.found, one.asked.indicators[1])
    x_rows, y_rows = at_one_time(one.rows), at_one_time(other.rows)
    columns = [
        "group",
        "name",
        "plain_name",
        "slug",
        "drawn",
        "short",
        "text",
        "bound",
        "hover",
        "value",
        "qualifier",
    ]
    both = x_rows[columns].merge(y_rows[columns], on="group", how="outer", suffixes=("", "_y"))
    for column in ("name", "plain_name", "slug"):
        both[column] = both[column].fillna(both[f"{column}_y"])
    both["hover_both"] = [
        f"<b>{name}</b><br>{one.name}: {x}<br>{other.name}: {y}"
        for name, x, y in zip(both["name"], both["text"].fillna("—"), both["text_y"].fillna("—"), strict=True)
    ]
    figure = scatter_points(
        both.assign(bound=both["bound"].eq(True), bound_y=both["bound_y"].eq(True)),
        name="name",
        x="drawn",
        y="drawn_y",
        hover="hover_both",
        key="slug",
        highlight=one.highlighted,
        x_title=f"{one.name} ({one.unit})",
        y_title=f"{other.name} ({other.unit})",
        x_suffix=one.tick_suffix,
        y_suffix=other.tick_suffix,
        x_bound="bound",
        y_bound="bound_y",
        missing_label=question.say("value.missing"),
        style=one.style(),
    )
    heads = (group_heading(question, one.asked), f"{one.name} ({one.unit})", f"{other.name} ({other.unit})")
    missing = question.say("value.missing")
    lines = tuple(
        (row.plain_name, *(text if isinstance(text, str) else missing for text in (row.short, row.short_y)))
        for row in records(both)
    )
    return made(
        one,
        "scatter",
        _pair_sentence(one, other, both),
        figure,
        Table(heads, lines, (False, True, True)),
        rows=pd.concat([x_rows, y_rows], ignore_index=True),
        remarks=[question.say("analysis.note.scatter")],
    )


def _pair_sentence(one: Shown, other: Shown, both: pd.DataFrame) -> str:
    """Say how many units are above the middle in both, in one, in neither; it claims no cause."""
    question = one.question
    known = both.dropna(subset=["value", "value_y"])
    if not known["qualifier"].eq("=").all() or not known["qualifier_y"].eq("=").all():
        return question.say("story.not_exact")
    x_middle, y_middle = median(known["value"]), median(known["value_y"])
    sides = Counter(
        (bool(x > x_middle), bool(y > y_middle))
        for x, y in zip(known["value"], known["value_y"], strict=True)
    )
    return question.say(
        "analysis.scatter.sentence",
        number=str(len(known)),
        first=indicator_name(question, one.counted.indicator),
        second=indicator_name(question, other.counted.indicator),
        both=str(sides[True, True]),
        only_first=str(sides[True, False]),
        only_second=str(sides[False, True]),
    )
