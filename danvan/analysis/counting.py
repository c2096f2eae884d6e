"""How an indicator is counted under a measure: above and below the line, in which unit, by which law of chance."""

from dataclasses import dataclass

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
    """Return an amount as it is read under the measure: "1,2 m² mỗi hộ", "trên 204,0 tỷ đồng", "12,4%", "+3 vụ"."""
    unit, decimals, scale = _written_as(counted, asked, amount)
    if asked.measure == "change":
        return (
            fmt.change(
                amount,
                unit=unit,
                decimals=decimals,
                qualifier=qualifier,
                language=question.language,
                scale=scale,
            )
            if with_unit
            else _signed(question, amount, unit, decimals, scale, qualifier)
        )
    said = fmt.value(
        amount, unit=unit, decimals=decimals, qualifier=qualifier, language=question.language, scale=scale,
        with_unit=with_unit or unit == "pct",
    )  # fmt: skip
    return question.say(f"analysis.per.{counted.per}", amount=said) if counted.per and with_unit else said


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
    """Return the amount in the scale in which it is drawn and written: money in thousands of millions or thousands."""
    _, _, scale = _written_as(counted, asked, amount)
    return (
        amount
        if amount is None or not scale
        else amount / {"billion": 1e9, "million": 1e6, "thousand": 1e3}[scale]
    )


def _written_as(counted: Counting, asked: Asked, amount: float | None) -> tuple[str, int, str | None]:
    """Return unit, decimals and scale: three meaning digits for what was divided, money in thousands of millions."""
    if asked.measure in RELATIVE:
        return "pct", 1, None
    if counted.per:
        return (
            (counted.unit, 0, "thousand")
            if counted.unit == "vnd"
            else (counted.unit, _three_digits(amount), None)
        )
    return (counted.unit, 1, "billion") if counted.unit == "vnd" else (counted.unit, counted.decimals, None)


def _three_digits(amount: float | None) -> int:
    size = abs(amount) if amount is not None else 1.0
    return next((decimals for decimals, limit in enumerate((100, 10, 1, 0.1)) if size >= limit), 3)


def _signed(
    question: Question, amount: float | None, unit: str, decimals: int, scale: str | None, qualifier: str
) -> str:
    said = fmt.value(
        amount,
        unit=unit,
        decimals=decimals,
        qualifier=qualifier,
        language=question.language,
        scale=scale,
        with_unit=False,
    )
    return f"+{said}" if amount is not None and amount > 0 and qualifier == "=" else said
