"""From where to where an axis of values goes, where the program that draws it would not find it by itself."""

import math

from danvan.exports.deck import Plotted

ROOM_FOR_LABEL, ROOM_FOR_INTERVAL = 1.15, 1.01  # of the value that lies furthest from zero
LONGEST_AXIS = 3.0  # times the largest value: a longer interval would leave no room for the others


def extent(plotted: Plotted) -> tuple[float, float]:
    """Return an axis for all values and their intervals, zero within it; an interval may reach beyond its end."""
    values = [point.value for point in plotted.shown.points if point.value is not None]
    ends = _ends(plotted)
    room = ROOM_FOR_INTERVAL if ends else ROOM_FOR_LABEL
    low, high = min([*values, *ends]), max([*values, *ends])
    most = LONGEST_AXIS * max(abs(value) for value in values) or high - low
    return min(0.0, _beyond(max(low, -most), room)), max(0.0, _beyond(min(high, most), room))


def reaches_beyond(plotted: Plotted) -> bool:
    """Return whether an interval does not end within the axis."""
    low, high = extent(plotted)
    finite = [end for end in _ends(plotted) if not low <= end <= high]
    endless = any(not math.isfinite(end) for interval in plotted.intervals if interval for end in interval)
    return bool(finite) or endless


def _ends(plotted: Plotted) -> list[float]:
    return [end for interval in plotted.intervals if interval for end in interval if math.isfinite(end)]


def _beyond(value: float, room: float) -> float:
    """Return a number of two digits that lies so much further from zero than the value."""
    if value == 0:
        return 0.0
    step = 10.0 ** (math.floor(math.log10(abs(value))) - 1)
    return math.copysign(math.ceil(abs(value) * room / step) * step, value)
