"""Questions answered in a process apart: what would hold up the server or fill its memory ends there, in words."""

import pickle
import threading
import time
from collections.abc import Iterator

import pytest

from danvan import queries
from danvan.warehouse import answerer, apart, console
from danvan.warehouse.apart import Answerers
from danvan.warehouse.question import Refusal

DOUBLED = ", ".join(f"t{step} as (select s || s as s from t{step - 1})" for step in range(1, 28))
# What goes beyond the memory that a question may have, or holds one call of the engine up for minutes.
HEAVY = {
    "a text doubled again and again": f"with t0 as (select 'xxxxxxxx' as s), {DOUBLED} select length(s) from t27",
    "a text put together within one call": """
        select length(list_reduce(list_transform(string_split('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', ''),
            lambda x: 'xxxxxxxx'), lambda a, b: a || a))""",
    "a list of all": "select list(range) from range(300000000)",
}
SLOW_IN_ONE_CALL = """
    with a as (select list(range) as l from range(3000000))
    select list_reduce(l, lambda x, y: (x + y) % 7) from a
"""
ENDLESS = "select count(*) from range(1000000) a, range(1000000) b, range(1000000) c"


@pytest.fixture(scope="module")
def answerers() -> Iterator[Answerers]:
    started = Answerers(most=1)
    yield started
    started.end()


def ask(answerers: Answerers, question: str, seconds: float = 5.0, rows: int = 200) -> console.Answer:
    return answerers.ask(apart.path(console.warehouse().opened()), question, seconds=seconds, rows=rows)


def test_an_answer_is_that_of_the_engine_itself(answerers: Answerers) -> None:
    question = "select place, households, valid_from, area_km2 from places order by place"
    apart_, here = ask(answerers, question, rows=7), console.ask(question, rows=7)
    assert apart_.frame.equals(here.frame)
    assert apart_.truncated


def test_a_refusal_comes_back_with_its_words(answerers: Answerers) -> None:
    with pytest.raises(Refusal) as refused:
        ask(answerers, "select * from no_such")
    assert refused.value.code == "table"
    assert "no_such" in refused.value.message("en")


@pytest.mark.parametrize("question", HEAVY.values(), ids=HEAVY.keys())
def test_what_needs_more_memory_is_refused_and_the_next_question_is_answered(
    answerers: Answerers, question: str
) -> None:
    with pytest.raises(Refusal) as refused:
        ask(answerers, question)
    assert refused.value.code in ("too_large", "too_slow")
    assert ask(answerers, "select 1 as one").frame["one"].tolist() == [1]


def test_a_call_that_does_not_look_at_the_time_is_ended_with_its_process(answerers: Answerers) -> None:
    began = time.monotonic()
    with pytest.raises(Refusal) as refused:
        ask(answerers, SLOW_IN_ONE_CALL, seconds=0.3)
    assert refused.value.code == "too_slow"
    assert time.monotonic() - began < 10
    assert ask(answerers, "select 1 as one").frame["one"].tolist() == [1]


def test_an_answer_too_large_to_be_handed_over_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = console.warehouse().opened()
    path = apart.path(opened)

    def said(rows: int) -> object:
        question = f"select * from range({rows})"
        return pickle.loads(
            answerer.answered({path: opened.connection}, path, question, seconds=5, rows=rows)
        )

    monkeypatch.setattr(answerer, "MOST_ANSWER_BYTES", 20_000)
    assert isinstance(said(1), console.Answer)
    assert said(5000) == ("answer_too_large", {})


def test_readers_are_answered_while_a_question_runs_and_another_one_is_told_to_wait(
    answerers: Answerers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "SECONDS_IN_QUEUE", 0.05)
    codes: list[str] = []

    def endless() -> None:
        with pytest.raises(Refusal) as refused:
            ask(answerers, ENDLESS, seconds=2)
        codes.append(refused.value.code)

    running = threading.Thread(target=endless)
    running.start()
    time.sleep(0.3)
    with pytest.raises(Refusal) as busy:
        ask(answerers, "select 1")
    assert len(queries.run("fields")) == 5
    assert running.is_alive()
    running.join()
    assert (busy.value.code, codes) == ("busy", ["too_slow"])
    assert all(busy.value.message(language) for language in ("vi", "en"))


def test_the_processes_of_the_server_end_when_they_are_told_to() -> None:
    started = Answerers()
    ask(started, "select 1")
    [idle] = started._idle
    started.end()
    assert not idle.is_running
