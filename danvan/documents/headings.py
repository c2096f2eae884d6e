"""The numbers of headings in an official report, and the path they make: I., 2., 2.1., 2.1.1., a) give "I.2.1.1.a".

A number opens a section only where it comes next in its row: a list of short lines and a sentence that begins with a
number do not.
"""

import re
from dataclasses import dataclass, field

from danvan.vietnamese import fold

LONGEST_HEADING, LONGEST_WITH_A_SIGN = 240, 80
_MOST_SKIPPED = 2
_CAPITALS = "ABCDĐEFGH"
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_MARKUP = re.compile(r"^[\s#*_>]+")
# fmt: off
_ROMAN_NAMES = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X",
    "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX",
)
_ORDINAL_NAMES = ("nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi")
# fmt: on
_ROMAN = {name: number for number, name in enumerate(_ROMAN_NAMES, start=1)}
_ORDINALS = {name: number for number, name in enumerate(_ORDINAL_NAMES, start=1)}
_PART = re.compile(r"(?:phan|chuong)\s+(?:thu\s+(\w+)|([ivx]+|[0-9]{1,2}))\b\W*(.*)", re.DOTALL)
_APPENDIX = re.compile(r"phu luc\s*(?:so\s*)?([ivx]+|[0-9]{1,2})?\b\W*(.*)", re.DOTALL)
_NUMBERED = re.compile(
    r"(?:(?P<roman>[IVX]{1,5})(?P<under>(?:\.[0-9]{1,2})*)(?:[.)/:]|\s?[-–])"
    r"|(?P<capital>[A-HĐ])[.)/]"
    r"|(?P<digits>[0-9]{1,2}(?:\.[0-9]{1,2})*)(?P<stop>[.)/-]?)"
    r"|(?P<letter>[a-zđ])[.)])"
    r"(?P<title>\s*[^\W\d].*|\s+[“\"(*].*)",
    re.DOTALL,
)
_SENTENCE_ENDS_WITHIN = re.compile(r"[.;!?]\s+\S")
# A number that is no year and no number of a document: what a heading that ends with a full stop does not have.
_FIGURE = re.compile(
    r"(?<!\bsố )(?<!\bthị )(?<!\bquyết )(?<!\bhoạch )\b(?!(?:19|20)[0-9]{2}\b)[0-9]+\b(?! (?:năm|tháng)\b)"
)
_FIGURE_BEHIND_A_COLON = re.compile(r":\s*(?:\w+\s+){0,3}[0-9]")

Label = tuple[str, int]


def without_markup(text: str) -> str:
    """Return the text without the signs by which plain text marks headings and stress."""
    return _MARKUP.sub("", text).rstrip("*_ \n")


def is_title(title: str) -> bool:
    """Say whether words behind a number can be a heading: short, one phrase, no sentence and no figure told."""
    words = title.strip()
    if len(words) > LONGEST_HEADING or not words.lstrip('*_“"(')[:1].isupper() or words[-1] in ";,":
        return False
    if _SENTENCE_ENDS_WITHIN.search(words) or _FIGURE_BEHIND_A_COLON.search(words):
        return False
    closed = words[-1] in ".:"
    return not closed or (len(words) <= LONGEST_WITH_A_SIGN and not _FIGURE.search(words))


