import math
from datetime import date
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan import format as written
from danvan.text import TextError


@pytest.mark.parametrize(
    ("value", "decimals", "vietnamese", "english"),
    [
        (196833, 0, "196.833", "196,833"),
        (3.19, 2, "3,19", "3.19"),
        (6.6, 2, "6,60", "6.60"),
        (1234567.5, 1, "1.234.567,5", "1,234,567.5"),
        (-3.41, 2, "−3,41", "−3.41"),
        (0, 0, "0", "0"),
        (0.1 + 0.2, 1, "0,3", "0.3"),
        (1e21, 0, "1.000.000.000.000.000.000.000", "1,000,000,000,000,000,000,000"),
        (Decimal("110.5"), 1, "110,5", "110.5"),
    ],
)
def test_numbers_have_the_separators_of_the_language(
    value: float, decimals: int, vietnamese: str, english: str
) -> None:
    assert written.number(value, decimals) == vietnamese
    assert written.number(value, decimals, "en") == english


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(2.675, 2, "2,68"), (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (-2.5, 0, "−3"), (1.005, 2, "1,01")],
)
def test_a_half_is_rounded_away_from_zero(value: float, decimals: int, text: str) -> None:
    assert written.number(value, decimals) == text


def test_nothing_is_not_minus_nothing() -> None:
    assert written.number(-0.0) == written.number(-0.001, 0) == "0"


@pytest.mark.parametrize("value", [None, math.nan, math.inf, -math.inf, pd.NA, np.float64("nan")])
def test_no_number_is_said_in_words_and_is_never_zero(value: float | None) -> None:
    assert written.number(value) == "chưa có số liệu"
    assert written.number(value, 2, "en") == "no data yet"
    assert written.value(value, unit="vnd", qualifier=">") == "chưa có số liệu"
    assert written.change(value, unit="pct") == "chưa có số liệu"
    assert written.relative_change_pct(value) == "chưa có số liệu"


def test_the_numbers_of_frames_are_written_like_others() -> None:
    assert written.number(np.float64(3.19), 2) == "3,19"
    for column in (
        pd.Series([25769]),
        pd.Series([25769], dtype="Int32"),
        pd.Series([25769.0], dtype="float32"),
    ):
        assert written.number(column.iloc[0]) == "25.769"
    assert written.number(pd.Series([3.19], dtype="float32").iloc[0], 2) == "3,19"


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "qualifier", "vietnamese", "english"),
    [
        (196833, "m2", 0, "=", "196.833 m²", "196,833 m²"),
        (3.19, "pct", 2, "=", "3,19%", "3.19%"),
        (85, "pct", 0, ">", "trên 85%", "more than 85%"),
        (2000, "item", 0, ">", "trên 2.000 bài", "more than 2,000 items"),
        (204_000_000_000, "vnd", 0, ">", "trên 204 tỷ đồng", "more than 204 billion dong"),
        (14, "ward", 0, ">=", "ít nhất 14 xã, phường", "at least 14 wards"),
        (40, "household", 0, "<", "dưới 40 hộ", "less than 40 households"),
        (40, "household", 0, "~", "khoảng 40 hộ", "about 40 households"),
        (1, "case", 0, "=", "1 vụ", "1 case"),
        (1.0, "case", 1, "=", "1,0 vụ", "1.0 cases"),
        (110.5, "km", 1, "=", "110,5 km", "110.5 km"),
        (75.1, "case_per_100_tip", 1, "=", "75,1 vụ/100 nguồn tin", "75.1 cases per 100 tips"),
        (12, "", 0, ">", "trên 12", "more than 12"),
    ],
)
def test_a_value_is_read_with_its_qualifier_and_unit(
    value: float, unit: str, decimals: int, qualifier: str, vietnamese: str, english: str
) -> None:
    assert written.value(value, unit=unit, decimals=decimals, qualifier=qualifier) == vietnamese
    assert written.value(value, unit=unit, decimals=decimals, qualifier=qualifier, language="en") == english


