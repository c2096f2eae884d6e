"""What all forms of an answer share: rows with their words, the period shown, the subtitle, standing, coverage."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import Any

import pandas as pd

from danvan import format as fmt
from danvan import periods
from danvan.analysis.answer import Answer
from danvan.analysis.asked import Asked
from danvan.analysis.cells import TOWN, cells, chosen_units, units
from danvan.analysis.counting import Counting, in_words, plotted, unit_words
from danvan.catalogue import Indicator
from danvan.figures import Style
from danvan.figures.scale import records
from danvan.provenance import heaviest_basis
from danvan.story.finding import Finding, Nothing, Question, Table, notes, origins
from danvan.story.finding import answer as ask

LOWER = (">", ">=")


@dataclass(frozen=True)
class Shown:
    """One indicator of an answer, ready to be shown: rows is one row per group, period and standard, with words.

    Columns beside those of the cells: name and plain_name (for HTML and for text), slug, text with unit, short without,
    drawn (the value in the scale of the axis), label (the period in short), hover, bound (is it a lower bound?).
    """

    question: Question
    asked: Asked
    found: Answer
    counted: Counting
    rows: pd.DataFrame

    @cached_property
    def indicator(self) -> Indicator | None:
        return self.question.catalogue.indicators.get(self.counted.indicator)

    @property
    def name(self) -> str:
        """The name of what is shown."""
        return indicator_name(self.question, self.counted.indicator)

    @property
    def unit(self) -> str:
        return unit_words(self.question, self.counted, self.asked)

    @property
    def tick_suffix(self) -> str:
        return "%" if self.unit == "%" else ""

    @property
    def basis(self) -> str:
        return heaviest_basis(self.rows["basis"])

    @property
    def exact(self) -> bool:
        return bool((self.rows["qualifier"] == "=").all())

    def words(self, amount: float | None, qualifier: str = "=", *, with_unit: bool = True) -> str:
        """Return an amount as it is read under the measure."""
        return in_words(self.question, self.counted, self.asked, amount, qualifier, with_unit=with_unit)

    def style(self) -> Style:
        colour = self.indicator.field if self.indicator else "chung"
        return self.question.style(colour, sample=self.basis == "sample")

    @property
    def highlighted(self) -> list[str]:
        """The slugs of the units that the reader chose, nobody where all are shown alike."""
        if self.asked.grouping != "place" or not self.question.places:
            return []
        return [unit.slug for unit in chosen_units(self.question, self.asked)]


def shown(question: Question, asked: Asked, found: Answer, code: str) -> Shown:
    """Return one indicator of an answer with its words."""
    counted = found.counted[code]
    rows = found.of(code)
    names = {group: group_name(question, asked, group) for group in rows["group"].unique()}
    worded = [_words(question, asked, counted, row, names[row.group]) for row in records(rows)]
    columns = ["name", "plain_name", "slug", "text", "short", "drawn", "label", "hover", "bound"]
    return Shown(question, asked, found, counted, rows.assign(**_columns(worded, columns)))


def _columns(rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in names}


def _words(question: Question, asked: Asked, counted: Counting, row: Any, name: str) -> dict[str, Any]:
    text = in_words(question, counted, asked, row.value, row.qualifier)
    short = in_words(question, counted, asked, row.value, row.qualifier, with_unit=False)
    part = "" if row.whole or pd.isna(row.value) else f" ({row.places}/{row.expected})"
    if part and row.places >= row.expected:
        part = f" ({question.say('analysis.of_periods', figures=str(row.figures), expected=str(row.expected_figures))})"
    when = fmt.period(row.period, question.language)
    return {
        "name": _escaped(name),
        "plain_name": name,
        "slug": slug_of(question, row.group),
        "text": text + part,
        "short": short + part,
        "drawn": plotted(counted, asked, row.value),
        "label": fmt.period_short(row.period, question.language),
        "hover": f"<b>{_escaped(name)}</b><br>{when}: {text}{part}",
        "bound": row.qualifier in LOWER,
    }


def _escaped(name: str) -> str:
    return escape(name, quote=False)


def group_name(question: Question, asked: Asked, group: str) -> str:
    """Return the name of a group; units since July 2025 with their kind, because their names were in use before."""
    catalogue = question.catalogue
    if group == TOWN:
        chosen = question.places and len(question.places) < len(units(question, asked))
        return question.say("analysis.chosen_together" if chosen else "story.all_wards")
    if asked.about_models and asked.grouping == "model":
        rows = ask(question, "models").set_index("model")["name"]
        return str(rows.get(group, group))
    if group in catalogue.fields:
        return catalogue.fields[group].name(question.language)
    if group not in catalogue.places:
        return question.say(f"analysis.kind.{group}")
    if asked.grouping == "reported" or asked.since or asked.grouping == "successor":
        return question.full_name(group)
    return catalogue.places[group].name


def slug_of(question: Question, group: str) -> str:
    """Return what a click on a mark gives: the slug of a unit, the code of any other group."""
    place = question.catalogue.places.get(group)
    return group if place is None else place.slug


def indicator_name(question: Question, code: str) -> str:
    """Return the name of an indicator, or of the count of models."""
    known = question.catalogue.indicators.get(code)
    return question.say("analysis.models_in_wards") if known is None else known.name(question.language)


def at_one_time(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of one period, one per group: of the periods with most groups the last; of standards the last."""
    known = rows.dropna(subset=["value"])
    if known.empty:
        return rows.iloc[:0]
    groups = known.groupby("period")["group"].nunique()
    best = [period for period, count in groups.items() if count == groups.max()]
    last = max(best, key=lambda code: periods.parse(code).end)
    return rows[rows["period"] == last].drop_duplicates("group", keep="last").reset_index(drop=True)


