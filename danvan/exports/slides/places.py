"""The XML of a master's and a layout's places, which python-pptx can read but not make."""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches

from danvan.exports.slides.layouts import Area, Place
from danvan.text import LOCALES, Words

PANEL = "F6F4EF"

_HELD = {
    "title": 'type="title"',
    "ctrTitle": 'type="ctrTitle"',
    "subTitle": 'type="subTitle" idx="{idx}"',
    "body": 'type="body" sz="quarter" idx="{idx}"',
    "chart": 'type="chart" idx="{idx}"',
    "tbl": 'type="tbl" idx="{idx}"',
    "ftr": 'type="ftr" sz="quarter" idx="{idx}"',
    "sldNum": 'type="sldNum" sz="quarter" idx="{idx}"',
}
_ANCHORED = '<a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">{fit}</a:bodyPr>'
_SLIDE_NUMBER = (
    '<a:fld id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
    '<a:rPr lang="{lang}"/><a:t>‹#›</a:t></a:fld>'
)
_FONTS = '<a:latin typeface="+{font}-lt"/><a:ea typeface="+{font}-ea"/><a:cs typeface="+{font}-cs"/>'


def place_shape(place: Place, number: int, said: Words, *, whole: bool = False) -> str:
    """Return a place as a shape; on the master itself with the levels of its text."""
    prompt = escape(said.get(f"slides.prompt.{place.prompt}"))
    lang = LOCALES[said.language]
    held = _HELD[place.holds].format(idx=place.idx)
    text = f'<a:r><a:rPr lang="{lang}"/><a:t>{prompt}</a:t></a:r>'
    if place.holds == "sldNum":
        text = _SLIDE_NUMBER.format(lang=lang)
    fit = "<a:normAutofit/>" if place.holds in ("title", "ctrTitle", "body") else ""
    style = "" if whole and place.holds == "body" else _level(place)
    custom = "" if whole or place.holds in ("ftr", "sldNum") else ' hasCustomPrompt="1"'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{prompt} {number}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {held}{custom}/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{_frame(place.area)}</p:spPr>"
        f"<p:txBody>{_ANCHORED.format(anchor=place.anchor, fit=fit)}<a:lstStyle>{style}</a:lstStyle>"
        f"<a:p>{text}</a:p></p:txBody></p:sp>"
    )


def _level(place: Place) -> str:
    """Return the look of the text of a place."""
    bullet = (
        'marL="285750" indent="-285750" algn="l"><a:spcBef><a:spcPts val="900"/></a:spcBef>'
        '<a:buClr><a:schemeClr val="accent6"/></a:buClr><a:buFont typeface="Arial"/><a:buChar char="•"/>'
        if place.bullets
        else f'marL="0" indent="0" algn="{place.align}"><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
    )
    return (
        f'<a:lvl1pPr {bullet}<a:defRPr sz="{round(place.sizes[0] * 100)}" b="{int(place.bold)}">'
        f'<a:solidFill><a:srgbClr val="{place.colour}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
    )


def text_styles(language: str) -> str:
    levels = "".join(
        f'<a:lvl{level}pPr marL="{285750 * level}" indent="-285750" algn="l" rtl="0" eaLnBrk="1" latinLnBrk="0" '
        f'hangingPunct="1"><a:spcBef><a:spcPts val="600"/></a:spcBef><a:buFont typeface="Arial"/>'
        f'<a:buChar char="{"•" if level % 2 else "–"}"/>{_run_look(2400 - 200 * level, "mn", language)}'
        f"</a:lvl{level}pPr>"
        for level in range(1, 6)
    )
    title = (
        '<a:lvl1pPr algn="l" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="95000"/>'
        f'</a:lnSpc><a:spcBef><a:spcPct val="0"/></a:spcBef><a:buNone/>{_run_look(3000, "mj", language)}</a:lvl1pPr>'
    )
    other = f'<a:lvl1pPr marL="0" algn="l" rtl="0">{_run_look(1800, "mn", language)}</a:lvl1pPr>'
    return (
        f"<p:txStyles><p:titleStyle>{title}</p:titleStyle><p:bodyStyle>{levels}</p:bodyStyle>"
        f"<p:otherStyle>{other}</p:otherStyle></p:txStyles>"
    )


def _run_look(size: int, font: str, language: str) -> str:
    return (
        f'<a:defRPr lang="{LOCALES[language]}" sz="{size}" kern="1200">'
        f'<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
        f"{_FONTS.format(font=font)}</a:defRPr>"
    )


def line(number: int, name: str, area: Area, colour: str) -> str:
    """Return a filled rectangle that is only there to be seen."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{_frame(area)}<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln>'
        '</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>'
    )


def _frame(area: Area) -> str:
    left, top, width, height = (Inches(side) for side in (area.left, area.top, area.width, area.height))
    return (
        f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    )


def parsed(xml: str) -> Any:
    """Return the XML, whose first tag names no namespaces, as an element of python-pptx."""
    end = min(at for at in (xml.find(" "), xml.find(">"), xml.find("/")) if at > 0)
    return parse_xml(f"{xml[:end]} {nsdecls('p', 'a', 'r')}{xml[end:]}")


def replace_shapes(element: Any, shapes: Sequence[str]) -> None:
    """Put these shapes in the place of those of a master or layout."""
    tree = element.cSld.spTree
    for old in list(tree)[2:]:
        tree.remove(old)
    for shape in shapes:
        tree.append(parsed(shape))
    for extension in element.cSld.xpath("p:extLst"):
        element.cSld.remove(extension)


def foot_shape(place: Place, number: int, text: str, language: str) -> str:
    """Return the shape of a slide for its foot or its number, which looks as the layout says."""
    lang = LOCALES[language]
    run = f'<a:r><a:rPr lang="{lang}"/><a:t>{escape(text)}</a:t></a:r>'
    if place.holds == "sldNum":
        run = _SLIDE_NUMBER.format(lang=lang)
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{place.holds} {number}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {_HELD[place.holds].format(idx=place.idx)}/></p:nvPr>'
        f"</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>{run}</a:p></p:txBody></p:sp>"
    )
