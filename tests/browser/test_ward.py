"""The page of one ward: from the list into a sheet, on to the next, back by the trail; one page of paper for each."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.accessibility import findings
from tests.browser.conftest import ROOT, running_app
from tests.browser.paper import SHEET_PX, WIDTH_PX, pages_of, printed
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

WARDS = (
    "pho-an", "pho-phong", "pho-thuan", "pho-quang", "pho-van", "pho-ninh", "pho-nhon", "nguyen-nghiem",
    "pho-minh", "pho-hoa", "pho-vinh", "pho-cuong", "pho-khanh", "pho-thanh", "pho-chau",
)  # fmt: skip
FULLEST = "pho-khanh"


def test_from_the_list_into_a_ward_on_to_the_next_and_back(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/ho-so?nam=2018-2021")
    opened.page.click(".dv-tiles >> text=Phường Phổ Hòa")
    opened.settle()
    assert opened.place == "/ho-so?xa=pho-hoa&nam=2018-2021"
    assert opened.page.inner_text("h1") == "Phường Phổ Hòa"
    opened.page.click('.dv-steps a[rel="next"]')
    opened.settle()
    assert opened.place == "/ho-so?xa=pho-vinh&nam=2018-2021"
    opened.page.click(".dv-trail a")
    opened.settle()
    assert opened.place == "/ho-so?nam=2018-2021"
    assert opened.page.locator(".dv-tiles li").count() == 15
    opened.back()
    assert opened.page.inner_text("h1") == "Phường Phổ Vinh"


def test_a_missing_figure_leads_to_the_page_to_hand_in_with_the_ward_kept(
    app: str, visit: Callable[..., Visit]
) -> None:
    opened = visit(f"{app}/ho-so?xa=pho-hoa")
    opened.page.click(".dv-gaps a")
    opened.settle()
    assert opened.place == "/nap-so-lieu?xa=pho-hoa"


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (390, 844)], ids=lambda size: str(size[0]))
@pytest.mark.parametrize("language", ["", "&ngon-ngu=en"], ids=["vi", "en"])
def test_a_sheet_is_whole_at_every_width_and_shuts_nobody_out(
    app: str, visit: Callable[..., Visit], size: tuple[int, int], language: str
) -> None:
    opened = visit(f"{app}/ho-so?xa={FULLEST}{language}", size)
    opened.screenshot(f"ward-sheet-{language[-2:] or 'vi'}-{size[0]}")
    assert not opened.is_too_wide()
    assert findings(opened.page) == []


@pytest.mark.parametrize("ward", WARDS)
def test_the_sheet_of_any_ward_is_one_page_of_paper(app: str, visit: Callable[..., Visit], ward: str) -> None:
    opened = visit(f"{app}/ho-so?xa={ward}")
    assert pages_of(printed(opened.page)) == 1


@pytest.fixture(scope="module")
def handed_in(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An app with real figures beside the sample: of the ward with the most models, and gaps of every kind."""
    folder = tmp_path_factory.mktemp("handed_in")
    file = folder / "nop.csv"
    heads = "Xã;Kỳ;Đất hiến (m2);Ngày công đóng góp;Hộ dân cư;Nguồn tin Nhân dân cung cấp"
    wards = [(name, year) for name in ("Phổ Khánh", "Phổ An", "Phổ Văn") for year in (2018, 2020, 2021)]
    rows = [f"{name};{year};{900 + year};300;2000;9" for name, year in wards]
    file.write_text("\n".join([heads, *rows, "Phổ Khánh;2019-Q1;500;;;"]) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "danvan", "submit", str(file), "--by", "Lan", "--confirm"]
    settings = os.environ | {"DANVAN_STATE": str(folder / "state")}
    subprocess.run(command, cwd=ROOT, env=settings, check=True, capture_output=True)
    with running_app(folder) as address:
        yield address


def test_real_figures_and_the_sample_together_are_one_page_of_paper(
    handed_in: str, visit: Callable[..., Visit]
) -> None:
    opened = visit(f"{handed_in}/ho-so?xa={FULLEST}")
    opened.screenshot("ward-sheet-handed-in")
    assert opened.page.locator(".dv-ward-table").count() == 2
    assert findings(opened.page) == []
    assert pages_of(printed(opened.page)) == 1


def test_a_figure_leads_to_the_cell_that_it_was_handed_in_in(
    handed_in: str, visit: Callable[..., Visit]
) -> None:
    opened = visit(f"{handed_in}/ho-so?xa={FULLEST}")
    figure = opened.page.locator(".dv-ward-table .dv-col-latest a", has_text="2.921")
    assert "ô C4" in figure.get_attribute("title")  # the row of Phổ Khánh in 2021, the column of land
    figure.click()
    opened.settle()
    assert "chi-tieu=land_donated_m2" in opened.place
    row = opened.page.locator(".dv-table tr", has_text="xã Phổ Khánh").filter(has_text="năm 2021")
    assert "2.921" in row.inner_text()
    assert "ô C4" in row.inner_text()


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=lambda size: str(size[0]))
def test_paper_has_the_whole_sheet_without_what_a_screen_needs(
    app: str, visit: Callable[..., Visit], size: tuple[int, int]
) -> None:
    opened = visit(f"{app}/ho-so?xa={FULLEST}&ngon-ngu=en", size)
    page = opened.page
    assert pages_of(printed(page)) == 1
    page.emulate_media(media="print")
    page.set_viewport_size({"width": int(WIDTH_PX), "height": 1000})
    for hidden in (".dv-head", ".dv-bar", ".dv-steps", "[data-print]", ".dv-screen"):
        assert page.locator(hidden).first.is_hidden()
    assert page.locator(".dv-ward-foot").is_visible()
    cut = page.evaluate(
        "[...document.querySelectorAll('.dv-ward *')].filter((part) => part.getBoundingClientRect().right > "
        f"{WIDTH_PX} + 1).map((part) => part.outerHTML.slice(0, 80))"
    )
    assert cut == []
    page.emulate_media(media="screen")


def test_paper_is_light_where_the_screen_is_dark(app: str, browser: Any) -> None:
    context = browser.new_context(color_scheme="dark", locale="vi-VN", reduced_motion="reduce")
    opened = Visit(context.new_page(), f"{app}/ho-so?xa={FULLEST}")
    opened.page.emulate_media(media="print", color_scheme="dark")
    colours = opened.page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector('h1')).color]"
    )
    context.close()
    assert colours == ["rgb(255, 255, 255)", "rgb(27, 31, 36)"]


def test_the_button_opens_the_dialogue_to_print(app: str, visit: Callable[..., Visit]) -> None:
    opened = visit(f"{app}/ho-so?xa={FULLEST}")
    opened.page.evaluate("window.print = () => { window.dvPrinted = true; }")
    opened.page.click("[data-print]")
    assert opened.page.evaluate("window.dvPrinted") is True


def test_a_wide_chart_is_made_smaller_on_paper_and_not_cut(
    app: str, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    opened = visit(f"{app}/giam-ngheo")
    printed(opened.page)
    zooms = opened.page.evaluate(
        "[...document.querySelectorAll('.js-plotly-plot')].map((plot) => "
        "plot.style.getPropertyValue('--dv-print-zoom') * plot.querySelector('.main-svg').clientWidth)"
    )
    assert zooms
    assert max(zooms) <= SHEET_PX
