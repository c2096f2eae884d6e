"""Points along a line moved aside, so that none covers another."""

from collections.abc import Sequence

STEP_PX = 1.0


def swarm(places: Sequence[float], radii: Sequence[float], gap: float) -> list[float]:
    """How far aside each point goes so that points are ``gap`` apart: as little as possible, first up, then down.

    ``places`` along the line and ``radii`` are in pixels. Points are set from the left, so the same points
    always give the same picture.
    """
    aside = [0.0] * len(places)
    placed: list[int] = []
    for at in sorted(range(len(places)), key=lambda each: (places[each], each)):
        near = [other for other in placed if places[at] - places[other] < radii[at] + radii[other] + gap]
        aside[at] = _nearest_free(at, near, places, radii, aside, gap)
        placed.append(at)
    return aside


def _nearest_free(
    at: int,
    near: Sequence[int],
    places: Sequence[float],
    radii: Sequence[float],
    aside: Sequence[float],
    gap: float,
) -> float:
    """The smallest distance aside at which a point meets none of those near it."""
    steps = 0
    while True:
        for offset in (-steps * STEP_PX, steps * STEP_PX):
            if all(
                (places[at] - places[other]) ** 2 + (offset - aside[other]) ** 2
                >= (radii[at] + radii[other] + gap) ** 2
                for other in near
            ):
                return offset
        steps += 1
