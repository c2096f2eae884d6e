"""The presentation in the hall: the whole deck by keyboard alone, with the network cable pulled out."""

import json
import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from danvan import queries
from danvan.deck import Chosen, made
from danvan.figures.hall import legible
from danvan.paths import ROOT
from danvan.story.memory import at_once
from danvan.ui import deck_linked
from danvan.ui import filters as filtering
from danvan.warehouse.read import warehouse
from tests.browser.accessibility import findings
from tests.browser.conftest import running_app

pytestmark = pytest.mark.browser

SHOW = "/trinh-chieu/chieu"
SIZES = [(1920, 1080), (1024, 768)]
SECONDS = 30_000
# What of the slide that is shown does not fit: boxes with more in them than can be seen, letters cut by their chart,
# parts of the slide that lie over each other.
UNFIT = """() => {
  const slide = document.querySelector(".slide.is-shown"), wrong = [];
  const inside = (box, outer) => box.left >= outer.left - 1 && box.right <= outer.right + 1
    && box.top >= outer.top - 1 && box.bottom <= outer.bottom + 1;
  for (const box of slide.querySelectorAll("h1, p:not([hidden]), li, table, .slide-body, .slide-figure")) {
    if (box.closest(".slide-notes, noscript") || !box.checkVisibility()) continue;
    const deeper = parseFloat(getComputedStyle(box).fontSize) * 0.2;  // marks above and below letters need no room
    const name = `${box.className} ${box.textContent.slice(0, 40)}`;
    if (box.scrollWidth > box.clientWidth + 1) wrong.push(`too wide: ${name}`);
    if (box.scrollHeight > box.clientHeight + deeper) wrong.push(`too high: ${name}`);
    if (!inside(box.getBoundingClientRect(), slide.getBoundingClientRect())) wrong.push(`outside: ${box.className}`);
  }
  const figure = slide.querySelector(".slide-figure");
  for (const text of figure?.querySelectorAll("text") ?? []) {
    const box = text.getBoundingClientRect();
    if (box.width && !inside(box, figure.getBoundingClientRect())) wrong.push(`cut: ${text.textContent}`);
  }
  const parts = [...slide.querySelectorAll(":scope > header, :scope > .slide-body, :scope > footer")]
    .map((part) => part.getBoundingClientRect());
  for (let at = 1; at < parts.length; at++)
    if (parts[at].top < parts[at - 1].bottom - 1) wrong.push("parts lie over each other");
  return wrong;
}"""
# Sizes of letters, as on a stage 1080 px high: of the title, and of the smallest letter of a chart.
LETTERS = """() => {
  const slide = document.querySelector(".slide.is-shown");
  const size = (one) => parseFloat(getComputedStyle(one).fontSize);
  const letters = [...slide.querySelectorAll("svg text")].filter((one) => one.textContent.trim());
  return [slide.querySelector("h1"), ...letters].map(size);
}"""


class Talk:
    """An open presentation and what went wrong in it."""

    def __init__(self, page: Any) -> None:
        self.page, self.wrong = page, list[str]()
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        page.on("console", self._hear)

    def _hear(self, said: Any) -> None:
        # The question for newer figures that is under way when the cable is pulled fails, as it must.
        if said.type == "error" and "ERR_INTERNET_DISCONNECTED" not in said.text:
            self.wrong.append(f"console: {said.text}")

    def open(self, address: str) -> "Talk":
        self.page.goto(address)
        self.page.wait_for_selector("html[data-ready=all]", timeout=SECONDS)
        return self

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            if key == "Escape":
                self.page.wait_for_selector("dialog", state="detached")

    def shown(self, what: str = "") -> str:
        words: str = self.page.locator(f".slide.is-shown {what}".strip()).first.inner_text()
        return words

    @property
    def key(self) -> str:
        return urlsplit(self.page.url).fragment

    @property
    def place(self) -> str:
        return self.shown(".slide-place")

    @property
    def accents(self) -> int:
        """How many marks of the chart that is shown have the colour of what stands out."""
        return int(
            self.page.evaluate(
                "() => { const accent = getComputedStyle(document.documentElement).getPropertyValue('--accent').trim();"
                " const probe = document.createElement('i'); probe.style.color = accent; document.body.append(probe);"
                " const wanted = getComputedStyle(probe).color; probe.remove();"
                " return [...document.querySelectorAll('.slide.is-shown svg *')].filter((one) =>"
                " [getComputedStyle(one).fill, getComputedStyle(one).stroke].includes(wanted)).length }"
            )
        )


