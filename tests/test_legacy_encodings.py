import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.legacy_encodings import Decoded, UnknownEncoding, decode, from_tcvn3, from_vni, of_font, of_texts

# Written out apart from the tables of the project, vowel by vowel: à á ả ã ạ and so on.
TCVN3 = """
    à B5 á B8 ả B6 ã B7 ạ B9   ă A8 ằ BB ắ BE ẳ BC ẵ BD ặ C6   â A9 ầ C7 ấ CA ẩ C8 ẫ C9 ậ CB   đ AE
    è CC é D0 ẻ CE ẽ CF ẹ D1   ê AA ề D2 ế D5 ể D3 ễ D4 ệ D6   ì D7 í DD ỉ D8 ĩ DC ị DE
    ò DF ó E3 ỏ E1 õ E2 ọ E4   ô AB ồ E5 ố E8 ổ E6 ỗ E7 ộ E9   ơ AC ờ EA ớ ED ở EB ỡ EC ợ EE
    ù EF ú F3 ủ F1 ũ F2 ụ F4   ư AD ừ F5 ứ F8 ử F6 ữ F7 ự F9   ỳ FA ý FD ỷ FB ỹ FC ỵ FE
    Ă A1 Â A2 Ê A3 Ô A4 Ơ A5 Ư A6 Đ A7
"""
VNI = """
    à aø á aù ả aû ã aõ ạ aï   ă aê ằ aè ắ aé ẳ aú ẵ aü ặ aë   â aâ ầ aà ấ aá ẩ aå ẫ aã ậ aä   đ ñ
    è eø é eù ẻ eû ẽ eõ ẹ eï   ê eâ ề eà ế eá ể eå ễ eã ệ eä   ì ì í í ỉ æ ĩ ó ị ò
    ò oø ó où ỏ oû õ oõ ọ oï   ô oâ ồ oà ố oá ổ oå ỗ oã ộ oä   ơ ô ờ ôø ớ ôù ở ôû ỡ ôõ ợ ôï
    ù uø ú uù ủ uû ũ uõ ụ uï   ư ö ừ öø ứ öù ử öû ữ öõ ự öï   ỳ yø ý yù ỷ yû ỹ yõ ỵ î
"""
TONES = "\u0300\u0301\u0303\u0309\u0323"
LETTERS = [letter for letter in TCVN3.split()[::2] if letter.islower()]
# Headings and places as wards hand them in. TCVN3 has no capital with a tone, so none begins with one.
NAMES = """Xã, phường|Kỳ|Hộ nghèo|Hộ dân cư|Đất hiến làm đường (m²)|Phổ Hòa|Phổ Cường|Nguyễn Nghiêm|Phổ Thạnh|Phổ Châu
    |Phổ Khánh|Phổ Nhơn|Phổ Phong|Phổ Thuận|Phổ Văn|Phổ An|Phổ Quang|Phổ Vinh|Phổ Minh|Phổ Ninh|Đức Phổ|Trà Câu
    |Sa Huỳnh|Khánh Cường|Quảng Ngãi|Mộ Đức|Ba Tơ|Sơn Tịnh|Bình Sơn|Tư Nghĩa|Nghĩa Hành|Minh Long|Trà Bồng
    |Lý Sơn|Hòa Khánh|Thừa Thiên Huế|Buôn Ma Thuột|Vĩnh Phúc|Bắc Kạn|Đăk Tô|Tổng số|Hộ cận nghèo|Tỷ lệ (%)
    |Mô hình|Số vụ|Kinh phí (đồng)|Ghi chú|Thôn, tổ dân phố|Năm|Tháng|Diện tích (m²)|Trường học|Lũy kế"""
NAMES_LIST = [name.strip() for name in NAMES.replace("\n", "").split("|")]


def in_tcvn3(text: str) -> bytes:
    codes = dict(zip(TCVN3.split()[::2], TCVN3.split()[1::2], strict=True))
    return b"".join(bytes.fromhex(codes[sign]) if sign in codes else sign.encode("cp1252") for sign in text)


def in_vni(text: str) -> bytes:
    small = dict(zip(VNI.split()[::2], VNI.split()[1::2], strict=True))
    codes = small | {letter.upper(): code.upper() for letter, code in small.items()}
    return "".join(codes.get(sign, sign) for sign in text).encode("cp1252")


