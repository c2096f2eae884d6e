"""The empty presentation: our master, its layouts and its colours, in the place of those of python-pptx."""

import io
import re
from functools import cache
from xml.sax.saxutils import escape

import pptx
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Inches

from danvan.exports.chart_ink import ACCENT, COLOURS, INK, MUTED, PAPER
from danvan.exports.slides.layouts import (
    BULLETS,
    FULL,
    HEIGHT,
    LAYOUTS,
    LEFT,
    WIDTH,
    WORDS,
    Area,
    Layout,
)  # fmt: skip
from danvan.exports.slides.places import PANEL, line, parsed, place_shape, replace_shapes, text_styles
from danvan.exports.styles import FONT
from danvan.text import Words, words

# What python-pptx's own template brings along and says of another program, another paper or another size.
_UNWANTED = (
    RELATIONSHIP_TYPE.PRINTER_SETTINGS,
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
)
_GROUND = '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg2"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'


def opened(language: str) -> Presentation:
    """Return an empty presentation, 16:9, with our master and layouts, in this language."""
    return pptx.Presentation(io.BytesIO(_template(language)))


@cache
def _template(language: str) -> bytes:
    made = pptx.Presentation()
    made.slide_width, made.slide_height = Inches(WIDTH), Inches(HEIGHT)
    made.element.sldSz.attrib.pop("type", None)
    said = words(language)
    master = made.slide_master
    for layout in list(master.slide_layouts)[len(LAYOUTS) :]:
        master.slide_layouts.remove(layout)
    _dress_master(master, said)
    for given, layout in zip(master.slide_layouts, LAYOUTS, strict=True):
        _dress_layout(given, layout, said)
    _drop_unwanted(made)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _dress_master(master: SlideMaster, said: Words) -> None:
    """Give the master our colours, fonts and places, a line in accent at the top and one above the foot."""
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme.blob = _theme(theme.blob.decode("utf-8"), said.get("slides.layout.master")).encode("utf-8")
    body = WORDS.place(BULLETS)
    places = [*(place for place in WORDS.places if place.holds in ("title", "ftr", "sldNum")), body]
    shapes = [
        line(2, "top", Area(0, 0, WIDTH, 0.09), "accent6"),
        line(3, "foot", Area(LEFT, 6.95, FULL, 0.01), "bg2"),
        *(place_shape(place, number, said, whole=True) for number, place in enumerate(places, 4)),
    ]
    replace_shapes(master.element, shapes)
    styles = master.element.find(qn("p:txStyles"))
    master.element.replace(styles, parsed(text_styles(said.language)))


def _dress_layout(given: SlideLayout, layout: Layout, said: Words) -> None:
    """Make a layout of python-pptx's one of ours."""
    shapes = [place_shape(place, number, said) for number, place in enumerate(layout.places, 2)]
    replace_shapes(given.element, shapes)
    given.element.cSld.set("name", said.get(f"slides.layout.{layout.name}"))
    given.element.set("type", layout.kind)
    given.element.set("userDrawn", "1")
    if layout.name == "cover":
        given.element.set("showMasterSp", "0")
        tree = given.element.cSld.spTree
        tree.insert(2, parsed(line(90, "side", Area(0, 0, 0.45, HEIGHT), "accent6")))
        given.element.cSld.insert(0, parsed(_GROUND))


def _drop_unwanted(made: Presentation) -> None:
    for owner in (made.part, made.part.package):
        for key, relation in list(owner._rels.items()):
            if relation.reltype in _UNWANTED:
                owner._rels.pop(key)


def _theme(given: str, name: str) -> str:
    """Return the theme with our colours, which a chart or shape added in PowerPoint takes too, and our font."""
    accents = (*COLOURS, ACCENT)
    colours = {"dk1": INK, "lt1": PAPER, "dk2": MUTED, "lt2": PANEL}
    colours |= {f"accent{at}": colour for at, colour in enumerate(accents, 1)}
    colours |= {"hlink": COLOURS[0], "folHlink": COLOURS[2]}
    scheme = "".join(f'<a:{key}><a:srgbClr val="{value}"/></a:{key}>' for key, value in colours.items())
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fonts = f"<a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont>"
    for tag, content in (("clrScheme", scheme), ("fontScheme", fonts)):
        given = re.sub(
            f"<a:{tag} .*?</a:{tag}>",
            f'<a:{tag} name="{escape(name)}">{content}</a:{tag}>',
            given,
            flags=re.S,
        )
    return given.replace('name="Office Theme"', f'name="{escape(name)}"')
