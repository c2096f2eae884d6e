"""Tables that are plain text: CSV and its kin, with whatever separator, line ends and encoding they come in."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from itertools import islice

from danvan import legacy_encodings
from danvan.intake.guards import Watch
from danvan.intake.issue import DataError
from danvan.intake.sheets import EMPTY, Cell, Opened, Sheet, SheetBuilder
from danvan.vietnamese import compose

# In the order in which they are preferred where two would do: a comma is in numbers and sentences too.
SEPARATORS = ("\t", ";", "|", ",")
OLD_ENCODINGS = ("windows-1258", "tcvn3", "vni")

_SAMPLE_RECORDS = 50
_SAMPLE_LETTERS = 200_000
_MOST_SEPARATORS_IN_A_LINE = 20_000
# For a file of one column: a sign that no text has.
_NO_SEPARATOR = "\x1f"
_SEPARATOR_LINE = re.compile(r'"?sep=([^\w"\r\n])"?[;,\t ]*(?:\r\n?|\n|$)', re.IGNORECASE)
# A comma neither between two figures nor before a space.
_BARE_COMMA = re.compile(r"(?<!\d),(?=\S)|,(?=[^\s\d])")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1e\x7f]")
_FORMULA = re.compile(r"=[^\W\d_]|=[(\"'+\-@]")
_ERROR = re.compile(r"#(?:REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|N/A|SPILL!|CALC!|GETTING_DATA|#+)")


def read_text(content: bytes, watch: Watch) -> Opened:
    """Return the table of a text file as its one sheet; raise DataError where it is none."""
    text, encoding = _decoded(content, watch)
    watch.check_time()
    announced = _SEPARATOR_LINE.match(text)
    begins = announced.end() if announced else 0
    separator = announced.group(1) if announced else _separator(text, watch)
    # Excel's announcement is a line of the file like any other.
    sheet = _sheet(text[begins:], separator, 2 if announced else 1, watch)
    old = encoding in OLD_ENCODINGS
    remarks = (watch.issue("decoded_from", severity="warning", encoding=encoding),) if old else ()
    return Opened((sheet,), "csv", encoding, separator, remarks)


def _decoded(content: bytes, watch: Watch) -> tuple[str, str]:
    try:
        decoded = legacy_encodings.decode(content)
    except legacy_encodings.UnknownEncoding as error:
        if b"\0" in content:
            raise DataError([watch.issue("text_binary")]) from error
        line = len(re.findall(rb"\r\n?|\n", content[: error.position])) + 1
        raise DataError([watch.issue("encoding_unknown", line)]) from error
    # Old programs end a file with Ctrl-Z.
    text = decoded.text.removeprefix("\ufeff").rstrip("\x1a")
    if not text.strip():
        raise DataError([watch.issue("file_empty")])
    controls = sum(1 for _ in _CONTROL.finditer(text))
    if "\0" in text or (controls > 8 and controls > len(text) / 100):
        raise DataError([watch.issue("text_binary")])
    return text, decoded.encoding


def _sheet(text: str, separator: str, first_line: int, watch: Watch) -> Sheet:
    builder = SheetBuilder(watch, "")
    lines = _checked_lines(text, separator or _NO_SEPARATOR, first_line, watch)
    reader = csv.reader(lines, delimiter=separator or _NO_SEPARATOR, strict=True)
    line = first_line
    try:
        for record in reader:
            builder.add(line, [_cell(written) for written in record])
            line = first_line + reader.line_num
    except csv.Error as error:
        # The record began where the quotation mark was opened; the reader noticed only later.
        raise DataError([watch.issue("not_csv", line)]) from error
    return builder.sheet()


def _checked_lines(text: str, separator: str, first_line: int, watch: Watch) -> Iterator[str]:
    """Yield the lines with their ends, refusing one of a million cells before it is taken apart."""
    for line, written in enumerate(StringIO(text, newline=""), first_line):
        if written.count(separator) > _MOST_SEPARATORS_IN_A_LINE:
            raise DataError([watch.issue("too_many_columns", line, most=watch.limits.columns)])
        yield written


def _cell(written: str) -> Cell:
    text = compose(written.strip().strip("\ufeff\u200b"))
    if not text:
        return EMPTY
    if text[0] == "=" and _FORMULA.match(text):
        return Cell(text, "formula")
    if text[0] == "#" and _ERROR.fullmatch(text):
        return Cell(text, "error")
    return Cell(text, "text")


def _separator(text: str, watch: Watch) -> str:
    """Return the separator that gives most records the same number of cells; "" where there is one column."""
    widths = {separator: _widths(text, separator) for separator in SEPARATORS}
    agreeing = {separator: _agreeing(found) for separator, found in widths.items()}
    most = max(agreeing.values())
    if most:
        return _preferred(text, [separator for separator in SEPARATORS if agreeing[separator] == most], watch)
    often = [separator for separator, found in widths.items() if 2 * sum(map(_is_wide, found)) > len(found)]
    if len(often) > 1:
        raise DataError([watch.issue("separator_unclear")])
    return often[0] if often else ""


def _preferred(text: str, equal: list[str], watch: Watch) -> str:
    if equal[0] in (";", "|") and "," in equal and _BARE_COMMA.search(text[:_SAMPLE_LETTERS]):
        raise DataError([watch.issue("separator_unclear")])
    return equal[0]


def _widths(text: str, separator: str) -> list[int]:
    """Return the number of cells of each of the first records that have any; faults of form pass for now."""
    reader = csv.reader(StringIO(text[:_SAMPLE_LETTERS], newline=""), delimiter=separator)
    records: list[list[str]] = []
    with suppress(csv.Error):
        records.extend(islice(reader, _SAMPLE_RECORDS))
    widths = [len(record) for record in records if any(map(str.strip, record))]
    cut_off = len(text) > _SAMPLE_LETTERS and len(records) < _SAMPLE_RECORDS
    return widths[:-1] if cut_off and len(widths) > 1 else widths


def _agreeing(widths: list[int]) -> int:
    """Return how many records have the commonest width above one; 0 where they are not most of the records.

    What stands before the first of them is a title and does not count against them.
    """
    wide = Counter(filter(_is_wide, widths))
    if not wide:
        return 0
    width, agreeing = wide.most_common(1)[0]
    alone = agreeing == 1 and len(widths) > 1
    return 0 if alone or 2 * agreeing <= len(widths) - widths.index(width) else agreeing


def _is_wide(width: int) -> bool:
    return width > 1
