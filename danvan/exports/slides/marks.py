"""What is drawn on a slide beside its places: the words that its values are a sample, and lines beside figures."""

from collections.abc import Sequence

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.shapes.autoshape import Shape
from pptx.slide import Slide as Drawn
from pptx.util import Inches

from danvan.exports.chart_ink import ACCENT, MUTED, PAPER
from danvan.exports.slides.layouts import RIGHT, Area
from danvan.exports.slides.places import parsed
from danvan.exports.slides.writing import BOLD_LETTER_WIDTH, POINTS_PER_INCH, Said, write

BADGE_TOP, BADGE_HEIGHT, BADGE_SIZE, ROOM = 0.2, 0.36, 14, 0.3
LARGEST, SHARE = 54, 0.86  # points; of the width of the picture
CAPITAL_WIDTH = 1.22  # of a letter on average
OPACITY = "18000"  # thousandths of a percent
RULE_WIDTH = 0.05


def put_badge(drawn: Drawn, said: str, language: str) -> None:
    """Write at the top of a slide that its values are a sample."""
    width = _width(said, BADGE_SIZE) + ROOM
    shape = drawn.shapes.add_shape(
        MSO_SHAPE.ROUNDED_RECTANGLE,
        *(Inches(side) for side in (RIGHT - width, BADGE_TOP, width, BADGE_HEIGHT)),
    )
    _fill(shape, ACCENT)
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor, frame.word_wrap = MSO_ANCHOR.MIDDLE, False
    write(frame, [Said(said, BADGE_SIZE, PAPER, bold=True)], language)
    frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    shape.name = said


def put_sample_words(drawn: Drawn, area: Area, said: str, language: str, *, behind: bool) -> None:
    """Write the words large across the picture, pale, so that a picture of the picture says it too."""
    size = min(LARGEST, int(LARGEST * area.width * SHARE / _width(said, LARGEST)))
    height = size * 1.3 / POINTS_PER_INCH
    top = area.top + (area.height - height) / 2
    box = drawn.shapes.add_textbox(*(Inches(side) for side in (area.left, top, area.width, height)))
    box.text_frame.vertical_anchor, box.text_frame.word_wrap = MSO_ANCHOR.MIDDLE, False
    write(box.text_frame, [Said(said, size, MUTED, bold=True)], language)
    box.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    for colour in box._element.xpath(".//a:srgbClr"):
        colour.append(parsed(f'<a:alpha val="{OPACITY}"/>'))
    box.name = said
    if behind:
        tree = drawn.shapes._spTree
        tree.remove(box._element)
        tree.insert(2, box._element)


def put_rules(drawn: Drawn, areas: Sequence[Area], colour: str) -> None:
    """Draw a line at the left of each figure."""
    for area in areas:
        shape = drawn.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, *(Inches(side) for side in (area.left, area.top, RULE_WIDTH, area.height))
        )
        _fill(shape, colour)


def _fill(shape: Shape, colour: str) -> None:
    """Give a shape one colour and nothing of the theme's edges and shadows."""
    for style in shape._element.xpath("./p:style"):
        shape._element.remove(style)
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(colour)
    shape.line.fill.background()


def _width(said: str, size: float) -> float:
    return len(said) * BOLD_LETTER_WIDTH * CAPITAL_WIDTH * size / POINTS_PER_INCH