def with_all_units(one: Shown, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows and, for units without a figure, a row that says so, in the order of the map."""
    if one.asked.grouping != "place" or one.asked.about_models:
        return rows
    there = set(rows["group"])
    missing = one.question.say("value.missing")
    absent = [
        {
            "group": unit.place,
            "name": _escaped(group_name(one.question, one.asked, unit.place)),
            "plain_name": group_name(one.question, one.asked, unit.place),
            "slug": unit.slug,
            "text": missing,
            "short": missing,
            "hover": f"<b>{_escaped(unit.name)}</b><br>{missing}",
            "bound": False,
            "qualifier": "=",
        }
        for unit in units(one.question, one.asked)
        if unit.place not in there
    ]
    return pd.concat([rows, pd.DataFrame(absent)], ignore_index=True) if absent else rows


def whole_of(one: Shown) -> pd.DataFrame:
    """Return the cells of all wards together, counted as the answer is; empty where that is not the town."""
    found = cells(
        one.question, one.asked, one.counted, grouping="town", length=one.asked.length, chosen=False
    )
    return found[found["whole"] & (found["qualifier"] == "=")].reset_index(drop=True)


def made(
    one: Shown,
    form: str,
    sentence: str,
    figure: Any,
    table: Table,
    *,
    rows: pd.DataFrame,
    remarks: Sequence[str] = (),
) -> Finding:
    """Return the finding of a form; rows are those shown, from which standing and sources are taken."""
    question = one.question
    known = rows.dropna(subset=["source"]) if "source" in rows else rows
    basis = heaviest_basis(known["basis"])
    return Finding(
        key=f"analysis_{form}",
        sentence=question.say("story.of_sample", sentence=sentence) if basis == "sample" else sentence,
        subtitle=subtitle(one, known),
        figure=figure,
        table=table,
        basis=basis,
        origins=origins(known),
        notes=tuple(dict.fromkeys((*remarks, *remarks_on(one, known)))),
        coverage=" ".join(part for part in (coverage_words(one), standing_words(one, known)) if part),
        selectable=one.asked.grouping == "place",
    )


def subtitle(one: Shown, rows: pd.DataFrame) -> str:
    """Say what is shown: indicator, measure and unit, period, units."""
    question = one.question
    parts = [
        question.say(f"analysis.measured.{one.asked.measure}", indicator=one.name, unit=one.unit),
        fmt.period(spanned(rows), question.language),
        question.say(f"analysis.units.{one.asked.units}"),
    ]
    if question.places and one.asked.grouping != "place":
        names = [group_name(question, one.asked, unit.place) for unit in chosen_units(question, one.asked)]
        parts.append(fmt.enumeration(names, question.language))
    return " · ".join(parts)


def spanned(rows: pd.DataFrame) -> str:
    """Return the code of the time from the first to the last period of the rows."""
    codes = list(dict.fromkeys(rows["period"]))
    if len(codes) == 1:
        return str(codes[0])
    first = min((periods.parse(code) for code in codes), key=lambda period: (period.start, period.end))
    last = max((periods.parse(code) for code in codes), key=lambda period: (period.end, period.start))
    ends = [first.code.split("..")[0], last.code.split("..")[-1]]
    return ends[0] if ends[0] == ends[1] else "..".join(ends)


def coverage_words(one: Shown) -> str:
    """Say of how many of all wards figures are in it, period by period where that differs."""
    question, counts = one.question, one.found.by_period
    if not counts:
        return ""
    expected = len(question.catalogue.wards)
    if set(counts.values()) == {expected}:
        return question.say("standing.coverage", present=str(expected), expected=str(expected)) + "."
    each = [f"{fmt.period_short(code, question.language)}: {count}" for code, count in sorted(counts.items())]
    return question.say("standing.by_year", years="; ".join(each)) + "."


def standing_words(one: Shown, rows: pd.DataFrame) -> str:
    """Say how many of the figures shown are sample and how many are bounds or about so much."""
    question = one.question
    known = rows.dropna(subset=["value"])
    total, sample = len(known), int((known["basis"] == "sample").sum())
    lower, about = int(known["qualifier"].isin(LOWER).sum()), int(known["qualifier"].isin(["<", "~"]).sum())
    said = question.say("analysis.all_sample" if sample else "analysis.none_sample", total=str(total))
    if not lower and not about:
        return f"{said} {question.say('analysis.all_exact')}"
    counted = [
        question.say(f"analysis.{key}", number=str(number))
        for key, number in (("lower", lower), ("about", about))
        if number
    ]
    return f"{said} {fmt.enumeration(counted, question.language)}."


def remarks_on(one: Shown, rows: pd.DataFrame) -> tuple[str, ...]:
    """Return what a reader must know of how the figures were made."""
    question, asked, counted = one.question, one.asked, one.counted
    said = []
    if asked.since or asked.grouping == "successor":
        said.append(question.say("analysis.note.since"))
    if counted.per:
        said.append(question.say(f"analysis.note.{counted.per}"))
    if counted.of_two and counted.adds and not counted.below_adds and asked.length == "span":
        said.append(question.say("analysis.note.last_households"))
    if not counted.adds and not counted.of_two and asked.length == "span" and not asked.about_models:
        said.append(question.say("analysis.note.stock"))
    if not rows["whole"].fillna(True).astype(bool).all():
        said.append(question.say("analysis.note.incomplete"))
    if rows["standard"].nunique() > 1:
        said.append(question.say("analysis.note.standards"))
    if "note" in rows:
        said += notes(question, rows["note"], ask(question, "open_points"))
    return tuple(said)


def nothing(question: Question, asked: Asked, found: Answer) -> Nothing:
    """Say that there is no figure, and why: none handed in, or only a sample that is hidden."""
    name = fmt.enumeration([indicator_name(question, code) for code in asked.indicators], question.language)
    key = "story.no_ward_figures" if question.sample else "analysis.no_real_figures"
    return Nothing("analysis", question.say(key, indicator=name))


def pivot(one: Shown, rows: pd.DataFrame, first: str) -> Table:
    """Return groups by periods as text; two standards of one period stand in one cell."""
    question = one.question
    held: dict[str, dict[str, list[str]]] = {}
    for row in records(rows):
        if isinstance(row.period, str):
            held.setdefault(row.plain_name, {}).setdefault(row.period, []).append(row.short)
    codes = sorted(
        {code for known in held.values() for code in known}, key=lambda code: periods.parse(code).start
    )
    missing = [question.say("value.missing")]
    heads = (first, *(fmt.period_short(code, question.language) for code in codes))
    lines = tuple(
        (name, *(" / ".join(known.get(code, missing)) for code in codes)) for name, known in held.items()
    )
    return Table(heads, lines, tuple(at > 0 for at in range(len(heads))))


def group_heading(question: Question, asked: Asked) -> str:
    """Return the heading of the column of groups."""
    return question.say(f"analysis.heading.{asked.grouping}")
