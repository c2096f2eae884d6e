"""Which contribution is looked at and how it is counted: in total or per household, in which unit, in which words."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from danvan import format as fmt
from danvan.catalogue import Indicator
from danvan.exports.chart_data import Point
from danvan.story.finding import Question, basis_of
from danvan.story.plotted import point
from danvan.story.titles import years_of
from danvan.story.wards import hovered, ward_years, with_standing_of_ratio

INDICATORS = (
    "land_donated_m2",
    "labour_days",
    "contribution_vnd",
    "road_km",
    "road_repaired_km",
    "canal_km",
    "street_lights",
)
REPORTED = (
    "land_donated_m2",
    "labour_days",
    "contribution_vnd",
    "rural_road_km",
    "canal_km",
    "street_lights",
)
HOUSEHOLDS = "households"
FIELD = "kinh_te"
SQUARE_METRES_PER_HECTARE = 10_000
SCALES: dict[str | None, int] = {None: 1, "thousand": 1_000, "billion": 1_000_000_000}


@dataclass(frozen=True)
class Way:
    """Which contribution is looked at, and how it is counted."""

    indicator: str = INDICATORS[0]
    per_household: bool = False
    hectares: bool = False


def fitting(question: Question, way: Way) -> tuple[Way, Indicator]:
    """Return the way without hectares where it is no area that is counted, and its indicator."""
    indicator = question.indicator(way.indicator)
    return replace(way, hectares=way.hectares and indicator.unit == "m2"), indicator


def as_counted(question: Question, rows: pd.DataFrame, way: Way) -> pd.DataFrame:
    """Return the rows with a column shown: the value as the reader wants it counted, in the unit they want.

    Per household divides by the households of the row's year, of a sum by those of its last year; rows without
    households of the same standing are left out.
    """
    converted = rows.assign(shown=in_unit(rows["value"], way))
    if not way.per_household:
        return converted
    households = ward_years(question, question.indicator(HOUSEHOLDS))
    if households.empty or (basis_of(households) == "sample") != (basis_of(rows) == "sample"):
        return converted.iloc[:0]
    if "year" not in rows:
        households = households.drop_duplicates("place", keep="last").drop(columns="year")
    keys = ["place", "year"] if "year" in rows else ["place"]
    households = households[households["value"] > 0]
    below = households[[*keys, "value", "qualifier", "basis", "source"]]
    joined = converted.merge(below, on=keys, suffixes=("", "_households"))
    joined["shown"] /= joined["value_households"]
    return with_standing_of_ratio(joined, "_households")


def in_unit(values: pd.Series, way: Way) -> pd.Series:
    """Return land in hectares where that is wanted, everything else as it is."""
    return values / SQUARE_METRES_PER_HECTARE if way.hectares else values


def in_words(question: Question, rows: pd.DataFrame, way: Way) -> pd.DataFrame:
    """Return the rows with name, slug, text, a short text without unit, and hover words."""
    values = list(zip(rows["shown"], rows["qualifier"], strict=True))
    texts = [amount_text(question, amount, way, str(qualifier)) for amount, qualifier in values]
    return hovered(question, rows).assign(
        text=texts,
        short=[
            amount_text(question, amount, way, str(qualifier), with_unit=False)
            for amount, qualifier in values
        ],
        hover=lambda named: [f"{head}{words}" for head, words in zip(named["hover"], texts, strict=True)],
    )


def amount_text(
    question: Question, amount: float, way: Way, qualifier: str, *, with_unit: bool = True
) -> str:
    """Return an amount as it is read, with its scale and its unit, per household where it is divided."""
    indicator = question.indicator(way.indicator)
    unit = "ha" if way.hectares else indicator.unit
    decimals, scale = _precision(amount, way, indicator)
    amount_text = fmt.value(
        amount,
        unit=unit,
        decimals=decimals,
        qualifier=qualifier,
        language=question.language,
        scale=scale,
        with_unit=with_unit,
    )
    return (
        question.say("story.contributions.per_household", amount=amount_text)
        if way.per_household and with_unit
        else amount_text
    )


def _precision(amount: float, way: Way, indicator: Indicator) -> tuple[int, str | None]:
    """Return decimals and scale: three meaning digits for what was divided, money in thousands of millions.

    Little money has as many decimals more as it takes not to be read as none.
    """
    if way.per_household:
        return (0, "thousand") if indicator.unit == "vnd" else (_three_digits(amount), None)
    if indicator.unit == "vnd":
        return _decimals_of_billions(amount), "billion"
    return (2 if way.hectares else indicator.decimals), None


def _decimals_of_billions(amount: float) -> int:
    """Return one decimal, two meaning digits for what is less than the scale, and none for nothing."""
    size = abs(amount) / SCALES["billion"]
    if not size:
        return 0
    return next((decimals for decimals, limit in enumerate((1, 0.1, 0.01, 0.001), 1) if size >= limit), 9)


def _three_digits(amount: float) -> int:
    return next((decimals for decimals, limit in enumerate((100, 10, 1, 0.1)) if abs(amount) >= limit), 4)


def subtitle_of(question: Question, way: Way, key: str, rows: pd.DataFrame) -> str:
    """Return what is shown, in which unit and of which years."""
    indicator = question.indicator(way.indicator)
    return question.say(
        key,
        indicator=indicator.name(question.language),
        unit=unit_words(question, way, indicator),
        period=years_of(question, rows),
    )


def unit_words(question: Question, way: Way, indicator: Indicator) -> str:
    """Return the unit with its scale, for a subtitle or an axis: "tỷ đồng", "m²/hộ"."""
    unit = fmt.unit_word("ha" if way.hectares else indicator.unit, question.language)
    if indicator.unit == "vnd":
        scale = question.say("scale.thousand" if way.per_household else "scale.billion")
        unit = f"{scale} {unit}"
    return question.say("story.contributions.per_household", amount=unit) if way.per_household else unit


def told(question: Question, way: Way, indicator: Indicator) -> tuple[Indicator, ...]:
    """Return the indicators that a contribution counted in this way is made of."""
    return (indicator, question.indicator(HOUSEHOLDS)) if way.per_household else (indicator,)


def drawn(
    question: Question, amounts: Iterable[float], qualifiers: Iterable[object], way: Way
) -> tuple[Point, ...]:
    """Return the amounts as a chart draws them: in the scale and with the decimals in which they are read."""
    indicator = question.indicator(way.indicator)
    made = []
    for amount, qualifier in zip(amounts, qualifiers, strict=True):
        decimals, scale = _precision(amount, way, indicator)
        made.append(point(amount / SCALES[scale], qualifier, decimals))
    return tuple(made)
