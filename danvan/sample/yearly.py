"""What every ward hands in for one year, in whole numbers of the indicator's last decimal."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import numpy as np

from danvan.sample.amounts import Amounts, allocate, draw, draws, largest_remainder
from danvan.sample.poverty import read_rates, unevenness
from danvan.sample.recipes import RECIPES
from danvan.sample.totals import Total, Totals, in_last_decimals
from danvan.sample.wards import Wards

CENSUS_YEAR_END = 2018
MEDIATIONS_PER_1000_HOUSEHOLDS = 8
YEAR_WEIGHT_UNIT = 100 * 100
# By how much the sample passes a lower bound of the report, or stays under an upper one.
BEYOND_BOUND_PER_MILLE = (15, 45)
BEYOND_BOUND: Mapping[str, int] = {">": 1, ">=": 1, "=": 0, "~": 0, "<": -1}


class Yearly:
    """Makes the values of one indicator and year, one a ward, whatever other years are asked for."""

    def __init__(
        self, seed: int, wards: Wards, totals: Totals, indicators: Mapping[str, Mapping[str, Any]]
    ) -> None:
        self.seed, self.wards, self.indicators = seed, wards, indicators
        self._totals = totals
        self._rates = read_rates(seed, totals)
        self._own_ways: Mapping[str, Callable[[int], Amounts]] = {
            "households": self._households,
            "poor_households": self._poor,
            "near_poor_households": self._near_poor,
            "persons_handled": self._persons,
            "mediations_received": self._mediations_received,
            "mediations_succeeded": self._mediations_succeeded,
            "models_registered": self._models_registered,
        }

    def values(self, indicator: str, year: int) -> Amounts:
        """Return the values of the wards in their order, within the limits of the catalogue.

        Raises ValueError where nobody has said yet how the sample of an indicator is to look.
        """
        if indicator in self._own_ways:
            return self._own_ways[indicator](year)
        if indicator not in RECIPES:
            raise ValueError(f"The sample has no recipe for {indicator}: add one to sample/recipes.py.")
        return self._share_out(indicator, year, self._weights(indicator, year))

    def _share_out(self, indicator: str, year: int, weights: Amounts) -> Amounts:
        step = self.step(indicator)
        most = np.full_like(weights, self._maximum(indicator) // step)
        return allocate(self._year_total(indicator, year) // step, weights, most) * step

    def _weights(self, indicator: str, year: int) -> Amounts:
        """Return how much of a year's total each ward draws: its households by its leaning, kind and luck."""
        recipe, wards = RECIPES[indicator], self.wards
        rural_pct = np.where(wards.rural, recipe.rural_pct, 100)
        crowded_pct = np.where(wards.crowded, recipe.crowded_pct, 100)
        swing_pct = self._swing_pct(indicator, year)
        leaning_pct = self._leaning_pct(recipe.leaning)
        weights: Amounts = wards.households * leaning_pct * rural_pct * crowded_pct * swing_pct
        return weights

    def _leaning_pct(self, leaning: str) -> Amounts:
        """Return each ward's leaning: most near 100, a few far above."""
        first, second = draws(self.seed, f"leaning {leaning}", (2, len(self.wards.codes)), 45, 155)
        return np.asarray(first * second // 100)

    def _swing_pct(self, indicator: str, year: int) -> Amounts:
        swing = RECIPES[indicator].swing_pct
        return draws(self.seed, f"{indicator} {year}", len(self.wards.codes), 100 - swing, 100 + swing)

    def _year_total(self, indicator: str, year: int) -> int:
        """Return the whole town's amount of a year: its part of the report's total, or the like."""
        total = self._total(indicator)
        amount, step = self._amount(indicator, total), self.step(indicator)
        years = range(total.first_year, total.last_year + 1)
        weights = np.array([self._year_weight(indicator, each) for each in years], dtype=np.int64)
        if year in years:
            return int(largest_remainder(amount // step, weights)[years.index(year)]) * step
        return amount // step * self._year_weight(indicator, year) // max(1, int(weights.sum())) * step

    def _year_weight(self, indicator: str, year: int) -> int:
        if indicator == "persons_handled":
            return self._year_total("cases_solved", year)
        by_year = RECIPES[indicator].years
        nearest = min(max(year, min(by_year)), max(by_year))
        return by_year[nearest] * draw(self.seed, f"year {indicator} {year}", 94, 106)

    def _total(self, indicator: str) -> Total:
        known_as = RECIPES[indicator].share_of or indicator
        return self._totals.widest(self.indicators[known_as]["town_total"] or known_as)

    def _amount(self, indicator: str, total: Total) -> int:
        """Return the amount to share out over the years of a total; a bound is passed by a little."""
        recipe = RECIPES[indicator]
        known = in_last_decimals(total.value, self.indicators[indicator]["decimals"])
        per_mille = draw(self.seed, f"beyond {indicator}", *BEYOND_BOUND_PER_MILLE)
        beyond = max(recipe.step, known * per_mille // 1000) * BEYOND_BOUND[total.qualifier]
        return max(0, known + beyond) * recipe.share_pct // 100

    def step(self, indicator: str) -> int:
        """Return the smallest amount to share out: 1 where an exact total is no multiple of the recipe's."""
        if indicator not in RECIPES or RECIPES[indicator].step == 1:
            return 1
        step, total = RECIPES[indicator].step, self._total(indicator)
        exact = BEYOND_BOUND[total.qualifier] == 0
        return 1 if exact and self._amount(indicator, total) % step else step

    def _maximum(self, indicator: str) -> int:
        limits = self.indicators[indicator]
        return in_last_decimals(Decimal(limits["maximum"]), limits["decimals"])

    def _households(self, year: int) -> Amounts:
        """Return households that grow slowly and steadily from the census on."""
        growth_per_mille = draws(self.seed, "household growth", len(self.wards.codes), 3, 14)
        grown = self.wards.households * (1000 + growth_per_mille * (year - CENSUS_YEAR_END)) // 1000
        return np.asarray(np.clip(grown, 1, self._maximum("households")))

    def _poor(self, year: int) -> Amounts:
        households = self._households(year)
        weights = households * unevenness(self._rates, self.wards.rural, year)
        most = np.minimum(households, self._maximum("poor_households"))
        return allocate(self._rates.poor(int(households.sum()), year), weights, most)

    def _near_poor(self, year: int) -> Amounts:
        """Return near-poor households: somewhat more than the poor ones, and never both."""
        poor = self._poor(year)
        total = int(poor.sum()) * draw(self.seed, f"near poor {year}", 112, 122) // 100
        weights = (poor + 1) * draws(self.seed, f"near poor wards {year}", len(poor), 80, 120)
        most = np.minimum(self._households(year) - poor, self._maximum("near_poor_households"))
        return allocate(total, weights, most)

    def _persons(self, year: int) -> Amounts:
        """Return persons only where a case was solved, commonly one to four a case."""
        weights = self.values("cases_solved", year) * self._swing_pct("persons_handled", year)
        return self._share_out("persons_handled", year, weights)

    def _mediations_received(self, year: int) -> Amounts:
        indicator = "mediations_received"
        weights = self._weights(indicator, year)
        most = np.full_like(weights, self._maximum(indicator))
        usual = int(self._households(year).sum()) * MEDIATIONS_PER_1000_HOUSEHOLDS // 1000
        total = usual * self._year_weight(indicator, year) // YEAR_WEIGHT_UNIT
        return allocate(max(1, total), weights, most)

    def _mediations_succeeded(self, year: int) -> Amounts:
        """Return settled matters: of the whole town always a larger share than the report's bound."""
        received = self._mediations_received(year)
        bound = in_last_decimals(self._totals.widest("mediation_success_pct").value, 1)
        share_per_mille = min(1000, bound + draw(self.seed, f"mediation share {year}", 8, 45))
        total = -(-int(received.sum()) * share_per_mille // 1000)
        weights = received * draws(self.seed, f"mediations_succeeded {year}", len(received), 85, 115)
        return allocate(total, weights, received)

    def _models_registered(self, year: int) -> Amounts:
        """Return registered models: never fewer than a ward's two kinds of recognised ones together."""
        town = self.values("models_recognised_town", year)
        grassroots = self.values("models_recognised_grassroots", year)
        more = draws(self.seed, f"models_registered {year}", len(town), 0, 3)
        return np.asarray(np.minimum(town + grassroots + more, self._maximum("models_registered")))
