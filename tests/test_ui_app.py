"""The script of the app as AppTest runs it: what it says when a link, the data or the program is wrong."""

import logging
import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from danvan.paths import ROOT
from danvan.ui.sitemap import PAGES
from danvan.warehouse import read


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data files that a test may spoil, and a folder of its own for what the app makes."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.setenv("DANVAN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DANVAN_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(read, "SECONDS_BETWEEN_LOOKS", 0.0)
    return tmp_path / "data"


def run(**parameters: str) -> str:
    """Return the HTML of our own on the first page."""
    app = AppTest.from_file(ROOT / "danvan" / "ui" / "app.py", default_timeout=60)
    for name, value in parameters.items():
        app.query_params[name.replace("_", "-")] = value
    app.run()
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def spoil(data: Path) -> None:
    file = data / "report" / "observations.csv"
    rows = file.read_text(encoding="utf-8").splitlines()
    rows[1] = rows[1].replace(",534,", ",không có nơi này,", 1)
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")


def test_every_listed_page_is_linked_with_the_filters_kept(data: Path) -> None:
    html = run(xa="pho-hoa", nam="2018-2020")
    for page in PAGES:
        assert (f'href="{page.href}?xa=pho-hoa&amp;nam=2018-2020"' in html) == page.listed


def test_the_switch_of_the_language_keeps_all_that_the_address_holds(data: Path) -> None:
    app = AppTest.from_file(ROOT / "danvan" / "ui" / "app.py", default_timeout=60)
    app.query_params["ten"] = ["a:Một, hai", "b:Ba"]
    app.query_params["xa"] = "pho-hoa"
    html = "\n".join(element.proto.body for element in app.run().get("html"))
    (href,) = re.findall(r'href="([^"]*)" class="dv-language"', html)
    asked = parse_qs(urlsplit(unescape(href)).query)
    assert asked == {"ten": ["a:Một, hai", "b:Ba"], "xa": ["pho-hoa"], "ngon-ngu": ["en"]}


def test_unknown_value_of_a_link_is_said_with_the_nearest_as_a_link(data: Path) -> None:
    html = run(xa="pho-hoaa")
    assert "“pho-hoaa”" in html
    assert 'href="?xa=pho-hoa"' in html


def test_what_a_link_says_is_never_taken_for_html(data: Path) -> None:
    assert "<script" not in run(xa="<script>alert(1)</script>", trang="<script>", nam="<script>")


def test_broken_file_is_told_with_its_place_while_the_last_good_figures_are_shown(data: Path) -> None:
    good = run()
    spoil(data)
    html = run()
    assert "dv-notice-error" in html
    assert "report/observations.csv" in html
    assert "không có nơi này" in html
    assert re.findall(r'class="dv-value"', html) == re.findall(r'class="dv-value"', good) != []


def test_broken_file_without_any_good_figures_gives_a_page_that_says_what_to_do(data: Path) -> None:
    spoil(data)
    html = run(ngon_ngu="en")
    assert "There are no figures to show" in html
    assert "report/observations.csv" in html
    assert "dv-head" not in html


def test_unexpected_error_is_said_calmly_and_its_details_stand_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def script() -> None:
        from danvan.ui import errors

        assert errors.show_unexpected(ValueError("mật khẩu 123"))

    with caplog.at_level(logging.ERROR, logger="danvan.ui"):
        app = AppTest.from_function(script, default_timeout=60).run()
    html = app.get("html")[0].proto.body
    number = re.search(r"[0-9a-f]{8}", html)
    assert number is not None
    assert "mật khẩu" not in html
    assert number.group() in caplog.text
    assert "mật khẩu 123" in caplog.text
