"""Figures for a hall: every letter of a chart stands out from its ground as the last row needs it."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from danvan.figures.colour import WRITING, Mode, contrast, mix, token
from danvan.figures.theme import Figure

LEAST_CONTRAST = 7.0
STEPS = 20
_FONTS = ("font", "textfont", "tickfont")


def legible(figure: Figure, mode: Mode) -> Figure:
    """Return a figure whose letters have a contrast of at least 7 with the page, their colours kept as far as they can.

    Letters in plain black or white lie on a fill that was chosen for them and stay as they are. A part of a figure, in
    which further names may stand before a value, is taken alike.
    """
    return {name: _legible(value, mode, in_font=name in _FONTS) for name, value in figure.items()}


def _legible(value: Any, mode: Mode, *, in_font: bool) -> Any:
    if isinstance(value, dict):
        return {
            name: _stronger(one, mode)
            if in_font and name == "color"
            else _legible(one, mode, in_font=name in _FONTS or (in_font and not name.isalpha()))
            for name, one in value.items()
        }
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [_legible(one, mode, in_font=False) for one in value]
    return value


def _stronger(colour: Any, mode: Mode) -> Any:
    if isinstance(colour, list):
        return [_stronger(one, mode) for one in colour]
    if isinstance(colour, dict):
        return {name: _stronger(one, mode) for name, one in colour.items()}
    return strong(colour, mode) if isinstance(colour, str) and colour not in WRITING else colour


@lru_cache(maxsize=256)
def strong(colour: str, mode: Mode) -> str:
    """Return a colour mixed with ink just as far as its contrast with the page is at least 7."""
    return next(
        mixed
        for mixed in _towards_ink(colour, mode)
        if contrast(mixed, token("paper", mode)) >= LEAST_CONTRAST
    )


def _towards_ink(colour: str, mode: Mode) -> Iterator[str]:
    ink = token("ink", mode)
    return (mix(colour, ink, step / STEPS) for step in range(STEPS + 1))
