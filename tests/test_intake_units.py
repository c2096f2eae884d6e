"""danvan.intake.units: which unit a clerk means, by any spelling and at the time that the figure is about."""

import unicodedata
from dataclasses import replace

import pytest
from definitions import definitions

from danvan.catalogue import Catalogue, Place
from danvan.intake.units import Units, existed


def found(written: str, period: str | None = "2021") -> str:
    """Return the code of the unit, else what is wrong and the codes that it is about."""
    answer = definitions().units.find(written, period)
    return (
        answer.place.place if answer.place else " ".join([answer.problem, *(p.place for p in answer.about)])
    )


@pytest.mark.parametrize(
    "written",
    [
        "21469",
        "Phổ Hòa",
        "Phổ Hoà",
        "PHỔ HOÀ",
        "pho hoa",
        "  phổ   hòa ",
        "Phường Phổ Hòa",
        "phường\nPhổ Hòa",
        "P. Phổ Hoà",
        "P.Phổ Hòa",
        "p.pho hoa",
        "p . pho hoa",
        "P Phổ Hòa",
        "Xã Phổ Hòa",
        "X. Phổ Hòa",
        unicodedata.normalize("NFD", "Phường Phổ Hòa"),
    ],
)
def test_every_spelling_means_the_ward_also_with_the_kind_it_had_before(written: str) -> None:
    assert found(written) == "21469"


@pytest.mark.parametrize("written", ["TT Đức Phổ", "TT. Đức Phổ", "Thị trấn Đức Phổ", "tt duc pho"])
@pytest.mark.parametrize("period", ["2018", "2021"])
def test_the_township_of_duc_pho_is_the_ward_that_it_became(written: str, period: str) -> None:
    assert found(written, period) == "21439"


@pytest.mark.parametrize(
    ("period", "meant"),
    [
        ("2021", "21439"),
        ("2024-12", "21439"),
        ("2025-H1", "21439"),
        ("2025-06", "21439"),
        ("2025-07", "21457@2025"),
        ("2025-H2", "21457@2025"),
        ("2026", "21457@2025"),
    ],
)
def test_a_name_that_was_reused_means_the_unit_of_that_time(period: str, meant: str) -> None:
    assert found("Nguyễn Nghiêm", period) == meant


@pytest.mark.parametrize("period", ["2025", "2024..2025", "2025..2026", "2021..2025-H2"])
def test_a_period_over_the_merger_belongs_to_no_unit_of_a_reused_name(period: str) -> None:
    assert found("Nguyễn Nghiêm", period) == "unit_not_then 21439 21457@2025"


@pytest.mark.parametrize(
    ("written", "period", "answer"),
    [
        ("Phổ Hòa", "2025", "unit_not_then 21469"),
        ("Phổ Hòa", "2025-Q3", "unit_not_then 21469"),
        ("21469", "2026", "unit_not_then 21469"),
        ("Trà Câu", "2025", "unit_not_then 21451@2025"),
        ("Trà Câu", "2025-Q2", "unit_not_then 21451@2025"),
        ("21451@2025", "2021", "unit_not_then 21451@2025"),
        ("Trà Câu", "2025-Q3", "21451@2025"),
        ("Xã Nguyễn Nghiêm", "2021", "unit_not_then 21457@2025"),
    ],
)
def test_a_unit_is_meant_only_in_a_period_in_all_of_which_it_was_there(
    written: str, period: str, answer: str
) -> None:
    assert found(written, period) == answer


def test_a_code_stands_for_its_area_long_before_its_ward_was_made_of_a_commune() -> None:
    assert found("Phổ Hòa", "2017") == "21469"


@pytest.mark.parametrize(
    ("written", "period", "answer"),
    [
        ("Đức Phổ", "2021", "unit_not_then 21439@2025"),
        ("Đức Phổ", "2025-H2", "21439@2025"),
        ("Phường Đức Phổ", "2026", "21439@2025"),
        ("P. Đức Phổ", "2026", "21439@2025"),
        ("Thị xã Đức Phổ", "2021", "not_a_ward 534"),
        ("Thị xã Đức Phổ", "2026", "not_a_ward 534"),
        ("534", "2021", "not_a_ward 534"),
        ("Quảng Ngãi", "2021", "not_a_ward 51"),
    ],
)
def test_duc_pho_is_a_ward_since_2025_and_the_town_hands_nothing_in(
    written: str, period: str, answer: str
) -> None:
    assert found(written, period) == answer


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Nguyễn Nghiêm", "21439"),
        ("Phường Nguyễn Nghiêm", "21439"),
        ("p nguyen nghiem", "21439"),
        ("Xã Nguyễn Nghiêm", "21457@2025"),
        ("x nguyen nghiem", "21457@2025"),
        ("Đức Phổ", "21439@2025"),
        ("Trà Câu", "21451@2025"),
    ],
)
def test_without_a_period_the_kind_tells_units_apart_else_the_current_figures_do(
    written: str, meant: str
) -> None:
    assert found(written, None) == meant


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("Phổ Hoàa", "place_unknown 21469"),
        ("P. Phổ Hoàa", "place_unknown 21469"),
        ("Phố Thuận A", "place_unknown 21448"),
        ("Hà Nội", "place_unknown"),
        ("P.", "place_unknown"),
        ("", "place_unknown"),
        ("%", "place_unknown"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest_where_one_is_near(written: str, answer: str) -> None:
    assert found(written) == answer


def two_of_one_name(kind: str) -> Units:
    """Return units of which a second one, of this kind, is called Phổ Hòa as well."""
    catalogue = definitions().catalogue
    twin = replace(catalogue.places["21469"], place="99999", kind=kind)
    places: dict[str, Place] = {**catalogue.places, "99999": twin}
    both: Catalogue = replace(catalogue, places=places)
    return Units(both, {"pho hoa": ["21469", "99999"]})


def test_two_units_of_one_name_at_one_time_are_several() -> None:
    answer = two_of_one_name("phuong").find("Phổ Hòa", "2021")
    assert (answer.place, answer.problem) == (None, "place_several")
    assert [place.place for place in answer.about] == ["21469", "99999"]


def test_of_two_units_of_one_name_the_kind_or_the_code_names_one() -> None:
    units = two_of_one_name("xa")
    for written, meant in (("Phường Phổ Hòa", "21469"), ("Xã Phổ Hòa", "99999"), ("99999", "99999")):
        assert units.find(written, "2021").place == units.catalogue.places[meant]
    assert units.find("Phổ Hòa", "2021").problem == "place_several"


@pytest.mark.parametrize(
    ("code", "period", "answer"),
    [
        ("21469", "2025-H1", True),
        ("21469", "2025-Q2", True),
        ("21469", "2025-07", False),
        ("21439@2025", "2025-07", True),
        ("21439@2025", "2025-06", False),
        ("21439@2025", "2025..2026", False),
        ("21439@2025", "2025-07..2026", True),
    ],
)
def test_a_unit_existed_where_it_was_there_on_every_day_of_the_period(
    code: str, period: str, answer: bool
) -> None:
    assert existed(definitions().catalogue.places[code], period) is answer
