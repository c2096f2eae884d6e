"""What one ward has not handed in: indicators, years, parts of years that make no whole, rates without counts."""

from dataclasses import dataclass

from danvan import format as fmt
from danvan.catalogue import Indicator
from danvan.figures.scale import records
from danvan.story import units
from danvan.story.finding import Question
from danvan.story.units import years_words
from danvan.story.ward_figures import Figures, cells_of, ward_figures


@dataclass(frozen=True)
class Gaps:
    """What is missing of a ward in the years asked about, real figures only; names and years are ready to be shown.

    none are the indicators of which there is nothing at all, some those that lack years, parts those of which a part of
    a year or several years together were handed in, rates the ratios without the counts they are made of. lacking are,
    of a unit since July 2025, the years of which some of its wards handed in, with how many of them.
    """

    asked: int
    none: tuple[str, ...]
    some: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, str], ...]
    rates: tuple[tuple[str, str], ...]
    lacking: tuple[tuple[str, str], ...] = ()

    @property
    def handed_in(self) -> int:
        """How many indicators have at least one real figure, of a part of a year too."""
        return self.asked - len(self.none)

    @property
    def complete(self) -> bool:
        return not (self.none or self.some or self.parts or self.rates or self.lacking)


def gaps(question: Question, place: str) -> Gaps:
    """Return what one ward has not handed in for the years asked about."""
    figures = ward_figures(question)
    asked = question.catalogue.ward_indicators
    parts, of_some = _parts(question, place), _of_some_wards(question, place)
    known = {one.indicator: _real_years(figures, one, place) for one in asked}
    years = range(question.first_year, question.last_year + 1)
    lacking = {
        code: [year for year in years if year not in there and year not in of_some.get(code, {})]
        for code, there in known.items()
    }
    name = {one.indicator: one.name(question.language) for one in asked}
    return Gaps(
        asked=len(asked),
        none=tuple(
            name[code] for code in name if not known[code] and code not in parts and not of_some.get(code)
        ),
        some=tuple(
            (name[code], years_words(question, lacking[code]))
            for code in name
            if (known[code] or of_some.get(code)) and lacking[code]
        ),
        parts=tuple((name[code], parts[code]) for code in name if code in parts),
        rates=_rates_alone(question, figures, place),
        lacking=tuple(
            (name[code], ", ".join(f"{year}: {of}" for year, of in of_some[code].items()))
            for code in name
            if code in of_some
        ),
    )


def gap_sentence(question: Question, found: Gaps) -> str:
    """Say how many of the indicators were handed in."""
    period = fmt.period(question.period, question.language)
    if found.complete:
        return question.say("page.ward.gaps_nothing", asked=str(found.asked), period=period)
    if not found.handed_in:
        return question.say("page.ward.gaps_none_at_all", asked=str(found.asked), period=period)
    return question.say(
        "page.ward.gaps_counted", number=str(found.handed_in), asked=str(found.asked), period=period
    )


def gap_lines(question: Question, found: Gaps) -> list[tuple[str, list[str]]]:
    """Return each kind of gap in words, and the indicators that have it, with their years where there are any.

    That nothing was handed in at all is told by the sentence.
    """
    kinds = {"some": found.some, "lacking": found.lacking, "parts": found.parts, "rates": found.rates}
    listed = {
        key: [question.say("page.ward.gap_one", indicator=name, years=years) for name, years in pairs]
        for key, pairs in kinds.items()
    }
    none = {"none": list(found.none)} if found.handed_in else {}
    return [(question.say(f"page.ward.gap_{key}"), names) for key, names in (none | listed).items() if names]


def handed_in_of(question: Question, place: str) -> tuple[int, int]:
    """Return how many indicators a ward has handed in anything of, and how many there are."""
    found = gaps(question, place)
    return found.handed_in, found.asked


def _real_years(figures: Figures, indicator: Indicator, place: str) -> set[int]:
    cells = cells_of(figures, indicator.indicator, place)
    return {year for (year, _), amount in cells.items() if not amount.is_sample}


def _parts(question: Question, place: str) -> dict[str, str]:
    """Return by indicator the periods handed in of which no whole year can be made."""
    rows = units.parts(question, [one.indicator for one in question.catalogue.ward_indicators])
    found: dict[str, list[str]] = {}
    for indicator, ward, periods in zip(rows["indicator"], rows["place"], rows["periods"], strict=True):
        if ward == place:
            written = [fmt.period(code, question.language) for code in str(periods).split(" ")]
            found.setdefault(str(indicator), []).extend(written)
    return {code: ", ".join(dict.fromkeys(periods)) for code, periods in found.items()}


def _of_some_wards(question: Question, place: str) -> dict[str, dict[int, str]]:
    """Return by indicator the years of which only some of a unit's wards have a real figure: "3/4"."""
    rows = units.incomplete(question, [one.indicator for one in question.catalogue.ward_indicators])
    found: dict[str, dict[int, str]] = {}
    for row in records(rows[(rows["place"] == place) & (rows["basis"] != "sample")]):
        found.setdefault(row.indicator, {})[int(row.year)] = f"{row.wards}/{row.expected}"
    return found


def _rates_alone(question: Question, figures: Figures, place: str) -> tuple[tuple[str, str], ...]:
    """Return the ratios that a ward handed in for years of which it gave no counts, with those years."""
    found = []
    for one in question.catalogue.indicators.values():
        if not one.derived:
            continue
        given = cells_of(figures, one.indicator, place)
        counted = [
            cells_of(figures, part, place) for part in (one.numerator, one.denominator) if part is not None
        ]
        alone = sorted(
            {
                year
                for year, _ in given
                if not all(any(known == year for known, _ in cells) for cells in counted)
            }
        )
        if alone:
            found.append((one.name(question.language), years_words(question, alone)))
    return tuple(found)
