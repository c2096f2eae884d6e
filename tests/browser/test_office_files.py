"""Slides as LibreOffice draws them: each on one page, every word within it, every text and number there to be read."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize
from xml.etree import ElementTree

import pytest

from danvan.exports import pdf
from danvan.exports.slides import presentation
from tests.deck_examples import BAR, DECK, LINE, NUMBERS, SAMPLE_WORDS, TABLE, WORDS

pytestmark = pytest.mark.browser

XHTML = "{http://www.w3.org/1999/xhtml}"
PAGES = 11  # the table of fifteen rows takes two
LINE_PAGE, BAR_PAGE, TABLE_PAGES = 3, 4, (8, 9)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[ElementTree.Element]:
    """The pages of the deck of examples with their words, as they were drawn."""
    if pdf.program() is None:
        pytest.skip("no LibreOffice is installed")
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext is installed")
    drawn = tmp_path_factory.mktemp("office") / "slides.pdf"
    drawn.write_bytes(pdf.converted(presentation(DECK), ".pptx", DECK.as_of))
    return list(read(drawn).iter(f"{XHTML}page"))


def read(drawn: Path) -> ElementTree.Element:
    command = ["pdftotext", "-bbox", str(drawn), "-"]
    said = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    return ElementTree.fromstring(re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", said))


def words(page: ElementTree.Element) -> Iterator[ElementTree.Element]:
    return page.iter(f"{XHTML}word")


def text(page: ElementTree.Element) -> str:
    """Return the text of a page without blanks: letters of another font count as words of their own."""
    return packed("".join(word.text or "" for word in words(page)))


def packed(said: str) -> str:
    return "".join(normalize("NFC", said).split())


def test_each_slide_is_one_wide_page(pages: list[ElementTree.Element]) -> None:
    assert len(pages) == PAGES
    for page in pages:
        assert float(page.attrib["width"]) / float(page.attrib["height"]) == pytest.approx(16 / 9, abs=0.01)


def test_no_word_reaches_beyond_its_page(pages: list[ElementTree.Element]) -> None:
    for number, page in enumerate(pages, 1):
        width, height = float(page.attrib["width"]), float(page.attrib["height"])
        outside = [
            word.text
            for word in words(page)
            if float(word.attrib["xMin"]) < 0
            or float(word.attrib["yMin"]) < 0
            or float(word.attrib["xMax"]) > width
            or float(word.attrib["yMax"]) > height
        ]
        assert outside == [], number


def test_what_the_slides_say_is_drawn(pages: list[ElementTree.Element]) -> None:
    whole = "".join(text(page) for page in pages)
    values = (one.value for one in NUMBERS.numbers)
    for said in (LINE.title, LINE.sentence, LINE.cautions[0], LINE.source, *WORDS.lines, *values):
        assert packed(said) in whole
    assert all(packed(DECK.identity) in text(page) for page in pages)


def test_the_numbers_of_a_chart_are_drawn_as_vietnamese_writes_them(pages: list[ElementTree.Element]) -> None:
    drawn = text(pages[BAR_PAGE - 1])
    assert BAR.plotted is not None
    for point in BAR.plotted.shown.series[0].points:
        assert point.value is None or f"{point.value:,.0f}".replace(",", ".") in drawn
    assert [drawn.count(said) for said in ("trên24.279", "trên")] == [1, 1]
    assert all(packed(name) in drawn for name in BAR.plotted.shown.categories)
    assert "3,19" in text(pages[LINE_PAGE - 1])


def test_sample_values_are_seen_to_be_a_sample(pages: list[ElementTree.Element]) -> None:
    assert text(pages[BAR_PAGE - 1]).count(packed(SAMPLE_WORDS)) == 3
    assert packed(SAMPLE_WORDS) not in text(pages[LINE_PAGE - 1])


def test_each_cell_of_a_table_is_drawn(pages: list[ElementTree.Element]) -> None:
    drawn = "".join(text(pages[number - 1]) for number in TABLE_PAGES)
    assert TABLE.table is not None
    assert [cell for row in TABLE.table.rows for cell in row if packed(cell) not in drawn] == []
