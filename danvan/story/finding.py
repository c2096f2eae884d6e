"""What a finding is, and what it is asked under."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from functools import cached_property
from html import escape

import pandas as pd

from danvan import format as fmt
from danvan import provenance, queries, text
from danvan.catalogue import Catalogue, Indicator, Place
from danvan.exports.deck import Plotted, Table
from danvan.figures import Figure, Style
from danvan.figures.colour import Mode
from danvan.story.memory import Remember, at_once
from danvan.warehouse.snapshots import Snapshot

FONT_SIZE, NARROW_FONT_SIZE, HALL_FONT_SIZE = 14, 12, 26


@dataclass(frozen=True)
class Question:
    """What a reader asks under: wards, field, years, sample or not, language, and the screen it is drawn for.

    places are the wards the reader chose, in the order of the map; none means all. narrow says that the screen is
    as narrow as a phone's, hall that it is that of a hall. remember keeps what is the same for many questions; by
    default nothing is kept.
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


@dataclass(frozen=True)
class Origin:
    """Who says so: a source and, where known, where in it and what is printed there."""

    source: str
    locator: str = ""
    printed: str = ""


@dataclass(frozen=True)
class Finding:
    """One point: the sentence that makes it, what is shown, its figure, its table and its standing.

    sentence and subtitle are plain text. figure is None where words and table are enough. basis is that of every
    value in it, never sample and real together. notes are the open points a reader must know, coverage says how
    many wards are in it, selectable whether a click on a mark chooses a ward. redraw draws the figure again with
    other wards standing out (highlight), replot does so for plotted. title says the point in a few words, for a slide;
    plotted is what the figure draws, for a chart that its reader can change. own_years are the years that the figure of
    each ward is of, by its name, where it is of several.
    """

    key: str
    sentence: str
    subtitle: str
    figure: Figure | None
    table: Table
    basis: str
    origins: tuple[Origin, ...]
    notes: tuple[str, ...] = ()
    coverage: str = ""
    selectable: bool = False
    redraw: Callable[..., Figure] | None = attribute(default=None, compare=False, repr=False)
    title: str = ""
    plotted: Plotted | None = attribute(default=None, compare=False, repr=False)
    replot: Callable[..., Plotted] | None = attribute(default=None, compare=False, repr=False)
    own_years: Mapping[str, str] = attribute(default_factory=dict)

    @property
    def is_sample(self) -> bool:
        return self.basis == "sample"


@dataclass(frozen=True)
class Nothing:
    """A finding that cannot be made, and the sentence that says why."""

    key: str
    sentence: str
    subtitle: str = attribute(default="")


def origins(rows: pd.DataFrame) -> tuple[Origin, ...]:
    """The distinct origins of rows with a source and, where the frame has them, a locator and the printed figure.

    A source cell may name several, parted by spaces, where a value was made of several.
    """
    columns = [column for column in ("source", "locator", "printed") if column in rows]
    distinct = rows[columns].drop_duplicates().fillna("").astype(str).to_dict("records")
    named = (row | {"source": source} for row in distinct for source in row["source"].split(" "))
    return tuple(dict.fromkeys(Origin(**{str(name): cell for name, cell in row.items()}) for row in named))


def basis_of(rows: pd.DataFrame) -> str:
    """The heaviest basis of rows; raises MixedStanding where sample and real values meet."""
    return provenance.heaviest_basis(rows["basis"])


def basis_of_sources(question: Question, rows: pd.DataFrame) -> str:
    """The heaviest basis of rows that have a source but no basis of their own."""
    return provenance.heaviest_basis(
        question.catalogue.sources[source].basis for source in rows["source"].unique()
    )


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], texts: int = 1) -> Table:
    """A table whose first columns are texts and the others numbers."""
    return Table(
        tuple(columns), tuple(tuple(row) for row in rows), tuple(n >= texts for n in range(len(columns)))
    )


def part_of_whole(question: Question, row: pd.Series, indicator: Indicator, *, with_unit: bool = True) -> str:
    """A part and its whole in words, with the qualifier of the part: "11/15 xã, phường"."""
    whole = fmt.value(row["whole"], unit=indicator.unit, language=question.language, with_unit=with_unit)
    words = f"{fmt.number(row['value'], 0, question.language)}/{whole}"
    return words if row["qualifier"] == "=" else question.say(f"qualifier.{row['qualifier']}", amount=words)


def notes(question: Question, codes: Iterable[object], points: pd.DataFrame) -> tuple[str, ...]:
    """The words of the open points whose codes, parted by spaces, stand in the note cells of rows."""
    texts = dict(zip(points["point"], points[f"text_{question.language}"], strict=True))
    named = [code for cell in codes if isinstance(cell, str) for code in cell.split()]
    return tuple(str(texts[code]) for code in dict.fromkeys(named))


def _number(amount: object) -> float | None:
    return None if amount is None or pd.isna(amount) else float(str(amount))


def printed_decimals(number: float | None, indicator: Indicator) -> int:
    """Return the least decimals that write the number out, at most those declared: 6.6 was printed with one."""
    declared = indicator.decimals
    if number is None:
        return declared
    return next((places for places in range(declared) if round(number, places) == number), declared)


def snapshot_words(question: Question, snapshot: Snapshot) -> str:
    """Say which snapshot figures are of, and of what day it is."""
    day = fmt.day(snapshot.built_on, question.language)
    return question.say("picture.snapshot", day=day, snapshot=snapshot.snapshot)


def section_words(question: Question, origin: Origin) -> str:
    """Name a source shortly: the section, without the characters, which stand on the sources page."""
    short = " ".join(part for part in origin.locator.split(" ") if not part.startswith("chars:"))
    return origin_words(question, Origin(origin.source, short))


def origin_words(question: Question, origin: Origin) -> str:
    """Name the source and, where known, the place in it: "Báo cáo sơ kết 4/2022, mục II.2.1.1, chú thích 2"."""
    parts = [part.split(":", 1) for part in origin.locator.split(" ") if part]
    located = [question.say(f"locator.{kind}", value=value) for kind, value in parts]
    return ", ".join([question.catalogue.sources[origin.source].short_name(question.language), *located])
