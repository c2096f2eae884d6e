"""Two indicators against each other, one point a unit, at one time."""

from collections import Counter
from html import escape
from statistics import median

import pandas as pd

from danvan import format as fmt
from danvan.analysis.forms.common import Shown, at_one_time, group_heading, made, shown
from danvan.exports.deck import Table
from danvan.figures import Figure, scatter_points
from danvan.figures.scale import records
from danvan.story.finding import Finding

COLUMNS = [
    "group", "name", "plain_name", "slug", "drawn", "short", "text", "bound", "value", "qualifier", "whole",
]  # fmt: skip


def scatter(one: Shown) -> Finding:
    """Show two indicators against each other, one point a unit."""
    question = one.question
    other = shown(question, one.asked, one.found, one.asked.indicators[1])
    x_rows, y_rows = _at_the_same_time(one.rows, other.rows)
    both = _beside(one, other, x_rows, y_rows)
    apart = x_rows["period"].iloc[0] != y_rows["period"].iloc[0]
    headings = _heading(one, x_rows, apart), _heading(other, y_rows, apart)
    lines = tuple((row.plain_name, row.short, row.short_y) for row in records(both))
    return made(
        one,
        "scatter",
        _pair_sentence(one, other, both),
        _figure(one, other, both, headings),
        Table((group_heading(question, one.asked), *headings), lines, (False, True, True)),
        rows=pd.concat([x_rows, y_rows], ignore_index=True),
        remarks=[question.say("analysis.note.scatter")],
    )


def _beside(one: Shown, other: Shown, x_rows: pd.DataFrame, y_rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row per group with what both indicators say of it; what is missing says so."""
    both = x_rows[COLUMNS].merge(y_rows[COLUMNS], on="group", how="outer", suffixes=("", "_y"))
    for column in ("name", "plain_name", "slug"):
        both[column] = both[column].fillna(both[f"{column}_y"])
    for column in ("text", "text_y", "short", "short_y"):
        both[column] = both[column].fillna(one.question.say("value.missing"))
    x_name, y_name = _of_time(one, x_rows), _of_time(other, y_rows)
    hovers = [
        f"<b>{name}</b><br>{x_name}: {x}<br>{y_name}: {y}"
        for name, x, y in zip(both["name"], both["text"], both["text_y"], strict=True)
    ]
    return both.assign(hover=hovers, bound=both["bound"].eq(True), bound_y=both["bound_y"].eq(True))


def _figure(one: Shown, other: Shown, both: pd.DataFrame, headings: tuple[str, str]) -> Figure:
    return scatter_points(
        both,
        name="name",
        x="drawn",
        y="drawn_y",
        hover="hover",
        key="slug",
        highlight=one.highlighted,
        x_title=headings[0],
        y_title=headings[1],
        x_suffix=one.tick_suffix,
        y_suffix=other.tick_suffix,
        x_bound="bound",
        y_bound="bound_y",
        missing_label=one.question.say("value.missing"),
        style=one.style(),
    )


def _heading(one: Shown, rows: pd.DataFrame, apart: bool) -> str:
    """Return an indicator with its unit and, where the other one is of another period, its period."""
    when = fmt.period_short(str(rows["period"].iloc[0]), one.question.language)
    return f"{one.name} ({one.unit}), {when}" if apart else f"{one.name} ({one.unit})"


def _of_time(one: Shown, rows: pd.DataFrame) -> str:
    """Return the name of an indicator and the period that the rows are of, as it may stand in HTML."""
    return escape(
        f"{one.name}, {fmt.period(str(rows['period'].iloc[0]), one.question.language)}", quote=False
    )


def _at_the_same_time(first: pd.DataFrame, second: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows of one period of both, the one with most groups; each its own where they have none in common."""
    common = set(first.dropna(subset=["value"])["period"]) & set(second.dropna(subset=["value"])["period"])
    if common:
        pairs = first.merge(second, on=["group", "period"]).dropna(subset=["value_x", "value_y"])
        common &= set(at_one_time(pairs.rename(columns={"value_x": "value"}))["period"]) or common
        first, second = (rows[rows["period"].isin(common)] for rows in (first, second))
    return at_one_time(first), at_one_time(second)


def _pair_sentence(one: Shown, other: Shown, both: pd.DataFrame) -> str:
    """Say how many units are above the middle in both, in one, in neither; it claims no cause."""
    question = one.question
    known = both.dropna(subset=["value", "value_y"])
    second = known[["value_y", "qualifier_y", "whole_y"]].set_axis(
        ["value", "qualifier", "whole"], axis="columns"
    )
    if reason := one.not_comparable(known) or other.not_comparable(second):
        return reason
    x_middle, y_middle = median(known["value"]), median(known["value_y"])
    sides = Counter(
        (bool(x > x_middle), bool(y > y_middle))
        for x, y in zip(known["value"], known["value_y"], strict=True)
    )
    return question.say(
        "analysis.scatter.sentence",
        number=str(len(known)),
        first=one.name,
        second=other.name,
        both=str(sides[True, True]),
        only_first=str(sides[True, False]),
        only_second=str(sides[False, True]),
    )
