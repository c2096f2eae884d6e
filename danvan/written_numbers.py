"""One number as a clerk wrote it: what it can mean, or why it is none.

Vietnamese groups by dots and has a decimal comma, spreadsheets set to English do the opposite, and a file may
mix both. So a cell gives every reading its signs allow; which one is meant is for danvan.number_evidence.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from danvan.vietnamese import fold

LONGEST_TEXT = 60
MOST_DIGITS = 15  # more than a spreadsheet or a stored number keeps exactly

_QUALIFIER_WORDS = {
    "tren": ">", "hon": ">", "it nhat": ">=", "toi thieu": ">=", "khong duoi": ">=",
    "gan": "<", "duoi": "<", "khoang": "~", "chung": "~", "uoc": "~", "uoc tinh": "~", "uoc dat": "~",
}  # fmt: skip
_QUALIFIERS = _QUALIFIER_WORDS | {"": "=", ">": ">", ">=": ">=", "≥": ">=", "<": "<", "~": "~", "≈": "~"}
_SIGNS = {"+": 1, "-": -1, "−": -1, "‐": -1, "‑": -1, "–": -1}

# The longest first: nghìn tỷ begins with nghìn.
_SCALES = {
    "nghin ty": Decimal(10**12), "ngan ty": Decimal(10**12),
    "nghin": Decimal(1000), "ngan": Decimal(1000), "trieu": Decimal(10**6), "tr": Decimal(10**6),
    "ty": Decimal(10**9), "ti": Decimal(10**9),
}  # fmt: skip
# What a unit measures and how large it is, in square metres, metres and đồng.
_MEASURES = {
    "m2": ("area", 1), "㎡": ("area", 1), "met vuong": ("area", 1), "m vuong": ("area", 1),
    "ha": ("area", 10_000), "hecta": ("area", 10_000), "hec ta": ("area", 10_000), "km2": ("area", 10**6),
    "m": ("length", 1), "met": ("length", 1), "m dai": ("length", 1), "met dai": ("length", 1),
    "km": ("length", 1000), "kilomet": ("length", 1000), "ki lo met": ("length", 1000),
    "d": ("money", 1), "dong": ("money", 1), "vnd": ("money", 1), "dong viet nam": ("money", 1),
}  # fmt: skip
_MEASURED_IN = {"m2": ("area", 1), "ha": ("area", 10_000), "km": ("length", 1000), "vnd": ("money", 1)}
_COUNTED_AS = {
    "day": ("cong", "ngay cong", "ngay", "cong lao dong", "ngay cong lao dong"),
    "light": ("bong", "bong den", "bong dien", "bong den dien", "den"),
    "tip": ("tin", "nguon tin", "tin bao", "nguon"),
    "case": ("vu", "vu viec", "vu an"),
    "person": ("nguoi", "doi tuong"),
    "individual": ("ca nhan", "nguoi"),
    "collective": ("tap the",),
    "resident": ("nguoi", "nhan khau", "khau"),
    "mediation": ("vu", "vu viec", "cuoc", "cuoc hoa giai", "vu hoa giai", "vu viec hoa giai"),
    "household": ("ho", "ho dan", "ho gia dinh"),
    "model": ("mo hinh",),
    "ward": ("xa", "phuong", "xa phuong", "xa, phuong"),
    "hamlet": ("thon",),
    "residential_group": ("thon", "to", "to dan pho", "thon, to dan pho"),
    "agency": ("co quan", "don vi", "co quan, don vi"),
    "item": ("bai", "bai viet", "tin bai"),
    "pct": ("%", "phan tram"),
    "percentage_point": ("diem", "diem %", "diem phan tram"),
    "m2_per_household": ("m2/ho",),
}  # fmt: skip
# As the English form heads its columns.
_COUNTED_ABROAD = {
    "day": ("labour day", "labour days"),
    "light": ("street light", "street lights"),
    "tip": ("tip", "tips"),
    "case": ("case", "cases"),
    "person": ("person", "persons"),
    "mediation": ("mediation case", "mediation cases"),
    "household": ("household", "households"),
    "model": ("model", "models"),
}
_COUNTED = {
    word for counted in (_COUNTED_AS, _COUNTED_ABROAD) for words in counted.values() for word in words
}
# Sào and mẫu differ from one region to the next; the others measure what no indicator does.
_UNUSABLE = {"sao", "mau", "m3", "cm", "mm", "dm", "kg", "tan", "ta", "gio", "thang", "nam", "usd", "$", "‰"}
_UNITS = _MEASURES.keys() | _COUNTED | _UNUSABLE
_WRITTEN_ALIKE_ABROAD = {"", "m2", "㎡", "m2/ho", "ha", "km2", "m", "km", "vnd", "%"} | {
    word for words in _COUNTED_ABROAD.values() for word in words
}

_DIGIT_WORD = re.compile("\\b(?:mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|muoi)\\b")
_AMOUNT_WORD = re.compile("\\b(?:chuc|tram|nghin|ngan|trieu|ty|ti|ruoi|nua|nhieu|vai|may|hang|it|dam)\\b")
_BLANK = {"", "/", "x", "n/a", "na", "chua co", "chua bao cao", "chua co so lieu", "khong co so lieu"}
_BLANK_MARKS = re.compile("[-–—−]+|[.]{2,}|…+")

_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|thg ?[0-9]{1,2})[a-z]{0,6}"
_DATE = re.compile(
    "(?:[0-9]{1,2}([-/.])[0-9]{1,2}\\1(?:19|20)[0-9]{2}|[0-9]{1,2}([-/])[0-9]{1,2}\\2[0-9]{2}"
    "|(?:19|20)[0-9]{2}([-/.])[0-9]{1,2}\\3[0-9]{1,2}|[0-9]{1,2}[-/](?:19|20)[0-9]{2}"
    "|(?:19|20)[0-9]{2}[-/][0-9]{1,2}"
    f"|[0-9]{{1,4}}[-/]{_MONTH}(?:[-/][0-9]{{1,4}})?|{_MONTH}[-/][0-9]{{1,4}})"
    "(?:[ t][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]+)?)?)?"
)
_EXCEL_ERROR = re.compile("#+|#(?:n/a|[a-z0-9/_]+[!?]|getting_data)|err:[0-9]+")
_SCIENTIFIC = re.compile("[0-9] ?e ?[-+−]?[0-9]")
_BODY = re.compile("[0-9](?:[0-9 .,']*[0-9])?")
_TWO_COLUMNS = re.compile("[0-9](?:\\s{2,}|[\t\n\r\v\f\x1c-\x1f\x85\u2028\u2029])[0-9]")
_STYLES = {
    style: re.compile(
        f"(?:([0-9]{{1,3}})([{group} '])[0-9]{{3}}(?:\\2[0-9]{{3}})*|[0-9]+)(?:{point}([0-9]+))?"
    )
    for style, group, point in (("vi", ".", ","), ("en", ",", "[.]"))
}
# Left behind by copying; what else prints nothing can reverse the digits or stand for a hyphen.
_HARMLESS = set("\u200b\u200c\u200d\u200e\u2060\u202a\u202c\ufeff")


@dataclass(frozen=True)
class Written:
    """One number as somebody wrote it, and what it can mean.

    readings are pairs of style ("vi", "en", "any" where both give the same) and number in the unit asked for.
    converted: the cell itself named a scale or another unit. vietnamese_word: its words speak for style "vi".
    """

    text: str
    qualifier: str
    readings: tuple[tuple[str, Decimal], ...]
    converted: bool
    vietnamese_word: bool


class NotANumber(ValueError):
    """The cell holds no single number that fits the unit; the code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read(text: str, unit: str, factor: Decimal = Decimal(1)) -> Written:
    """Return what the cell can mean in the unit; the factor of the heading yields to a unit in the cell.

    Raises NotANumber.
    """
    folded = _legible(text)
    _refuse_what_excel_made(folded)
    head, body, tail = _parts(folded)
    qualifier, sign = _qualifier_and_sign(head)
    scale, word = _scale_and_unit(tail)
    named = _size(word, unit) * scale if tail else factor
    readings = tuple((style, _tidy(sign * number * named)) for style, number in _numbers(body))
    vietnamese = qualifier in _QUALIFIER_WORDS or scale != 1 or word not in _WRITTEN_ALIKE_ABROAD
    return Written(text, _QUALIFIERS[qualifier], readings, bool(tail) and named != 1, vietnamese)


