"""What a spreadsheet says and allows while a cell of the form is filled in."""

from openpyxl.worksheet.datavalidation import DataValidation

from danvan.catalogue import Indicator
from danvan.format import number, unit_word, value
from danvan.text import Words

LONGEST_TITLE, LONGEST_MESSAGE = 32, 255  # what Excel takes; a longer text makes it call the file damaged


def choice(words: Words, source: str, prompt: str) -> DataValidation:
    """Let one entry of a list be chosen, and no other text be typed; source is a range or the entries quoted."""
    return DataValidation(
        type="list",
        formula1=source,
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=words.get("form.help.choice_title"),
        error=words.get("form.help.choice_wrong"),
        showInputMessage=True,
        prompt=prompt,
    )


def suggestion(source: str, prompt: str) -> DataValidation:
    """Offer entries to choose from, and let anything else be typed."""
    return DataValidation(
        type="list",
        formula1=source,
        allow_blank=True,
        showErrorMessage=False,
        showInputMessage=True,
        prompt=prompt,
    )


def listed(*entries: str) -> str:
    """Return the entries as the source of a choice; none may hold a comma."""
    return f'"{",".join(entries)}"'


def hint(prompt: str) -> DataValidation:
    """Allow everything, and say how to fill the cell in."""
    return DataValidation(allow_blank=True, showInputMessage=True, prompt=prompt)


def whole_year(words: Words, first: int, last: int, prompt: str) -> DataValidation:
    """Allow a year from first to last."""
    return DataValidation(
        type="whole",
        operator="between",
        formula1=str(first),
        formula2=str(last),
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=words.get("form.help.since_title"),
        error=words.get("form.help.since_wrong", first=str(first), last=str(last)),
        showInputMessage=True,
        prompt=prompt,
    )


def plausible(indicator: Indicator, words: Words) -> DataValidation:
    """Ask again about a number that is not plausible; a clerk may keep it, as also a text such as "trên 200"."""
    said = in_words(indicator, words)
    return DataValidation(
        type="decimal" if indicator.decimals else "whole",
        operator="between",
        formula1=f"{indicator.minimum:.15g}",
        formula2=f"{indicator.maximum:.15g}",
        allow_blank=True,
        errorStyle="warning",
        showErrorMessage=True,
        errorTitle=words.get("form.help.figure_title"),
        error=words.get("form.help.figure_wrong", **said),
        showInputMessage=True,
        promptTitle=unit_word(indicator.unit, words.language)[:LONGEST_TITLE],
        prompt=words.get("form.help.figure_prompt", **said),
    )


def in_words(indicator: Indicator, words: Words) -> dict[str, str]:
    """Return how exactly a figure is written and in which bounds it is plausible."""
    decimals, language = indicator.decimals, words.language
    digits = (
        words.count("form.help.digits_some", decimals, decimals=str(decimals))
        if decimals
        else words.get("form.help.digits_whole")
    )
    return {
        "digits": digits,
        "minimum": number(indicator.minimum, 0 if indicator.minimum.is_integer() else decimals, language),
        "maximum": value(indicator.maximum, unit=indicator.unit, decimals=0, language=language),
    }
