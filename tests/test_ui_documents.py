"""The page of documents: what it sends and what it shows, and that nothing of a document is taken for HTML."""

import asyncio
import itertools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from asked_over_http import Heard, heard
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from danvan import paths, text
from danvan.documents import kept
from danvan.documents.document import Document
from danvan.documents.kept import Card, Kept
from danvan.reader import reading
from danvan.reader.candidate import Candidate, ModelCandidate, Reading, Unread
from danvan.submission import decisions
from danvan.submission.decisions import AcceptedFigure, Decision
from danvan.ui import access, cache, deck_permit, documents_linked, reading_http
from danvan.ui.access import Access
from danvan.ui.documents_card import card_of, codes_by_name
from danvan.ui.reading_fields import Unfit
from danvan.ui.sitemap import named

APP = Starlette(routes=reading_http.routes())
OWN_MACHINE = Access(True, "own_machine")
HOSTILE = "<img src=x onerror=alert(1)>"
TEXT = (
    "BÁO CÁO\n\nII. Kết quả\n\nNăm 2021, bà con {0} góp 1.250 ngày công và hiến hơn 3.400 m² đất sau 12 buổi họp."
    "\n\nRa mắt mô hình “Ngõ hẻm không rác”.\n"
)
WHY = {"vi": f"Có chữ {HOSTILE}.", "en": f"It has {HOSTILE}."}
FORM = {
    "indicator": "labour_days", "value": "1.350", "qualifier": "=", "period": "năm 2021", "place": "534", "whole": "",
    "standard": "", "why": "theo biên bản",
}  # fmt: skip
EDITORS = '["lan@example.org"]\nunits = ["pho-hoa"]\n["binh@example.org"]\nunits = ["*"]\n'
SCHOOL = "Vận động học sinh không bỏ học"  # a model of the data that ship
_numbers = itertools.count()


def span(whole: str, part: str) -> tuple[int, int]:
    return whole.index(part), whole.index(part) + len(part)


def figure(whole: str, printed: str, **fields: Any) -> Candidate:
    start, end = span(whole, printed)
    usual = Candidate(
        "labour_days", 1250.0, "day", "=", "2021", "534", start, end, printed, 0.95, WHY, printed, section="II"
    )  # fmt: skip
    return replace(usual, **fields)


def read(document: Document, *_: object) -> Reading:
    """Read the text of these tests as the machine might."""
    whole = document.text
    land = figure(whole, "3.400", indicator="land_donated_m2", value=3400.0, qualifier=">", confidence=0.5)
    left = Unread(*span(whole, "12"), "12", "no_indicator", WHY)
    return Reading((figure(whole, "1.250"), land), reading.models_in(document), (left,))


def models_in(document: Document, *_: object) -> tuple[ModelCandidate, ...]:
    at = span(document.text, "Ngõ hẻm không rác")
    return (ModelCandidate("Ngõ hẻm không rác", "", "", (), *at, 0.9, WHY, "II"),)


@pytest.fixture(scope="module", autouse=True)
def _state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Read the data that ship, in a state of these tests' own, by a machine that reads their text as told."""
    root = tmp_path_factory.mktemp("documents")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DANVAN_STATE", str(root / "state"))
        patch.setenv("DANVAN_EDITORS", str(root / "editors.toml"))
        patch.setattr(reading, "read", read)
        patch.setattr(reading, "models_in", models_in)
        (root / "editors.toml").write_text(EDITORS, encoding="utf-8")
        yield


@pytest.fixture
def document() -> Kept:
    """A document of one test alone, with signs in its text and its name that a page must not take for HTML."""
    content = TEXT.format(f"{HOSTILE} {next(_numbers)}").encode()
    card = Card(f"Báo cáo {HOSTILE}", "Báo cáo", "5/BC", "Ủy ban", "2022-04", "534")
    return kept.keep(paths.state_dir(), f"báo cáo {HOSTILE}.txt", content, "Lan", card)


