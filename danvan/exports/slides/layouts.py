"""Where things stand on a slide: the places of the master and of each layout, in inches of 13.333 x 7.5."""

from dataclasses import dataclass
from typing import Literal

from danvan.exports.chart_ink import ACCENT, INK, MUTED

WIDTH, HEIGHT = 13.333, 7.5
LEFT, RIGHT = 0.6, 12.733
FULL = RIGHT - LEFT

Holds = Literal["title", "ctrTitle", "subTitle", "body", "chart", "tbl", "ftr", "sldNum"]
Name = Literal["cover", "chart", "table", "numbers", "words", "sources"]

# The places of a layout, by the idx that a slide finds them by.
TITLE, BULLETS, FOOTER, NUMBER = 0, 1, 11, 12
SENTENCE, SHOWN, PICTURE, SOURCE, STANDING = 13, 14, 15, 16, 17
FIRST_FIGURE, MOST_FIGURES = 21, 6


@dataclass(frozen=True)
class Area:
    """A rectangle of a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        return self.top + self.height


@dataclass(frozen=True)
class Place:
    """A place of a layout that a slide fills: what it holds, where, and how its text looks.

    ``sizes`` are the sizes of its text in points, the one that is wanted first, then smaller ones for long texts.
    """

    idx: int
    holds: Holds
    prompt: str
    area: Area
    sizes: tuple[float, ...]
    colour: str = INK
    bold: bool = False
    anchor: Literal["t", "ctr", "b"] = "t"
    align: Literal["l", "r", "ctr"] = "l"
    bullets: bool = False


@dataclass(frozen=True)
class Layout:
    """A kind of slide: its places in the order in which they are read."""

    name: Name
    kind: str
    places: tuple[Place, ...]

    def place(self, idx: int) -> Place:
        """Return the place with this idx; KeyError where there is none."""
        return {place.idx: place for place in self.places}[idx]


_TITLE = Place(
    TITLE, "title", "title", Area(LEFT, 0.56, FULL, 0.98), (32, 28, 26, 24, 22, 20, 18, 16), bold=True
)
_FOOTER = Place(FOOTER, "ftr", "footer", Area(LEFT, 6.99, 11.0, 0.32), (11, 10), MUTED, anchor="ctr")
_NUMBER = Place(
    NUMBER, "sldNum", "footer", Area(RIGHT - 0.9, 6.99, 0.9, 0.32), (12,), MUTED, anchor="ctr", align="r"
)
_STANDING = Place(STANDING, "body", "field", Area(LEFT, 0.22, 9.0, 0.34), (14,), MUTED, anchor="ctr")
_SOURCE = Place(SOURCE, "body", "source", Area(LEFT, 6.3, FULL, 0.6), (12, 11), MUTED, anchor="b")
_SMALL = (20, 18, 16, 14)

COVER = Layout(
    "cover",
    "title",
    (
        Place(
            TITLE,
            "ctrTitle",
            "title",
            Area(1.1, 1.1, 11.1, 2.0),
            (44, 40, 36, 32, 28, 24),
            bold=True,
            anchor="b",
        ),
        Place(BULLETS, "subTitle", "subtitle", Area(1.1, 3.3, 11.1, 0.85), (26, 24, 20), ACCENT),
        Place(SENTENCE, "body", "text", Area(1.1, 4.25, 11.1, 2.4), (18, 16, 14, 12), MUTED),
        Place(FOOTER, "ftr", "footer", Area(1.1, 6.75, 11.1, 0.34), (12, 11), MUTED, anchor="ctr"),
    ),
)
CHART = Layout(
    "chart",
    "cust",
    (
        _STANDING,
        _TITLE,
        Place(SENTENCE, "body", "text", Area(LEFT, 1.75, 3.5, 4.5), (20, 18, 16, 14)),
        Place(SHOWN, "body", "shown", Area(4.35, 1.62, RIGHT - 4.35, 0.4), (14, 12), MUTED, anchor="ctr"),
        Place(PICTURE, "chart", "chart", Area(4.35, 2.02, RIGHT - 4.35, 4.28), (14,), MUTED),
        _SOURCE,
        _FOOTER,
        _NUMBER,
    ),
)
TABLE = Layout(
    "table",
    "cust",
    (
        _STANDING,
        _TITLE,
        Place(SENTENCE, "body", "text", Area(LEFT, 1.6, FULL, 0.62), (18, 16, 14), anchor="ctr"),
        Place(SHOWN, "body", "shown", Area(LEFT, 2.22, FULL, 0.34), (14, 12), MUTED, anchor="ctr"),
        Place(PICTURE, "tbl", "table", Area(LEFT, 2.62, FULL, 3.6), (14,), MUTED),
        _SOURCE,
        _FOOTER,
        _NUMBER,
    ),
)
NUMBERS = Layout(
    "numbers",
    "cust",
    (
        _STANDING,
        _TITLE,
        *(
            Place(
                FIRST_FIGURE + at,
                "body",
                "number",
                Area(LEFT + at % 3 * 4.14, 1.7 + at // 3 * 2.4, 3.85, 2.2),
                (14,),
            )
            for at in range(MOST_FIGURES)
        ),
        _SOURCE,
        _FOOTER,
        _NUMBER,
    ),
)
WORDS = Layout(
    "words",
    "obj",
    (
        _STANDING,
        _TITLE,
        Place(BULLETS, "body", "text", Area(LEFT, 1.8, FULL, 4.4), (24, 22, 20, 18, 16, 14), bullets=True),
        _SOURCE,
        _FOOTER,
        _NUMBER,
    ),
)
SOURCES = Layout(
    "sources",
    "obj",
    (
        _STANDING,
        _TITLE,
        Place(BULLETS, "body", "source", Area(LEFT, 1.6, FULL, 1.6), (18, 16, 14, 12), bullets=True),
        Place(PICTURE, "tbl", "table", Area(LEFT, 3.3, FULL, 3.35), (14,), MUTED),
        _FOOTER,
        _NUMBER,
    ),
)
LAYOUTS = (COVER, CHART, TABLE, NUMBERS, WORDS, SOURCES)
