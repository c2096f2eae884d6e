"""How a workbook shows a number that stays a number: its decimals, and its qualifier before it."""

from functools import lru_cache

from danvan.text import words

_GAP = "\0"


@lru_cache(maxsize=256)
def number_format(decimals: int, qualifier: str = "=", language: str = "vi") -> str:
    """Return a number format: #,##0.00, and "trên "#,##0.00 with a second part for negative numbers.

    The signs of a format are the English ones; Excel shows those of the reader's own settings. Without the
    second part the minus sign would stand before the words.
    """
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    if qualifier in ("=", ""):
        return digits
    before, _, after = words(language).get(f"qualifier.{qualifier}", amount=_GAP).partition(_GAP)
    return ";".join(f"{_quoted(before)}{sign}{digits}{_quoted(after)}" for sign in ("", "-"))


def about_as_shown(value: float, decimals: int, qualifier: str = "=", language: str = "vi") -> str:
    """Return a text as long as the number is when it is shown, to fit a column to."""
    words_before = number_format(decimals, qualifier, language).split("#")[0]
    return f"{words_before}{value:,.{decimals}f}"


def _quoted(text: str) -> str:
    return f'"{text}"' if text else ""
