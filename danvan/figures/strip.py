"""One value among others on one axis, so small that it fits a row of a table, as SVG text."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from danvan.figures.theme import Style

EDGE_PX, MARK_PX = 8.0, 5.0


@dataclass(frozen=True, slots=True)
class Marked:
    """The value that a strip is about: how it is marked depends on what may be said of it.

    sure fills the mark; bound says on which side the true value may lie: ">" above, "<" below, empty for neither.
    """

    value: float
    sure: bool = True
    bound: str = ""


def strip_svg(
    others: Sequence[float],
    *,
    marked: Marked | None,
    reference: float | None,
    style: Style,
    title: str,
    width: int = 150,
    height: int = 22,
) -> str:
    """Write an inline SVG of one axis: the others as pale ticks, a reference as a line, the marked value as a diamond.

    The axis goes from the smallest to the largest of all that is drawn. Empty when there is nothing to draw; equal
    values stand in the middle. A sample has a dashed axis. ``title`` says in words what is seen.
    """
    shown = [*others, *([marked.value] if marked else []), *([reference] if reference is not None else [])]
    if not shown:
        return ""
    low, high, middle = min(shown), max(shown), height / 2

    def place(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return round(EDGE_PX + (width - 2 * EDGE_PX) * share, 1)

    dash = ' stroke-dasharray="4 3"' if style.sample_words else ""
    axis = (
        f'<line x1="0" x2="{width}" y1="{middle:g}" y2="{middle:g}" stroke="{style.token("rule")}"'
        f' stroke-width="1"{dash}/>'
    )
    ticks = "".join(_upright(place(value), middle, 5, style.quiet, 1.5) for value in others)
    line = "" if reference is None else _upright(place(reference), middle, 10, style.token("ink"), 2)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(title)}" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}"><title>{escape(title)}</title>'
        f"{axis}{ticks}{line}{_mark(place(marked.value), middle, marked, style) if marked else ''}</svg>"
    )


def _upright(x: float, middle: float, reach: float, colour: str, thick: float) -> str:
    return (
        f'<line x1="{x:g}" x2="{x:g}" y1="{middle - reach:g}" y2="{middle + reach:g}" '
        f'stroke="{colour}" stroke-width="{thick:g}"/>'
    )


def _mark(x: float, middle: float, marked: Marked, style: Style) -> str:
    """A diamond, filled where sure; of a bound an open triangle that points to where the true value may lie."""
    reach = MARK_PX
    tip = {">": reach, "<": -reach}.get(marked.bound)
    if tip is None:
        corners = [(x - reach, middle), (x, middle - reach), (x + reach, middle), (x, middle + reach)]
    else:
        corners = [(x, middle - reach), (x + tip, middle), (x, middle + reach)]
    fill = style.token("accent") if marked.sure and tip is None else style.back
    points = " ".join(f"{across:g},{down:g}" for across, down in corners)
    return f'<polygon points="{points}" fill="{fill}" stroke="{style.token("accent")}" stroke-width="1.5"/>'
