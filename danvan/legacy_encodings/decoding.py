"""Files and cells in the encodings of Vietnamese offices, turned into composed Unicode.

UTF-8 and UTF-16 prove themselves. Windows-1258, TCVN3 and VNI-Windows are told apart by reading all words
each way; where no reading is clearly the Vietnamese one, the file is refused rather than guessed.
"""

import codecs
from collections.abc import Iterable
from dataclasses import dataclass

from danvan.legacy_encodings.evidence import LEAST_POINTS, Reading, best_reading, telling_words, weigh
from danvan.legacy_encodings.tables import (
    from_tcvn3,
    from_vni,
    from_windows_1258,
    is_all_tcvn3,
    is_all_vni,
    is_all_windows_1258,
)
from danvan.vietnamese import compose

_FONT_READINGS = {"tcvn3": Reading(from_tcvn3, is_all_tcvn3), "vni": Reading(from_vni, is_all_vni)}
_FILE_READINGS = {"windows-1258": Reading(from_windows_1258, is_all_windows_1258)} | _FONT_READINGS
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# In a Vietnamese table some four characters of five are ASCII, which in UTF-16 has a NUL for its other byte.
_LEAST_SHARE_OF_NULS = 0.6


@dataclass(frozen=True)
class Decoded:
    """A text in composed Unicode (NFC) and the encoding it came in."""

    text: str
    encoding: str


class UnknownEncoding(ValueError):
    """The bytes are in no known encoding for certain; position is the offset of the first not UTF-8."""

    def __init__(self, position: int) -> None:
        super().__init__(f"not UTF-8 from byte {position} on, and no older encoding fits clearly")
        self.position = position


def decode(content: bytes) -> Decoded:
    """Return the content as text: Unicode where it is, else the older encoding its words fit.

    Raises UnknownEncoding where none fits, where several fit alike, and for NUL bytes outside UTF-16.
    """
    wide = _utf_16_name(content)
    if wide is not None:
        return Decoded(_decode_utf_16(content, wide), "utf-16")
    position = _first_not_utf_8(content)
    if position is None:
        return Decoded(compose(content.decode("utf-8-sig")), "utf-8")
    if b"\0" in content:
        raise UnknownEncoding(position)
    return _decode_by_words(content, position)


def _utf_16_name(content: bytes) -> str | None:
    """Return the codec for content marked as UTF-16, or plainly so by NULs in every other place."""
    if content.startswith(_UTF_16_MARKS):
        return "utf-16"
    nuls_first, nuls_second = content[::2].count(0), content[1::2].count(0)
    least = len(content) / 2 * _LEAST_SHARE_OF_NULS
    if len(content) % 2 or max(nuls_first, nuls_second) < max(least, 1) or min(nuls_first, nuls_second):
        return None
    return "utf-16-le" if nuls_second else "utf-16-be"


def _decode_utf_16(content: bytes, codec: str) -> str:
    try:
        text = content.decode(codec)
    except UnicodeDecodeError as error:
        raise UnknownEncoding(_first_not_utf_8(content) or 0) from error
    if "\0" in text:
        raise UnknownEncoding(_first_not_utf_8(content) or 0)
    return compose(text)


def _first_not_utf_8(content: bytes) -> int | None:
    """Return the offset of the first byte that is not UTF-8 text, NUL among them, or None."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        first = error.start
    else:
        first = len(content)
    nul = content.find(0, 0, first)
    first = first if nul < 0 else nul
    return first if first < len(content) else None


def _decode_by_words(content: bytes, position: int) -> Decoded:
    try:
        shown = content.decode("cp1252")
        name = (
            "windows-1258" if _has_only_signs(shown) else best_reading(telling_words(shown), _FILE_READINGS)
        )
        if name is None:
            raise UnknownEncoding(position)
        return Decoded(_FILE_READINGS[name].read(shown), name)
    except UnicodeError as error:
        raise UnknownEncoding(position) from error


def _has_only_signs(shown: str) -> bool:
    """Say whether the text, such as m², is the same by every table, so that none need be chosen."""
    return {from_tcvn3(shown), from_vni(shown)} == {shown} and all(
        sign.isascii() or not sign.isalpha() for sign in shown
    )


def of_font(font: str) -> str | None:
    """Return the encoding whose letters the font draws: "tcvn3" for .VnTime, "vni" for VNI-Times, else None."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith(("vni-", "vni ")) else None


def of_texts(texts: Iterable[str]) -> str | None:
    """Return the encoding whose codes the texts show as letters: Phæ Hßa is "tcvn3", Phoå Hoøa "vni".

    None for proper text in any language, also where only some of the texts show codes: to convert
    all of them would spoil the proper ones.
    """
    words = telling_words("\n".join(compose(text) for text in texts))
    if any(sign > "\u00ff" for word in words for sign in word):
        return None
    name = best_reading(words, _FONT_READINGS)
    if name is None:
        return None
    lead = weigh(words, _FONT_READINGS[name]).points - weigh(words, Reading(str)).points
    return name if lead >= LEAST_POINTS else None
