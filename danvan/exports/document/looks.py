"""The page and the styles of the decree: A4 and its margins, Times New Roman, what is bold, slanted, centred, ruled.

Only the styles that are used are left in the file, so that whoever edits it chooses among them.
"""

from dataclasses import dataclass, field
from typing import Literal

from docx.document import Document
from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt

from danvan.exports.document.markup import XML, element
from danvan.text import LOCALES, words

FONT = "Times New Roman"
PAGE = (Mm(210), Mm(297))
TOP, BOTTOM, LEFT, RIGHT, HEADER = Mm(20), Mm(20), Mm(30), Mm(15), Mm(10)
BODY_PT, SECOND_PT, SMALL_PT, LIST_PT = 14, 13, 12, 11
FIRST_LINE = Mm(12.7)
EMU_PER_TWENTIETH = 635  # of a point
_KEPT = ("Normal", "Default Paragraph Font", "Normal Table", "No List", "Header", "Footer", "Body Text")
_HEADINGS = ("Heading 1", "Heading 2", "Heading 3")

Across = Literal["left", "right", "center", "both"]


@dataclass(frozen=True)
class Look:
    """How the paragraphs of one style look; lengths in points, lines in times of a single one."""

    size: float = BODY_PT
    across: Across = "left"
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    before: float = 0
    after: float = 0
    lines: float = 1.0
    first_line: Length = field(default=Length(0))
    left: Length = field(default=Length(0))
    keep_next: bool = False
    outline: int | None = None  # in the contents list beside the text, 0 the highest


HEADING = {
    "across": "both",
    "before": 6,
    "after": 6,
    "lines": 1.15,
    "first_line": FIRST_LINE,
    "keep_next": True,
}
LOOKS = {
    "BodyText": Look(across="both", after=6, lines=1.15, first_line=FIRST_LINE),
    "Header": Look(across="center"),
    "Heading1": Look(**HEADING, bold=True, capitals=True, outline=0),  # type: ignore[arg-type]
    "Heading2": Look(**HEADING, bold=True, outline=1),  # type: ignore[arg-type]
    "Heading3": Look(**HEADING, outline=2),  # type: ignore[arg-type]
    "Motto": Look(across="center", bold=True),
    "ParentBody": Look(size=SECOND_PT, across="center", capitals=True),
    "IssuingBody": Look(size=SECOND_PT, across="center", bold=True, capitals=True),
    "Nation": Look(size=SECOND_PT, across="center", bold=True, capitals=True),
    "Number": Look(size=SECOND_PT, across="center", before=4),
    "PlaceAndDate": Look(across="center", italic=True, before=4),
    "Kind": Look(across="center", bold=True, capitals=True, before=18),
    "Abstract": Look(across="center", bold=True),
    "Addressee": Look(across="center", after=6),
    "Addressees": Look(after=3, left=Mm(55)),
    "Signature": Look(across="center", bold=True, capitals=True, before=3),
    "SignatoryName": Look(across="center", bold=True, before=66),
    "RecipientsHead": Look(size=SMALL_PT, bold=True, italic=True, before=3),
    "Recipients": Look(size=LIST_PT),
    "Appendix": Look(across="center", bold=True, keep_next=True, outline=0),
    "AppendixTitle": Look(across="center", bold=True, capitals=True, keep_next=True),
    "Reference": Look(across="center", italic=True, after=6, keep_next=True),
    "TableTitle": Look(size=SECOND_PT, bold=True, before=12, after=4, keep_next=True, outline=1),
    "TableHead": Look(size=SMALL_PT, across="center", bold=True, before=2, after=2),
    "TableGroup": Look(size=SMALL_PT, bold=True, before=2, after=2, keep_next=True),
    "TableText": Look(size=SMALL_PT, before=2, after=2),
    "TableNumber": Look(size=SMALL_PT, across="right", before=2, after=2),
    "TableFoot": Look(size=SMALL_PT, across="both", italic=True, before=3, after=3),
}


def set_page(section: Section, *, landscape: bool = False) -> None:
    """Make the pages of a section A4 with the margins of the decree, whichever way they lie."""
    width, height = reversed(PAGE) if landscape else PAGE
    section.page_width, section.page_height = width, height
    section.orientation = WD_ORIENTATION.LANDSCAPE if landscape else WD_ORIENTATION.PORTRAIT
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.header_distance = section.footer_distance = HEADER
    section.different_first_page_header_footer = True


