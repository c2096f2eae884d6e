"""The numbers of the headings: I., 1., a), counted by Word itself, so that a heading put in moves those after it."""

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Length

from danvan.exports.document.markup import XML, element

LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"))


def set_numbering(document: Document, first_line: Length) -> None:
    """Put the one list of the headings in the place of those of the empty document."""
    numbering: XML = document.part.numbering_part.element
    for given in list(numbering):
        numbering.remove(given)
    levels = [_level(at, counted, shown, first_line) for at, (counted, shown) in enumerate(LEVELS)]
    many = element("w:multiLevelType", val="multilevel")
    numbering.append(element("w:abstractNum", many, *levels, abstractNumId=0))
    numbering.append(element("w:num", element("w:abstractNumId", val=0), numId=1))


def _level(at: int, counted: str, shown: str, first_line: Length) -> XML:
    made = element("w:lvl", ilvl=at)
    made.extend(
        [
            element("w:start", val=1),
            element("w:numFmt", val=counted),
            element("w:pStyle", val=f"Heading{at + 1}"),
            element("w:suff", val="space"),
            element("w:lvlText", val=shown),
            element("w:lvlJc", val="left"),
            element("w:pPr", element("w:ind", left=0, firstLine=round(first_line.pt * 20))),
        ]
    )
    made.set(qn("w:tplc"), f"0409000{at + 1}")
    return made
