import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from danvan import queries
from danvan.story.finding import Finding, Question, table
from danvan.ui import keyboard, picture, sitemap
from danvan.warehouse.read import Opened
from danvan.warehouse.snapshots import Snapshot
from tests.story_data import AN, HOA, PHONG, THANH, opened, question

NOON = Snapshot("20260304T050000000000-0a1b2c3d", "0a1b2c3d", "2026-03-04T05:00:00+00:00")
ALL_IN_NAMES = re.compile(r"[a-z0-9_-]+")
FINDING = Finding(
    key="land",
    sentence="Phổ Hòa nhiều nhất.",
    subtitle="Đất hiến làm đường theo xã, phường, m², cộng giai đoạn 2017–2021. Năm trống là chưa có số liệu.",
    figure={},
    table=table(["Xã", "m²"], [("Phổ Hòa", "12")]),
    basis="sample",
    origins=(),
)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return opened(tmp_path_factory.mktemp("pictures"), "tips * 2017-2021 5 mau")


@pytest.fixture
def asked(warehouse: Opened) -> Iterator[Question]:
    with queries.reading(warehouse):
        yield question()


def test_name_of_a_file_says_in_ascii_what_is_shown_for_whom_and_of_what_standing(asked: Question) -> None:
    assert picture.stem(asked, FINDING, NOON) == (
        "dat-hien-lam-duong-theo-xa-phuong-m2-cong-giai-doan-2017-2021_so-lieu-minh-hoa_2026-03-04"
    )
    chosen = replace(asked, places=(AN, HOA))
    real = replace(FINDING, basis="reported", subtitle="Tỷ lệ hộ nghèo, %, cuối năm.")
    assert picture.stem(chosen, real, NOON) == "ty-le-ho-ngheo-cuoi-nam_pho-an-pho-hoa_2026-03-04"


def test_years_that_were_chosen_stand_in_the_name_where_what_is_shown_does_not_name_them(
    asked: Question,
) -> None:
    chosen = replace(asked, first_year=2018, last_year=2020)
    silent, telling = (replace(FINDING, basis="reported", subtitle=said) for said in ("Đất", "Đất 2018–2020"))
    assert picture.stem(chosen, silent, NOON) == "dat_2018-2020_2026-03-04"
    assert picture.stem(chosen, telling, NOON) == "dat-2018-2020_2026-03-04"


@pytest.mark.parametrize("subtitle", ["../../etc/passwd", 'a"b<c>', "…", "đất " * 200, "С кириллицей"])
def test_name_of_a_file_is_short_and_plain_whatever_is_shown(asked: Question, subtitle: str) -> None:
    many = replace(asked, places=(AN, HOA, PHONG, THANH))
    name = picture.stem(many, replace(FINDING, subtitle=subtitle), NOON)
    assert ALL_IN_NAMES.fullmatch(name)
    assert len(name) < 200
    assert name.endswith("_4-xa-phuong_so-lieu-minh-hoa_2026-03-04")


def test_foot_of_a_picture_names_town_chosen_wards_and_snapshot(asked: Question) -> None:
    assert picture.foot(replace(asked, places=(AN, HOA)), NOON) == (
        "Dân vận khéo · thị xã Đức Phổ · Đang chọn: Phổ An và Phổ Hòa"
        " · Bản số liệu lập ngày 04/3/2026, mã 20260304T050000000000-0a1b2c3d"
    )
    assert "Đang chọn" not in picture.foot(asked, NOON)


def test_picture_is_offered_only_where_there_is_a_chart(asked: Question) -> None:
    assert picture.links(asked, replace(FINDING, figure=None), NOON) == ""
    html = picture.links(asked, FINDING, NOON)
    assert re.findall(r'<button type="button" data-picture="(\w+)"', html) == ["png", "svg"]
    assert f'data-stem="{picture.stem(asked, FINDING, NOON)}"' in html


def test_what_a_place_is_called_is_never_taken_for_html(tmp_path: Path) -> None:
    hostile = '<b onclick="x">'
    with queries.reading(opened(tmp_path, names={AN: hostile})):
        html = picture.links(question(places=(AN,)), FINDING, NOON)
    assert hostile not in html
    assert "&lt;b onclick=&quot;x&quot;&gt;" in html


def test_hints_for_the_keyboard_say_enter_only_where_it_filters(asked: Question) -> None:
    walk, pick = re.findall(r'<p id="dv-hint-\w+"[^>]*>([^<]*)</p>', keyboard.hints(asked.words))
    assert "Enter" in pick
    assert "Enter" not in walk


@pytest.fixture(scope="module")
def state_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("state")


@pytest.mark.parametrize("page", sitemap.PAGES, ids=lambda page: page.name)
def test_every_chart_of_every_page_has_its_table_and_its_picture_beside_it(
    page: sitemap.SitePage, state_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DANVAN_STATE", str(state_folder))
    app = AppTest.from_file(page.file, default_timeout=60).run()
    assert not app.exception
    foots = [html.proto.body for html in app.get("html") if "data-picture" in html.proto.body]
    assert len(foots) == len(app.get("plotly_chart"))
    assert all("<td" in foot for foot in foots)