def row(document: Kept, printed: str) -> str:
    start, end = span(kept.document(paths.state_dir(), document.document).text, printed)
    return f"{start}-{end}"


def post(path: str, content: Mapping[str, object], headers: Mapping[str, str] | None = None) -> Heard:
    given = {"Content-Type": "application/json"} | dict(headers or {})
    return asyncio.run(heard(APP, path, "POST", given, body=json.dumps(content).encode()))


def wish(document: Kept, verdict: str, row_name: str = "", **more: str) -> dict[str, object]:
    facts = {"document": document.document, "permit": deck_permit.permit(OWN_MACHINE), "language": "vi"}
    return {**facts, "by": "Bình", "kind": "figure", "seen": "0", "verdict": verdict, "row": row_name, **more}


def decide(document: Kept, verdict: str, row_name: str = "", **more: str) -> dict[str, Any]:
    answer = post(documents_linked.DECIDE, wish(document, verdict, row_name, **more))
    assert answer.status == 200, answer.text
    return dict(json.loads(answer.body))


def problem(answer: Heard) -> str:
    (told,) = json.loads(answer.body)["problems"]
    assert set(told) == set(text.LANGUAGES)
    return str(told["vi"])


def held(document: Kept) -> list[Decision]:
    return list(decisions.decided(paths.state_dir(), document.document).values())


def words(key: str, **fillings: str) -> str:
    return text.words("vi").get(f"page.documents.{key}", **fillings)


