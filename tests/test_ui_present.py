"""The page on which a presentation is prepared, as AppTest runs it, and what it sends to the server."""

import asyncio
import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from asked_over_http import Heard, heard
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from danvan.deck import kept
from danvan.deck import office as offices
from danvan.ui import access, deck_http, deck_permit, present_kept
from danvan.ui.access import Access
from danvan.ui.sitemap import named

APP = Starlette(routes=deck_http.routes())
OWN_MACHINE = Access(True, "own_machine")
# The field with the fewest slides, because most rules are the same for all.
SMALL = "linh-vuc=he-thong-chinh-tri"
WARD = f"xa=pho-hoa&{SMALL}"
LINK = re.compile(r'<a data-app-link href="([^"]*)"[^>]*data-control="(\w+) ([a-z0-9-]+)"')


@pytest.fixture(scope="module", autouse=True)
def _state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Read the data that ship, in a state of these tests' own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DANVAN_STATE", str(tmp_path_factory.mktemp("state")))
        yield


def html(query: str = "", page: str = "present") -> str:
    """Return the HTML of our own on the page at this address."""
    app = AppTest.from_file(named(page).file, default_timeout=60)
    for name, values in parse_qs(query).items():
        app.query_params[name] = values
    app.run()
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def ways(said: str) -> dict[tuple[str, str], str]:
    """Return the query of each link that changes the presentation, by what it does and the slide's key."""
    return {(kind, key): urlsplit(unescape(href)).query for href, kind, key in LINK.findall(said)}


def keys(said: str) -> list[str]:
    """Return the keys of the slides shown, in order."""
    return [key for _, kind, key in LINK.findall(said) if kind in ("drop", "delete")]


def titles(said: str) -> list[str]:
    shown = said.partition('class="dv-left-out"')[0]
    return [unescape(title) for title in re.findall(r"<h3>(.*?)</h3>", shown)]


def post(path: str, content: object, headers: Mapping[str, str] | None = None) -> Heard:
    given = {"Content-Type": "application/json"} | dict(headers or {})
    return asyncio.run(heard(APP, path, "POST", given, body=json.dumps(content).encode()))


def edited(query: str, **content: str) -> str:
    answer = post(deck_http.EDIT, {"query": query} | content)
    assert answer.status == 200, answer.text
    return str(json.loads(answer.body)["query"])


def problem(answer: Heard) -> dict[str, Any]:
    (told,) = json.loads(answer.body)["problems"]
    return dict(told)


def test_the_button_opens_the_show_of_the_same_address_in_another_tab() -> None:
    said = html(f"{WARD}&nam=2018-2020&bo=nguon")
    start = re.search(r'<a class="dv-start" href="([^"]*)" target="_blank">Bắt đầu trình chiếu</a>', said)
    assert start is not None
    assert (
        start[1]
        == "/trinh-chieu/chieu?xa=pho-hoa&amp;linh-vuc=he-thong-chinh-tri&amp;nam=2018-2020&amp;bo=nguon"
    )
    assert "Phường Phổ Hòa – " in said
    assert said.index("dv-start") < said.index("dv-slides")


def test_each_slide_has_its_number_its_title_and_says_where_it_is_a_sample() -> None:
    said = html()
    assert [int(number) for number in re.findall(r'dv-slide-number">(\d+)<', said)] == list(
        range(1, len(keys(said)) + 1)
    )
    assert len(titles(said)) == len(keys(said)) >= 6
    real = html("so-lieu=that")
    assert "dv-badge-sample" in said
    assert "dv-badge-sample" not in real


def test_a_slide_is_dropped_and_brought_back_by_links() -> None:
    whole = html(WARD)
    key = keys(whole)[2]
    dropped = html(ways(whole)["drop", key])
    assert keys(dropped) == [one for one in keys(whole) if one != key]
    assert titles(whole)[2] in unescape(dropped.partition('class="dv-left-out"')[2])
    back = ways(dropped)["bring_back", key]
    assert back == WARD
    assert keys(html(back)) == keys(whole)


def test_a_slide_is_moved_up_and_down_by_links_and_stays_at_the_ends() -> None:
    whole = html(WARD)
    first, second, *others = keys(whole)
    moved = html(ways(whole)["down", first])
    assert keys(moved) == [second, first, *others]
    assert keys(html(ways(moved)["up", first])) == [first, second, *others]
    assert ("up", first) not in ways(whole)
    assert ("down", others[-1]) not in ways(whole)


