"""The pages of a PDF as rows of text: pdfminer gives single letters with their places, and no file is trusted."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from danvan.documents.pdf_rows import Letter, Row, rows_of
from danvan.intake.guards import Watch
from danvan.intake.issue import DataError

MOST_PAGES = 2_000
_LETTERS_BETWEEN_CHECKS = 5_000
_OPERANDS_BETWEEN_CHECKS = 20_000
_MOST_BYTES_OF_A_PICTURE = 100_000_000
_PIECE_BYTES = 1 << 20
_STREAM = re.compile(rb"stream\r?\n")
_UNMAPPED = "\ufffd"
_PICTURE_FILLS = 0.5


@dataclass(frozen=True)
class Page:
    """One page: its size in points, its rows from top to bottom, whether a picture fills it, letters without a code."""

    width: float
    height: float
    rows: tuple[Row, ...]
    is_picture: bool
    letters: int
    unmapped: int


def read_pages(content: bytes, watch: Watch) -> list[Page]:
    """Return the pages of a PDF; raise DataError where it is locked, dangerous or broken."""
    _check_streams(content, watch)
    try:
        return list(_pages(content, watch))
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise DataError([watch.issue("document_encrypted")]) from error
    except DataError:
        raise
    except Exception as error:  # pdfminer raises whatever its parts run into
        raise DataError([watch.issue("document_broken")]) from error


def _pages(content: bytes, watch: Watch) -> Iterator[Page]:
    resources = PDFResourceManager()
    device = _Device(resources, watch)
    interpreter = _Interpreter(resources, device, watch)
    for number, page in enumerate(PDFPage.get_pages(BytesIO(content))):
        if number >= MOST_PAGES:
            raise DataError([watch.issue("document_bomb")])
        interpreter.process_page(page)
        watch.check_time()
        yield device.page()


def _check_streams(content: bytes, watch: Watch) -> None:
    """Unpack every stream once, counting, because pdfminer unpacks it whole; raise DataError where it is a bomb."""
    total = 0
    for found in _STREAM.finditer(content):
        told = content[max(0, found.start() - 600) : found.start()].rpartition(b"obj")[2]
        if b"Flate" not in told and b"/Fl" not in told:
            continue
        size = _unpacked_size(content, found.end(), watch)
        total += 0 if b"/Image" in told else size
        if total > watch.limits.unpacked_bytes or size > _MOST_BYTES_OF_A_PICTURE:
            raise DataError([watch.issue("document_bomb")])


def _unpacked_size(content: bytes, start: int, watch: Watch) -> int:
    unpacking, size, position = zlib.decompressobj(), 0, start
    waiting = b""
    while not unpacking.eof and size <= _MOST_BYTES_OF_A_PICTURE:
        if not waiting:
            waiting = content[position : position + _PIECE_BYTES]
            position += len(waiting)
        if not waiting:
            break
        try:
            size += len(unpacking.decompress(waiting, _PIECE_BYTES))
        except zlib.error:
            break
        waiting = unpacking.unconsumed_tail
        watch.check_time()
    return size


class _Interpreter(PDFPageInterpreter):
    """Reads what is drawn on a page, looking at the clock also where it draws no letter."""

    def __init__(self, resources: PDFResourceManager, device: "_Device", watch: Watch) -> None:
        super().__init__(resources, device)
        self._watch, self._pushed = watch, 0

    def push(self, obj: Any) -> None:
        """Take one operand."""
        self._pushed += 1
        if self._pushed % _OPERANDS_BETWEEN_CHECKS == 0:
            self._watch.check_time()
        super().push(obj)


class _Device(PDFTextDevice):
    """Gathers the letters of a page, the upright lines ruled on it, and how much of it pictures fill."""

    def __init__(self, resources: PDFResourceManager, watch: Watch) -> None:
        super().__init__(resources)
        self._watch = watch
        self._seen = 0
        self._begin(0, 0)

    def page(self) -> Page:
        """Return the page that was read last."""
        unmapped = sum(letter.text == _UNMAPPED for letter in self._letters)
        rows = tuple(rows_of(self._letters, sorted(self._rules)))
        filled = self._filled > _PICTURE_FILLS * self._width * self._height
        return Page(self._width, self._height, rows, filled, len(self._letters), unmapped)

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        """Begin with an empty page of this size."""
        a, b, c, d, _, _ = ctm
        left, bottom, right, top = page.mediabox
        wide, high = right - left, top - bottom
        self._begin(abs(a * wide + c * high), abs(b * wide + d * high))

    def _begin(self, width: float, height: float) -> None:
        self._width, self._height, self._filled = width, height, 0.0
        self._letters: list[Letter] = []
        self._rules: list[tuple[float, float, float]] = []

    def render_char(
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        """Take one letter and return how far it leads on."""
        self._seen += 1
        if self._seen % _LETTERS_BETWEEN_CHECKS == 0:
            self._watch.check_time()
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = _UNMAPPED
        advance: float = font.char_width(cid) * fontsize * scaling
        a, b, c, d, x, y = matrix
        # What stands askew is a stamp or a watermark.
        if a > 0 and d > 0 and abs(b) + abs(c) < (a + d) / 10 and text:
            self._letters.append(Letter(text, x, x + advance * a, y + rise * d, fontsize * d, font.fontname))
        return advance

    def _placing(self) -> tuple[float, float, float, float, float, float]:
        return self.ctm or (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

    def render_image(self, name: str, stream: Any) -> None:
        """Note how much of the page a picture fills."""
        a, b, c, d, _, _ = self._placing()
        self._filled += abs(a * d - b * c)

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Any) -> None:
        """Note a line ruled from top to bottom, also where it is drawn as a thin box."""
        a, b, c, d, e, f = self._placing()
        corners = [step[-2:] for step in path if len(step) >= 3]
        points = [(a * x + c * y + e, b * x + d * y + f) for x, y in corners]
        if 2 <= len(points) <= 5:
            across, along = [x for x, _ in points], [y for _, y in points]
            if max(across) - min(across) < 2 < max(along) - min(along):
                self._rules.append((min(across), min(along), max(along)))
