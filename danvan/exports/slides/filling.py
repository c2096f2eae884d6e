"""One slide of a presentation: its words, its picture and its foot in the places of its layout."""

from collections.abc import Sequence
from typing import Any, cast

from pptx.enum.chart import XL_CHART_TYPE
from pptx.presentation import Presentation
from pptx.shapes.placeholder import ChartPlaceholder, PlaceholderGraphicFrame, TablePlaceholder
from pptx.slide import Slide as Drawn
from pptx.util import Pt

from danvan.exports.chart_ink import MUTED
from danvan.exports.deck import Deck, Slide
from danvan.exports.slides.chart import FIELDS, Setting, chart_file, others_look
from danvan.exports.slides.figures import put_figures
from danvan.exports.slides.layouts import (
    BULLETS,
    CHART,
    COVER,
    FOOTER,
    FULL,
    LAYOUTS,
    LEFT,
    NUMBER,
    NUMBERS,
    PICTURE,
    SENTENCE,
    SHOWN,
    SOURCE,
    SOURCES,
    STANDING,
    TABLE,
    TITLE,
    Area,
    Layout,
)  # fmt: skip
from danvan.exports.slides.marks import put_badge, put_rules, put_sample_words
from danvan.exports.slides.pages import Page
from danvan.exports.slides.places import foot_shape, parsed
from danvan.exports.slides.scale import reaches_beyond
from danvan.exports.slides.table import put_table
from danvan.exports.slides.writing import Said, fitted, plain, write
from danvan.text import words

_KINDS = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "column": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
}
PARAGRAPH_GAP, COVER_GAP = 9.0, 4.0  # points before a paragraph


def put(made: Presentation, page: Page, deck: Deck) -> Drawn:
    """Add the slide of a page to the presentation."""
    slide, layout = page.slide, page.layout
    drawn = made.slides.add_slide(made.slide_layouts[LAYOUTS.index(layout)])
    _put_texts(drawn, layout, _texts(page, deck), deck.language)
    if layout is CHART:
        _put_chart(drawn, page, deck)
    elif layout in (TABLE, SOURCES):
        _put_table(drawn, slide, layout, deck)
    elif layout is NUMBERS:
        colour = FIELDS.get(slide.field, FIELDS["kinh_te"])
        put_rules(drawn, put_figures(drawn, slide, colour, deck.language), colour)
    _put_foot(drawn, layout, deck)
    if slide.sample and layout is not COVER:
        put_badge(drawn, deck.sample_words, deck.language)
        put_sample_words(drawn, _picture_area(page), deck.sample_words, deck.language, behind=layout is TABLE)
    return drawn


def _texts(page: Page, deck: Deck) -> dict[int, list[Said]]:
    """Return the paragraphs of each place; a place without any is removed."""
    slide = page.slide
    sentence = slide.sentence if plain(slide.sentence) != plain(slide.title) else ""
    cautions = [Said(caution, 14, MUTED) for caution in slide.cautions]
    beside = [Said(slide.coverage, 14, MUTED), *cautions, *_about_marks(page, deck)]
    texts: dict[int, list[Said]] = {
        TITLE: [Said(slide.title)],
        STANDING: [Said(slide.standing)],
        SOURCE: [Said(slide.source)],
        SHOWN: [Said(slide.subtitle)],
    }
    if page.layout is COVER:
        texts |= {
            BULLETS: [Said(slide.subtitle)],
            SENTENCE: [Said(line) for line in (sentence, *slide.lines)],
        }
    elif page.layout is CHART:
        texts[SENTENCE] = [Said(sentence), *beside]
    elif page.layout is TABLE:
        texts[SENTENCE] = [Said(sentence or slide.coverage)]
    elif page.layout is SOURCES:
        texts[BULLETS] = [Said(line) for line in (*(slide.lines or (sentence,)), slide.source)]
    else:
        texts[BULLETS] = [Said(line) for line in slide.lines or (sentence,)]
    return {idx: _distinct(paragraphs) for idx, paragraphs in texts.items()}


def _distinct(paragraphs: Sequence[Said]) -> list[Said]:
    """Return the paragraphs that say something, each once."""
    said: dict[str, Said] = {}
    for one in paragraphs:
        if plain(one.text):
            said.setdefault(plain(one.text), one)
    return list(said.values())


