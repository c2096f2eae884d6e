"""Spelling of Vietnamese: one form to keep, one to match by, one for links, and the order of the alphabet.

The same name is written in several ways that look alike or nearly so: composed and decomposed Unicode, the
tone mark on either vowel (Hòa, Hoà), with and without accents. Only compose is meant for text to be shown.
"""

import re
import unicodedata
from functools import lru_cache

_TONE_ON_SECOND_VOWEL = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
# Only where the syllable ends: in hoàn and thoát the tone has one place. In quý the consonant is qu.
_MOVABLE_TONE = re.compile(f"(?<!q)(?:{'|'.join(_TONE_ON_SECOND_VOWEL)})(?![^\\W\\d_])", re.IGNORECASE)
_NOT_A_WORD = re.compile(r"[\W_]+")
_NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")

# The Icelandic eth looks like đ in capitals and is found in its place in old files.
_CROSSED_D = str.maketrans({"đ": "d", "ð": "d"})

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_POSITION = {letter: position for position, letter in enumerate(_ALPHABET)}
_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries
_TONE_POSITION = {tone: position for position, tone in enumerate(_TONES, start=1)}

SortKey = tuple[tuple[tuple[int, int], ...], tuple[int, ...], str]


def compose(text: str) -> str:
    """Return the text in composed Unicode (NFC), the form in which everything is stored."""
    return unicodedata.normalize("NFC", text)


def same_spelling(text: str) -> str:
    """Return the text composed, with the tone on the first vowel of a closing oa, oe, uy: Hoà becomes Hòa.

    Accents and capitals stay. For comparing, not for showing: people spell their names as they like.
    """
    return _MOVABLE_TONE.sub(_tone_on_first_vowel, compose(text))


def _tone_on_first_vowel(found: re.Match[str]) -> str:
    written = found.group()
    moved = _TONE_ON_SECOND_VOWEL[written.lower()]
    return "".join(new.upper() if old.isupper() else new for old, new in zip(written, moved, strict=True))


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return the text without accents, capitals and surplus spaces: Phổ Hòa and PHỔ  HOÀ both give "pho hoa".

    Without accents it no longer matters which vowel bore the tone. Marks that print nothing are left out.
    """
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFD", text).casefold())
    plain = "".join(sign for sign in decomposed if unicodedata.category(sign) not in ("Mn", "Cf"))
    return " ".join(compose(plain).translate(_CROSSED_D).split())


def slug(text: str) -> str:
    """Return the text as ASCII for a link: Phổ Hòa gives "pho-hoa"; signs with no ASCII form are left out."""
    return _NOT_IN_A_SLUG.sub("-", fold(text)).strip("-")


def matches(query: str, text: str) -> bool:
    """Say whether every word of the query begins a word of the text, folded; an empty query finds all."""
    words = _NOT_A_WORD.split(fold(text))
    return all(any(word.startswith(wanted) for word in words) for wanted in _NOT_A_WORD.split(fold(query)))


def matches_in_order(query: str, text: str) -> bool:
    """Say whether the words of the query begin words of the text that follow one another: "pho h" finds Phổ Hòa."""
    words, wanted = _NOT_A_WORD.split(fold(text)), _NOT_A_WORD.split(fold(query))
    starts = range(len(words) - len(wanted) + 1)
    return any(
        all(word.startswith(one) for word, one in zip(words[at:], wanted, strict=False)) for at in starts
    )


@lru_cache(maxsize=4096)
def sort_key(text: str) -> SortKey:
    """Return a key that sorts in the order of the Vietnamese alphabet: a ă â b c d đ e ê ..., then by tone.

    Letters decide over the whole text before any tone does, and tones before capitals, as in the Unicode
    collation for Vietnamese. Spaces come before other signs, these before figures, figures before letters.
    """
    spelled = same_spelling(text)
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for sign in spelled.lower():
        letter, tone = _letter_and_tone(sign)
        letters.append(_position(letter))
        tones.append(tone)
    return tuple(letters), tuple(tones), spelled.swapcase()


def _letter_and_tone(sign: str) -> tuple[str, int]:
    parts = unicodedata.normalize("NFD", sign)
    tone = next((_TONE_POSITION[part] for part in parts if part in _TONE_POSITION), 0)
    return compose("".join(part for part in parts if part not in _TONE_POSITION)), tone


def _position(letter: str) -> tuple[int, int]:
    if letter in _LETTER_POSITION:
        return 3, _LETTER_POSITION[letter]
    if letter.isspace():
        return 0, 0
    if letter.isdecimal():
        return 2, int(letter)
    if letter.isalpha():
        return 4, ord(letter[0])
    return 1, ord(letter[0]) if letter else 0
