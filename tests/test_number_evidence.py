from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.number_evidence import Decision, Limits, decide, fits_decimals
from danvan.written_numbers import Written, read

AREA = Limits(0, Decimal(0), Decimal(500_000))
ROAD = Limits(2, Decimal(0), Decimal(200))
MONEY = Limits(0, Decimal(0), Decimal(10**11))
MILLION = Decimal(10**6)
ASKED = Decision(None, None, "asked")

WRITINGS = st.sampled_from(
    ["1.306", "2,500", "12,5", "12.5", "1.306.000", "1,306,000", "196.833", "7", "1.306 triệu", "2,019 tỷ",
     "3,19", "0.125", "1 234,5", "gần 1.250", "1.000"]
)  # fmt: skip
CELLS = st.builds(
    lambda text, factor, limits: (read(text, "vnd", factor), limits),
    WRITINGS,
    st.sampled_from([Decimal(1), Decimal(1000), MILLION]),
    st.sampled_from([AREA, ROAD, MONEY]),
)
ANSWERS = st.sampled_from([None, "vi", "en"])


def decided(*texts: str, answer: str | None = None) -> list[Decision]:
    """Decide a column of money headed "triệu đồng"."""
    return decide([(read(text, "vnd", MILLION), MONEY) for text in texts], answer)


def one(text: str, unit: str, limits: Limits) -> Decision:
    return decide([(read(text, unit), limits)])[0]


def value(number: int | str, style: str, evidence: str) -> Decision:
    return Decision(Decimal(number), style, evidence)


def test_a_single_reading_needs_no_evidence_and_is_not_held_to_the_limits() -> None:
    assert one("211,28", "m2", AREA) == value("211.28", "vi", "only")
    assert one("7", "m2", AREA) == value(7, "any", "only")
    assert one("-7", "m2", AREA) == value(-7, "any", "only")


def test_a_reading_with_more_decimals_than_declared_is_left_out() -> None:
    assert one("196.833", "m2", AREA) == value(196_833, "vi", "decimals")
    assert one("196,833", "m2", AREA) == value(196_833, "en", "decimals")


def test_a_reading_out_of_range_is_left_out() -> None:
    assert one("1.250", "km", ROAD) == value("1.25", "en", "range")  # 1250 km is more than 200
    assert one("2,019 tỷ", "vnd", MONEY) == value(2_019_000_000, "vi", "range")  # 2019 tỷ is more than 100


def test_closing_zeros_are_no_decimals() -> None:
    assert fits_decimals(Decimal("12.50"), 1)
    assert not fits_decimals(Decimal("12.51"), 1)
    assert fits_decimals(Decimal("12.00"), 0)


def test_without_a_possible_reading_the_vietnamese_one_is_named() -> None:
    assert one("2.315", "km", ROAD) == value(2315, "vi", "impossible")
    assert one("600,001", "m2", AREA) == value("600.001", "vi", "impossible")


def test_a_vietnamese_word_in_the_cell_speaks_for_the_vietnamese_style() -> None:
    assert one("1.306 triệu", "vnd", MONEY) == value(1_306_000_000, "vi", "word")


def test_with_no_evidence_the_clerk_is_asked() -> None:
    assert decided("1.306") == [ASKED]
    assert decided("1.306", "2.500", "7") == [ASKED, ASKED, value(7_000_000, "any", "only")]


@pytest.mark.parametrize("neighbour", ["2.500.000", "12,5", "1.234,5"])
def test_a_styled_neighbour_decides(neighbour: str) -> None:
    assert decided("1.306", neighbour)[0] == value(1_306_000_000, "vi", "column")


def test_an_english_column_decides_too_and_stands_before_a_word() -> None:
    assert decided("1.306", "12.5")[0] == value(1_306_000, "en", "column")
    assert decided("1.306 triệu", "12.5")[0] == value(1_306_000, "en", "column")


