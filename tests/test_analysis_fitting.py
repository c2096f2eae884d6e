"""Which choices fit a question and why others do not: every reason is reached, nothing that is offered fails."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any, get_args

import pytest
import story_data

from danvan import queries, text
from danvan.analysis.asked import MODELS, Asked, Form, Units
from danvan.analysis.fitting import fitted, fitting
from danvan.analysis.forms import Result, result
from danvan.story.finding import Finding, Nothing, Question
from danvan.story.memory import Key

LAND, POOR, RATE, TIPS = ("land_donated_m2",), ("poor_households",), ("poverty_rate_pct",), ("tips",)
MEDIA = ("media_items",)  # only documents have it


@pytest.fixture(scope="module", autouse=True)
def memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Key, Any]]:
    """Ask the data that ship, what is the same for many questions once."""
    kept: dict[Key, Any] = {}
    with queries.reading(story_data.shipped(tmp_path_factory.mktemp("shipped"))):
        yield kept


@pytest.fixture
def question(memory: dict[Key, Any]) -> Question:
    return asking(memory)


def asking(memory: dict[Key, Any], **changes: Any) -> Question:
    def remember(key: Key, make: Any) -> Any:
        if key not in memory:
            memory[key] = make()
        return memory[key]

    return story_data.question(remember=remember, **changes)


CHOICES = {
    "only_models": (Asked(LAND), "groupings", "model"),
    "already_since": (Asked(LAND, units="since"), "groupings", "successor"),
    "models_are_named": (Asked((MODELS,)), "groupings", "reported"),
    "no_document": (Asked(("persons_per_case",)), "groupings", "reported"),
    "not_by_ward": (Asked(MEDIA), "groupings", "place"),
    "models_have_no_periods": (Asked((MODELS,)), "lengths", "year"),
    "periods_of_documents": (Asked(LAND, "reported"), "lengths", "year"),
    "no_figures_of_length": (Asked(LAND), "lengths", "month"),
    "models_are_counted": (Asked((MODELS,)), "measures", "share"),
    "as_documents_say": (Asked(LAND, "reported"), "measures", "share"),
    "already_ratio": (Asked(RATE), "measures", "per_household"),
    "needs_periods": (Asked(LAND), "measures", "change"),
    "ratio_no_sum": (Asked(RATE), "measures", "share"),
    "stock_no_sum": (Asked(POOR, length="year"), "measures", "cumulative"),
    "whole_of_itself": (Asked(LAND, "town"), "measures", "share"),
}
FORMS: dict[str, tuple[Asked, Form]] = {
    "only_models": (Asked(LAND), "matrix"),
    "matrix_of_wards": (Asked((MODELS,), units="since"), "matrix"),
    "documents_as_table": (Asked(RATE, "reported"), "ranking"),
    "two_indicators": (Asked(LAND), "scatter"),
    "one_indicator": (Asked(LAND + TIPS), "ranking"),
    "too_few_groups": (Asked(LAND + TIPS, "kind"), "scatter"),
    "one_group": (Asked(LAND, "town", "year"), "slope"),
    "one_period": (Asked(LAND), "trend"),
    "models_have_no_periods": (Asked((MODELS,)), "trend"),
    "only_by_unit": (Asked(LAND, "kind"), "map"),
    "no_base": (Asked(LAND), "funnel"),
}


@pytest.mark.parametrize("reason", CHOICES)
def test_a_choice_that_does_not_fit_says_why(question: Question, reason: str) -> None:
    asked, kind, choice = CHOICES[reason]
    assert getattr(fitting(question, asked), kind)[choice] == reason


@pytest.mark.parametrize("reason", FORMS)
def test_a_form_that_does_not_fit_says_why(question: Question, reason: str) -> None:
    asked, form = FORMS[reason]
    found = result(question, replace(asked, form=form))
    assert found.offered[form] == reason
    assert found.form != form
    assert reason in found.replaced


def test_every_reason_that_has_words_is_reached_and_every_reason_has_words() -> None:
    words = {
        key.removeprefix("analysis.why.") for key in text.words("vi").texts if key.startswith("analysis.why.")
    }
    assert words == CHOICES.keys() | FORMS.keys()


@pytest.mark.parametrize(
    ("asked", "shown", "reasons"),
    [
        (Asked(RATE, measure="share"), Asked(RATE), ("ratio_no_sum",)),
        (Asked(MEDIA), Asked(MEDIA, "reported"), ("not_by_ward",)),
        (Asked(LAND, length="month"), Asked(LAND), ("no_figures_of_length",)),
        (
            Asked(LAND, "model", "month", "change"),
            Asked(LAND),
            ("only_models", "no_figures_of_length", "needs_periods"),
        ),
        (
            Asked((MODELS,), "reported", "year"),
            Asked((MODELS,)),
            ("models_are_named", "models_have_no_periods"),
        ),
    ],
)
def test_choices_that_do_not_go_together_are_changed_and_told(
    question: Question, asked: Asked, shown: Asked, reasons: tuple[str, ...]
) -> None:
    assert fitted(question, asked) == (shown, reasons)


def test_a_form_asked_for_in_vain_is_told_but_not_where_there_is_nothing_at_all(
    memory: dict[Key, Any],
) -> None:
    asked = Asked(LAND, form="funnel")
    assert result(asking(memory), asked).replaced == ("no_base",)
    nothing = result(asking(memory, sample=False), asked)
    assert isinstance(nothing.finding, Nothing)
    assert nothing.replaced == ()


def test_where_only_documents_have_real_figures_the_way_to_them_is_said(memory: dict[Key, Any]) -> None:
    found = result(asking(memory, sample=False), Asked(LAND)).finding
    assert found.sentence == (
        "Chưa có số liệu thật theo xã, phường của “Đất hiến làm đường”; số liệu minh họa đang ẩn. "
        "Văn bản có nêu số chung: chọn “Số văn bản nêu”."
    )
    persons = result(asking(memory, sample=False), Asked(("persons_per_case",))).finding
    assert "Văn bản" not in persons.sentence


SUBJECTS = ((LAND, ()), (("contribution_vnd",), ("21442",)), (RATE, ()), (("cases_per_100_tips",), ()), (MEDIA, ()),
            ((MODELS,), ()), (RATE + TIPS, ("21442", "21469")), (POOR + TIPS + LAND, ()))  # fmt: skip
EVERY_NTH = 9


def offered(question: Question, asked: Asked) -> Iterator[Asked]:
    """Give every question about these indicators that can be asked by what is offered."""
    for grouping, why in fitting(question, asked).groupings.items():
        by_grouping = replace(asked, grouping=grouping)
        if why:
            continue
        for length, not_so_long in fitting(question, by_grouping).lengths.items():
            of_length = replace(by_grouping, length=length)
            if not not_so_long:
                measures = fitting(question, of_length).measures.items()
                yield from (replace(of_length, measure=measure) for measure, reason in measures if not reason)


def questions(memory: dict[Key, Any]) -> Iterator[tuple[Question, Asked]]:
    """Give some of all questions that can be asked, in both languages."""
    at = 0
    for (subject, places), units in product(SUBJECTS, get_args(Units)):
        question = asking(memory, places=() if units == "since" else places, last_year=2021)
        for asked in offered(question, Asked(subject, units=units)):
            at += 1
            if at % EVERY_NTH == 0:
                yield replace(question, language=("vi", "en")[at // EVERY_NTH % 2]), asked


@pytest.mark.thorough
def test_nothing_that_is_offered_fails_and_all_of_it_says_what_it_is(memory: dict[Key, Any]) -> None:
    seen: Counter[Form] = Counter()
    for question, asked in questions(memory):
        found = result(question, asked)
        assert_says_what_it_is(found)
        others = [form for form, reason in found.offered.items() if not reason and form != found.form]
        seen[found.form] += 1
        if others:
            form = min(others, key=seen.__getitem__)  # the one least seen
            again = result(question, replace(asked, form=form))
            assert (again.form, again.replaced) == (form, ())
            assert_says_what_it_is(again)
            seen[form] += 1
    assert seen.keys() == set(get_args(Form))


def assert_says_what_it_is(found: Result) -> None:
    """Every finding has a sentence, a period, sources and a table of full lines; nothing says why it is nothing."""
    finding = found.finding
    assert finding.sentence.endswith(".")
    if isinstance(finding, Finding):
        assert finding.subtitle
        assert finding.origins
        assert all(len(row) == len(finding.table.columns) for row in finding.table.rows)
        assert finding.table.rows
