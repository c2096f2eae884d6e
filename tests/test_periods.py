from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.periods import Period, PeriodError, is_span, parse, year_of, years

SIMPLE = st.builds(
    "{}{}".format,
    st.integers(1900, 2099),
    st.sampled_from(["", "-H1", "-H2", "-Q1", "-Q2", "-Q3", "-Q4", "-01", "-02", "-09", "-12"]),
)


@pytest.mark.parametrize(
    ("code", "start", "end"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021-H1", date(2021, 1, 1), date(2021, 6, 30)),
        ("2021-H2", date(2021, 7, 1), date(2021, 12, 31)),
        ("2021-Q1", date(2021, 1, 1), date(2021, 3, 31)),
        ("2021-Q2", date(2021, 4, 1), date(2021, 6, 30)),
        ("2021-Q4", date(2021, 10, 1), date(2021, 12, 31)),
        ("2021-03", date(2021, 3, 1), date(2021, 3, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2017..2021", date(2017, 1, 1), date(2021, 12, 31)),
        ("2020..2022-04", date(2020, 1, 1), date(2022, 4, 30)),
        ("2021-Q2..2021-H2", date(2021, 4, 1), date(2021, 12, 31)),
    ],
)
def test_a_code_stands_for_whole_calendar_months(code: str, start: date, end: date) -> None:
    assert parse(code) == Period(code, start, end)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "21",
        "0001",
        "2021-3",
        "2021-00",
        "2021-13",
        "2021-Q5",
        "2021-H3",
        "2021-q2",
        "2021-12-31",
        " 2021",
        "2021\n",
        "\uff12\uff10\uff12\uff11",
        "2017-2021",
        "2017..",
        "..2021",
        "2017..2019..2021",
    ],
)
def test_what_is_no_code_is_refused_with_one_sentence_that_names_it(code: str) -> None:
    with pytest.raises(PeriodError) as refused:
        parse(code)
    assert repr(code) in str(refused.value)
    assert str(refused.value).endswith("2017..2021.")


@pytest.mark.parametrize("code", ["2021..2017", "2021..2021-03", "2021-04..2021-Q1"])
def test_a_span_must_not_run_backwards(code: str) -> None:
    with pytest.raises(PeriodError, match="ends before it starts"):
        parse(code)


def test_only_one_whole_year_is_a_year() -> None:
    assert year_of("2021") == 2021
    assert [year_of(code) for code in ("2021-H1", "2021-03", "2017..2021", "2021-01..2021-12")] == [None] * 4


def test_the_years_of_a_period_are_those_it_touches() -> None:
    assert years("2017..2021") == (2017, 2021)
    assert years("2020..2022-04") == (2020, 2022)
    assert years("2021-Q2") == (2021, 2021)


@given(SIMPLE, SIMPLE)
def test_a_span_reaches_from_the_start_of_one_to_the_end_of_the_other(first: str, last: str) -> None:
    code = f"{first}..{last}"
    forwards = parse(first).start <= parse(last).start and parse(first).end <= parse(last).end
    if forwards:
        assert parse(code) == Period(code, parse(first).start, parse(last).end)
        assert is_span(code)
    else:
        with pytest.raises(PeriodError):
            parse(code)


@given(SIMPLE)
def test_every_period_starts_on_a_first_and_ends_before_a_first(code: str) -> None:
    period = parse(code)
    assert period.start.day == 1
    assert (period.end + timedelta(days=1)).day == 1
    assert period.start < period.end
    assert not is_span(code)
