"""How much an amount swings by chance, learned from the swings of the places from period to period."""

import math
from dataclasses import dataclass

import pandas as pd

FEWEST_PLACES, FEWEST_PERIODS = 3, 2
_STANDS_STILL = 1e-12


@dataclass(frozen=True)
class Dispersion:
    """Variance / mean of an amount, in the unit of the amount, and the table that it was learned from."""

    value: float
    places: int
    periods: int

    @property
    def degrees_of_freedom(self) -> int:
        """How much the table says beyond its margins; the value is itself the rougher the fewer there are."""
        return (self.places - 1) * (self.periods - 1)


def dispersion(
    frame: pd.DataFrame, *, place: str, period: str, amount: str, exposure: str | None = None
) -> Dispersion | None:
    """Return the dispersion of an amount from one row per place and period, or None where too little is there.

    Chi-squared of the table place x period, sum of (amount - expected)2 / expected, over (places - 1) x
    (periods - 1): Pearson's estimate for quasi-likelihood with a variance of dispersion x mean (Wedderburn
    1974, Biometrika 61:439; McCullagh, Nelder 1989, Generalized Linear Models, ch. 9). Expected is row total x
    column total / grand total, so that neither lasting differences between places nor good and bad years of
    all count as chance. With an exposure, such as households of the place in the period, expected is exposure
    x a factor of the place x a factor of the period, with the totals that were observed (Deming, Stephan 1940,
    Ann. Math. Stat. 11:427).

    A place that lacks an amount, or an exposure above zero, in any period is left out; so is what is zero
    throughout, for it cannot swing. None with fewer than three places or two periods. Raises ValueError where
    a place and period come twice.
    """
    amounts = _table(frame, place, period, amount).dropna(axis="columns", how="all")
    amounts = amounts.where((amounts >= 0) & (amounts < math.inf))
    exposures = amounts.where(amounts.isna(), 1.0)
    if exposure is not None:
        exposures = _table(frame, place, period, exposure).reindex_like(amounts)
    complete = amounts.notna().all(axis="columns") & (exposures > 0).all(axis="columns")
    amounts = amounts[complete]
    amounts = amounts.loc[amounts.sum(axis="columns") > 0, amounts.sum() > 0]
    places, periods = amounts.shape
    if places < FEWEST_PLACES or periods < FEWEST_PERIODS:
        return None
    observed = amounts.to_numpy().tolist()
    expected = _fitted(observed, exposures.loc[amounts.index, amounts.columns].to_numpy().tolist())
    value = _chi_squared(observed, expected) / ((places - 1) * (periods - 1))
    return Dispersion(value, places, periods)


def _table(frame: pd.DataFrame, place: str, period: str, values: str) -> pd.DataFrame:
    table = frame.pivot(index=place, columns=period, values=values)
    return table.astype("Float64").astype(float)


def _fitted(observed: list[list[float]], start: list[list[float]]) -> list[list[float]]:
    """Return the start with rows and columns stretched until it has the totals of what was observed."""
    fitted, off = start, math.inf
    while off > _STANDS_STILL:
        fitted = _stretched(fitted, [math.fsum(row) for row in observed])
        turned = _stretched(_turned(fitted), [math.fsum(column) for column in _turned(observed)])
        fitted = _turned(turned)
        pairs = zip(fitted, observed, strict=True)
        off = max(abs(math.fsum(row) / math.fsum(seen) - 1) for row, seen in pairs)
    return fitted


def _stretched(rows: list[list[float]], totals: list[float]) -> list[list[float]]:
    return [[cell * total / math.fsum(row) for cell in row] for row, total in zip(rows, totals, strict=True)]


def _turned(rows: list[list[float]]) -> list[list[float]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _chi_squared(observed: list[list[float]], expected: list[list[float]]) -> float:
    pairs = zip((c for row in observed for c in row), (c for row in expected for c in row), strict=True)
    return math.fsum((seen - due) ** 2 / due for seen, due in pairs)
