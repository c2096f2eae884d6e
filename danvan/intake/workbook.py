"""Workbooks of Excel (xlsx), read by openpyxl row by row once the package has been found harmless."""

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from math import isfinite
from typing import Any

import openpyxl

from danvan import legacy_encodings
from danvan.intake.archive import check_package
from danvan.intake.guards import Watch
from danvan.intake.issue import DataError, Issue
from danvan.intake.sheets import EMPTY, Cell, Opened, Sheet, SheetBuilder
from danvan.vietnamese import compose

# Excel calculates with 15 significant figures, which hides the noise of binary fractions: 0.1 + 0.2.
_SIGNIFICANT_FIGURES = 15
_QUOTED_IN_FORMAT = re.compile(r'"[^"]*"|\\.')
# A line break of Windows within a cell is written out in the file.
_ESCAPED_BREAK = re.compile("_x000[Dd]_")
_VIETNAMESE_IN_UNICODE = re.compile("[\u1ea0-\u1eff]")


def read_workbook(content: bytes, watch: Watch) -> Opened:
    """Return all worksheets of a workbook; raise DataError where it cannot or must not be read."""
    package = check_package(content, watch)
    with warnings.catch_warnings():
        # openpyxl tells of each extension that it leaves out: none of them holds data.
        warnings.filterwarnings("ignore", category=UserWarning, module=r"openpyxl\.")
        book = _loaded(content, watch)
        try:
            reader = _CellReader()
            sheets = _sheets(book, package.last_rows, reader, watch)
        finally:
            book.close()
    decoded = [
        watch.issue("decoded_from", severity="warning", encoding=font) for font in sorted(reader.decoded)
    ]
    return Opened(sheets, "xlsx", "", "", (*package.remarks, *_hidden_issues(book, watch), *decoded))


def _loaded(content: bytes, watch: Watch) -> Any:
    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
    except Exception as error:  # openpyxl raises whatever its parts run into
        raise DataError([watch.issue("workbook_broken")]) from error
    watch.check_time()
    if not book.worksheets:
        raise DataError([watch.issue("workbook_broken")])
    return book


def _sheets(
    book: Any, last_rows: Mapping[str, int], reader: "_CellReader", watch: Watch
) -> tuple[Sheet, ...]:
    sheets, cells = [], 0
    for worksheet in book.worksheets:
        builder = SheetBuilder(watch, compose(worksheet.title), cells)
        if worksheet._worksheet_path not in last_rows:
            raise DataError([watch.issue("workbook_broken", sheet=builder.name)])
        for line, row in _rows(worksheet, last_rows[worksheet._worksheet_path], reader, watch):
            builder.add(line, row)
        cells = builder.cells
        sheets.append(builder.sheet())
    if not cells:
        raise DataError([watch.issue("file_empty")])
    return tuple(sheets)


def _rows(
    worksheet: Any, last_row: int, reader: "_CellReader", watch: Watch
) -> Iterator[tuple[int, list[Cell]]]:
    """Yield the rows up to the last with content: below it there may be a million with nothing but a format."""
    # The range a sheet claims to fill may be anything.
    worksheet.reset_dimensions()
    rows = worksheet.iter_rows(max_row=last_row or 1)
    for line in range(1, last_row + 1):
        try:
            row = [reader.cell(cell) for cell in next(rows)]
        except StopIteration:
            return
        except Exception as error:  # as on loading: the rows are parsed only now
            sheet = compose(worksheet.title)
            raise DataError([watch.issue("workbook_broken", line, sheet)]) from error
        yield line, row


def _hidden_issues(book: Any, watch: Watch) -> list[Issue]:
    return [
        watch.issue("sheet_hidden", sheet=compose(worksheet.title), severity="warning")
        for worksheet in book.worksheets
        if worksheet.sheet_state != "visible"
    ]


@dataclass(frozen=True, slots=True)
class _Style:
    """What a format says of a cell: the encoding of its font, if an old one, and how numbers are shown."""

    legacy: str | None
    number_format: str


@dataclass
class _CellReader:
    """Turns cells of openpyxl into ours, and remembers the old fonts whose texts it has put into Unicode."""

    decoded: set[str] = field(default_factory=set)
    _styles: dict[int, "_Style"] = field(default_factory=dict)
    # The same text stands in many cells; kept once, it takes the memory of one.
    _texts: dict[tuple[str, str | None], str] = field(default_factory=dict)

    def cell(self, cell: Any) -> Cell:
        """Return one cell of openpyxl as ours."""
        value = cell.value
        if value is None:
            return EMPTY
        match cell.data_type:
            case "f":
                return Cell(_formula(value), "formula")
            case "e":
                return Cell(str(value), "error")
            case "b":
                return Cell("TRUE" if value else "FALSE", "boolean")
            case "d":
                return Cell(_date_text(value), "date")
            case "n":
                return _number_cell(value, self._style(cell).number_format)
        text = self._text(str(value), self._style(cell).legacy)
        return Cell(text, "text") if text else EMPTY

    def _style(self, cell: Any) -> "_Style":
        if (known := self._styles.get(cell._style_id)) is not None:
            return known
        font = cell.font.name
        number_format = _QUOTED_IN_FORMAT.sub("", cell.number_format)
        style = _Style(legacy_encodings.of_font(font) if font else None, number_format)
        return self._styles.setdefault(cell._style_id, style)

    def _text(self, written: str, font: str | None) -> str:
        if (known := self._texts.get((written, font))) is not None:
            return known
        text = _ESCAPED_BREAK.sub("", written)
        # Text typed in Unicode into a cell of an old font is shown rightly by Excel, in another font.
        if font and not _VIETNAMESE_IN_UNICODE.search(text):
            decoded = (
                legacy_encodings.from_tcvn3(text) if font == "tcvn3" else legacy_encodings.from_vni(text)
            )
            if decoded != text:
                self.decoded.add(font)
            text = decoded
        clean = compose(text.strip().strip("\ufeff\u200b"))
        return self._texts.setdefault((written, font), clean)


def _number_cell(value: int | float, number_format: str) -> Cell:
    if isinstance(value, float) and not isfinite(value):
        return Cell("#NUM!", "error")
    number = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{_SIGNIFICANT_FIGURES}g}")
    return Cell(_number_text(number, number_format), "number", number)


def _number_text(number: Decimal, number_format: str) -> str:
    """Write a number in full, as a percentage or with leading zeros where its format has them."""
    if "%" in number_format:
        return f"{_plain(number * 100)}%"
    if set(number_format) == {"0"} and number == number.to_integral_value() and number >= 0:
        return _plain(number).zfill(len(number_format))
    return _plain(number)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _date_text(value: datetime | date | time | timedelta) -> str:
    if isinstance(value, datetime):
        at_midnight = value.time() == time()
        return value.date().isoformat() if at_midnight else value.isoformat(" ", "seconds")
    return str(value) if isinstance(value, timedelta) else value.isoformat()


def _formula(value: Any) -> str:
    """Return the text of a formula; array formulas and data tables are objects of openpyxl's own."""
    if isinstance(value, str):
        return value
    return str(getattr(value, "text", None) or "=")
