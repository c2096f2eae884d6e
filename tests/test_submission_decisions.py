"""danvan.submission.decisions: what was accepted, changed or refused of a document is kept for ever."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.intake.issue import DataError
from danvan.reader.candidate import Candidate, ModelCandidate
from danvan.submission import decisions
from danvan.submission.decisions import AcceptedFigure, AcceptedModel, Decision

KEY = "0123456789ab"
TIPS = Candidate(
    "tips", 426.0, "tip", "=", "2021", "534", 10, 13, "426", 0.9, {"vi": "vì", "en": "as"}, "426 nguồn tin",
    section="II.1",
)  # fmt: skip
ROAD = ModelCandidate(
    "Tuyến đường hoa", "kinh_te", "Hội Phụ nữ", ("21460",), 40, 55, 0.8, {"vi": "", "en": ""}
)
OTHER = AcceptedFigure("tips", "534", "2020", "", 400, ">", None, "426 nguồn tin")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    """Return a state folder that keeps one document."""
    (tmp_path / "documents" / KEY).mkdir(parents=True)
    return tmp_path


def log(state: Path) -> Path:
    return state / "documents" / KEY / decisions.FILE


def code_of(state: Path) -> tuple[str, int | None]:
    with pytest.raises(DataError) as caught:
        decisions.history(state, KEY)
    [issue] = caught.value.issues
    return issue.code, issue.line


def test_decisions_come_back_as_they_were_made_oldest_first(state: Path) -> None:
    made = [
        decisions.accept(TIPS, "an"),
        decisions.accept(ROAD, "an", "đúng"),
        decisions.change(TIPS, OTHER, "binh", "năm 2020"),
        decisions.refuse(ROAD, "binh"),
        decisions.mark(70, 72, OTHER, "an"),
        decisions.mark(80, 90, AcceptedModel("Ánh sáng", "kinh_te", "", ()), "an"),
    ]
    decisions.decide(state, KEY, made[:2])
    decisions.decide(state, KEY, made[2:])
    assert decisions.history(state, KEY) == tuple(made)
    assert [(one.decision, one.kind, one.holds) for one in made] == [
        ("accepted", "figure", True), ("accepted", "model", True), ("changed", "figure", True),
        ("refused", "model", False), ("accepted", "figure", True), ("accepted", "model", True),
    ]  # fmt: skip


def test_the_last_decision_on_a_span_holds_and_those_before_it_stay(state: Path) -> None:
    first, second = decisions.accept(TIPS, "an"), decisions.refuse(TIPS, "binh", "nhầm kỳ")
    decisions.decide(state, KEY, [decisions.accept(ROAD, "an"), first])
    before = log(state).read_bytes()
    decisions.decide(state, KEY, [second])
    assert log(state).read_bytes().startswith(before)
    held = decisions.decided(state, KEY)
    assert [*held] == [(10, 13), (40, 55)]
    assert held[10, 13] == second
    assert first in decisions.history(state, KEY)


def test_an_accepted_candidate_holds_as_it_was_read() -> None:
    assert decisions.accept(TIPS, "an").figure == AcceptedFigure(
        "tips", "534", "2021", "", 426.0, "=", None, "426 nguồn tin"
    )
    assert decisions.accept(ROAD, "an").model == AcceptedModel(
        "Tuyến đường hoa", "kinh_te", "Hội Phụ nữ", ("21460",)
    )


def test_a_change_to_what_was_read_anyway_is_an_acceptance() -> None:
    assert decisions.change(TIPS, decisions.as_read(TIPS), "an").decision == "accepted"
    assert decisions.change(TIPS, OTHER, "an").decision == "changed"


def test_of_a_refused_candidate_nothing_holds_but_what_was_proposed_is_known(state: Path) -> None:
    decisions.decide(state, KEY, [decisions.refuse(TIPS, "an", "nhầm")])
    [found] = decisions.history(state, KEY)
    assert (found.figure, found.model, found.proposed, found.why) == (None, None, TIPS, "nhầm")


def test_without_decisions_there_are_none(state: Path) -> None:
    assert (decisions.history(state, KEY), decisions.decided(state, KEY)) == ((), {})


@pytest.mark.parametrize("cut", [1, 20, 200])
def test_the_end_of_a_line_that_was_cut_off_never_counted_and_is_cut_away(state: Path, cut: int) -> None:
    first, second, third = (decisions.refuse(TIPS, by) for by in ("an", "binh", "chi"))
    decisions.decide(state, KEY, [first, second])
    log(state).write_bytes(log(state).read_bytes()[:-cut])
    assert decisions.history(state, KEY) == (first,)
    decisions.decide(state, KEY, [third])
    assert decisions.history(state, KEY) == (first, third)


@pytest.mark.parametrize(
    "line", [b"", b"[]", b"null", b"{}", b"\xff", b'{"kind": "figure", "proposed": null}']
)
def test_a_line_that_is_none_is_named_and_nothing_else_is_raised(state: Path, line: bytes) -> None:
    decisions.decide(state, KEY, [decisions.accept(TIPS, "an")])
    log(state).write_bytes(log(state).read_bytes() + line + b"\n")
    assert code_of(state) == ("decisions_damaged", 2)


def test_a_word_that_is_no_decision_is_none(state: Path) -> None:
    decisions.decide(state, KEY, [decisions.refuse(TIPS, "an")])
    log(state).write_bytes(log(state).read_bytes().replace(b'"refused"', b'"perhaps"'))
    assert code_of(state) == ("decisions_damaged", 1)


def test_what_a_later_reader_says_beside_a_candidate_is_left_out(state: Path) -> None:
    decisions.decide(state, KEY, [decisions.accept(TIPS, "an")])
    log(state).write_bytes(log(state).read_bytes().replace(b'"printed"', b'"mood": 1, "printed"'))
    assert decisions.decided(state, KEY)[10, 13].proposed == TIPS


def test_of_a_document_that_is_gone_nothing_is_decided(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=KEY):
        decisions.decide(tmp_path, KEY, [decisions.accept(TIPS, "an")])
    assert not (tmp_path / "documents").exists()


@given(st.lists(st.tuples(st.integers(0, 3), st.text(max_size=8), st.booleans()), max_size=6))
def test_whatever_is_remarked_each_span_has_its_last_decision(
    tmp_path_factory: pytest.TempPathFactory, said: list[tuple[int, str, bool]]
) -> None:
    state = tmp_path_factory.mktemp("state")
    (state / "documents" / KEY).mkdir(parents=True)
    made = [Decision(at, at + 1, "refused" if no else "accepted", "an", why) for at, why, no in said]
    for one in made:
        decisions.decide(state, KEY, [one])
    assert decisions.history(state, KEY) == tuple(made)
    assert decisions.decided(state, KEY) == {one.span: one for one in made}
