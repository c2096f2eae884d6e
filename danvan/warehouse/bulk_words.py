"""What stands in the cells of a large file, text by text: read once each, whatever the number of rows."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from typing import Any

import duckdb

from danvan import periods
from danvan.catalogue import Indicator, Place, build_catalogue
from danvan.intake import cells
from danvan.intake.context import Context
from danvan.intake.figure_rows import QUALIFIERS
from danvan.intake.headings import INDICATOR, plain, read_headings
from danvan.intake.period_words import read_period
from danvan.intake.units import Found, Units
from danvan.vietnamese import fold
from danvan.warehouse.bulk_form import Form

# More different texts than this in one column are no names of anything.
MOST_TEXTS = 200_000
ROWS_AT_ONCE = 1000
TABLES = ("indicators", "places", "standards")


@dataclass(frozen=True)
class Words:
    """What texts mean by the definitions of a candidate."""

    context: Context

    def indicator(self, written: str) -> Indicator | None:
        """Return the indicator of this code or name, whether wards hand it in or not."""
        means = self.context.headings.read(written.strip())
        known = means is not None and means.kind == INDICATOR and not means.unit
        return self.context.catalogue.indicators[means.key] if means is not None and known else None

    def indicators_like(self, written: str) -> list[str]:
        """Return the name of the indicator that is spelt most like this, where one is."""
        known = self.context.headings.known
        spellings = [spelling for spelling, means in known.items() if means.kind == INDICATOR]
        near = get_close_matches(plain(written), spellings, n=1)
        return [self.context.catalogue.indicators[known[near[0]].key].name_vi] if near else []

    def period(self, written: str) -> str | None:
        """Return the code of a period."""
        return read_period(written)

    def place(self, written: str) -> Found:
        """Return the unit that is meant whatever the period is; several where that decides."""
        return (
            self.context.units.find(written.strip(), None) if self._is_code(written) else self._named(written)
        )

    def qualifier(self, written: str) -> str | None:
        return QUALIFIERS.get(fold(written))

    def standard(self, written: str) -> str | None:
        """Return the code of a poverty standard."""
        code = written.replace(" ", "").replace("–", "-")
        return code if code in self.context.catalogue.standards else None

    def standard_on(self, day: date) -> str | None:
        """Return the poverty standard in force on a day."""
        known = self.context.catalogue.standards.values()
        return next((one.standard for one in known if one.valid_from <= day <= one.valid_to), None)

    def _is_code(self, written: str) -> bool:
        return written.strip() in self.context.catalogue.places

    def _named(self, written: str) -> Found:
        """Ask at every time at which the answer may change, and without a time."""
        found = [self.context.units.find(written.strip(), month) for month in (*self._moments, None)]
        places = {one.place.place: one.place for one in found if one.place is not None}
        doubt = next((one for one in found if one.problem == "place_several"), None)
        if doubt is not None or not places:
            return doubt or found[-1]
        several = tuple(places.values())
        return Found(several[0]) if len(several) == 1 else Found(None, "place_several", several)

    @cached_property
    def _moments(self) -> tuple[str, ...]:
        """Return the months around each beginning and end of a unit; between them no name changes its meaning."""
        wards = [place for place in self.context.catalogue.places.values() if place.level == "ward"]
        days = {day for place in wards for day in (place.formed_on, place.valid_to) if day is not None}
        months = {day.year * 12 + day.month - 1 + step for day in days for step in (-1, 0, 1)}
        codes = [f"{month // 12}-{month % 12 + 1:02}" for month in sorted(months)]
        return tuple(code for code in codes if cells.is_period(code))


def read_words(con: duckdb.DuckDBPyConnection, today: date | None = None) -> Words:
    """Return the definitions of a candidate in which the tables of the catalogue are filled."""
    rows = {name: _rows(con, f"select * from {name} order by rowid") for name in TABLES}
    catalogue = build_catalogue({**rows, "fields": [], "sources": []}, (0, 0))
    spellings: dict[str, list[str]] = {}
    for row in _rows(con, "select spelling, place from place_names order by spelling, place"):
        spellings.setdefault(row["spelling"], []).append(row["place"])
    units, headings = Units(catalogue, spellings), read_headings(catalogue)
    return Words(Context(catalogue, units, headings, today or date.today()))


def read_texts(con: duckdb.DuckDBPyConnection, form: Form, words: Words) -> None:
    """Add the texts of a file that are no codes to the tables of bulk_codes.sql, as far as they can be read."""
    _add(con, "written_indicators", _texts(con, form, "indicator"), lambda text: _indicator(words, text))
    _add(con, "written_places", _texts(con, form, "place"), lambda text: _place(words.place(text).place))
    _add(con, "written_periods", _texts(con, form, "period"), lambda text: _period(words, text))
    _add(con, "written_qualifiers", _texts(con, form, "qualifier"), lambda text: _one(words.qualifier(text)))
    _add(con, "written_standards", _texts(con, form, "standard"), lambda text: _one(words.standard(text)))


def _add(
    con: duckdb.DuckDBPyConnection,
    table: str,
    texts: Iterable[str],
    read: Callable[[str], tuple[Any, ...] | None],
) -> None:
    known = {row[0] for row in con.execute(f"select written from {table}").fetchall()}
    rows = [(text, *means) for text in texts if text not in known and (means := read(text)) is not None]
    for first in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[first : first + ROWS_AT_ONCE]
        gaps = ", ".join(f"({', '.join('?' for _ in row)})" for row in some)
        con.execute(f"insert into {table} values {gaps}", [cell for row in some for cell in row])


def _texts(con: duckdb.DuckDBPyConnection, form: Form, meaning: str) -> list[str]:
    """Return the different texts of a column; of more than names can be, only so many."""
    if meaning not in form.meanings:
        return []
    question = f"select distinct {meaning} from ({form.rows}) where {meaning} is not null limit {MOST_TEXTS}"
    return [row[0] for row in con.execute(question, form.parameters).fetchall()]


def _indicator(words: Words, text: str) -> tuple[Any, ...] | None:
    found = words.indicator(text)
    return (found.indicator, found.by_standard) if found and found.handed_in else None


def _place(place: Place | None) -> tuple[Any, ...] | None:
    if place is None or place.level != "ward":
        return None
    return place.place, place.formed_on or date.min, place.valid_to or date.max, True


def _period(words: Words, text: str) -> tuple[Any, ...] | None:
    code = words.period(text)
    if code is None:
        return None
    span = periods.parse(code)
    if span.start > words.context.today:
        return None
    return code, span.start, span.end, words.standard_on(span.end)


def _one(code: str | None) -> tuple[Any, ...] | None:
    return None if code is None else (code,)


def _rows(con: duckdb.DuckDBPyConnection, question: str) -> list[Mapping[str, Any]]:
    answer = con.execute(question)
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