@dataclass
class Numbering:
    """Where the headings met so far have led: part, capital letter, Roman number, numbers, letter."""

    part: str = ""
    capital: str = ""
    roman: int = 0
    digits: list[int] = field(default_factory=list)
    letter: str = ""
    last_first_digit: int = 0

    @property
    def section(self) -> str:
        """Return the path as one text, "" before the first heading."""
        roman = _ROMAN_NAMES[self.roman - 1] if self.roman else ""
        parts = [self.part, self.capital, roman, *map(str, self.digits), self.letter]
        return ".".join(part for part in parts if part)

    def close(self) -> None:
        """Leave all sections: what follows is the end of the document."""
        self._enter()

    def opens(self, text: str) -> bool:
        """Say whether a paragraph is the next numbered heading, and go there if so."""
        plain = without_markup(text)
        if len(plain) > LONGEST_HEADING + 20:
            return False
        if self._opens_part(plain):
            return True
        found = _NUMBERED.fullmatch(plain)
        if found is None or not is_title(found["title"]):
            return False
        if found["roman"]:
            return self._opens_roman(found["roman"], found["under"])
        if found["capital"]:
            return self._opens_capital(found["capital"])
        if found["letter"]:
            return self._opens_letter(found["letter"])
        parts = [int(part) for part in found["digits"].split(".")]
        # "4 Phường có …" begins a sentence; only a number of several parts may go without its stop.
        return (bool(found["stop"]) or len(parts) > 1) and self._opens_digits(parts)

    def _opens_part(self, plain: str) -> bool:
        folded = fold(plain)
        if found := _PART.fullmatch(folded):
            number = _ORDINALS.get(found[1] or "", 0) or _number(found[2] or "")
            return bool(number) and self._opens_named("P", number, found[3], plain)
        if found := _APPENDIX.fullmatch(folded):
            return self._opens_named("PL", _number(found[1] or ""), found[2], plain)
        return False

    def _opens_named(self, name: str, number: int, rest: str, plain: str) -> bool:
        # "Phần thứ nhất", "PHỤ LỤC I": alone or in capitals, for a sentence may begin with these words too.
        if rest and not (plain.isupper() or plain[-len(rest) :].isupper()):
            return False
        self._enter(part=f"{name}{number or ''}")
        return True

    def _opens_roman(self, name: str, under: str) -> bool:
        number = _ROMAN.get(name, 0)
        if under:
            return number == self.roman > 0 and self._opens_digits(
                [int(part) for part in under[1:].split(".")]
            )
        if not 1 <= number - self.roman <= _MOST_SKIPPED:
            return False
        self._enter(self.part, self.capital, number)
        return True

    def _opens_capital(self, name: str) -> bool:
        before = _CAPITALS.index(self.capital) if self.capital else -1
        if not 1 <= _CAPITALS.index(name) - before <= _MOST_SKIPPED:
            return False
        self._enter(self.part, name)
        return True

    def _opens_digits(self, parts: list[int]) -> bool:
        if not self._comes_next(parts):
            return False
        self._enter(self.part, self.capital, self.roman, parts)
        self.last_first_digit = parts[0]
        return True

    def _comes_next(self, parts: list[int]) -> bool:
        """Say whether 2.1 may follow where the headings have led; one may be skipped, none comes again."""
        now, depth = self.digits, len(parts)
        if 0 in parts:
            return False
        if not now:
            # Under III some count on from the numbers before, and some write 3.1 for the first.
            begins = parts[0] <= _MOST_SKIPPED or parts[0] == self.last_first_digit + 1
            as_roman = depth > 1 and parts[0] == self.roman
            return (begins or as_roman) and all(part <= _MOST_SKIPPED for part in parts[1:])
        if depth <= len(now):
            step = parts[-1] - now[depth - 1]
            if parts[:-1] == now[: depth - 1]:
                return 1 <= step <= _MOST_SKIPPED
            return parts[-1] == 1 and parts[:-1] == [*now[: depth - 2], now[depth - 2] + 1]
        return parts[: len(now)] == now and all(part <= _MOST_SKIPPED for part in parts[len(now) :])

    def _opens_letter(self, name: str) -> bool:
        if name not in _LETTERS:
            return False
        before = _LETTERS.index(self.letter) if self.letter else -1
        if not 1 <= _LETTERS.index(name) - before <= _MOST_SKIPPED:
            return False
        self.letter = name
        return True

    def _enter(
        self, part: str = "", capital: str = "", roman: int = 0, digits: list[int] | None = None
    ) -> None:
        self.part, self.capital, self.roman, self.digits = part, capital, roman, digits or []
        self.letter = ""


def _number(name: str) -> int:
    return int(name) if name.isdigit() else _ROMAN.get(name.upper(), 0)
