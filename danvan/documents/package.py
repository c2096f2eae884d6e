"""The package that a Word document is: a ZIP of XML parts, of which only those that hold text are unpacked.

What a part says of its size is not believed, entities and declarations of types are refused, and elements are counted:
a million of them fill more memory than the bytes they are written in.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from danvan.intake.archive import MOST_DEPTH, MOST_PARTS, MOST_RATIO, RATIO_COUNTS_FROM_BYTES
from danvan.intake.guards import Watch
from danvan.intake.issue import DataError

MOST_BYTES_OF_A_PART = 60_000_000
MOST_ELEMENTS = 4_000_000
_PIECE_BYTES = 1 << 18
_DIRECTORY_ENTRY = b"PK\x01\x02"
_CONTENT_TYPES = "[Content_Types].xml"
_PART_NAME = re.compile(rb"PartName=[\"']/([ -~]+?)[\"']")
_PART_KIND = re.compile(rb"wordprocessingml\.([a-z.]+)\+xml")
_CHECKED_EVERY = 20_000
UNREADABLE = (
    BadZipFile,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    ParseError,
    struct.error,
    zlib.error,
)


def _told_parts(declared: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the names of parts and their kinds as the list of contents tells them, in whatever order it does."""
    for told in re.findall(rb"<[^>]*PartName[^>]*>", declared):
        part, kind = _PART_NAME.search(told), _PART_KIND.search(told)
        if part and kind:
            yield part[1], kind[1]


class Package:
    """A Word document's parts; opening it raises DataError where it is none, locked, dangerous or broken."""

    def __init__(self, content: bytes, watch: Watch) -> None:
        self._watch = watch
        # Reading the directory of a ZIP costs memory for every entry, so the entries are counted before.
        if content.count(_DIRECTORY_ENTRY) > 10 * MOST_PARTS:
            raise self._refused("document_bomb")
        try:
            self._archive = ZipFile(BytesIO(content))
            self._check()
        except UNREADABLE as error:
            known = _CONTENT_TYPES.encode() in content or b"word/" in content
            raise self._refused("document_broken" if known else "document_kind", "ZIP") from error

    def has(self, part: str) -> bool:
        """Say whether there is a part of this name."""
        return part in self._names

    def part_of(self, kind: str) -> str:
        """Return the name of the part of a kind, such as footnotes: that which the package tells, else the usual."""
        return self._parts.get(kind, f"word/{kind.partition('.')[0]}.xml")

    def tree(self, part: str) -> Element:
        """Return a part as a tree, all of it; raise DataError where it is no XML or too large."""
        *_, root = (element for _, element, _ in self._ends(part))
        return root

    def children(self, part: str, depth: int) -> Iterator[Element]:
        """Yield the elements that stand so deep in a part, each whole, and forgotten after it was used."""
        for level, element, parent in self._ends(part):
            if level == depth:
                yield element
                element.clear()
                if parent is not None:
                    parent.remove(element)

    def _ends(self, part: str) -> Iterator[tuple[int, Element, Element | None]]:
        """Yield how deep each element stands, itself once it is whole, and the one around it; the root comes last."""
        parents: list[Element] = []
        elements = 0
        try:
            for event, element in iterparse(
                BytesIO(self._unpacked(part)), events=("start", "end"), forbid_dtd=True
            ):
                if event == "start":
                    parents.append(element)
                    elements += 1
                    self._count(len(parents), elements)
                else:
                    parents.pop()
                    yield len(parents), element, parents[-1] if parents else None
        except (DefusedXmlException, *UNREADABLE) as error:
            raise self._refused("document_broken") from error

    def _count(self, level: int, elements: int) -> None:
        if level > MOST_DEPTH or elements > MOST_ELEMENTS:
            raise self._refused("document_bomb")
        if elements % _CHECKED_EVERY == 0:
            self._watch.check_time()

    def _check(self) -> None:
        self._names = frozenset(self._archive.namelist())
        if len(self._names) > MOST_PARTS:
            raise self._refused("document_bomb")
        if not any(name.startswith("word/") for name in self._names):
            raise self._refused("document_kind", self._other_kind())
        if any(part.flag_bits & 1 for part in self._archive.infolist()):
            raise self._refused("document_encrypted")
        declared = self._unpacked(_CONTENT_TYPES)
        if self._has_macros(declared.lower()):
            raise self._refused("document_macros")
        self._parts = {kind.decode(): name.decode() for name, kind in _told_parts(declared)}

    def _other_kind(self) -> str:
        if "mimetype" in self._names and b"opendocument.text" in self._unpacked("mimetype"):
            return "ODT"
        for folder, kind in {"xl/": "Excel", "ppt/": "PowerPoint"}.items():
            if any(name.startswith(folder) for name in self._names):
                return kind
        return "ZIP"

    def _has_macros(self, declared: bytes) -> bool:
        named = any(name.lower().endswith("vbaproject.bin") for name in self._names)
        return named or b"macroenabled" in declared or b"vbaproject" in declared

    def _unpacked(self, part: str) -> bytes:
        """Return a part's content, unpacked piece by piece and counted."""
        known = self._archive.getinfo(part)
        if known.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise self._refused("document_broken")
        pieces, size = [], 0
        with self._archive.open(known) as stream:
            while piece := stream.read(_PIECE_BYTES):
                size += len(piece)
                bloated = size > RATIO_COUNTS_FROM_BYTES and size > MOST_RATIO * known.compress_size
                if bloated or size > MOST_BYTES_OF_A_PART:
                    raise self._refused("document_bomb")
                pieces.append(piece)
                self._watch.check_time()
        return b"".join(pieces)

    def _refused(self, code: str, kind: str = "") -> DataError:
        return DataError([self._watch.issue(code, kind=kind)])