def test_what_is_typed_is_written_into_the_address_and_the_rest_of_it_stays() -> None:
    whole = html(WARD)
    key = keys(whole)[1]
    query = edited(f"{WARD}&bo=nguon", edit="title", key=key, title="Đất | của “dân”: 1 & 2")
    assert parse_qs(query) == {
        "xa": ["pho-hoa"],
        "linh-vuc": ["he-thong-chinh-tri"],
        "bo": ["nguon"],
        "ten": [f"{key}:Đất | của “dân”: 1 & 2"],
    }
    said = html(query)
    assert titles(said)[1] == "Đất | của “dân”: 1 & 2"
    assert f"Tiêu đề gốc: {titles(whole)[1]}" in unescape(said)
    assert edited(query, edit="title", key=key, title=" ") == f"{WARD}&bo=nguon"


def test_a_slide_of_ones_own_is_added_changed_and_deleted() -> None:
    query = edited(WARD, edit="add", title="Xin ý kiến", lines="Một | hai\n\nBa")
    said = html(query)
    assert (titles(said)[-1], keys(said)[-1]) == ("Xin ý kiến", "them-1")
    assert '<p class="dv-sub">Một | hai</p>' in said
    changed = html(edited(query, edit="change", key="them-1", title="Hỏi đáp", lines="Bốn"))
    assert titles(changed)[-1] == "Hỏi đáp"
    assert ">Bốn</p>" in changed
    assert ways(said)["delete", "them-1"] == WARD


def test_nothing_that_is_typed_is_taken_for_html() -> None:
    bad = '"><script>alert(1)</script>'
    query = edited(SMALL, edit="add", title=bad, lines=bad)
    query = edited(query, edit="title", key=keys(html(SMALL))[0], title=bad)
    assert "<script" not in html(f"{query}&bo=<script>&ban=<script>&nam=<script>")


def test_what_a_link_does_not_get_right_is_said_while_the_page_stays() -> None:
    said = html(f"{WARD}&bo=khong-co&ten=x&ban=20200101T000000-abc")
    assert "Bộ trình chiếu này không có trang “khong-co”." in said
    assert "cần mã trang" in said
    assert "Phiên bản số liệu 20200101T000000-abc không còn được lưu" in said
    assert len(keys(said)) >= 3


def test_a_link_to_the_original_stands_only_where_something_was_chosen() -> None:
    assert "Về bản gốc" not in html(WARD)
    said = html(f"{WARD}&bo=nguon")
    href = "/trinh-chieu?xa=pho-hoa&amp;linh-vuc=he-thong-chinh-tri"
    assert f'<a data-app-link href="{href}" class="dv-clear">Về bản gốc</a>' in said


def test_a_presentation_without_a_slide_says_what_to_do() -> None:
    everything = ",".join(keys(html(WARD)))
    assert "Bài không còn trang nào" in html(f"{WARD}&bo={everything}")


def test_pages_lead_to_the_presentation_of_what_they_show() -> None:
    way = 'href="/trinh-chieu?xa=pho-hoa" class="dv-present-way dv-screen">Trình chiếu xã, phường này<'
    assert way in html("xa=pho-hoa", page="ward")
    assert 'href="/trinh-chieu" class="dv-present-way dv-screen">' in html(page="overview")


@pytest.fixture
def permit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """The permit of who works on the own machine, in a state of the test's own for what is kept."""
    monkeypatch.setattr(access, "of_reader", lambda _catalogue: OWN_MACHINE)
    for module in (deck_http, present_kept):
        monkeypatch.setattr(module, "paths", SimpleNamespace(state_dir=lambda: tmp_path))
    return deck_permit.permit(OWN_MACHINE)


def test_a_presentation_is_kept_listed_and_forgotten(permit: str, tmp_path: Path) -> None:
    content = {"permit": permit, "query": "xa=pho-hoa&bo=tin-bao", "name": "Hội nghị 6 tháng", "by": "Lan"}
    assert post(deck_http.KEEP, content).status == 200
    (found,) = kept.listed(tmp_path)
    assert (found.name, found.query, found.by) == ("Hội nghị 6 tháng", "xa=pho-hoa&bo=tin-bao", "Lan")
    taken = post(deck_http.KEEP, content)
    assert taken.status == 400
    assert "Hội nghị 6 tháng" in problem(taken)["vi"]
    pinned = content | {"pin": "1", "snapshot": "20260101T000000-abc", "replace": "1"}
    assert post(deck_http.KEEP, pinned).status == 200
    assert kept.listed(tmp_path)[0].query == "xa=pho-hoa&bo=tin-bao&ban=20260101T000000-abc"
    assert post(deck_http.FORGET, {"permit": permit, "slug": found.slug}).status == 200
    assert kept.listed(tmp_path) == ()


