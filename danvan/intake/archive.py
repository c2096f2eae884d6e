"""The package that a workbook is: a ZIP of XML parts, walked through once before anything else reads it.

What a part says of its size is not believed: everything is unpacked piece by piece, counted and thrown away.
"""

import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from danvan.intake.guards import Watch
from danvan.intake.issue import DataError, Issue

MOST_PARTS = 2_000
MOST_RATIO = 200
RATIO_COUNTS_FROM_BYTES = 10_000_000

# A million small elements fill more memory than the bytes they are written in, so they are counted too.
MOST_ELEMENTS = 12_000_000
MOST_ELEMENTS_IN_A_ROW = 200_000
MOST_ELEMENTS_BESIDE_ROWS = 200_000
MOST_ELEMENTS_ELSEWHERE = 1_000_000
MOST_DEPTH = 100
LAST_ROW_OF_EXCEL = 1_048_576

_PIECE_BYTES = 1 << 18
_DIRECTORY_ENTRY = b"PK\x01\x02"
_CONTENT_TYPES = "[Content_Types].xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_UNREADABLE = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True)
class Package:
    """What is known of a harmless package: warnings, and of every sheet's part the last row with content, or 0."""

    remarks: tuple[Issue, ...]
    last_rows: Mapping[str, int]


def check_package(content: bytes, watch: Watch) -> Package:
    """Return what is known of the package; raise DataError where it is no workbook or a dangerous one."""
    # Reading the directory of a ZIP costs memory for every entry, so the entries are counted before.
    if content.count(_DIRECTORY_ENTRY) > 10 * MOST_PARTS:
        raise DataError([watch.issue("workbook_bomb")])
    try:
        with ZipFile(BytesIO(content)) as package:
            return _checked(package, watch)
    except _UNREADABLE as error:
        if _CONTENT_TYPES.encode() in content or b"xl/" in content:
            raise DataError([watch.issue("workbook_broken")]) from error
        raise DataError([watch.issue("not_a_table", kind="ZIP")]) from error


def _checked(package: ZipFile, watch: Watch) -> Package:
    names = package.namelist()
    if len(names) > MOST_PARTS:
        raise DataError([watch.issue("workbook_bomb")])
    if issue := _other_package_issue(package, names, watch):
        raise DataError([issue])
    if _has_macros(package, names):
        raise DataError([watch.issue("workbook_macros")])
    if len(set(names)) < len(names):
        raise DataError([watch.issue("workbook_broken")])
    last_rows = _last_rows(package, watch)
    linked = any(name.startswith(("xl/externalLinks/", "xl/connections")) for name in names)
    return Package((watch.issue("workbook_links", severity="warning"),) if linked else (), last_rows)


def _other_package_issue(package: ZipFile, names: list[str], watch: Watch) -> Issue | None:
    declared = _beginning(package, "mimetype") if "mimetype" in names else b""
    if b"opendocument.spreadsheet" in declared:
        return watch.issue("other_spreadsheet", kind="ODS")
    if "xl/workbook.bin" in names:
        return watch.issue("other_spreadsheet", kind="XLSB")
    if any(name.endswith(".iwa") for name in names):
        return watch.issue("other_spreadsheet", kind="Numbers")
    if _CONTENT_TYPES not in names:
        return watch.issue("not_a_table", kind="ODT" if b"opendocument.text" in declared else "ZIP")
    if not _any_below("xl/", names):
        for folder, kind in {"word/": "Word", "ppt/": "PowerPoint"}.items():
            if _any_below(folder, names):
                return watch.issue("not_a_table", kind=kind)
    return None


def _has_macros(package: ZipFile, names: list[str]) -> bool:
    if _any_below("xl/macrosheets/", names) or any(name.lower().endswith("vbaproject.bin") for name in names):
        return True
    declared = _beginning(package, _CONTENT_TYPES).lower()
    return b"macroenabled" in declared or b"vbaproject" in declared


def _any_below(folder: str, names: Iterable[str]) -> bool:
    return any(name.startswith(folder) for name in names)


