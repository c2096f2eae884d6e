"""The answer to a question as a table to take away: one row per figure, with its standing and its sources beside it."""

from typing import Any

import pandas as pd

from danvan import format as fmt
from danvan.analysis.answer import Answer
from danvan.analysis.asked import Asked
from danvan.analysis.cells import chosen_units, group_of_unit
from danvan.analysis.comparison import judged, swing
from danvan.analysis.counting import Counting
from danvan.analysis.forms import Result
from danvan.analysis.taking_words import (
    facts,
    indicator_name,
    name_of_group,
    source_headings,
    source_rows,
    stem,
    title_of,
)
from danvan.exports import Chart, Column, Taken
from danvan.figures.scale import records
from danvan.measures.funnel import with_intervals
from danvan.story.finding import Origin, Question, answer, notes, origin_words
from danvan.warehouse.snapshots import Snapshot

TEXTS = (
    "indicator", "indicator_name", "group", "group_name", "period", "period_name", "standard", "unit", "qualifier",
    "numerator_qualifier", "denominator_qualifier", "basis", "source", "source_codes", "locator", "note", "without",
    "without_codes",
)  # fmt: skip
WHOLES = ("chosen", "places", "expected", "complete", "stated", "inferred", "unnamed")
BY_ROW = ("value", "low", "high")
KEYS = (
    "indicator", "indicator_name", "group", "group_name", "chosen", "period", "period_name", "standard", "value",
    "unit", "qualifier",
)  # fmt: skip
OF_CHANCE = ("low", "high")
OF_RATIOS = ("numerator", "numerator_qualifier", "denominator", "denominator_qualifier")
OF_WARDS = ("places", "expected", "complete")
STANDING = ("basis", "source", "source_codes")
OF_DOCUMENTS = ("locator", "note")
OF_MODELS = ("stated", "inferred", "unnamed", "without", "without_codes")
ALL_KEYS = (*KEYS, *OF_CHANCE, *OF_RATIOS, *OF_WARDS, *OF_MODELS, *STANDING, *OF_DOCUMENTS)


def taken_of(question: Question, result: Result, *, address: str, snapshot: Snapshot) -> Taken:
    """Return what a form shows as a table to take away, under the sentence that it makes."""
    return taken(
        question,
        result.answer,
        title=result.finding.sentence,
        subtitle=result.finding.subtitle,
        address=address,
        snapshot=snapshot,
    )


def taken(
    question: Question, found: Answer, *, title: str, subtitle: str, address: str, snapshot: Snapshot
) -> Taken:
    """Return an answer in long form: one row per indicator, group, period and poverty standard.

    Which columns there are is decided by the question alone (see keys). Values stand in the unit of their row, never
    in thousands or millions. low and high are the 95% interval, empty for bounds and where chance cannot be reckoned
    with. complete is 1 where no ward and no period lacks. address is that of the page that shows the same.
    """
    columns = keys(found)
    rows = _rows(question, found)
    sample = found.is_sample
    return Taken(
        stem=stem(question, found),
        title=title,
        subtitle=subtitle,
        columns=tuple(_column(question, found, key) for key in columns),
        rows=tuple(tuple(row[key] for key in columns) for row in rows),
        facts=facts(question, found, address=address, snapshot=snapshot),
        sources=source_rows(question.catalogue, _sources(found), question.language),
        source_headings=source_headings(question.language),
        language=question.language,
        sample=sample,
        chart=_chart(question, found),
        row_decimals=tuple(row["decimals"] for row in rows),
        row_units=tuple(row["unit"] for row in rows),
        as_of=snapshot.built_on,
    )


def unit_code(asked: Asked, counted: Counting) -> str:
    """Return the code of the unit that a value stands in: m2, m2_per_household, pct, percentage_point."""
    if asked.measure == "share":
        return "pct"
    if asked.measure == "change" and counted.unit == "pct":
        return "percentage_point"
    if asked.about_models and asked.grouping == "model":
        return "ward"
    return f"{counted.unit}_{counted.per}" if counted.per else counted.unit


def keys(found: Answer) -> tuple[str, ...]:
    """Return the columns of an answer: what cannot be there for any figure of the question is no column of it."""
    asked, counted = found.asked, found.counted.values()
    if asked.about_models:
        return (*KEYS, *OF_MODELS, *STANDING)
    if asked.grouping == "reported":
        return (*KEYS, *STANDING, *OF_DOCUMENTS)
    by_chance = OF_CHANCE if any(judged(asked, each) for each in counted) else ()
    ratios = OF_RATIOS if asked.measure == "share" or any(each.of_two for each in counted) else ()
    return (*KEYS, *by_chance, *ratios, *OF_WARDS, *STANDING)


def _column(question: Question, found: Answer, key: str) -> Column:
    heading = question.say(f"taking.column.{key}")
    if key in TEXTS:
        return Column(key, heading, "text")
    if key in WHOLES:
        return Column(key, heading, "whole")
    return Column(
        key, heading, "number", *(("*",) if key in BY_ROW else ("", _decimals_below(question, found, key)))
    )