@pytest.mark.parametrize(
    ("vnd", "text"),
    [
        (2_400_000_000, "2,4 tỷ đồng"),
        (1_306_000_000, "1,306 tỷ đồng"),
        (1_306_500_000, "1.306,5 triệu đồng"),
        (1_306_512_345, "1.306.512.345 đồng"),
        (12_345_678_000_000, "12.345,678 tỷ đồng"),
        (700_000, "700.000 đồng"),
        (1_500_000, "1,5 triệu đồng"),
        (999_999_999, "999.999.999 đồng"),
        (0, "0 đồng"),
        (-2_400_000_000, "−2,4 tỷ đồng"),
    ],
)
def test_money_is_said_in_the_largest_scale_that_loses_no_digit(vnd: int, text: str) -> None:
    assert written.value(vnd, unit="vnd") == text


def test_a_scale_that_is_asked_for_rounds_on_purpose() -> None:
    assert written.value(13_612_345_678, unit="vnd", scale="billion", decimals=1) == "13,6 tỷ đồng"
    assert written.value(204_000_000_000, unit="vnd", scale="one") == "204.000.000.000 đồng"
    with pytest.raises(ValueError, match="'trillion'"):
        written.value(1, unit="vnd", scale="trillion")


def test_without_the_unit_the_scale_and_the_qualifier_stay() -> None:
    assert written.value(204_000_000_000, unit="vnd", qualifier=">", with_unit=False) == "trên 204 tỷ"
    assert written.value(3.19, unit="pct", decimals=2, with_unit=False) == "3,19"


def test_a_unit_or_qualifier_without_words_is_refused() -> None:
    with pytest.raises(TextError, match=r"unit\.league"):
        written.value(1, unit="league")
    with pytest.raises(TextError, match=r"qualifier\.\?"):
        written.value(1, unit="m2", qualifier="?")


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "vietnamese", "english"),
    [
        (3.19 - 6.6, "pct", 2, "−3,41 điểm phần trăm", "−3.41 percentage points"),
        (-1, "pct", 0, "−1 điểm phần trăm", "−1 percentage point"),
        (12, "case", 0, "+12 vụ", "+12 cases"),
        (0, "case", 0, "0 vụ", "0 cases"),
        (0.001, "pct", 2, "0,00 điểm phần trăm", "0.00 percentage points"),
        (1_300_000_000, "vnd", 0, "+1,3 tỷ đồng", "+1.3 billion dong"),
    ],
)
def test_a_change_has_a_sign_and_of_percentages_is_in_points(
    value: float, unit: str, decimals: int, vietnamese: str, english: str
) -> None:
    assert written.change(value, unit=unit, decimals=decimals) == vietnamese
    assert written.change(value, unit=unit, decimals=decimals, language="en") == english


def test_a_change_keeps_its_qualifier() -> None:
    assert written.change(12, unit="case", qualifier=">") == "trên +12 vụ"


@pytest.mark.parametrize(
    ("pct", "vietnamese", "english"),
    [
        (-51.666, "giảm 51,7%", "down 51.7%"),
        (12, "tăng 12,0%", "up 12.0%"),
        (0, "không thay đổi", "unchanged"),
        (-0.04, "gần như không thay đổi", "almost unchanged"),
    ],
)
def test_a_relative_change_is_a_verb(pct: float, vietnamese: str, english: str) -> None:
    assert written.relative_change_pct(pct) == vietnamese
    assert written.relative_change_pct(pct, language="en") == english


@pytest.mark.parametrize(
    ("code", "vietnamese", "vietnamese_short", "english", "english_short"),
    [
        ("2021", "năm 2021", "2021", "2021", "2021"),
        ("2017..2021", "giai đoạn 2017–2021", "2017–2021", "2017–2021", "2017–2021"),
        ("2021-Q2", "quý II/2021", "quý II/2021", "quarter 2 of 2021", "Q2 2021"),
        ("2021-H1", "6 tháng đầu năm 2021", "6 tháng đầu 2021", "first half of 2021", "H1 2021"),
        ("2021-H2", "6 tháng cuối năm 2021", "6 tháng cuối 2021", "second half of 2021", "H2 2021"),
        ("2022-04", "tháng 4/2022", "4/2022", "April 2022", "Apr 2022"),
        ("2020..2022-04", "2020 – tháng 4/2022", "2020–4/2022", "2020 – April 2022", "2020 – Apr 2022"),
        (
            "2021-03..2022-12",
            "tháng 3/2021 – tháng 12/2022",
            "3/2021–12/2022",
            "March 2021 – December 2022",
            "Mar 2021 – Dec 2022",
        ),
    ],
)
def test_a_period_is_said_as_offices_say_it(
    code: str, vietnamese: str, vietnamese_short: str, english: str, english_short: str
) -> None:
    assert (written.period(code), written.period_short(code)) == (vietnamese, vietnamese_short)
    assert (written.period(code, "en"), written.period_short(code, "en")) == (english, english_short)


