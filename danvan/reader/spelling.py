"""A text as words are looked for in it: letter for letter as long as it was, so that positions stay."""

import re

from danvan.vietnamese import same_spelling

_IN_OTHER_SIGNS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " ", "㎡": "²"})
# Tỉ and tỷ, kì and kỳ are the same words; the y of ty and uy elsewhere is another.
_CLOSING_Y = re.compile(r"(?<![^\W\d_])([hklmst])([yýỳỷỹỵ])(?![^\W\d_])")
_Y_AS_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
# Marks of footnotes are no letters; of ² and ³ those that belong to a metre stay.
_NOTE_MARK = re.compile("[⁰¹⁴-⁹]|(?<!m)[²³]")


def as_matched(text: str) -> str:
    """Return the text in lower case, tones on the first vowel, tỷ as tỉ: every sign in its place."""
    spelled = same_spelling(text)
    spelled = spelled if len(spelled) == len(text) else text
    lower = spelled.lower()
    if len(lower) != len(text):
        lower = "".join(_lower(sign) for sign in spelled)
    return _NOTE_MARK.sub(" ", _CLOSING_Y.sub(_y_as_i, lower.translate(_IN_OTHER_SIGNS)))


def _lower(sign: str) -> str:
    lower = sign.lower()
    return lower if len(lower) == 1 else sign


def _y_as_i(found: re.Match[str]) -> str:
    return found[1] + found[2].translate(_Y_AS_I)
