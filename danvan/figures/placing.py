"""Names beside marks: each on a side where it meets no other name and no mark, or not written at all."""

from collections.abc import Sequence
from typing import NamedTuple

from danvan.figures.scale import text_px

SIDES = (
    "middle right",
    "middle left",
    "top center",
    "bottom center",
    "top right",
    "bottom right",
    "top left",
    "bottom left",
)
WIDER = (1.0, 1.25, 1.6, 2.2)  # a figure is often drawn wider than the least width it is laid out for


class Box(NamedTuple):
    """A rectangle in pixels from the top left of a plot."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two have more than an edge in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inside(self, width: float, height: float) -> bool:
        """Whether it lies within a plot of this size."""
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height


class Taken(NamedTuple):
    """A place where other words or a line stand; it moves with its anchor where the plot is drawn wider."""

    box: Box
    anchor: float = 0.0

    def at(self, factor: float) -> Box:
        """The place in a plot that is this many times as wide."""
        moved = self.anchor * (factor - 1)
        return self.box._replace(left=self.box.left + moved, right=self.box.right + moved)


class Spot(NamedTuple):
    """A mark in pixels from the top left of a plot, and how much its name matters.

    ``rank`` is 0 for the name that is placed first and None for a mark without name. A name that must be
    written may cover other marks where no side is free, but never another name.
    """

    x: float
    y: float
    radius: float
    name: str = ""
    rank: int | None = None
    must: bool = False


def name_sides(
    spots: Sequence[Spot],
    width: float,
    height: float,
    size: int,
    taken: Sequence[Taken] = (),
) -> list[str | None]:
    """The side of each mark where its name stands, as plotly.js calls it; None where it is not written.

    Names are kept apart in a plot of this size, and also where it is drawn wider, and away from what is
    ``taken``. ``size`` is the names' font size in pixels. The same marks always give the same sides.
    """
    views = [_View(spots, width * factor, height, factor, size, taken) for factor in WIDER]
    chosen: list[str | None] = [None] * len(spots)
    wanted = [at for at, spot in enumerate(spots) if spot.rank is not None and spot.name]
    for at in sorted(wanted, key=lambda each: (spots[each].rank or 0, each)):
        covered = {
            side: sum(view.covered(at, side) for view in views)
            for side in SIDES
            if all(view.free(at, side) for view in views)
        }
        side = min(covered, key=covered.__getitem__, default=None)
        if side is not None and (covered[side] == 0 or spots[at].must):
            chosen[at] = side
            for view in views:
                view.take(at, side)
    return chosen


def name_box(spot: Spot, side: str, size: int) -> Box:
    """Where a name is drawn on a side of its mark, by the rules of plotly.js (drawing.js, textPointPosition)."""
    away = spot.radius / 0.8 + 1
    wide = text_px(spot.name, size)
    vertical, horizontal = side.split()
    left = {"right": spot.x + away, "left": spot.x - away - wide, "center": spot.x - wide / 2}[horizontal]
    top = {
        "middle": spot.y - 0.65 * size,
        "top": spot.y - away - 1.2 * size,
        "bottom": spot.y + away - 0.2 * size,
    }[vertical]
    return Box(left, top, left + wide, top + 1.2 * size)


def mark_box(spot: Spot) -> Box:
    """The square that a mark fills."""
    return Box(spot.x - spot.radius, spot.y - spot.radius, spot.x + spot.radius, spot.y + spot.radius)


class _View:
    """The plot at one width: where marks and names stand on it."""

    def __init__(
        self,
        spots: Sequence[Spot],
        width: float,
        height: float,
        factor: float,
        size: int,
        taken: Sequence[Taken],
    ) -> None:
        self.spots = [spot._replace(x=spot.x * factor) for spot in spots]
        self.width, self.height, self.size = width, height, size
        self.marks = [mark_box(spot) for spot in self.spots]
        self.names = [place.at(factor) for place in taken]

    def free(self, at: int, side: str) -> bool:
        """Whether a name on this side stays in the plot and meets no other name."""
        box = name_box(self.spots[at], side, self.size)
        return box.inside(self.width, self.height) and not any(box.meets(name) for name in self.names)

    def covered(self, at: int, side: str) -> int:
        """How many other marks a name on this side covers."""
        box = name_box(self.spots[at], side, self.size)
        return sum(box.meets(mark) for other, mark in enumerate(self.marks) if other != at)

    def take(self, at: int, side: str) -> None:
        """Keep the place of a name."""
        self.names.append(name_box(self.spots[at], side, self.size))
