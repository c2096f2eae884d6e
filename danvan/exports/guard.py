"""Texts that a spreadsheet would run as a formula, made harmless; numbers are none of this module's business."""

import re

_UNSEEN = "\\s\"'\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff"
# The wide signs are read as the narrow ones where the spreadsheet is set to an East Asian language.
_BEGINS_A_FORMULA = re.compile(f"[\\t\\r\\n]|[{_UNSEEN}]*[=+\\-@＝＋－＠]")


def dangerous(text: str) -> bool:
    """Say whether a spreadsheet might run a text: it begins with = + - @, also after spaces and quotes, or with a tab.

    After the list of OWASP, "CSV Injection". A lone = is the qualifier of an exact figure and runs nothing.
    """
    return text != "=" and _BEGINS_A_FORMULA.match(text) is not None


def guarded(text: str) -> str:
    """Return the text with an apostrophe before it where it is dangerous, else as it is; unguarded undoes it."""
    return f"'{text}" if dangerous(text) else text


def unguarded(text: str) -> str:
    """Return the text that was guarded: for every text, unguarded(guarded(text)) is the text."""
    return text[1:] if text.startswith("'") and dangerous(text[1:]) else text
