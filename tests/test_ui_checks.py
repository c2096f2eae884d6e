"""The page of checks as AppTest runs it, and what it sends to the server."""

import asyncio
import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from asked_over_http import Heard, heard
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from danvan.submission import explanations
from danvan.ui import access, cache, check_card, checks_http, deck_permit
from danvan.ui.access import Access
from danvan.ui.sitemap import named
from danvan.warehouse.read import warehouse

APP = Starlette(routes=checks_http.routes())
OWN_MACHINE = Access(True, "own_machine")
CONTENT = re.compile(r'data-content="([^"]*)"')


@pytest.fixture(autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Read the data that ship, in a state of this test's own."""
    path = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("DANVAN_STATE", str(path))
    return path


def html(query: dict[str, str] | None = None, page: str = "checks") -> str:
    app = AppTest.from_file(named(page).file, default_timeout=60)
    for name, value in (query or {}).items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def contents(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Return what the forms of the page would send for who sits at the server."""
    monkeypatch.setattr(access, "of_reader", lambda _catalogue: OWN_MACHINE)
    return [json.loads(unescape(found)) for found in CONTENT.findall(html())]


def post(content: object, headers: dict[str, str] | None = None) -> Heard:
    given = {"Content-Type": "application/json"} | (headers or {})
    return asyncio.run(heard(APP, check_card.EXPLAIN, "POST", given, body=json.dumps(content).encode()))


def test_the_page_shows_both_sides_and_leads_to_the_sentence() -> None:
    said = html()
    assert "nguồn tính trên 14 xã, phường, trong khi thị xã Đức Phổ có 15 xã, phường" in said
    assert "lệch 1 xã, phường" in said
    assert "4327-4329" in said
    assert said.count('class="dv-card dv-check dv-check-open"') == 2
    assert "data-deck-post" not in said  # nobody may explain from elsewhere


def test_the_page_says_of_how_many_figures_nothing_was_found() -> None:
    assert "không thấy chỗ nào không khớp" in html({"linh-vuc": "van-hoa-xa-hoi"})


def test_an_explanation_closes_the_card_the_mark_and_the_attention(
    state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = cache.stamp()
    content = next(one for one in contents(monkeypatch) if "14 xã" in one["about"])
    answer = post(content | {"kind": "explained", "by": "Lê A", "why": "Phổ Hòa chưa đăng ký"})
    assert answer.status == 200, answer.text
    assert [one.why for one in explanations.read(state)] == ["Phổ Hòa chưa đăng ký"]
    assert cache.stamp() != before
    said = html()
    assert said.count("dv-check-open") == 1
    assert "Lê A giải thích ngày" in said
    assert "14 xã, phường" not in html(page="overview")


def test_what_is_explained_can_be_reopened(monkeypatch: pytest.MonkeyPatch) -> None:
    for words in ({"kind": "settled", "why": "đã rõ"}, {"why": "chưa rõ"}):
        content = next(one for one in contents(monkeypatch) if "14 xã" in one["about"])
        assert post(content | {"by": "Lê A"} | words).status == 200
    assert html().count("dv-check-open") == 2


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"permit": "x"}, 403),
        ({"by": ""}, 400),
        ({"why": " "}, 400),
        ({"kind": "vanished"}, 400),
        ({"sides": "[]"}, 400),
        ({"sides": '{"value": 13, "qualifier": "=", "other_value": 15, "other_qualifier": "="}'}, 409),
        ({"disagreement": "000000000000"}, 409),
    ],
)
def test_what_is_not_right_is_not_kept_and_says_why(
    state: Path, monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], status: int
) -> None:
    content = next(one for one in contents(monkeypatch) if "14 xã" in one["about"])
    answer = post(content | {"kind": "explained", "by": "Lê A", "why": "vì"} | changed)
    assert answer.status == status
    assert json.loads(answer.body)["problems"][0]["vi"]
    assert explanations.read(state) == ()


def test_who_may_hand_in_for_one_ward_may_not_explain(
    state: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    content = next(one for one in contents(monkeypatch) if "14 xã" in one["about"])
    editors = tmp_path / "editors.toml"
    editors.write_text('["a@b.vn"]\nunits = ["pho-hoa"]\n["c@b.vn"]\nunits = ["*"]\n', encoding="utf-8")
    monkeypatch.setattr("danvan.paths.editors_file", lambda: editors)
    sent = content | {"kind": "explained", "why": "vì"}
    for email, status in (("a@b.vn", 403), ("x@b.vn", 403), ("c@b.vn", 200)):
        permit = deck_permit.permit(Access(True, "editor", email))
        assert post(sent | {"permit": permit}).status == status
    assert [one.by for one in explanations.read(state)] == ["c@b.vn"]


def test_a_page_of_another_site_explains_nothing(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = contents(monkeypatch)[0] | {"kind": "explained", "by": "x", "why": "x"}
    assert post(content, {"Sec-Fetch-Site": "cross-site"}).status == 403
    assert explanations.read(state) == ()


def test_a_log_that_is_damaged_is_named_on_the_page(state: Path) -> None:
    warehouse().opened()
    (state / explanations.FILE).write_text("{}\n", encoding="utf-8")
    assert "explanations.jsonl" in html()


def test_what_a_person_wrote_is_shown_as_it_was_written(monkeypatch: pytest.MonkeyPatch) -> None:
    content = contents(monkeypatch)[0]
    assert post(content | {"kind": "explained", "by": "<b>A</b>", "why": "<script>x</script>"}).status == 200
    assert "<script>x" not in html()
