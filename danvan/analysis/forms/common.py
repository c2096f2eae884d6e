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
from danvan.analysis.cells import cells, chosen_units, units
from danvan.analysis.counting import Counting, in_words, plotted, unit_words
from danvan.analysis.forms import said
from danvan.analysis.forms.names import group_name as group_name
from danvan.analysis.forms.names import indicator_name as indicator_name
from danvan.analysis.forms.names import slug_of
from danvan.analysis.forms.said import LOWER
from danvan.catalogue import Indicator
from danvan.exports.deck import Table
from danvan.figures import Style
from danvan.figures.scale import records
from danvan.provenance import heaviest_basis
from danvan.story.finding import Finding, Question, origins


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

    def not_comparable(self, rows: pd.DataFrame) -> str:
        """Return the sentence that says why rows cannot be held against each other, empty where they can."""
        known = rows.dropna(subset=["value"])
        if not (known["qualifier"] == "=").all():
            return self.question.say("story.not_exact")
        whole = known["whole"].fillna(True).astype(bool).all()
        return "" if whole else self.question.say("analysis.not_whole", indicator=self.name)

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
    text, short = (_amount(question, asked, counted, row, with_unit) for with_unit in (True, False))
    part = _part(question, row)
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


def _amount(question: Question, asked: Asked, counted: Counting, row: Any, with_unit: bool) -> str:
    """Return the amount in words; of a model of which no ward is named for sure, how many there may be."""
    if asked.about_models and not row.value and row.inferred:
        return question.say("analysis.models.perhaps", number=str(row.inferred))
    return in_words(question, counted, asked, row.value, row.qualifier, with_unit=with_unit)


def _part(question: Question, row: Any) -> str:
    """Return of how many units or periods a figure is, where that is not all."""
    if row.whole or pd.isna(row.value):
        return ""
    if row.places < row.expected:
        return f" ({row.places}/{row.expected})"
    figures, expected = str(row.figures), str(row.expected_figures)
    return f" ({question.say('analysis.of_periods', figures=figures, expected=expected)})"


def _escaped(name: str) -> str:
    return escape(name, quote=False)


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


def drawn_scale(rows: pd.DataFrame) -> float:
    """Return by what values were multiplied to be drawn: money is drawn in thousands or thousands of millions."""
    known = rows[(rows["value"].fillna(0) != 0) & rows["drawn"].notna()]
    return 1.0 if known.empty else float(known["drawn"].iloc[0]) / float(known["value"].iloc[0])


def interval_words(one: Shown, row: Any) -> str:
    """Return the interval of a row as text, empty where there is none."""
    if pd.isna(row.low):
        return ""
    low, high = (one.words(float(bound), with_unit=False) for bound in (row.low, row.high))
    return f"{low} – {high}"


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
    how: str = "",
) -> Finding:
    """Return the finding of a form; rows are those shown, from which standing and sources are taken.

    how is a key of analysis.drawn for how the figure is to be read, which the subtitle then says.
    """
    question = one.question
    known = rows.dropna(subset=["source"]) if "source" in rows else rows
    basis = heaviest_basis(known["basis"])
    return Finding(
        key=f"analysis_{form}",
        sentence=question.say("story.of_sample", sentence=sentence) if basis == "sample" else sentence,
        subtitle=said.subtitle(question, one.found, known, how),
        figure=figure,
        table=table,
        basis=basis,
        origins=origins(known),
        notes=tuple(dict.fromkeys((*remarks, *said.remarks(question, one.found, known)))),
        coverage=said.coverage(question, one.found, known),
        selectable=one.asked.grouping == "place",
    )


def pivot(one: Shown, rows: pd.DataFrame, first: str) -> Table:
    """Return groups by periods as text; figures of one period that differ in standard or source say in which."""
    question = one.question
    held: dict[tuple[str, str], dict[str, list[Any]]] = {}
    for row in records(rows.dropna(subset=["value"])):
        held.setdefault((row.group, row.plain_name), {}).setdefault(row.period, []).append(row)
    codes = sorted(
        {code for known in held.values() for code in known}, key=lambda code: periods.parse(code).start
    )
    heads = (first, *(fmt.period_short(code, question.language) for code in codes))
    lines = tuple(
        (name, *(_cell(question, known.get(code, [])) for code in codes)) for (_, name), known in held.items()
    )
    return Table(heads, lines, tuple(at > 0 for at in range(len(heads))))


def _cell(question: Question, rows: Sequence[Any]) -> str:
    if len(rows) < 2:
        return rows[0].short if rows else question.say("value.missing")
    by_standard = len({row.standard for row in rows}) == len(rows)
    return "; ".join(f"{row.short} ({_which(question, row, by_standard)})" for row in rows)


def _which(question: Question, row: Any, by_standard: bool) -> str:
    if by_standard and isinstance(row.standard, str):
        return question.say("analysis.standard", standard=row.standard)
    sources = question.catalogue.sources
    return ", ".join(sources[code].short_name(question.language) for code in row.source.split(" "))


def group_heading(question: Question, asked: Asked) -> str:
    """Return the heading of the column of groups."""
    return question.say(f"analysis.heading.{asked.grouping}")
