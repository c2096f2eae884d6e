"""Words that a presenter types: one line of plain text each, within limits that a slide and an address can hold."""

import re
import unicodedata

LONGEST_TITLE, LONGEST_LINE, MOST_LINES = 160, 300, 12
MOST_ADDED, MOST_CHARACTERS, MOST_KEYS = 20, 6_000, 200
_SPACE = re.compile(r"\s+")


def cleaned(text: str) -> str:
    """Return the text in NFC, in one line, without characters that nobody sees or that no file can hold."""
    one_line = _SPACE.sub(" ", text)
    seen = "".join(sign for sign in one_line if unicodedata.category(sign)[0] != "C")
    return _SPACE.sub(" ", unicodedata.normalize("NFC", seen)).strip()
