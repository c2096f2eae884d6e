"""What a reader takes away: one table with its words, its standing and its sources, whatever form it leaves in.

Each form (csv_text, workbook, parquet, json_text) is a pure function from a Taken to bytes.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from danvan.exports.plain import plain_value
from danvan.provenance import QUALIFIERS, MixedStanding
from danvan.text import words

BY_ROW = "*"
UNIT = "unit"
_KEY = re.compile(r"[a-z][a-z0-9_]*")
_LARGEST_WHOLE = 2**63


@dataclass(frozen=True)
class Column:
    """One column: its name for machines, its words for readers, and how its values are written.

    ``key`` is ASCII and ends with the unit where it has one; ``heading`` is in the reader's language, with
    the unit. ``unit`` is a key of the words [unit], or * where each row has its own unit and decimals.
    """

    key: str
    heading: str
    kind: Literal["text", "number", "whole"]
    unit: str = ""
    decimals: int = 0


@dataclass(frozen=True)
class Chart:
    """How the rows are drawn; all but the words are keys of columns.

    ``categories`` names the points of an axis, ``values`` are the numbers drawn, ``series`` splits the rows
    into lines or groups of bars. A scatter has two values, x and y, and names its points by ``categories``;
    with one value, ``categories`` is the x. ``order`` lists the categories from the first to the last; without
    it they stand in the order of the rows, and periods (as codes) in their own.
    """

    kind: Literal["bar", "line", "scatter", "column"]
    categories: str
    values: tuple[str, ...]
    series: str = ""
    title: str = ""
    axis_title: str = ""
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class Taken:
    """One table in long form, with all that must go with it.

    ``rows`` hold plain values, None where a value is missing; NaN and infinity become None, the types of NumPy
    and pandas Python's own, a Decimal a float. The columns "basis", "qualifier" (of "value"; "low_qualifier"
    belongs to "low") and "unit" hold codes; forms for readers write their words. ``row_units`` and
    ``row_decimals`` say what columns with unit * hold in each row. ``facts`` are labels with words, ``sources``
    the rows of a table. ``as_of`` is the day of the snapshot; it dates the file, so that the same Taken gives
    the same bytes.

    Raises ValueError where the parts do not fit together, MixedStanding where sample rows stand in what is not
    all sample.
    """

    stem: str
    title: str
    subtitle: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    facts: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, ...], ...]
    source_headings: tuple[str, ...]
    language: str = "vi"
    sample: bool = False
    chart: Chart | None = None
    row_decimals: tuple[int, ...] = ()
    row_units: tuple[str, ...] = ()
    as_of: date | None = None

    def __post_init__(self) -> None:
        _check_columns(self)
        rows = (_plain_row(self.columns, row) for row in self.rows)
        object.__setattr__(self, "rows", tuple(_marked(self, row) for row in rows))
        _check_standing(self)

    def position(self, key: str) -> int | None:
        """Return where the column of this key stands, and None where there is none."""
        return next((at for at, column in enumerate(self.columns) if column.key == key), None)

    def column(self, key: str) -> Column:
        """Return the column of this key; KeyError where there is none."""
        at = self.position(key)
        if at is None:
            raise KeyError(key)
        return self.columns[at]

    def cells(self, key: str) -> tuple[Any, ...]:
        """Return the column of this key from the first row to the last; of an unknown key, None for each."""
        at = self.position(key)
        return tuple(None if at is None else row[at] for row in self.rows)

    def decimals(self, column: Column, row: int) -> int:
        """Return how many decimals the cell is written with."""
        return self.row_decimals[row] if column.unit == BY_ROW and self.row_decimals else column.decimals

    def unit(self, column: Column, row: int) -> str:
        """Return the key of the unit of a cell."""
        return self.row_units[row] if column.unit == BY_ROW and self.row_units else column.unit


def qualifier_key(key: str) -> str:
    """Return the key of the column with the qualifiers of a column of numbers."""
    return "qualifier" if key == "value" else f"{key}_qualifier"


def with_units(taken: Taken) -> Taken:
    """Return the table with a column "unit" after its value, where the value has a unit and no column says it."""
    at = taken.position("value")
    if at is None or not taken.columns[at].unit or taken.position(UNIT) is not None:
        return taken
    value, after = taken.columns[at], at + 1
    unit = Column(UNIT, words(taken.language).get("exports.unit"), "text")
    rows = ((*row[:after], taken.unit(value, number), *row[after:]) for number, row in enumerate(taken.rows))
    return replace(taken, columns=(*taken.columns[:after], unit, *taken.columns[after:]), rows=tuple(rows))


def _check_columns(taken: Taken) -> None:
    """Raise ValueError where columns, rows, sources and chart do not fit together."""
    keys = [column.key for column in taken.columns]
    if wrong := [key for key in keys if not _KEY.fullmatch(key)]:
        raise ValueError(f"The key {wrong[0]!r} is not in small letters, figures and underscores.")
    if len(set(keys)) < len(keys):
        raise ValueError(f"Two columns have the same key: {', '.join(keys)}.")
    if any(len(row) != len(keys) for row in taken.rows):
        raise ValueError(f"A row has not one cell for each of the {len(keys)} columns.")
    if any(len(row) != len(taken.source_headings) for row in taken.sources):
        raise ValueError("A source has not one cell for each heading.")
    by_row = any(column.unit == BY_ROW for column in taken.columns)
    if by_row and not len(taken.row_units) == len(taken.row_decimals) == len(taken.rows):
        raise ValueError("Where the unit is *, each row needs its unit and its decimals.")
    if unknown := set(_chart_keys(taken.chart)) - set(keys):
        raise ValueError(f"The chart asks for columns that are not there: {', '.join(sorted(unknown))}.")
    kinds = {column.key: column.kind for column in taken.columns}
    if taken.chart and any(kinds[key] == "text" for key in taken.chart.values):
        raise ValueError("A chart draws columns of numbers only.")


def _chart_keys(chart: Chart | None) -> Iterator[str]:
    if chart:
        yield chart.categories
        yield from chart.values
        if chart.series:
            yield chart.series


def _plain_row(columns: tuple[Column, ...], row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(
        _text(value) if column.kind == "text" else _number(value, column)
        for column, value in zip(columns, row, strict=True)
    )


def _marked(taken: Taken, row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a row of a sample with its basis, also where the value and so its basis are missing."""
    at = taken.position("basis") if taken.sample else None
    return row if at is None or row[at] else (*row[:at], "sample", *row[at + 1 :])


