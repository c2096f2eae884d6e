"""Digits that are no figure wherever they stand: dates, numbers of documents, names, list numbers."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from danvan.reader.places_said import SMALL
from danvan.reader.scanned import Scanned

_DATE = re.compile(
    r"(?<![0-9])[0-3]?[0-9]([/.-])[01]?[0-9]\1(?:19|20)[0-9]{2}(?![0-9])"
    r"|ngày +(?:[0-9]{1,2})? *tháng +[0-9]{0,2} *(?:năm +(?:19|20)[0-9]{2})?"
    r"|ngày [0-9]{1,2}[/-][0-9]{1,2}(?![0-9])"
)
_CLOCK = re.compile(r"(?<![0-9])[0-2]?[0-9] ?(?:giờ|h)(?: ?[0-5][0-9](?: phút)?)?(?!\w)|24/24|24/7")
_PHONE = re.compile(
    r"(?<![0-9.,])0[0-9]{2,3}[. ]?[0-9]{3}[. ]?[0-9]{3,4}(?![0-9])|(?<![0-9])1900[. ]?[0-9]{4}(?![0-9])"
)
_SYMBOL = re.compile(r"(?<![0-9/.,])[0-9]{1,5}(?:/(?:19|20)[0-9]{2})?[-/][A-ZĐ]{2}[A-ZĐƯa-z0-9&/-]*")
_BEHIND_KIND = re.compile(
    r"(?P<said> số| số:|:)?:? ?(?P<number>[0-9]{1,5}(?:/(?:19|20)[0-9]{2})?)(?![0-9.,]*[0-9])"
)
_CODE = re.compile(
    r"(?<![\w])(?:[^\W\d_]+[-–][0-9]+|(?!năm|tháng|quý|ngày)[^\W\d_]{1,6}[0-9][\w.]*|[0-9][.]0|(?<![.,0-9])[0-9]{1,3}[a-gi-ln-z](?![\w²]))(?![\w%])"
)
_OPENS, _CLOSES = "“«", "”»"
_QUOTES = re.compile(r"[“”«»\"]")
_LONGEST_NAME = 200
_LIST_NUMBER = re.compile(
    r"^[\s*_#]*(?:(?:phụ lục|phần|chương|mục|điều|bảng|biểu)? ?(?:số )?"
    r"[0-9]{1,3}(?:\.[0-9]{1,3})*[.):/](?=[\s*_])|[-+•] ?[0-9]{1,2}[.)])"
)
_PAGE = re.compile(r"^\W*(?:trang )?[0-9]{1,4}(?:/[0-9]{1,4})?\W*$")
_UNIT_OF_TIME = re.compile(r" ?(?:năm|tháng|ngày|triệu|tỉ|nghìn|%|mô hình)")


@dataclass(frozen=True)
class Claim:
    """A stretch of a passage whose digits are no figure, and the code of the reason."""

    start: int
    end: int
    reason: str


class Claims:
    """The claims of one passage, asked by position."""

    def __init__(self, length: int, claims: Iterator[Claim]) -> None:
        self._reasons: list[str | None] = [None] * length
        for claim in claims:
            for position in range(claim.start, claim.end):
                self._reasons[position] = self._reasons[position] or claim.reason

    def reason_at(self, position: int) -> str | None:
        """Return why the digit there is no figure, None where it may be one."""
        return self._reasons[position]


def claims(scanned: Scanned) -> Claims:
    """Return what is no figure in a passage; what is claimed first keeps its reason."""
    return Claims(len(scanned.matched), _all(scanned))


def _all(scanned: Scanned) -> Iterator[Claim]:
    matched, text, kind = scanned.matched, scanned.passage.text, scanned.passage.paragraph.kind
    if kind == "cell":
        yield Claim(0, len(matched), "table")
    if _PAGE.match(matched):
        yield Claim(0, len(matched), "page")
    if found := _LIST_NUMBER.match(matched):
        yield Claim(found.start(), found.end(), "list_number")
    yield from _unit_signs(scanned)
    yield from _found(_PHONE, matched, "phone")
    yield from _found(_DATE, matched, "date")
    yield from _references(scanned)
    yield from _found(_SYMBOL, text, "reference")
    yield from _names(text)
    yield from _found(_CLOCK, matched, "time")
    yield from _spoken_periods(scanned)
    yield from _numbered_places(scanned)
    yield from _found(_CODE, matched, "code")
    if kind == "heading":
        yield Claim(0, len(matched), "heading")


def _found(pattern: re.Pattern[str], text: str, reason: str) -> Iterator[Claim]:
    for found in pattern.finditer(text):
        yield Claim(found.start(), found.end(), reason)


def _unit_signs(scanned: Scanned) -> Iterator[Claim]:
    """Yield the 2 of m2: it belongs to a unit."""
    for token in scanned.tokens:
        if token.text in ("m2", "km2"):
            yield Claim(token.start, token.end, "unit_sign")


def _spoken_periods(scanned: Scanned) -> Iterator[Claim]:
    for said in scanned.periods:
        yield Claim(said.start, said.end, "duration" if said.kind == "years" else "period")


def _numbered_places(scanned: Scanned) -> Iterator[Claim]:
    """Yield the numbers that name a hamlet or a group: tổ dân phố 3."""
    for named in scanned.places:
        if named.what == SMALL and scanned.matched[named.end - 1].isdigit():
            yield Claim(named.start, named.end, "code")


def _references(scanned: Scanned) -> Iterator[Claim]:
    """Yield the numbers of documents; without "số" and a symbol only where no unit follows: Chỉ thị 22."""
    kinds = {hit.end: hit for hit in scanned.hits if hit.key == ("word", "documents", 0)}
    for end in kinds:
        found = _BEHIND_KIND.match(scanned.matched, end)
        if found and (found["said"] or not _is_counted(scanned, found.end())):
            yield Claim(found.start("number"), found.end("number"), "reference")


def _is_counted(scanned: Scanned, position: int) -> bool:
    at = position + (scanned.matched[position : position + 1] == " ")
    return _UNIT_OF_TIME.match(scanned.matched, position) is not None or any(
        hit.key[0] in ("counted", "unit") for hit in scanned.beginning_at(at)
    )


def _names(text: str) -> Iterator[Claim]:
    """Yield what stands within quotation marks; where one is missing, the nearest two that fit count."""
    marks = [(found.start(), found.group()) for found in _QUOTES.finditer(text)]
    straight = [at for at, mark in marks if mark == '"']
    pairs = list(zip(straight[::2], straight[1::2], strict=False))
    curly = [(at, mark) for at, mark in marks if mark != '"']
    pairs += [
        (first, last)
        for (first, opens), (last, closes) in itertools.pairwise(curly)
        if opens in _OPENS and closes in _CLOSES
    ]
    for first, last in pairs:
        if last - first <= _LONGEST_NAME:
            yield Claim(first, last + 1, "name")
