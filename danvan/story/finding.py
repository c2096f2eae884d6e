"""What a finding is, and what it is asked under."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute

import pandas as pd

from danvan import format as fmt
from danvan import provenance
from danvan.catalogue import Indicator
from danvan.exports.deck import Plotted, Table
from danvan.figures import Figure
from danvan.story import unsettled
from danvan.story.question import Question as Question
from danvan.story.question import answer as answer
from danvan.story.question import printed_decimals as printed_decimals
from danvan.warehouse.snapshots import Snapshot


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
    value in it, never sample and real together. notes are the open points a reader must know and what checks found,
    coverage says how many wards are in it, selectable whether a click on a mark chooses a ward. redraw draws the figure
    again with other wards standing out (highlight), replot does so for plotted. title says the point in a few words,
    for a slide; plotted is what the figure draws, for a chart that its reader can change. own_years are the years that
    the figure of each ward is of, by its name, where it is of several.
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
    """The words of the open points and of the findings of checks whose codes, parted by spaces, stand in note cells.

    What a point and a finding say of the same is said once, by the point, with how far it is settled.
    """
    texts = dict(zip(points["point"], points[f"text_{question.language}"], strict=True))
    named = [code for cell in codes if isinstance(cell, str) for code in cell.split()]
    told = unsettled.told(question, named)
    said = {point for one in told.values() for point in one.points}
    return tuple(
        told[code].note if code in told else str(texts[code])
        for code in dict.fromkeys(named)
        if code not in said
    )


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
