"""One finding about the data: where it stands, what is wrong, what to do."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from danvan import text

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Issue:
    """What is wrong at one place of one file.

    code names the rule that is broken and, in the text files, its message and advice; details fill their
    placeholders. line counts from 1 with the header as line 1; None where the whole file is meant.
    """

    severity: Severity
    code: str
    file: str
    line: int | None = None
    column: str | None = None
    value: str | None = None
    details: dict[str, str] = field(default_factory=dict)

    def message(self, language: str = "vi") -> str:
        """Say in one sentence what is wrong."""
        return self._text("message", language)

    def advice(self, language: str = "vi") -> str:
        """Say in one sentence what to do."""
        return self._text("advice", language)

    def where(self, language: str = "vi") -> str:
        """Name the file and, where known, the line and the column."""
        words = text.words(language)
        parts = [self.file]
        if self.line is not None:
            parts.append(words.get("issue_place.line", line=str(self.line)))
        if self.column is not None:
            parts.append(words.get("issue_place.column", column=self.column))
        return ", ".join(parts)

    def as_row(self, language: str = "vi") -> dict[str, Any]:
        """Return the finding as one flat row, with its message and advice."""
        row = {key: value for key, value in asdict(self).items() if key != "details"}
        return row | {"message": self.message(language), "advice": self.advice(language)}

    def _text(self, part: str, language: str) -> str:
        words, key = text.words(language), f"issue.{self.code}.{part}"
        known = {"value": self.value or "", "column": self.column or ""} | self.details
        return words.get(key, **{gap: known[gap] for gap in words.gaps[key]})


class DataError(Exception):
    """The data files cannot be loaded; issues says why, worst first."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(sorted(issues, key=lambda issue: (issue.severity, issue.file, issue.line or 0)))
        first = self.issues[0]
        super().__init__(f"{first.where()}: {first.message()} {first.advice()}")
