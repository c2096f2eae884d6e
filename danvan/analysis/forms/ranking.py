"""Units side by side at one time, largest first, with what small counts leave open."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from danvan import format as fmt
from danvan.analysis.comparison import inequality, judged, swing, with_certainty
from danvan.analysis.forms.common import (
    Shown,
    at_one_time,
    drawn_scale,
    group_heading,
    interval_words,
    made,
    whole_of,
    with_all_units,
)
from danvan.analysis.forms.model_words import models_sentence, models_table
from danvan.exports.deck import Table
from danvan.figures import Figure, interval_dots, ranked_bar
from danvan.figures.scale import records
from danvan.measures.ranks import ranked
from danvan.story.finding import Finding
from danvan.story.wards import named

MOST_ROWS = 60


@dataclass(frozen=True)
class Ranked:
    """Groups at one time, largest first, and what is said of them, which a map of them says too."""

    rows: pd.DataFrame
    sentence: str
    table: Table
    remarks: tuple[str, ...]


def ranking(one: Shown) -> Finding:
    """Show one bar a group, or a dot with its interval where the value is a rate; the table has the possible ranks."""
    found = ranked_groups(one)
    return made(
        one,
        "ranking",
        found.sentence,
        _figure(one, found.rows),
        found.table,
        rows=at_one_time(one.rows),
        remarks=found.remarks,
        how="interval" if _with_intervals(one, found.rows) else "",
    )


def ranked_groups(one: Shown) -> Ranked:
    """Return the groups of one period from the largest to the smallest with what their figures leave open."""
    better = one.indicator.better if one.indicator else "none"
    swings = swing(one.question, one.asked, one.counted)
    certain = with_certainty(at_one_time(one.rows), one.asked, one.counted, better, swings)
    rows = _small_marked(ranked(with_all_units(one, certain), "value", better="up").head(MOST_ROWS))
    models = one.asked.about_models
    return Ranked(
        rows,
        models_sentence(one) if models else ranking_sentence(one, rows),
        models_table(one) if models else _table(one, rows),
        tuple(_remarks(one, rows)),
    )


def _small_marked(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with a star behind each value on a small base, which a note explains."""
    small = rows["small"].fillna(False).astype(bool)
    return rows.assign(
        short=[f"{text}*" if star else text for text, star in zip(rows["short"], small, strict=True)]
    )


def _figure(one: Shown, rows: pd.DataFrame) -> Figure:
    shared: dict[str, Any] = {
        "name": "name",
        "text": "short",
        "hover": "hover",
        "key": "slug",
        "style": one.style(),
    }
    if not _with_intervals(one, rows):
        return ranked_bar(rows, value="drawn", highlight=one.highlighted, **shared)
    whole = at_one_time(whole_of(one)) if one.asked.grouping != "town" else rows.iloc[:0]
    value = None if whole.empty else float(whole["value"].iloc[0])
    label = "" if value is None else f"{one.question.say('story.all_wards')}: {one.words(value)}"
    scale = drawn_scale(rows)
    drawn = rows.assign(low=rows["low"].astype(float) * scale, high=rows["high"].astype(float) * scale)
    return interval_dots(
        drawn,
        value="drawn",
        low="low",
        high="high",
        highlight=one.highlighted,
        reference=None if value is None else value * scale,
        reference_label=label,
        **shared,
    )


def _with_intervals(one: Shown, rows: pd.DataFrame) -> bool:
    return judged(one.asked, one.counted) and bool(rows["low"].notna().any())


def ranking_sentence(one: Shown, rows: pd.DataFrame) -> str:
    """Say where most and least was counted and which ranks these may have, or why that cannot be said."""
    known = rows.dropna(subset=["value"])
    question = one.question
    reason = one.not_comparable(known)
    if reason:
        return reason
    if known["value"].nunique() < 2:
        return _all_alike(one, known)
    most, least = (known[known["value"] == value] for value in (known["value"].max(), known["value"].min()))
    key, ranks = _certainty_of_ends(_widest(most), _widest(least))
    return question.say(
        f"analysis.ranking.{key}",
        **ranks,
        indicator=one.name,
        first=_named(one, most),
        first_value=most["text"].iloc[0],
        last=_named(one, least),
        last_value=least["text"].iloc[0],
    )


def _all_alike(one: Shown, known: pd.DataFrame) -> str:
    amount = known["text"].iloc[0] if len(known) else one.question.say("value.missing")
    number = str(len(known))
    return one.question.words.count(
        "analysis.ranking.same", len(known), indicator=one.name, number=number, amount=amount
    )


