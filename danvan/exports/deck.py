"""What a presentation is made of, as its file takes it: slides with words, standing, sources, and charts' own numbers.

Pure data: danvan/deck fills it, the screen of the hall and the PowerPoint file show it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date
from typing import Any, Literal

from danvan.exports.chart_data import Arranged

Kind = Literal["cover", "numbers", "finding", "words", "sources"]


@dataclass(frozen=True)
class Table:
    """The figures behind a chart as text; numeric says which columns are set to the right."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]


@dataclass(frozen=True)
class Plotted:
    """What a figure draws, as a chart takes it that its reader can change.

    ``axis_title`` is the unit in words. ``intervals`` are low and high of each category of the only series, in its
    unit. ``highlighted`` names the categories, or the series of a line chart, that stand out.
    """

    kind: Literal["bar", "column", "line"]
    shown: Arranged
    axis_title: str
    intervals: tuple[tuple[float, float] | None, ...] = ()
    highlighted: tuple[str, ...] = ()


@dataclass(frozen=True)
class BigNumber:
    """One figure on a slide of figures; all texts ready to be shown, value with its qualifier and unit."""

    name: str
    value: str
    period: str
    detail: str
    standing: str
    source: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Slide:
    """One point on one slide; all texts are plain and ready to be shown.

    ``key`` is ASCII, the slide's address within a deck. ``title`` says the point; where the presenter wrote it,
    ``computed_title`` is what stood there, otherwise they are the same. ``sentence`` is computed from the data and is
    the text alternative of figure and chart. ``standing`` is the basis in words, ``sample`` whether the whole slide is
    made of sample values. ``notes`` are the speaker's, a paragraph each. ``figure`` draws it on a screen,
    ``redraw(highlight=[slug])`` the same with a ward standing out. ``added`` says that the presenter wrote the slide
    and nothing on it is from the data.
    """

    key: str
    kind: Kind
    title: str
    computed_title: str = ""
    field: str = ""
    sentence: str = ""
    subtitle: str = ""
    lines: tuple[str, ...] = ()
    numbers: tuple[BigNumber, ...] = ()
    table: Table | None = None
    plotted: Plotted | None = None
    standing: str = ""
    sample: bool = False
    source: str = ""
    coverage: str = ""
    cautions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    figure: Mapping[str, Any] | None = attribute(default=None, compare=False, repr=False)
    redraw: Callable[..., Mapping[str, Any]] | None = attribute(default=None, compare=False, repr=False)
    added: bool = False

    @property
    def retitled(self) -> bool:
        """Whether the presenter gave a slide of the data another title."""
        return not self.added and self.title != self.computed_title


@dataclass(frozen=True)
class Deck:
    """A presentation of one snapshot: its slides in order, and what a file of it says of itself.

    ``title`` and ``subtitle`` say about whom and when, ``identity`` names the snapshot in words, ``snapshot`` as the
    program does. ``as_of`` dates the file, so that the same deck gives the same bytes. ``stem`` names files.
    ``sample_words`` stand on slides that are made of sample values. ``left_out`` are the slides that the presenter
    dropped, as they would be shown, in the order of the deck; ``problems`` say what of the choice fits no slide.
    """

    title: str
    subtitle: str
    slides: tuple[Slide, ...]
    snapshot: str
    identity: str
    as_of: date
    stem: str
    language: str
    sample_words: str
    left_out: tuple[Slide, ...] = ()
    problems: tuple[str, ...] = ()
