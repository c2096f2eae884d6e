"""Which units really differ from all together and which are within chance."""

import pandas as pd

from danvan import format as fmt
from danvan.analysis.comparison import against_whole, swing
from danvan.analysis.counting import POPULATION
from danvan.analysis.forms.common import (
    Shown,
    at_one_time,
    drawn_scale,
    group_heading,
    indicator_name,
    interval_words,
    made,
    with_all_units,
)
from danvan.analysis.forms.ranking import base_words
from danvan.exports.deck import Table
from danvan.figures import funnel_plot
from danvan.figures.scale import records
from danvan.measures.funnel import limits
from danvan.story.finding import Finding

OUTSIDE = ("above", "below")
PERHAPS = ("perhaps_above", "perhaps_below")


def funnel(one: Shown) -> Finding:
    """Show each unit at the size of its base against the limits within which chance keeps 95% and 99.8%."""
    question, counted = one.question, one.counted
    swings = swing(question, one.asked, counted)
    rows = against_whole(at_one_time(one.rows), counted, swings)
    whole = rows["whole"].iloc[0]
    curve = limits(
        rows["denominator"].dropna(),
        whole=whole,
        kind=counted.law or "share",
        scale=counted.scale,
        dispersion=swings,
    )
    scale = drawn_scale(rows)
    verdicts = {
        verdict: question.say(f"analysis.verdict.{verdict}")
        for verdict in (*OUTSIDE, *PERHAPS, "within", "unknown")
    }
    figure = funnel_plot(
        with_all_units(one, rows).assign(verdict=lambda all_rows: all_rows["verdict"].fillna("unknown")),
        curve.assign(**{name: curve[name] * scale for name in curve.columns if name != "size"}),
        name="name",
        size="denominator",
        rate="drawn",
        verdict="verdict",
        hover="hover",
        key="slug",
        style=one.style(),
        highlight=one.highlighted,
        reference=None if pd.isna(whole) else float(whole) * scale,
        reference_label=f"{_yardstick(one, rows)}: {one.words(whole)}",
        outer_label=fmt.number(99.8, 1, question.language) + "%",
        size_title=_base_name(one),
        rate_title=f"{one.name} ({one.unit})",
        rate_suffix=one.tick_suffix,
        verdict_labels=verdicts,
        missing_label=question.say("value.missing"),
    )
    remarks = [question.say(f"analysis.law.{counted.law}"), question.say("analysis.note.funnel")]
    if swings:
        remarks.append(
            question.say("analysis.note.swing", places=str(swings.places), periods=str(swings.periods))
        )
    elif counted.law == "amount":
        remarks.append(question.say("analysis.note.no_swing"))
    small = [row.plain_name for row in records(rows) if row.verdict == "unknown"]
    if small:
        remarks.append(question.say("analysis.note.unknown", units=fmt.enumeration(small, question.language)))
    return made(
        one, "funnel", _sentence(one, rows), figure, _table(one, rows, verdicts),
        rows=rows.assign(whole=rows["all_there"]), remarks=remarks,
    )  # fmt: skip


def _yardstick(one: Shown, rows: pd.DataFrame, *, in_sentence: bool = False) -> str:
    """Return the name of what the units are held against: the whole town only where none of its units lacks."""
    known = rows[rows["rate"].notna()]
    if len(known) >= one.found.units:
        return one.question.say("story.of_all" if in_sentence else "story.all_wards")
    return one.question.say("analysis.of_units", present=str(len(known)), expected=str(one.found.units))


def _base_name(one: Shown) -> str:
    if one.counted.below == POPULATION:
        return one.question.say("analysis.population")
    return indicator_name(one.question, one.counted.below)


def _sentence(one: Shown, rows: pd.DataFrame) -> str:
    """Say who is above and below all together beyond chance, and how many are within it."""
    question, by_verdict = (
        one.question,
        {verdict: rows[rows["verdict"] == verdict] for verdict in rows["verdict"].unique()},
    )
    if set(by_verdict) <= {"unknown"}:
        return question.say("analysis.funnel.unknown", indicator=one.name)
    sure = [verdict for verdict in OUTSIDE if verdict in by_verdict]
    by_name = sure or [verdict for verdict in PERHAPS if verdict in by_verdict]
    said = [
        question.say(
            f"analysis.funnel.{verdict}",
            units=fmt.enumeration(by_verdict[verdict]["plain_name"].tolist(), question.language),
            number=str(len(by_verdict[verdict])),
        )
        for verdict in by_name
    ]
    counts = {
        "perhaps": sum(len(by_verdict.get(verdict, ())) for verdict in PERHAPS if sure),
        "within": len(by_verdict.get("within", ())),
        "not_said": len(by_verdict.get("unknown", ())),
    }
    said += [
        question.say(f"analysis.funnel.{key}", number=str(count)) for key, count in counts.items() if count
    ]
    return question.say(
        f"analysis.funnel.{'sentence' if sure else 'none'}",
        indicator=one.name,
        found="; ".join(said),
        whole=_yardstick(one, rows, in_sentence=True),
    )


def _table(one: Shown, rows: pd.DataFrame, verdicts: dict[str, str]) -> Table:
    question = one.question
    heads = (
        group_heading(question, one.asked),
        f"{question.say('table.value')} ({one.unit})",
        question.say("table.interval"),
        question.say("analysis.heading.verdict"),
        question.say("analysis.heading.of"),
    )
    ordered = rows.sort_values("value", ascending=False, kind="stable").assign(small=False)
    lines = [
        (row.plain_name, row.short, interval_words(one, row), verdicts[row.verdict], base_words(one, row))
        for row in records(ordered)
    ]
    return Table(heads, tuple(lines), (False, True, True, False, True))