def is_blank(text: str) -> bool:
    """Say whether the cell is empty or holds a mark or words for "no figure"; a zero is a figure."""
    if len(text.strip()) > LONGEST_TEXT:
        return False
    folded = fold(text)
    return folded in _BLANK or _BLANK_MARKS.fullmatch(folded) is not None


def _legible(text: str) -> str:
    stripped = text.strip()
    if not stripped or len(stripped) > LONGEST_TEXT or not _shows_what_it_holds(stripped):
        raise NotANumber("not_a_number")
    if _TWO_COLUMNS.search(stripped):
        raise NotANumber("number_several")
    return fold(stripped).replace("’", "'").replace("m²", "m2").replace("m^2", "m2").replace("m³", "m3")


def _shows_what_it_holds(text: str) -> bool:
    """Say whether folding keeps the meaning: a digit struck through or an unequal sign loses its stroke."""
    base = ""
    for sign in unicodedata.normalize("NFD", text):
        category = unicodedata.category(sign)
        if category == "Cf" and sign not in _HARMLESS:
            return False
        if category == "Mn" and not base.isalpha():
            return False
        base = base if category == "Mn" else sign
    return True


def _refuse_what_excel_made(folded: str) -> None:
    if folded.startswith("="):
        raise NotANumber("number_formula")
    if _EXCEL_ERROR.fullmatch(folded):
        raise NotANumber("number_excel_error")
    if _DATE.fullmatch(folded):
        raise NotANumber("number_date")
    if _SCIENTIFIC.search(folded):
        raise NotANumber("number_scientific")


