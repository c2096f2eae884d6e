"""What a file holds once it is open, whatever its kind: sheets, rows and cells, each on its line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Literal

from danvan.intake.guards import Watch
from danvan.intake.issue import DataError, Issue

Kind = Literal["empty", "text", "number", "date", "error", "formula", "boolean"]

# A stray cell a million rows below a table is no reason to keep a million empty rows.
MOST_EMPTY_ROWS_IN_A_RUN = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as written: composed, without outer spaces; "" where empty.

    Of kind number, number is exact as Excel shows it, and a percentage is the bare number: 5% is 0.05.
    A date is written 2024-05-31, a formula with its equals sign.
    """

    text: str
    kind: Kind
    number: Decimal | None = None


EMPTY = Cell("", "empty")

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """One sheet; the row at index i stands on lines[i], counted from 1 as the file or the workbook does.

    Empty cells at the end of a row are cut, and so are empty rows at the end and those of a run beyond 100. widths
    tells how many cells a row had before, for what a comma too many or too few does to a text file.
    """

    name: str
    rows: tuple[Row, ...]
    lines: tuple[int, ...]
    widths: tuple[int, ...] = ()


@dataclass(frozen=True)
class Opened:
    """An open file: kind is csv or xlsx; encoding and separator are "" for a workbook; remarks are warnings."""

    sheets: tuple[Sheet, ...]
    kind: str
    encoding: str
    separator: str
    remarks: tuple[Issue, ...]


@dataclass
class SheetBuilder:
    """The rows of one sheet as they are read, held against the limits; cells counts those of all sheets."""

    watch: Watch
    name: str
    cells: int = 0
    _rows: list[Row] = field(default_factory=list)
    _lines: list[int] = field(default_factory=list)
    _widths: list[int] = field(default_factory=list)
    _empty_lines: list[int] = field(default_factory=list)

    def add(self, line: int, cells: Sequence[Cell]) -> None:
        """Take in one more row; raise DataError where a limit is passed."""
        self.watch.check_time()
        if row := _without_empty_end(cells):
            self._take(self._empty_lines, [()] * len(self._empty_lines), 0)
            self._empty_lines = []
            self._take([line], [row], len(cells))
            self.cells += sum(cell is not EMPTY for cell in row)
            self._check_limits(line, row)
        elif len(self._empty_lines) < MOST_EMPTY_ROWS_IN_A_RUN:
            self._empty_lines.append(line)

    def sheet(self) -> Sheet:
        """Return what was taken in."""
        return Sheet(self.name, tuple(self._rows), tuple(self._lines), tuple(self._widths))

    def _take(self, lines: list[int], rows: list[Row], width: int) -> None:
        self._lines += lines
        self._rows += rows
        self._widths += [width] * len(rows)

    def _check_limits(self, line: int, row: Row) -> None:
        watch, limits, sheet = self.watch, self.watch.limits, self.name or None
        if len(self._rows) > limits.rows:
            raise DataError([watch.issue("too_many_rows", line, sheet, most=limits.rows)])
        if len(row) > limits.columns:
            raise DataError([watch.issue("too_many_columns", line, sheet, most=limits.columns)])
        if self.cells > limits.cells:
            raise DataError([watch.issue("too_many_cells", line, sheet, most=limits.cells)])


def with_texts(sheet: Sheet, change: Callable[[str], str]) -> Sheet:
    """Return the sheet with every cell of kind text changed."""
    return replace(sheet, rows=tuple(tuple(_changed(cell, change) for cell in row) for row in sheet.rows))


def _changed(cell: Cell, change: Callable[[str], str]) -> Cell:
    return Cell(change(cell.text), "text") if cell.kind == "text" else cell


def _without_empty_end(cells: Sequence[Cell]) -> Row:
    end = len(cells)
    while end and cells[end - 1] is EMPTY:
        end -= 1
    return tuple(cells[:end])
