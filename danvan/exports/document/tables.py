"""Tables: those without lines that hold a letterhead or a signature, and those of the appendices with theirs."""

from collections.abc import Iterable, Sequence

from docx.oxml.ns import qn

from danvan.exports.document.markup import XML, element, paragraph, runs
from danvan.exports.document.parts import Column, Group, Table

CELL_BESIDE = 80  # twentieths of a point between a line and the text


def side_by_side(widths: Sequence[int], rows: Iterable[Sequence[Sequence[XML]]]) -> XML:
    """Return a table without lines that stays on one page; each cell is a list of paragraphs."""
    lines = [_row([_cell(width, cell) for width, cell in zip(widths, row, strict=True)]) for row in rows]
    return _table(widths, lines, ruled=False)


def ruled(table: Table, width: int, language: str) -> XML:
    """Return a table with lines: the headings stand again on each page, and no row is broken between two."""
    widths = column_widths(table.columns, width)
    head = [
        _cell(each, [paragraph("TableHead", runs(column.heading, language))], middle=True)
        for each, column in zip(widths, table.columns, strict=True)
    ]
    lines = [_row(head, again=True)]
    for group in table.groups:
        lines += _group(group, table.columns, widths, language)
    for last in lines[-1].iter(qn("w:pPr")):  # stays with the source under the table
        last.find(qn("w:pStyle")).addnext(element("w:keepNext"))
    return _table(widths, lines, ruled=True)


def column_widths(columns: Sequence[Column], width: int) -> list[int]:
    """Return the widths of the columns by their shares; together they are exactly the width."""
    total = sum(column.share for column in columns)
    ends = [round(width * sum(one.share for one in columns[: at + 1]) / total) for at in range(len(columns))]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _group(group: Group, columns: Sequence[Column], widths: Sequence[int], language: str) -> list[XML]:
    lines = []
    if group.title:
        title = [paragraph("TableGroup", runs(group.title, language), keep_next=True)]
        lines.append(_row([_cell(sum(widths), title, columns=len(columns))]))
    styles = ["TableNumber" if column.numeric else "TableText" for column in columns]
    for row in group.rows:
        cells = [
            _cell(width, [paragraph(style, runs(text, language))])
            for width, style, text in zip(widths, styles, row, strict=True)
        ]
        lines.append(_row(cells))
    return lines


def _table(widths: Sequence[int], rows: Sequence[XML], *, ruled: bool) -> XML:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    line = {"val": "single", "sz": 4, "space": 0, "color": "000000"} if ruled else {"val": "nil"}
    beside = CELL_BESIDE if ruled else 0
    properties = element(
        "w:tblPr",
        element("w:tblW", w=sum(widths), type="dxa"),
        element("w:tblBorders", *(element(f"w:{side}", **line) for side in sides)),
        element("w:tblLayout", type="fixed"),
        element("w:tblCellMar", *(element(f"w:{side}", w=beside, type="dxa") for side in ("left", "right"))),
        element("w:tblLook", val="0420" if ruled else "0400", firstRow=int(ruled), noVBand=1),
    )
    grid = element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths))
    return element("w:tbl", properties, grid, *rows)


def _row(cells: Sequence[XML], *, again: bool = False) -> XML:
    properties = element("w:trPr", element("w:cantSplit"))
    if again:
        properties.append(element("w:tblHeader"))
    return element("w:tr", properties, *cells)


def _cell(width: int, paragraphs: Sequence[XML], *, columns: int = 1, middle: bool = False) -> XML:
    properties = element("w:tcPr", element("w:tcW", w=width, type="dxa"))
    if columns > 1:
        properties.append(element("w:gridSpan", val=columns))
    if middle:
        properties.append(element("w:vAlign", val="center"))
    return element("w:tc", properties, *paragraphs)