def html(reader: Access = OWN_MACHINE, **query: str) -> str:
    """Return the HTML of our own on the page at this address."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(access, "of_reader", lambda _catalogue: reader)
        app = AppTest.from_file(named("documents").file, default_timeout=60)
        for name, value in query.items():
            app.query_params[name.replace("_", "-")] = value
        app.run()
    assert not app.exception
    return "\n".join(element.proto.body for element in app.get("html"))


def test_a_number_is_accepted_as_it_was_read_with_who_did_it(document: Kept) -> None:
    answer = decide(document, "accept", row(document, "1.250"))
    (one,) = held(document)
    assert (one.decision, one.by) == ("accepted", "Bình")
    assert one.figure == AcceptedFigure("labour_days", "534", "2021", "", 1250.0, "=", None, "1.250")
    assert words("row.accepted") in answer["rows"][row(document, "1.250")]
    assert words("desk.decided", done="1", of="2") in answer["parts"]["dv-read-head"]
    assert "(1)" in answer["sections"]["II"]


def test_a_number_is_changed_by_what_the_form_says_written_the_vietnamese_way(document: Kept) -> None:
    decide(
        document,
        "change",
        row(document, "3.400"),
        **(FORM | {"value": "trên 2,5 nghìn", "period": "quý II/2021"}),
    )
    (one,) = held(document)
    assert one.figure == AcceptedFigure("labour_days", "534", "2021-Q2", "", 2500.0, ">", None, "3.400")
    assert (one.decision, one.why) == ("changed", "theo biên bản")


def test_a_form_that_says_what_was_read_is_an_acceptance(document: Kept) -> None:
    decide(document, "change", row(document, "1.250"), **(FORM | {"value": "1250"}))
    assert [one.decision for one in held(document)] == ["accepted"]


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"value": "nhiều"}, "no_value"),
        ({"value": "1,234.5"}, "other_style"),
        ({"indicator": "none"}, "no_indicator"),
        ({"place": "0"}, "no_place"),
        ({"standard": "2016-2020"}, "no_standard"),
        ({"indicator": "poor_households"}, "no_standard"),
        ({"whole": "1.000"}, "below_whole"),
    ],
)
def test_a_form_that_cannot_be_read_is_refused_with_what_to_do(
    document: Kept, wrong: dict[str, str], key: str
) -> None:
    answer = post(documents_linked.DECIDE, wish(document, "change", row(document, "1.250"), **(FORM | wrong)))
    assert answer.status == 400
    said = text.words("vi").texts[f"page.documents.problem.{key}"]
    assert re.fullmatch(re.sub(r"\\\{\w+\\\}", ".*", re.escape(said)), problem(answer))
    assert held(document) == []


def test_a_number_is_refused_with_a_reason_and_can_still_be_accepted(document: Kept) -> None:
    name = row(document, "1.250")
    answer = decide(document, "refuse", name, why="trùng")
    assert "trùng" in answer["rows"][name]
    assert held(document)[0].figure is None
    decide(document, "accept", name, seen="1")
    assert [one.decision for one in held(document)] == ["accepted"]
    assert len(decisions.history(paths.state_dir(), document.document)) == 2


def test_a_number_that_was_left_unread_is_made_a_figure_by_hand_and_taken_back(document: Kept) -> None:
    name = row(document, "12")
    decide(document, "change", name, **(FORM | {"value": "12"}))
    (one,) = held(document)
    assert (one.proposed, one.figure and one.figure.value) == (None, 12.0)
    decide(document, "refuse", name, seen="1")
    assert [one.decision for one in held(document)] == ["refused"]


def test_many_are_accepted_at_once_those_that_the_machine_is_sure_of_or_those_of_a_section(
    document: Kept,
) -> None:
    assert list(decide(document, "accept", least="90")["rows"]) == [row(document, "1.250")]
    assert list(decide(document, "accept", section="II")["rows"]) == [row(document, "3.400")]
    again = post(documents_linked.DECIDE, wish(document, "accept", section="II"))
    assert problem(again) == words("problem.none_left")


def test_a_model_without_a_field_is_accepted_once_it_has_one(document: Kept) -> None:
    name = row(document, "Ngõ hẻm không rác")
    answer = post(documents_linked.DECIDE, wish(document, "accept", name, kind="model"))
    assert problem(answer) == words("problem.no_field")
    fields = {
        "name": "Ngõ hẻm không rác",
        "field": "van_hoa_xa_hoi",
        "host": "Hội Phụ nữ",
        "places": "21469 21442",
    }
    changed = decide(document, "change", name, kind="model", **fields)
    assert "phường Phổ Hòa và xã Phổ An" in changed["models"][name]
    (one,) = held(document)
    assert one.model is not None
    assert one.model.places == ("21469", "21442")


@pytest.fixture
def longer_name(monkeypatch: pytest.MonkeyPatch) -> ModelCandidate:
    """A model that the data have under a shorter name, as the machine reads it."""
    name, why = f"{SCHOOL} giữa chừng", dict(WHY)
    found: list[ModelCandidate] = [ModelCandidate(name, "van_hoa_xa_hoi", "", (), 0, 0, 0.9, why, "II")]

    def at_its_place(document: Document, *_: object) -> tuple[ModelCandidate, ...]:
        start, end = span(document.text, "Ngõ hẻm không rác")
        return (replace(found[0], start=start, end=end),)

    monkeypatch.setattr(reading, "models_in", at_its_place)
    return found[0]


def test_a_model_perhaps_known_is_not_accepted_among_many_and_is_taken_for_the_known_one(
    longer_name: ModelCandidate, document: Kept
) -> None:
    said = unescape(html(tai_lieu=document.document))
    assert words("standing.model_perhaps", name=SCHOOL) in said
    assert text.words("vi").count("page.documents.desk.models_perhaps", 1, number="1") in said
    many = post(documents_linked.DECIDE, wish(document, "accept", models="1"))
    assert problem(many) == words("problem.none_left")
    name = row(document, "Ngõ hẻm không rác")
    other = wish(document, "known", name, kind="model", known="Tên khác")
    assert problem(post(documents_linked.DECIDE, other)) == words("problem.moved")
    taken = decide(document, "known", name, kind="model", known=SCHOOL)
    assert words("standing.model_known") in taken["models"][name]
    assert [one.model and one.model.name for one in held(document)] == [SCHOOL]


def test_a_model_perhaps_known_can_be_accepted_as_new(longer_name: ModelCandidate, document: Kept) -> None:
    name = row(document, "Ngõ hẻm không rác")
    taken = decide(document, "accept", name, kind="model")
    assert words("standing.model_new") in taken["models"][name]
    assert [one.model and one.model.name for one in held(document)] == [longer_name.name]


def test_who_decides_after_somebody_else_is_told_and_neither_decision_is_lost(document: Kept) -> None:
    name = row(document, "1.250")
    assert decide(document, "accept", name)["said"] == ""
    late = decide(document, "refuse", name)
    assert late["said"] == words("desk.other_decided", by="Bình")
    assert len(decisions.history(paths.state_dir(), document.document)) == 2
    assert decide(document, "accept", name, seen="2")["said"] == ""


def test_nothing_is_decided_without_a_name_a_permit_or_by_a_page_of_another_site(document: Kept) -> None:
    asked = wish(document, "accept", row(document, "1.250"))
    assert problem(post(documents_linked.DECIDE, asked | {"by": " "})) == words("problem.by_first")
    assert post(documents_linked.DECIDE, asked | {"permit": "x"}).status == 403
    assert post(documents_linked.DECIDE, asked, {"Sec-Fetch-Site": "cross-site"}).status == 403
    assert post(documents_linked.DECIDE, asked, {"Content-Type": "text/plain"}).status == 415
    assert held(document) == []


def test_an_editor_decides_on_the_places_of_their_own_and_under_their_own_name(document: Kept) -> None:
    lan = deck_permit.permit(Access(True, "editor", "Lan@example.org", frozenset({"21469"})))
    name = row(document, "1.250")
    answer = post(documents_linked.DECIDE, wish(document, "accept", name) | {"permit": lan})
    assert problem(answer) == words("problem.no_right")
    assert post(documents_linked.DESCRIBE, {"document": document.document, "permit": lan}).status == 403
    own = wish(document, "change", name, **(FORM | {"place": "21469"})) | {"permit": lan}
    assert problem(post(documents_linked.DECIDE, own)) == words(
        "problem.no_right"
    )  # the town's is not theirs to move
    assert post(documents_linked.FORGET, {"document": document.document, "permit": lan}).status == 403
    binh = deck_permit.permit(Access(True, "editor", "binh@example.org"))
    assert post(documents_linked.DECIDE, wish(document, "accept", name) | {"permit": binh}).status == 200
    assert held(document)[0].by == "binh@example.org"
    gone = deck_permit.permit(Access(True, "editor", "an@example.org"))
    assert post(documents_linked.DECIDE, wish(document, "refuse", name) | {"permit": gone}).status == 403


def test_an_editor_of_some_units_changes_and_removes_what_they_added_themselves() -> None:
    content = TEXT.format(next(_numbers)).encode()
    card = Card("Báo cáo xã", "Báo cáo", place="21469")
    own = kept.keep(paths.state_dir(), "xã.txt", content, "lan@example.org", card)
    lan = Access(True, "editor", "lan@example.org", frozenset({"21469"}))
    assert "data-deck-post" in html(lan, tai_lieu=own.document)
    forget = {"document": own.document, "permit": deck_permit.permit(lan)}
    assert post(documents_linked.FORGET, forget).status == 200
    assert kept.find(paths.state_dir(), own.document) is None


def test_what_cannot_be_seen_in_a_text_is_made_to_be_seen() -> None:
    content = TEXT.format("\u202etừ\u202c").encode()
    own = kept.keep(paths.state_dir(), "ẩn.txt", content, "Lan", Card("Ẩn", "Ẩn", place="534"))
    said = html(tai_lieu=own.document)
    assert "[U+202E]từ[U+202C]" in said
    assert "\u202e" not in said


def test_a_file_is_given_back_as_it_came_and_never_as_a_page(document: Kept) -> None:
    answer = asyncio.run(heard(APP, documents_linked.file_address(document.document)))
    assert answer.body == kept.received(paths.state_dir(), document.document)
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith("attachment; ")
    assert not set(disposition) & set("<>\r\n")
    assert asyncio.run(heard(APP, documents_linked.file_address("000000000000"))).status == 404
    assert asyncio.run(heard(APP, documents_linked.file_address("..%2f.."))).status == 404


def test_a_card_is_corrected_and_a_document_removed_with_its_decisions(document: Kept) -> None:
    permit = {"document": document.document, "permit": deck_permit.permit(OWN_MACHINE)}
    fields = {"title": " Báo  cáo năm ", "short": "BC 2022", "issued_on": "2022", "place": "534"}
    assert post(documents_linked.DESCRIBE, permit | fields).status == 200
    found = kept.find(paths.state_dir(), document.document)
    assert found is not None
    assert (found.card.title, found.card.issued_on) == ("Báo cáo năm", "2022")
    assert post(documents_linked.DESCRIBE, permit | fields | {"issued_on": "2022-13"}).status == 400
    assert post(documents_linked.FORGET, permit).status == 200
    assert kept.find(paths.state_dir(), document.document) is None
    assert problem(post(documents_linked.DECIDE, wish(document, "accept", "1-2"))) == words("problem.gone")


@pytest.mark.parametrize(
    ("day", "fits"),
    [("2022", True), ("2022-04-30", True), ("", True), ("2022-04-31", False), ("4/2022", False)],
)
def test_a_date_is_known_as_far_as_it_is_written(day: str, fits: bool) -> None:
    fields = {"title": "a", "short": "b", "issued_on": day, "place": "534"}
    catalogue = cache.catalogue()
    if fits:
        assert card_of(fields, catalogue).issued_on == day
    else:
        with pytest.raises(Unfit):
            card_of(fields, catalogue)
    assert codes_by_name(catalogue)["nguyen nghiem"] == "21439"


@pytest.mark.parametrize("language", text.LANGUAGES)
def test_the_desk_shows_each_number_with_its_sentence_and_takes_none_of_it_for_html(
    document: Kept, language: str
) -> None:
    said = html(tai_lieu=document.document, ngon_ngu=language)
    assert said.count("<article") == 3
    assert "<mark>1.250</mark>" in said
    assert "<img" not in said
    assert HOSTILE in unescape(said)
    assert text.words(language).get(
        "page.documents.desk.summary", figures="2", left="1", models="1"
    ) in unescape(said)


def test_a_filter_keeps_what_it_says_and_back_is_an_address(document: Kept) -> None:
    decide(document, "accept", row(document, "1.250"))
    undecided = html(tai_lieu=document.document, loc="chua-quyet")
    assert f'data-row="{row(document, "1.250")}"' not in undecided
    assert f'data-row="{row(document, "3.400")}"' in undecided
    assert "dv-read-unsure" in html(tai_lieu=document.document, loc="chua-chac")
    assert words("desk.none_fit") in html(tai_lieu=document.document, loc="khac")


def test_who_may_not_hand_in_sees_everything_and_can_press_nothing(document: Kept) -> None:
    for reader in (Access(False, "reachable"), Access(False, "no_editor", "an@example.org")):
        said = html(reader, tai_lieu=document.document)
        assert "<button" not in said
        assert words("look_only") in said
        listed = html(reader)
        assert "Báo cáo" in listed
        assert "data-deck-post" not in listed


def test_documents_are_listed_with_what_they_are_and_damaged_ones_say_so(document: Kept) -> None:
    said = unescape(html())
    assert f"5/BC · Ủy ban · 4/2022 · báo cáo {HOSTILE}.txt · Lan thêm ngày" in said
    assert "2 số chưa quyết định, 0 số đã nhận" in said
    (Path(paths.state_dir()) / "documents" / document.document / "text").write_text("khác", encoding="utf-8")
    assert words("damaged") in html()
    assert "<article" not in html(tai_lieu=document.document)
    assert words("unknown", value="abc") in unescape(html(tai_lieu="abc"))
