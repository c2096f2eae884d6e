"""A table of a slide: real, with a head, its numbers to the right, and quiet lines."""

from collections.abc import Iterator
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.placeholder import PlaceholderGraphicFrame, TablePlaceholder
from pptx.table import _Cell
from pptx.util import Inches

from danvan.exports.chart_ink import INK, MUTED, RULE
from danvan.exports.deck import Table
from danvan.exports.slides.layouts import Area
from danvan.exports.slides.places import PANEL, parsed
from danvan.exports.slides.writing import (
    BOLD_LETTER_WIDTH,
    LETTER_WIDTH,
    POINTS_PER_INCH,
    Said,
    height_of,
    write,
)

SIZES = (18, 16, 14, 13, 12, 11, 10)
SMALLEST = 14  # points that can be read from afar
MARGIN, NARROWEST, WIDEST = 0.1, 0.7, 1.35
LONGEST_WORDS, LONGEST_HEADING = 60, 12  # letters
STYLE_WITHOUT_LINES = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def put_table(place: TablePlaceholder, table: Table, area: Area, language: str) -> PlaceholderGraphicFrame:
    """Put the table in its place, in the largest letters in which it fits there."""
    size, widths, heights = _measured(table, area)
    frame = place.insert_table(len(table.rows) + 1, len(table.columns))
    frame.left, frame.top = Inches(area.left), Inches(area.top)
    frame.width, frame.height = Inches(sum(widths)), Inches(sum(heights))
    drawn = frame.table
    drawn.first_row, drawn.horz_banding = True, True
    _set_style(frame)
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = Inches(width)
    for row, height in zip(drawn.rows, heights, strict=True):
        row.height = Inches(height)
    for at, cells in enumerate([table.columns, *table.rows]):
        for column, text in enumerate(cells):
            _put_cell(drawn.cell(at, column), text, at, size, language, numeric=table.numeric[column])
    return frame


def _put_cell(cell: _Cell, text: str, row: int, size: float, language: str, *, numeric: bool) -> None:
    head = row == 0
    write(cell.text_frame, [Said(text, size, MUTED if head else INK, bold=head)], language)
    cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT if numeric else PP_ALIGN.LEFT
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if head else MSO_ANCHOR.MIDDLE
    cell.margin_left = cell.margin_right = Inches(MARGIN)
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    properties = cell._tc.get_or_add_tcPr()
    for element in _looks(head=head, band=row % 2 == 0):
        properties.append(element)


def _looks(*, head: bool, band: bool) -> Iterator[Any]:
    """Return the lines of a cell and its ground, in the order in which they must stand."""
    for side in ("L", "R", "T"):
        yield parsed(f'<a:ln{side} w="0"><a:noFill/></a:ln{side}>')
    colour, width = (MUTED, 19_050) if head else (RULE, 9_525)
    yield parsed(f'<a:lnB w="{width}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:lnB>')
    if band and not head:
        yield parsed(
            f'<a:solidFill><a:srgbClr val="{PANEL}"><a:alpha val="70000"/></a:srgbClr></a:solidFill>'
        )
    else:
        yield parsed("<a:noFill/>")


def _set_style(frame: PlaceholderGraphicFrame) -> None:
    (style,) = frame._element.xpath(".//a:tableStyleId")
    style.text = STYLE_WITHOUT_LINES


def rows_that_fit(table: Table, area: Area, most: int) -> int:
    """Return how many rows of the table can be read in this place from afar; at least three, however long they are."""
    for count in range(min(most, len(table.rows)), 3, -1):
        tallest = sorted(_measured(table, area, SMALLEST)[2][1:], reverse=True)[:count]
        if sum(tallest) + _measured(table, area, SMALLEST)[2][0] <= area.height:
            return count
    return 3


def _measured(table: Table, area: Area, only: float | None = None) -> tuple[float, list[float], list[float]]:
    """Return the largest size in which the table fits, or the only one, with its widths and heights in inches."""
    for size in (only,) if only else SIZES:
        widths = _widths(table, area.width, size)
        heights = _heights(table, widths, size)
        if sum(heights) <= area.height:
            break
    return size, widths, heights


def _widths(table: Table, width: float, size: float) -> list[float]:
    """Return the widths of the columns in letters of this size: by their texts, and as there is room.

    A heading may break into lines and a long text too; a number never does while there is room.
    """
    wanted = []
    for column, heading in enumerate(table.columns):
        texts = [row[column] for row in table.rows]
        longest = max((min(len(text), LONGEST_WORDS) for text in texts), default=0)
        head = max(max(map(len, heading.split()), default=1), min(len(heading), LONGEST_HEADING))
        letters = max(longest * LETTER_WIDTH, head * BOLD_LETTER_WIDTH)
        wanted.append(max(NARROWEST, letters * size / POINTS_PER_INCH + 3 * MARGIN))
    missing = sum(wanted) - width
    if missing > 0:  # the texts give way, as they can be broken
        texts_only = sum(one for one, numeric in zip(wanted, table.numeric, strict=True) if not numeric)
        share = max(0.4, 1 - missing / texts_only) if texts_only else 1.0
        wanted = [one if numeric else one * share for one, numeric in zip(wanted, table.numeric, strict=True)]
    share = width / sum(wanted)
    return [one * min(share, WIDEST) for one in wanted]


def _heights(table: Table, widths: list[float], size: float) -> list[float]:
    """Return how high the rows must be in inches, in letters of this size."""
    return [
        max(
            height_of(text, size, max(0.2, width - 2 * MARGIN), bold=at == 0) + 0.06
            for text, width in zip(cells, widths, strict=True)
        )
        for at, cells in enumerate([table.columns, *table.rows])
    ]