@pytest.fixture
def talk(browser: Any) -> Iterator[Callable[..., Talk]]:
    """Open presentations, each in a browser of its own; what went wrong in one fails the test at its end."""
    talks: list[Talk] = []

    def opened(address: str, size: tuple[int, int] = (1920, 1080), **given: Any) -> Talk:
        viewport = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=viewport, locale="vi-VN", reduced_motion="reduce", **given)
        talks.append(Talk(context.new_page()))
        return talks[-1].open(address)

    yield opened
    for one in talks:
        one.page.context.close()
    assert [problem for one in talks for problem in one.wrong] == []


@pytest.mark.parametrize("size", SIZES)
def test_the_whole_deck_is_walked_by_keyboard_alone_without_a_network(
    app: str, talk: Callable[..., Talk], size: tuple[int, int]
) -> None:
    show = talk(f"{app}{SHOW}", size)
    show.page.context.set_offline(True)
    count = show.page.locator("#show-stage > .slide").count()
    walked = []
    for number in range(1, count + 1):
        assert show.place == f"{number}/{count}"
        assert show.shown("h1").strip()
        assert show.shown(".slide-source").strip()
        assert "Bản số liệu" in show.shown(".slide-identity")
        assert show.page.evaluate(UNFIT) == [], show.key
        title, *letters = show.page.evaluate(LETTERS)
        assert title >= 40
        assert min(letters, default=22) >= 22, show.key
        sample = show.page.locator(".slide.is-shown .slide-sample").count()
        figure = show.page.locator(".slide.is-shown svg")
        assert not (sample and figure.count()) or "SỐ LIỆU MINH HỌA" in "".join(figure.all_text_contents())
        walked.append(show.shown("h1"))
        show.press("PageDown")
    assert len(set(walked)) == count
    assert show.place == f"{count}/{count}"
    show.press("Home")
    assert show.place == f"1/{count}"


def test_keys_of_the_hall(app: str, talk: Callable[..., Talk]) -> None:
    show = talk(f"{app}{SHOW}")
    show.page.context.set_offline(True)
    first, second = (show.page.locator("#show-stage > .slide").nth(at).get_attribute("id") for at in (0, 1))
    show.press("ArrowRight")
    assert show.key == second
    show.press("Space", "Backspace", "ArrowLeft", "ArrowLeft")
    assert show.key == first
    show.press("b")
    assert (
        show.page.evaluate("getComputedStyle(document.documentElement, '::after').backgroundColor")
        == "rgb(0, 0, 0)"
    )
    show.press("PageDown")
    assert (show.key, show.page.evaluate("document.documentElement.dataset.blank")) == (first, "")
    show.press("4", "Enter")
    assert show.place.startswith("4/")
    show.press("9", "9", "Enter")
    assert show.place.startswith("4/")
    assert "Không có trang 99" in show.page.inner_text("#show-line")
    show.press("o")
    assert show.page.locator("dialog button[aria-current] .card-title").inner_text().startswith("4 ")
    show.press("ArrowRight", "ArrowRight", "Enter")
    show.page.wait_for_selector("dialog", state="detached")
    assert show.place.startswith("6/")
    show.press("o", "Escape", "t")
    show.page.wait_for_function("() => /00:0[1-9]/.test(document.getElementById('show-clock').textContent)")
    show.press("t")
    assert "tạm dừng" in show.page.inner_text("#show-clock")
    show.press("Shift+T")
    assert show.page.locator("#show-clock").is_hidden()
    show.press("?")
    listed = show.page.inner_text("dialog dl")
    assert all(key in listed for key in ("PageDown", "Home", "Shift+T", "F5", "Esc"))
    show.press("Escape", "d")
    assert show.page.evaluate("document.documentElement.dataset.mode") == "dark"
    show.press("End")
    assert show.place.split("/")[0] == show.place.split("/")[1]


