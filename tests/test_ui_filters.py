from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan import queries
from danvan.ui.filters import (
    Filters,
    Options,
    Problem,
    address,
    asks_since,
    default,
    options,
    parse,
    to_query,
)

OPTIONS = Options(
    places={"21442": "pho-an", "21469": "pho-hoa", "21481": "pho-chau"},
    fields={"kinh_te": "kinh-te", "quoc_phong_an_ninh": "quoc-phong-an-ninh"},
    years=(2017, 2021),
    spellings={"phuong-pho-hoa": "21469"},
)
EVERYTHING = default(OPTIONS)


def places(*values: str) -> tuple[tuple[str, ...], list[Problem]]:
    filters, problems = parse({"xa": list(values)}, OPTIONS)
    return filters.places, problems


def years(value: str) -> tuple[int, int, list[Problem]]:
    filters, problems = parse({"nam": [value]}, OPTIONS)
    return filters.first_year, filters.last_year, problems


@st.composite
def some_filters(draw: st.DrawFn) -> Filters:
    """Any filters that the bar can be set to; all wards ticked are the same as none."""
    chosen = draw(st.sets(st.sampled_from(list(OPTIONS.places)), max_size=len(OPTIONS.places) - 1))
    first, last = sorted(draw(st.tuples(*[st.integers(*OPTIONS.years)] * 2)))
    return Filters(
        places=tuple(code for code in OPTIONS.places if code in chosen),
        field=draw(st.sampled_from([None, *OPTIONS.fields])),
        first_year=first,
        last_year=last,
        show_sample=draw(st.booleans()),
        language=draw(st.sampled_from(["vi", "en"])),
    )


@given(some_filters())
def test_filters_come_back_from_their_own_address(filters: Filters) -> None:
    query = to_query(filters, OPTIONS)
    assert parse({name: [value] for name, value in query.items()}, OPTIONS) == (filters, [])


@given(some_filters())
def test_address_is_plain_ascii(filters: Filters) -> None:
    assert address("/hien-dat", to_query(filters, OPTIONS)).isascii()


@given(
    st.dictionaries(
        st.sampled_from(["xa", "linh-vuc", "nam", "so-lieu", "ngon-ngu", "utm"]),
        st.lists(st.text(), max_size=3),
    )
)
def test_whatever_an_address_holds_gives_filters_within_the_options(parameters: dict[str, list[str]]) -> None:
    filters, _ = parse(parameters, OPTIONS)
    assert set(filters.places) <= OPTIONS.places.keys()
    assert filters.field is None or filters.field in OPTIONS.fields
    assert 2017 <= filters.first_year <= filters.last_year <= 2021


def test_address_without_parameters_shows_everything() -> None:
    assert parse({}, OPTIONS) == (EVERYTHING, [])
    assert to_query(EVERYTHING, OPTIONS) == {}


def test_only_what_differs_from_the_default_stands_in_the_address() -> None:
    filters = Filters(("21442", "21469"), "kinh_te", 2018, 2020, show_sample=False, language="en")
    assert address("/hien-dat", to_query(filters, OPTIONS)) == (
        "/hien-dat?xa=pho-an,pho-hoa&linh-vuc=kinh-te&nam=2018-2020&so-lieu=that&ngon-ngu=en"
    )


def test_places_may_be_repeated_or_stand_in_one_value_and_come_in_their_order() -> None:
    assert places("pho-hoa,pho-an") == (("21442", "21469"), [])
    assert places("pho-hoa", "pho-an") == (("21442", "21469"), [])


def test_place_is_understood_with_accents_in_any_unicode_form_by_code_and_with_its_kind() -> None:
    for value in ("Phổ Hòa", "Phổ Hoà", "Phổ Hòa", "PHO HOA", "21469", "Phường Phổ Hòa"):
        assert places(value) == (("21469",), []), value


