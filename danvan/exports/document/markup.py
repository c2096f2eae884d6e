"""Paragraphs and runs in the language of Word's files (WordprocessingML), and texts that it can hold."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from danvan.exports.document.said import BLANK
from danvan.exports.styles import without_control_signs
from danvan.text import LOCALES

XML = Any  # an element of lxml
_BREAKS = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_BLANKS = re.compile(f"({BLANK})")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def element(tag: str, *children: XML, **attributes: str | int) -> XML:
    """Return an element such as w:p with its children; attributes are of the same namespace."""
    made: XML = OxmlElement(tag)
    prefix = tag.partition(":")[0]
    for name, value in attributes.items():
        made.set(qn(f"{prefix}:{name}"), str(value))
    made.extend(children)
    return made


def printable(text: str) -> str:
    """Return a text as one line, with U+FFFD for each sign that a file of Word cannot hold."""
    return without_control_signs(_BREAKS.sub(" ", text))


def runs(text: str, language: str, *, bold: bool = False, italic: bool = False) -> Iterator[XML]:
    """Give the runs of a text in a language; each blank is one of its own, in the style of blanks."""
    for part in _BLANKS.split(printable(text)):
        if part:
            yield run(part, language, style="Blank" if part == BLANK else "", bold=bold, italic=italic)


def run(text: str, language: str, *, style: str = "", bold: bool = False, italic: bool = False) -> XML:
    """Return one run of a text."""
    written = element("w:t")
    written.text = text
    written.set(_SPACE, "preserve")
    return element("w:r", _look(language, style, bold=bold, italic=italic), written)


def paragraph(style: str, content: Iterable[XML], *, keep_next: bool = False) -> XML:
    """Return a paragraph in a style; keep_next holds it on the page of the next one."""
    properties = element("w:pPr", element("w:pStyle", val=style))
    if keep_next:
        properties.append(element("w:keepNext"))
    return element("w:p", properties, *content)


def rule(length: float, width: float, after: int = 0) -> XML:
    """Return a line in the middle of a column, with room under it; all lengths in twentieths of a point."""
    beside = max(0, round((width - length) / 2))
    properties = element(
        "w:pPr",
        element("w:pStyle", val="Rule"),
        element("w:pBdr", element("w:bottom", val="single", sz=6, space=0, color="000000")),
        element("w:spacing", after=after),
        element("w:ind", left=beside, right=beside, firstLine=0),
    )
    return element("w:p", properties)


def page_number(language: str) -> Iterator[XML]:
    """Give the runs of a field that Word fills with the number of the page."""
    yield _field_sign("begin", language)
    yield element("w:r", _look(language), _instruction("PAGE"))
    yield _field_sign("separate", language)
    yield run("2", language)
    yield _field_sign("end", language)


def _field_sign(kind: str, language: str) -> XML:
    return element("w:r", _look(language), element("w:fldChar", fldCharType=kind))


def _instruction(name: str) -> XML:
    made = element("w:instrText")
    made.text = f" {name} "
    made.set(_SPACE, "preserve")
    return made


def _look(language: str, style: str = "", *, bold: bool = False, italic: bool = False) -> XML:
    properties = element("w:rPr")
    if style:
        properties.append(element("w:rStyle", val=style))
    if bold:
        properties.append(element("w:b"))
    if italic:
        properties.append(element("w:i"))
    properties.append(element("w:lang", val=LOCALES[language]))
    return properties
