"""The page of one ward as AppTest runs it: the list, the sheet, the links between them, and that it is drawn once."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from danvan import queries
from danvan.paths import ROOT
from danvan.ui.sitemap import named

LIST, SHEET = "dv-tiles", "dv-ward-table"


@pytest.fixture(scope="module", autouse=True)
def _state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Read the data that ship, in a state of these tests' own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DANVAN_STATE", str(tmp_path_factory.mktemp("state")))
        yield


def html(**parameters: str) -> str:
    """Return the HTML of our own on the page of one ward, asked for with these parameters."""
    app = AppTest.from_file(named("ward").file, default_timeout=60)
    for name, value in parameters.items():
        app.query_params[name.replace("_", "-")] = value
    app.run()
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


@pytest.mark.parametrize("chosen", ["", "pho-an,pho-hoa"])
def test_without_one_ward_chosen_all_wards_are_listed_as_links(chosen: str) -> None:
    said = html(xa=chosen)
    assert SHEET not in said
    tiles = said[said.index(LIST) :]
    assert len(re.findall(r'href="/ho-so\?xa=[a-z-]+"', tiles)) == 15
    assert tiles.count("0/18 chỉ tiêu") == 15
    assert tiles.count('aria-current="true"') == (2 if chosen else 0)


def test_one_ward_is_shown_with_the_way_back_and_its_neighbours_filters_kept() -> None:
    said = html(xa="pho-hoa", nam="2018-2021")
    assert LIST not in said
    assert "<h1>Phường Phổ Hòa</h1>" in said
    assert '<a data-app-link href="/ho-so?nam=2018-2021">Thị xã Đức Phổ</a>' in said
    assert 'href="/ho-so?xa=pho-minh&amp;nam=2018-2021" rel="prev"' in said
    assert 'href="/ho-so?xa=pho-vinh&amp;nam=2018-2021" rel="next"' in said
    assert "data-print" in said


def test_a_sample_says_so_across_every_group_of_rows() -> None:
    said = html(xa="pho-hoa")
    assert said.count('<tbody data-sample="SỐ LIỆU MINH HỌA">') == said.count("<tbody") == 3


def test_without_the_sample_the_sheet_says_what_is_missing_and_where_to_hand_it_in() -> None:
    said = html(xa="pho-hoa", so_lieu="that")
    assert SHEET not in said
    assert "Chưa có số liệu thật của các xã, phường trong giai đoạn 2017–2021" in said
    assert "Chưa nộp chỉ tiêu nào trong 18 chỉ tiêu, giai đoạn 2017–2021." in said
    assert re.search(r'<a data-app-link href="/nap-so-lieu" data-keep>Nộp số liệu</a>', said)


def test_one_year_alone_is_not_summed() -> None:
    assert "Cộng 2017–2021" in html(xa="pho-hoa")
    said = html(xa="pho-hoa", nam="2021")
    assert "Cộng" not in said
    assert "dv-col-line" not in said


def test_models_lead_to_their_cards_and_sources_to_their_figures() -> None:
    said = html(xa="nguyen-nghiem")
    assert 'href="/mo-hinh?mo-hinh=don-vi-hoc-tap"' in said
    assert 'href="/nguon?nguon=bc_duc_pho_2022&amp;cau=' in said
    assert "Bản số liệu 20" in said


def test_in_english_no_vietnamese_words_of_ours_are_left() -> None:
    said = html(xa="nguyen-nghiem", ngon_ngu="en")
    assert "Nguyễn Nghiêm ward" in said
    assert "SAMPLE" in said
    assert not re.search(r"xã, phường|chỉ tiêu|thị xã", said)


def test_a_sheet_drawn_once_asks_the_warehouse_nothing_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    run = queries.run

    def counted(name: str, **given: Any) -> Any:
        asked.append(name)
        return run(name, **given)

    monkeypatch.setattr(queries, "run", counted)
    st.cache_data.clear()
    st.cache_resource.clear()
    first = html(xa="pho-an")
    assert asked.count("ward_values") == 1
    asked.clear()
    assert html(xa="pho-an") == first
    assert asked == []


def test_every_style_of_the_page_is_there() -> None:
    folder = Path(ROOT / "danvan/ui/static")
    styles = "".join(
        (folder / name).read_text(encoding="utf-8")
        for name in ("ward.css", "print.css", "cards.css", "style.css")
    )
    used = set(re.findall(r"dv-[a-z-]+", " ".join(re.findall(r'class="([^"]+)"', html(xa="pho-an")))))
    plain = {name for name in used if name.startswith("dv-ward")}
    assert {name for name in plain if f".{name}" not in styles} == set()


def test_units_since_july_2025_are_listed_in_the_place_of_the_wards() -> None:
    said = html(don_vi="moi")
    tiles = said[said.index(LIST) :]
    assert re.findall(r'href="/ho-so\?don-vi=moi&amp;xa=([a-z0-9-]+)"', tiles) == [
        "tra-cau-2025", "nguyen-nghiem-2025", "duc-pho-2025", "khanh-cuong-2025", "sa-huynh-2025",
    ]  # fmt: skip
    assert "Xã Nguyễn Nghiêm" in tiles
    assert "Đang xem theo 5 đơn vị từ 1/7/2025" in said


def test_the_sheets_of_a_ward_and_of_its_unit_lead_to_each_other_with_the_filters_kept() -> None:
    ward, unit = html(xa="pho-an", so_lieu="that"), html(xa="tra-cau-2025", don_vi="moi", so_lieu="that")
    assert 'href="/ho-so?xa=tra-cau-2025&amp;so-lieu=that&amp;don-vi=moi"' in ward
    assert "<h1>Phường Trà Câu</h1>" in unit
    for slug in ("pho-an", "pho-thuan", "pho-quang", "pho-van"):
        assert f'href="/ho-so?xa={slug}&amp;so-lieu=that"' in unit
    assert 'href="/ho-so?xa=nguyen-nghiem-2025&amp;so-lieu=that&amp;don-vi=moi" rel="next"' in unit


def test_the_sheet_of_a_unit_has_its_figures_its_wards_and_its_cautions() -> None:
    said = html(xa="tra-cau-2025", don_vi="moi")
    assert SHEET in said
    assert (
        "xã Phổ An (21442), xã Phổ Thuận (21448), phường Phổ Quang (21454) và phường Phổ Văn (21451)" in said
    )
    assert "45.524" in said  # people registered in 2025
    assert "Mã 21451 đến 30/6/2025 là mã của phường Phổ Văn." in said
    assert "cộng từ nguyên các xã, phường hợp thành" in said
