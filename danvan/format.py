"""The only place that turns values into text: numbers, units, qualifiers, changes, periods, intervals.

Cards, tables, axes, hovers, slides and documents all ask here, so that a figure reads the same everywhere.
Numbers are rounded half away from zero, from their decimal digits as written: 2.675 becomes 2,68.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from numbers import Integral

import pandas as pd

from danvan import periods
from danvan.text import words

Number = int | float | Decimal | None  # a missing value of pandas is a number that is not there

_MINUS = "\u2212"
_SEPARATORS = {"vi": ",.", "en": ".,"}  # decimal sign, then grouping sign
_TO_LANGUAGE = {
    "vi": str.maketrans({",": ".", ".": ",", "-": _MINUS}),
    "en": str.maketrans({"-": _MINUS}),
}
_ENOUGH_DIGITS = Context(prec=400)  # the largest float has 309

_ZEROS = {"billion": 9, "million": 6, "thousand": 3, "one": 0}
# Money is said in tỷ and triệu; other amounts are counted out, as the report does.
_SCALES_SAID = {"vnd": ("billion", "million")}
_DECIMALS_OF_SCALED = 3


@dataclass(frozen=True)
class _Printed:
    """A rounded amount in its scale, and how many decimals are written."""

    amount: Decimal
    decimals: int
    scale: str


def number(value: Number, decimals: int = 0, language: str = "vi") -> str:
    """Return the number with this many decimals: 196.833 and 3,19 in Vietnamese, 196,833 and 3.19 in English.

    None, NaN and infinity (a division by zero) give the words for no data.
    """
    amount = _decimal(value)
    return words(language).get("value.missing") if amount is None else _plain(amount, decimals, language)


def value(
    amount: Number,
    *,
    unit: str,
    decimals: int = 0,
    qualifier: str = "=",
    language: str = "vi",
    scale: str | None = None,
    with_unit: bool = True,
) -> str:
    """Return the value as it is read, with qualifier, scale and unit: "trên 204 tỷ đồng", "3,19%".

    Money is said in tỷ or triệu where that takes at most three decimals and so loses nothing; otherwise
    it is written out: 1306000000 is "1,306 tỷ đồng", 1306512345 is "1.306.512.345 đồng". A scale that is
    given (billion, million, thousand, one) is used as it is, with the decimals given: the caller rounds
    on purpose. Without the unit the word of the scale still stands; an empty unit is a bare number. A
    missing value is said to be missing. Raises TextError for a unit or qualifier without words,
    ValueError for an unknown scale.
    """
    exact = _decimal(amount)
    if exact is None:
        return words(language).get("value.missing")
    printed = _scaled(exact, unit, decimals, scale)
    return _qualified(_with_unit(printed, unit if with_unit else "", language), qualifier, language)


def change(
    amount: Number,
    *,
    unit: str,
    decimals: int = 0,
    qualifier: str = "=",
    language: str = "vi",
    scale: str | None = None,
) -> str:
    """Return a difference of two values with its sign: "+12 vụ"; of percentages "−3,41 điểm phần trăm"."""
    exact = _decimal(amount)
    if exact is None:
        return words(language).get("value.missing")
    printed = _scaled(exact, unit, decimals, scale)
    text = _with_unit(printed, "percentage_point" if unit == "pct" else unit, language)
    return _qualified(f"+{text}" if printed.amount > 0 else text, qualifier, language)


def relative_change_pct(amount_pct: Number, *, decimals: int = 1, language: str = "vi") -> str:
    """Return a relative change, in percent, in words: "giảm 51,7%", "tăng 12,0%", "không thay đổi"."""
    exact = _decimal(amount_pct)
    if exact is None:
        return words(language).get("value.missing")
    if exact == 0:
        return words(language).get("change.none")
    if _rounded(exact, decimals) == 0:
        return words(language).get("change.almost_none")
    size = value(abs(exact), unit="pct", decimals=decimals, language=language)
    return words(language).get("change.up" if exact > 0 else "change.down", amount=size)


def interval(low: Number, high: Number, *, unit: str = "", decimals: int = 1, language: str = "vi") -> str:
    """Return two bounds as one range, "68,9–81,0"; without an upper bound (infinite), "từ 68,9 trở lên"."""
    exact_low, exact_high = _decimal(low), _decimal(high)
    if exact_low is None:
        return words(language).get("value.missing")
    if exact_high is None and high == float("inf"):
        text = _with_unit(_scaled(exact_low, unit, decimals, "one"), unit, language)
        return words(language).get("value.range_without_end", low=text)
    if exact_high is None:
        return words(language).get("value.missing")
    first = _plain(exact_low, decimals, language)
    last = _with_unit(_scaled(exact_high, unit, decimals, "one"), unit, language)
    if exact_low < 0:  # a dash beside a minus sign cannot be read
        return words(language).get("value.negative_range", low=first, high=last)
    return f"{first}–{last}"


def enumeration(names: Sequence[str], language: str = "vi") -> str:
    """Return the names as a list in a sentence: "A, B và C"; of no names, an empty text."""
    if len(names) < 2:
        return "".join(names)
    return words(language).get("value.list_and", first=", ".join(names[:-1]), last=names[-1])


def unit_word(unit: str, language: str = "vi") -> str:
    """Return the unit as it stands in a subtitle or a table's head: "m²", "vụ", "cases"."""
    return words(language).get(f"unit.{unit}")


