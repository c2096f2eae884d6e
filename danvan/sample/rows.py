"""Values of wards as rows of observations.csv, by year or by month."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TextIO

import numpy as np

from danvan import periods
from danvan.sample.amounts import Amounts, draws, largest_remainder
from danvan.sample.recipes import MONTHS_FOLLOW, MONTHS_PCT
from danvan.sample.yearly import Yearly

SOURCE = "mau_xa_phuong"
STANDARDS_FILE = "catalogue/standards.csv"
SEASONAL_FIELD = "kinh_te"


@dataclass(frozen=True)
class Span:
    """The years to make, and whether by month."""

    first_year: int
    last_year: int
    months: bool

    @property
    def years(self) -> range:
        return range(self.first_year, self.last_year + 1)

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the period codes in order."""
        if not self.months:
            return tuple(str(year) for year in self.years)
        return tuple(f"{year}-{month:02}" for year in self.years for month in range(1, 13))


def periods_and_standards(data: Path, span: Span) -> list[tuple[str, str]]:
    """Return each period with the poverty standard in force; an empty one where the catalogue knows none."""
    with (data / STANDARDS_FILE).open(encoding="utf-8-sig", newline="") as file:
        known = [
            (row["standard"], date.fromisoformat(row["valid_from"]), date.fromisoformat(row["valid_to"]))
            for row in csv.DictReader(file)
        ]
    return [(code, _in_force(periods.parse(code), known)) for code in span.codes]


def _in_force(period: periods.Period, known: Sequence[tuple[str, date, date]]) -> str:
    return next((code for code, first, last in known if first <= period.start and period.end <= last), "")


def indicator_matrix(maker: Yearly, indicator: Mapping[str, Any], span: Span) -> Amounts:
    """Return one row a ward and one column a period, in whole numbers of the last decimal."""
    code = indicator["indicator"]
    if not span.months:
        return np.stack([maker.values(code, year) for year in span.years], axis=1)
    by_months = _drift if indicator["aggregation"] == "latest" else _split
    return np.concatenate([by_months(maker, indicator, year) for year in span.years], axis=1)


def write_indicator(
    file: TextIO,
    columns: Sequence[str],
    indicator: Mapping[str, Any],
    places: Sequence[str],
    standards: Sequence[tuple[str, str]],
    matrix: Amounts,
) -> None:
    """Append the rows of one indicator, place by place; standards: each period and its standard."""
    cells = {"indicator": indicator["indicator"], "qualifier": "=", "source": SOURCE}
    gaps = {"place": "{place}", "period": "{period}", "standard": "{standard}", "value": "{value}"}
    write_row = (",".join((cells | gaps).get(column, "") for column in columns) + "\n").format
    as_text = _value_writer(indicator["decimals"])
    told = [(period, standard if indicator["by_standard"] else "") for period, standard in standards]
    for place, values in zip(places, matrix.tolist(), strict=True):
        file.writelines(
            write_row(place=place, period=period, standard=standard, value=as_text(value))
            for (period, standard), value in zip(told, values, strict=True)
        )


def _split(maker: Yearly, indicator: Mapping[str, Any], year: int) -> Amounts:
    """Return the year's amount by month; the months of each ward add up to its year."""
    code = indicator["indicator"]
    step, totals = maker.step(code), maker.values(code, year)
    weights = _month_weights(maker, indicator, year)
    return largest_remainder(totals // step, weights) * step


def _month_weights(maker: Yearly, indicator: Mapping[str, Any], year: int) -> Amounts:
    code = indicator["indicator"]
    if code in MONTHS_FOLLOW:
        followed = _split(maker, maker.indicators[MONTHS_FOLLOW[code]], year)
        return np.where(followed.any(axis=1, keepdims=True), followed, 1)
    season = MONTHS_PCT if indicator["field"] == SEASONAL_FIELD else (100,) * 12
    luck = draws(maker.seed, f"months {code} {year}", (len(maker.wards.codes), 12), 50, 150)
    return luck * np.array(season, dtype=np.int64)


def _drift(maker: Yearly, indicator: Mapping[str, Any], year: int) -> Amounts:
    """Return a stock month by month, on the straight way from one December to the next."""
    code = indicator["indicator"]
    before, now = (maker.values(code, each)[:, np.newaxis] for each in (year - 1, year))
    return before + (now - before) * np.arange(1, 13, dtype=np.int64) // 12


def _value_writer(decimals: int) -> Callable[[int], str]:
    if decimals == 0:
        return str
    scale = 10**decimals
    return lambda value: f"{value // scale}.{value % scale:0{decimals}}"
