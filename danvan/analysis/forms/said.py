"""What is said beside every form of an answer: its subtitle, how much of the whole is there, how it was made."""

from collections.abc import Sequence
from itertools import groupby

import pandas as pd

from danvan import format as fmt
from danvan import periods
from danvan.analysis.answer import Answer
from danvan.analysis.asked import Asked
from danvan.analysis.cells import chosen_units, coverage_by_period
from danvan.analysis.counting import Counting, unit_words
from danvan.analysis.fitting import reported_by_documents
from danvan.analysis.forms.names import group_name, indicator_name
from danvan.story.finding import Nothing, Question, notes
from danvan.story.finding import answer as ask

LOWER = (">", ">=")


def subtitle(question: Question, found: Answer, rows: pd.DataFrame, how: str = "") -> str:
    """Say what is shown: indicators with measure, unit and period of their figures; which units; how to read it."""
    asked = found.asked
    spans = {code: spanned(part) for code, part in rows.groupby("indicator", sort=False)}
    named = [
        (span, [_measured(question, asked, found.counted[code]) for code, _ in codes])
        for span, codes in groupby(spans.items(), key=lambda entry: entry[1])
    ]
    between = " · " if len(named) == 1 else ", "
    each = [f"{'; '.join(names)}{between}{fmt.period(span, question.language)}" for span, names in named]
    parts = ["; ".join(each)]
    if asked.grouping != "reported":
        parts.append(question.say(f"analysis.units.{asked.units}"))
    if question.places and asked.grouping not in ("place", "reported"):
        units = [group_name(question, asked, unit.place) for unit in chosen_units(question, asked)]
        parts.append(fmt.enumeration(units, question.language))
    if how:
        parts.append(question.say(f"analysis.drawn.{how}"))
    return " · ".join(parts)


def _measured(question: Question, asked: Asked, counted: Counting) -> str:
    return question.say(
        f"analysis.measured.{asked.measure}",
        indicator=indicator_name(question, counted.indicator),
        unit=unit_words(question, counted, asked),
    )


def spanned(rows: pd.DataFrame) -> str:
    """Return the code of the time from the first to the last period of the rows."""
    codes = list(dict.fromkeys(rows["period"]))
    if len(codes) == 1:
        return str(codes[0])
    first = min((periods.parse(code) for code in codes), key=lambda period: (period.start, period.end))
    last = max((periods.parse(code) for code in codes), key=lambda period: (period.end, period.start))
    ends = [first.code.split("..")[0], last.code.split("..")[-1]]
    return ends[0] if ends[0] == ends[1] else "..".join(ends)


def coverage(question: Question, found: Answer, rows: pd.DataFrame) -> str:
    """Say of how many units there are figures, how many figures are sample or bounds, and what is left out."""
    said = [_of_all_units(question, found, rows), _standing(question, rows), _left_out(question, found, rows)]
    return " ".join(part for part in said if part)


def _of_all_units(question: Question, found: Answer, rows: pd.DataFrame) -> str:
    if not found.by_period:
        return ""
    shown = list(dict.fromkeys(rows["indicator"]))
    each = [
        _covered(question, coverage_by_period(question, found.asked, found.counted[code])) for code in shown
    ]
    if len(set(each)) == 1:
        return f"{each[0]}."
    named = [
        question.say("story.coverage_of", indicator=indicator_name(question, code), coverage=words)
        for code, words in zip(shown, each, strict=True)
    ]
    return f"{'; '.join(named)}."


def _covered(question: Question, counts: dict[str, int]) -> str:
    """Say how many of all units there are figures of, period by period where that differs."""
    parts = {code: f"{count}/{_units_then(question, code)}" for code, count in sorted(counts.items())}
    if len(set(parts.values())) == 1:
        present, expected = next(iter(parts.values())).split("/")
        return question.say("standing.coverage", present=present, expected=expected)
    each = "; ".join(f"{fmt.period_short(code, question.language)}: {part}" for code, part in parts.items())
    return question.say("analysis.covered", periods=each)