def _parts(folded: str) -> tuple[str, str, str]:
    """Return what stands before the number, the number, and the words behind it."""
    found = _BODY.search(folded)
    if found is None:
        raise NotANumber("number_words" if _DIGIT_WORD.search(folded) else _code_of_words(folded))
    head, body, tail = folded[: found.start()], found.group(), folded[found.end() :].strip()
    if re.search("[0-9]", re.sub("m[23]", "m", tail)):
        raise NotANumber("number_several")
    if sum(sign.isdigit() for sign in body) > MOST_DIGITS:
        raise NotANumber("number_too_long")
    return head, body, tail


def _code_of_words(words: str) -> str:
    return "number_words" if _AMOUNT_WORD.search(words) else "not_a_number"


def _qualifier_and_sign(head: str) -> tuple[str, int]:
    """Return the qualifier as written and the sign; a dash with a space behind it begins an item of a list."""
    sign = _SIGNS.get(head[-1:], 1)
    words = (head[:-1] if head[-1:] in _SIGNS else head).strip()
    if words not in _QUALIFIERS:
        raise NotANumber(_code_of_words(words))
    return words, sign


def _scale_and_unit(tail: str) -> tuple[Decimal, str]:
    """Return the scale and the word of the unit behind it; in "tin" there is no scale, in "trđ" there is."""
    words = tail[:1] + tail[1:].replace(".", "")  # a full stop may follow a word, never the number
    for scale, size in _SCALES.items():
        rest = words.removeprefix(scale).strip()
        if words.startswith(scale) and (not rest or rest in _UNITS):
            return size, rest
    return Decimal(1), words


def _size(word: str, unit: str) -> Decimal:
    """Return how many of the unit asked for are one of the unit written."""
    if not word or word in (*_COUNTED_AS.get(unit, ()), *_COUNTED_ABROAD.get(unit, ())):
        return Decimal(1)
    measured, wanted = _MEASURES.get(word), _MEASURED_IN.get(unit)
    if measured and wanted and measured[0] == wanted[0]:
        return Decimal(measured[1]) / wanted[1]
    if word in _COUNTED_AS["pct"]:
        raise NotANumber("number_percent")
    if word in _UNITS:
        raise NotANumber("number_unit")
    raise NotANumber(_code_of_words(word))


def _numbers(body: str) -> list[tuple[str, Decimal]]:
    readings = [(style, _number(body, style)) for style in _STYLES]
    possible = [(style, number) for style, number in readings if number is not None]
    if not possible:
        raise NotANumber("number_several" if " " in body else "not_a_number")
    if len(possible) == 2 and possible[0][1] == possible[1][1]:
        return [("any", possible[0][1])]
    return possible


def _number(body: str, style: str) -> Decimal | None:
    found = _STYLES[style].fullmatch(body)
    if found is None:
        return None
    first, mark, decimals = found.groups()
    if first and int(first) == 0:
        return None
    # 1 306.000 and 1,306.000 may be slips for 1.306.000: not to be taken for 1306.
    if mark and decimals and len(decimals) == 3:
        return None
    whole = re.sub("[^0-9]", "", body[: found.start(3) - 1] if decimals else body)
    return Decimal(f"{whole}.{decimals or 0}")


def _tidy(number: Decimal) -> Decimal:
    """Return the number without closing zeros and without an exponent where it is whole."""
    return Decimal(int(number)) if number == number.to_integral_value() else number.normalize()


def heading_factor(words: str, unit: str) -> Decimal:
    """Return what numbers under a heading are multiplied by: "triệu đồng" over đồng gives 1000000.

    Raises NotANumber where the words are no unit that fits.
    """
    scale, word = _scale_and_unit(_legible(words))
    return _size(word, unit) * scale
