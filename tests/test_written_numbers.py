import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.vietnamese import fold
from danvan.written_numbers import NotANumber, is_blank, read

UNITS = ["m2", "ha", "km", "vnd", "day", "light", "tip", "case", "person", "mediation", "household", "pct"]
CODES = (
    "number_date number_excel_error number_formula number_scientific number_several number_unit "
    "number_percent number_words number_too_long not_a_number"
)
LOOKS_LIKE_NUMBERS = st.text(
    alphabet="0123456789.,' -+~><≥=/#%()eE²đtrmkhaỷệuờiưv\u00a0\u0323\n", max_size=70
)
WHOLE_FROM_A_MILLION = st.integers(10**6, 10**12)


def readings(text: str, unit: str = "m2", factor: int = 1) -> dict[str, Decimal]:
    return dict(read(text, unit, Decimal(factor)).readings)


def code(text: str, unit: str = "m2") -> str:
    with pytest.raises(NotANumber) as caught:
        read(text, unit)
    return caught.value.code


def grouped(whole: int, mark: str) -> str:
    return f"{whole:,}".replace(",", mark)


def test_one_separator_before_three_digits_has_two_readings() -> None:
    assert readings("196.833") == {"vi": Decimal(196833), "en": Decimal("196.833")}
    assert readings("1,306") == {"vi": Decimal("1.306"), "en": Decimal(1306)}


@pytest.mark.parametrize(
    "text", ["196833", "196 833", "196\u00a0833", "196\u202f833", "196\u2009833", "196'833", "196’833"]
)
def test_without_a_dot_or_comma_both_styles_agree(text: str) -> None:
    assert readings(text) == {"any": Decimal(196833)}


@pytest.mark.parametrize(
    ("style", "texts"),
    [
        (
            "vi",
            "211,28 = 211.28|0,125 = 0.125|1.306.000 = 1306000|1.234.567,89 = 1234567.89|1 234,5 = 1234.5",
        ),
        ("en", "3.19 = 3.19|0.125 = 0.125|1,306,000 = 1306000|1,234,567.89 = 1234567.89|1234.567 = 1234.567"),
    ],
)
def test_other_separators_decide_the_style(style: str, texts: str) -> None:
    for text, number in (pair.split(" = ") for pair in texts.split("|")):
        assert readings(text) == {style: Decimal(number)}


@pytest.mark.parametrize(
    "text",
    [
        "1.23.456", "1,2,3", "12.34.56", "1.306,5,2", "1.2345,6", "1.234,567.8", "0.123.456", "1.234 567,8.9",
        ".5", "5,", "196.833.", "1..5",
    ],
)  # fmt: skip
def test_loose_grouping_is_refused(text: str) -> None:
    assert code(text) in ("not_a_number", "number_several")


def test_space_groups_before_a_mark_and_three_digits_are_refused_as_a_likely_slip() -> None:
    assert code("1 306.000") == "number_several"
    assert code("1'306.000") == "not_a_number"


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("1.306 triệu", "vnd", {"vi": 1306 * 10**6, "en": 1306 * 10**3}),
        ("2,019 tỷ", "vnd", {"vi": 2019 * 10**6, "en": 2019 * 10**9}),
        ("2,5 tỉ đồng", "vnd", {"vi": 25 * 10**8}), ("02 tỷ", "vnd", {"any": 2 * 10**9}),
        ("12,5 trđ", "vnd", {"vi": 12_500_000}), ("12,5tr.đ", "vnd", {"vi": 12_500_000}),
        ("12,5 triệu đồng", "vnd", {"vi": 12_500_000}), ("1,2 nghìn m2", "m2", {"vi": 1200}),
        ("500 nghìn", "vnd", {"any": 500_000}), ("500 ngàn đồng", "vnd", {"any": 500_000}),
        ("1,2 nghìn tỷ", "vnd", {"vi": 12 * 10**11}), ("850 m", "km", {"any": Decimal("0.85")}),
        ("19,7 ha", "m2", {"vi": 197_000}), ("0,5 km²", "m2", {"vi": 500_000}),
        ("7.500 m2", "ha", {"vi": Decimal("0.75"), "en": Decimal("0.00075")}),
    ],
)  # fmt: skip
def test_a_scale_or_another_unit_in_the_cell_is_applied(
    text: str, unit: str, expected: dict[str, Decimal]
) -> None:
    written = read(text, unit)
    assert dict(written.readings) == expected
    assert written.converted


