"""A line so small that it fits a card, as SVG text."""

from collections.abc import Sequence
from html import escape

from danvan.figures.theme import Style

EDGE_PX = 4.0


def sparkline_svg(
    values: Sequence[float | None],
    *,
    style: Style,
    title: str,
    width: int = 120,
    height: int = 32,
    words_below: bool = True,
) -> str:
    """Write an inline SVG of a line with a dot at its last value; empty when no value is known.

    ``title`` says in words what the line shows; None is a gap. A sample is dashed and carries the sample
    words under the line; without words_below what the line stands in must say so.
    """
    known = [value for value in values if value is not None]
    if not known:
        return ""
    foot = 11 if style.sample_words and words_below else 0
    points = placed(values, width, height, min(known), max(known))
    paths = "".join(run_svg(run, style) for run in runs(points))
    last = next(point for point in reversed(points) if point is not None)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(title)}" '
        f'width="{width}" height="{height + foot}" viewBox="0 0 {width} {height + foot}">'
        f"<title>{escape(title)}</title>{paths}"
        f'<circle cx="{last[0]:g}" cy="{last[1]:g}" r="3" fill="{style.subject}"/>'
        f"{sample_svg(style, height) if foot else ''}</svg>"
    )


def placed(
    values: Sequence[float | None], width: int, height: int, low: float, high: float
) -> list[tuple[float, float] | None]:
    """Pixel places of the values; all in the middle of the height when they are equal."""
    step = (width - 2 * EDGE_PX) / max(1, len(values) - 1)
    span = height - 2 * EDGE_PX
    return [
        None
        if value is None
        else (
            round(EDGE_PX + place * step, 1),
            round(EDGE_PX + span * ((high - value) / (high - low) if high > low else 0.5), 1),
        )
        for place, value in enumerate(values)
    ]


def runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """The stretches of known points between gaps."""
    stretches: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            stretches.append([])
        else:
            stretches[-1].append(point)
    return [stretch for stretch in stretches if stretch]


def run_svg(run: list[tuple[float, float]], style: Style) -> str:
    """One stretch as a line, or as a dot when it is a single point."""
    if len(run) == 1:
        return f'<circle cx="{run[0][0]:g}" cy="{run[0][1]:g}" r="2" fill="{style.subject}"/>'
    dash = ' stroke-dasharray="4 3"' if style.sample_words else ""
    places = " ".join(f"{x:g},{y:g}" for x, y in run)
    return f'<polyline points="{places}" fill="none" stroke="{style.subject}" stroke-width="2"{dash}/>'


def sample_svg(style: Style, top: int) -> str:
    """The sample words under the line, or nothing for real values."""
    if not style.sample_words:
        return ""
    colour = style.token("muted")
    return f'<text x="0" y="{top + 9}" font-size="10" fill="{colour}">{escape(style.sample_words)}</text>'
