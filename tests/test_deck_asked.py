"""A presenter's choice in an address: what is written is read again, and what is not understood is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.deck.asked import read, written
from danvan.deck.chosen import Added, Chosen
from danvan.deck.problems import Problem
from danvan.deck.typed import LONGEST_LINE, LONGEST_TITLE, MOST_ADDED, MOST_LINES, cleaned
from danvan.text import LANGUAGES

KEYS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6})?", fullmatch=True)
WORDS = st.text(max_size=40).map(cleaned)
TITLES = WORDS.filter(bool)
OWN = st.builds(Added, KEYS, TITLES, st.lists(TITLES, max_size=3).map(tuple), st.one_of(st.just(""), KEYS))
CHOICES = st.builds(
    Chosen,
    st.frozensets(KEYS, max_size=5),
    st.lists(KEYS, max_size=5, unique=True).map(tuple),
    st.dictionaries(KEYS, TITLES, max_size=4),
    st.lists(OWN, max_size=4, unique_by=lambda own: own.key).map(tuple),
)


@given(CHOICES)
def test_what_is_written_is_read_again(chosen: Chosen) -> None:
    assert read(written(chosen)) == (chosen, [])


@given(st.dictionaries(st.sampled_from(["bo", "thu-tu", "ten", "them", "xa"]), st.lists(st.text())))
def test_whatever_an_address_holds_it_is_read_and_then_stands_firm(parameters: dict[str, list[str]]) -> None:
    chosen, problems = read(parameters)
    assert read(written(chosen)) == (chosen, [])
    assert all(problem.said(language) for problem in problems for language in LANGUAGES)


def test_a_choice_is_read_as_a_presenter_writes_it() -> None:
    chosen, problems = read(
        {
            "bo": ["tin-bao,hoa-giai", "nguon"],
            "thu-tu": ["dat-hien, bia"],
            "ten": ["dat-hien:Đất: của dân"],
            "them": ["a@dat-hien:Xin ý kiến|Một\\|hai|Ba", "b:Hết"],
            "xa": ["pho-hoa"],
        }
    )
    assert problems == []
    assert chosen == Chosen(
        frozenset({"tin-bao", "hoa-giai", "nguon"}),
        ("dat-hien", "bia"),
        {"dat-hien": "Đất: của dân"},
        (Added("a", "Xin ý kiến", ("Một|hai", "Ba"), "dat-hien"), Added("b", "Hết")),
    )


def test_nothing_chosen_needs_no_parameter() -> None:
    assert written(Chosen()) == {}
    assert read({}) == (Chosen(), [])


@pytest.mark.parametrize(
    ("parameter", "value", "code"),
    [
        ("bo", "../../etc", "no_key"),
        ("thu-tu", "Đất", "no_key"),
        ("ten", "dat-hien:  ", "no_title"),
        ("ten", "dat-hien", "no_title"),
        ("them", "Ô:Tên", "no_title"),
        ("them", "a@:Tên", "no_title"),
        ("them", "a:|dòng", "no_title"),
    ],
)
def test_what_is_not_understood_is_left_out_and_told(parameter: str, value: str, code: str) -> None:
    assert read({parameter: [value]}) == (Chosen(), [Problem(code, parameter, value)])


def test_characters_that_nobody_sees_are_taken_out_and_spelling_is_composed() -> None:
    chosen, _ = read({"ten": ["a:Đa\u0301t\u202e\u200b \n hiê\u0301n\x00"]})
    assert chosen.titles == {"a": "Đát hiến"}


def test_what_is_too_long_is_cut_and_told() -> None:
    long = {"ten": ["a:" + "x" * 161], "them": ["b:T|" + "y" * 301, "c:T" + "|z" * 13]}
    chosen, problems = read(long)
    assert chosen.titles["a"] == "x" * LONGEST_TITLE
    assert chosen.added[0].lines == ("y" * LONGEST_LINE,)
    assert len(chosen.added[1].lines) == MOST_LINES
    assert [problem.code for problem in problems] == ["too_long", "too_long", "too_many_lines"]


def test_more_slides_or_words_than_an_address_may_hold_are_left_out_and_told() -> None:
    many, problems = read({"them": [f"k{number}:T" for number in range(21)]})
    assert len(many.added) == MOST_ADDED
    assert problems == [Problem("too_many", "them", "k20")]
    much, problems = read({"them": [f"k{number}:T" + ("|" + "x" * 300) * 12 for number in range(2)]})
    assert [own.key for own in much.added] == ["k0"]  # 3,601 of 6,000 characters, then 3,601 more
    assert problems == [Problem("too_much", "them")]


def test_a_key_given_to_two_slides_is_that_of_the_first() -> None:
    chosen, problems = read({"them": ["a:Một", "a:Hai"]})
    assert [own.title for own in chosen.added] == ["Một"]
    assert problems == [Problem("twice", "them", "a")]