def _text(value: Any) -> str | None:
    if isinstance(value, str):
        return value
    plain = plain_value(value)
    return None if plain is None else str(plain)


def _number(value: Any, column: Column) -> int | float | None:
    """Return the number that every form holds exactly; ValueError for what is none or does not fit its kind."""
    if type(value) is not float and type(value) is not int:
        value = plain_value(float(value) if isinstance(value, Decimal) else value)
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if not isinstance(value, int | float) or not _fits(value, column.kind):
        raise ValueError(f"The column {column.key!r} cannot hold {value!r} exactly.")
    if column.kind == "whole":
        return int(value)
    return value or 0  # a zero has no sign


def _fits(value: float, kind: str) -> bool:
    """Say whether a number is whole where it must be, and is the same number in every form."""
    if kind == "whole" or isinstance(value, int):
        return (
            abs(value) < _LARGEST_WHOLE and int(value) == value and (kind == "whole" or float(value) == value)
        )
    return True


def _check_standing(taken: Taken) -> None:
    """Raise MixedStanding where sample and real rows meet, ValueError where a standing is unknown or unsaid."""
    if taken.sample and taken.position("basis") is None:
        raise ValueError("A sample must say in each row that it is one: it needs the column 'basis'.")
    bases = set(taken.cells("basis")) - {None, ""}
    if (taken.sample and bases - {"sample"}) or (not taken.sample and "sample" in bases):
        raise MixedStanding("Sample values and real values do not go into one table.")
    for column in taken.columns:
        unknown = set(taken.cells(qualifier_key(column.key))) - {None, "", *QUALIFIERS}
        if unknown:
            raise ValueError(f"There is no qualifier {min(unknown)!r}: use {' '.join(QUALIFIERS)}.")
