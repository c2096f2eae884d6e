"""Where a large file is at fault: every row looked at in turn, as slow as that is, once the engine has refused it."""

import csv
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import duckdb

from danvan import periods
from danvan.catalogue import Indicator
from danvan.intake import cells
from danvan.intake.context import Where, hint, name_of
from danvan.intake.figure_rows import place_details
from danvan.intake.figure_values import limits_details
from danvan.intake.issue import Issue
from danvan.intake.units import Found, existed
from danvan.warehouse.bulk_form import NEEDED, OPTIONAL, Form, in_words
from danvan.warehouse.bulk_words import Words, read_texts

MOST_ISSUES = 200
TWINS = Path(__file__).with_name("bulk_twins.sql").read_text(encoding="utf-8")
# 2.315, which is two thousand or two and a bit.
TWO_READINGS = re.compile("-?[0-9]{1,3}[.,][0-9]{3}")

# Indicator, place, period; with the poverty standard it is one figure.
Quantity = tuple[str, str, str]
Key = tuple[str, str, str, str | None]
Cells = Mapping[str, str]


def find(con: duckdb.DuckDBPyConnection, form: Form, words: Words) -> list[Issue]:
    """Return what is wrong with a file, in the order of its lines, at most 200 findings; empty where nothing is."""
    rows = Rows(form, words)
    issues = list(islice(rows.issues(), MOST_ISSUES))
    if issues:
        return issues
    read_texts(con, form, words)
    values = form.parameters | {"most": MOST_ISSUES}
    twins = con.execute(f"with written as ({form.rows}) {TWINS}", values).fetchall()
    return list(islice(rows.twins({*twins}), MOST_ISSUES)) if twins else []


