"""The workbook that a ward fills in: a sheet of figures, a sheet of models and a sheet of instructions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from danvan.catalogue import Catalogue, Indicator, Place
from danvan.exports import checks
from danvan.exports.instructions import Lists, put_instructions, unit_name
from danvan.exports.styles import (
    AS_TEXT,
    CENTRED,
    HEADING,
    INDENTED,
    MIDDLE,
    PANEL,
    RULED,
    SMALL,
    SUBTITLE,
    TEXT,
    fit_height,
    for_a4,
    put,
    put_head,
    saved_as_of,
)
from danvan.format import unit_word
from danvan.text import Words

HEADING_ROW = 4
ROWS_CHECKED = 200
ROWS_FOR_ONE, ROWS_FOR_ALL, ROWS_FOR_MODELS = 10, 30, 20
ROW_HEIGHT = 18
INDENT = 1.5  # what an indented cell loses of its width
FIRST_SINCE = 1990


@dataclass(frozen=True)
class Column:
    """One column of a sheet: what stands above it, and how its cells are filled in."""

    heading: str
    help: str
    width: float
    check: DataValidation
    unit: str = ""
    number_format: str = AS_TEXT


def form(catalogue: Catalogue, words: Words, *, place: str | None = None, today: date | None = None) -> bytes:
    """Return the form as an .xlsx file, for the unit of this code or, without one, for all wards.

    The bytes are the same for the same catalogue, language, place and day. Raises KeyError for an unknown place.
    """
    day = today or date.today()
    unit = None if place is None else catalogue.places[place]
    workbook = Workbook()
    figures = workbook.active
    figures.title = words.get("form.sheet_figures")
    models = workbook.create_sheet(words.get("form.sheet_models"))
    lists = put_instructions(workbook.create_sheet(words.get("form.sheet_help")), catalogue, words)
    _put_figures(figures, catalogue, words, _figure_columns(catalogue, words, lists, day), unit)
    _put_models(models, words, _model_columns(words, lists, day))
    return saved_as_of(workbook, day)


def counted(catalogue: Catalogue) -> list[Indicator]:
    """Return the indicators that the form asks for: counts, never rates."""
    return [indicator for indicator in catalogue.ward_indicators if indicator.aggregation != "ratio"]


def _put_figures(
    sheet: Worksheet, catalogue: Catalogue, words: Words, columns: Sequence[Column], unit: Place | None
) -> None:
    """Write the sheet of figures: one row for each ward, or ten for the one ward that is asked for."""
    prefilled = [unit] * ROWS_FOR_ONE if unit else list(catalogue.wards)
    subtitle = (
        words.get("form.subtitle", place=unit_name(unit, words)) if unit else words.get("form.subtitle_all")
    )
    put_head(sheet, words.get("form.title"), subtitle)
    _put_headings(sheet, columns)
    units = [words.get("form.unit_row"), *(column.unit for column in columns[1:])]
    _put_row(sheet, HEADING_ROW + 1, units, SUBTITLE, CENTRED)
    fit_height(sheet, HEADING_ROW + 1, units, [column.width for column in columns], 11.5)
    _put_help(sheet, HEADING_ROW + 2, words, columns)
    first_row = HEADING_ROW + 3
    _put_empty_rows(sheet, columns, first_row, ROWS_FOR_ONE if unit else ROWS_FOR_ALL)
    for row, each in enumerate(prefilled, first_row):
        sheet.cell(row, 1).value = unit_name(each, words)
    sheet.freeze_panes = f"C{first_row}"


def _put_models(sheet: Worksheet, words: Words, columns: Sequence[Column]) -> None:
    """Write the sheet of models, without a row of units."""
    put_head(sheet, words.get("form.sheet_models"), words.get("form.help.models_subtitle"))
    _put_headings(sheet, columns)
    _put_help(sheet, HEADING_ROW + 1, words, columns)
    _put_empty_rows(sheet, columns, HEADING_ROW + 2, ROWS_FOR_MODELS)
    sheet.freeze_panes = f"C{HEADING_ROW + 2}"


def _figure_columns(catalogue: Catalogue, words: Words, lists: Lists, day: date) -> list[Column]:
    """Return the columns of the sheet of figures, one for each count between the key and the remarks."""
    years = [str(year) for year in range(catalogue.years[0], day.year + 2)]
    period_help, standard_help = words.get("form.help.period"), words.get("form.help.standard")
    period = checks.suggestion(checks.listed(*years), period_help)
    standard = checks.choice(words, checks.listed(*catalogue.standards), standard_help)
    note = checks.hint(words.get("form.help.note"))
    return [
        _place_column(words, lists),
        Column(words.get("form.column.period"), period_help, 11, period),
        *(_figure_column(indicator, words) for indicator in counted(catalogue)),
        Column(words.get("form.column.standard"), standard_help, 12, standard),
        Column(words.get("form.column.note"), words.get("form.help.note"), 18, note),
    ]


def _figure_column(indicator: Indicator, words: Words) -> Column:
    language = words.language
    definition = indicator.definition(language)
    unit = unit_word(indicator.unit, language)
    return Column(
        heading=words.get("form.heading", name=indicator.name(language), unit=unit),
        help=words.get("form.help.figure", definition=definition, **checks.in_words(indicator, words)),
        width=max(12, len(f"{indicator.maximum:,.0f}") + 2, len(definition) / 9),
        check=checks.plausible(indicator, words),
        unit=unit,
        number_format="#,##0" + ("." + "0" * indicator.decimals if indicator.decimals else ""),
    )


def _place_column(words: Words, lists: Lists) -> Column:
    said = words.get("form.help.place")
    return Column(words.get("form.column.place"), said, 21, checks.choice(words, lists.places, said))


def _model_columns(words: Words, lists: Lists, day: date) -> list[Column]:
    """Return the columns of the sheet of models."""
    said = {
        name: words.get(f"form.help.model_{name}")
        for name in ("name", "field", "host", "since", "villages", "level")
    }
    levels = checks.listed(words.get("form.level.town"), words.get("form.level.grassroots"))
    ways = {
        "name": (40, checks.hint(said["name"])),
        "field": (28, checks.choice(words, lists.fields, said["field"])),
        "host": (30, checks.hint(said["host"])),
        "since": (11, checks.whole_year(words, FIRST_SINCE, day.year + 1, said["since"])),
        "villages": (36, checks.hint(said["villages"])),
        "level": (18, checks.choice(words, levels, said["level"])),
    }
    return [
        _place_column(words, lists),
        *(
            Column(
                words.get(f"form.model.{name}"),
                said[name],
                width,
                check,
                number_format="0" if name == "since" else AS_TEXT,
            )
            for name, (width, check) in ways.items()
        ),
    ]


def _put_headings(sheet: Worksheet, columns: Sequence[Column]) -> None:
    headings, widths = [column.heading for column in columns], [column.width for column in columns]
    _put_row(sheet, HEADING_ROW, headings, HEADING, CENTRED)
    fit_height(sheet, HEADING_ROW, headings, widths, 10.5)
    for cell, width in zip(sheet[HEADING_ROW], widths, strict=True):
        sheet.column_dimensions[cell.column_letter].width = width


def _put_help(sheet: Worksheet, row: int, words: Words, columns: Sequence[Column]) -> None:
    """Write how each column is filled in; the first cell only says what the row is, for the reader skips it."""
    texts = [words.get("form.help_row"), *(column.help for column in columns[1:])]
    _put_row(sheet, row, texts, SMALL, INDENTED)
    sheet.cell(row, 1).font = SUBTITLE
    fit_height(sheet, row, texts, [column.width - INDENT for column in columns], 8)
    for_a4(sheet, "landscape", f"{HEADING_ROW}:{row}")


def _put_row(sheet: Worksheet, row: int, texts: Sequence[str], font: Font, alignment: Alignment) -> None:
    for position, text in enumerate(texts, 1):
        cell = put(sheet.cell(row, position), text, font, alignment)
        cell.fill, cell.border = PANEL, RULED


def _put_empty_rows(sheet: Worksheet, columns: Sequence[Column], first: int, ruled: int) -> None:
    """Prepare the rows to fill in: all checked and formatted, as many ruled as shall be printed."""
    last = first + ROWS_CHECKED - 1
    for row in range(first, first + ruled):
        sheet.row_dimensions[row].height = ROW_HEIGHT
    for position, column in enumerate(columns, 1):
        letter = sheet.cell(HEADING_ROW, position).column_letter
        column.check.add(f"{letter}{first}:{letter}{last}")
        sheet.add_data_validation(column.check)
        for row in range(first, last + 1):
            cell = sheet.cell(row, position)
            cell.number_format, cell.font, cell.alignment = column.number_format, TEXT, MIDDLE
            if row < first + ruled:
                cell.border = RULED
