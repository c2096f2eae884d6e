"""From where to where an axis of values goes, where the program that draws it would not find it by itself."""

import math

from danvan.exports.deck import Plotted

ROOM_FOR_LABEL, ROOM_FOR_INTERVAL = 1.15, 1.01  # of the value that lies furthest from zero


def extent(plotted: Plotted) -> tuple[float, float]:
    """Return an axis for all values and their intervals, zero within it."""
    values = [point.value for point in plotted.shown.points if point.value is not None]
    ends = [end for interval in plotted.intervals if interval for end in interval if math.isfinite(end)]
    room = ROOM_FOR_INTERVAL if ends else ROOM_FOR_LABEL
    low, high = min([*values, *ends]), max([*values, *ends])
    return min(0.0, _beyond(low, room)), max(0.0, _beyond(high, room))


def _beyond(value: float, room: float) -> float:
    """Return a number of two digits that lies so much further from zero than the value."""
    if value == 0:
        return 0.0
    step = 10.0 ** (math.floor(math.log10(abs(value))) - 1)
    return math.copysign(math.ceil(abs(value) * room / step) * step, value)
