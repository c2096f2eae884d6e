"""The PowerPoint file as an archive: what PowerPoint demands before it opens a file without repairing it."""

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from deck_examples import DECK
from lxml import etree

from danvan.exports.slides import presentation

CONTENT = presentation(DECK)
PARTS = {
    name: zipfile.ZipFile(io.BytesIO(CONTENT)).read(name)
    for name in zipfile.ZipFile(io.BytesIO(CONTENT)).namelist()
}
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

# The order of children in ECMA-376 (transitional), of the elements that are not written by python-pptx alone.
LABEL = "numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize separator"
AXIS = (
    "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr"
    " txPr crossAx crosses crossesAt"
)
ORDERS = {
    "chartSpace": "date1904 lang roundedCorners style clrMapOvr pivotSource protection chart spPr txPr externalData",
    "chart": "title autoTitleDeleted pivotFmts view3D floor sideWall backWall plotArea legend plotVisOnly dispBlanksAs",
    "plotArea": "layout barChart lineChart catAx valAx dTable spPr",
    "barChart": "barDir grouping varyColors ser dLbls gapWidth overlap serLines axId",
    "lineChart": "grouping varyColors ser dLbls dropLines hiLowLines upDownBars marker smooth axId",
    "barChart/ser": "idx order tx spPr invertIfNegative pictureOptions dPt dLbls trendline errBars cat val shape",
    "lineChart/ser": "idx order tx spPr marker dPt dLbls trendline errBars cat val smooth",
    "dPt": "idx invertIfNegative marker bubble3D explosion spPr",
    "dLbls": f"dLbl delete {LABEL} showLeaderLines",
    "dLbl": f"idx delete layout tx {LABEL}",
    "errBars": "errDir errBarType errValType noEndCap plus minus val spPr",
    "catAx": f"{AXIS} auto lblAlgn lblOffset tickLblSkip tickMarkSkip noMultiLvlLbl",
    "valAx": f"{AXIS} crossBetween majorUnit minorUnit dispUnits",
    "scaling": "logBase orientation max min",
    "title": "tx layout overlay spPr txPr",
    "legend": "legendPos legendEntry layout overlay spPr txPr",
    "ser/marker": "symbol size spPr",
    "numRef": "f numCache",
    "strRef": "f strCache",
    "numCache": "formatCode ptCount pt",
    "strCache": "ptCount pt",
    "tcPr": "lnL lnR lnT lnB lnTlToBr lnBlToTr cell3D noFill solidFill",
    "defRPr": "ln noFill solidFill effectLst latin ea cs",
    "presentation": "sldMasterIdLst notesMasterIdLst handoutMasterIdLst sldIdLst sldSz notesSz defaultTextStyle",
    "cSld": "bg spTree",
    "sldMaster": "cSld clrMap sldLayoutIdLst transition timing hf txStyles",
}  # fmt: skip


def parsed(ending: str, folder: str = "ppt/") -> Iterator[tuple[str, Any]]:
    for name, content in PARTS.items():
        if name.startswith(folder) and name.endswith(ending):
            yield name, etree.fromstring(content)


def local(element: Any) -> str:
    return str(etree.QName(element).localname)


def named(element: Any) -> str:
    """Return the name of an element, with its parent's where the order depends on it."""
    with_parent = f"{local(element.getparent())}/{local(element)}" if element.getparent() is not None else ""
    return with_parent if with_parent in ORDERS else local(element)


def test_the_children_of_each_element_stand_in_the_order_of_the_standard() -> None:
    seen = set()
    for part, root in parsed(".xml"):
        for element in root.iter(etree.Element):
            order = ORDERS.get(named(element))
            if order is None or (named(element) == "title" and not part.startswith("ppt/charts")):
                continue
            seen.add(named(element))
            places = [order.split().index(local(child)) for child in element if local(child) != "extLst"]
            assert places == sorted(places), (part, named(element), [local(child) for child in element])
    assert seen == ORDERS.keys()


def test_no_part_is_there_twice_and_each_has_a_type() -> None:
    assert max(Counter(zipfile.ZipFile(io.BytesIO(CONTENT)).namelist()).values()) == 1
    types = etree.fromstring(PARTS["[Content_Types].xml"])
    endings = {one.get("Extension") for one in types.findall(f"{TYPES}Default")}
    names = [one.get("PartName") for one in types.findall(f"{TYPES}Override")]
    assert len(names) == len(set(names))
    assert {name.lstrip("/") for name in names} <= PARTS.keys()
    assert [
        name
        for name in PARTS
        if f"/{name}" not in names
        and name.rpartition(".")[2] not in endings
        and name != "[Content_Types].xml"
    ] == []


def test_each_relationship_leads_to_a_part_and_each_id_to_a_relationship() -> None:
    reached = {"[Content_Types].xml"}
    for name, root in parsed(".rels", ""):
        folder = posixpath.dirname(posixpath.dirname(name))
        targets = {posixpath.normpath(posixpath.join("/", folder, one.get("Target")))[1:] for one in root}
        assert targets <= PARTS.keys(), name
        reached |= {name, *targets}
        owner = posixpath.join(folder, posixpath.basename(name).removesuffix(".rels"))
        if owner.endswith(".xml"):
            assert set(used(etree.fromstring(PARTS[owner]))) <= {one.get("Id") for one in root}, owner
    assert reached == PARTS.keys()


def used(root: Any) -> Iterator[str]:
    """Return the ids of relationships that a part names."""
    for element in root.iter(etree.Element):
        yield from (value for key, value in element.attrib.items() if key.startswith(RELATED))


@pytest.mark.parametrize(
    "folder", ["ppt/slides/", "ppt/slideLayouts/", "ppt/slideMasters/", "ppt/notesSlides/"]
)
def test_the_shapes_of_a_slide_have_different_numbers(folder: str) -> None:
    for name, root in parsed(".xml", folder):
        numbers = [one.get("id") for one in root.iter("{*}cNvPr")]
        assert len(numbers) == len(set(numbers)), name


def test_layouts_and_masters_have_different_numbers() -> None:
    numbers = [
        one.get("id") for _, root in parsed(".xml") for one in root.iter("{*}sldMasterId", "{*}sldLayoutId")
    ]
    assert len(numbers) == 7
    assert len(numbers) == len(set(numbers))


def test_the_times_in_the_file_are_those_of_the_deck() -> None:
    for archive in (CONTENT, *(part for name, part in PARTS.items() if name.endswith(".xlsx"))):
        for entry in zipfile.ZipFile(io.BytesIO(archive)).infolist():
            assert entry.date_time[:3] == (2026, 11, 25)


def test_nothing_of_the_template_that_it_was_made_from_is_left() -> None:
    assert not any("printerSettings" in name or "thumbnail" in name or "app.xml" in name for name in PARTS)
    theme = PARTS["ppt/theme/theme1.xml"].decode()
    assert 'typeface="Arial"' in theme
    assert "Calibri" not in theme
    master = PARTS["ppt/slideMasters/slideMaster1.xml"].decode()
    assert "Click to edit" not in master