def _decimals_below(question: Question, found: Answer, key: str) -> int:
    """Return with how many decimals numerators or denominators are written: those of the finest of them."""
    sides = [each.above if key == "numerator" else each.below for each in found.counted.values()]
    known = question.catalogue.indicators
    return max((known[code].decimals for code in sides if code in known), default=0)


def _rows(question: Question, found: Answer) -> list[dict[str, Any]]:
    cells = found.cells
    intervals = {code: _intervals(question, found, counted) for code, counted in found.counted.items()}
    chosen = {group_of_unit(unit, found.asked.grouping) for unit in chosen_units(question, found.asked)}
    told = answer(question, "open_points") if "note" in cells else None
    rows = []
    for at, cell in zip(cells.index, records(cells), strict=True):
        low, high = intervals[cell.indicator].get(at, (None, None))
        row = _row(question, found.asked, found.counted[cell.indicator], cell)
        row |= {"low": low, "high": high, "chosen": int(not question.places or cell.group in chosen)}
        row |= _of_documents(question, cell, told) | _of_models(question, cell)
        rows.append(row)
    return rows


def _row(question: Question, asked: Asked, counted: Counting, cell: Any) -> dict[str, Any]:
    sources = cell.source.split(" ")
    return {
        "indicator": cell.indicator,
        "indicator_name": indicator_name(question, cell.indicator),
        "group": cell.group,
        "group_name": name_of_group(question, asked, cell.group),
        "period": cell.period,
        "period_name": fmt.period(cell.period, question.language),
        "standard": _text(cell.standard),
        "value": _number(cell.value),
        "unit": unit_code(asked, counted),
        "decimals": _decimals(asked, counted, cell.value),
        "qualifier": cell.qualifier,
        "numerator": _number(cell.numerator),
        "numerator_qualifier": _text(cell.numerator_qualifier),
        "denominator": _number(cell.denominator),
        "denominator_qualifier": _text(cell.denominator_qualifier),
        "places": cell.places,
        "expected": cell.expected,
        "complete": int(cell.whole),
        "basis": cell.basis,
        "source": "; ".join(_short(question, code) for code in sources),
        "source_codes": cell.source,
    }  # fmt: skip


def _decimals(asked: Asked, counted: Counting, amount: float) -> int:
    """Return how many decimals a value is shown with; what was divided has three meaning digits."""
    if asked.measure == "share":
        return 1
    if not counted.per or pd.isna(amount):
        return counted.decimals
    size = abs(amount)
    return next((decimals for decimals, limit in enumerate((100, 10, 1, 0.1)) if size >= limit), 3)


def _of_documents(question: Question, cell: Any, points: pd.DataFrame | None) -> dict[str, Any]:
    """Return where in its document a figure stands, and what is left open there; nothing of other figures."""
    if not hasattr(cell, "locator") or points is None:
        return {}
    said = origin_words(question, Origin(cell.source, cell.locator)).partition(", ")[2]
    return {"locator": said or None, "note": " ".join(notes(question, [cell.note or None], points)) or None}


def _of_models(question: Question, cell: Any) -> dict[str, Any]:
    """Return on what the count of a model rests."""
    if not hasattr(cell, "without"):
        return {}
    codes = [code for code in cell.without.split(" ") if code]
    return {
        "stated": cell.stated,
        "inferred": cell.inferred,
        "unnamed": cell.unnamed,
        "without": ", ".join(question.full_name(code) for code in codes) or None,
        "without_codes": cell.without or None,
    }


def _intervals(
    question: Question, found: Answer, counted: Counting
) -> dict[Any, tuple[float | None, float | None]]:
    """Return low and high by the index of their cell, as comparison.with_certainty gives them; bounds have none."""
    cells = found.cells
    rows = cells[(cells["indicator"] == counted.indicator) & (cells["qualifier"] == "=")]
    if rows.empty or not judged(found.asked, counted) or counted.law is None:
        return {}
    made = with_intervals(
        rows,
        numerator="numerator",
        denominator="denominator",
        kind=counted.law,
        scale=counted.scale,
        dispersion=swing(question, found.asked, counted),
    )
    ends = zip(made["low"].map(_number), made["high"].map(_number), strict=True)
    return dict(zip(made.index, ends, strict=True))


def _chart(question: Question, found: Answer) -> Chart | None:
    """Return bars of one period, or lines over several; a line for each group, or for each indicator of one group."""
    cells = found.cells
    if cells.empty:
        return None
    several = cells["indicator"].nunique() > 1
    groups = tuple(dict.fromkeys(name_of_group(question, found.asked, code) for code in cells["group"]))
    title = title_of(question, found.asked)
    if cells["period"].nunique() == 1 or found.asked.about_models:
        series = "indicator_name" if several else ""
        return Chart("bar", "group_name", ("value",), series, title=title, order=groups)
    return Chart("line", "period", ("value",), "group_name" if not several else "indicator_name", title=title)


def _sources(found: Answer) -> set[str]:
    return {code for cell in found.cells["source"] for code in cell.split(" ")}


def _short(question: Question, code: str) -> str:
    return question.catalogue.sources[code].short_name(question.language)


def _text(cell: object) -> str | None:
    return cell if isinstance(cell, str) and cell else None


def _number(cell: Any) -> float | None:
    return None if cell is None or pd.isna(cell) else float(cell)
