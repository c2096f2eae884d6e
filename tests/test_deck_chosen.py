"""What a presenter makes of a deck: slides left out, moved, retitled and added, without a word of the data lost."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from story_data import Memory, opened, question

from danvan import queries
from danvan.deck import Added, Chosen, made
from danvan.deck.arranged import in_order
from danvan.deck.chosen import (
    changed_added,
    moved,
    retitled,
    with_added,
    with_back,
    without,
    without_added,
)
from danvan.exports.deck import Deck
from danvan.warehouse.read import Opened

ROWS = """
poverty_rate_pct 534 2017 6.6 bc standard=2016-2020
poverty_rate_pct 534 2021 3.19 bc standard=2016-2020
tips 534 2017..2021 426 bc
"""


remember = Memory()


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    remember.clear()
    return opened(tmp_path_factory.mktemp("deck"), ROWS)


def deck(rows: Opened, chosen: Chosen) -> Deck:
    with queries.reading(rows):
        return made(question(remember=remember), chosen, rows.snapshot)


def keys(found: Deck) -> list[str]:
    return [slide.key for slide in found.slides]


def test_nothing_chosen_leaves_the_computed_order(rows: Opened) -> None:
    found = deck(rows, Chosen())
    assert keys(found)[:3] == ["bia", "so-lieu-kinh-te", "ty-le-ho-ngheo"]
    assert keys(found)[-1] == "nguon"
    assert (found.left_out, found.problems) == ((), ())


def test_a_slide_left_out_is_offered_back_where_it_was(rows: Opened) -> None:
    chosen = without(Chosen(), "ty-le-ho-ngheo")
    found = deck(rows, chosen)
    assert "ty-le-ho-ngheo" not in keys(found)
    assert [slide.key for slide in found.left_out] == ["ty-le-ho-ngheo"]
    assert with_back(chosen, "ty-le-ho-ngheo") == Chosen()


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ((), "abcdef"),
        (("d",), "abcdef"),
        (("d", "b"), "adefbc"),
        (("e", "a"), "efabcd"),
        (("f", "x", "b", "b"), "afbcde"),
        (tuple("fedcba"), "fedcba"),
    ],
)
def test_slides_that_the_order_does_not_name_stay_behind_the_one_before_them(
    wanted: tuple[str, ...], expected: str
) -> None:
    assert "".join(in_order("abcdef", wanted)) == expected


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.lists(st.sampled_from("abcxyz")))
def test_no_order_loses_or_doubles_a_slide(names: list[str], wanted: list[str]) -> None:
    found = in_order(names, wanted)
    assert sorted(found) == sorted(names)
    assert [name for name in found if name in wanted] == [
        name for name in dict.fromkeys(wanted) if name in names
    ]


@pytest.mark.parametrize(
    ("by", "expected"),
    [(-1, ["b", "a", "c"]), (1, ["a", "c", "b"]), (-9, ["b", "a", "c"]), (0, ["a", "b", "c"])],
)
def test_a_slide_moves_among_those_that_are_shown(by: int, expected: Sequence[str]) -> None:
    chosen = moved(Chosen(), ["a", "b", "c"], "b", by=by)
    assert in_order("abc", chosen.order) == expected


def test_a_slide_at_the_end_or_unknown_stays_where_it_is() -> None:
    assert moved(Chosen(), ["a", "b"], "b", by=1) == Chosen()
    assert moved(Chosen(), ["a", "b"], "x", by=1) == Chosen()


def test_a_new_title_keeps_the_computed_one_and_the_notes_say_whose_it_is(rows: Opened) -> None:
    before = next(slide for slide in deck(rows, Chosen()).slides if slide.key == "ty-le-ho-ngheo")
    chosen = retitled(Chosen(), "ty-le-ho-ngheo", " Nghèo giảm\nmột nửa ")
    found = deck(rows, chosen)
    slide = next(slide for slide in found.slides if slide.key == "ty-le-ho-ngheo")
    assert (slide.title, slide.computed_title) == ("Nghèo giảm một nửa", before.title)
    assert slide.retitled
    assert slide.notes[0] == (f"Tiêu đề do người trình bày đặt; câu tính từ số liệu: {before.sentence}")
    assert slide.notes[1:] == before.notes[1:]
    assert retitled(chosen, "ty-le-ho-ngheo", "") == Chosen()


def test_a_slide_of_the_presenters_own_stands_behind_the_one_named_and_says_whose_it_is(rows: Opened) -> None:
    chosen = with_added(Chosen(), "ty-le-ho-ngheo", "Xin ý kiến", ["Một", " ", "Hai"])
    chosen = with_added(chosen, "them-1", "Sau nữa")
    chosen = with_added(chosen, "ty-le-ho-ngheo", "Trước")
    found = deck(rows, chosen)
    at = keys(found).index("ty-le-ho-ngheo")
    assert keys(found)[at : at + 4] == ["ty-le-ho-ngheo", "them-3", "them-1", "them-2"]
    own = found.slides[at + 2]
    assert (own.kind, own.title, own.lines, own.added) == ("words", "Xin ý kiến", ("Một", "Hai"), True)
    assert own.standing == "Trang của người trình bày, không lấy từ số liệu"
    assert not own.retitled


def test_own_slides_stay_where_they_are_while_others_move(rows: Opened) -> None:
    chosen = with_added(Chosen(), "so-lieu-kinh-te", "Của tôi")
    shown = keys(deck(rows, chosen))
    later = moved(chosen, shown, "them-1", by=1)
    found = keys(deck(rows, later))
    at = shown.index("them-1")
    assert found == [*shown[:at], shown[at + 1], "them-1", *shown[at + 2 :]]
    again = with_added(later, "bia", "Lời chào")
    assert keys(deck(rows, again))[:2] == ["bia", "them-2"]


def test_own_slides_are_changed_and_taken_away_with_what_hangs_on_them() -> None:
    chosen = with_added(with_added(Chosen(), "a", "Một"), "them-1", "Hai")
    changed = changed_added(chosen, "them-1", "Khác", ["x"])
    assert next(own for own in changed.added if own.key == "them-1") == Added("them-1", "Khác", ("x",), "a")
    assert retitled(changed, "them-1", "Nữa").added[-1].title == "Nữa"
    assert without_added(changed, "them-1").added == (Added("them-2", "Hai", (), "a"),)
    assert without_added(changed, "a") == changed


def test_a_slide_without_a_title_is_not_added_and_no_more_than_twenty_are() -> None:
    assert with_added(Chosen(), "a", " \u200b", ["x"]) == Chosen()
    chosen = Chosen()
    for _ in range(25):
        chosen = with_added(chosen, "a", "T")
    assert len({own.key for own in chosen.added}) == len(chosen.added) == 20


def test_what_fits_no_slide_is_passed_over_and_told(rows: Opened) -> None:
    chosen = Chosen(
        frozenset({"khong-co"}),
        ("cung-khong",),
        {"nua": "X"},
        (Added("bia", "Chiếm chỗ"), Added("a", "Vòng", (), "b"), Added("b", "Vòng", (), "a")),
    )
    found = deck(rows, chosen)
    assert keys(found)[-2:] == ["a", "b"]
    assert found.slides[0].title == "Dân vận khéo thị xã Đức Phổ"
    assert len(found.problems) == 4
    assert all(
        any(key in said for said in found.problems) for key in ("khong-co", "cung-khong", "nua", "bia")
    )
