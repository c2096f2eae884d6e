"""Where the cells stand that a chart of a workbook draws."""

from openpyxl.utils import get_column_letter, quote_sheetname


class Ranges:
    """Where the table of a chart stands: its names in the first row and column, a series in each column or row."""

    def __init__(self, sheet: str, first_row: int, length: int, *, across: bool) -> None:
        self._sheet, self._first, self._length, self._across = (
            quote_sheetname(sheet),
            first_row,
            length,
            across,
        )

    def name(self, at: int) -> str:
        """The cell with the name of a series."""
        return self._cell(at + 1, 0)

    def categories(self) -> str:
        """The cells with the names of the categories."""
        return self._cells(0)

    def values(self, at: int) -> str:
        """The cells with the values of a series."""
        return self._cells(at + 1)

    def category(self, at: int) -> str:
        """The cell with the name of one category."""
        return self._cell(0, at + 1)

    def value(self, series: int, at: int) -> str:
        """The cell with the value of a series for one category."""
        return self._cell(series + 1, at + 1)

    def _cells(self, series: int) -> str:
        return f"{self._cell(series, 1)}:{self._address(series, self._length)}"

    def _cell(self, series: int, category: int) -> str:
        return f"{self._sheet}!{self._address(series, category)}"

    def _address(self, series: int, category: int) -> str:
        column, row = (category, series) if self._across else (series, category)
        return f"${get_column_letter(column + 1)}${self._first + row}"
