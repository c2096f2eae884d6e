"""Every indicator of one ward as a row: its figures, those of the whole town, and where it lies among the others."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute

from danvan import format as fmt
from danvan.catalogue import Indicator
from danvan.figures import Style, sparkline_svg
from danvan.figures.strip import Marked, strip_svg
from danvan.story.finding import Question
from danvan.story.units import years_words
from danvan.story.ward_chance import Chance, chances
from danvan.story.ward_figures import (
    HOUSEHOLDS,
    Amount,
    Cells,
    Comparison,
    Figures,
    Pair,
    Span,
    added,
    added_pairs,
    cells_of,
    comparison_of,
    counted_cells,
    over,
    pair_over,
    span_of,
    usual_span,
    years_of,
)

# Units that the name of an indicator does not say.
MEASURED = ("m2", "km", "vnd", "m2_per_household")
LINE_PX, STRIP_PX = 76, 150
APART_ABOVE, APART_BELOW = 1.25, 0.8  # times the town's rate, from where a difference is worth a word


@dataclass(frozen=True)
class Row:
    """One indicator of one ward; texts ready to be shown, plain, and two pictures as SVG with what they say in words.

    latest is the last year's value, total that of the period where it adds up, town the same of all wards. rate and
    town_rate make wards of different size comparable: per 1,000 households, a ratio as it is. A text is empty where it
    does not apply. times = how many times the town's rate the ward's is, None unless both are exact; chance says
    whether they differ by more than chance, ranks between which ranks the ward may be.
    """

    indicator: Indicator
    unit: str
    latest: str
    total: str
    town: str
    rate: str
    town_rate: str
    town_rate_wards: int
    line: str
    line_words: str
    strip: str
    strip_words: str
    ranks: str
    has_figure: bool
    times: float | None
    chance: Chance
    amounts: tuple[Amount, ...] = attribute(repr=False)

    @property
    def is_sample(self) -> bool:
        return any(amount.is_sample for amount in self.amounts)


@dataclass(frozen=True)
class _Measured:
    """What the row of one indicator is made of: the ward's own, and by ward what it is compared in."""

    span: Span
    years: Cells
    own: Amount | None
    town: Amount | None
    town_wards: int
    rates: Mapping[str, Amount]
    town_rate: Amount | None
    town_rate_wards: int
    pair: Pair | None
    compared: Comparison | None


def row(question: Question, figures: Figures, indicator: Indicator, place: str) -> Row | None:
    """Return the row of an indicator; None where no ward has any figure of it."""
    measured = _measured(question, figures, indicator, place)
    if measured is None:
        return None
    rate, town_rate = measured.rates.get(place), measured.town_rate
    if measured.compared is None:
        rate = None
    times = _times(rate, town_rate)
    chance = chances(question, indicator.indicator, measured.span).get(place, Chance())
    wide = _style(question, indicator, measured)
    words = _strip_words(question, indicator, measured, place)
    town_text = _of_wards(question, town_rate, measured.town_rate_wards, indicator, rate=True)
    return Row(
        indicator=indicator,
        unit=_unit(question, indicator, measured.span),
        latest=_latest(question, indicator, measured.years),
        total=_total(question, indicator, measured),
        town="" if indicator.derived else _of_wards(question, measured.town, measured.town_wards, indicator),
        rate=_compared(question, measured, rate, _rate_text(question, rate, indicator), measured.own),
        town_rate=_compared(question, measured, town_rate, town_text, measured.town),
        town_rate_wards=measured.town_rate_wards,
        line=_line(question, indicator, measured.years, wide),
        line_words=_line_words(question, indicator, measured.years),
        strip=_strip(measured, place, chance, wide, words),
        strip_words=words,
        ranks=_ranks(question, chance),
        has_figure=bool(measured.years),
        times=times,
        chance=chance,
        amounts=_amounts(measured),
    )


def _measured(question: Question, figures: Figures, indicator: Indicator, place: str) -> _Measured | None:
    catalogue = question.catalogue
    wards = [ward.place for ward in catalogue.wards]
    compared = comparison_of(catalogue, indicator)
    span = _span(question, figures, indicator, place) or usual_span(
        _span(question, figures, indicator, ward) for ward in wards
    )
    if not span:
        return None
    owned = {ward: over(cells_of(figures, indicator.indicator, ward), indicator, span) for ward in wards}
    totals = {ward: amount for ward, amount in owned.items() if amount is not None}
    pairs = _pairs(figures, compared, wards, span)
    made = {ward: pair.rate(compared.scale) for ward, pair in pairs.items()} if compared else {}
    rates = {ward: rate for ward, rate in made.items() if rate is not None}
    if indicator.derived:
        rates |= _handed_in_rates(figures, indicator, wards, span)
    elif compared is None:
        rates = totals
    whole = added_pairs(pairs.values())
    return _Measured(
        span=span,
        years=years_of(figures, catalogue, indicator, place),
        own=totals.get(place),
        town=added(list(totals.values())) if totals and not indicator.derived else None,
        town_wards=len(totals),
        rates=rates,
        town_rate=whole.rate(compared.scale) if whole and compared else None,
        town_rate_wards=len(pairs),
        pair=pairs.get(place),
        compared=compared,
    )


