"""danvan.ui.show: the presentation at an address of its own, of one snapshot, whole in one document."""

import asyncio
import gzip
import json
import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from asked_over_http import Heard, heard
from data_folder import DataFolder
from starlette.applications import Starlette

from danvan.figures import drawing_script
from danvan.figures.colour import contrast, token
from danvan.figures.hall import LEAST_CONTRAST, legible
from danvan.ui import server, show_page
from danvan.ui.deck_linked import SHOW
from danvan.ui.show_figures import SET, patch, recolouring
from danvan.warehouse import read, snapshots
from danvan.warehouse.read import warehouse

APP = Starlette(routes=server.routes(), middleware=server.middleware())
HOSTILE = "</script><script>alert(1)</script>\"'&<b>"


def get(path: str, **headers: str) -> Heard:
    return asyncio.run(
        heard(APP, path, "GET", {name.replace("_", "-"): said for name, said in headers.items()})
    )


def now() -> str:
    return warehouse().opened().snapshot.snapshot


def pinned(query: str = "") -> str:
    return f"{SHOW}?{query}{'&' if query else ''}ban={now()}"


def known(page: str) -> dict[str, Any]:
    (written,) = re.findall(r'<script type="application/json" id="show-data">(.*?)</script>', page)
    return json.loads(written)


def titles(page: str) -> list[str]:
    return [unescape(title) for title in re.findall(r"<h1[^>]*>(.*?)</h1>", page)]


@pytest.fixture(scope="module")
def town() -> str:
    """The document of the town's presentation."""
    answer = get(pinned())
    assert answer.status == 200, answer.text
    return answer.text


def test_without_a_snapshot_it_leads_to_that_of_now_and_keeps_the_rest() -> None:
    answer = get(f"{SHOW}?xa=pho-khanh&ten={quote('bia:Xin chào')}")
    there = urlsplit(answer.headers["location"])
    assert (answer.status, there.path) == (303, SHOW)
    assert parse_qs(there.query) == {"xa": ["pho-khanh"], "ten": ["bia:Xin chào"], "ban": [now()]}


def test_every_slide_has_its_title_its_source_and_its_place(town: str) -> None:
    slides = re.findall(r'<section id="([a-z0-9-]+)" class="slide kind-', town)
    assert len(slides) == len(set(slides)) == len(titles(town)) > 5
    places = re.findall(r'<p class="slide-place">(.*?)</p>', town)
    assert places == [f"{place}/{len(slides)}" for place in range(1, len(slides) + 1)]
    sources = re.findall(r'<p class="slide-source">(.+?)</p>', town)
    assert len(sources) == len(slides)
    identities = re.findall(r'<p class="slide-identity">(.*?)</p>', town)
    assert len(identities) == len(slides)
    assert all(now() in identity for identity in identities)


def test_a_slide_of_sample_values_says_so_beside_its_title_and_in_its_picture(town: str) -> None:
    sections = re.findall(r'<section id="([a-z0-9-]+)".*?</section>', town)
    badges = re.findall(
        r'<section id="([a-z0-9-]+)"(?:(?!</section>).)*?class="slide-sample">SỐ LIỆU MINH HỌA<', town
    )
    charts = known(town)["charts"]
    marked = [
        key for key, chart in charts.items() if "SỐ LIỆU MINH HỌA" in json.dumps(chart, ensure_ascii=False)
    ]
    assert set(marked) == set(badges) & set(charts)
    assert 0 < len(badges) < len(sections)


def test_the_page_asks_for_nothing_from_another_host_and_runs_no_script_of_its_own(town: str) -> None:
    addresses = re.findall(r'(?:src|href)="([^"]+)"', town)
    assert addresses
    assert all(address.startswith("/") and not address.startswith("//") for address in addresses)
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", town)
    assert all("src=" in attributes or 'type="application/json"' in attributes for attributes, _ in scripts)
    assert all(get(address).status == 200 for address in addresses if address.startswith("/dv/"))