def _units_then(question: Question, code: str) -> int:
    """Return how many units there were when a period began: the wards, or the units that they went into."""
    wards, start = question.catalogue.wards, periods.parse(code).start
    return len({ward.place if start <= (ward.valid_to or start) else ward.replaced_by for ward in wards})


def _standing(question: Question, rows: pd.DataFrame) -> str:
    """Say how many of the figures shown are sample and how many are bounds or approximate."""
    known = rows.dropna(subset=["value"])
    total = len(known)
    key = "all_sample" if (known["basis"] == "sample").any() else "none_sample"
    said = question.words.count(f"analysis.{key}", total, total=str(total))
    counts = {
        "lower": int(known["qualifier"].isin(LOWER).sum()),
        "about": int(known["qualifier"].isin(["<", "~"]).sum()),
    }
    counted = [
        question.words.count(f"analysis.{name}", number, number=str(number))
        for name, number in counts.items()
        if number
    ]
    return f"{said} {fmt.enumeration(counted, question.language) or question.say('analysis.all_exact')}."


def _left_out(question: Question, found: Answer, rows: pd.DataFrame) -> str:
    """Say which indicators asked for are not shown: of them there is no figure, or only a sample beside real ones."""
    shown = set(rows["indicator"])
    names = [indicator_name(question, code) for code in found.asked.indicators if code not in shown]
    if not names:
        return ""
    return question.say("analysis.left_out", indicators=fmt.enumeration(names, question.language))


def remarks(question: Question, found: Answer, rows: pd.DataFrame) -> tuple[str, ...]:
    """Return what a reader must know of how the figures were made."""
    counted = [found.counted[code] for code in dict.fromkeys(rows["indicator"])]
    keys = [key for each in counted for key in _keys(found.asked, each)]
    if not rows["whole"].fillna(True).astype(bool).all():
        keys.append("incomplete")
    if rows["standard"].nunique() > 1:
        keys.append("standards")
    said = [question.say(f"analysis.note.{key}") for key in dict.fromkeys(keys)]
    if "note" in rows:
        said += notes(question, rows["note"], ask(question, "open_points"))
    return tuple(said)


def _keys(asked: Asked, counted: Counting) -> Sequence[str]:
    """Return the keys of what must be known of how an indicator was counted."""
    if asked.grouping == "reported":
        return ("reported",)
    spanning = asked.length == "span" and not asked.about_models
    keys = []
    if asked.since or asked.grouping == "successor":
        keys.append("since")
    if counted.per == "per_1000":
        keys.append("per_1000")
    if counted.per == "per_1000" and counted.adds and spanning:
        keys.append("not_per_year")
    elif counted.of_two and counted.adds and not counted.below_adds:
        keys.append("last_households" if spanning else "per_household")
    elif counted.per:
        keys.append("per_household_stock")
    if not counted.adds and not counted.of_two and spanning:
        keys.append("stock")
    if (
        not counted.of_two
        and not asked.about_models
        and asked.grouping != "town"
        and asked.measure != "change"
    ):
        keys.append("totals")
    return keys


def nothing(question: Question, asked: Asked) -> Nothing:
    """Say that there is no figure, and why; and that documents have figures of the whole where they do."""
    if asked.about_models and asked.grouping == "model":
        wards = fmt.value(asked.least, unit="ward", language=question.language)
        return Nothing("analysis", question.say("analysis.models.none", wards=wards))
    name = fmt.enumeration([indicator_name(question, code) for code in asked.indicators], question.language)
    key = "story.no_ward_figures" if question.sample else "analysis.no_real_figures"
    said = question.say(key, indicator=name)
    if not asked.about_models and asked.grouping != "reported" and reported_by_documents(question, asked):
        said = f"{said} {question.say('analysis.see_documents')}"
    return Nothing("analysis", said)
