"""What the town's own review says of the quantities that wards hand in."""

import csv
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from danvan import periods

REPORT_FILE = "report/observations.csv"


@dataclass(frozen=True)
class Total:
    """One figure of the review for the whole town and the years it covers."""

    value: Decimal
    qualifier: str
    first_year: int
    last_year: int


@dataclass(frozen=True)
class Totals:
    """The town's figures by indicator, in the order of the report."""

    by_indicator: dict[str, list[Total]]

    def all(self, indicator: str) -> list[Total]:
        """Return the figures of an indicator; raise ValueError where there is none."""
        found = self.by_indicator.get(indicator)
        if not found:
            raise ValueError(f"The report gives no {indicator} of the town: add it to data/{REPORT_FILE}.")
        return found

    def widest(self, indicator: str) -> Total:
        """Return the figure that covers the most years, the first among equals."""
        return max(self.all(indicator), key=lambda total: total.last_year - total.first_year)


def read_totals(data: Path, town: str) -> Totals:
    """Return the review's figures of the town."""
    totals: dict[str, list[Total]] = {}
    with (data / REPORT_FILE).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["place"] == town:
                total = Total(Decimal(row["value"]), row["qualifier"], *periods.years(row["period"]))
                totals.setdefault(row["indicator"], []).append(total)
    return Totals(totals)


def in_last_decimals(value: Decimal, decimals: int) -> int:
    """Return a value as a whole number of its last decimal: 211.28 with 2 decimals is 21128."""
    return int(value.scaleb(decimals))
