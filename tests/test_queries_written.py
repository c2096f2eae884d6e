"""Questions with their values written in, as an address and as a record: nothing is lost or changed on the way."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd
import pytest
import story_data
from hypothesis import example, given, settings
from hypothesis import strategies as st
from story_data import AN, HOA, TOWN, adoption, model, point, target

from danvan import queries
from danvan.queries import asked, short
from danvan.queries.asked import Asked
from danvan.queries.written import literal, written_out
from danvan.warehouse.question import refuse_unless_allowed
from danvan.warehouse.read import Opened, fetch

OBSERVATIONS = """
labour_days      21442 2020 10 mau
labour_days      21445 2021 >30 mau
tips             21442 2020 3 nop
tips             21442 2021-Q1 >5 nop
poverty_rate_pct 534 2021 3.19 bc standard=2016-2020 note=which_year
spread_camera    534 2022-04 11 bc whole=15
"""
# Values for the parameters of all questions, by their names; those that are true or false stand below.
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "places": st.lists(st.sampled_from([AN, HOA, TOWN]), max_size=2),
    "place": st.sampled_from([AN, TOWN, "it's"]),
    "indicators": st.lists(st.sampled_from(["tips", "labour_days", "poverty_rate_pct"]), max_size=2),
    "indicator": st.sampled_from(["tips", "labour_days", "population"]),
    "first_year": st.integers(2018, 2021),
    "last_year": st.integers(2020, 2022),
    "most": st.integers(0, 3),
    "skip": st.integers(0, 2),
    "first_day": st.none() | st.dates(date(2019, 1, 1), date(2021, 6, 1)),
    "last_day": st.none() | st.dates(date(2020, 6, 1), date(2022, 12, 31)),
    "source": st.just("bc"),
    "sources": st.lists(st.sampled_from(["bc", "mau", "nop"]), max_size=2),
    "grouping": st.sampled_from(["place", "kind", "town"]),
    "length": st.sampled_from(["year", "quarter"]),
    "below": st.sampled_from(["", "population", "tips"]),
}
FLAGS = ("sample", "adds", "all_sources", "below_adds", "since", "span")
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**15), 10**15), st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1000, 1, 1)), st.text(),
    st.sampled_from(["21442", "true", "null", "1.5", "2020-01-01", "'", "a:b=c,d", "%20"]),
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def _reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    opened = story_data.opened(
        tmp_path_factory.mktemp("written"),
        OBSERVATIONS,
        models=[model("den", note="which_year")],
        adoptions=[adoption("den", AN), adoption("den", HOA, "inferred")],
        open_points=[point("which_year", "contradiction")],
        targets=[target("tips", "2021", "9")],
    )
    with queries.reading(opened):
        yield opened


def value_of(parameter: str) -> st.SearchStrategy[Any]:
    return st.booleans() if parameter in FLAGS else VALUES[parameter]


@pytest.mark.parametrize("name", queries.names())
def test_what_is_written_out_gives_the_same_answer(name: str) -> None:
    parameters = sorted(queries.parameters(name))

    @settings(max_examples=4 if parameters else 1, database=None)
    @given(st.fixed_dictionaries({parameter: value_of(parameter) for parameter in parameters}))
    def same(values: dict[str, Any]) -> None:
        written = written_out(name, **values)
        opened = queries.pinned()
        assert opened is not None
        pd.testing.assert_frame_equal(fetch(opened, written), queries.run(name, **values))

    same()


@pytest.mark.parametrize("name", queries.names())
def test_what_is_written_out_may_be_asked_in_the_console(name: str) -> None:
    lists = queries.list_parameters(name)
    values = {parameter: [] if parameter in lists else True for parameter in queries.parameters(name)}
    opened = queries.pinned()
    assert opened is not None
    with opened.connection.cursor() as cursor:
        refuse_unless_allowed(cursor, written_out(name, **values))


@given(SCALARS.filter(lambda value: not (isinstance(value, str) and "\0" in value)))
@example("'; drop table fields; --")
@example("\\' or 1=1 --")
@example(-1)
def test_a_literal_is_the_value_itself(value: Any) -> None:
    opened = queries.pinned()
    assert opened is not None
    with opened.connection.cursor() as cursor:
        assert cursor.execute(f"select 1 -{literal(7)}, {literal(value)}").fetchone() == (-6, value)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "a\0b", b"a", object()])
def test_what_has_no_literal_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        literal(value)


def test_a_negative_number_does_not_begin_a_comment() -> None:
    assert f"1 -{literal(-1)}" == "1 -(-1)"


def test_the_written_question_says_what_it_is_about_and_holds_no_parameter() -> None:
    written = written_out("ward_totals", indicators=["tips"], first_year=2020, last_year=2021, sample=False)
    assert written.startswith("-- ")
    assert "in ('tips')" in written
    assert "$" not in "".join(line for line in written.splitlines() if not line.startswith("--"))


def test_a_question_that_is_not_there_or_lacks_a_parameter_is_refused() -> None:
    with pytest.raises(queries.UnknownQuery):
        written_out("no_such")
    with pytest.raises(queries.WrongParameters):
        written_out("ward_totals", indicators=["tips"])


@given(st.lists(SCALARS, max_size=3), SCALARS)
def test_an_address_gives_back_every_parameter(several: list[Any], one: Any) -> None:
    values = {"indicators": tuple(several), "first_year": one, "last_year": 2021, "sample": True}
    given_ = Asked("ward_totals", tuple(sorted(values.items())))
    back = short.read(short.shortened(given_))
    assert back == given_
    assert [type(value) for _, value in back.parameters] == [type(value) for _, value in given_.parameters]


def test_an_address_is_short_and_can_be_read() -> None:
    one = Asked(
        "series", (("first_year", 2017), ("indicator", "tips"), ("last_year", 2021), ("places", ("534",)))
    )
    assert short.shortened(one) == "series:first_year=2017:indicator=tips:last_year=2021:places='534"


@pytest.mark.parametrize(
    "written", ["series:first_year", "series:first_year=2017", "no_such", "", "fields:place=534"]
)
def test_an_address_that_names_no_question_is_refused(written: str) -> None:
    with pytest.raises((queries.UnknownQuery, queries.WrongParameters, short.NotUnderstood)):
        short.read(written)


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(short.NotUnderstood):
        short.read("place_figures:place=2021-13-41")


def test_the_record_holds_each_question_once_and_what_came_from_memory_too() -> None:
    with asked.recorded() as outer:
        with asked.recorded() as inner:
            queries.run("fields")
            queries.run("adoptions", places=[AN])
            queries.run("fields")
        asked.again([Asked("standards")])
    assert list(inner) == [Asked("fields"), Asked("adoptions", (("places", (AN,)),))]
    assert list(outer) == [*inner, Asked("standards")]


def test_nothing_is_recorded_outside() -> None:
    with asked.recorded() as record:
        pass
    queries.run("fields")
    assert record == {}