def _beginning(package: ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(1_000_000)


def _last_rows(package: ZipFile, watch: Watch) -> dict[str, int]:
    """Unpack every part once, counting, and return where the content of each ends."""
    parts = package.infolist()
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        raise DataError([watch.issue("workbook_broken")])
    if sum(part.file_size for part in parts) > watch.limits.unpacked_bytes:
        raise DataError([watch.issue("workbook_bomb")])
    total, last_rows = 0, {}
    for part in parts:
        shape = _Shape(part.filename, watch)
        total += _checked_size(package, part, total, shape, watch)
        shape.feed(b"", is_end=True)
        if shape.root == "worksheet":
            last_rows[part.filename] = shape.last_row
    return last_rows


def _checked_size(package: ZipFile, part: ZipInfo, before: int, shape: "_Shape", watch: Watch) -> int:
    """Unpack one part and return its true size; zipfile refuses a part that is not of the size it declares."""
    size = 0
    with package.open(part) as stream:
        while piece := stream.read(_PIECE_BYTES):
            size += len(piece)
            bloated = size > RATIO_COUNTS_FROM_BYTES and size > MOST_RATIO * part.compress_size
            if bloated or before + size > watch.limits.unpacked_bytes:
                raise DataError([watch.issue("workbook_bomb")])
            shape.feed(piece)
            watch.check_time()
    return size


class _Shape:
    """The elements of one XML part, counted; a part that is not XML, or no longer, is left to its reader."""

    def __init__(self, part: str, watch: Watch) -> None:
        self.part, self.watch = part, watch
        self.depth = self.elements = self.in_a_row = self.beside_rows = self.sheets = 0
        self.row = self.last_row = 0
        self.root = self.section = ""
        self.is_xml = True
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._root
        self.parser.EndElementHandler = self._end

    def feed(self, piece: bytes, is_end: bool = False) -> None:
        """Count on; raise DataError where a limit is passed, a type is declared or a table is cut off."""
        if self.is_xml:
            try:
                self.parser.Parse(piece, is_end)
            except expat.ExpatError as error:
                if self.root in ("worksheet", "sst"):
                    raise DataError([self.watch.issue("workbook_broken")]) from error
                self.is_xml = False

    def _doctype(self, *_: object) -> None:
        # Drawing programs declare one in pictures; in a part of a workbook it is there for its entities.
        if not self.part.lower().endswith(".svg"):
            raise DataError([self.watch.issue("workbook_broken")])
        self.is_xml = False

    def _root(self, tag: str, attributes: dict[str, str]) -> None:
        namespace, _separator, name = tag.rpartition("}")
        if name == "worksheet" and namespace != _MAIN:
            # Strict Open XML has names that openpyxl does not know: it would find no rows and say nothing.
            raise DataError([self.watch.issue("workbook_broken")])
        self.root = name
        readers = {"worksheet": self._in_worksheet, "sst": self._in_strings, "workbook": self._in_workbook}
        self.parser.StartElementHandler = readers.get(name, self._elsewhere)
        self.depth = 1

    def _end(self, _: str) -> None:
        self.depth -= 1

    def _begin(self, most: int) -> None:
        self.depth += 1
        self.elements += 1
        if self.elements > most or self.depth > MOST_DEPTH:
            raise DataError([self.watch.issue("workbook_bomb")])

    def _elsewhere(self, tag: str, attributes: dict[str, str]) -> None:
        self._begin(MOST_ELEMENTS_ELSEWHERE)

    def _in_workbook(self, tag: str, attributes: dict[str, str]) -> None:
        self._begin(MOST_ELEMENTS_BESIDE_ROWS)
        self.sheets += self.depth == 3 and tag.endswith("}sheet")
        if self.sheets > self.watch.limits.sheets:
            raise DataError([self.watch.issue("too_many_sheets", most=self.watch.limits.sheets)])

    def _in_strings(self, tag: str, attributes: dict[str, str]) -> None:
        self._begin(MOST_ELEMENTS)
        self._count_within(row_depth=2)

    def _in_worksheet(self, tag: str, attributes: dict[str, str]) -> None:
        self._begin(MOST_ELEMENTS)
        if self.depth == 2:
            self.section = tag
        if not self.section.endswith("}sheetData"):
            self.beside_rows += 1
        elif self.depth == 3:
            self._check_order(attributes.get("r"))
        elif self.depth > 4:
            self.last_row = self.row
        self._count_within(row_depth=3)

    def _count_within(self, row_depth: int) -> None:
        self.in_a_row = 0 if self.depth <= row_depth else self.in_a_row + 1
        if self.in_a_row > MOST_ELEMENTS_IN_A_ROW or self.beside_rows > MOST_ELEMENTS_BESIDE_ROWS:
            raise DataError([self.watch.issue("workbook_bomb")])

    def _check_order(self, row: str | None) -> None:
        # Rows out of order would be passed over in silence.
        before, self.row = self.row, int(row) if row else self.row + 1
        if not before < self.row <= LAST_ROW_OF_EXCEL:
            raise DataError([self.watch.issue("workbook_broken")])
