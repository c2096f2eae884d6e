"""Text on a slide: real runs with their language, in a size in which they fit their place."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from textwrap import wrap

from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.text.text import TextFrame
from pptx.util import Pt

from danvan.exports.slides.layouts import Area
from danvan.exports.styles import printable
from danvan.text import words

LANGUAGES = {"vi": MSO_LANGUAGE_ID.VIETNAMESE, "en": MSO_LANGUAGE_ID.ENGLISH_UK}
POINTS_PER_INCH, LINE_HEIGHT = 72, 1.2
LETTER_WIDTH, BOLD_LETTER_WIDTH = 0.5, 0.545  # of the size, on average, in Arial


@dataclass(frozen=True)
class Said:
    """A paragraph: its text, its size in points, and its look where it is not that of its place."""

    text: str
    size: float | None = None
    colour: str = ""
    bold: bool | None = None


def plain(text: str) -> str:
    """Return the text as one line that XML can hold."""
    return " ".join(printable(text).split())


def write(frame: TextFrame, paragraphs: Sequence[Said], language: str) -> None:
    """Put the paragraphs in the place of what is in the frame; each is one run with its language."""
    frame.clear()
    for at, said in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = plain(said.text)
        run.font.language_id = LANGUAGES[language]
        if said.size:
            run.font.size = Pt(said.size)
        if said.bold is not None:
            run.font.bold = said.bold
        if said.colour:
            run.font.color.rgb = RGBColor.from_string(said.colour)


@lru_cache(maxsize=4096)
def height_of(text: str, size: float, width: float, *, bold: bool = False) -> float:
    """Return how high a text of this size stands in a place of this width, both in inches; an estimate."""
    letter = size * (BOLD_LETTER_WIDTH if bold else LETTER_WIDTH) / POINTS_PER_INCH
    lines = len(wrap(plain(text), max(4, math.floor(width / letter)))) or 1
    return lines * size * LINE_HEIGHT / POINTS_PER_INCH


def fitted(
    paragraphs: Sequence[Said],
    area: Area,
    sizes: Sequence[float],
    language: str,
    *,
    bold: bool = False,
    gap: float = 0,
) -> list[Said]:
    """Return the paragraphs in the largest of the sizes in which they fit; the last of them may be shorter than given.

    A paragraph with a size of its own is made smaller as the others are. ``gap`` is the room before each in points.
    Where even the smallest size is too large, what does not fit is left out and the text says so.
    """
    for size in sizes:
        tried = _sized(paragraphs, size / sizes[0], size)
        if _height(tried, area.width, bold, gap) <= area.height:
            return tried
    return _cut(tried, area, language, bold, gap)


def _sized(paragraphs: Sequence[Said], share: float, size: float) -> list[Said]:
    return [
        replace(said, size=max(10.0, round(said.size * share)) if said.size else size) for said in paragraphs
    ]


def _height(paragraphs: Sequence[Said], width: float, bold: bool, gap: float) -> float:
    return sum(
        height_of(said.text, said.size or 0, width, bold=bold or bool(said.bold)) + gap / POINTS_PER_INCH
        for said in paragraphs
    )


def _cut(paragraphs: list[Said], area: Area, language: str, bold: bool, gap: float) -> list[Said]:
    """Return as many of the paragraphs, and as much of the last, as fit."""
    end = words(language).get("slides.cut")
    kept: list[Said] = []
    for said in paragraphs:
        if _height([*kept, said], area.width, bold, gap) <= area.height:
            kept.append(said)
            continue

        def fits(length: int, said: Said = said) -> bool:
            return _height([*kept, _shorter(said, length, end)], area.width, bold, gap) <= area.height

        length = bisect_left(range(len(said.text)), True, key=lambda tried: not fits(tried)) - 1
        if length > 0:
            return [*kept, _shorter(said, length, end)]
        return [*kept[:-1], replace(kept[-1], text=f"{kept[-1].text} {end}")] if kept else []
    return kept


def _shorter(said: Said, length: int, end: str) -> Said:
    return replace(said, text=said.text[:length].rstrip() + end)
