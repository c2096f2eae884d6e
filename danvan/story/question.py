"""What a story is asked under, and what of it is kept for many questions."""

from collections.abc import Hashable
from dataclasses import dataclass
from dataclasses import field as attribute
from functools import cached_property
from html import escape

import pandas as pd

from danvan import format as fmt
from danvan import queries, text
from danvan.catalogue import Catalogue, Indicator, Place
from danvan.figures import Style
from danvan.figures.colour import Mode
from danvan.story.memory import Remember, at_once
from danvan.submission.explanations import Explanation

FONT_SIZE, NARROW_FONT_SIZE, HALL_FONT_SIZE = 14, 12, 26


@dataclass(frozen=True)
class Question:
    """What a reader asks under: wards, field, years, sample or not, language, and the screen it is drawn for.

    places are the wards the reader chose, in the order of the map; none means all. narrow says that the screen is
    as narrow as a phone's, hall that it is that of a hall. remember keeps what is the same for many questions; by
    default nothing is kept. explained is what people said of figures that disagree; whatever is remembered must be
    forgotten where it changes.
    """

    catalogue: Catalogue
    places: tuple[str, ...]
    field: str | None
    first_year: int
    last_year: int
    sample: bool
    language: str
    mode: Mode = "light"
    narrow: bool = False
    hall: bool = False
    explained: tuple[Explanation, ...] = attribute(default=(), repr=False)
    remember: Remember = attribute(default=at_once, compare=False, repr=False)

    @cached_property
    def words(self) -> text.Words:
        return text.words(self.language)

    @property
    def wards(self) -> tuple[Place, ...]:
        """The wards asked about."""
        return tuple(ward for ward in self.catalogue.wards if not self.places or ward.place in self.places)

    @property
    def highlighted(self) -> list[str]:
        """The slugs of the wards the reader chose."""
        return [self.catalogue.places[place].slug for place in self.places]

    @property
    def town_name(self) -> str:
        return self.full_name(self.catalogue.town.place)

    @property
    def period(self) -> str:
        """The code of the years asked about."""
        return (
            str(self.first_year)
            if self.first_year == self.last_year
            else f"{self.first_year}..{self.last_year}"
        )

    @property
    def since(self) -> bool:
        """Whether places are the units since July 2025, not the wards before."""
        return self.catalogue.since

    @property
    def all_years(self) -> bool:
        return (self.first_year, self.last_year) == self.catalogue.years

    def say(self, key: str, /, **fillings: str) -> str:
        return self.words.get(key, **fillings)

    def indicator(self, code: str) -> Indicator:
        return self.catalogue.indicators[code]

    def name(self, code: str) -> str:
        """The name of a place, plain; of units since July 2025 and beside them with its kind, as names were reused."""
        place = self.catalogue.places[code]
        told_apart = place.level == "ward" and (self.since or place.tile_row is None)
        return self.full_name(code) if told_apart else place.name

    def place_name(self, code: str) -> str:
        """The name of a place as it may stand in HTML and in a figure."""
        return escape(self.name(code), quote=False)

    def full_name(self, code: str) -> str:
        """The name of a place with its kind, plain: "thị xã Đức Phổ"; the country is just that."""
        place = self.catalogue.places[code]
        key = f"place_kind.{place.kind}"
        return self.say(key, name=place.name) if "name" in self.words.gaps[key] else self.say(key)

    def style(self, field_code: str, *, sample: bool) -> Style:
        """How a figure about a field looks, and whether it must say that it is a sample."""
        return Style(
            mode=self.mode,
            colour=field_code,
            sample_words=self.say("standing.sample_banner") if sample else "",
            no_data_words=self.say("value.missing"),
            separators=fmt.separators(self.language),
            font_size=HALL_FONT_SIZE if self.hall else NARROW_FONT_SIZE if self.narrow else FONT_SIZE,
        )

    def value(
        self,
        amount: object,
        indicator: Indicator,
        qualifier: str = "=",
        *,
        as_printed: bool = False,
        with_unit: bool = True,
    ) -> str:
        """A value in words; a printed one keeps the decimals it was printed with; the unit may stand elsewhere."""
        number = _number(amount)
        decimals = printed_decimals(number, indicator) if as_printed else indicator.decimals
        return fmt.value(
            number,
            unit=indicator.unit,
            decimals=decimals,
            qualifier=qualifier,
            language=self.language,
            with_unit=with_unit,
        )

    def short_value(self, amount: object, indicator: Indicator, qualifier: str = "=") -> str:
        """A value without its unit, which stands in the subtitle; a percentage keeps its sign."""
        return fmt.value(
            _number(amount),
            unit=indicator.unit,
            decimals=indicator.decimals,
            qualifier=qualifier,
            language=self.language,
            with_unit=indicator.unit == "pct",
        )


def answer(question: Question, name: str, **parameters: Hashable) -> pd.DataFrame:
    """Return the answer to a query that does not depend on what the reader chose; lists are given as tuples."""
    key = ("answer", name, *sorted(parameters.items()))
    given = {key: list(value) if isinstance(value, tuple) else value for key, value in parameters.items()}
    return question.remember(key, lambda: queries.run(name, **given))


def printed_decimals(number: float | None, indicator: Indicator) -> int:
    """Return the least decimals that write the number out, at most those declared: 6.6 was printed with one."""
    declared = indicator.decimals
    if number is None:
        return declared
    return next((places for places in range(declared) if round(number, places) == number), declared)


def _number(amount: object) -> float | None:
    return None if amount is None or pd.isna(amount) else float(str(amount))
