"""Periods as clerks write them: "năm 2021", "quý II/2021", "6 tháng đầu năm 2021", "3/2021", "2017 - 2021"."""

import re

from danvan import periods
from danvan.vietnamese import fold

_YEAR = "((?:19|20)[0-9]{2})"
_OF = r"\s*(?:/|-|\.|,)?\s*(?:nam\s*)?"
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_HALVES = {"dau": 1, "cuoi": 2, "1": 1, "2": 2, "i": 1, "ii": 2}
_SPAN = re.compile(rf"(?:giai doan|tu|cac nam|nam)?\s*{_YEAR}\s*(?:-|–|—|den|\.\.)\s*{_YEAR}")
_WRITTEN = {
    "year": re.compile(rf"(?:nam\s*)?{_YEAR}(?:[.,]0)?"),
    "quarter": re.compile(rf"(?:quy|q)\s*(iv|i{{1,3}}|[1-4]){_OF}{_YEAR}"),
    "half": re.compile(rf"(?:6|06|sau)\s*thang\s*(dau|cuoi){_OF}{_YEAR}"),
    "half_number": re.compile(rf"(?:nua nam|ban nien|h)\s*(ii|i|[12]){_OF}{_YEAR}"),
    "month": re.compile(rf"(?:thang\s*|t)?(0?[1-9]|1[0-2])\s*(?:/|-|\.|nam|\s)\s*{_YEAR}"),
}


def read_period(written: str) -> str | None:
    """Return the code of a period however it is written, None where it is none."""
    stripped = written.strip()
    if _is_code(stripped.upper()):
        return stripped.upper()
    folded = fold(stripped)
    if found := _SPAN.fullmatch(folded):
        code = f"{found[1]}..{found[2]}"
        return code if _is_code(code) else None
    for kind, pattern in _WRITTEN.items():
        if found := pattern.fullmatch(folded):
            return _code(kind, found)
    return None


def _code(kind: str, found: re.Match[str]) -> str:
    year = found[found.re.groups]
    if kind == "year":
        return year
    if kind == "quarter":
        return f"{year}-Q{_QUARTERS[found[1]]}"
    if kind == "month":
        return f"{year}-{int(found[1]):02d}"
    return f"{year}-H{_HALVES[found[1]]}"


def _is_code(written: str) -> bool:
    try:
        periods.parse(written)
    except periods.PeriodError:
        return False
    return True
