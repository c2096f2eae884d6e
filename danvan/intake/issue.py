"""One finding about the data: where it stands, what is wrong, what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from danvan import text
from danvan.format import number

Severity = Literal["error", "warning"]
# A text for every language, a number to be written as the language does, or one text a language.
Detail = str | float | Mapping[str, str]


@dataclass(frozen=True)
class Issue:
    """What is wrong at one place of one file.

    code names the rule that is broken and, in the text files, its message and advice; details fill their
    placeholders. line counts from 1 with the header as line 1; None where the whole file is meant. sheet is the one
    of a workbook, cell the address in it, such as D7. said is message and advice by language, where they were put
    into words before. In a document, paragraph counts from 1 and cell is the locator.
    """

    severity: Severity
    code: str
    file: str
    line: int | None = None
    column: str | None = None
    value: str | None = None
    details: Mapping[str, Detail] = field(default_factory=dict)
    sheet: str | None = None
    said: Mapping[str, Mapping[str, str]] | None = None
    cell: str | None = None
    paragraph: int | None = None

    def message(self, language: str = "vi") -> str:
        """Say in one sentence what is wrong."""
        return self._text("message", language)

    def advice(self, language: str = "vi") -> str:
        """Say in one sentence what to do."""
        return self._text("advice", language)

    def where(self, language: str = "vi") -> str:
        """Name the file and, where known, the sheet, the line, the paragraph and the column."""
        words = text.words(language)
        parts = [self.file]
        if self.sheet:
            parts.append(words.get("issue_place.sheet", sheet=self.sheet))
        if self.line is not None:
            parts.append(words.get("issue_place.line", line=str(self.line)))
        if self.paragraph is not None:
            parts.append(words.get("issue_place.paragraph", paragraph=str(self.paragraph)))
        if self.column is not None:
            parts.append(words.get("issue_place.column", column=self.column))
        return ", ".join(parts)

    def as_row(self, language: str = "vi") -> dict[str, Any]:
        """Return the finding as one flat row, with its message and advice."""
        return {
            "severity": self.severity,
            "code": self.code,
            "file": self.file,
            "sheet": self.sheet,
            "line": self.line,
            "column": self.column,
            "value": self.value,
            "message": self.message(language),
            "advice": self.advice(language),
        }

    def _text(self, part: str, language: str) -> str:
        if self.said is not None:
            return self.said[part][language]
        words, key = text.words(language), f"issue.{self.code}.{part}"
        known: dict[str, Detail] = {"value": self.value or "", "column": self.column or ""}
        known |= self.details
        gaps = words.gaps.get(key, frozenset())
        return words.get(key, **{gap: _written(known[gap], language) for gap in gaps})


class DataError(Exception):
    """The data files cannot be loaded; issues says why, errors first, then by file and line."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(sorted(issues, key=lambda issue: (issue.severity, issue.file, issue.line or 0)))
        super().__init__(sentence(self.issues))


def sentence(issues: tuple[Issue, ...], language: str = "vi") -> str:
    """Say where the first finding is, what is wrong, what to do, and how many others there are."""
    words, first = text.words(language), issues[0]
    said = f"{first.where(language)}: {first.message(language)} {first.advice(language)}"
    others = len(issues) - 1
    return f"{said} {words.get('issue_place.others', number=number(others, 0, language))}" if others else said


def _written(detail: Detail, language: str) -> str:
    if isinstance(detail, str):
        return detail
    if isinstance(detail, Mapping):
        return detail[language]
    exact = Decimal(str(detail)).normalize()
    exponent = exact.as_tuple().exponent
    return number(detail, max(0, -exponent) if isinstance(exponent, int) else 0, language)
