"""Poor households of the whole town year by year, between the rates that the review gives."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from danvan.sample.amounts import Amounts, draws, largest_remainder
from danvan.sample.totals import Totals, in_last_decimals

RATE = "poverty_rate_pct"
MILLION = 1_000_000
PCT_DECIMALS_OF_A_MILLIONTH = 4
HIGHEST_RATE_PPM = 500_000
RISE_BEFORE_PCT, FALL_AFTER_PCT = 110, 92
WARDS_PER_RISE = 8
RISE_PCT = 150
STEADY_SWING_PCT = 3
TILT_PCT_PER_YEAR = (-6, 3)


@dataclass(frozen=True)
class Rates:
    """The town's rate at its known years, in poor households per million."""

    seed: int
    known_ppm: dict[int, int]

    @property
    def first_year(self) -> int:
        return min(self.known_ppm)

    @property
    def last_year(self) -> int:
        return max(self.known_ppm)

    def ppm(self, year: int) -> int:
        """Return the rate of a year: as known, on the uneven way between two known ones, or going on."""
        if year < self.first_year:
            return min(HIGHEST_RATE_PPM, self.ppm(year + 1) * RISE_BEFORE_PCT // 100)
        if year > self.last_year:
            return self.ppm(year - 1) * FALL_AFTER_PCT // 100
        before = max(known for known in self.known_ppm if known <= year)
        if before == year:
            return self.known_ppm[year]
        after = min(known for known in self.known_ppm if known > year)
        way = self.known_ppm[after] - self.known_ppm[before]
        steps = draws(self.seed, f"{RATE} {before}", after - before, 85, 115)
        gone = largest_remainder(abs(way), steps)[: year - before].sum()
        return self.known_ppm[before] + (1 if way > 0 else -1) * int(gone)

    def poor(self, households: int, year: int) -> int:
        """Return the whole number of poor households that comes nearest to the rate of the year."""
        return (households * self.ppm(year) + MILLION // 2) // MILLION


def read_rates(seed: int, totals: Totals) -> Rates:
    """Return the rates that the review gives."""
    decimals = PCT_DECIMALS_OF_A_MILLIONTH
    known = {total.last_year: in_last_decimals(total.value, decimals) for total in totals.all(RATE)}
    return Rates(seed, known)


def unevenness(rates: Rates, rural: NDArray[np.bool_], year: int) -> Amounts:
    """Return how poor each ward is against the others in a year.

    It moves so slowly that the rates fall with the town's, but for one ward in eight that has one bad year.
    """
    wards = len(rural)
    standing = draws(rates.seed, "poverty standing", wards, 60, 150) * np.where(rural, 115, 90)
    swing = draws(rates.seed, f"poverty {year}", wards, 100 - STEADY_SWING_PCT, 100 + STEADY_SWING_PCT)
    years = min(max(year, rates.first_year), rates.last_year) - rates.first_year
    tilt = 100 + years * draws(rates.seed, "poverty tilt", wards, *TILT_PCT_PER_YEAR)
    return standing * swing * np.maximum(tilt, 1) * _rise_pct(rates, wards, year)


def _rise_pct(rates: Rates, wards: int, year: int) -> Amounts:
    """Return 100, or more for a ward that had a bad year, between the known rates."""
    rises = -(-wards // WARDS_PER_RISE)
    years = max(1, rates.last_year - rates.first_year)
    unlucky = draws(rates.seed, "wards of a rise", rises, 0, wards - 1)
    order = draws(rates.seed, "first year of a rise", 1, 0, years - 1) + np.arange(rises)
    bad_years = rates.first_year + 1 + order % years
    rise_pct = np.full(wards, 100, dtype=np.int64)
    rise_pct[unlucky[bad_years == year]] = RISE_PCT
    return rise_pct