@lru_cache(maxsize=1024)
def period(code: str, language: str = "vi") -> str:
    """Return a period in words: "năm 2021", "giai đoạn 2017–2021", "quý II/2021", "2020 – tháng 4/2022"."""
    if not periods.is_span(code):
        return _one_period(code, "", language)
    first, last = periods.parse(code).code.split("..")
    if _is_year(first) and _is_year(last):
        return words(language).get("period.years", first=first, last=last)
    return words(language).get(
        "period.span",
        first=_one_period(first, "_short" if _is_year(first) else "", language),
        last=_one_period(last, "_short" if _is_year(last) else "", language),
    )


@lru_cache(maxsize=1024)
def period_short(code: str, language: str = "vi") -> str:
    """Return a period code for an axis or a table: "2021", "2017–2021", "4/2022"."""
    if not periods.is_span(code):
        return _one_period(code, "_short", language)
    first, last = periods.parse(code).code.split("..")
    key = "period.years_short" if _is_year(first) and _is_year(last) else "period.span_short"
    return words(language).get(
        key, first=_one_period(first, "_short", language), last=_one_period(last, "_short", language)
    )


def day(value: date, language: str = "vi") -> str:
    """Return a date as offices write it: "03/4/2017", "3 April 2017".

    In Vietnamese a zero stands before days under 10 and months under 3, so that no digit can be put before
    them (Decree 30/2020/NĐ-CP on clerical work).
    """
    month = _nth("period.months", value.month, language)
    if language == "vi":
        month = month.zfill(2) if value.month < 3 else month
        return words(language).get("period.day", day=f"{value.day:02d}", month=month, year=str(value.year))
    return words(language).get("period.day", day=str(value.day), month=month, year=str(value.year))


def raw(value: object) -> str | None:
    """Write a cell of an answer as the database has it, in no language; None where there is no value.

    A number has the digits that are sure (15), a day no time of day.
    """
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}" if value == value.normalize() else str(value)
    return str(value)


def separators(language: str) -> str:
    """Return the decimal and the grouping sign as charts want them: ",." in Vietnamese, ".," in English."""
    return _SEPARATORS[language]


def tick_format(decimals: int) -> str:
    """Return the number format for a chart's axis or hover; without it large numbers are shortened to 18k."""
    return f",.{decimals}f"


def _decimal(value: Number) -> Decimal | None:
    """Return the value exactly as it prints, and None where there is no number."""
    if value is None or value is pd.NA:
        return None
    if isinstance(value, Decimal):
        exact = value
    elif isinstance(value, Integral):
        exact = Decimal(int(value))
    else:
        exact = Decimal(repr(float(value)))  # NumPy's own repr has its type's name in it
    return exact if exact.is_finite() else None


def _rounded(amount: Decimal, decimals: int) -> Decimal:
    return amount.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _ENOUGH_DIGITS)


def _plain(amount: Decimal, decimals: int, language: str) -> str:
    rounded = _rounded(amount, decimals)
    return f"{rounded if rounded else abs(rounded):,f}".translate(_TO_LANGUAGE[language])


def _scaled(amount: Decimal, unit: str, decimals: int, scale: str | None) -> _Printed:
    """Round to what will be printed: in the scale that is given, or in the largest that loses nothing."""
    if scale is not None:
        if scale not in _ZEROS:
            raise ValueError(f"There is no scale {scale!r}: use {', '.join(_ZEROS)}.")
        return _Printed(_rounded(amount.scaleb(-_ZEROS[scale], _ENOUGH_DIGITS), decimals), decimals, scale)
    rounded = _rounded(amount, decimals)
    for said in _SCALES_SAID.get(unit, ()):
        scaled = rounded.scaleb(-_ZEROS[said], _ENOUGH_DIGITS).normalize(_ENOUGH_DIGITS)
        needed = max(0, -int(scaled.as_tuple().exponent))
        if abs(scaled) >= 1 and needed <= _DECIMALS_OF_SCALED:
            return _Printed(scaled, needed, said)
    return _Printed(rounded, decimals, "one")


def _with_unit(printed: _Printed, unit: str, language: str) -> str:
    text = _plain(printed.amount, printed.decimals, language)
    if printed.scale != "one":
        text = f"{text} {words(language).get(f'scale.{printed.scale}')}"
    if not unit:
        return text
    word = words(language).count(f"unit.{unit}", 1 if text.lstrip(_MINUS) == "1" else 2)
    return f"{text}{word}" if unit == "pct" else f"{text} {word}"


def _qualified(text: str, qualifier: str, language: str) -> str:
    return text if qualifier == "=" else words(language).get(f"qualifier.{qualifier}", amount=text)


def _one_period(code: str, form: str, language: str) -> str:
    """Return a single year, half, quarter or month in words; form is "" or "_short"."""
    year, _, part = periods.parse(code).code.partition("-")
    if not part:
        return words(language).get(f"period.year{form}", year=year)
    if part[0] == "H":
        return words(language).get(f"period.half_{part[1]}{form}", year=year)
    if part[0] == "Q":
        quarter = _nth("period.quarters", int(part[1]), language)
        return words(language).get(f"period.quarter{form}", quarter=quarter, year=year)
    month = _nth(f"period.months{form}", int(part), language)
    return words(language).get(f"period.month{form}", month=month, year=year)


def _nth(key: str, position: int, language: str) -> str:
    return words(language).get(key).split()[position - 1]


def _is_year(code: str) -> bool:
    return periods.year_of(code) is not None