def test_the_page_is_small(town: str) -> None:
    assert len(gzip.compress(town.encode())) < 600_000


def test_the_same_address_gives_the_same_page_and_says_when_it_is_unchanged() -> None:
    first, again = get(pinned()), get(pinned())
    assert first.body == again.body
    assert first.headers["cache-control"].startswith("private")
    unchanged = get(pinned(), if_none_match=first.headers["etag"])
    assert (unchanged.status, unchanged.body) == (304, b"")
    packed = get(pinned(), accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == first.body
    assert get(pinned("linh-vuc=he-thong-chinh-tri")).headers["etag"] != first.headers["etag"]


def test_nothing_that_a_presenter_writes_becomes_markup() -> None:
    page = get(
        pinned(
            f"linh-vuc=he-thong-chinh-tri&ten={quote(f'bia:{HOSTILE}')}&them={quote(f'them-1:{HOSTILE}|{HOSTILE}')}"
        )
    ).text
    assert titles(page).count(HOSTILE) == 2
    assert "alert(1)</script>" not in page
    assert HOSTILE not in page
    known(page)


def test_years_units_and_language_are_those_of_the_address() -> None:
    page = get(pinned("ngon-ngu=en&nam=2018-2020&linh-vuc=he-thong-chinh-tri")).text
    assert page.startswith('<!DOCTYPE html><html lang="en">')
    assert "2018–2020" in page
    assert known(page)["words"]["client.leave"] == "Leave"


@pytest.mark.parametrize("query", ["xa=pho-hoaa", "xaa=pho-hoa", "nam=xx", "ten=khong"])
def test_what_is_not_understood_is_refused_in_both_languages_with_the_way_back(query: str) -> None:
    answer = get(pinned(query))
    assert answer.status == 400
    assert answer.headers["content-type"].startswith("text/html")
    assert re.search(r'<p lang="vi">.+?</p><p lang="en">.+?</p>', answer.text)
    assert 'href="/trinh-chieu' in answer.text


@pytest.mark.parametrize("name", ["gone", "..%2F..%2Foutside", "%3Cb%3E"])
def test_a_snapshot_that_is_gone_is_said_with_the_way_to_the_newest(name: str) -> None:
    answer = get(f"{SHOW}?xa=pho-hoa&ban={name}")
    assert answer.status == 410
    assert "<b>" not in answer.text
    assert f'href="{SHOW}?xa=pho-hoa"' in answer.text


def test_a_presentation_without_slides_says_so(town: str) -> None:
    keys = re.findall(r'<section id="([a-z0-9-]+)"', town)
    answer = get(pinned(f"bo={','.join(keys)}"))
    assert (answer.status, "không có trang nào" in answer.text) == (404, True)


def test_a_page_of_another_site_gets_nothing() -> None:
    assert get(pinned(), sec_fetch_site="cross-site", sec_fetch_mode="cors").status == 403


def test_an_older_snapshot_shows_its_own_figures(
    read_folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "SECONDS_BETWEEN_LOOKS", 0.0)
    pages = {}
    for value in (11, 22):
        read_folder.observe(f"tips,534,2021,,{value},=,bc_duc_pho_2022")
        pages[value] = pinned()
    assert len(snapshots.kept(read_folder.state)) >= 2
    for value, address in pages.items():
        page = get(address).text
        assert [other for other in (11, 22) if f">{other} nguồn tin<" in page] == [value]


def test_plotly_is_kept_for_good_and_sent_compressed() -> None:
    whole, packed = get(show_page.drawing_address()), get(show_page.drawing_address(), accept_encoding="gzip")
    assert whole.body == gzip.decompress(packed.body) == drawing_script.path().read_bytes()
    assert "immutable" in whole.headers["cache-control"]
    assert "immutable" in packed.headers["cache-control"]
    assert len(packed.body) < 1_700_000


def patched(value: Any, change: Any) -> Any:
    """Put a patch into a value, as static/show_stage.js does."""
    if SET in change:
        return change[SET]
    if isinstance(value, list):
        return [patched(one, change[str(at)]) if str(at) in change else one for at, one in enumerate(value)]
    added = {name: one[SET] for name, one in change.items() if name not in value}
    return {
        name: patched(one, change[name]) if name in change else one for name, one in value.items()
    } | added


BEFORE = {"data": [{"x": [1, 2, 3], "marker": {"color": "#111111"}}, {"y": 1}], "layout": {"height": 3}}


@pytest.mark.parametrize(
    "after",
    [
        BEFORE,
        {"data": [{"x": [1, 9, 3], "marker": {"color": "#222222"}}, {"y": 1}], "layout": {"height": 3}},
        {"data": [{"x": [7, 8, 9], "marker": {"color": ["#1", "#2"]}}, {"y": None}], "layout": {"height": 4}},
        {"data": [{"x": [1], "marker": {"color": "#111111", "size": 4}}], "layout": {"height": 3}},
        {"data": [{"x": []}], "layout": {}},
        {"data": [{"x": [1, 2, 3], "marker": {}}, {"y": {"=": 1}}], "layout": None},
    ],
)
def test_a_patch_makes_one_value_of_the_other(after: Any) -> None:
    assert patched(BEFORE, patch(BEFORE, after)) == after


def test_a_patch_holds_only_what_differs() -> None:
    after = {"data": [{"x": [1, 2, 3], "marker": {"color": "#222222"}}, {"y": 1}], "layout": {"height": 3}}
    assert patch(BEFORE, after) == {"data": {"0": {"marker": {"color": {SET: "#222222"}}}}}


def test_colours_are_learned_by_name_and_value() -> None:
    light = {"a": {"color": "#111111"}, "b": {"color": ["#111111", "#333333"]}, "x": [1, 2]}
    dark = {"a": {"color": "#AAAAAA"}, "b": {"color": ["#BBBBBB", "#333333"]}, "x": [1, 2]}
    assert recolouring([(light, dark)], [light]) == {
        ".a.color": {'"#111111"': "#AAAAAA"},
        ".b.color": {'"#111111"': "#BBBBBB"},
    }


@pytest.mark.parametrize(
    ("dark", "also"),
    [
        ({"color": ["#A", "#B"]}, {}),  # two that are alike in light
        ({"color": ["#A", "#A", "#A"]}, {}),  # of another form
        ({"color": ["#A", "#A"]}, {"color": "#9"}),  # a colour that was never learned
    ],
)
def test_colours_that_cannot_be_said_by_name_and_value_are_not_guessed(dark: Any, also: Any) -> None:
    light = {"color": ["#1", "#1"]}
    assert recolouring([(light, dark)], [light, also]) is None


def test_letters_of_a_chart_stand_out_and_those_on_a_fill_stay() -> None:
    muted, own = (
        token("muted", "light"),
        {"textfont": {"color": ["#B16028", "#FFFFFF"]}, "marker": {"color": "#B16028"}},
    )
    figure = {"data": [own], "layout": {"font": {"color": muted}}}
    found = legible(figure, "light")
    strong, on_fill = found["data"][0]["textfont"]["color"]
    assert contrast(strong, "#FFFFFF") >= LEAST_CONTRAST > contrast("#B16028", "#FFFFFF")
    assert on_fill == "#FFFFFF"
    assert found["data"][0]["marker"]["color"] == "#B16028"
    assert contrast(found["layout"]["font"]["color"], "#FFFFFF") >= LEAST_CONTRAST


def test_a_ward_that_is_in_a_chart_has_a_patch_and_no_other_ward_has(town: str) -> None:
    found = known(town)
    slugs = [ward["slug"] for ward in found["wards"]]
    assert len(slugs) == 15
    with_wards = {
        key: chart["light"]["wards"] for key, chart in found["charts"].items() if chart["light"]["wards"]
    }
    assert with_wards
    assert all(set(patches) == set(slugs) for patches in with_wards.values())
    assert token("accent", "light") in json.dumps(list(with_wards.values()))
