"""How our workbooks look, and how a text is put into a cell so that it stays a text."""

import io
import math
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import lru_cache
from textwrap import wrap

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from danvan.exports.zipped import Mend, as_of

INK, MUTED, ACCENT, RULE = "FF1B1F24", "FF5A6069", "FFB3202A", "FFB9B4A8"
FONT = "Arial"
TITLE = Font(name=FONT, size=14, bold=True, color=ACCENT)
SUBTITLE = Font(name=FONT, size=10, color=MUTED)
HEADING = Font(name=FONT, size=10, bold=True, color=INK)
TEXT = Font(name=FONT, size=10, color=INK)
SMALL = Font(name=FONT, size=8, color=MUTED)

PANEL = PatternFill("solid", start_color="FFF6F4EF")
RED = PatternFill("solid", start_color="FFFBE3E4")
AMBER = PatternFill("solid", start_color="FFFFF3D6")

_HAIR = Side("thin", color=RULE)
RULED = Border(left=_HAIR, right=_HAIR, top=_HAIR, bottom=_HAIR)
_DARK_RED = Side("medium", color=ACCENT)
RED_FRAME = Border(left=_DARK_RED, right=_DARK_RED, top=_DARK_RED, bottom=_DARK_RED)

WRAPPED = Alignment(wrap_text=True, vertical="top")
MIDDLE = Alignment(vertical="center")
INDENTED = Alignment(wrap_text=True, vertical="top", horizontal="left", indent=1)
CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")

AS_TEXT = "@"
LONGEST_CELL = 32_767
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HALF_SURROGATE = re.compile("[\ud800-\udfff]")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_LETTERS_PER_WIDTH, _POINTS_PER_LINE = 12.5, 1.3


def put(cell: Cell, text: str, font: Font = TEXT, alignment: Alignment = WRAPPED) -> Cell:
    """Write a text so that it stays one, even where it begins with =; of an empty one, only the style."""
    if text:
        cell.value = printable(text)
        cell.data_type = "s"
    cell.number_format = AS_TEXT
    cell.font, cell.alignment = font, alignment
    return cell


def printable(text: str) -> str:
    """Return the text without the signs that a workbook cannot hold, cut to what one cell takes."""
    return without_control_signs(text)[:LONGEST_CELL]


def without_control_signs(text: str) -> str:
    """Return the text with U+FFFD for every sign that prints nothing and has no place in XML."""
    return _NOT_IN_XML.sub("\ufffd", text)


def without_half_surrogates(text: str) -> str:
    """Return the text with U+FFFD for what has no place in UTF-8."""
    return _HALF_SURROGATE.sub("\ufffd", text)


def put_head(sheet: Worksheet, title: str, subtitle: str) -> None:
    """Write the title and the subtitle of a sheet into its first two rows."""
    for row, text, font, height in ((1, title, TITLE, 24), (2, subtitle, SUBTITLE, 16)):
        put(sheet.cell(row, 1), text, font, Alignment(vertical="center"))
        sheet.row_dimensions[row].height = height
    sheet.sheet_view.showGridLines = False


def fit_height(
    sheet: Worksheet, row: int, texts: Sequence[str], widths: Sequence[float], size: float
) -> None:
    """Make a row as high as its longest wrapped text needs in a font of this size."""
    sheet.row_dimensions[row].height = height_for(texts, widths, size)


def height_for(texts: Sequence[str], widths: Sequence[float], size: float) -> float:
    """Return how high a row must be for its longest text, wrapped in a column of its width, in points."""
    fitting = [max(4, math.floor(width * _LETTERS_PER_WIDTH / size)) for width in widths]
    lines = max(_lines(text, letters) for text, letters in zip(texts, fitting, strict=True))
    return min(409.0, lines * size * _POINTS_PER_LINE + 6)


def for_a4(sheet: Worksheet, orientation: str, repeated_rows: str | None = None) -> None:
    """Print on A4, one page wide, with these rows again on every page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = orientation
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    sheet.oddFooter.right.text = "&P/&N"
    if repeated_rows:
        sheet.print_title_rows = repeated_rows


def saved(workbook: Workbook) -> bytes:
    """Return the workbook as the bytes of an .xlsx file."""
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def saved_as_of(workbook: Workbook, day: date, *, creator: str = "", mend: Mend | None = None) -> bytes:
    """Return the workbook as the same bytes for the same content and day, whenever it is saved.

    ``mend`` is given the name and the content of each part of the file and returns what it shall hold: for what
    openpyxl cannot write.
    """
    moment = datetime.combine(day, time())
    workbook.properties.creator = creator
    workbook.properties.created = moment
    written = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()

    def dated(name: str, content: bytes) -> bytes:
        if name == "docProps/core.xml":
            content = _MODIFIED.sub(rb"\g<1>" + written, content)
        return mend(name, content) if mend else content

    return as_of(saved(workbook), day, dated)


@lru_cache(maxsize=4096)
def _lines(text: str, letters: int) -> int:
    return sum(len(wrap(line, letters)) or 1 for line in text.splitlines()) or 1