def _span(question: Question, figures: Figures, indicator: Indicator, place: str) -> Span:
    """Return the years of a ward that speak for the period; of a ratio those with counts, else the last handed in."""
    cells = years_of(figures, question.catalogue, indicator, place)
    compared = comparison_of(question.catalogue, indicator)
    if not indicator.derived or compared is None or compared.top.aggregation != "sum":
        return span_of(indicator, question.catalogue, cells)
    counted = counted_cells(figures, compared, place)
    return span_of(indicator, question.catalogue, counted) or tuple(sorted(cells)[-1:])


def _pairs(figures: Figures, compared: Comparison | None, wards: list[str], span: Span) -> dict[str, Pair]:
    if compared is None:
        return {}
    found = {ward: pair_over(figures, compared, ward, span) for ward in wards}
    return {ward: pair for ward, pair in found.items() if pair}


def _handed_in_rates(
    figures: Figures, indicator: Indicator, wards: list[str], span: Span
) -> dict[str, Amount]:
    """Return the ratios that wards handed in themselves, where the period is one year."""
    if len(span) != 1:
        return {}
    given = {ward: cells_of(figures, indicator.indicator, ward).get(span[0]) for ward in wards}
    return {ward: amount for ward, amount in given.items() if amount is not None}


def _times(rate: Amount | None, town: Amount | None) -> float | None:
    if rate is None or town is None or not town.value or {rate.qualifier, town.qualifier} != {"="}:
        return None
    return rate.value / town.value


def _unit(question: Question, indicator: Indicator, span: Span) -> str:
    """Return what a name does not say: the unit of what is measured, the standard by which is counted."""
    if indicator.by_standard and span[-1][1]:
        return question.say("story.poverty.standard", standard=span[-1][1])
    return fmt.unit_word(indicator.unit, question.language) if indicator.unit in MEASURED else ""


def _latest(question: Question, indicator: Indicator, years: Cells) -> str:
    """Return the last year's value, with its year where that is not the last one asked about."""
    if not years:
        return question.say("value.missing")
    (year, _), amount = max(years.items())
    text = _amount_text(question, amount, indicator)
    return text if year == question.last_year else f"{text} ({year})"


def _total(question: Question, indicator: Indicator, measured: _Measured) -> str:
    """Return what a ward's years add up to, with the years where they are not all asked about; empty of a stock."""
    if indicator.aggregation != "sum":
        return ""
    if measured.own is None:
        return question.say("value.missing")
    years = [year for year, _ in measured.span]
    text = _amount_text(question, measured.own, indicator)
    if years == list(range(question.first_year, question.last_year + 1)):
        return text
    return f"{text} ({years_words(question, years)})"


def _compared(
    question: Question, measured: _Measured, rate: Amount | None, text: str, amount: Amount | None
) -> str:
    """Return a rate; that it cannot be made where there is only the amount, and nothing where nothing is compared."""
    if measured.compared is None:
        return ""
    return question.say("story.ward_profile.no_rate") if rate is None and amount is not None else text


def _of_wards(
    question: Question, amount: Amount | None, wards: int, indicator: Indicator, *, rate: bool = False
) -> str:
    """Return a value of the whole town, with how many wards it is made of where that is not all."""
    text = (_rate_text if rate else _amount_text)(question, amount, indicator)
    expected = len(question.catalogue.wards)
    return text if amount is None or wards == expected else f"{text} ({wards}/{expected})"


def _amount_text(question: Question, amount: Amount | None, indicator: Indicator) -> str:
    return _written(question, amount, indicator, indicator.decimals)


def _rate_text(question: Question, rate: Amount | None, indicator: Indicator) -> str:
    """Return a rate; one that was divided by households for comparison has three meaning digits."""
    if indicator.derived or rate is None:
        return _amount_text(question, rate, indicator)
    decimals = next((places for places, least in enumerate((100, 10)) if abs(rate.value) >= least), 2)
    return _written(question, rate, indicator, decimals)


