"""Workbooks for tests: those that openpyxl writes, and packages put together by hand with any fault wanted."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
BOOK_TYPE = f"{TYPES}.sheet.main+xml"


def saved(fill: Callable[[Any], None]) -> bytes:
    """Return a workbook of openpyxl, its first sheet filled by the function."""
    book = openpyxl.Workbook()
    fill(book.active)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def of_rows(*rows: list[Any]) -> bytes:
    """Return a workbook with one sheet of these rows."""

    def fill(sheet: Any) -> None:
        for row in rows:
            sheet.append(row)

    return saved(fill)


def sheet_xml(rows: str, before: str = "", after: str = "") -> str:
    """Return the part of a sheet with these row elements."""
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def text_row(*texts: str) -> str:
    """Return a row element with texts in it."""
    cells = (f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f"<row>{''.join(cells)}</row>"


def package(sheet: str | bytes, others: dict[str, str | bytes] | None = None) -> bytes:
    """Return a package with one sheet and these other parts, which also replace the usual ones."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(BOOK_TYPE),
        "xl/workbook.xml": workbook_xml(1),
        "xl/_rels/workbook.xml.rels": relations(1),
        "xl/worksheets/sheet1.xml": sheet,
    }
    return zipped(parts | (others or {}))


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Return a ZIP of these parts."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def content_types(book_type: str, others: str = "") -> str:
    """Return the list of the kinds of parts."""
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{book_type}"/>{others}</Types>'
    )


SHARED_STRINGS = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPES}.sharedStrings+xml"/>'


def workbook_xml(sheets: int) -> str:
    """Return the part that lists the sheets."""
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, sheets + 1))
    return f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{listed}</sheets></workbook>'


def relations(sheets: int) -> str:
    """Return the part that says where the sheets are."""
    listed = "".join(
        f'<Relationship Id="r{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, sheets + 1)
    )
    return f'<Relationships xmlns="{PACKAGE_RELATIONS}">{listed}</Relationships>'
