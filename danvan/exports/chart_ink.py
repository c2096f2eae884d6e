"""The colours, lines and letters of charts that their reader can change, in a workbook and on a slide."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from openpyxl.chart.axis import ChartLines
from openpyxl.chart.marker import Marker
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)

from danvan.exports.styles import FONT, printable

PAPER, INK, MUTED, ACCENT, RULE = "FFFFFF", "1B1F24", "5A6069", "B3202A", "D9D5CC"
COLOURS = ("394882", "B16028", "892544", "3C8365", "5A6069")
PALER = ("9CA4C0", "D8B094", "C492A2", "9EC1B2", "ACB0B4")  # half way to the paper, for sample values
BESIDE = "ACB0B4"  # what stands beside that which stands out
SYMBOLS = ("circle", "square", "triangle", "diamond")
LINE_WIDTH, HAIRLINE = 28_575, 9_525  # in EMU: 2.25 and 0.75 points

Others = Literal["grey", "paler", "own"]


@dataclass(frozen=True)
class Dress:
    """How the marks of a chart look.

    ``colours`` are those of the series in turn. ``highlighted`` names the categories or series that stand out, in
    accent; ``others`` says how all others look beside them: grey, paler in their own colours, or as ever. Where they
    are paler, what stands out keeps the colour of its series. Sample values are paler and their lines dashed;
    ``pale`` is what else is paler. ``line`` is the width of a line in EMU, ``marker`` the size of a mark in points.
    """

    sample: bool = False
    pale: bool = False
    colours: tuple[str, ...] = COLOURS
    highlighted: tuple[str, ...] = ()
    others: Others = "grey"
    line: int = LINE_WIDTH
    marker: int = 6

    def of_series(self, at: int, name: str) -> str:
        """Return the colour of a series."""
        own = self.colours[at % len(self.colours)]
        if name in self.highlighted:
            return self._standing(ACCENT)
        if not self.highlighted or self.others == "own":
            return self._standing(own)
        return self._standing(BESIDE if self.others == "grey" else paler(own))

    def of_point(self, at: int, name: str, category: str) -> str:
        """Return the colour of one mark of a series."""
        if category not in self.highlighted:
            return self.of_series(at, name)
        return self._standing(self.colours[at % len(self.colours)] if self.others == "paler" else ACCENT)

    def _standing(self, colour: str) -> str:
        return paler(colour) if self.sample or self.pale else colour


def paler(colour: str) -> str:
    """Return the colour half way to the paper."""
    if colour in COLOURS:
        return PALER[COLOURS.index(colour)]
    return "".join(f"{(int(colour[at : at + 2], 16) + 255) // 2:02X}" for at in (0, 2, 4))


def filled(colour: str, *, sample: bool) -> GraphicalProperties:
    """Return the look of a bar; that of a sample value has a dashed edge."""
    edge = (
        LineProperties(solidFill=MUTED, w=HAIRLINE, prstDash="sysDash")
        if sample
        else LineProperties(noFill=True)
    )
    return GraphicalProperties(solidFill=colour, ln=edge)


def hollow(colour: str, *, sample: bool) -> GraphicalProperties:
    """Return the look of a bar whose value is a bound; a pale edge could not be seen."""
    if sample or colour == BESIDE:
        dash = "sysDash" if sample else "solid"
        return GraphicalProperties(
            solidFill=PAPER, ln=LineProperties(solidFill=MUTED, w=2 * HAIRLINE, prstDash=dash)
        )
    return GraphicalProperties(solidFill=PAPER, ln=LineProperties(solidFill=colour, w=2 * HAIRLINE))


def stroke(colour: str, dress: Dress) -> LineProperties:
    """Return the look of a line."""
    return LineProperties(solidFill=colour, w=dress.line, prstDash="sysDash" if dress.sample else "solid")


def marker(symbol: str, colour: str, *, bound: bool, size: int) -> Marker:
    """Return the mark of a point, hollow where its value is a bound."""
    ink = LineProperties(solidFill=colour, w=2 * HAIRLINE)
    return Marker(
        symbol=symbol, size=size, spPr=GraphicalProperties(solidFill=PAPER if bound else colour, ln=ink)
    )


def gridlines() -> ChartLines:
    """Return the lines behind the marks."""
    return ChartLines(spPr=GraphicalProperties(ln=LineProperties(solidFill=RULE, w=HAIRLINE)))


def heading(said: str, size: int) -> Title:
    """Return the title of an axis; sizes are in hundredths of a point."""
    return titled([paragraph(said, size, MUTED)])


def titled(paragraphs: Sequence[Paragraph]) -> Title:
    """Return a title of these paragraphs, with room of its own."""
    return Title(tx=Text(rich=RichText(p=list(paragraphs))), overlay=False)


def paragraph(said: str, size: int, colour: str, *, bold: bool = False) -> Paragraph:
    """Return a paragraph of one look."""
    look = _look(size, colour, bold=bold)
    return Paragraph(pPr=ParagraphProperties(defRPr=look), r=[RegularTextRun(rPr=look, t=printable(said))])


def rich(size: int, colour: str, *, bold: bool = False, level: bool = False) -> RichText:
    """Return the look of texts that the chart writes itself; level ones are neither turned nor left out."""
    look = ParagraphProperties(defRPr=_look(size, colour, bold=bold))
    body = RichTextProperties(rot=0) if level else None
    return RichText(bodyPr=body, p=[Paragraph(pPr=look, endParaRPr=CharacterProperties())])


def _look(size: int, colour: str, *, bold: bool = False) -> CharacterProperties:
    return CharacterProperties(sz=size, b=bold, solidFill=colour, latin=Font(typeface=FONT))