def test_neighbours_that_contradict_each_other_show_nothing() -> None:
    assert decided("1.306", "12,5", "12.5")[0] == ASKED
    assert decided("1.306 triệu", "12,5", "12.5")[0] == value(1_306_000_000, "vi", "word")


def test_a_neighbour_decided_by_its_limits_is_evidence() -> None:
    column = [(read("1.000", "m2"), AREA), (read("196.833", "m2"), AREA)]
    assert decide(column)[0] == value(1000, "vi", "column")
    assert decided("1.306", "50,250")[0] == ASKED  # 50250 and 50,25 million are both possible
    assert decided("1.306", "500.250 tỷ")[0] == ASKED  # neither is possible
    assert decided("1.306", "2,019 tỷ")[0] == value(1_306_000_000, "vi", "column")


def test_a_neighbour_decided_by_its_limits_can_contradict_one_decided_by_its_signs() -> None:
    column = [(read(text, "m2"), AREA) for text in ("1.000", "196.833", "1,306,000")]
    assert decide(column)[0] == ASKED


def test_a_neighbour_with_too_many_decimals_is_a_slip_that_contradicts_but_shows_nothing() -> None:
    slip, clear = (read("196.83", "m2"), AREA), (read("196.833", "m2"), AREA)
    assert decide([(read("1.000", "m2"), AREA), slip])[0] == ASKED
    assert decide([(read("1.000", "m2"), AREA), slip, clear])[0] == ASKED


def test_cells_decided_by_a_word_or_by_the_column_show_nothing_to_others() -> None:
    assert decided("1.306", "1.306 triệu") == [ASKED, value(1_306_000_000, "vi", "word")]


def test_the_answer_of_the_clerk_stands_before_the_column_and_a_word() -> None:
    assert decided("1.306", "12.5", answer="vi")[0] == value(1_306_000_000, "vi", "answer")
    assert decided("1.306 triệu", answer="en") == [value(1_306_000, "en", "answer")]


def test_the_answer_overrides_no_single_reading_and_no_limit() -> None:
    assert decided("12.5", "2,019 tỷ", answer="vi")[0] == value(12_500_000, "en", "only")
    assert decide([(read("196.833", "m2"), AREA)], "en") == [value(196_833, "vi", "decimals")]
    assert decide([(read("1.250", "km"), ROAD)], "vi") == [value("1.25", "en", "range")]


def test_an_empty_column_has_no_decisions() -> None:
    assert decide([]) == []


@given(st.lists(CELLS, max_size=8), ANSWERS)
def test_a_value_is_always_one_of_the_readings(
    column: list[tuple[Written, Limits]], answer: str | None
) -> None:
    for (written, _), decision in zip(column, decide(column, answer), strict=True):
        assert decision == ASKED or (decision.style, decision.value) in written.readings


@given(st.lists(CELLS, max_size=8).flatmap(lambda cells: st.tuples(st.just(cells), st.permutations(cells))))
def test_the_order_of_the_cells_does_not_matter(
    both: tuple[list[tuple[Written, Limits]], list[tuple[Written, Limits]]],
) -> None:
    column, shuffled = both
    assert dict(zip(column, decide(column), strict=True)) == dict(
        zip(shuffled, decide(shuffled), strict=True)
    )


@given(st.lists(CELLS, max_size=8), ANSWERS)
def test_an_answer_changes_only_what_two_readings_left_open(
    column: list[tuple[Written, Limits]], answer: str | None
) -> None:
    for before, after in zip(decide(column), decide(column, answer), strict=True):
        if before.evidence in ("only", "decimals", "range", "impossible"):
            assert after == before
        else:
            assert answer is None or (after.style, after.evidence) == (answer, "answer")


@given(st.integers(10**6, 10**10), st.integers(1, 999))
def test_one_clear_vietnamese_number_settles_a_column_of_thousands(clear: int, thousands: int) -> None:
    column = [
        (read(text, "vnd"), MONEY) for text in (f"{thousands}.000", f"{clear:,}".replace(",", ".") + " đồng")
    ]
    assert [decision.value for decision in decide(column)] == [thousands * 1000, clear]
