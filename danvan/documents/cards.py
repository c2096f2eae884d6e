"""What a document says of itself at its head, proposed for its card: nothing is made up where it is left blank."""

import re
from collections.abc import Mapping
from datetime import date
from itertools import takewhile
from pathlib import PurePath

from danvan.documents.document import Document
from danvan.documents.headings import without_markup
from danvan.documents.kept import Card
from danvan.vietnamese import fold

_KINDS = {
    "bao cao": "Báo cáo",
    "ke hoach": "Kế hoạch",
    "thong bao": "Thông báo",
    "chuong trinh": "Chương trình",
    "quyet dinh": "Quyết định",
    "nghi quyet": "Nghị quyết",
    "to trinh": "Tờ trình",
    "cong van": "Công văn",
}
_MOST_LINES_OF_A_HEAD, _MOST_LINES_OF_A_TITLE, _LONGEST_TITLE, _LONGEST_ISSUER = 40, 4, 400, 120
_NUMBER = re.compile(r"Số\s*:?\s*([0-9]*)\s*[.…_]*\s*[/-]\s*([A-ZĐ][\w&-]*(?:[-/][A-ZĐ][\w&]*)*)")
_DATE = re.compile(
    r"ngày\s*(?P<day>[0-9]{1,2})?[\s.…_]*tháng\s*(?P<month>[0-9]{1,2})?[\s.…_]*năm\s*(?P<year>[12][0-9]{3})",
    re.I,
)
_NOT_AN_ISSUER = ("cong hoa xa hoi chu nghia", "dang cong san viet nam", "doc lap", "bieu mau", "du thao")
_STAMPS = {"viet nam", "mat", "toi mat", "tuyet mat", "hoa toc", "khan", "thuong khan"}
_BODY_BEGINS = re.compile(
    r"(?:thuc hien|can cu|kinh gui|thi hanh|tiep theo|phan thu|trong nam|[ivx]+[.)]|[0-9]+[.)])\b"
)
_REPORTS = re.compile(
    r"(?:^|[,;.]\s*)((?:UBND|Ủy ban|Uỷ ban|Ban|Hội|Đoàn|Mặt trận|Đảng ủy|Thị ủy|Huyện ủy|Phòng|Sở|Công an)"
    r"[^,;.]{2,80}?)\s+(?:kính\s+|xin\s+)?(?:tổng hợp,?\s+)?báo cáo\b"
)
_JOINED_BELOW = {"uy ban nhan dan", "hoi dong nhan dan", "uy ban mat tran to quoc viet nam", "ban chi dao"}
_LOWERED = ("so ket", "tong ket", "ket qua", "tinh hinh", "cong tac", "ve ", "danh gia", "viec ", "thuc hien")


def guessed_card(document: Document, name: str, places: Mapping[str, str] | None = None) -> Card:
    """Return what the head of a document says: its title, number, issuer and day; "" for what it does not say.

    name is the one its file had, the short name where no better is found. places are codes by folded name; the one
    of the longest name within the issuer's is the place, "" where there is none. A blank day leaves the month.
    """
    beginning = takewhile(lambda one: not one.section, document.paragraphs[:_MOST_LINES_OF_A_HEAD])
    lines = [without_markup(document.of(one)) for one in beginning]
    kind_at, kind = _kind(lines)
    head = lines[: kind_at + 1 if kind else _MOST_LINES_OF_A_HEAD]
    issued_on = _issued_on(head)
    issuer = _issuer(head, lines)
    return Card(
        title=_title(lines, kind_at, kind),
        short=_short(kind, issued_on, name),
        number=_number(head),
        issuer=issuer,
        issued_on=issued_on,
        place=_place(issuer, places or {}),
    )


def _kind(lines: list[str]) -> tuple[int, str]:
    for at, line in enumerate(lines):
        if (kind := _KINDS.get(fold(line))) and line.isupper():
            return at, kind
    return 0, ""


def _number(head: list[str]) -> str:
    for line in head:
        if found := _NUMBER.search(line):
            return f"{found[1] or '…'}/{found[2]}"
    return ""


def _issued_on(head: list[str]) -> str:
    """Return the day, or the month where the day is blank; what is no day of the calendar is left out."""
    for found in _DATE.finditer(" ".join(head)):
        year, month, day = (int(found[part] or 0) for part in ("year", "month", "day"))
        try:
            whole = date(year, month or 1, day or 1).isoformat()
        except ValueError:
            return ""
        return whole[: 10 if day and month else 7 if month else 4]
    return ""


def _issuer(head: list[str], lines: list[str]) -> str:
    """Return the lowest name in capitals above the number, else who says in the text that he reports."""
    found, rest = "", ""
    for line in (part for one in head for part in re.split(r"\n", one)):
        folded = fold(line).strip("-–_*. ")
        if _NUMBER.search(line) or folded in _KINDS:
            break
        if (
            not folded
            or folded in _STAMPS
            or folded.startswith(_NOT_AN_ISSUER)
            or _DATE.search(line)
            or not line.isupper()
        ):
            continue
        found = f"{rest} {line}".strip()
        rest = line if folded in _JOINED_BELOW else ""
    if found and len(found) <= _LONGEST_ISSUER:
        return found
    said = next((one for line in lines if (one := _REPORTS.search(line))), None)
    return said[1].strip() if said else ""


def _title(lines: list[str], kind_at: int, kind: str) -> str:
    if not kind:
        return ""
    about: list[str] = []
    for line in lines[kind_at + 1 : kind_at + 1 + _MOST_LINES_OF_A_TITLE]:
        if (
            (_BODY_BEGINS.match(fold(line)) and about)
            or line.endswith((".", ":", ";"))
            or not line.strip("-–_* ")
        ):
            break
        about.append(line)
    words = " ".join(" ".join(about).replace("*", "").split())
    if not words or len(words) > _LONGEST_TITLE:
        return kind
    if fold(words).startswith(_LOWERED):
        words = words[0].lower() + words[1:]
    return f"{kind} {words}"


def _short(kind: str, issued_on: str, name: str) -> str:
    if not kind or not issued_on:
        return PurePath(name).stem
    year, _, rest = issued_on.partition("-")
    return f"{kind} {int(rest[:2])}/{year}" if rest else f"{kind} {year}"


def _place(issuer: str, places: Mapping[str, str]) -> str:
    said = f" {fold(issuer)} "
    within = [name for name in places if f" {fold(name)} " in said]
    return places[max(within, key=len)] if within else ""
