"""Many readers ask one process at once, and each gets what one alone would get.

The whole crowd, 16 readers of 1,000 questions each, is a benchmark: python -m pytest -n 0 -m benchmark
tests/test_analysis_threads.py
"""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pandas as pd
import pytest
import story_data
from test_analysis_exact import asking

from danvan import queries
from danvan.analysis.answer import answered
from danvan.analysis.asked import MODELS, Asked
from danvan.story.finding import Question
from danvan.story.memory import at_once
from danvan.ui.cache import _Memory
from danvan.warehouse.read import Opened

READERS, FEW, MANY = 16, 5, 1000
KINDS_OF_QUESTION, FEW_KINDS = 400, 40

Mixed = tuple[Question, Asked]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return story_data.shipped(tmp_path_factory.mktemp("threads"))


def mixed(number: int) -> list[Mixed]:
    """Return questions of all kinds, each another."""
    chance = random.Random(number)
    usual, found = story_data.question(), []
    for position in range(number):
        one = asking(chance)
        question = replace(
            usual, places=one.places, first_year=one.first_year, last_year=one.last_year, sample=one.sample
        )
        asked = Asked(
            (one.indicator,), one.grouping, one.length, one.measure, units="since" if one.since else "before"
        )  # type: ignore[arg-type]
        if position % 10 == 9:
            asked = Asked((MODELS,), chance.choice(("model", "field", "place")), least=chance.randint(1, 5))  # type: ignore[arg-type]
        elif position % 10 == 8:
            asked = Asked((chance.choice(("tips", "poverty_rate_pct")),), "reported")
        found.append((question, asked))
    return found


def told(question: Question, asked: Asked) -> tuple[Any, ...]:
    """Return all of an answer as it can be compared."""
    found = answered(question, asked)
    cells = found.cells.astype(object).where(found.cells.notna(), None)
    return tuple(cells.itertuples(index=False, name=None)), dict(found.by_period), found.units


def equal_answers(shipped: Opened, questions: int, kinds: int, remember: Callable[..., Any]) -> int:
    """Let all readers ask at once; return how many of their answers equal those that one reader gets alone."""
    with queries.reading(shipped):
        offered = mixed(kinds)
        alone = [told(question, asked) for question, asked in offered]
    together = Barrier(READERS)

    def read(reader: int) -> int:
        chance = random.Random(reader)
        together.wait()
        equal = 0
        with queries.reading(shipped):
            for _ in range(questions):
                place = chance.randrange(kinds)
                question, asked = offered[place]
                equal += told(replace(question, remember=remember), asked) == alone[place]
        return equal

    with ThreadPoolExecutor(READERS) as readers:
        return sum(readers.map(read, range(READERS)))


@pytest.mark.thorough
@pytest.mark.parametrize("remembering", [False, True])
def test_readers_at_once_get_what_each_would_get_alone(shipped: Opened, remembering: bool) -> None:
    remember = _Memory().get if remembering else at_once
    questions = FEW * (3 if remembering else 1)
    assert equal_answers(shipped, questions, FEW_KINDS, remember) == READERS * questions


@pytest.mark.benchmark
@pytest.mark.parametrize("remembering", [False, True])
def test_sixteen_readers_of_a_thousand_questions_get_what_each_would_get_alone(
    shipped: Opened, remembering: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    equal = equal_answers(shipped, MANY, KINDS_OF_QUESTION, _Memory().get if remembering else at_once)
    with capsys.disabled():
        print(
            f"\n{equal:,} of {READERS * MANY:,} answers equal, {'with' if remembering else 'without'} a memory"
        )
    assert equal == READERS * MANY


@pytest.mark.thorough
def test_what_is_compared_differs_from_question_to_question(shipped: Opened) -> None:
    with queries.reading(shipped):
        answers = [told(question, asked) for question, asked in mixed(FEW_KINDS)]
    assert len({repr(answer) for answer in answers}) > FEW_KINDS / 3
    assert not all(pd.isna(row[6]) for cells, _, _ in answers for row in cells)
