"""Groups through time: lines, small multiples, first against last; never across a break."""

from dataclasses import replace
from itertools import dropwhile
from typing import Any

import pandas as pd

from danvan import format as fmt
from danvan import periods
from danvan.analysis.counting import in_words
from danvan.analysis.forms.common import (
    Shown,
    at_one_time,
    drawn_scale,
    group_heading,
    made,
    pivot,
    whole_of,
)
from danvan.analysis.forms.ranking import ranking_sentence
from danvan.exports.deck import Table
from danvan.figures import slope_lines, small_multiples, trend_lines
from danvan.figures.scale import records
from danvan.measures.changes import change_in_points, first_and_last
from danvan.story.finding import Finding
from danvan.story.wards import panel_columns

MOST_NAMED = 3


def trend(one: Shown) -> Finding:
    """Show one line a group; a group of which wards are missing in a period has a point there and no line."""
    rows = _every_period(one, one.rows)
    figure = trend_lines(
        rows,
        x="x",
        y="drawn",
        series="name",
        text="short",
        hover="hover",
        key="slug",
        segment="segment_shown",
        segment_text="segment_text",
        bound="bound",
        joined="whole",
        highlight=one.highlighted,
        tick_suffix=one.tick_suffix,
        from_zero=one.asked.measure != "change",
        style=one.style(),
    )
    return made(one, "trend", _sentence(one), figure, _table(one), rows=one.rows)


def multiples(one: Shown) -> Finding:
    """Show a panel a group, all on one scale, the town dotted in each where it is comparable."""
    rows = _every_period(one, one.rows)
    whole = whole_of(one) if one.counted.of_two else pd.DataFrame()
    town = {} if whole.empty else dict(zip(whole["period"], whole["value"], strict=True))
    scale = drawn_scale(one.rows)
    with_town = bool(town) and one.asked.measure not in ("change", "share")
    figure = small_multiples(
        rows.assign(town=[town[code] * scale if code in town else None for code in rows["period"]]),
        panel="name",
        columns=panel_columns(one.question, rows["name"].nunique()),
        x="x",
        y="drawn",
        text="short",
        hover="hover",
        key="slug",
        segment="segment_shown",
        highlight=one.highlighted,
        style=one.style(),
        **(
            {"reference": "town", "reference_label": one.question.say("story.all_wards")} if with_town else {}
        ),
    )
    return made(one, "multiples", _sentence(one), figure, _table(one), rows=one.rows)


def slope(one: Shown) -> Finding:
    """Show the first and the last value of each group within one standard, joined by a line."""
    question = one.question
    ends = _ends(one)
    figure = slope_lines(
        ends,
        name="name",
        first="first_drawn",
        last="last_drawn",
        first_text="first_text",
        last_text="last_text",
        hover="hover",
        first_label=fmt.period(str(ends["first"].dropna().iloc[0]), question.language),
        last_label=fmt.period(str(ends["last"].dropna().iloc[0]), question.language),
        key="slug",
        highlight=one.highlighted,
        first_bound="first_bound",
        last_bound="last_bound",
        missing_label=question.say("value.missing"),
        style=one.style(),
    )
    return made(one, "slope", _sentence(one), figure, _change_table(one, ends), rows=one.rows)