def test_all_places_by_name_are_the_same_as_no_filter() -> None:
    assert places("pho-an,pho-hoa,pho-chau") == ((), [])


def test_unknown_place_is_told_with_the_nearest_and_the_others_are_kept() -> None:
    assert places("pho-an,pho-hoaa") == (("21442",), [Problem("xa", "pho-hoaa", "pho-hoa")])
    assert places("xyz") == ((), [Problem("xa", "xyz", "")])


def test_field_whose_name_holds_a_comma_is_understood() -> None:
    filters, problems = parse({"linh-vuc": ["Quốc phòng, an ninh"]}, OPTIONS)
    assert (filters.field, problems) == ("quoc_phong_an_ninh", [])


def test_years_are_a_span_or_one_year_in_either_order() -> None:
    assert years("2018-2020") == (2018, 2020, [])
    assert years("2020–2018") == (2018, 2020, [])
    assert years("2019") == (2019, 2019, [])


def test_years_beyond_the_data_are_cut_and_told() -> None:
    assert years("2010-2018") == (2017, 2018, [Problem("nam", "2010-2018", "2017-2021")])
    assert years("1990-1995") == (2017, 2021, [Problem("nam", "1990-1995", "2017-2021")])


def test_years_that_are_none_are_told() -> None:
    assert years("năm ngoái") == (2017, 2021, [Problem("nam", "năm ngoái", "2017-2021")])


def test_unknown_choice_is_told_and_the_default_taken() -> None:
    filters, problems = parse({"so-lieu": ["gia"], "ngon-ngu": ["fr"]}, OPTIONS)
    assert filters == EVERYTHING
    assert [problem.parameter for problem in problems] == ["so-lieu", "ngon-ngu"]


def test_parameters_of_others_are_passed_over() -> None:
    assert parse({"utm_source": ["thu"]}, OPTIONS) == (EVERYTHING, [])


def test_units_since_july_2025_keep_from_page_to_page() -> None:
    since = replace(OPTIONS, since=True)
    filters, problems = parse({"don-vi": ["moi"], "xa": ["pho-an"]}, since)
    assert (filters.since, problems) == (True, [])
    assert to_query(filters, since) == {"xa": "pho-an", "don-vi": "moi"}


@pytest.mark.parametrize(
    ("values", "since"), [([], False), ([""], False), (["cu"], False), (["moi"], True), (["cu", "Mới"], True)]
)
def test_an_address_asks_for_units_since_july_2025_by_one_word(values: list[str], since: bool) -> None:
    assert asks_since({"don-vi": values}) == since
    assert parse({"don-vi": values}, replace(OPTIONS, since=since))[1] == []


def test_other_words_for_the_time_of_units_are_told() -> None:
    assert parse({"don-vi": ["moii"]}, OPTIONS)[1] == [Problem("don-vi", "moii", "moi")]


def test_a_name_that_was_reused_is_never_taken_for_the_unit_of_the_other_time() -> None:
    catalogue = queries.catalogue()
    before, since = (options(catalogue, since=one) for one in (False, True))
    assert parse({"xa": ["nguyen-nghiem"]}, before)[0].places == ("21439",)
    assert parse({"xa": ["xa-nguyen-nghiem"]}, since)[0].places == ("21457@2025",)
    for offered, value, instead in (
        (since, "nguyen-nghiem", "duc-pho-2025"),  # phường Nguyễn Nghiêm went into phường Đức Phổ
        (since, "phuong-nguyen-nghiem", "duc-pho-2025"),
        (since, "21457", "nguyen-nghiem-2025"),  # the code of Phổ Nhơn, which went into xã Nguyễn Nghiêm
        (before, "nguyen-nghiem-2025", ""),
        (before, "xa-nguyen-nghiem", ""),
        (before, "21457@2025", ""),
    ):
        filters, problems = parse({"xa": [value]}, offered)
        assert (filters.places, problems) == ((), [Problem("xa", value, instead)])
