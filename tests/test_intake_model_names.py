"""Names of models: which forms are surely one model's, which may be, and which never are."""

import csv
from itertools import permutations

import pytest

from danvan.intake.model_names import perhaps_known, spellings
from danvan.paths import ROOT

STREET = "Đường hoa nông thôn mới của phụ nữ"
KNOWN = spellings(
    [(STREET, None), ("Khu phố 5 không", None), ("Tiết kiệm mua bảo hiểm", "tiêt kiêm mua bao hiểm")]
)


def shipped() -> list[tuple[str, str | None]]:
    with (ROOT / "data/report/models.csv").open(encoding="utf-8", newline="") as file:
        return [(row["name"], row["printed"] or None) for row in csv.DictReader(file)]


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Đường hoa nông thôn mới", STREET),
        ("nông thôn mới của phụ nữ", STREET),
        ("ĐƯỜNG HOA nông thôn mới của phụ nữ và các chi hội", STREET),
        ("Phong trào: Đường hoa nông thôn mới của phụ nữ", STREET),
        ("Đường hao nông thôn mới của phụ nữ", STREET),
        ("Tiết kiệm mua bảo hiểm y tế", "Tiết kiệm mua bảo hiểm"),
    ],
)
def test_a_longer_a_shorter_and_a_misprinted_name_may_be_the_known_model(name: str, known: str) -> None:
    assert perhaps_known(name, KNOWN) == known


@pytest.mark.parametrize(
    "name",
    [
        "Đường hoa nông",  # three words in common
        "Đường hoa nông thô",  # the last is no whole word
        "hoa nông thôn mới của",  # neither its beginning nor its end
        "Khu phố 6 không",
        "Bếp ăn cho người già",
        "",
    ],
)
def test_a_name_that_shares_less_is_another_model(name: str) -> None:
    assert perhaps_known(name, KNOWN) is None


def test_a_name_that_is_known_in_either_form_is_not_perhaps_but_surely_known() -> None:
    for name in (STREET, STREET.upper(), "tiêt kiêm mua bao hiểm"):
        assert perhaps_known(name, KNOWN) is None
    assert KNOWN["tiet kiem mua bao hiem"] == "Tiết kiệm mua bảo hiểm"


def test_a_name_goes_before_what_another_model_is_printed_as() -> None:
    assert spellings([("Ngõ sạch", None), ("Ngõ xanh", "ngõ sạch")])["ngo sach"] == "Ngõ sạch"


def test_of_several_models_the_most_alike_is_meant() -> None:
    known = spellings([("Ngõ xóm sạch và", None), ("Ngõ xóm sạch và đẹp quanh năm", None)])
    assert perhaps_known("Ngõ xóm sạch và đẹp quanh", known) == "Ngõ xóm sạch và đẹp quanh năm"


def test_no_two_models_that_ship_are_taken_for_each_other() -> None:
    models = shipped()
    taken = [
        (form, other[0])
        for one, other in permutations(models, 2)
        for form in one
        if form and perhaps_known(form, spellings([other]))
    ]
    assert (len(models), taken) == (63, [])


def test_porridge_of_love_and_porridge_of_kindness_stay_two_models() -> None:
    names = dict(shipped())
    love, kindness = "Nồi cháo yêu thương", "Nồi cháo tình thương"
    assert {love, kindness} <= names.keys()
    assert perhaps_known(love, spellings([(kindness, None)])) is None
    assert perhaps_known(kindness, spellings([(love, None)])) is None
