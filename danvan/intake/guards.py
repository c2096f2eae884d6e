"""What a file may be and how large, before and while it is read: nobody's file is trusted.

The kind of a file is told by its first bytes, never by its name.
"""

import re
from dataclasses import dataclass
from time import monotonic

from danvan.intake.issue import DataError, Detail, Issue, Severity

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PACKAGE = b"PK\x03\x04"

_KINDS = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"%PDF-": "PDF",
    b"%!PS": "PostScript",
    b"Rar!\x1a": "RAR",
    b"7z\xbc\xaf\x27\x1c": "7Z",
    b"\x1f\x8b\x08": "GZIP",
    b"PK\x05\x06": "ZIP",
    b"\x7fELF": "ELF",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"ID3\x03": "MP3",
    b"ID3\x04": "MP3",
    b"{\\rtf": "RTF",
    b"SQLite format 3": "SQLite",
    b"PAR1": "Parquet",
}
_KINDS_WITHIN = {(4, b"ftyp"): "MP4", (8, b"WEBP"): "WEBP", (8, b"WAVE"): "WAV", (8, b"AVI "): "AVI"}
# Two letters may begin a table as well; a program and a picture have a zero byte soon after.
_KINDS_OF_TWO_LETTERS = {b"MZ": "EXE", b"BM": "BMP"}
_MARKUP = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(\?xml|!doctype html|html|head|meta|table|svg)\b", re.I | re.S)
_BYTES_LOOKED_AT = 1024


@dataclass(frozen=True)
class Limits:
    """How much of everything one file may have: bytes as sent and as unpacked, and seconds to read it."""

    bytes: int
    rows: int
    columns: int
    cells: int
    sheets: int
    unpacked_bytes: int
    seconds: float


UPLOAD = Limits(
    bytes=20_000_000,
    rows=100_000,
    columns=200,
    cells=1_000_000,
    sheets=20,
    unpacked_bytes=200_000_000,
    seconds=20.0,
)


@dataclass(frozen=True, slots=True)
class Watch:
    """The reading of one file: its name for the findings, its limits, and the moment by which it must end."""

    file: str
    limits: Limits
    until: float

    def issue(
        self,
        code: str,
        line: int | None = None,
        sheet: str | None = None,
        severity: Severity = "error",
        **details: Detail,
    ) -> Issue:
        """Return a finding about this file."""
        return Issue(severity, code, self.file, line, details=details, sheet=sheet)

    def check_time(self) -> None:
        """Raise DataError where the reading has taken too long."""
        if monotonic() > self.until:
            raise DataError([self.issue("took_too_long", seconds=self.limits.seconds)])


def watch_over(file: str, limits: Limits) -> Watch:
    """Return the watch over a reading that begins now."""
    return Watch(file, limits, monotonic() + limits.seconds)


def check_size(content: bytes, watch: Watch) -> None:
    """Raise DataError where the file is empty or larger than allowed."""
    if not content:
        raise DataError([watch.issue("file_empty")])
    if len(content) > watch.limits.bytes:
        raise DataError([watch.issue("file_too_large", most=watch.limits.bytes / 1e6)])


def check_kind(content: bytes, watch: Watch) -> None:
    """Raise DataError where the first bytes are those of something else than a text or a workbook."""
    if content.startswith(OLD_OFFICE):
        raise DataError([_old_office_issue(content, watch)])
    if b"urn:schemas-microsoft-com:office:spreadsheet" in content[:_BYTES_LOOKED_AT]:
        raise DataError([watch.issue("other_spreadsheet", kind="XML")])
    if kind := _kind(content[:_BYTES_LOOKED_AT]):
        raise DataError([watch.issue("not_a_table", kind=kind)])


def _kind(beginning: bytes) -> str | None:
    for signature, kind in _KINDS.items():
        if beginning.startswith(signature):
            return kind
    for (at, signature), kind in _KINDS_WITHIN.items():
        if beginning[at:].startswith(signature):
            return kind
    for signature, kind in _KINDS_OF_TWO_LETTERS.items():
        if beginning.startswith(signature) and b"\0" in beginning[:64]:
            return kind
    return _markup(beginning.removeprefix(b"\xef\xbb\xbf"))


def _markup(beginning: bytes) -> str | None:
    found = _MARKUP.match(beginning)
    if found is None:
        return None
    word = found.group(1).lower()
    if word == b"svg" or (word == b"?xml" and b"<svg" in beginning):
        return "SVG"
    return "XML" if word == b"?xml" and b"<html" not in beginning.lower() else "HTML"


def _old_office_issue(content: bytes, watch: Watch) -> Issue:
    """Tell the files of the old Office apart by the names in their directory, which is UTF-16."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if holds("EncryptedPackage"):
        return watch.issue("workbook_encrypted")
    if not holds("Workbook") and not holds("Book"):
        for name, kind in {"WordDocument": "Word", "PowerPoint Document": "PowerPoint"}.items():
            if holds(name):
                return watch.issue("not_a_table", kind=kind)
    return watch.issue("old_workbook")
