"""The page of analysis as AppTest runs it: addresses whole and broken, the way to a ward and back, links, memory."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from danvan import queries, text
from danvan.ui.sitemap import named


@pytest.fixture(scope="module", autouse=True)
def _state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Read the data that ship, in a state of these tests' own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DANVAN_STATE", str(tmp_path_factory.mktemp("state")))
        yield


def html(**parameters: str) -> str:
    """Return the HTML of our own on the page of analysis, asked for with these parameters (_ for -)."""
    app = AppTest.from_file(named("explore").file, default_timeout=60)
    for name, value in parameters.items():
        app.query_params[name.replace("_", "-")] = value
    app.run()
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def links(said: str) -> set[str]:
    return {unescape(href) for href in re.findall(r'href="([^"]*)"', said)}


ADDRESSES: tuple[dict[str, str], ...] = (
    {},
    {"cach": "moi-ho", "dang": "pheu", "ngon_ngu": "en"},
    {"dang": "ban-do", "don_vi": "moi"},
    {"chi_tieu": "poverty-rate-pct", "ky": "nam", "xa": "tra-cau-2025", "don_vi": "moi"},
    {"chi_tieu": "models-in-wards", "theo": "mo-hinh", "tu": "5"},
    {"chi_tieu": "models-in-wards", "dang": "ma-tran"},
    {"chi_tieu": "contribution-vnd", "theo": "bao-cao"},
    {"chi_tieu": "tips,cases-solved"},
    {"chi_tieu": "tips,cases-solved,land-donated-m2", "ky": "nam", "ngon_ngu": "en"},
    {"so_lieu": "that"},
    {"linh_vuc": "quoc-phong-an-ninh", "chi_tieu": "tips", "cach": "1000-dan"},
)
BROKEN: tuple[dict[str, str], ...] = (
    {"chi_tieu": "<script>alert(1)</script>"},
    {"chi_tieu": "media-items", "dang": "pheu", "ky": "thang", "cach": "luy-ke"},
    {"theo": "mo-hinh", "tu": "-1", "nam": "1900-2100", "xa": "khong-co"},
)


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_an_address_gives_an_answer_or_says_that_there_is_none(address: dict[str, str]) -> None:
    said = html(**address)
    assert 'class="dv-sentence"' in said or 'class="dv-missing"' in said
    assert "dv-notice" not in said


@pytest.mark.parametrize("address", BROKEN, ids=str)
def test_a_broken_address_is_answered_and_says_what_was_changed(address: dict[str, str]) -> None:
    said = html(**address)
    assert 'class="dv-sentence"' in said
    assert "dv-notice" in said
    assert "<script" not in said


def test_a_choice_that_does_not_fit_is_no_link_and_says_why() -> None:
    said = html()
    why = text.words("vi").get("analysis.why.no_base")
    assert f'<span class="dv-unfit" title="{why}" aria-disabled="true">Phễu</span>' in said
    assert f"<b>Phễu</b>: {why}" in said
    assert not any("dang=pheu" in link for link in links(said))


def test_what_is_chosen_is_marked() -> None:
    said = html(cach="moi-ho", dang="pheu")
    for words in ("Xã, phường", "Cả giai đoạn", "Mỗi hộ", "Phễu"):
        assert re.search(f'aria-current="true"[^>]*>{words}</a>', said), words


def test_links_keep_the_rest_of_the_question_and_the_filters() -> None:
    reached = links(
        html(chi_tieu="poverty-rate-pct", ky="nam", nam="2018-2021", xa="pho-an,pho-hoa", ngon_ngu="en")
    )
    kept = "xa=pho-an,pho-hoa&nam=2018-2021&ngon-ngu=en&chi-tieu=poverty-rate-pct"
    assert f"?{kept}&ky=nam&dang=doc" in reached
    assert f"?{kept}&ky=nam&cach=thay-doi" in reached
    assert f"?{kept}" in reached


def test_a_form_that_the_next_measure_cannot_have_is_not_taken_along() -> None:
    reached = links(html(cach="moi-ho", dang="pheu"))
    assert "?cach=1000-dan&dang=pheu" in reached
    assert "?cach=ty-trong" in reached


def test_the_way_leads_from_the_town_to_a_ward_and_back() -> None:
    crumbs = re.search(r'<nav class="dv-crumbs".*?</nav>', html(xa="pho-an", cach="moi-ho"))
    assert crumbs
    assert '<a data-app-link href="?cach=moi-ho">thị xã Đức Phổ</a>' in crumbs[0]
    assert 'aria-current="page">xã Phổ An</a>' in crumbs[0]
    assert 'href="/ho-so?xa=pho-an' in crumbs[0]


def test_two_wards_stand_side_by_side_and_not_one_in_the_other() -> None:
    crumbs = re.search(r'<nav class="dv-crumbs".*?</nav>', html(xa="pho-an,pho-hoa"))
    assert crumbs
    assert crumbs[0].count("<li>") == 2
    assert "page" not in crumbs[0]


def test_what_an_address_has_too_much_is_told_by_name() -> None:
    said = html(chi_tieu="tips,models-in-wards")
    assert (
        "Không hiện “Nguồn tin Nhân dân cung cấp”: mỗi lần tối đa sáu chỉ tiêu, và mô hình chỉ xem riêng."
        in said
    )


def test_an_answer_without_sample_leads_to_what_documents_say() -> None:
    said = html(so_lieu="that")
    assert "chọn “Số văn bản nêu”" in said
    assert any("theo=bao-cao" in link and "so-lieu=that" in link for link in links(said))


def test_a_page_drawn_once_asks_the_warehouse_nothing_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    run = queries.run

    def counted(name: str, **given: Any) -> Any:
        asked.append(name)
        return run(name, **given)

    monkeypatch.setattr(queries, "run", counted)
    st.cache_data.clear()
    st.cache_resource.clear()
    first = html(cach="moi-ho")
    assert "group_values" in asked
    asked.clear()
    assert html(cach="moi-ho") == first
    assert asked == []
