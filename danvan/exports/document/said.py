"""The number, the date and the names of a report as the decree writes them, with a visible blank for what is not known.

A blank is a row of dots in black, as on a form: it prints as it is, and one search finds all of them.
"""

import re

from danvan.exports.document.parts import Office
from danvan.text import Words

BLANK = "……"
_ONE_DIGIT = re.compile(r"[0-9]")
_ENDS = " .;,"
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def known(text: str) -> str:
    """Return the text, or a blank where there is none."""
    return text.strip() or BLANK


def numbered(office: Office, words: Words) -> str:
    """Return number and symbol: "Số: 05/BC-UBND"; a number below 10 has a zero before it."""
    number = known(office.number.partition("/")[0])  # where the symbol was written behind it
    if _ONE_DIGIT.fullmatch(number):
        number = f"0{number}"
    return words.get("report.form.number", number=number, symbol=known(office.symbol))


def place_and_date(office: Office, words: Words) -> str:
    """Return place and date: "Đức Phổ, ngày 05 tháng 4 năm 2022"."""
    return words.get("report.form.place_and_date", place=known(office.place), date=dated(office.date, words))


def dated(day: str, words: Words) -> str:
    """Return a date in full, as far as it is known, with a zero before days below 10 and the months 1 and 2."""
    year, month, day_of_month = (*day.split("-"), "", "")[:3]
    if words.language == "vi":
        month = (month.lstrip("0") or BLANK) if month else BLANK
        month = month.zfill(2) if month in ("1", "2") else month
        return words.get("report.form.date", day=day_of_month or BLANK, month=month, year=year or BLANK)
    named = words.get("report.form.months").split()[int(month) - 1] if month else BLANK
    return words.get(
        "report.form.date", day=day_of_month.lstrip("0") or BLANK, month=named, year=year or BLANK
    )


def attached_to(office: Office, words: Words) -> str:
    """Return the line of an appendix that says which report it belongs to."""
    return words.get(
        "report.form.attached",
        number=numbered(office, words).partition(": ")[2],
        date=dated(office.date, words),
        issuer=known(office.issuing_body),
    )


def recipients(office: Office, words: Words) -> tuple[str, ...]:
    """Return the lines of the list of recipients, a dash before and a sign behind each; the archive is the last."""
    named = [one.strip(_ENDS).removeprefix("-").strip() for one in office.recipients]
    named = [one for one in named if one]
    above = words.get("report.form.as_above")
    if addressees(office) and above.casefold() not in (one.casefold() for one in named):
        named = [above, *named]
    archive = words.get("report.form.archive", archive=known(office.archive.strip(_ENDS)))
    return (*(f"- {one};" for one in named or [BLANK]), f"- {archive}.")


def addressees(office: Office) -> tuple[str, ...]:
    """Return to whom the report goes, without the signs that end a line."""
    return tuple(name for one in office.addressees if (name := one.strip(_ENDS)))


def roman(number: int) -> str:
    """Return a number from 1 on in Roman digits."""
    written = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written
