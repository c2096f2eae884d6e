import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.vietnamese import compose, fold, matches, matches_in_order, same_spelling, slug, sort_key

VIETNAMESE = st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹòóỏõọùúủũụỳýỷỹỵĐÒÀQUỶ -")


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.mark.parametrize(
    "spelling", ["pho hoa", "Phổ Hòa", "Phổ Hoà", "PHỔ HOÀ", "  Phổ \n Hòa ", decomposed("Phổ Hoà")]
)
def test_every_spelling_of_a_name_folds_to_the_same(spelling: str) -> None:
    assert fold(spelling) == "pho hoa"


def test_the_crossed_d_folds_to_d_also_where_an_old_file_has_the_icelandic_letter() -> None:
    assert fold("Đức Phổ") == fold("Ðức Phổ") == "duc pho"


def test_marks_that_print_nothing_do_not_count() -> None:
    assert fold("Phổ\u200b Hòa\ufeff") == "pho hoa"


def test_a_slug_is_ascii() -> None:
    assert slug("Thị xã Đức Phổ (2020)") == "thi-xa-duc-pho-2020"
    assert slug("Văn hóa - xã hội") == "van-hoa-xa-hoi"


@pytest.mark.parametrize(
    ("written", "unified"),
    [
        ("Hoà", "Hòa"),
        ("HOÀ", "HÒA"),
        ("khoẻ", "khỏe"),
        ("thuỷ", "thủy"),
        ("Uỷ ban", "Ủy ban"),
        ("bê tông hoá, xoá", "bê tông hóa, xóa"),
        ("hoàn", "hoàn"),
        ("thoát", "thoát"),
        ("ngoài", "ngoài"),
        ("khuỷu", "khuỷu"),
        ("quý", "quý"),
        ("QUỸ", "QUỸ"),
        ("Hòa", "Hòa"),
    ],
)
def test_the_tone_moves_only_where_the_syllable_ends_and_not_after_q(written: str, unified: str) -> None:
    assert same_spelling(written) == unified
    assert same_spelling(decomposed(written)) == unified


def test_search_ignores_accents_and_needs_every_word_at_the_start_of_one() -> None:
    assert matches("pho hoa", "Xã Phổ Hoà (cũ)")
    assert matches("hòa phổ", "Phổ Hoà")
    assert matches("cam ninh", "Camera an ninh")
    assert not matches("pho vinh", "Phổ Hòa")
    assert not matches("an", "Phổ Vân")


def test_an_empty_search_finds_everything() -> None:
    assert matches("", "Phổ Hòa")
    assert matches(" - ", "Phổ Hòa")


def test_names_sort_by_the_vietnamese_alphabet() -> None:
    ordered = ["An", "Ăn", "Ân", "Dân", "Đức Phổ", "Eo", "Êm", "Ong", "Ông", "Ơn", "Ung", "Ưng", "Vinh"]
    assert sorted(set(ordered), key=sort_key) == ordered


def test_tones_sort_after_letters_and_in_the_order_of_dictionaries() -> None:
    ordered = ["ma", "mà", "mả", "mã", "má", "mạ", "man", "màn"]
    assert sorted(set(ordered), key=sort_key) == ordered


def test_shorter_words_spaces_and_figures_sort_first() -> None:
    ordered = ["2", "3 mô hình", "Phổ", "Phổ An", "Phổ Ánh", "Phổ Văn", "Phổng"]
    assert sorted(set(ordered), key=sort_key) == ordered


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_text_are_one(text: str) -> None:
    assert fold(decomposed(text)) == fold(compose(text))
    assert sort_key(decomposed(text)) == sort_key(compose(text))
    assert same_spelling(decomposed(text)) == same_spelling(compose(text))


@given(VIETNAMESE)
def test_unified_spelling_still_folds_alike_and_is_settled(text: str) -> None:
    assert fold(same_spelling(text)) == fold(text)
    assert same_spelling(same_spelling(text)) == same_spelling(text)


@given(VIETNAMESE)
def test_vietnamese_folds_to_ascii(text: str) -> None:
    assert fold(text).isascii()


@given(st.text())
def test_a_slug_stays_itself_and_needs_no_escaping(text: str) -> None:
    assert slug(slug(text)) == slug(text)
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@given(VIETNAMESE)
def test_every_text_is_found_by_itself(text: str) -> None:
    assert matches(text, text)


@given(VIETNAMESE, VIETNAMESE)
def test_the_order_tells_apart_all_that_is_spelled_differently(first: str, second: str) -> None:
    assert (sort_key(first) == sort_key(second)) == (same_spelling(first) == same_spelling(second))


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("pho hoa", "Đội ở phường Phổ Hòa", True),
        ("Pho H", "Phổ Hòa", True),
        ("pho hoa", "phổ biến pháp luật, hòa giải", False),
        ("hoa pho", "Phổ Hòa", False),
        ("pho hoa an", "Phổ Hòa", False),
        ("", "Phổ Hòa", True),
    ],
)
def test_words_in_order_follow_one_another(query: str, text: str, found: bool) -> None:
    assert matches_in_order(query, text) is found
