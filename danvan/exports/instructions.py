"""The sheet of instructions of the form, and the visible lists that its drop-downs show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from danvan.catalogue import Catalogue, Place
from danvan.exports.styles import HEADING, INDENTED, PANEL, RULED, TEXT, fit_height, for_a4, put, put_head
from danvan.format import day
from danvan.text import Words

WIDTHS = {"A": 5.0, "B": 30.0, "C": 24.0, "D": 46.0}
NO_FIELD = "chung"
FIRST_STEP_ROW = 4


@dataclass(frozen=True)
class Lists:
    """The ranges, with their sheet, where the names of the units and of the fields stand."""

    places: str
    fields: str


def put_instructions(sheet: Worksheet, catalogue: Catalogue, words: Words) -> Lists:
    """Write the instructions and the lists below them, and return where the lists stand."""
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    put_head(sheet, words.get("form.sheet_help"), words.get("form.title"))
    next_row = _put_steps(sheet, words)
    put(sheet.cell(next_row + 1, 2), words.get("form.help.lists"), HEADING)
    for_a4(sheet, "portrait")
    return _put_lists(sheet, next_row + 2, catalogue, words)


def unit_name(place: Place, words: Words) -> str:
    """Return the name of a ward with its kind before it: "Phường Phổ Hòa", "Xã Phổ An"."""
    return words.get(f"form.help.kind_{place.kind}", name=place.name)


def units(catalogue: Catalogue) -> list[Place]:
    """Return the wards of the figures, north to south, then the units that took their place in July 2025."""
    later = [
        place
        for place in catalogue.places.values()
        if place.level == "ward" and place.place.endswith("@2025")
    ]
    return [*catalogue.wards, *sorted(later, key=lambda place: place.place)]


def _put_steps(sheet: Worksheet, words: Words) -> int:
    """Write the numbered steps and return the first row after them."""
    width = WIDTHS["B"] + WIDTHS["C"] + WIDTHS["D"]
    row = FIRST_STEP_ROW
    for number, step in enumerate(_steps(words), 1):
        put(sheet.cell(row, 1), f"{number}.")
        put(sheet.cell(row, 2), step)
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=4)
        fit_height(sheet, row, [step], [width], 10)
        row += 1
    return row


def _steps(words: Words) -> Iterator[str]:
    for number in count(1):
        if f"form.help.steps.{number}" not in words:
            return
        yield words.get(f"form.help.steps.{number}")


def _put_lists(sheet: Worksheet, row: int, catalogue: Catalogue, words: Words) -> Lists:
    """Write the names of the units with their time, and beside them the fields of the movement."""
    places = units(catalogue)
    fields = [field.name(words.language) for field in catalogue.fields.values() if field.field != NO_FIELD]
    headings = ("form.column.place", "form.help.list_valid", "form.model.field")
    for column, key in enumerate(headings, 2):
        put(sheet.cell(row, column), words.get(key), HEADING, INDENTED).fill = PANEL
        sheet.cell(row, column).border = RULED
    names = _put_list(sheet, row + 1, "B", [unit_name(place, words) for place in places])
    _put_list(sheet, row + 1, "C", [_validity(place, words) for place in places])
    return Lists(names, _put_list(sheet, row + 1, "D", fields))


def _put_list(sheet: Worksheet, first: int, letter: str, entries: Sequence[str]) -> str:
    """Write the entries one below the other and return their range."""
    for row, entry in enumerate(entries, first):
        put(sheet[f"{letter}{row}"], entry, TEXT, INDENTED).border = RULED
    return f"{quote_sheetname(sheet.title)}!${letter}${first}:${letter}${first + len(entries) - 1}"


def _validity(place: Place, words: Words) -> str:
    """Say until when, or since when, the name is used."""
    if place.valid_to:
        return words.get("form.help.valid_to", day=day(place.valid_to, words.language))
    if place.valid_from:
        return words.get("form.help.valid_from", day=day(place.valid_from, words.language))
    return ""
