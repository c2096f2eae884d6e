"""How an indicator is counted under a measure: above and below the line, in which unit, by which law of chance."""

from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from danvan import format as fmt
from danvan.analysis.asked import MODELS, Asked, Measure
from danvan.catalogue import Catalogue, Indicator
from danvan.measures.chance import Kind
from danvan.story.finding import Question

HOUSEHOLDS, POPULATION = "households", "population"
# Units of what happens one by one, so that chance alone makes it swing as the square root. Metres, money, days and
# lamps come in lots of any size; how far they swing is learned from the figures themselves.
EVENTS = frozenset({"tip", "case", "person", "mediation", "model"})
DIVIDED: dict[Measure, tuple[str, float]] = {
    "per_household": (HOUSEHOLDS, 1.0),
    "per_1000": (POPULATION, 1000.0),
}
RELATIVE: frozenset[Measure] = frozenset({"share"})
ZEROS = {"billion": 9, "million": 6, "thousand": 3, "one": 0}


@dataclass(frozen=True)
class Counting:
    """above and below are codes of indicators (below "" for nothing, or population); adds: do they add up over time?

    unit is a key of the unit words, per a key of analysis.per for what the unit is divided by ("" = nothing). law is
    None where there is no base to compare by.
    """

    indicator: str
    above: str
    below: str
    adds: bool
    below_adds: bool
    scale: float
    unit: str
    decimals: int
    per: str = ""
    law: Kind | None = None

    @property
    def of_two(self) -> bool:
        return bool(self.below)


def counting(catalogue: Catalogue, code: str, measure: Measure) -> Counting:
    """Return how an indicator is counted; share, change and cumulative are made of the plain value afterwards."""
    if code == MODELS:
        return Counting(code, code, "", adds=False, below_adds=False, scale=1.0, unit="model", decimals=0)
    indicator = catalogue.indicators[code]
    if indicator.derived:
        return _ratio(catalogue, indicator)
    adds = indicator.aggregation == "sum"
    if measure not in DIVIDED:
        return Counting(code, code, "", adds, False, 1.0, indicator.unit, indicator.decimals)
    below, scale = DIVIDED[measure]
    return Counting(
        code, code, below, adds, False, scale, indicator.unit, indicator.decimals, per=measure,
        law=_law(indicator, below, below_unit=""),
    )  # fmt: skip


def _ratio(catalogue: Catalogue, indicator: Indicator) -> Counting:
    above, below = (catalogue.indicators[code or ""] for code in (indicator.numerator, indicator.denominator))
    return Counting(
        indicator=indicator.indicator,
        above=above.indicator,
        below=below.indicator,
        adds=above.aggregation == "sum",
        below_adds=below.aggregation == "sum",
        scale=indicator.scale or 1.0,
        unit=indicator.unit,
        decimals=indicator.decimals,
        law=_law(above, below.indicator, below.unit),
    )


def _law(above: Indicator, below: str, below_unit: str) -> Kind:
    if above.at_most == below:
        return "share"
    if above.unit not in EVENTS:
        return "amount"
    return "ratio" if below_unit in EVENTS else "rate"


def in_words(
    question: Question,
    counted: Counting,
    asked: Asked,
    amount: float | None,
    qualifier: str = "=",
    *,
    with_unit: bool = True,
) -> str:
    """Return an amount as it is read under the measure: "1,2 m² mỗi hộ", "trên 204 tỷ đồng", "12,4%", "+3 vụ".

    Without the unit the word of its scale is left out, too: both stand in the heading above it (unit_words).
    """
    unit, decimals, scale = _written_as(counted, asked, amount)
    if not with_unit:
        return _bare(question, asked, amount, unit, decimals, scale, qualifier)
    write = fmt.change if asked.measure == "change" else fmt.value
    said = write(
        amount, unit=unit, decimals=decimals, qualifier=qualifier, language=question.language, scale=scale
    )
    missing = amount is None or pd.isna(amount)
    return question.say(f"analysis.per.{counted.per}", amount=said) if counted.per and not missing else said


def unit_words(question: Question, counted: Counting, asked: Asked) -> str:
    """Return the unit as it stands in a subtitle or a heading: "m² mỗi hộ", "tỷ đồng", "điểm phần trăm"."""
    unit, _, scale = _written_as(counted, asked, None)
    if asked.measure == "change" and unit == "pct":
        return fmt.unit_word("percentage_point", question.language)
    words = fmt.unit_word(unit, question.language)
    if scale:
        words = f"{question.say(f'scale.{scale}')} {words}"
    return question.say(f"analysis.per.{counted.per}", amount=words) if counted.per else words


def plotted(counted: Counting, asked: Asked, amount: float | None) -> float | None:
    """Return the amount in the scale in which it is drawn and written: money in millions or thousands of millions."""
    _, _, scale = _written_as(counted, asked, amount)
    return amount if amount is None or not scale else amount / 10 ** ZEROS[scale]


def _written_as(counted: Counting, asked: Asked, amount: float | None) -> tuple[str, int, str | None]:
    """Return unit, decimals and scale: three meaning digits of what was divided and of money, which is scaled.

    A figure of a document has the decimals that it needs, as it was printed.
    """
    if asked.measure in RELATIVE:
        return "pct", 1, None
    if asked.about_models:
        return ("ward" if asked.grouping == "model" else counted.unit), 0, None
    scale = None if counted.unit != "vnd" else "million" if counted.per else "billion"
    if asked.grouping == "reported":
        return counted.unit, _needed(amount, scale, counted.decimals), scale
    if counted.per or scale:
        digits = _three_digits(amount, scale)
        return counted.unit, digits if counted.per or not amount else max(1, digits), scale
    return counted.unit, counted.decimals, None


def _three_digits(amount: float | None, scale: str | None) -> int:
    if not amount or pd.isna(amount):
        return 0
    size = abs(amount) / 10 ** ZEROS[scale or "one"]
    return next((decimals for decimals, limit in enumerate((100, 10, 1, 0.1)) if size >= limit), 3)


def _needed(amount: float | None, scale: str | None, declared: int) -> int:
    """Return the least decimals that write an amount out."""
    if amount is None or pd.isna(amount):
        return 0
    most = ZEROS[scale] if scale else declared
    in_scale = amount / 10 ** ZEROS[scale or "one"]
    return next((places for places in range(most) if round(in_scale, places) == in_scale), most)


def _bare(
    question: Question,
    asked: Asked,
    amount: float | None,
    unit: str,
    decimals: int,
    scale: str | None,
    qualifier: str,
) -> str:
    """Return an amount without unit and scale; a percentage keeps its sign, a change its plus."""
    if amount is None or pd.isna(amount):
        return question.say("value.missing")
    signed = asked.measure == "change"
    in_scale = Decimal(repr(float(amount))).scaleb(-ZEROS[scale or "one"])
    said = fmt.value(
        in_scale, unit="" if signed or unit != "pct" else unit, decimals=decimals, language=question.language
    )
    plus = "+" if signed and round(in_scale, decimals) > 0 else ""
    return f"{plus}{said}" if qualifier == "=" else question.say(f"qualifier.{qualifier}", amount=plus + said)
