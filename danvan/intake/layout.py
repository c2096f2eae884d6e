"""Which row of a sheet is the heading, and what each column under it holds."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from danvan import text
from danvan.intake.context import Context, Where, column_letter, hint
from danvan.intake.headings import COLUMN, INDICATOR, MODEL, Heading, plain
from danvan.intake.issue import Issue
from danvan.intake.period_words import read_period
from danvan.intake.sheets import Cell, Sheet
from danvan.vietnamese import fold
from danvan.written_numbers import NotANumber, heading_factor

ROWS_LOOKED_AT = 30
FIGURES, LONG, MODELS = "figures", "long", "models"
NEEDED = {
    FIGURES: ((COLUMN, "place"), (COLUMN, "period")),
    LONG: ((COLUMN, "indicator"), (COLUMN, "place"), (COLUMN, "period"), (COLUMN, "value")),
    MODELS: ((COLUMN, "place"), (MODEL, "name"), (MODEL, "field")),
}
# "Đơn vị tính: 1.000 đồng": the number and the words of a unit above a table.
_UNIT_ABOVE = re.compile(r"\b(?:don vi(?: tinh)?|dvt)\b[\W_]*([0-9][0-9., ]*)?([^().:;]+)")
_MEASURED = ("vnd", "m2", "km")
_BESIDE_MODELS = ((COLUMN, "place"), (COLUMN, "note"), (COLUMN, "number"))


@dataclass(frozen=True)
class Column:
    """One column: where it stands, its heading as written, what it means, and what its numbers are multiplied by."""

    position: int
    heading: str
    means: Heading
    factor: Decimal = Decimal(1)


@dataclass(frozen=True)
class Layout:
    """The kind of a sheet, the index of its heading row, its columns by meaning, and the findings about them."""

    kind: str
    heading_row: int
    columns: tuple[Column, ...]
    issues: tuple[Issue, ...]

    def column(self, kind: str, key: str) -> Column | None:
        """Return the column with this meaning, None where there is none."""
        return next((one for one in self.columns if (one.means.kind, one.means.key) == (kind, key)), None)

    @property
    def indicators(self) -> tuple[Column, ...]:
        return tuple(one for one in self.columns if one.means.kind == INDICATOR)


def find_layout(file: str, sheet: Sheet, context: Context, separator: str = "") -> Layout | None:
    """Return the layout of a sheet; None where no row of its beginning looks like a heading.

    separator is that of a text file.
    """
    scores = [_score(row, context) for row in sheet.rows[:ROWS_LOOKED_AT]]
    if not scores or max(scores) < 2:
        return None
    at = scores.index(max(scores))
    columns, issues = _columns(file, sheet, at, context)
    kind = _kind(columns)
    issues += _missing(file, sheet, at, kind, columns) + _of_another_kind(file, sheet, at, kind, columns)
    issues += _above(file, sheet, at, context) + _unit_above(file, sheet, at, columns, context)
    issues += _shifted(file, sheet, at, separator) if separator else []
    return Layout(kind, at, tuple(columns), tuple(issues))


def where(
    file: str, sheet: Sheet, row: int, position: int | None = None, heading: str | None = None
) -> Where:
    """Return where a row, or a cell of it, stands."""
    line = sheet.lines[row]
    if position is None:
        return Where(file, sheet.name, line, heading, f"A{line}")
    return Where(file, sheet.name, line, heading, f"{column_letter(position)}{line}")


def _score(row: Sequence[Cell], context: Context) -> int:
    return len({heading for cell in row if (heading := context.headings.read(cell.text))})


def _columns(file: str, sheet: Sheet, at: int, context: Context) -> tuple[list[Column], list[Issue]]:
    columns: list[Column] = []
    issues: list[Issue] = []
    for position, cell in enumerate(sheet.rows[at]):
        here = where(file, sheet, at, position, cell.text or column_letter(position))
        used = _is_used(sheet, at, position)
        means = context.headings.read(cell.text) if cell.text else None
        if means is not None:
            found, faults = _column(position, cell.text, means, here, context)
            columns.append(found)
            issues += faults
        elif cell.text and used:
            issues.append(_unknown(cell.text, here, context))
    issues += _cells_beyond(file, sheet, at)
    twice = _twice(file, sheet, at, columns)
    # The later of two is not read: each of its figures would be there twice as well.
    first = {(one.means.kind, one.means.key): one for one in reversed(columns)}
    return [one for one in columns if one in first.values()], issues + twice


def _column(
    position: int, heading: str, means: Heading, here: Where, context: Context
) -> tuple[Column, list[Issue]]:
    """Return the column; a unit behind the name of an indicator must fit it."""
    if means.kind != INDICATOR:
        return Column(position, heading, means), []
    indicator = context.catalogue.indicators[means.key]
    try:
        factor = heading_factor(means.unit, indicator.unit) if means.unit else Decimal(1)
    except NotANumber:
        return Column(position, heading, means), [here.issue("heading_unit", means.unit)]
    return Column(position, heading, means, factor), []


def _unknown(heading: str, here: Where, context: Context) -> Issue:
    near = get_close_matches(plain(heading), context.headings.spellings, n=1, cutoff=0.75)
    names = [_name(context.headings.known[near[0]], context)] if near else []
    return here.issue("column_not_known", heading, hint=hint(names))


def _name(heading: Heading, context: Context) -> str:
    indicator = context.catalogue.indicators.get(heading.key)
    return indicator.name_vi if indicator and heading.kind == INDICATOR else heading.key


def _cells_beyond(file: str, sheet: Sheet, at: int) -> list[Issue]:
    """Return a finding for each row with a cell under no heading: a comma too many shifts all that follows it."""
    headed = {position for position, cell in enumerate(sheet.rows[at]) if cell.text}
    issues = []
    for row in range(at + 1, len(sheet.rows)):
        loose = [p for p, cell in enumerate(sheet.rows[row]) if cell.kind != "empty" and p not in headed]
        if loose:
            here = where(file, sheet, row, loose[0], column_letter(loose[0]))
            issues.append(here.issue("cell_without_heading", sheet.rows[row][loose[0]].text))
    return issues


def _shifted(file: str, sheet: Sheet, at: int, separator: str) -> list[Issue]:
    """Return a finding for each row of a text file with more or fewer cells than the heading.

    A decimal comma without quotation marks parts one number into two, a separator that was lost joins two, and all
    that follows is shifted. Where no comma separates, a row of one cell is a remark below the table.
    """
    expected = sheet.widths[at]
    return [
        where(file, sheet, row).issue("cells_count", None, found=str(width), expected=str(expected))
        for row, width in enumerate(sheet.widths)
        if row > at and width not in (0, expected) and (separator == "," or _filled(sheet.rows[row]) > 1)
    ]


def _filled(row: Sequence[Cell]) -> int:
    return sum(cell.kind != "empty" for cell in row)


def _above(file: str, sheet: Sheet, at: int, context: Context) -> list[Issue]:
    """Return a finding for each row of figures above the heading, such as those of a narrower table before this one."""
    issues = []
    for row in range(at):
        cells = sheet.rows[row]
        loose = [position for position, cell in enumerate(cells) if _is_loose_figure(cell, context)]
        if loose and any(_names_place(cell, context) for cell in cells):
            here = where(file, sheet, row, loose[0], column_letter(loose[0]))
            issues.append(here.issue("cell_without_heading", cells[loose[0]].text))
    return issues


def _is_loose_figure(cell: Cell, context: Context) -> bool:
    digits = cell.kind == "number" or (cell.kind == "text" and cell.text[0].isdigit())
    return digits and read_period(cell.text) is None and not _names_place(cell, context)


def _names_place(cell: Cell, context: Context) -> bool:
    return fold(cell.text) in context.units.spellings or cell.text in context.catalogue.places


def _unit_above(file: str, sheet: Sheet, at: int, columns: Sequence[Column], context: Context) -> list[Issue]:
    """Return a finding for each "Đơn vị tính: triệu đồng" above the heading: it says what no column is read in."""
    known = context.catalogue.indicators
    units = {known[one.means.key].unit for one in columns if one.means.kind == INDICATOR} or {*_MEASURED}
    issues = []
    for row in range(at):
        said = " ".join(cell.text for cell in sheet.rows[row] if cell.text)
        for found in _UNIT_ABOVE.finditer(fold(said)):
            factors = {factor for unit in units | {*_MEASURED} if (factor := _factor(found[2], unit))}
            read_in = not found[1] and any(_factor(found[2], unit) == 1 for unit in units)
            if factors and not read_in:
                issues.append(where(file, sheet, row).issue("heading_unit", said))
    return issues


def _factor(words: str, unit: str) -> Decimal | None:
    try:
        return heading_factor(words, unit)
    except NotANumber:
        return None


def _twice(file: str, sheet: Sheet, at: int, columns: Sequence[Column]) -> list[Issue]:
    counted = Counter((one.means.kind, one.means.key) for one in columns)
    seen: set[tuple[str, str]] = set()
    issues = []
    for one in columns:
        meaning = (one.means.kind, one.means.key)
        if meaning in seen and counted[meaning] > 1:
            issues.append(
                where(file, sheet, at, one.position, one.heading).issue("column_twice", one.heading)
            )
        seen.add(meaning)
    return issues


def _kind(columns: Sequence[Column]) -> str:
    keys = {(one.means.kind, one.means.key) for one in columns}
    if (MODEL, "name") in keys:
        return MODELS
    return LONG if {(COLUMN, "indicator"), (COLUMN, "value")} & keys else FIGURES


def _missing(file: str, sheet: Sheet, at: int, kind: str, columns: Sequence[Column]) -> list[Issue]:
    keys = {(one.means.kind, one.means.key) for one in columns}
    here = where(file, sheet, at)
    return [
        Issue(
            "error",
            "heading_missing",
            file,
            here.line,
            None,
            None,
            {"heading": _words(*needed)},
            sheet.name or None,
        )
        for needed in NEEDED[kind]
        if needed not in keys
    ]


def _of_another_kind(file: str, sheet: Sheet, at: int, kind: str, columns: Sequence[Column]) -> list[Issue]:
    """Return a finding for each filled column that a sheet of this kind has no use for: it would go unread."""
    return [
        where(file, sheet, at, one.position, one.heading).issue(
            "column_not_known", one.heading, hint=hint([])
        )
        for one in columns
        if _is_used(sheet, at, one.position) and not _is_of_kind(one.means, kind)
    ]


def _is_of_kind(means: Heading, kind: str) -> bool:
    if kind == MODELS:
        return means.kind == MODEL or (means.kind, means.key) in _BESIDE_MODELS
    return means.kind == COLUMN or (kind == FIGURES and means.kind == INDICATOR)


def _words(kind: str, key: str) -> dict[str, str]:
    return {language: text.words(language).get(f"form.{kind}.{key}") for language in text.LANGUAGES}


def _is_used(sheet: Sheet, at: int, position: int) -> bool:
    return any(len(row) > position and row[position].kind != "empty" for row in sheet.rows[at + 1 :])