def in_windows_1258(text: str) -> bytes:
    """As Windows types it: the vowel with its hat, then the tone."""
    signs = []
    for sign in text:
        parts = unicodedata.normalize("NFD", sign)
        vowel = "".join(part for part in parts if part not in TONES)
        signs += [unicodedata.normalize("NFC", vowel), *(part for part in parts if part in TONES)]
    return "".join(signs).encode("cp1258")


ENCODERS: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda text: text.encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "windows-1258": in_windows_1258,
    "tcvn3": in_tcvn3,
    "vni": in_vni,
}


@pytest.mark.parametrize(
    ("content", "text", "encoding"),
    [
        (b"Ph\xe1\xbb\x95 H\xc3\xb2a", "Phổ Hòa", "utf-8"),
        (b"\xef\xbb\xbfPh\xe1\xbb\x95", "Phổ", "utf-8"),
        (b"Pho\xcc\x82\xcc\x89", "Phổ", "utf-8"),
        (b"Pho Hoa;3", "Pho Hoa;3", "utf-8"),
        (b"", "", "utf-8"),
        (b"\xff\xfeP\0h\0\xd5\x1e", "Phổ", "utf-16"),
        (b"\xfe\xff\0P\0h\x1e\xd5", "Phổ", "utf-16"),
        (b"P\0h\0\xd5\x1e;\x001\0", "Phổ;1", "utf-16"),
        (b"\0P\0h\x1e\xd5\0;\x001", "Phổ;1", "utf-16"),
        (b"Ph\xf4\xd2 Ho\xcca", "Phổ Hòa", "windows-1258"),
        (b"H\xf4\xf2 ngh\xe8o", "Hộ nghèo", "windows-1258"),
        (b"H\xf4\xf2 nghe\xcco", "Hộ nghèo", "windows-1258"),
        (b"\xd0\xfd\xecc Ph\xf4\xd2", "Đức Phổ", "windows-1258"),
        (b"\xf0\xfd\xf5\xccng", "đường", "windows-1258"),
        (b"Ph\xe6 H\xdfa", "Phổ Hòa", "tcvn3"),
        (b"H\xe9 ngh\xcco", "Hộ nghèo", "tcvn3"),
        (b"\xa7\xf8c Ph\xe6", "Đức Phổ", "tcvn3"),
        (b"\xae\xad\xeang", "đường", "tcvn3"),
        (b"Pho\xe5 Ho\xf8a", "Phổ Hòa", "vni"),
        (b"Ho\xe4 nghe\xf8o", "Hộ nghèo", "vni"),
        (b"\xd1\xf6\xf9c Pho\xe5", "Đức Phổ", "vni"),
        (b"\xf1\xf6\xf4\xf8ng", "đường", "vni"),
    ],
)
def test_a_file_is_read_in_the_encoding_it_was_saved_in(content: bytes, text: str, encoding: str) -> None:
    assert decode(content) == Decoded(text, encoding)


@given(st.lists(st.sampled_from(NAMES_LIST), min_size=4, unique=True), st.sampled_from(sorted(ENCODERS)))
def test_a_table_of_real_names_is_read_exactly_from_every_encoding(names: list[str], encoding: str) -> None:
    table = "Xã, phường;Kỳ;Hộ nghèo\n" + ";2023;1\n".join(names)
    assert decode(ENCODERS[encoding](table)) == Decoded(table, encoding)


@pytest.mark.parametrize("encoding", ["windows-1258", "tcvn3", "vni"])
@pytest.mark.parametrize("name", ["Phổ Hòa", "Phổ Cường", "Nguyễn Nghiêm", "Hộ nghèo", "Đức Phổ"])
def test_one_name_is_enough(name: str, encoding: str) -> None:
    assert decode(ENCODERS[encoding](name)) == Decoded(name, encoding)


@pytest.mark.parametrize("encoding", ["windows-1258", "tcvn3", "vni"])
def test_the_sign_of_square_metres_survives(encoding: str) -> None:
    content = ENCODERS[encoding]("Đất hiến làm đường (m") + b"\xb2)"
    assert decode(content).text == "Đất hiến làm đường (m²)"


def test_signs_that_all_encodings_share_need_no_choice() -> None:
    assert decode(b"Xa;5 m\xb2;20\xb0") == Decoded("Xa;5 m²;20°", "windows-1258")


