"""Documents that are plain text: paragraphs are lines, or what stands between empty lines where lines are wrapped."""

import re
from collections.abc import Iterator

from danvan import legacy_encodings
from danvan.documents.document import Document
from danvan.documents.length import check_length
from danvan.documents.notes import glued_marks, plain_number
from danvan.documents.structure import Piece, structured
from danvan.intake.guards import Watch
from danvan.intake.issue import DataError
from danvan.vietnamese import compose

_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f]")
_LINE = re.compile(r"[^\n\f\v\x85\u2028\u2029]*\S[^\n\f\v\x85\u2028\u2029]*")
_BEGINS_ANEW = re.compile(
    r"\s*(?:[-+•–—*#|]\s*\S|[⁰¹²³⁴-⁹]|\[\^?[0-9]|(?:[IVX]{1,5}|[A-H]|[0-9.]{1,8}|[a-zđ])[.)]\s"
    r"|[0-9]{1,2}(?:\.[0-9]{1,2})+\s|[0-9]{1,2}\s+[^\W\d_])"
)
_NUMBERED = re.compile(r"(?:[IVX]{1,5}|[A-H]|[0-9]{1,2}(?:\.[0-9]{1,2})*)[.)]\s")
_BREAKS, _ENDS, _BEHIND_THE_END = "\n\f\v", tuple(".;:!?…/"), '”"’»)*_⁰¹²³⁴⁵⁶⁷⁸⁹0123456789'
_WRAPPED_AT, _LEAST_WRAPPED, _LEAST_LINES = 130, 45, 8
# Letters are not of one width: a line counts as ended where a word of its length would surely have fitted.
_FITS = 0.82
_FURTHEST_EDGE = 400


def read_text(content: bytes, watch: Watch) -> Document:
    """Return the document in a text file, its text as it came but composed and with line feeds; or raise DataError."""
    text = _decoded(content, watch)
    check_length(len(text), text.count("\n"), watch)
    spans = list(_joined(text) if _is_wrapped(text) else _lines(text))
    return structured(text, [Piece(start, end) for start, end in spans])


def _decoded(content: bytes, watch: Watch) -> str:
    try:
        text = legacy_encodings.decode(content).text
    except legacy_encodings.UnknownEncoding as error:
        code = "document_binary" if b"\0" in content else "document_encoding"
        raise DataError([watch.issue(code)]) from error
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").rstrip("\x1a")
    if "\0" in text or len(_CONTROL.findall(text)) > max(8, len(text) / 100):
        raise DataError([watch.issue("document_binary")])
    return _from_old_letters(text)


def _from_old_letters(text: str) -> str:
    """Decode a text of an old Vietnamese font that was saved as if it were Unicode."""
    encoding = legacy_encodings.of_texts(text.split("\n"))
    if encoding is None:
        return text
    decode = legacy_encodings.from_tcvn3 if encoding == "tcvn3" else legacy_encodings.from_vni
    return compose(decode(text))


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for found in _LINE.finditer(text):
        said = found.group()
        start = found.start() + len(said) - len(said.lstrip())
        yield start, found.start() + len(said.rstrip())


def _is_wrapped(text: str) -> bool:
    """Say whether lines end where the page is full and not where a paragraph does."""
    lines = [len(line.rstrip()) for line in text.split("\n") if line.strip()]
    if len(lines) < _LEAST_LINES or max(lines) > _WRAPPED_AT:
        return False
    full = sum(length >= _LEAST_WRAPPED for length in lines)
    going_on = sum(found[1].islower() for found in re.finditer(r"[^\W\d_,]\n *([^\W\d_])", text))
    return full >= len(lines) / 3 and going_on >= len(lines) / 4


def _joined(text: str) -> Iterator[tuple[int, int]]:
    """Put lines that follow one another together, but for those that begin something of their own."""
    joiner = _Joiner(text, list(_lines(text)))
    open_at: int | None = None
    before = (0, 0)
    for line in joiner.lines:
        if open_at is not None and joiner.begins(open_at, before, line):
            yield open_at, before[1]
            open_at = None
        open_at = line[0] if open_at is None else open_at
        before = line
    if open_at is not None:
        yield open_at, before[1]


class _Joiner:
    """What is known of all lines of a text: where each stands, how long a full one is, which numbers are marks."""

    def __init__(self, text: str, lines: list[tuple[int, int]]) -> None:
        self.lines, self._text = lines, text
        self._full = sorted(end - self._edge(start) for start, end in lines)[int(len(lines) * 0.8)]
        self._marked: dict[str, int] = {}
        for mark in glued_marks(text, 0, len(text)):
            self._marked.setdefault(mark.note, mark.start)

    def begins(self, open_at: int, before: tuple[int, int], line: tuple[int, int]) -> bool:
        """Say whether a line begins a paragraph: the one before was not full, or it is moved in, numbered or a note."""
        text = self._text
        said, last, between = text[line[0] : line[1]], text[before[0] : before[1]], text[before[1] : line[0]]
        if between.count("\n") > 1 or "\f" in between or said.isdigit() or last.isdigit():
            return True
        if self._marked.get(plain_number(said), line[0]) < line[0]:
            return True
        if len(said.split(maxsplit=1)[0]) + before[1] - self._edge(before[0]) < _FITS * self._full:
            return True
        moved = line[0] - self._edge(line[0]) > before[0] - self._edge(before[0]) + 1
        numbered = said[0].isupper() and _NUMBERED.match(text, open_at) is not None
        ended = numbered or last.rstrip(_BEHIND_THE_END)[-1:] in _ENDS
        return ended and (moved or _BEGINS_ANEW.match(said) is not None)

    def _edge(self, position: int) -> int:
        """Return where the line begins that holds a position, its spaces with it."""
        nearest = max(0, position - _FURTHEST_EDGE)
        return max(nearest, *(self._text.rfind(sign, nearest, position) + 1 for sign in _BREAKS))
