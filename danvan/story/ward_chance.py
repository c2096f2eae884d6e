"""Which wards differ from the whole town by more than chance, and between which ranks each may be."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

import pandas as pd

from danvan.figures.scale import records
from danvan.measures.chance import Kind
from danvan.measures.dispersion import Dispersion, dispersion
from danvan.measures.funnel import compared
from danvan.measures.rank_intervals import joint_confidence, with_rank_intervals
from danvan.story.finding import Question
from danvan.story.memory import remembered
from danvan.story.ward_figures import (
    HOUSEHOLDS,
    Comparison,
    Figures,
    Pair,
    Span,
    cells_of,
    comparison_of,
    pair_over,
    ward_figures,
)

# Units that count single events, persons or households; what is measured swings by as much as its years show.
COUNTED = ("tip", "case", "person", "mediation", "model", "household")
SURELY, BEYOND_95 = ("above", "below"), ("above", "below", "perhaps_above", "perhaps_below")
UNKNOWN = "unknown"


@dataclass(frozen=True)
class Chance:
    """What may be said of one ward's rate: a verdict of danvan.measures.funnel, and the best and the worst rank.

    The ranks hold with 95% for all wards at once; they are None where neither more nor less is better, or where nothing
    can be said.
    """

    verdict: str = UNKNOWN
    best: int | None = None
    worst: int | None = None
    of: int = 0

    @property
    def sure(self) -> bool:
        """Whether the rate lies beyond the limits of 99.8% around the town's."""
        return self.verdict in SURELY

    @property
    def beyond(self) -> bool:
        """Whether the rate lies beyond the limits of 95% around the town's."""
        return self.verdict in BEYOND_95


@remembered("first_year", "last_year", "sample")
def chances(question: Question, indicator: str, span: Span) -> Mapping[str, Chance]:
    """Return by ward what may be said of its rate over these years; wards without counts are not in it."""
    one = question.indicator(indicator)
    how = comparison_of(question.catalogue, one)
    if how is None:
        return {}
    figures = ward_figures(question)
    found = {ward.place: pair_over(figures, how, ward.place, span) for ward in question.catalogue.wards}
    pairs = {place: pair for place, pair in found.items() if pair}
    if not pairs:
        return {}
    kind, swing = _kind(how), _swing(figures, how, tuple(pairs), span)
    frame = pd.DataFrame([_counts(place, pair) for place, pair in pairs.items()])
    judge = partial(
        compared, frame, numerator="top", denominator="bottom", kind=kind, scale=how.scale, dispersion=swing
    )
    judged = judge(inexact="inexact")
    bounds = judge(confidence=joint_confidence(len(frame)))
    ranked = with_rank_intervals(
        bounds, low="low", high="high", better=_better(one.better), qualifier="qualifier"
    )
    verdicts = dict(zip(judged["place"], judged["verdict"], strict=True))
    return {row.place: _chance(row, verdicts[row.place]) for row in records(ranked)}


def _better(better: str) -> Literal["up", "down", "none"]:
    return "up" if better == "up" else "down" if better == "down" else "none"


def _kind(how: Comparison) -> Kind:
    """Return how chance works on a rate: a part of a whole, a count over households, two counts, or an amount."""
    if how.top.unit not in COUNTED:
        return "amount"
    if how.top.at_most == how.bottom.indicator:
        return "share"
    return "rate" if how.bottom.indicator == HOUSEHOLDS else "ratio"


def _swing(figures: Figures, how: Comparison, places: tuple[str, ...], span: Span) -> Dispersion | None:
    """Return how much an amount swings from year to year, learned of the years asked about; of counts it is known."""
    if _kind(how) != "amount":
        return None
    rows = [
        {"place": place, "year": year, "amount": amount.value, "households": below.value}
        for place in places
        for (year, standard), amount in cells_of(figures, how.top.indicator, place).items()
        if (year, standard) in span
        and (below := cells_of(figures, how.bottom.indicator, place).get((year, ""))) is not None
    ]
    if not rows:
        return None
    return dispersion(
        pd.DataFrame(rows), place="place", period="year", amount="amount", exposure="households"
    )


def _counts(place: str, pair: Pair) -> dict[str, object]:
    rate = pair.rate(1)
    qualifier = "~" if rate is None else rate.qualifier
    return {
        "place": place,
        "top": pair.top.value,
        "bottom": pair.bottom.value,
        "qualifier": qualifier,
        "inexact": qualifier != "=",
    }


def _chance(row: object, verdict: str) -> Chance:
    best, worst, of = (getattr(row, name) for name in ("rank_low", "rank_high", "of"))
    if pd.isna(best) or pd.isna(worst):
        return Chance(verdict)
    return Chance(verdict, int(best), int(worst), int(of))
