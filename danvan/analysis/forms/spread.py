"""How units are spread: on a map of tiles and along one axis."""

from statistics import quantiles

import pandas as pd

from danvan import format as fmt
from danvan.analysis.asked import Asked
from danvan.analysis.forms.common import (
    Shown,
    at_one_time,
    made,
    with_all_units,
)
from danvan.analysis.forms.ranking import ranked_groups
from danvan.exports.deck import Table
from danvan.figures import distribution as distribution_figure
from danvan.figures import tile_map
from danvan.measures.ranks import level_of
from danvan.story.finding import Finding, Question

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
    found = ranked_groups(one)
    return made(
        one,
        "map",
        found.sentence,
        figure,
        found.table,
        rows=at_one_time(one.rows),
        remarks=found.remarks,
    )


def tile_places(question: Question, asked: Asked) -> dict[str, tuple[int, int]]:
    """Return row and column of each unit; a unit of July 2025 lies in the middle of the wards it was made of."""
    since = asked.since or asked.grouping == "successor"
    catalogue = question.catalogue.since_2025 if since else question.catalogue
    return {unit.place: (unit.tile_row or 1, unit.tile_col or 1) for unit in catalogue.wards}


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
    """Return quartiles and median of each period of which they can be said: of the units there, not of more."""
    several = rows["period"].nunique() > 1
    made_rows = []
    for label, part in rows.groupby("label", sort=False):
        if one.not_comparable(part):
            continue
        first, middle, third = _quartiles(part["drawn"])
        made_rows.append(
            {
                "row": label if several else "",
                "q1": first,
                "median": middle,
                "q3": third,
                "median_text": one.words(_quartiles(part["value"])[1], with_unit=False),
            }
        )
    return pd.DataFrame(made_rows, columns=["row", "q1", "median", "q3", "median_text"])


def _quartiles(values: pd.Series) -> tuple[float, float, float]:
    """Return the quartiles of the values themselves, inclusive (Hyndman, Fan 1996, no. 7); of one value itself."""
    known = sorted(float(value) for value in values)
    first, middle, third = quantiles(known, n=QUARTERS, method="inclusive") if len(known) > 1 else known * 3
    return first, middle, third


def _spread_sentence(one: Shown, rows: pd.DataFrame) -> str:
    last = at_one_time(rows)
    if reason := one.not_comparable(last):
        return reason
    first, middle, third = _quartiles(last["value"])
    return one.question.say(
        "analysis.distribution.sentence",
        indicator=one.name,
        period=fmt.period(str(last["period"].iloc[0]), one.question.language),
        number=str(len(last)),
        low=one.words(first, with_unit=False),
        high=one.words(third),
        median=one.words(middle),
    )


def _spread_table(one: Shown, rows: pd.DataFrame) -> Table:
    """Return least, quartiles and most of each period; nothing is reckoned of bounds and of parts of a whole."""
    lines: list[tuple[str, ...]] = []
    for label, part in rows.groupby("label", sort=False):
        if one.not_comparable(part):
            lines.append((str(label), *(one.question.say("analysis.time.cannot"),) * 5))
            continue
        values = part["value"].min(), *_quartiles(part["value"]), part["value"].max()
        lines.append((str(label), *(one.words(float(value), with_unit=False) for value in values)))
    heads = (
        one.question.say("analysis.heading.period"),
        *(
            f"{one.question.say(f'analysis.heading.{name}')} ({one.unit})"
            for name in ("least", "q1", "median", "q3", "most")
        ),
    )
    return Table(heads, tuple(lines), (False, *(True,) * 5))