def _certainty_of_ends(
    first: tuple[int, int] | None, last: tuple[int, int] | None
) -> tuple[str, dict[str, str]]:
    """Return which sentence fits the ranks that the first and the last may have, and these ranks in words."""
    if first is None or last is None:
        return "sentence", {}
    if max(first) >= min(last) and max(last) >= min(first):
        return "not_told", {}
    if all(best == worst for best, worst in (first, last)):
        return "sentence", {}
    said = [f"{best}–{worst}" if best != worst else str(best) for best, worst in (first, last)]
    return "uncertain", {"first_ranks": said[0], "last_ranks": said[1]}


def _widest(rows: pd.DataFrame) -> tuple[int, int] | None:
    if "rank_low" not in rows or rows["rank_low"].isna().any():
        return None
    return int(rows["rank_low"].min()), int(rows["rank_high"].max())


def _named(one: Shown, rows: pd.DataFrame) -> str:
    if (
        rows["group"].isin(one.question.catalogue.places).all()
        and one.asked.grouping == "place"
        and not one.asked.since
    ):
        return named(one.question, rows["group"].tolist())
    return fmt.enumeration(rows["plain_name"].tolist(), one.question.language)


def _table(one: Shown, rows: pd.DataFrame) -> Table:
    question = one.question
    heads = [group_heading(question, one.asked), f"{question.say('table.value')} ({one.unit})"]
    with_ranks = judged(one.asked, one.counted)
    if with_ranks:
        heads += [
            question.say("table.interval"),
            question.say("analysis.heading.rank"),
            question.say("analysis.heading.of"),
        ]
    lines = [
        (row.plain_name, row.short, *(_certainty(one, row) if with_ranks else ())) for row in records(rows)
    ]
    return Table(tuple(heads), tuple(lines), tuple(at > 0 for at in range(len(heads))))


def _certainty(one: Shown, row: Any) -> tuple[str, str, str]:
    """Return interval, possible ranks and base of a row as text; nothing where it cannot be said."""
    if pd.isna(row.value):
        return "", "", ""
    return interval_words(one, row), rank_words(one, row), base_words(one, row)


def rank_words(one: Shown, row: Any) -> str:
    """Return the ranks a unit may have: "2–6 / 15"; a bare rank only where it is certain."""
    best, worst, of = (getattr(row, name) for name in ("rank_low", "rank_high", "of"))
    if pd.isna(best):
        return ""
    ranks = str(best) if best == worst else f"{best}–{worst}"
    return f"{ranks} / {of}"


def base_words(one: Shown, row: Any) -> str:
    """Return what a rate was computed from: "149 / 175", marked where that is small."""
    if pd.isna(row.numerator) or pd.isna(row.denominator):
        return ""
    said = f"{_counted(one, row.numerator)} / {_counted(one, row.denominator)}"
    return f"{said} {one.question.say('analysis.small')}" if row.small else said


def _counted(one: Shown, amount: float) -> str:
    """Return one side of a rate; money in thousands of millions."""
    known = one.question.catalogue.indicators.get(one.counted.above)
    if known is not None and known.unit == "vnd" and abs(amount) >= 1e9:
        return fmt.value(amount, unit="vnd", decimals=1, scale="billion", language=one.question.language)
    return fmt.number(amount, 0 if float(amount).is_integer() else 2, one.question.language)


def _remarks(one: Shown, rows: pd.DataFrame) -> list[str]:
    question = one.question
    said: list[str] = []
    if not judged(one.asked, one.counted):
        return said
    said.append(question.say(f"analysis.law.{one.counted.law}"))
    if rows["rank_low"].notna().any():
        said.append(question.say("analysis.note.ranks"))
    small = rows[rows["small"].fillna(False).astype(bool)]
    if len(small):
        names = fmt.enumeration(small["plain_name"].tolist(), question.language)
        said.append(question.say("analysis.note.small", units=names))
    known = rows.dropna(subset=["value"])
    all_there = len(known) == len(rows) and bool(known["whole"].all())
    unequal = inequality(known, one.asked, one.counted) if all_there else None
    if unequal is not None and one.asked.grouping == "place":
        said.append(
            question.say(
                "analysis.note.inequality",
                fifths=fmt.number(unequal.fifths, 1, question.language),
                gini=fmt.number(unequal.gini, 2, question.language),
            )
        )
    return said