@pytest.mark.parametrize(
    ("unit", "texts"),
    [
        ("m2", "7m2|7 m²|7 M2|7 mét vuông"),
        ("km", "7km|7 km"),
        ("vnd", "7 đồng|7đ|7 VNĐ|7 vnd"),
        ("household", "7|07|07 hộ"),
        ("case", "7 vụ"),
        ("mediation", "7 vụ|7 cuộc"),
        ("day", "7 công|7 ngày công."),
        ("light", "7 bóng|7 bóng điện"),
        ("tip", "7 tin|7 nguồn tin"),
        ("person", "7 người|7 đối tượng"),
        ("model", "7 mô hình"),
        ("pct", "7%|7 %|7 phần trăm"),
        ("a unit of later", "7"),
    ],
)
def test_the_units_own_words_change_nothing(unit: str, texts: str) -> None:
    for text in texts.split("|"):
        written = read(text, unit)
        assert (written.readings, written.converted) == ((("any", Decimal(7)),), False)


def test_a_leading_zero_leaves_both_readings_where_the_first_group_is_not_zero() -> None:
    assert readings("04.000") == {"vi": Decimal(4000), "en": Decimal(4)}


def test_the_factor_of_the_heading_yields_to_a_unit_in_the_cell() -> None:
    assert readings("12,5", "vnd", 10**6) == {"vi": 12_500_000}
    assert readings("2 tỷ", "vnd", 10**6) == {"any": 2 * 10**9}
    assert readings("500 đồng", "vnd", 10**6) == {"any": 500}
    assert readings("7200 m2", "m2", 10_000) == {"any": 7200}


@pytest.mark.parametrize(
    ("qualifier", "texts"),
    [
        ("=", "7|+7"),
        (">", "trên 7|Hơn 7 hộ|> 7|>7"),
        (">=", "ít nhất 7|TỐI THIỂU 7|không dưới 7|>=7|≥ 7"),
        ("<", "gần 7|dưới 7|<7"),
        ("~", "khoảng 7|ước 7|ước tính 7|~7|≈ 7"),
    ],
)
def test_words_and_signs_before_the_number_qualify_it(qualifier: str, texts: str) -> None:
    for text in texts.split("|"):
        written = read(text, "household")
        assert (written.text, written.qualifier, written.readings) == (
            text,
            qualifier,
            (("any", Decimal(7)),),
        )


@pytest.mark.parametrize("text", ["-7", "\u22127", "–7", "trên -7", "-7 m2"])
def test_every_kind_of_minus_is_read(text: str) -> None:
    assert readings(text) == {"any": -7}


@pytest.mark.parametrize("text", ["≤ 7", "<= 7", "không quá 7", "- 7", "(7)", "7-", "≯7"])
def test_what_has_no_qualifier_of_ours_is_refused(text: str) -> None:
    assert code(text) == "not_a_number"


@pytest.mark.parametrize("text", ["1.306 triệu đồng", "trên 2,5 tỷ", "19,7 đồng"])
def test_every_spelling_of_a_word_reads_the_same(text: str) -> None:
    expected = read(text, "vnd")
    for spelling in (text.upper(), unicodedata.normalize("NFD", text), fold(text), text.replace(" ", "  ")):
        found = read(spelling, "vnd")
        assert (found.qualifier, found.readings) == (expected.qualifier, expected.readings)
        assert found.vietnamese_word


@pytest.mark.parametrize("text", ["5", "> 5", "5 m2", "5 ha", "5 km2"])
def test_what_is_written_alike_abroad_speaks_for_no_style_and_words_of_vietnamese_do(text: str) -> None:
    assert not read(text, "m2").vietnamese_word
    assert read(f"gần {text.strip('> ')}", "m2").vietnamese_word
    assert read("5 nghìn m2", "m2").vietnamese_word