def test_each_slide_has_its_address_and_back_leads_to_the_one_before(
    app: str, talk: Callable[..., Talk]
) -> None:
    show = talk(f"{app}{SHOW}#dat-hien")
    assert show.key == "dat-hien"
    assert "hiến" in show.shown("h1")
    number = show.place
    show.press("ArrowRight", "End")
    show.page.go_back()
    show.page.go_back()
    assert (show.key, show.place) == ("dat-hien", number)
    show.page.reload()
    show.page.wait_for_selector("html[data-ready=first], html[data-ready=all]", timeout=SECONDS)
    assert show.place == number


def test_a_link_to_a_slide_that_was_left_out_says_so(app: str, talk: Callable[..., Talk]) -> None:
    show = talk(f"{app}{SHOW}?bo=dat-hien#dat-hien")
    assert "“dat-hien”" in show.page.locator("#show-line").inner_text()
    assert show.place.startswith("1/")
    show.press("ArrowRight")
    assert show.place.startswith("2/")


def test_a_ward_stands_out_in_every_chart_that_has_it(app: str, talk: Callable[..., Talk]) -> None:
    show = talk(f"{app}{SHOW}#dat-hien")
    show.page.context.set_offline(True)
    assert show.accents == 0
    show.press("h")
    show.page.keyboard.type("pho khanh")
    show.press("Enter")
    assert show.page.evaluate("dvShow.ward") == "pho-khanh"
    assert show.accents > 0
    assert show.shown(".slide-ward").startswith("Phổ Khánh")
    assert "m²" in show.shown(".slide-ward")
    show.press("]")
    assert show.shown(".slide-ward").startswith("Phổ Thạnh")
    show.press("d")
    assert show.accents > 0
    show.press("Escape")
    assert show.accents == 0


def test_dark_charts_are_those_that_the_server_draws(app: str, talk: Callable[..., Talk]) -> None:
    show = talk(f"{app}{SHOW}")
    drawn = show.page.evaluate(
        "() => Object.keys(dvShow.data.charts).map((key) => [key, dvShow.chart(key, 'dark', '')])"
    )
    opened = warehouse().opened()
    with queries.reading(opened):
        catalogue = queries.catalogue()
        filters = filtering.default(filtering.options(catalogue))
        asked = deck_linked.question(filters, catalogue, at_once, "dark")
        deck = made(asked, Chosen(), opened.snapshot)
    wanted = {slide.key: legible(dict(slide.figure), "dark") for slide in deck.slides if slide.figure}
    assert len(drawn) == len(wanted) > 5
    for key, chart in drawn:
        assert chart == json.loads(json.dumps(wanted[key])), key


def test_the_presenters_window_follows_and_steers_without_a_network(
    app: str, talk: Callable[..., Talk]
) -> None:
    show, other = talk(f"{app}{SHOW}#dat-hien"), talk(f"{app}{SHOW}")
    show.page.context.set_offline(True)
    with show.page.context.expect_page() as opened:
        show.press("s")
    presenter = opened.value
    presenter.wait_for_selector("#show-presenter")
    presenter.set_viewport_size({"width": 1200, "height": 760})
    number, count = map(int, show.place.split("/"))

    def told(what: str) -> str:
        words: str = presenter.inner_text(what)
        return words

    assert told(".now-place") == show.place
    assert told(".now-left") == f"còn {count - number} trang"
    assert show.shown("h1") in told(".now .show-picture h1")
    assert presenter.locator(".now svg").count() > 0
    assert told(".now-notes").strip()
    next_title = told(".next-title")
    presenter.keyboard.press("PageDown")
    assert show.shown("h1") == next_title == told(".now .show-picture h1")
    assert re.fullmatch(r"\d\d:\d\d", told(".now-times p:nth-of-type(2) b"))
    presenter.keyboard.press("b")
    assert show.page.evaluate("document.documentElement.dataset.blank") == "black"
    assert "đang tắt" in told(".now-said")
    presenter.keyboard.press("b")
    presenter.click("text=Chạy")
    presenter.wait_for_function("() => /00:0[1-9]/.test(document.querySelector('.now-times b').textContent)")
    assert other.place == f"1/{count}"
    assert findings(presenter) == []
    presenter.close()
    show.page.wait_for_function("() => dvShow.presenter() === null")