def _written(question: Question, amount: Amount | None, indicator: Indicator, decimals: int) -> str:
    """Return a value without its unit, which stands beside the name; money in thousands of millions or in millions."""
    if amount is None:
        return question.say("value.missing")
    scale = None
    if indicator.unit == "vnd" and abs(amount.value) >= 1e6:
        scale, decimals = ("billion", 2) if abs(amount.value) >= 1e9 else ("million", 1)
    return fmt.value(
        amount.value,
        unit=indicator.unit,
        decimals=decimals,
        qualifier=amount.qualifier,
        language=question.language,
        scale=scale,
        with_unit=indicator.unit == "pct",
    )


def _style(question: Question, indicator: Indicator, measured: _Measured) -> Style:
    sample = any(amount.is_sample for amount in _amounts(measured))
    return question.style(indicator.field, sample=sample)


def _amounts(measured: _Measured) -> tuple[Amount, ...]:
    several = (measured.own, measured.town, measured.town_rate, *measured.rates.values())
    return (*measured.years.values(), *(amount for amount in several if amount is not None))


def _line(question: Question, indicator: Indicator, years: Cells, style: Style) -> str:
    """Draw the ward's years; a year without a figure and a new standard are gaps, and one year alone is no line."""
    if len(years) < 2:
        return ""
    values: list[float | None] = []
    before = ""
    for year in range(question.first_year, question.last_year + 1):
        standards = sorted(standard for known, standard in years if known == year)
        if not standards:
            values.append(None)
        for standard in standards:
            if before and standard != before:
                values.append(None)
            before = standard
            values.append(years[(year, standard)].value)
    words = _line_words(question, indicator, years)
    return sparkline_svg(values, style=style, title=words, width=LINE_PX, height=22, words_below=False)


def _line_words(question: Question, indicator: Indicator, years: Cells) -> str:
    return "; ".join(
        f"{year}: {_amount_text(question, amount, indicator)}" for (year, _), amount in sorted(years.items())
    )


def _ranks(question: Question, chance: Chance) -> str:
    """Return between which ranks the ward may be, of how many where not all wards are ranked.

    Empty where that is any, or nothing can be said.
    """
    if chance.best is None or chance.worst is None or (chance.best, chance.worst) == (1, chance.of):
        return ""
    if chance.best == chance.worst:
        words = question.say("story.ward_profile.rank", rank=str(chance.best))
    else:
        words = question.say("story.ward_profile.ranks", best=str(chance.best), worst=str(chance.worst))
    if chance.of == len(question.catalogue.wards):
        return words
    return question.say("story.ward_profile.ranks_of", ranks=words, number=str(chance.of))


def _strip(measured: _Measured, place: str, chance: Chance, style: Style, words: str) -> str:
    others = [rate.value for ward, rate in measured.rates.items() if ward != place]
    if not others:
        return ""
    own = measured.rates.get(place)
    bound = "" if own is None else {">": ">", ">=": ">", "<": "<", "<=": "<"}.get(own.qualifier, "")
    return strip_svg(
        others,
        marked=None if own is None else Marked(own.value, chance.beyond, bound),
        reference=None if measured.town_rate is None else measured.town_rate.value,
        style=style,
        title=words,
        width=STRIP_PX,
    )


def _strip_words(question: Question, indicator: Indicator, measured: _Measured, place: str) -> str:
    """Say what the strip shows: the ward, the town, and from where to where the wards go."""
    rates = measured.rates.values()
    if not rates:
        return ""
    low, high = (min(rates, key=_value), max(rates, key=_value))
    write = _amount_text if measured.compared is None else _rate_text
    said = question.say(
        "story.ward_profile.strip",
        ward=write(question, measured.rates.get(place), indicator),
        low=write(question, low, indicator),
        high=write(question, high, indicator),
        number=str(len(rates)),
    )
    if measured.town_rate is None:
        return said
    town = _rate_text(question, measured.town_rate, indicator)
    return f"{said} {question.say('story.ward_profile.strip_town', town=town)}"


def _value(amount: Amount) -> float:
    return amount.value


def furthest(rows: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """Return up to two rows furthest above the town and two furthest below, as times, of those surely apart.

    An amount is left out where a ratio of the same rows divides it by households already.
    """
    known = [row for row in rows if row.times is not None and row.chance.sure]
    told = {row.indicator.numerator for row in known if row.indicator.denominator == HOUSEHOLDS}
    known = [row for row in known if row.indicator.indicator not in told]
    above = sorted((row for row in known if _times_of(row) >= APART_ABOVE), key=_times_of, reverse=True)
    below = sorted((row for row in known if _times_of(row) <= APART_BELOW), key=_times_of)
    return above[:2], below[:2]


def _times_of(row: Row) -> float:
    return math.nan if row.times is None else row.times
