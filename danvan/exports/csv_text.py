"""A table as CSV: for Excel in Vietnamese, and for other programs."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from danvan.exports.guard import guarded
from danvan.exports.spoken import spoken
from danvan.exports.styles import printable, without_control_signs
from danvan.exports.taken import Taken, with_units

BOM = "\ufeff"
_QUOTED_ANYWAY = re.compile('["\\r\\n\\t]')


def for_excel(taken: Taken) -> bytes:
    """Return the table as Excel set to Vietnamese opens it at a double click: UTF-8 with BOM, semicolons, CRLF.

    Headings and standings are in the reader's language. Numbers have a decimal comma, all their digits and no
    grouping; a missing one is empty. Texts that a spreadsheet would run get an apostrophe (see guard), never
    numbers; a text is cut to what a cell takes.
    """
    table = spoken(taken)
    lines = [
        [_safe_cell(column.heading) for column in table.columns],
        *([_cell_for_excel(cell) for cell in row] for row in table.rows),
    ]
    return (BOM + _joined(lines, ";", "\r\n")).encode()


def plain(taken: Taken) -> bytes:
    """Return the table as other programs read it: UTF-8, commas, decimal points, the keys as header (RFC 4180).

    Codes stay codes; missing is empty. A column "unit" is added where only the heading says the unit. Numbers
    have the digits that give the very same number back.

    This file is double-clicked too, and then a spreadsheet runs what looks like a formula. So its texts are
    guarded as those for Excel are: the harm of a formula that runs is greater than that of an apostrophe, which
    only texts that begin with = + - @ ever get and which guard.unguarded takes away. Numbers are never touched.
    Signs that print nothing (control codes, half surrogates) become U+FFFD.
    """
    table = with_units(taken)
    lines = [[column.key for column in table.columns], *(map(_plain_cell, row) for row in table.rows)]
    return _joined(lines, ",", "\n").encode()


def _cell_for_excel(cell: Any) -> str:
    if isinstance(cell, int | float):
        return f"{Decimal(repr(cell)):f}".replace(".", ",").removesuffix(",0")
    return "" if cell is None else _safe_cell(cell)


def _plain_cell(cell: Any) -> str:
    if isinstance(cell, int | float):
        return repr(cell).removesuffix(".0")
    return "" if cell is None else guarded(without_control_signs(cell))


def _safe_cell(text: str) -> str:
    return guarded(printable(text))


def _joined(lines: Iterable[Iterable[str]], separator: str, end: str) -> str:
    return "".join(separator.join(_quoted(cell, separator) for cell in line) + end for line in lines)


def _quoted(cell: str, separator: str) -> str:
    """Return the cell in quotes where it needs them; the csv module leaves a lone CR bare, which splits the row."""
    if cell == cell.strip() and separator not in cell and not _QUOTED_ANYWAY.search(cell):
        return cell
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'