def test_a_reload_of_the_slides_finds_the_presenters_window_again(
    app: str, talk: Callable[..., Talk]
) -> None:
    show = talk(f"{app}{SHOW}")
    with show.page.context.expect_page() as opened:
        show.press("s")
    presenter = opened.value
    presenter.wait_for_selector("#show-presenter")
    show.page.reload()
    show.page.wait_for_selector("html[data-ready=all]", timeout=SECONDS)
    show.press("ArrowRight")
    presenter.wait_for_function("() => document.querySelector('.now-place').textContent.startsWith('2/')")
    assert len(show.page.context.pages) == 2


def test_new_figures_are_offered_and_taken_only_when_asked(
    browser: Any, tmp_path: Path, talk: Callable[..., Talk]
) -> None:
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    with running_app(tmp_path, settings={"DANVAN_DATA": str(data)}) as address:
        show = talk(f"{address}{SHOW}#so-lieu-kinh-te")
        before, titles = show.shown(), show.page.url
        observations = data / "report" / "observations.csv"
        words = observations.read_text(encoding="utf-8")
        assert words.count(",196833,") == 1
        observations.write_text(words.replace(",196833,", ",196834,"), encoding="utf-8")
        wait_until(lambda: show.page.evaluate("dvShow.look()") or show.page.inner_text("#show-news") != "")
        assert "Có số liệu mới. Đang trình chiếu số liệu tại phiên bản" in show.page.inner_text("#show-news")
        show.press("ArrowRight", "ArrowLeft")
        assert (show.shown(), show.key) == (before, "so-lieu-kinh-te")
        show.press("r")
        show.page.wait_for_function(
            "() => document.getElementById('show-news').textContent === ''", timeout=SECONDS
        )
        assert "196.833" in before
        assert "196.834" in show.shown()
        assert show.key == "so-lieu-kinh-te"
        assert show.page.url != titles


def test_axe_finds_nothing_in_slides_and_in_what_opens_over_them(app: str, talk: Callable[..., Talk]) -> None:
    show = talk(f"{app}{SHOW}#dat-hien")
    assert findings(show.page) == []
    for key in ("o", "h", "?"):
        show.press(key)
        assert findings(show.page) == [], key
        show.press("Escape")
    show.press("d", "]")
    assert findings(show.page) == []


def test_the_bar_does_what_the_keys_do(app: str, talk: Callable[..., Talk]) -> None:
    show = talk(f"{app}{SHOW}", (1024, 768))
    show.page.mouse.move(500, 400)
    show.page.click("#show-bar [data-action=next]")
    assert show.place.startswith("2/")
    show.press("Space")
    assert show.place.startswith("3/")
    show.page.mouse.click(1010, 300)
    assert show.place.startswith("4/")
    show.page.mouse.click(10, 300)
    assert show.place.startswith("3/")
    show.page.click("#show-bar [data-action=overview]")
    show.page.locator("dialog .panel-grid button").first.click()
    assert show.place.startswith("1/")
    leave = show.page.get_attribute("#show-leave", "href") or ""
    assert leave.startswith("/trinh-chieu?")


def test_without_scripts_the_slides_stand_below_each_other_and_print_one_a_page(
    app: str, browser: Any, tmp_path: Path
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="vi-VN")
    page = context.new_page()
    page.goto(f"{app}{SHOW}")
    tops = [box.bounding_box()["y"] for box in page.locator("#show-stage > .slide").all()]
    assert tops == sorted(set(tops))
    assert page.locator("#dat-hien table tbody tr").count() == 15
    assert page.locator("#show-opening").is_hidden()
    assert pages_of(page.pdf(prefer_css_page_size=True)) == len(tops)
    context.close()


def test_the_drawn_slides_print_one_a_page(app: str, talk: Callable[..., Talk]) -> None:
    show = talk(f"{app}{SHOW}")
    count = show.page.locator("#show-stage > .slide").count()
    assert pages_of(show.page.pdf(prefer_css_page_size=True)) == count


def wait_until(is_so: Callable[[], bool]) -> None:
    """Ask again until it is so; the server looks at its files every two seconds."""
    end = time.monotonic() + SECONDS / 1000
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.5)


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))
