"""What one cell may hold: the same rules for the bulk load of the warehouse and for the diagnosis of a file.

The patterns are of the kind that both Python and the database engine read alike.
"""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date

from danvan import periods
from danvan.catalogue import Indicator
from danvan.vietnamese import compose

# As many digits as a stored number keeps exactly.
INTEGER = "-?[0-9]{1,15}"
NUMBER = "-?[0-9]{1,15}(?:[.][0-9]{1,9})?"
DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
# Spaces at either end, also those that do not break, and signs that print nothing.
STRAY_SIGNS = "^[ \u00a0]|[ \u00a0]$|[\\x00-\\x1f\\x7f]"


def is_text(cell: str) -> bool:
    """Say whether the cell is one line of text with nothing invisible around it."""
    return re.search(STRAY_SIGNS, cell) is None


def is_composed(cell: str) -> bool:
    """Say whether each letter with its marks is one sign; else two equal-looking names are not the same."""
    return cell == compose(cell)


def is_integer(cell: str) -> bool:
    return re.fullmatch(INTEGER, cell) is not None


def is_number(cell: str) -> bool:
    return re.fullmatch(NUMBER, cell) is not None


def is_date(cell: str) -> bool:
    """Say whether the cell is a day of the calendar, written year-month-day."""
    try:
        date.fromisoformat(cell)
    except ValueError:
        return False
    return re.fullmatch(DATE, cell) is not None


def is_period(cell: str) -> bool:
    try:
        periods.parse(cell)
    except periods.PeriodError:
        return False
    return True


OF_TYPE: Mapping[str, Callable[[str], bool]] = {
    "text": is_text,
    "integer": is_integer,
    "number": is_number,
    "date": is_date,
    "period": is_period,
}


def broken_limit(value: float, indicator: Indicator, *, of_one_ward: bool) -> str | None:
    """Return the code of the limit that a value breaks.

    The maximum of what wards hand in is that of one ward, and no limit for the town.
    """
    if not fits_decimals(value, indicator.decimals):
        return "too_many_decimals"
    if value < indicator.minimum:
        return "below_minimum"
    if value > indicator.maximum and (of_one_ward or not indicator.handed_in):
        return "above_maximum"
    return None


def fits_decimals(value: float, decimals: int) -> bool:
    """Say whether the value has no more decimals than declared; 196.833 is no count of square metres."""
    return math.isclose(value, round(value, decimals), rel_tol=1e-12, abs_tol=1e-9)
