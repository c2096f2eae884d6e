"""Period codes: 2021, 2021-H1, 2021-Q2, 2021-03, and spans of any two such as 2017..2021 or 2020..2022-04."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_SIMPLE = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?"
)


class PeriodError(ValueError):
    """A text is not a period code."""


@dataclass(frozen=True)
class Period:
    """A span of whole calendar months, first and last day included."""

    code: str
    start: date
    end: date


@lru_cache(maxsize=4096)
def parse(code: str) -> Period:
    """Read a period code; raise PeriodError where it is none, or where it ends before it starts."""
    first, separator, last = code.partition("..")
    start = _simple(first, code)
    if not separator:
        return start
    end = _simple(last, code)
    if end.start < start.start or end.end < start.end:
        raise PeriodError(f"The period {code!r} ends before it starts: write the earlier part first.")
    return Period(code, start.start, end.end)


def is_span(code: str) -> bool:
    """Say whether the code is a span of two codes, such as 2017..2021."""
    return ".." in code


def year_of(code: str) -> int | None:
    """Return the year of a code that is one whole calendar year, and None for every other period."""
    period = parse(code)
    return period.start.year if period.code == str(period.start.year) else None


def years(code: str) -> tuple[int, int]:
    """Return the first and the last calendar year that the period touches."""
    period = parse(code)
    return period.start.year, period.end.year


def _simple(part: str, code: str) -> Period:
    found = _SIMPLE.fullmatch(part)
    if found is None:
        raise PeriodError(
            f"{code!r} is not a period: write a year, half, quarter, month or span, such as 2021, 2021-H1, "
            "2021-Q2, 2021-03 or 2017..2021."
        )
    first_month, last_month = _months(found)
    year = int(found["year"])
    last_day = calendar.monthrange(year, last_month)[1]
    return Period(part, date(year, first_month, 1), date(year, last_month, last_day))


def _months(found: re.Match[str]) -> tuple[int, int]:
    if found["half"]:
        last_month = int(found["half"]) * 6
        return last_month - 5, last_month
    if found["quarter"]:
        last_month = int(found["quarter"]) * 3
        return last_month - 2, last_month
    if found["month"]:
        return int(found["month"]), int(found["month"])
    return 1, 12
