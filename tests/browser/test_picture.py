"""The chart as a picture: whole, readable and honest outside the app."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from defusedxml import ElementTree

from tests.browser.accessibility import findings
from tests.browser.test_keyboard import CHARTS
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

SVG = "{http://www.w3.org/2000/svg}"
BANNER = "SỐ LIỆU MINH HỌA"
OUTSIDE = re.compile(r"""(?:href=|src=|url\(|@import)\s*["'(]*(?!["'(]*(?:#|data:))""")

OVER_THE_EDGES = """() => {
  const { width, height } = document.documentElement.viewBox.baseVal;
  const over = ({ left, right, top, bottom }) => left < -1 || top < -1 || right > width + 1 || bottom > height + 1;
  return [...document.querySelectorAll("text")]
    .filter((text) => over(text.getBoundingClientRect()))
    .map((text) => text.textContent);
}"""


def take(opened: Visit, card: str, kind: str, folder: Path) -> Path:
    """Press the button of a card and keep the file under the name it was given."""
    with opened.page.expect_download() as download:
        opened.page.click(f'.st-key-card-{card} [data-picture="{kind}"]')
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def plain(words: str) -> str:
    return " ".join(words.split())


def said_in(root: Any) -> str:
    """Return all words that the picture shows, line after line as one text."""
    return plain(" ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text")))


def said_on(opened: Visit, card: str, part: str) -> str:
    return plain(opened.page.locator(f".st-key-card-{card} {part}").first.text_content())


def over_the_edges(browser: Any, svg: Path) -> list[str]:
    """Return the words of a picture that reach over its edges in a browser without the app."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(svg.as_uri())
    words: list[str] = page.evaluate(OVER_THE_EDGES)
    context.close()
    return words


def size_of(png: bytes) -> tuple[int, int]:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=lambda size: str(size[0]))
@pytest.mark.parametrize(("page", "card"), CHARTS.values(), ids=CHARTS)
def test_svg_stands_on_its_own_whole_with_sentence_source_and_standing(
    app: str,
    visit: Callable[..., Visit],
    browser: Any,
    tmp_path: Path,
    page: str,
    card: str,
    size: tuple[int, int],
) -> None:
    opened = visit(f"{app}{page}", size)
    file = take(opened, card, "svg", tmp_path)
    content = file.read_text(encoding="utf-8")
    root = ElementTree.fromstring(content)
    words = said_in(root)
    for part in (".dv-sentence", ".dv-sub", "p.dv-source .dv-badge", "p.dv-source a"):
        assert said_on(opened, card, part) in words
    for remark in opened.page.locator(
        f".st-key-card-{card} :is(p.dv-source span:not([aria-hidden]), .dv-more li)"
    ).all():
        assert plain(remark.text_content()) in words
    assert opened.page.locator("#dv-view").get_attribute("data-snapshot") in words
    is_sample = said_on(opened, card, "p.dv-source .dv-badge") == BANNER
    assert words.count(BANNER) >= (2 if is_sample else 0)
    assert is_sample == ("so-lieu-minh-hoa" in file.name)
    assert root.find(f"{SVG}title").text == said_on(opened, card, ".dv-sentence")
    assert BANNER in root.find(f"{SVG}desc").text or not is_sample
    assert [
        tag for tag in ("script", "foreignObject", "image") if root.find(f".//{SVG}{tag}") is not None
    ] == []
    assert OUTSIDE.search(content) is None
    assert file.name.isascii()
    assert over_the_edges(browser, file) == []


def test_ids_in_a_picture_are_unique_and_all_that_are_named_are_there(
    app: str, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    content = take(visit(f"{app}/mo-hinh"), "models_matrix", "svg", tmp_path).read_text(encoding="utf-8")
    ids = re.findall(r' id="([^"]+)"', content)
    named = set(re.findall(r"url\(#([^)]+)\)", content))
    assert len(ids) == len(set(ids))
    assert named
    assert named <= set(ids)


def test_picture_looks_outside_the_app_as_png_and_svg_alike(
    app: str, visit: Callable[..., Visit], browser: Any, tmp_path: Path
) -> None:
    """The saved PNG is what a browser without the app and its fonts draws of the saved SVG."""
    pictures = pytest.importorskip("PIL.Image", reason="Pillow is not installed")
    from PIL import ImageChops

    opened = visit(f"{app}/giam-ngheo?xa=pho-hoa")
    svg = take(opened, "poverty_wards", "svg", tmp_path)
    png = take(opened, "poverty_wards", "png", tmp_path)
    root = ElementTree.fromstring(svg.read_text(encoding="utf-8"))
    width, height = int(root.get("width")), int(root.get("height"))
    assert size_of(png.read_bytes()) == (2 * width, 2 * height)
    context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=2)
    page = context.new_page()
    page.goto(svg.as_uri())
    page.screenshot(path=tmp_path / "outside.png")
    context.close()
    saved, outside = (pictures.open(path).convert("L") for path in (png, tmp_path / "outside.png"))
    differing = sum(ImageChops.difference(saved, outside).histogram()[64:])
    assert differing < 0.001 * saved.width * saved.height


def test_chosen_wards_stand_in_name_and_foot(app: str, visit: Callable[..., Visit], tmp_path: Path) -> None:
    file = take(visit(f"{app}/hien-dat?xa=pho-an,pho-hoa"), "contributions_by_ward", "svg", tmp_path)
    assert "_pho-an-pho-hoa_so-lieu-minh-hoa_" in file.name
    assert "Đang chọn: Phổ An và Phổ Hòa" in said_in(ElementTree.fromstring(file.read_text(encoding="utf-8")))


def test_picture_that_cannot_be_made_is_told_in_words(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/hien-dat")
    opened.page.evaluate("() => { HTMLCanvasElement.prototype.toBlob = (done) => done(null); }")
    opened.page.click('.st-key-card-contributions_by_ward [data-picture="png"]')
    told = opened.page.locator('.st-key-card-contributions_by_ward .dv-take [role="alert"]')
    told.wait_for()
    assert told.inner_text() == "Chưa lưu được ảnh. Hãy thử lại, hoặc chọn loại ảnh kia."
    assert findings(opened.page) == []