@pytest.mark.parametrize(
    ("day", "vietnamese", "english"),
    [
        (date(2017, 4, 3), "03/4/2017", "3 April 2017"),
        (date(2020, 2, 1), "01/02/2020", "1 February 2020"),
        (date(2021, 12, 31), "31/12/2021", "31 December 2021"),
    ],
)
def test_a_date_is_written_as_in_office_documents(day: date, vietnamese: str, english: str) -> None:
    assert written.day(day) == vietnamese
    assert written.day(day, "en") == english


def test_an_interval_is_a_range() -> None:
    assert written.interval(68.9, 81.04) == "68,9–81,0"
    assert written.interval(68.9, 81.04, unit="pct", language="en") == "68.9–81.0%"
    assert written.interval(-1.5, 2, unit="percentage_point") == "−1,5 đến 2,0 điểm phần trăm"


def test_an_interval_without_an_end_says_so() -> None:
    assert written.interval(41.3, math.inf) == "từ 41,3 trở lên"
    assert written.interval(41.3, math.inf, language="en") == "41.3 or more"


def test_an_interval_without_a_bound_is_no_data() -> None:
    assert written.interval(math.nan, math.nan) == written.interval(1, None) == "chưa có số liệu"


def test_names_are_listed_as_in_a_sentence() -> None:
    names = ["Phổ An", "Phổ Hòa", "Phổ Vinh"]
    assert [written.enumeration(names[:count]) for count in range(3)] == ["", "Phổ An", "Phổ An và Phổ Hòa"]
    assert written.enumeration(names) == "Phổ An, Phổ Hòa và Phổ Vinh"
    assert written.enumeration(names, "en") == "Phổ An, Phổ Hòa and Phổ Vinh"


def test_a_unit_can_stand_alone() -> None:
    assert written.unit_word("day") == "ngày công"
    assert written.unit_word("day", "en") == "labour days"


def test_charts_get_the_same_separators_and_never_a_shortened_number() -> None:
    assert (written.separators("vi"), written.separators("en")) == (",.", ".,")
    assert (written.tick_format(0), written.tick_format(2)) == (",.0f", ",.2f")


@given(st.integers(-(10**15), 10**15))
def test_no_digit_of_a_whole_number_is_lost(whole: int) -> None:
    assert int(written.number(whole).replace(".", "").replace("−", "-")) == whole


@given(st.integers(-(10**15), 10**15))
def test_no_digit_of_an_amount_of_money_is_lost(vnd: int) -> None:
    text = written.value(vnd, unit="vnd").removesuffix(" đồng")
    figures, _, scale = text.partition(" ")
    digits = Decimal(figures.replace(".", "").replace(",", ".").replace("−", "-"))
    assert digits * {"": 1, "triệu": 10**6, "tỷ": 10**9}[scale] == vnd


@given(st.floats(-1e12, 1e12), st.integers(0, 4))
def test_both_languages_differ_in_separators_only(value: float, decimals: int) -> None:
    swapped = written.number(value, decimals).translate(str.maketrans(",.", ".,"))
    assert swapped == written.number(value, decimals, "en")


@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_rounding_moves_a_number_by_half_a_step_at_most(value: float, decimals: int) -> None:
    printed = Decimal(written.number(value, decimals, "en").replace(",", "").replace("−", "-"))
    assert abs(printed - Decimal(repr(value))) <= Decimal(5).scaleb(-decimals - 1)
