"""A slide of figures: each a place of its own with what it is, of when, how it stands and who says so."""

from collections.abc import Sequence
from dataclasses import replace

from pptx.slide import Slide as Drawn
from pptx.util import Inches

from danvan.exports.chart_ink import INK, MUTED
from danvan.exports.deck import BigNumber, Slide
from danvan.exports.slides.layouts import FIRST_FIGURE, FULL, LEFT, MOST_FIGURES, Area
from danvan.exports.slides.writing import Said, fitted, height_of, write

TOP, HEIGHT, GAP, INDENT, TALLEST = 1.7, 4.55, 0.3, 0.18, 3.2
ACROSS = {1: 1, 2: 2, 3: 3, 4: 2, 5: 3, 6: 3}
VALUE_SIZES = (60, 54, 48, 44, 40, 36, 32, 28)  # points
SHARES = (1.4, 1.3, 1.2, 1.1, 1.0, 0.9, 0.8, 0.7)  # of the sizes of what stands below the value
NAME_SIZE, LEAST_OVER_NAME = 18, 1.4


def areas(count: int) -> list[Area]:
    """Return where each of so many figures stands."""
    across = ACROSS[count]
    down = -(-count // across)
    width, height = (FULL - GAP * (across - 1)) / across, min(TALLEST, (HEIGHT - GAP * (down - 1)) / down)
    top = TOP + (HEIGHT - height * down - GAP * (down - 1)) / 3
    return [
        Area(LEFT + at % across * (width + GAP), top + at // across * (height + GAP), width, height)
        for at in range(count)
    ]


def put_figures(drawn: Drawn, slide: Slide, colour: str, language: str) -> list[Area]:
    """Write the figures into their places, and return where they stand and how far they reach; other places go.

    All are of the same sizes, the largest in which each fits.
    """
    places = {place.placeholder_format.idx: place for place in drawn.placeholders}
    where = areas(len(slide.numbers))
    width, height = where[0].width - INDENT, where[0].height
    cards = _cards(slide, colour, width, height)
    for at in range(MOST_FIGURES):
        place = places[FIRST_FIGURE + at]
        if at >= len(cards):
            place._element.getparent().remove(place._element)
            continue
        area = Area(where[at].left + INDENT, where[at].top, width, height)
        place.left, place.top, place.width, place.height = (
            Inches(side) for side in (area.left, area.top, area.width, area.height)
        )
        write(place.text_frame, fitted(cards[at], area, (1.0, 0.8), language), language)
    reach = max(_height(card, width) for card in cards)
    return [replace(area, height=min(reach + 0.1, area.height)) for area in where]


def _cards(slide: Slide, colour: str, width: float, height: float) -> list[list[Said]]:
    """Return the paragraphs of each figure, in the largest sizes in which all fit and no value breaks into lines."""
    value_size = next((size for size in VALUE_SIZES if _in_one_line(slide, size, width)), VALUE_SIZES[-1])
    cards: list[list[Said]] = []
    for share in SHARES:
        cards = [_paragraphs(number, slide, colour, value_size, share) for number in slide.numbers]
        named_below = NAME_SIZE * share * LEAST_OVER_NAME <= value_size
        if named_below and all(_height(card, width) <= height for card in cards):
            break
    return cards


def _in_one_line(slide: Slide, size: float, width: float) -> bool:
    one_line = height_of("0", size, width)
    return all(height_of(number.value, size, width, bold=True) <= one_line for number in slide.numbers)


def _height(card: Sequence[Said], width: float) -> float:
    return sum(height_of(said.text, said.size or 0, width, bold=bool(said.bold)) for said in card)


def _paragraphs(number: BigNumber, slide: Slide, colour: str, value_size: float, share: float) -> list[Said]:
    """Return value, name, period and standing; the source too where it is not that of the whole slide."""
    when = "; ".join(filter(None, (number.period, number.detail)))
    source = "" if number.source == slide.source else number.source
    stands = ". ".join(part.rstrip(".") for part in (number.standing, source) if part)
    given = [
        Said(number.value, value_size, colour, bold=True),
        Said(number.name, round(NAME_SIZE * share), INK, bold=True),
        Said(when, round(15 * share), MUTED),
        Said(stands, round(13 * share), MUTED),
    ]
    return [said for said in given if said.text]
