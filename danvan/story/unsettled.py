"""Which figures disagree, whether that is open, explained or settled, and the line in which other pages say so."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from danvan import format as fmt
from danvan.catalogue import Indicator
from danvan.figures.scale import records
from danvan.story.question import Question, answer
from danvan.submission.explanations import Explanation, Sides, last
from danvan.warehouse.disagreements import MARK

OPEN, EXPLAINED, SETTLED = "open", "explained", "settled"
WARD_SUMS = ("wards", "wards_years")
STATUSES = (OPEN, EXPLAINED, SETTLED)


@dataclass(frozen=True)
class Told:
    """A finding of a check as a note; points are those that the note speaks for."""

    disagreement: str
    status: str
    note: str
    points: tuple[str, ...]


def told(question: Question, codes: Iterable[str]) -> Mapping[str, Told]:
    """Return the notes of the findings among these codes of note cells, by code; asked for only where there are any."""
    wanted = {code for code in codes if code.startswith(MARK)}
    if not wanted:
        return {}
    rows = records(answer(question, "disagreements"))
    found = {f"{MARK}{row.disagreement}": row for row in rows}
    return {code: _told(question, found[code]) for code in wanted if code in found}


def _told(question: Question, row: Any) -> Told:
    status, said = standing(question, row)
    points = points_of(question, row)
    texts = [str(point[f"text_{question.language}"]) for point in points]
    sentence = " ".join(texts) or plain_sentence(question, row)
    return Told(
        disagreement=row.disagreement,
        status=status,
        note=f"{sentence} {status_words(question, status, said)}",
        points=tuple(str(point["point"]) for point in points),
    )


def standing(question: Question, row: Any) -> tuple[str, Explanation | None]:
    """Return how far a finding is settled, and what was said of it last, perhaps of other values than those of now."""
    said = last(question.explained).get(row.disagreement)
    if said is None or not said.holds(sides(row)):
        return OPEN, said
    return said.kind, said


def sides(row: Any) -> Sides:
    """Return both values of a finding as an explanation has them."""
    other = None if pd.isna(row.other_value) else float(row.other_value)
    return Sides(float(row.value), str(row.qualifier), other, str(row.other_qualifier))


def status_words(question: Question, status: str, said: Explanation | None) -> str:
    """Say in a sentence that a finding is open, or who explained or settled it and why."""
    if said is None or status == OPEN:
        return question.say("checks.note.open", page=question.say("navigation.checks"))
    return question.say(f"checks.note.{status}", by=said.by, day=day_of(question, said), why=said.why)


def is_open(question: Question, note: str) -> bool:
    """Say whether a note is one of a finding that is left open."""
    return note.endswith(status_words(question, OPEN, None))


def sums_are_open(question: Question, indicators: Collection[str]) -> bool:
    """Say whether what wards come to in one of these indicators is left open beside what their town gives."""
    if not indicators:
        return False
    rows = records(answer(question, "disagreements"))
    return any(
        row.other_kind in WARD_SUMS
        and row.other_indicator in indicators
        and standing(question, row)[0] == OPEN
        for row in rows
    )


def day_of(question: Question, said: Explanation) -> str:
    """Return the day on which something was said, as the server's clock has it."""
    return fmt.day(datetime.fromisoformat(said.at).astimezone().date(), question.language)


def points_of(question: Question, row: Any, *, all_contradictions: bool = False) -> list[dict[str, Any]]:
    """Return the open points that the figure's note names and that say the same as the finding.

    With all_contradictions also those of the figure that are contradictions of another kind.
    """
    if not isinstance(row.note, str):
        return []
    points = answer(question, "open_points")
    named = points[points["point"].isin(row.note.split())]
    same = named["found_by"] == row.code
    return named[same | (named["kind"] == "contradiction") if all_contradictions else same].to_dict("records")


def plain_sentence(question: Question, row: Any) -> str:
    """Say in one sentence what a finding compares, with both values."""
    key = f"checks.check.{_kind(row)}.sentence"
    said = fillings(question, row)
    return question.say(key, **{name: said[name] for name in question.words.gaps[key]})


def _kind(row: Any) -> str:
    """Return the key of the words of a finding: its check, or where that tells two things apart, which of them."""
    return "running_total" if row.other_kind == "running" else str(row.code)


def fillings(question: Question, row: Any) -> dict[str, str]:
    """Return everything that the sentence of a finding may name, ready to be shown."""
    indicator, other = question.indicator(row.indicator), question.indicator(row.other_indicator)
    second = question.catalogue.indicators.get(other.disjoint_from or "", other)
    language, count = question.language, _given(row.other_count)
    return {
        "indicator": indicator.name(language),
        "other_indicator": other.name(language),
        "second_indicator": second.name(language),
        "place": question.full_name(row.place),
        "other_place": question.full_name(row.other_place),
        "period": period_words(question, row.period, ""),
        "other_period": period_words(question, row.other_period, ""),
        "value": amount(question, row.value, indicator, row.qualifier),
        "other": amount(question, row.other_value, indicator, row.other_qualifier),
        "source": source_words(question, row.source),
        "other_source": source_words(question, row.other_source),
        "count": fmt.number(count, 0, language),
        "limit": question.say(f"checks.limit.{'most' if row.value > (_given(row.other_value)) else 'least'}"),
    }


def amount(question: Question, value: object, indicator: Indicator, qualifier: str) -> str:
    """Return a value in words, empty where the other side has none."""
    return "" if pd.isna(value) else question.value(value, indicator, qualifier, as_printed=True)


def period_words(question: Question, period: str, standard: object) -> str:
    """Return a period in words, with the poverty standard where there is one."""
    said = fmt.period(period, question.language)
    if not isinstance(standard, str) or not standard:
        return said
    return f"{said}, {question.say('story.poverty.standard', standard=standard)}"


def source_words(question: Question, sources: object) -> str:
    """Return the short names of sources whose codes are parted by spaces."""
    codes = sources.split(" ") if isinstance(sources, str) and sources else []
    names = [question.catalogue.sources[code].short_name(question.language) for code in codes]
    return fmt.enumeration(names, question.language)


def _given(number: object) -> float:
    return 0 if pd.isna(number) else float(str(number))
