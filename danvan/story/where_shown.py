"""On which pages a figure is shown: from the text back to the charts. What the pages themselves ask for says so."""

from collections.abc import Iterable

from danvan import periods
from danvan.story import contributions, headlines, security
from danvan.story.finding import Question, answer
from danvan.story.poverty_sentences import RATE
from danvan.story.sources import Key

# The pages about one subject: what they show of wards, the rates they compute of wards' figures among it, and what they
# show as documents say it of the town.
OF_WARDS: dict[str, tuple[str, ...]] = {
    "poverty": (RATE,),
    "contributions": contributions.INDICATORS,
    "security": (*security.COUNTS, "cases_per_100_tips", "persons_per_case", "mediation_success_pct"),
}
OF_TOWN: dict[str, tuple[str, ...]] = {
    "overview": tuple(headlines.FIRST_PAGE),
    "poverty": (RATE,),
    "contributions": contributions.REPORTED,
    "security": security.REPORTED,
}
# Where the province and the country stand beside the town.
BESIDE_TOWN: dict[str, tuple[str, ...]] = {"poverty": (RATE,)}


def pages(question: Question, key: Key) -> tuple[str, ...]:
    """Return the names of the pages that show a figure, its subject's page first; the analysis is not among them."""
    level = question.catalogue.places[key.place].level
    if level == "ward":
        shown = [page for page, codes in OF_WARDS.items() if key.indicator in _with_parts(question, codes)]
        profile = question.indicator(key.indicator).handed_in
        return (*shown, *(["ward"] if profile else []))
    if level != "town":
        return _named(BESIDE_TOWN, key) if _in_years(question, key.period) else ()
    spread = ["models"] if key.indicator in set(answer(question, "models")["spread"].dropna()) else []
    return (*spread, *sorted(_named(OF_TOWN, key), key="overview".__eq__))


def _named(pages_of: dict[str, tuple[str, ...]], key: Key) -> tuple[str, ...]:
    return tuple(page for page, codes in pages_of.items() if key.indicator in codes)


def _with_parts(question: Question, codes: Iterable[str]) -> set[str]:
    """Return indicators and those that their ratios are made of."""
    found: set[str] = set()
    for code in codes:
        indicator = question.indicator(code)
        found |= {code, *(part for part in (indicator.numerator, indicator.denominator) if part)}
    return found


def _in_years(question: Question, period: str) -> bool:
    """Say whether a period touches the years that pages show."""
    first, last = question.catalogue.years
    begins, ends = periods.years(period)
    return begins <= last and ends >= first
