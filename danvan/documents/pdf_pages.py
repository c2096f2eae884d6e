"""The pages of a PDF as rows of text: what stands on one line, from left to right, with raised digits told apart.

pdfminer gives single letters with their places. Letters are put into rows by their baselines, and rows are divided
where a gap is as wide as between two columns or a line is ruled between them.
"""

import re
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from danvan import legacy_encodings
from danvan.documents.notes import raised
from danvan.intake.guards import Watch
from danvan.intake.issue import DataError

MOST_PAGES = 2_000
_COLUMN_GAP, _SPACE_GAP, _SAME_LINE = 2.5, 0.2, 0.3
_SMALL, _RAISED_BY = 0.85, 0.12
_LETTERS_BETWEEN_CHECKS = 5_000
_OPERANDS_BETWEEN_CHECKS = 20_000
_MOST_BYTES_OF_A_PICTURE = 100_000_000
_PIECE_BYTES = 1 << 20
_STREAM = re.compile(rb"stream\r?\n")
_UNMAPPED = "\ufffd"
_PICTURE_FILLS = 0.5


@dataclass(slots=True)
class Letter:
    """One letter: where it begins and ends, its baseline, its size in points, and its font."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    font: str


@dataclass(frozen=True)
class Segment:
    """What stands together on one line: text, left and right edge, the width of its first word, whether it is bold."""

    text: str
    x0: float
    x1: float
    first_word: float
    bold: bool


@dataclass(frozen=True)
class Row:
    """One line of a page, or what stands side by side on it; y is its baseline, size that of most of its letters."""

    y: float
    size: float
    segments: tuple[Segment, ...]

    @property
    def text(self) -> str:
        return "\t".join(segment.text for segment in self.segments)

    @property
    def x0(self) -> float:
        return self.segments[0].x0

    @property
    def x1(self) -> float:
        return self.segments[-1].x1


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
        rows = tuple(_rows(self._letters, sorted(self._rules)))
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


def _rows(letters: list[Letter], rules: list[tuple[float, float, float]]) -> Iterator[Row]:
    """Yield the rows of a page from top to bottom; small letters join the row beside whose letters they stand."""
    rows: list[_Gathered] = []
    known: list[float] = []
    last: _Gathered | None = None
    for letter in sorted(_visible(letters), key=lambda one: -one.size):
        if last is None or letter.y != last.y:
            last = _row_for(letter, rows, known)
        last.letters.append(letter)
    for row in reversed(rows):
        if made := _row(row, rules):
            yield made


def _visible(letters: list[Letter]) -> Iterator[Letter]:
    """Yield the letters, without those that are printed again a little aside to look bold."""
    before = None
    for letter in letters:
        again = (
            before is not None
            and before.text == letter.text
            and abs(before.x0 - letter.x0) < letter.size / 10
            and abs(before.y - letter.y) < letter.size / 10
        )
        if not again:
            yield letter
        before = letter


def _row_for(letter: Letter, rows: "list[_Gathered]", known: list[float]) -> "_Gathered":
    """Return the nearest row that takes a letter, else a new one, put in among those ordered by their baselines."""
    first, beyond = bisect_left(known, letter.y - letter.size), bisect_right(known, letter.y + letter.size)
    near = [row for row in rows[first:beyond] if row.takes(letter)]
    if near:
        return min(near, key=lambda row: abs(row.y - letter.y))
    at = bisect_left(known, letter.y)
    rows.insert(at, _Gathered(letter.y, letter.size))
    known.insert(at, letter.y)
    return rows[at]


@dataclass
class _Gathered:
    """A row while its letters are gathered; y and size are those of its first and largest."""

    y: float
    size: float
    letters: list[Letter] = field(default_factory=list)

    def takes(self, letter: Letter) -> bool:
        """Say whether a letter stands on this line, or raised or lowered beside it."""
        away = letter.y - self.y
        if letter.size >= _SMALL * self.size:
            return abs(away) < _SAME_LINE * self.size
        return -0.25 * self.size < away < 0.6 * self.size


def _row(row: _Gathered, rules: list[tuple[float, float, float]]) -> Row | None:
    letters = sorted(row.letters, key=lambda one: one.x0)
    size = _most_common_size(letters)
    y = next(one.y for one in letters if one.size == size)
    segments = [_segment(part, y, size) for part in _parted(letters, size, rules)]
    told = tuple(segment for segment in segments if segment.text)
    return Row(y, size, told) if told else None


def _most_common_size(letters: list[Letter]) -> float:
    counted: dict[float, int] = {}
    for letter in letters:
        counted[letter.size] = counted.get(letter.size, 0) + (not letter.text.isspace())
    return max(counted, key=lambda size: counted[size])


def _parted(
    letters: list[Letter], size: float, rules: list[tuple[float, float, float]]
) -> Iterator[list[Letter]]:
    """Divide a row where a gap is wide or a line is ruled."""
    part: list[Letter] = []
    for letter in letters:
        if letter.text.isspace():
            if part:
                part.append(letter)
            continue
        end = next((one.x1 for one in reversed(part) if not one.text.isspace()), None)
        if end is not None and (
            letter.x0 - end > _COLUMN_GAP * size or _is_ruled(rules, end, letter.x0, letter.y)
        ):
            yield part
            part = []
        part.append(letter)
    if part:
        yield part


def _is_ruled(rules: list[tuple[float, float, float]], left: float, right: float, y: float) -> bool:
    at = bisect_left(rules, (left - 1, 0.0, 0.0))
    while at < len(rules) and rules[at][0] <= right + 1:
        if rules[at][1] <= y <= rules[at][2]:
            return True
        at += 1
    return False


def _segment(letters: list[Letter], y: float, size: float) -> Segment:
    text, end = "", letters[0].x0
    font, waiting = "", ""
    first_word: float | None = None
    for letter in letters:
        shown = letter.text
        is_raised = letter.size < _SMALL * size and letter.y > y + _RAISED_BY * size and shown.isdigit()
        if letter.x0 - end > _SPACE_GAP * size and not is_raised and not (text + waiting).endswith(" "):
            waiting += " "
        if letter.font != font:
            text, waiting, font = text + _decoded(waiting, font), "", letter.font
        waiting += raised(shown) if is_raised else " " if shown.isspace() else shown
        if first_word is None and (text + waiting)[-1:] == " ":
            first_word = end - letters[0].x0
        end = max(end, letter.x1) if not shown.isspace() else end
    text = " ".join((text + _decoded(waiting, font)).split())
    bold = sum("bold" in one.font.lower() for one in letters) > len(letters) / 2
    return Segment(text, letters[0].x0, end, end - letters[0].x0 if first_word is None else first_word, bold)


def _decoded(text: str, font: str) -> str:
    """Return text in Unicode where its font draws letters of an old Vietnamese encoding."""
    encoding = legacy_encodings.of_font(font.partition("+")[2] or font)
    if encoding is None:
        return text
    return legacy_encodings.from_tcvn3(text) if encoding == "tcvn3" else legacy_encodings.from_vni(text)
