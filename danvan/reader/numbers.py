"""Numbers as they stand in a sentence: grouped, with decimals, in thousands and billions, of how many."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from danvan import written_numbers
from danvan.written_numbers import NotANumber

_GROUPED = "|".join(rf"[1-9][0-9]{{0,2}}(?:{sign}[0-9]{{3}})+(?:,[0-9]+)?(?![0-9])" for sign in (r"\.", " "))
_BODY = rf"{_GROUPED}|[0-9]+(?:[.,][0-9]+)*"
_SCALE = r"nghìn tỉ|ngàn tỉ|tỉ|triệu|nghìn|ngàn|tr(?=\.? ?đ)"
_WITH_SCALE = rf"(?:{_BODY}) ?(?:{_SCALE})(?![^\W0-9_đ])"
# 81 tỷ 604 triệu is one number; its parts follow one another from the larger scale to the smaller.
_NUMBER = re.compile(
    rf"(?P<several>{_WITH_SCALE}(?:,? (?:và )?{_WITH_SCALE})+)"
    rf"|(?P<part>{_BODY})(?P<of> ?/ ?| trên (?:tổng số )?)(?P<whole>{_BODY})(?![/0-9])"
    rf"|(?P<alone>{_BODY})"
)
_ALONE = re.compile(rf"(?P<several>(?!))|(?P<part>(?!))(?P<whole>(?!))|(?P<alone>{_BODY})")
_WHOLE_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})*|[0-9]+")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
# Behind these a number is a name: năm 2021 trên 60 hộ, thôn 2 trên 60 hộ.
_NAMED = re.compile(
    r"(?:[/-]|(?<!\w)(?:năm|tháng|quý|ngày|thôn|tổ|phố|xóm|ấp|khu|khối|đội|số|lần|đợt|thứ|khóa|lớp|hạng|loại|cấp|độ|nhóm"
    r"|đoạn|điều|khoản|điểm|mục|chí|án|lộ)) ?$"
)
_PART = re.compile(rf"(?P<body>{_BODY}) ?(?P<scale>{_SCALE})?(?![^\W0-9_đ])")
_SCALE_BEHIND = re.compile(rf" ?(?P<scale>{_SCALE})(?![^\W0-9_đ])(?P<half> rưỡi)?")
_SIZES = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tr": 6, "tỉ": 9, "nghìn tỉ": 12, "ngàn tỉ": 12}
_HALF = "0,5"


@dataclass(frozen=True)
class Number:
    """A number in a text: start and end of its digits, where its scale ends, and the parts it is the sum of.

    Each part is its digits and the word of its scale, "" without one. whole is the number behind a stroke (15/15).
    """

    start: int
    end: int
    scale_end: int
    parts: tuple[tuple[str, str], ...]
    whole: str = ""

    @property
    def is_fraction(self) -> bool:
        return bool(self.whole)

    @cached_property
    def scale(self) -> str:
        return self.parts[-1][1]


@dataclass(frozen=True)
class Readings:
    """What a number can mean in a unit: as Vietnamese offices write it, and as the English do, None where it cannot."""

    vietnamese: Decimal | None
    english: Decimal | None


def numbers(matched: str) -> Iterator[Number]:
    """Yield the numbers of a text spelled as as_matched does, in order; dates and periods are for others to take."""
    at = 0
    while found := _NUMBER.search(matched, at):
        if "trên" in (found["of"] or "") and not _is_part(matched, found):
            found = _ALONE.match(matched, found.start()) or found
        number = _number(matched, found)
        yield number
        at = max(number.end, found.end())


def _is_part(matched: str, found: re.Match[str]) -> bool:
    """Say whether "trên" between two numbers means of (58 trên 63), not more than: năm 2021 trên 60 hộ."""
    part, whole = found["part"], found["whole"]
    if _YEAR.fullmatch(part) or _NAMED.search(matched, max(0, found.start() - 10), found.start()):
        return False
    plain = _WHOLE_NUMBER.fullmatch(part) and _WHOLE_NUMBER.fullmatch(whole)
    return bool(plain) and int(part.replace(".", "")) <= int(whole.replace(".", ""))


def _number(matched: str, found: re.Match[str]) -> Number:
    if found["several"]:
        parts = [(part["body"], part["scale"] or "") for part in _PART.finditer(found["several"])]
        if _falls([_SIZES.get(scale, 0) for _, scale in parts]):
            last = list(_PART.finditer(matched, found.start(), found.end()))[-1]
            return Number(found.start(), last.end("body"), found.end(), tuple(parts))
        first = next(_PART.finditer(matched, found.start(), found.end()))
        return Number(found.start(), first.end("body"), first.end(), ((first["body"], first["scale"] or ""),))
    body = found["part"] or found["alone"]
    behind = _SCALE_BEHIND.match(matched, found.end())
    scale = behind["scale"] if behind else ""
    parts = [(body, scale), *([(_HALF, scale)] if behind and behind["half"] else [])]
    end = behind.end() if behind else found.end()
    return Number(found.start(), found.end(), end, tuple(parts), found["whole"] or "")


def _falls(sizes: list[int]) -> bool:
    return all(before > after for before, after in itertools.pairwise(sizes))


def readings(number: Number, measure: str, unit: str, *, whole: bool = False) -> Readings | None:
    """Return what a number, or the one behind its stroke, can mean in a unit; measure is a unit of size or "".

    None where it is no number or the measure does not fit the unit.
    """
    parts = [(number.whole, number.scale)] if whole else list(number.parts)
    styles: dict[str, Decimal | None] = {"vi": Decimal(0), "en": Decimal(0)}
    for body, scale in parts:
        try:
            written = written_numbers.read(f"{body} {scale} {measure}".strip(), unit)
        except NotANumber:
            return None
        read = dict(written.readings)
        for style, sum_so_far in styles.items():
            more = read.get("any", read.get(style))
            styles[style] = None if more is None or sum_so_far is None else sum_so_far + more
    return Readings(styles["vi"], styles["en"])