@pytest.mark.parametrize(
    ("content", "position"),
    [
        (b"Caf\xe9 cr\xe8me", 3),
        ("Où est la gare".encode("cp1252"), 1),
        ("Müller;Bäcker".encode("cp1252"), 1),
        (b"Ph\0o", 2),
        (b"\x81\x8d", 0),
        (b"d\xe2n \x8a", 1),
        (b"\xff\xfeP", 0),
        (b"\xff\xfe\0\0P\0\0\0", 0),
        ("Phổ Hòa;Phổ An;".encode() + b"\xff", 20),
    ],
)
def test_what_no_reading_fits_is_refused_with_the_place_of_its_first_strange_byte(
    content: bytes, position: int
) -> None:
    with pytest.raises(UnknownEncoding) as refused:
        decode(content)
    assert refused.value.position == position


def test_two_readings_equally_likely_are_refused() -> None:
    # By Windows-1258 dâm, by TCVN3 dõm: both can be written, neither is met in tables.
    with pytest.raises(UnknownEncoding):
        decode(b"d\xe2m")


def outcome(content: bytes) -> Decoded | int:
    """Return the text, or the position that is refused."""
    try:
        return decode(content)
    except UnknownEncoding as refused:
        return refused.position


@given(st.binary(max_size=40))
def test_any_bytes_are_read_composed_or_refused(content: bytes) -> None:
    result = outcome(content)
    if isinstance(result, Decoded):
        assert unicodedata.is_normalized("NFC", result.text)
    else:
        assert 0 <= result < len(content)


@pytest.mark.parametrize("letter", LETTERS)
def test_every_accented_letter_has_its_code(letter: str) -> None:
    assert from_tcvn3(in_tcvn3(letter).decode("cp1252")) == letter
    assert from_vni(in_vni(letter).decode("cp1252")) == letter
    assert from_vni(in_vni(letter.upper()).decode("cp1252")) == letter.upper()


def test_there_are_67_accented_letters_and_the_tables_know_them_all() -> None:
    assert len(set(LETTERS)) == 67
    assert set(VNI.split()[::2]) == set(LETTERS)


def test_tcvn3_has_the_capitals_without_a_tone_only() -> None:
    assert from_tcvn3("¡¢£¤¥¦§") == "ĂÂÊÔƠƯĐ"
    assert from_tcvn3("Hµ NéI") == "Hà NộI"


def test_a_small_vni_mark_may_follow_a_capital_vowel() -> None:
    assert from_vni("Aùnh, UÛY BAN, ÑÖÙC") == "Ánh, ỦY BAN, ĐỨC"


def test_signs_without_a_code_stay_as_they_are() -> None:
    assert from_tcvn3("5 m², 20° – “tốt”") == "5 m², 20° – “tốt”"
    assert from_vni("5 m², 20° – “tốt”") == "5 m², 20° – “tốt”"


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", "tcvn3"),
        (".VnTimeH", "tcvn3"),
        (".vnarial", "tcvn3"),
        ("VNI-Times", "vni"),
        ("VNI Times", "vni"),
        ("Times New Roman", None),
        ("Vni", None),
        ("", None),
    ],
)
def test_the_font_names_the_encoding(font: str, encoding: str | None) -> None:
    assert of_font(font) == encoding


@pytest.mark.parametrize(
    ("texts", "encoding"),
    [
        (["Phæ Hßa", "Phæ An"], "tcvn3"),
        (["Phæ An"], "tcvn3"),
        (["Hé nghÌo", "®\u00adêng", "12"], "tcvn3"),
        (["Phoå Hoøa", "Phoå An"], "vni"),
        (["ÑÖÙC PHOÅ", "Soá hoä"], "vni"),
        (["Phổ Hòa", "Hộ nghèo"], None),
        (["Hà Nam", "Phú Yên", "Lê"], None),
        (["Pho\u0302\u0309 Ho\u0300a"], None),
        (["Pho Hoa", "2023", "1.234,5"], None),
        (["Café crème", "Où", "Zürich", "El Niño"], None),
        (["5 m²", "20°", "½", "Ø20", "©2024", "µg"], None),
        (["Phæ Hßa", "Phổ An"], None),
        ([], None),
    ],
)
def test_texts_that_show_codes_as_letters_are_recognised(texts: list[str], encoding: str | None) -> None:
    assert of_texts(texts) == encoding


@given(st.lists(st.sampled_from(NAMES_LIST)))
def test_proper_vietnamese_is_never_taken_for_codes(names: list[str]) -> None:
    assert of_texts(names) is None
    assert of_texts(unicodedata.normalize("NFD", name) for name in names) is None