def _about_marks(page: Page, deck: Deck) -> list[Said]:
    """Say what is grey or paler in a chart where something stands out, and whether an interval is cut."""
    plotted, say = page.slide.plotted, words(deck.language).get
    if plotted is None:
        return []
    look = others_look(plotted)
    beside = say(f"slides.others_{look}") if plotted.highlighted and look != "own" else ""
    cut = say("slides.interval_cut") if any(plotted.intervals) and reaches_beyond(plotted) else ""
    return [Said(beside, 14, MUTED), Said(cut, 14, MUTED)]


def _put_texts(drawn: Drawn, layout: Layout, texts: dict[int, list[Said]], language: str) -> None:
    for shape in list(drawn.placeholders):
        idx = shape.placeholder_format.idx
        place = layout.place(idx)
        if place.holds in ("chart", "tbl") or place.prompt == "number":
            continue
        paragraphs = texts.get(idx, [])
        if not paragraphs:
            shape._element.getparent().remove(shape._element)
            continue
        gap = (
            0.0
            if not place.bullets and len(paragraphs) < 2
            else COVER_GAP
            if layout is COVER
            else PARAGRAPH_GAP
        )
        write(
            shape.text_frame,
            fitted(paragraphs, place.area, place.sizes, language, bold=place.bold, gap=gap),
            language,
        )
        if gap and not place.bullets:
            for paragraph in shape.text_frame.paragraphs[1:]:
                paragraph.space_before = Pt(gap)


def _put_chart(drawn: Drawn, page: Page, deck: Deck) -> None:
    slide, plotted = page.slide, page.slide.plotted
    if plotted is None:
        return
    area = _picture_area(page)
    setting = Setting(
        language=deck.language,
        day=deck.as_of,
        field=slide.field,
        sample_words=deck.sample_words if slide.sample else "",
        width=area.width,
        height=area.height,
        extent=page.extent,
    )
    place = cast(ChartPlaceholder, _place(drawn, PICTURE))
    frame = place.insert_chart(_KINDS[plotted.kind], chart_file(plotted, setting))
    _describe(frame, slide, deck, "slides.chart_of")


def _put_table(drawn: Drawn, slide: Slide, layout: Layout, deck: Deck) -> None:
    place = cast(TablePlaceholder, _place(drawn, PICTURE))
    if slide.table is None or not slide.table.rows:
        place._element.getparent().remove(place._element)
        return
    area = layout.place(PICTURE).area
    _describe(put_table(place, slide.table, area, deck.language), slide, deck, "slides.table_of")


def _picture_area(page: Page) -> Area:
    """Return where the picture of a page stands, of one without any its text."""
    idx = PICTURE if page.layout in (CHART, TABLE) else BULLETS
    if page.layout is NUMBERS:
        return Area(LEFT, 1.7, FULL, 4.55)
    return page.layout.place(idx).area


def _describe(frame: PlaceholderGraphicFrame, slide: Slide, deck: Deck, name: str) -> None:
    """Give a chart or table the text of those who cannot see it."""
    sample = deck.sample_words if slide.sample else ""
    parts = [part.strip().rstrip(".") for part in (sample, slide.sentence or slide.title, slide.subtitle)]
    properties = frame._element.xpath("./p:nvGraphicFramePr/p:cNvPr")[0]
    properties.set("descr", plain(". ".join(filter(None, parts))) + ".")
    properties.set("title", plain(slide.title))
    properties.set("name", plain(words(deck.language).get(name, text=slide.key)))


def _put_foot(drawn: Drawn, layout: Layout, deck: Deck) -> None:
    """Add the identity of the snapshot and the number of the slide, which python-pptx does not take over."""
    for place in layout.places:
        if place.idx in (FOOTER, NUMBER):
            number = max(int(found) for found in drawn.element.xpath("//p:cNvPr/@id")) + 1
            drawn.shapes._spTree.append(
                parsed(foot_shape(place, number, plain(deck.identity), deck.language))
            )


def _place(drawn: Drawn, idx: int) -> Any:
    return next(place for place in drawn.placeholders if place.placeholder_format.idx == idx)