def _every_period(one: Shown, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows and an empty one for each period that a group lacks, periods in order, so that a gap is a gap."""
    codes = _shown_periods(one, rows)
    firsts = rows.drop_duplicates("group")[["group", "name", "plain_name", "slug"]]
    grid = firsts.merge(pd.DataFrame({"period": _between(codes)}), how="cross")
    full = grid.merge(rows.drop(columns=["name", "plain_name", "slug"]), how="left", on=["group", "period"])
    yearly = all(periods.year_of(code) is not None for code in codes)
    labels = [
        int(code) if yearly else fmt.period_short(code, one.question.language) for code in full["period"]
    ]
    return full.assign(
        x=labels,
        whole=full["whole"].fillna(True).astype(bool),
        bound=full["bound"].fillna(False).astype(bool),
        segment_shown=full["segment"].fillna(""),
        segment_text=[_segment_text(one, segment) for segment in full["segment"].fillna("")],
    )


def _shown_periods(one: Shown, rows: pd.DataFrame) -> list[str]:
    """Return the periods in order; of changes without the first ones in which nothing has changed from before."""
    codes = sorted(rows["period"].unique(), key=lambda code: periods.parse(code).start)
    if one.asked.measure != "change":
        return codes
    known = set(rows.loc[rows["drawn"].notna(), "period"])
    return list(dropwhile(lambda code: code not in known, codes)) or codes


def _between(codes: list[str]) -> list[str]:
    """Return the codes with the years that lie between them and that nobody has figures of."""
    if not all(periods.year_of(code) is not None for code in codes):
        return codes
    return [str(year) for year in range(int(codes[0]), int(codes[-1]) + 1)]


def _segment_text(one: Shown, segment: str) -> str:
    parts = [
        one.question.catalogue.sources[part].short_name(one.question.language)
        if part in one.question.catalogue.sources
        else one.question.say("analysis.standard", standard=part)
        for part in segment.split(" ")
        if part
    ]
    return ", ".join(parts)


def _ends(one: Shown) -> pd.DataFrame:
    """Return one row per group: first and last period, value and text, within the segment of most figures."""
    whole = one.rows[one.rows["whole"].astype(bool)]
    codes = sorted(whole["period"].unique(), key=lambda code: periods.parse(code).start)
    order = {code: at for at, code in enumerate(codes)}
    rows = whole.assign(at=whole["period"].map(order), part=whole["segment"])
    ends = first_and_last(rows, by="group", x="at", y="value", segment="part")
    by_key = {(row.group, row.at): row for row in records(rows[rows["part"] == ends["part"].iloc[0]])}
    pairs = (
        (by_key.get((end.group, end.first_x)), by_key.get((end.group, end.last_x))) for end in records(ends)
    )
    return pd.DataFrame([_pair(first, last) for first, last in pairs if first or last])


def _pair(first: Any, last: Any) -> dict[str, Any]:
    """Return the two ends of a group beside each other; one of them may be missing."""
    there = [row for row in (first, last) if row]
    head = f"<b>{there[0].name}</b><br>"
    return {
        "group": there[0].group,
        "name": there[0].name,
        "plain_name": there[0].plain_name,
        "slug": there[0].slug,
        "hover": head + "<br>".join(row.hover.removeprefix(head) for row in there),
        **_end("first", first),
        **_end("last", last),
        "comparable": len(there) == 2 and all(row.qualifier == "=" for row in there),
    }


def _end(side: str, row: Any) -> dict[str, Any]:
    return {
        side: row.period if row else None,
        f"{side}_value": row.value if row else None,
        f"{side}_drawn": row.drawn if row else None,
        f"{side}_text": row.short if row else "",
        f"{side}_bound": bool(row.bound) if row else False,
    }


def _sentence(one: Shown) -> str:
    """Say how many groups rose and fell from their first to their last value, or how the one group changed.

    Of changes and of running totals that would say nothing: the last of them are told instead.
    """
    question = one.question
    if not one.rows["whole"].any():
        return question.say("analysis.time.incomplete")
    if one.asked.measure in ("change", "cumulative"):
        return _of_last(one)
    ends = _ends(one)
    compared = ends[ends["comparable"]] if len(ends) else ends
    if compared.empty:
        return question.say("analysis.time.not_comparable")
    changes = [change_in_points(row.first_value, row.last_value) or 0.0 for row in records(compared)]
    if len(compared) == 1:
        return _of_one(one, compared.iloc[0], changes[0])
    moved = _moved(one, compared["plain_name"].tolist(), changes)
    others = len(one.rows["group"].unique()) - len(compared)
    if others:
        moved += f"; {question.say('analysis.time.others', number=str(others))}"
    first, last = (fmt.period(str(compared[side].iloc[0]), question.language) for side in ("first", "last"))
    return question.say("analysis.time.many", indicator=one.name, first=first, last=last, moved=moved)


def _moved(one: Shown, names: list[str], changes: list[float]) -> str:
    """Say how many groups rose, fell and stayed; the few of a direction by name."""
    question, said = one.question, []
    for direction, holds in (("up", _rose), ("down", _fell), ("same", _stayed)):
        found = [name for name, change in zip(names, changes, strict=True) if holds(change)]
        if not found:
            continue
        key = f"analysis.time.{direction}" if len(found) < len(names) else f"analysis.time.all_{direction}"
        part = question.say(key, number=str(len(found)))
        few = len(found) <= MOST_NAMED and (len(found) < len(names) or len(names) <= MOST_NAMED)
        said.append(f"{part} ({fmt.enumeration(found, question.language)})" if few else part)
    return "; ".join(said)


def _rose(change: float) -> bool:
    return change > 0


def _fell(change: float) -> bool:
    return change < 0


def _stayed(change: float) -> bool:
    return change == 0


def _of_last(one: Shown) -> str:
    """Say of the last period how many groups rose and fell, or what the running totals came to."""
    question = one.question
    rows = at_one_time(one.rows)
    if reason := one.not_comparable(rows):
        return reason
    period = fmt.period(str(rows["period"].iloc[0]), question.language)
    if one.asked.measure == "cumulative":
        if len(rows) == 1:
            return question.say(
                "analysis.time.total", indicator=one.name, name=rows["plain_name"].iloc[0],
                period=period, amount=rows["text"].iloc[0],
            )  # fmt: skip
        return ranking_sentence(one, rows)
    if len(rows) == 1:
        return question.say(
            "analysis.time.last_change", indicator=one.name, name=rows["plain_name"].iloc[0],
            period=period, amount=rows["text"].iloc[0],
        )  # fmt: skip
    moved = _moved(one, rows["plain_name"].tolist(), [float(value) for value in rows["value"]])
    return question.say("analysis.time.changes", indicator=one.name, period=period, moved=moved)


def _of_one(one: Shown, ends: pd.Series, change: float) -> str:
    question = one.question
    direction = "up" if change > 0 else "down" if change < 0 else "same"
    return question.say(
        f"analysis.time.one_{direction}",
        indicator=one.name,
        name=str(ends["plain_name"]),
        first=fmt.period(str(ends["first"]), question.language),
        last=fmt.period(str(ends["last"]), question.language),
        first_value=one.words(float(ends["first_value"])),
        last_value=one.words(float(ends["last_value"])),
    )


def _table(one: Shown) -> Table:
    return pivot(one, one.rows, group_heading(one.question, one.asked))


def _change_table(one: Shown, ends: pd.DataFrame) -> Table:
    question = one.question
    heads = (
        group_heading(question, one.asked),
        question.say("analysis.heading.first"),
        question.say("analysis.heading.last"),
        question.say("table.change"),
    )
    cannot = question.say("analysis.time.cannot")
    lines = [
        (row.plain_name, row.first_text, row.last_text, _difference(one, row) if row.comparable else cannot)
        for row in records(ends)
    ]
    return Table(heads, tuple(lines), (False, True, True, True))


def _difference(one: Shown, row: Any) -> str:
    change = change_in_points(row.first_value, row.last_value)
    return in_words(one.question, one.counted, replace(one.asked, measure="change"), change)
