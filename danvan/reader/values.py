"""The value of a number in its indicator's unit: which of two readings is meant, and whether it can be."""

import re
from dataclasses import dataclass
from decimal import Decimal

from danvan import periods
from danvan.catalogue import Catalogue, Indicator
from danvan.reader.numbers import Number, Readings, readings

_SQUARE = re.compile("m ?[2²]")
_MEASURED = ("m2", "ha", "km", "vnd")
_WITHOUT_DECIMALS = ("", "m2", "đồng", "đ", "m vuông", "mét vuông")
_HIGHEST_PCT = 100


@dataclass(frozen=True)
class Valued:
    """A value and, where printed, of how many; other is the second reading, outside: it is implausible."""

    value: Decimal
    whole: Decimal | None = None
    other: Decimal | None = None
    outside: bool = False


def valued(
    number: Number, counted: str, indicator: Indicator, catalogue: Catalogue, place: str, period: str
) -> Valued | None:
    """Return the value of a number, None where it cannot be one of the indicator.

    Of the Vietnamese and the English reading (2.315 is 2315 or 2,315) the Vietnamese one counts where it fits: counts
    have no decimals, and neither may be outside what is plausible for the place and the length of the period.
    """
    measure = _SQUARE.sub("m2", counted.replace("-", " ")).strip() if indicator.unit in _MEASURED else ""
    read = readings(number, measure, indicator.unit)
    if read is None:
        return None
    most = _most(indicator, catalogue, place, period)
    both = _possible(read, number, measure, indicator)
    likely = [value for value in both if indicator.minimum <= value and (most is None or value <= most)]
    if not both:
        return None
    value = (likely or both)[0]
    if indicator.unit == "pct" and value > _HIGHEST_PCT:
        return None
    doubted = both if value != both[0] else (likely or both)
    others = [one for one in doubted if one != value]
    whole = _whole(number, measure, indicator)
    return Valued(value, whole, others[0] if others else None, not likely)


def _possible(read: Readings, number: Number, measure: str, indicator: Indicator) -> list[Decimal]:
    """Return the readings that fit the indicator, the Vietnamese first: what is counted has no decimals as printed."""
    given = [(read.vietnamese, ","), (read.english, ".")]
    found = [(value, point) for value, point in given if value is not None]
    if _has_decimals(indicator) or number.scale or measure not in _WITHOUT_DECIMALS:
        return [value for value, _ in found]
    digits = number.parts[0][0]
    whole = [value for value, point in found if point not in digits]
    square = [value for value, _ in found] if indicator.unit in _MEASURED else []
    return whole or square


def _has_decimals(indicator: Indicator) -> bool:
    return indicator.decimals > 0 or indicator.unit == "pct"


def _whole(number: Number, measure: str, indicator: Indicator) -> Decimal | None:
    if not number.is_fraction:
        return None
    read = readings(number, measure, indicator.unit, whole=True)
    return None if read is None else read.vietnamese if read.vietnamese is not None else read.english


def _most(indicator: Indicator, catalogue: Catalogue, place: str, period: str) -> Decimal | None:
    """Return the largest plausible value: the catalogue's is for one ward and year where wards hand it in."""
    most = Decimal(str(indicator.maximum))
    if not indicator.handed_in:
        return most
    level = catalogue.places[place].level if place in catalogue.places else "town"
    if level not in ("ward", "town"):
        return None
    first, last = periods.years(period) if period else (0, 0)
    years = last - first + 1 if indicator.aggregation == "sum" else 1
    return most * (len(catalogue.wards) if level == "town" else 1) * years