@pytest.mark.parametrize(
    ("refused", "texts"),
    [
        (
            "number_date",
            "01/02/2021|1-2-2021|1/2/21|2021-02-01|2021-02-01 00:00:00|03/2021|1.2.2021|2-Jan|Jan-21"
            "|02-Jan-2021|2-Thg1|Thg1-21",
        ),
        (
            "number_excel_error",
            "#REF!|#VALUE!|#DIV/0!|#N/A|#NAME?|#NUM!|#NULL!|#SPILL!|#####|#GETTING_DATA|Err:502",
        ),
        ("number_formula", "=A1+5|= 5"),
        ("number_scientific", "1E+05|1,5E+9|1e5|2.5e-3"),
        ("number_several", "3 và 5|12-15|5/7|11/15|3; 5|5, 6|12 - 15 hộ|3 5|2 tỷ 500 triệu|12\n500|12   500"),
        ("number_unit", "5 km|3 hộ|5 m3|2 sào|2 trđ|5 triệu đồng|5 m"),
        ("number_percent", "5%|5 phần trăm"),
        ("number_words", "hai mươi|hàng tỷ đồng|nhiều|vài chục hộ|2 tỷ rưỡi|5 trăm|hàng 100"),
        ("number_too_long", "1234567890123456|0,30000000000000004"),
        ("not_a_number", "abc|12a|a12|-|…|x|không||  |5²|½|１２|5 xe|$5"),
        ("not_a_number", "1\u03362\u0336|12\u00ad15|\u202e123|≠ 5|" + "5" * 61),
    ],
)
def test_what_is_no_single_number_is_refused_by_its_reason(refused: str, texts: str) -> None:
    assert {text: code(text) for text in texts.split("|")} == dict.fromkeys(texts.split("|"), refused)


def test_an_area_is_no_money_and_a_day_no_household() -> None:
    assert code("3 ha", "vnd") == code("3 ngày", "household") == "number_unit"
    assert code("3 %", "vnd") == "number_percent"


@pytest.mark.parametrize(
    "text",
    [
        "", "  ", "\ufeff", "-", " – ", "—", "--", "…", "...", "/", "x", "X", "không có số liệu",
        "Chưa có số liệu", "chưa có", "CHƯA BÁO CÁO", "n/a", "N/A", "na",
    ],
)  # fmt: skip
def test_marks_and_words_for_no_figure_are_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["0", "không", "-5", "#N/A", "abc", "." * 61])
def test_a_zero_or_anything_else_is_not_blank(text: str) -> None:
    assert not is_blank(text)


def test_the_number_is_kept_without_closing_zeros_and_without_an_exponent() -> None:
    assert str(readings("2,500 tỷ", "vnd")["vi"]) == "2500000000"
    assert str(readings("12,50")["vi"]) == "12.5"
    assert str(readings("-0")["any"]) == "0"


@given(st.text() | LOOKS_LIKE_NUMBERS, st.sampled_from(UNITS))
def test_every_text_is_read_or_refused_with_a_known_code(text: str, unit: str) -> None:
    is_blank(text)
    try:
        outcome = [style for style, _ in read(text, unit).readings]
    except NotANumber as refusal:
        outcome = [refusal.code]
    assert outcome in [["vi"], ["en"], ["vi", "en"], ["any"], *([code] for code in CODES.split())]


@given(WHOLE_FROM_A_MILLION, st.integers(0, 99))
def test_a_number_with_two_marks_reads_back_exactly(whole: int, hundredths: int) -> None:
    number = Decimal(f"{whole}.{hundredths:02}")
    assert readings(f"{grouped(whole, '.')},{hundredths:02}") == {"vi": number}
    assert readings(f"{grouped(whole, ',')}.{hundredths:02}") == {"en": number}
    assert readings(f"{grouped(whole, ' ')},{hundredths:02}") == {"vi": number}


@given(WHOLE_FROM_A_MILLION, st.sampled_from(["", " đồng", "đ"]), st.sampled_from(["", "trên ", "-"]))
def test_a_number_with_repeated_groups_reads_back_exactly(whole: int, after: str, before: str) -> None:
    number = -whole if before == "-" else whole
    assert readings(f"{before}{grouped(whole, '.')}{after}", "vnd") == {"vi": number}
    assert readings(f"{before}{grouped(whole, ',')}{after}", "vnd") == {"en": number}
    assert readings(f"{before}{whole}{after}", "vnd") == {"any": number}


@given(LOOKS_LIKE_NUMBERS)
def test_swapping_dots_and_commas_swaps_the_styles(text: str) -> None:
    swap, style = str.maketrans(".,", ",."), {"vi": "en", "en": "vi", "any": "any"}
    try:
        mirrored = readings(text.translate(swap))
        found = readings(text)
    except NotANumber:
        return
    assert found == {style[name]: number for name, number in mirrored.items()}