@dataclass
class Rows:
    """The rows of a file, one after the other; what a text means is found out once."""

    form: Form
    words: Words
    _indicators: dict[str, Indicator | None] = field(default_factory=dict)
    _places: dict[str, Found] = field(default_factory=dict)
    _periods: dict[str, str | None] = field(default_factory=dict)

    def issues(self) -> Iterator[Issue]:
        """Yield what is wrong with each row by itself."""
        for line, row in self._read():
            if isinstance(row, Issue):
                yield row
            elif row["value"]:
                yield from self._of_row(line, row)

    def twins(self, keys: set[Key]) -> Iterator[Issue]:
        """Yield a finding for each row with one of these keys but the first; the rows have no other faults."""
        first: dict[Key, int] = {}
        for line, row in self._read():
            if isinstance(row, Issue) or not row["value"] or (key := self.key(row)) not in keys:
                continue
            if first.setdefault(key, line) != line:
                yield self.form.issue(
                    "figure_twice",
                    line,
                    "value",
                    row["value"],
                    first=self.form.where("value", first[key]).address,
                )

    def wheres(self, wanted: Collection[Quantity]) -> dict[Quantity, Where]:
        """Return where the value of each quantity first stands; the rows have no faults."""
        found: dict[Quantity, Where] = {}
        for line, row in self._read():
            if len(found) == len(wanted):
                break
            if not isinstance(row, Issue) and row["value"] and (quantity := self.key(row)[:3]) in wanted:
                found.setdefault(quantity, self.form.where("value", line))
        return found

    def key(self, row: Cells) -> Key:
        """Return indicator, place, period and poverty standard of a row without faults."""
        indicator, place = self._indicator(row["indicator"]), self._place(row["place"]).place
        period = self._period(row["period"]) or ""
        standard = None
        if indicator is not None and indicator.by_standard:
            written = self.words.standard(row["standard"]) if row["standard"] else None
            standard = written or self.words.standard_on(periods.parse(period).end)
        return indicator.indicator if indicator else "", place.place if place else "", period, standard

    def _read(self) -> Iterator[tuple[int, Cells | Issue]]:
        """Yield each row with its line, or what is wrong with its form; a line that is no CSV is the last."""
        width, names = len(self.form.headings), self.form.meanings
        with self.form.path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
            reader = csv.reader(file, delimiter=self.form.separator, strict=True)
            line = 1
            try:
                next(reader, None)
                line = reader.line_num + 1
                for cells_of_row in reader:
                    if not cells_of_row:
                        pass
                    elif len(cells_of_row) != width:
                        found, expected = str(len(cells_of_row)), str(width)
                        yield line, self.form.issue("cells_count", line, found=found, expected=expected)
                    else:
                        row = dict.fromkeys(NEEDED + OPTIONAL, "")
                        row.update(zip(names, cells_of_row, strict=True))
                        yield line, row
                    line = reader.line_num + 1
            except csv.Error:
                yield line, self.form.issue("not_csv", line)

    def _of_row(self, line: int, row: Cells) -> Iterator[Issue]:
        if strange := _not_unicode(row):
            yield self.form.issue("bulk_unfit", line, strange, reason=in_words("not_utf8"))
            return
        indicator = self._indicator(row["indicator"])
        if indicator is None or not indicator.handed_in:
            yield self._about_indicator(line, row["indicator"], indicator)
        period = self._period(row["period"])
        if period is None or periods.parse(period).start > self.words.context.today:
            yield self._about_period(line, row["period"], period)
            period = None
        yield from self._about_place(line, row["place"], period)
        yield from self._about_value(line, row["value"], indicator)
        if row["qualifier"] and self.words.qualifier(row["qualifier"]) is None:
            yield self.form.issue("qualifier_unknown", line, "qualifier", row["qualifier"])
        if (
            indicator
            and indicator.by_standard
            and row["standard"]
            and not self.words.standard(row["standard"])
        ):
            known = ", ".join(self.words.context.catalogue.standards)
            yield self.form.issue("standard_unknown", line, "standard", row["standard"], known=known)

    def _about_indicator(self, line: int, written: str, found: Indicator | None) -> Issue:
        if not written.strip():
            return self.form.issue("indicator_missing", line, "indicator")
        if found is None:
            names = self.words.indicators_like(written)
            return self.form.issue("indicator_unknown", line, "indicator", written, hint=hint(names))
        return self.form.issue("not_handed_in", line, "indicator", written, indicator=name_of(found))

    def _about_period(self, line: int, written: str, found: str | None) -> Issue:
        if not written.strip():
            return self.form.issue("period_missing", line, "period")
        code = "period_unknown" if found is None else "period_in_future"
        return self.form.issue(code, line, "period", written)

    def _about_place(self, line: int, written: str, period: str | None) -> Iterator[Issue]:
        found = self._place(written)
        if not written.strip():
            yield self.form.issue("place_missing", line, "place")
            return
        if found.place is not None and period is not None and not existed(found.place, period):
            found = Found(None, "unit_not_then", (found.place,))
        if found.place is None:
            details = place_details(found, self.words.context)
            yield self.form.issue(found.problem, line, "place", written, **details)

    def _about_value(self, line: int, written: str, indicator: Indicator | None) -> Iterator[Issue]:
        if re.fullmatch(self.form.number, written) is None:
            reason = "two_readings" if TWO_READINGS.fullmatch(written) else "number"
            yield self.form.issue(
                "bulk_unfit", line, "value", written, reason=in_words(reason, value=written)
            )
        elif indicator is not None:
            value = float(written.replace(",", "."))
            if code := cells.broken_limit(value, indicator, of_one_ward=True):
                yield self.form.issue(
                    code, line, "value", written, **limits_details(indicator) | {"value": written}
                )

    def _indicator(self, written: str) -> Indicator | None:
        if written not in self._indicators:
            self._indicators[written] = self.words.indicator(written)
        return self._indicators[written]

    def _place(self, written: str) -> Found:
        if written not in self._places:
            self._places[written] = self.words.place(written)
        return self._places[written]

    def _period(self, written: str) -> str | None:
        if written not in self._periods:
            self._periods[written] = self.words.period(written)
        return self._periods[written]


def _not_unicode(row: Cells) -> str | None:
    """Return the meaning of the first cell with bytes that are no UTF-8."""
    return next(
        (name for name, cell in row.items() if any("\udc80" <= sign <= "\udcff" for sign in cell)), None
    )
