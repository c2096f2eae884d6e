"""The form of a large file: its separator, and what each of its columns holds, by name and in any order."""

import codecs
import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any

from danvan import text
from danvan.intake.context import Where, column_letter, hint
from danvan.intake.guards import PACKAGE
from danvan.intake.headings import COLUMN, Heading, Headings, plain
from danvan.intake.issue import DataError, Detail, Issue

NEEDED = ("indicator", "place", "period", "value")
OPTIONAL = ("qualifier", "standard", "note")
LEFT_OUT = ("number",)  # the running number of a row says nothing
SEPARATORS = ("\t", ";", ",")
MOST_BYTES_OF_A_HEADING = 100_000
READ = """read_csv($path, columns = $columns, header = true, auto_detect = false, delim = $separator, quote = '"',
    escape = '"', nullstr = '', encoding = 'utf-8', strict_mode = true)"""
# Numbers of one reading: 2.315 may be two thousand or two and a bit; 0.315 and 2315.125 may not.
NUMBER = "-?(?:(?:0|[1-9][0-9]{0,14})(?:MARK(?:[0-9]{1,2}|[0-9]{4,9}))?|(?:0|[1-9][0-9]{3,14})MARK[0-9]{3})"
MARK_BESIDE_COMMAS, MARK_ELSEWHERE = "[.]", "[.,]"


@dataclass(frozen=True)
class Form:
    """A large file: where it is, the name its sender gave it, its separator, its headings, and what each means.

    meanings has "" for a column that is not read.
    """

    path: Path
    name: str
    separator: str
    headings: tuple[str, ...]
    meanings: tuple[str, ...]

    @property
    def number(self) -> str:
        """The pattern of a number that has one reading; a decimal comma only where no comma separates."""
        return NUMBER.replace("MARK", MARK_BESIDE_COMMAS if self.separator == "," else MARK_ELSEWHERE)

    @cached_property
    def rows(self) -> str:
        """A select of every column by its meaning, as text; one that the file has not is empty."""
        columns = [
            name if name in self.meanings else f"cast(null as varchar) as {name}"
            for name in NEEDED + OPTIONAL
        ]
        return f"select {', '.join(columns)} from {READ}"

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters of rows; columns go by position, which the heading has given them."""
        names = [meaning or f"unread_{at}" for at, meaning in enumerate(self.meanings)]
        columns = dict.fromkeys(names, "varchar")
        return {"path": str(self.path), "columns": columns, "separator": self.separator}

    def where(self, meaning: str, line: int) -> Where:
        """Return where the cell of a column in a line stands."""
        at = self.meanings.index(meaning)
        return Where(self.name, "", line, self.headings[at], f"{column_letter(at)}{line}")

    def issue(
        self,
        code: str,
        line: int | None = None,
        meaning: str = "",
        value: str | None = None,
        /,
        **details: Detail,
    ) -> Issue:
        """Return a finding about a cell, a row, or the whole file."""
        if line is not None and meaning in self.meanings:
            return self.where(meaning, line).issue(code, value, **details)
        return Issue("error", code, self.name, line, None, value, details)


def read_form(path: Path, name: str, headings: Headings) -> Form:
    """Return the form of a file; raise DataError where it is no text in UTF-8 or not in the plain long form."""
    line = _first_line(path, name)
    separator = max(SEPARATORS, key=line.count)
    try:
        written = tuple(cell.strip() for cell in next(csv.reader([line], delimiter=separator, strict=True)))
    except csv.Error as error:
        raise DataError([Issue("error", "not_csv", name, 1)]) from error
    known = [headings.read(heading) for heading in written]
    meanings = tuple(_meaning(means) for means in known)
    form = Form(path, name, separator, written, meanings)
    if issues := _issues(form, known, headings):
        raise DataError(issues)
    return form


def _meaning(means: Heading | None) -> str:
    """Return the key of a column that is read, else nothing."""
    return means.key if means and means.kind == COLUMN and means.key in NEEDED + OPTIONAL else ""


def in_words(reason: str, **details: str) -> dict[str, str]:
    """Say in each language why only a small file may be written like this; reason is a key of [bulk] in the texts."""
    return {language: text.words(language).get(f"bulk.{reason}", **details) for language in text.LANGUAGES}


def is_text(path: Path) -> bool:
    """Say whether the beginning of a file is that of a text: no workbook, no zero byte."""
    with path.open("rb") as file:
        beginning = file.read(1024)
    return not beginning.startswith(PACKAGE) and (
        b"\0" not in beginning or beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    )


def _first_line(path: Path, name: str) -> str:
    with path.open("rb") as file:
        line = file.readline(MOST_BYTES_OF_A_HEADING)
    if not line.strip():
        raise DataError([Issue("error", "file_empty", name)])
    try:
        decoded = line.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise DataError([_not_utf8(name)]) from error
    if "\0" in decoded:
        raise DataError([_not_utf8(name)])
    return decoded


def _not_utf8(name: str) -> Issue:
    return Issue("error", "bulk_unfit", name, details={"reason": in_words("not_utf8")})


def _issues(form: Form, known: Sequence[Heading | None], headings: Headings) -> list[Issue]:
    """Return what is wrong with the heading."""
    if not any(form.meanings):
        return [form.issue("heading_not_found")]
    issues = []
    for at, means in enumerate(known):
        if means is not None and means.unit:
            issues.append(Issue("error", "heading_unit", form.name, 1, form.headings[at], means.unit))
        elif not form.meanings[at] and not (means and means.key in LEFT_OUT):
            issues.append(_unknown(form, at, headings))
    counted = Counter(meaning for meaning in form.meanings if meaning)
    issues += [form.issue("column_twice", 1, meaning) for meaning, times in counted.items() if times > 1]
    missing = [needed for needed in NEEDED if needed not in form.meanings]
    return issues + [form.issue("heading_missing", 1, heading=_words(needed)) for needed in missing]


def _unknown(form: Form, at: int, headings: Headings) -> Issue:
    heading = form.headings[at]
    near = get_close_matches(plain(heading), headings.spellings, n=1, cutoff=0.75)
    found = headings.known[near[0]].key if near else ""
    names = [found] if found in NEEDED + OPTIONAL else []
    return Issue(
        "error",
        "column_not_known",
        form.name,
        1,
        heading or column_letter(at),
        heading,
        {"hint": hint(names)},
    )


def _words(meaning: str) -> dict[str, str]:
    return {language: text.words(language).get(f"form.column.{meaning}") for language in text.LANGUAGES}
