"""What the codes of TCVN3 and VNI-Windows stand for, read as the letters that cp1252 shows in their place.

TCVN3 is the third table of TCVN 5712:1993, made for the .Vn fonts: one code a letter, and of the capitals
only those without a tone. Its codes B0 to B4 and those below A0 are free, so ° and ² stay as they are.
VNI writes a mark after its vowel: aù is á. Its i, ỵ, đ, ơ and ư have codes of their own.
"""

import re

from danvan.vietnamese import compose

_TCVN3_CODES = "¡¢§£¤¥¦µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ"
_TCVN3_LETTERS = (
    "ĂÂĐÊÔƠƯ"
    "àáảãạăằắẳẵặâầấẩẫậđ"
    "èéẻẽẹêềếểễệìíỉĩị"
    "òóỏõọôồốổỗộơờớởỡợ"
    "ùúủũụưừứửữựỳýỷỹỵ"
)  # fmt: skip
_FROM_TCVN3 = str.maketrans(_TCVN3_CODES, _TCVN3_LETTERS)

_VNI_ALONE = {
    "ñ": "đ", "ô": "ơ", "ö": "ư", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
}  # fmt: skip
# In the order huyền, sắc, hỏi, ngã, nặng; ỵ has its own code, so y takes four marks.
_VNI_MARKED = {
    "a": ("øùûõï", "àáảãạ"),
    "e": ("øùûõï", "èéẻẽẹ"),
    "o": ("øùûõï", "òóỏõọ"),
    "u": ("øùûõï", "ùúủũụ"),
    "y": ("øùûõ", "ỳýỷỹ"),
    "ô": ("øùûõï", "ờớởỡợ"),
    "ö": ("øùûõï", "ừứửữự"),
}
_VNI_CIRCUMFLEX = {
    "a": ("âàáåãä", "âầấẩẫậ"),
    "e": ("âàáåãä", "êềếểễệ"),
    "o": ("âàáåãä", "ôồốổỗộ"),
}
_VNI_BREVE = {"a": ("êèéúüë", "ăằắẳẵặ")}

_FROM_VNI = _VNI_ALONE | {
    vowel + mark: letter
    for table in (_VNI_MARKED, _VNI_CIRCUMFLEX, _VNI_BREVE)
    for vowel, (marks, letters) in table.items()
    for mark, letter in zip(marks, letters, strict=True)
}
# A capital vowel may have a small mark after it: a spreadsheet that capitalises names leaves Aùnh.
_VNI_CODE = re.compile("|".join(sorted(_FROM_VNI, key=len, reverse=True)), re.IGNORECASE)


def from_tcvn3(text: str) -> str:
    """Return text that shows TCVN3 codes as cp1252 letters in Unicode: Phæ Hßa gives Phổ Hòa.

    The fonts with capitals only (.VnTimeH) have the codes of small letters, so HOµ gives HOà.
    """
    return compose(text).translate(_FROM_TCVN3)


def from_vni(text: str) -> str:
    """Return text that shows VNI-Windows codes as cp1252 letters in Unicode: Phoå Hoøa gives Phổ Hòa."""
    return compose(_VNI_CODE.sub(_vni_letter, compose(text)))


def from_windows_1258(text: str) -> str:
    """Return text that shows Windows-1258 codes as cp1252 letters in Unicode: PhôÒ HoÌa gives Phổ Hòa.

    Raises UnicodeError where a sign has no code in cp1252 or its code has no meaning in Windows-1258.
    """
    return compose(text.encode("cp1252").decode("cp1258"))


def is_all_windows_1258(text: str) -> bool:
    """Say whether every sign is shown for a code that has a meaning in Windows-1258."""
    try:
        from_windows_1258(text)
    except UnicodeError:
        return False
    return True


def is_all_tcvn3(text: str) -> bool:
    """Say whether every sign outside ASCII is the code of a letter in TCVN3."""
    return all(sign.isascii() or sign in _TCVN3_CODES for sign in text)


def is_all_vni(text: str) -> bool:
    """Say whether every sign outside ASCII is the code of a letter in VNI, or a mark after its vowel."""
    return _VNI_CODE.sub("", text).isascii()


def _vni_letter(found: re.Match[str]) -> str:
    code = found.group()
    letter = _FROM_VNI[code.lower()]
    return letter.upper() if code[0].isupper() else letter