def test_who_signed_in_is_who_keeps_it_whatever_is_typed(permit: str, tmp_path: Path) -> None:
    shown = deck_permit.permit(Access(True, "editor", "lan@pho-hoa.vn"))
    post(deck_http.KEEP, {"permit": shown, "name": "Bài", "by": "Người khác"})
    assert [one.by for one in kept.listed(tmp_path)] == ["lan@pho-hoa.vn"]


@pytest.mark.parametrize("path", [deck_http.KEEP, deck_http.FORGET, deck_http.OFFICE])
@pytest.mark.parametrize("shown", ["", "Lan.abc"])
def test_without_a_permit_nothing_is_kept_forgotten_or_filled_in(
    permit: str, tmp_path: Path, path: str, shown: str
) -> None:
    kept.keep(tmp_path, "Bài", "")
    answer = post(path, {"permit": shown, "name": "Bài 2", "slug": "bai", "number": "5"})
    assert answer.status == 403
    assert set(problem(answer)) == {"vi", "en"}
    assert [one.name for one in kept.listed(tmp_path)] == ["Bài"]
    assert offices.read(tmp_path) == offices.Office()


def test_the_form_of_the_report_is_filled_in_and_what_is_no_day_is_refused(
    permit: str, tmp_path: Path
) -> None:
    filled = {"permit": permit, "issuing_body": "UBND thị xã Đức Phổ", "recipients": "Thường trực\n\nLưu: VT"}
    assert post(deck_http.OFFICE, filled).status == 200
    office = offices.read(tmp_path)
    assert (office.issuing_body, office.recipients) == ("UBND thị xã Đức Phổ", ("Thường trực", "Lưu: VT"))
    wrong = post(deck_http.OFFICE, filled | {"date": "31/2/2026"})
    assert wrong.status == 400
    assert "31/2/2026" in problem(wrong)["vi"]
    assert offices.read(tmp_path) == office


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
    ],
)
def test_what_a_page_of_another_site_sends_is_not_taken(
    permit: str, tmp_path: Path, headers: dict[str, str], status: int
) -> None:
    answer = post(deck_http.KEEP, {"permit": permit, "name": "Bài"}, headers)
    assert answer.status == status
    assert kept.listed(tmp_path) == ()


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b'{"query": 5}', b'{"edit": "x"}', b"\xff", b"[" * 60_000, b'{"a":' * 10_000],
    ids=range(8),
)
def test_what_cannot_be_read_is_refused_in_both_languages(body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    answer = asyncio.run(heard(APP, deck_http.EDIT, "POST", headers, body=body))
    assert answer.status == 400
    assert set(problem(answer)) == {"vi", "en"}


def test_half_a_surrogate_pair_is_answered_like_any_other_text() -> None:
    sent = {"query": "xa=\ud800", "edit": "title", "key": "bia", "title": "Bài \ud83d"}
    answer = post(deck_http.EDIT, sent)
    assert (answer.status, json.loads(answer.body)) == (
        200,
        {"query": "xa=%EF%BF%BD&ten=bia:B%C3%A0i+%EF%BF%BD"},
    )


def test_what_is_too_long_is_refused() -> None:
    assert post(deck_http.EDIT, {"title": "x" * 70_000}).status == 413


def test_the_server_is_not_asked_by_reading() -> None:
    assert asyncio.run(heard(APP, deck_http.KEEP)).status == 405


def test_who_may_not_hand_in_sees_no_way_to_keep_and_is_told_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "of_reader", lambda _catalogue: Access(False, "sign_in"))
    said = html(WARD)
    assert deck_http.KEEP not in said
    assert deck_http.OFFICE not in said
    assert said.count("Chỉ người được nạp số liệu mới") == 2


def test_a_kept_presentation_is_listed_with_its_address_and_nothing_of_it_is_taken_for_html(
    permit: str, tmp_path: Path
) -> None:
    kept.keep(tmp_path, "<b>Bài</b>", "xa=pho-hoa", "<i>Lan</i>")
    said = html(WARD)
    assert '<a data-app-link href="/trinh-chieu?xa=pho-hoa">&lt;b&gt;Bài&lt;/b&gt;</a>' in said
    assert "<b>Bài" not in said
    assert "<i>Lan" not in said
    assert 'value="/trinh-chieu?xa=pho-hoa"' in said
