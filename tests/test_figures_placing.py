"""Names beside marks: never on each other, never out of the plot."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.figures.placing import WIDER, Box, Spot, Taken, name_box, name_sides

WIDTH, HEIGHT, SIZE = 320.0, 280.0, 11
NAMES = ("Phổ An", "Nguyễn Nghiêm", "Khánh Cường", "Trà Câu")

spots = st.lists(
    st.builds(
        Spot,
        x=st.floats(0, WIDTH),
        y=st.floats(0, HEIGHT),
        radius=st.sampled_from([3.5, 5.5, 6.5]),
        name=st.sampled_from(NAMES),
        rank=st.sampled_from([None, 0, 1, 2]),
        must=st.booleans(),
    ),
    max_size=20,
)


def sides_of(*given: Spot, taken: tuple[Taken, ...] = ()) -> list[str | None]:
    """The sides that the names of these marks get."""
    return name_sides(given, WIDTH, HEIGHT, SIZE, taken)


@given(spots, st.sampled_from(WIDER))
def test_names_never_meet_and_never_leave_the_plot(found: list[Spot], wider: float) -> None:
    sides = name_sides(found, WIDTH, HEIGHT, SIZE)
    boxes = [
        name_box(spot._replace(x=spot.x * wider), side, SIZE)
        for spot, side in zip(found, sides, strict=True)
        if side is not None
    ]
    assert all(box.inside(WIDTH * wider, HEIGHT) for box in boxes)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


@given(spots)
def test_the_same_marks_always_give_the_same_sides(found: list[Spot]) -> None:
    assert name_sides(found, WIDTH, HEIGHT, SIZE) == name_sides(list(found), WIDTH, HEIGHT, SIZE)


def test_a_name_stands_at_the_right_where_there_is_room() -> None:
    assert sides_of(Spot(100, 100, 5, "Phổ An", 0)) == ["middle right"]


def test_a_name_at_the_right_edge_stands_at_the_left() -> None:
    assert sides_of(Spot(WIDTH - 8, 100, 5, "Phổ An", 0)) == ["middle left"]


def test_a_mark_without_rank_has_no_name_but_keeps_its_place() -> None:
    assert sides_of(Spot(100, 100, 5, "Phổ An", 0), Spot(120, 100, 5, "Phổ Ninh")) == ["middle left", None]


def test_the_less_important_name_makes_way() -> None:
    crowd = [Spot(100 + x, 100 + y, 5, "Phổ Ninh", 2) for x in (-14, 0, 14) for y in (-14, 0, 14) if x or y]
    assert sides_of(Spot(100, 100, 5, "Phổ An", 1), *crowd)[0] is None
    must = sides_of(Spot(100, 100, 5, "Phổ An", 0, must=True), *crowd)
    assert must[0] is not None


def test_a_name_avoids_a_place_that_is_taken() -> None:
    assert sides_of(Spot(100, 100, 5, "Phổ An", 0), taken=(Taken(Box(110, 95, 112, 105), 100),)) == [
        "middle left"
    ]


@pytest.mark.parametrize(
    ("side", "box"),
    # "ab" is 2 x 0.56 x 10 = 11.2, rounded up to 12 px wide and 12 px high; away is 4 / 0.8 + 1 = 6 px.
    [
        ("middle right", Box(56, 43.5, 68, 55.5)),
        ("middle left", Box(32, 43.5, 44, 55.5)),
        ("top center", Box(44, 32, 56, 44)),
        ("bottom center", Box(44, 54, 56, 66)),
    ],
)
def test_a_name_is_as_far_from_its_mark_as_plotly_draws_it(side: str, box: Box) -> None:
    assert name_box(Spot(50, 50, 4, "ab"), side, 10) == pytest.approx(box)
