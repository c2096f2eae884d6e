"""How sure a comparison of units is: intervals, possible ranks, the verdict against the whole, inequality."""

from dataclasses import dataclass

import pandas as pd

from danvan.analysis.asked import Asked
from danvan.analysis.cells import cells
from danvan.analysis.counting import POPULATION, Counting
from danvan.measures.dispersion import Dispersion, dispersion
from danvan.measures.funnel import compared, with_intervals
from danvan.measures.inequality import gini, top_to_bottom_fifth
from danvan.measures.rank_intervals import joint_confidence, with_rank_intervals
from danvan.measures.reliability import small_base
from danvan.story.finding import Question

PLAIN = frozenset({"value", "per_household", "per_1000"})


@dataclass(frozen=True)
class Inequality:
    """The top fifth over the bottom fifth, and the coefficient of Gini, over units by the size of their base."""

    fifths: float
    gini: float


def judged(asked: Asked, counted: Counting) -> bool:
    """Say whether chance can be reckoned with: of a rate as it is, not of its changes or shares."""
    return counted.law is not None and asked.measure in PLAIN


def swing(question: Question, asked: Asked, counted: Counting) -> Dispersion | None:
    """Return how far an amount swings by chance from year to year; None for counts, whose law says so."""
    if counted.law != "amount":
        return None
    yearly = cells(question, asked, counted, grouping="place", length="year", chosen=False)
    exposure = None if counted.below == POPULATION else "denominator"
    rows = yearly[yearly["qualifier"] == "="]
    return dispersion(rows, place="group", period="period", amount="numerator", exposure=exposure)


def with_certainty(
    rows: pd.DataFrame, asked: Asked, counted: Counting, better: str, swings: Dispersion | None
) -> pd.DataFrame:
    """Return one row per unit with low and high (95%), rank_low, rank_high, of, small: what the figures leave open.

    All are missing for a bound, for a figure of a part of its units or periods, and where there is no law of chance;
    small marks rates on a small base.
    """
    if not judged(asked, counted):
        unknown = pd.array([pd.NA] * len(rows), dtype="Float64")
        return rows.assign(low=unknown, high=unknown, rank_low=pd.NA, rank_high=pd.NA, of=pd.NA, small=False)
    assert counted.law is not None
    given = {
        "numerator": "numerator",
        "denominator": "denominator",
        "kind": counted.law,
        "scale": counted.scale,
        "dispersion": swings,
    }
    exact = (rows["qualifier"] == "=") & rows["whole"].fillna(True).astype(bool)
    plain = with_intervals(rows, **given)  # type: ignore[arg-type]
    joint = with_intervals(rows, **given, confidence=joint_confidence(max(1, len(rows))))  # type: ignore[arg-type]
    joint = joint.assign(low=joint["low"].where(rows["whole"]), high=joint["high"].where(rows["whole"]))
    ranks = with_rank_intervals(joint, low="low", high="high", better=better, qualifier="qualifier")  # type: ignore[arg-type]
    return rows.assign(
        low=plain["low"].where(exact),
        high=plain["high"].where(exact),
        rank_low=ranks["rank_low"],
        rank_high=ranks["rank_high"],
        of=ranks["of"],
        small=[
            small_base(above, below, counted.law)
            for above, below in zip(rows["numerator"], rows["denominator"], strict=True)
        ],
    )


def against_whole(rows: pd.DataFrame, counted: Counting, swings: Dispersion | None) -> pd.DataFrame:
    """Return the rows with rate, whole, p_value and verdict of danvan.measures.funnel.compared; all_there is their own.

    A figure of a part of its units or periods is held against nothing and is no part of the yardstick.
    """
    assert counted.law is not None
    there = rows["whole"].fillna(True).astype(bool)
    marked = rows.rename(columns={"whole": "all_there"}).assign(
        inexact=(rows["qualifier"] != "=") & there, compared=rows["numerator"].where(there)
    )
    return compared(
        marked,
        numerator="compared",
        denominator="denominator",
        kind=counted.law,
        scale=counted.scale,
        dispersion=swings,
        inexact="inexact",
    )


def inequality(rows: pd.DataFrame, asked: Asked, counted: Counting) -> Inequality | None:
    """Return how unequal the units are; None of totals, which follow the size of the units, and where figures lack."""
    if not judged(asked, counted) or counted.law == "ratio" or not (rows["qualifier"] == "=").all():
        return None
    fifths = top_to_bottom_fifth(rows["value"], rows["denominator"])
    coefficient = gini(rows["value"], rows["denominator"])
    return None if fifths is None or coefficient is None else Inequality(fifths, coefficient)
