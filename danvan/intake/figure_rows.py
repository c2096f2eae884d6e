"""The rows of a sheet of figures, wide or long, into one draft a cell; what is wrong with unit, period or indicator."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from danvan import format as fmt
from danvan import periods, text
from danvan.catalogue import Indicator, Place
from danvan.intake.context import Context, Where, hint, name_of
from danvan.intake.headings import COLUMN, INDICATOR, plain
from danvan.intake.issue import Detail, Issue
from danvan.intake.layout import LONG, Column, Layout, where
from danvan.intake.period_words import read_period
from danvan.intake.sheets import EMPTY, Cell, Sheet
from danvan.intake.units import Found
from danvan.vietnamese import fold
from danvan.written_numbers import NotANumber, heading_factor

TOTALS = ("tong", "tong cong", "tong so", "cong", "toan thi xa", "total", "sum")
QUALIFIERS = {
    "=": "=", "bang": "=", "dung": "=", "exact": "=", ">": ">", "tren": ">", "hon": ">", "more than": ">",
    ">=": ">=", "it nhat": ">=", "at least": ">=", "<": "<", "duoi": "<", "gan": "<", "less than": "<",
    "~": "~", "khoang": "~", "uoc": "~", "about": "~",
}  # fmt: skip


@dataclass(frozen=True)
class Draft:
    """One cell that should hold a number, with everything known about it but the number.

    total: of a row of totals. void: its unit or period is not known, so only what is wrong with it counts.
    """

    indicator: Indicator
    place: str
    period: str
    standard: str | None
    cell: Cell
    factor: Decimal
    qualifier: str | None
    remark: str
    where: Where
    total: bool = False
    void: bool = False


@dataclass
class FigureRows:
    """Reads one sheet; drafts and issues are gathered as it goes."""

    file: str
    sheet: Sheet
    layout: Layout
    context: Context
    drafts: list[Draft] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    _units_below: dict[int, Decimal] = field(default_factory=dict)

    def read(self) -> None:
        """Go through the rows below the heading."""
        for row in range(self.layout.heading_row + 1, len(self.sheet.rows)):
            if any(cell.kind != "empty" for cell in self.sheet.rows[row]) and not self._is_explanation(row):
                self._read_row(row)

    def _read_row(self, row: int) -> None:
        filled = [column for column in self._value_columns() if self._cell(row, column).kind != "empty"]
        place_cell, period_cell = self._named(row, "place"), self._named(row, "period")
        if not filled:
            if place_cell.text and period_cell.kind == "empty" and not self._unit(place_cell, None).place:
                self._found(row, "place", "row_ignored", place_cell.text, warning=True)
            return
        period = self._period(row, period_cell)
        total = fold(place_cell.text).rstrip(":") in TOTALS
        place = None if total else self._place(row, place_cell, period)
        void = period is None or not (place or total)
        for column in filled:
            if indicator := self._indicator(row, column):
                code = place.place if place else ""
                self.drafts.append(self._draft(row, column, indicator, code, period or "", total, void))

    def _draft(
        self, row: int, column: Column, indicator: Indicator, place: str, period: str, total: bool, void: bool
    ) -> Draft:
        return Draft(
            indicator=indicator,
            place=place,
            period=period,
            standard=self._standard(row, indicator, period),
            cell=self._cell(row, column),
            factor=self._factor(row, column, indicator),
            qualifier=self._qualifier(row),
            remark=self._named(row, "note").text,
            where=where(self.file, self.sheet, row, column.position, column.heading),
            total=total,
            void=void,
        )

    def _value_columns(self) -> Sequence[Column]:
        if self.layout.kind == LONG:
            value = self.layout.column(COLUMN, "value")
            return (value,) if value else ()
        return self.layout.indicators

    def _indicator(self, row: int, column: Column) -> Indicator | None:
        """Return the indicator of a cell: of its column, or of its row in the long form."""
        known = self.context.catalogue.indicators
        if self.layout.kind != LONG:
            return self._taken(row, known[column.means.key], column.heading)
        written = self._named(row, "indicator").text
        heading = self.context.headings.read(written) if written else None
        if heading is not None and heading.kind == INDICATOR:
            return self._taken(row, known[heading.key], written)
        if not written:
            self._found(row, "indicator", "indicator_missing")
        else:
            spellings = [s for s, h in self.context.headings.known.items() if h.kind == INDICATOR]
            near = get_close_matches(plain(written), spellings, n=1)
            names = [known[self.context.headings.known[near[0]].key].name_vi] if near else []
            self._found(row, "indicator", "indicator_unknown", written, hint=hint(names))
        return None

    def _taken(self, row: int, indicator: Indicator, written: str) -> Indicator | None:
        """Return the indicator if wards hand it in; a rate is taken, with the advice to give the counts."""
        if indicator.handed_in:
            return indicator
        if indicator.derived:
            details = {"indicator": name_of(indicator), "parts": self._parts(indicator)}
            self._found(row, "indicator", "rate_given", written, warning=True, **details)
            return indicator
        self._found(row, "indicator", "not_handed_in", written, indicator=name_of(indicator))
        return None

    def _parts(self, indicator: Indicator) -> dict[str, str]:
        """Name the counts that a rate is computed from."""
        known = self.context.catalogue.indicators
        parts = [known[str(part)] for part in (indicator.numerator, indicator.denominator)]
        return _each_language(
            lambda language: fmt.enumeration([part.name(language) for part in parts], language)
        )

    def _factor(self, row: int, column: Column, indicator: Indicator) -> Decimal:
        measure = self._named(row, "measure").text
        if not measure:
            return self._units_below.get(column.position, column.factor)
        try:
            return heading_factor(measure, indicator.unit)
        except NotANumber:
            self._found(row, "measure", "heading_unit", measure)
            return Decimal(1)

    def _period(self, row: int, cell: Cell) -> str | None:
        if cell.kind == "empty":
            self._found(row, "period", "period_missing")
            return None
        if cell.kind == "date":
            self._found(row, "period", "period_is_date", cell.text)
            return None
        period = read_period(cell.text)
        if period is None:
            self._found(row, "period", "period_unknown", cell.text)
            return None
        return self._timely(row, period, cell.text)

    def _timely(self, row: int, period: str, written: str) -> str | None:
        span = periods.parse(period)
        if span.start > self.context.today:
            self._found(row, "period", "period_in_future", written)
            return None
        if span.end > self.context.today:
            day = _each_language(lambda language: fmt.day(span.end, language))
            self._found(row, "period", "period_not_over", written, warning=True, day=day)
        if periods.is_span(period):
            self._found(row, "period", "period_span", written, warning=True)
        return period

    def _place(self, row: int, cell: Cell, period: str | None) -> Place | None:
        if cell.kind == "empty":
            self._found(row, "place", "place_missing")
            return None
        found = self._unit(cell, period)
        if found.place is None:
            self._found(row, "place", found.problem, cell.text, **place_details(found, self.context))
            return None
        if not self.context.may_hand_in(found.place.place):
            self._found(row, "place", "not_your_unit", cell.text)
        return found.place

    def _unit(self, cell: Cell, period: str | None) -> Found:
        return self.context.units.find(cell.text, period)

    def _standard(self, row: int, indicator: Indicator, period: str) -> str | None:
        """Return the poverty standard as given, else the one in force at the end of the period."""
        if not (indicator.by_standard and period):
            return None
        written = self._named(row, "standard").text.replace(" ", "").replace("–", "-")
        standards = self.context.catalogue.standards
        if written and written not in standards:
            self._found(row, "standard", "standard_unknown", written, known=", ".join(standards))
            return None
        return written or _standard_on(periods.parse(period).end, self.context)

    def _qualifier(self, row: int) -> str | None:
        written = self._named(row, "qualifier").text
        if not written:
            return None
        if fold(written) not in QUALIFIERS:
            self._found(row, "qualifier", "qualifier_unknown", written)
        return QUALIFIERS.get(fold(written))

    def _is_explanation(self, row: int) -> bool:
        """Say whether a row belongs to the heading: units, how to fill in, or the numbers of the columns.

        Below the first figures "1 2 3" are figures, whose unit and period are missing.
        """
        cells = [cell.text for cell in self.sheet.rows[row] if cell.text]
        if not self.drafts and _are_numbers_of_columns([cell.strip("()") for cell in cells]):
            return True
        first = fold(cells[0]).rstrip(":")
        if first in _in_every_language("form.unit_row"):
            self._read_units(row)
            return True
        return first in _in_every_language("form.help_row")

    def _read_units(self, row: int) -> None:
        """Take what the row of units says of each column; it must not be another unit than the heading names."""
        for column in self.layout.indicators:
            words = self._cell(row, column).text
            try:
                unit = self.context.catalogue.indicators[column.means.key].unit
                factor = heading_factor(words, unit) if words else column.factor
            except NotANumber:
                factor = Decimal(0)
            if factor == 0 or (column.means.unit and factor != column.factor):
                here = where(self.file, self.sheet, row, column.position, column.heading)
                self.issues.append(here.issue("heading_unit", words))
            else:
                self._units_below[column.position] = factor

    def _named(self, row: int, key: str) -> Cell:
        column = self.layout.column(COLUMN, key)
        return EMPTY if column is None else self._cell(row, column)

    def _cell(self, row: int, column: Column) -> Cell:
        cells = self.sheet.rows[row]
        return cells[column.position] if column.position < len(cells) else EMPTY

    def _found(
        self,
        row: int,
        key: str,
        code: str,
        value: str | None = None,
        *,
        warning: bool = False,
        **details: Detail,
    ) -> None:
        column = self.layout.column(COLUMN, key)
        here = (
            where(self.file, self.sheet, row)
            if column is None
            else where(self.file, self.sheet, row, column.position, column.heading)
        )
        self.issues.append(here.issue(code, value, "warning" if warning else "error", **details))


def _are_numbers_of_columns(cells: Sequence[str]) -> bool:
    """Say whether a row only numbers the columns: 1 2 3, or A B 1 2 3, or A B 3 4."""
    letters = [cell for cell in cells if len(cell) == 1 and cell.isalpha()]
    numbers = cells[len(letters) :]
    counted = [[str(first + n) for n in range(len(numbers))] for first in (1, len(letters) + 1)]
    return len(cells) > 2 and cells[: len(letters)] == letters and list(numbers) in counted


def place_details(found: Found, context: Context) -> dict[str, Any]:
    """Return what the sentence about an unknown unit needs."""
    if found.problem == "unit_not_then":
        place = found.about[0]
        return {
            "span": _each_language(lambda language: _span(place, language)),
            "others": _others(place, context),
        }
    if found.problem == "place_several":
        return {"codes": ", ".join(place.place for place in found.about)}
    names = [place.name for place in found.about]
    return {"hint": hint(names)} if found.problem == "place_unknown" else {}


def _others(place: Place, context: Context) -> str:
    """Name the unit that came after one that ended, or those that were there before one that began."""
    known = context.catalogue.places
    before = [other.name for other in known.values() if other.replaced_by == place.place]
    after = [known[place.replaced_by].name] if place.replaced_by else []
    return ", ".join(after or before) or "-"


def _span(place: Place, language: str) -> str:
    words = text.words(language)
    if place.valid_to is None:
        return words.get("hint.since", day=fmt.day(place.formed_on or date.min, language))
    return words.get("hint.until", day=fmt.day(place.valid_to, language))


def _standard_on(day: date, context: Context) -> str | None:
    standards = context.catalogue.standards.values()
    return next((one.standard for one in standards if one.valid_from <= day <= one.valid_to), None)


def _in_every_language(key: str) -> set[str]:
    return {fold(text.words(language).get(key)) for language in text.LANGUAGES}


def _each_language(said: Callable[[str], str]) -> dict[str, str]:
    return {language: said(language) for language in text.LANGUAGES}


def rows_of(file: str, sheet: Sheet, layout: Layout, context: Context) -> tuple[list[Draft], list[Issue]]:
    """Return the drafts of a sheet and the findings about its rows."""
    reader = FigureRows(file, sheet, layout, context)
    reader.read()
    return reader.drafts, reader.issues
