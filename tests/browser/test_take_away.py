"""Taking figures away from the page: files equal what the screen shows, and addresses can be copied."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest

from danvan import format as fmt
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

ROW = ".dv-take-away"


def open_row(visit: Callable[..., Visit], address: str) -> Visit:
    opened = visit(address)
    opened.page.wait_for_selector(ROW)
    return opened


def test_a_file_has_the_figures_of_the_table_on_the_screen(
    app: str, visit: Callable[..., Visit], tmp_path: Path
) -> None:
    opened = open_row(visit, f"{app}/phan-tich?chi-tieu=tips&ky=nam&dang=bang")
    with opened.page.expect_download() as download:
        opened.page.click(f"{ROW} a[href*='phan-tich.csv']")
    assert download.value.suggested_filename.endswith("_so-lieu-minh-hoa.csv")
    file = tmp_path / "taken.csv"
    download.value.save_as(file)
    with file.open(encoding="utf-8", newline="") as lines:
        taken = list(csv.DictReader(lines))
    lines_shown = opened.page.locator("table tbody tr").all()
    assert len(lines_shown) == 15
    for line in lines_shown:
        name, *values = [cell.strip() for cell in line.locator("th, td").all_text_contents()]
        own = [row["value"] for row in taken if row["group_name"].endswith(name)]
        assert values == [fmt.number(float(value), 0) for value in own]
    assert {row["basis"] for row in taken} == {"sample"}


def test_the_copied_address_gives_what_the_page_shows(app: str, visit: Callable[..., Visit]) -> None:
    opened = open_row(visit, f"{app}/phan-tich?chi-tieu=poverty-rate-pct&don-vi=moi&xa=tra-cau-2025&ky=nam")
    opened.page.click(f"{ROW} summary")
    field = opened.page.locator(f"{ROW} input[data-live]").first
    opened.page.locator(f"{ROW} button[data-copy]").first.click()
    opened.page.wait_for_selector(f"{ROW} button:has-text('Đã chép')")
    address = field.input_value()
    assert address.startswith(f"{app}/dv/du-lieu/phan-tich.csv?")
    with urlopen(address) as answer:
        rows = list(csv.DictReader(io.StringIO(answer.read().decode())))
    assert {row["group_name"] for row in rows if row["chosen"] == "1"} == {"phường Trà Câu"}
    assert [row["period"] for row in rows if row["chosen"] == "1"] == ["2017", "2018", "2019", "2020", "2021"]
