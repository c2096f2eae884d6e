"""What an address of the analysis page asks, read and written."""

import tomllib
import unicodedata
from collections.abc import Mapping
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from story_data import shipped

from danvan import queries
from danvan.analysis import asked as asking
from danvan.analysis.asked import MODELS, MOST_INDICATORS, Asked, Misunderstood
from danvan.catalogue import Catalogue
from danvan.paths import ROOT

CODES = sorted(tomllib.loads((ROOT / "data/catalogue/indicators.toml").read_text(encoding="utf-8")))
INDICATORS = st.one_of(
    st.just((MODELS,)),
    st.lists(st.sampled_from(CODES), min_size=1, max_size=MOST_INDICATORS, unique=True).map(tuple),
)
ASKED = st.builds(
    Asked,
    indicators=INDICATORS,
    grouping=st.sampled_from(get_args(asking.Grouping)),
    length=st.sampled_from(get_args(asking.Length)),
    measure=st.sampled_from(get_args(asking.Measure)),
    form=st.sampled_from((None, *get_args(asking.Form))),
    units=st.sampled_from(get_args(asking.Units)),
    least=st.integers(1, 999),
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    with queries.reading(shipped(tmp_path_factory.mktemp("asked"))):
        return queries.catalogue()


def read(catalogue: Catalogue, **parameters: str) -> tuple[Asked, list[Misunderstood]]:
    """Read an address whose parameters have _ for -."""
    return asking.read({name.replace("_", "-"): (value,) for name, value in parameters.items()}, catalogue)


def as_parameters(query: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {name: (value,) for name, value in query.items()}


@given(ASKED)
def test_what_is_written_is_read_as_the_same_question(catalogue: Catalogue, asked: Asked) -> None:
    assert asking.read(as_parameters(asking.written(asked)), catalogue) == (asked, [])


@given(ASKED)
def test_an_address_has_only_ascii_letters_and_what_differs_from_the_default(asked: Asked) -> None:
    written = asking.written(asked)
    assert all(value.isascii() and value == value.lower() and "_" not in value for value in written.values())
    assert set(written) <= set(asking.PARAMETERS)
    assert asking.written(Asked()) == {}


def test_every_choice_has_one_word_of_its_own_in_an_address() -> None:
    for parameter, kinds in (
        (asking.GROUPING, asking.Grouping), (asking.LENGTH, asking.Length), (asking.MEASURE, asking.Measure),
        (asking.FORM, asking.Form), (asking.UNITS, asking.Units),
    ):  # fmt: skip
        slugs = asking.SLUGS[parameter]
        assert set(slugs) == set(get_args(kinds))
        assert len(set(slugs.values())) == len(slugs)


@pytest.mark.parametrize(
    "written", ["poverty_rate_pct", "poverty-rate-pct", "Tỷ lệ hộ nghèo", "ty le ho ngheo", "POVERTY RATE"]
)
def test_an_indicator_is_known_by_code_and_by_its_names_with_or_without_accents(
    catalogue: Catalogue, written: str
) -> None:
    assert read(catalogue, chi_tieu=written) == (Asked(indicators=("poverty_rate_pct",)), [])


def test_decomposed_letters_and_capitals_are_understood(catalogue: Catalogue) -> None:
    name = unicodedata.normalize("NFD", "Tỷ lệ hộ nghèo")
    asked, told = read(catalogue, chi_tieu=name, cach=unicodedata.normalize("NFD", "Mỗi Hộ"), dang="Phễu")
    assert (asked.indicators, asked.measure, asked.form, told) == (
        ("poverty_rate_pct",), "per_household", "funnel", [],
    )  # fmt: skip


def test_what_is_not_known_is_told_with_the_nearest_and_left_out(catalogue: Catalogue) -> None:
    asked, told = read(catalogue, chi_tieu="poverty-rate-pc,tips", cach="moi-hoo", theo="zzzz")
    assert asked == Asked(indicators=("tips",))
    assert told == [
        Misunderstood("chi-tieu", "poverty-rate-pc", "poverty-rate-pct"),
        Misunderstood("theo", "zzzz"),
        Misunderstood("cach", "moi-hoo", "moi-ho"),
    ]


def test_more_indicators_than_a_table_holds_are_told(catalogue: Catalogue) -> None:
    asked, told = read(catalogue, chi_tieu=",".join(CODES[: MOST_INDICATORS + 2]))
    assert asked.indicators == tuple(CODES[:MOST_INDICATORS])
    left_out = CODES[MOST_INDICATORS : MOST_INDICATORS + 2]
    assert told == [Misunderstood("chi-tieu", asking.indicator_slug(code)) for code in left_out]


def test_the_same_indicator_twice_is_one(catalogue: Catalogue) -> None:
    assert read(catalogue, chi_tieu="tips,Nguồn tin Nhân dân cung cấp,tips") == (
        Asked(indicators=("tips",)),
        [],
    )


def test_models_are_asked_about_alone(catalogue: Catalogue) -> None:
    asked, told = read(catalogue, chi_tieu="tips,models-in-wards,land-donated-m2")
    assert asked.indicators == (MODELS,)
    assert asked.about_models
    assert told == [Misunderstood("chi-tieu", "tips"), Misunderstood("chi-tieu", "land-donated-m2")]


@pytest.mark.parametrize("written", ["0", "-1", "1000", "năm", "1.5", "²"])
def test_a_least_number_of_wards_that_is_none_is_told(catalogue: Catalogue, written: str) -> None:
    assert read(catalogue, tu=written) == (Asked(), [Misunderstood("tu", written)])


def test_of_a_choice_given_twice_the_last_counts_and_empty_values_do_not(catalogue: Catalogue) -> None:
    asked, told = asking.read({"cach": ("moi-ho", "ty-trong"), "theo": ("",), "ky": (" , ",)}, catalogue)
    assert (asked, told) == (Asked(measure="share"), [])
