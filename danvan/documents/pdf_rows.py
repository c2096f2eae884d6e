"""Letters of a page put into rows: what stands on one line, from left to right, with raised digits told apart.

Letters are put together by their baselines; rows are divided where a gap is as wide as between two columns or a line
is ruled between them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from danvan import legacy_encodings
from danvan.documents.notes import raised

_COLUMN_GAP, _SPACE_GAP, _SAME_LINE = 2.5, 0.2, 0.3
_SMALL, _RAISED_BY = 0.85, 0.12


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


def rows_of(letters: list[Letter], rules: list[tuple[float, float, float]]) -> Iterator[Row]:
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