def text_width(*, landscape: bool = False) -> int:
    """Return how wide a text may be, in twentieths of a point."""
    return round((PAGE[landscape] - LEFT - RIGHT) / EMU_PER_TWENTIETH)


def set_styles(document: Document, language: str) -> None:
    """Put the styles of the decree in the place of those of the empty document."""
    styles: XML = document.styles.element
    for style in list(document.styles):
        if style.name not in (*_KEPT, *_HEADINGS):
            styles.remove(style.element)
    defaults = styles.find(qn("w:docDefaults"))
    defaults.getparent().replace(defaults, _defaults(language))
    said = words(language)
    built_in = {
        style.style_id: style.element.find(qn("w:name")).get(qn("w:val")) for style in document.styles
    }
    for code, look in LOOKS.items():
        name = built_in.get(code) or said.get(f"report.style.{code}")
        _take_out(styles, code)
        styles.append(_style(code, name, look, is_own=code not in built_in))
    normal = document.styles["Normal"].element
    for properties in (*normal.findall(qn("w:pPr")), *normal.findall(qn("w:rPr"))):
        normal.remove(properties)
    styles.append(_rule_style(said.get("report.style.Rule")))
    styles.append(_blank_style(said.get("report.style.Blank")))


def _defaults(language: str) -> XML:
    look = element(
        "w:rPr",
        _font(),
        element("w:color", val="000000"),
        *_size(BODY_PT),
        element("w:lang", val=LOCALES[language], eastAsia=LOCALES[language], bidi="ar-SA"),
    )
    return element("w:docDefaults", element("w:rPrDefault", look), element("w:pPrDefault", element("w:pPr")))


def _style(code: str, name: str, look: Look, *, is_own: bool) -> XML:
    made = element("w:style", type="paragraph", styleId=code)
    if is_own:
        made.set(qn("w:customStyle"), "1")
    following = "BodyText" if code.startswith("Heading") else code
    made.extend(
        [
            element("w:name", val=name),
            element("w:basedOn", val="Normal"),
            element("w:next", val=following),
            element("w:uiPriority", val=1),
            element("w:qFormat"),
            _paragraph(code, look),
            _letters(look),
        ]
    )
    return made


def _paragraph(code: str, look: Look) -> XML:
    properties = element("w:pPr")
    if look.keep_next:
        properties.append(element("w:keepNext"))
    if code.startswith("Heading"):
        level = int(code[-1]) - 1
        properties.append(element("w:numPr", element("w:ilvl", val=level), element("w:numId", val=1)))
    properties.append(
        element(
            "w:spacing",
            before=round(look.before * 20),
            after=round(look.after * 20),
            line=round(look.lines * 240),
            lineRule="auto",
        )
    )
    if look.first_line or look.left:
        first, left = (round(length.pt * 20) for length in (look.first_line, look.left))
        properties.append(element("w:ind", left=left, firstLine=first))
    properties.append(element("w:jc", val=look.across))
    if look.outline is not None:
        properties.append(element("w:outlineLvl", val=look.outline))
    return properties


def _letters(look: Look) -> XML:
    marks = (("w:b", look.bold), ("w:i", look.italic), ("w:caps", look.capitals))
    return element(
        "w:rPr",
        _font(),
        *(element(tag) for tag, wanted in marks if wanted),
        element("w:color", val="000000"),
        *_size(look.size),
    )


def _rule_style(name: str) -> XML:
    """Return the style of the lines under a text, and of the ends of sections: a paragraph as low as can be."""
    return element(
        "w:style",
        element("w:name", val=name),
        element("w:basedOn", val="Normal"),
        element("w:pPr", element("w:spacing", before=0, after=0, line=40, lineRule="exact")),
        element("w:rPr", *_size(1)),
        type="paragraph",
        styleId="Rule",
        customStyle=1,
    )


def _blank_style(name: str) -> XML:
    return element("w:style", element("w:name", val=name), type="character", styleId="Blank", customStyle=1)


def _font() -> XML:
    return element("w:rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)


def _size(points: float) -> tuple[XML, XML]:
    half_points = round(Pt(points).pt * 2)
    return element("w:sz", val=half_points), element("w:szCs", val=half_points)


def _take_out(styles: XML, code: str) -> None:
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) == code:
            styles.remove(style)
