"""How a workbook shows a number that stays a number: its decimals, and its qualifier before it."""

from functools import lru_cache

from danvan.text import words

_GAP = "\0"
_WINDOWS_CODES = {"vi": "42A", "en": "809"}


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


def in_language(code: str, language: str) -> str:
    """Return a number format with its language: [$-42A]#,##0, for which LibreOffice takes the signs of that language.

    Excel and PowerPoint read it too and show the signs of the reader's own settings.
    """
    return ";".join(f"[$-{_WINDOWS_CODES[language]}]{part}" for part in code.split(";"))


def about_as_shown(value: float, decimals: int, qualifier: str = "=", language: str = "vi") -> str:
    """Return a text as long as the number is when it is shown, to fit a column to."""
    words_before = number_format(decimals, qualifier, language).split("#")[0]
    return f"{words_before}{value:,.{decimals}f}"


def _quoted(text: str) -> str:
    return f'"{text}"' if text else ""
