"""What a file that is handed in is read against, and where in it something stands."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from danvan import text
from danvan.catalogue import Catalogue, Indicator
from danvan.intake.headings import Headings
from danvan.intake.issue import Detail, Issue, Severity
from danvan.intake.units import Units


@dataclass(frozen=True)
class Context:
    """The definitions, today's date, and the codes of the units whose figures may be handed in (None = all)."""

    catalogue: Catalogue
    units: Units
    headings: Headings
    today: date
    allowed: Collection[str] | None = None

    def may_hand_in(self, place: str) -> bool:
        """Say whether whoever hands in may do so for this unit."""
        return self.allowed is None or place in self.allowed


@dataclass(frozen=True, slots=True)
class Where:
    """One cell, or one row where there is no column: its address is that of a spreadsheet, such as D7."""

    file: str
    sheet: str
    line: int
    column: str | None = None
    address: str = ""

    def issue(
        self, code: str, value: str | None = None, severity: Severity = "error", /, **details: Detail
    ) -> Issue:
        """Return a finding about what stands here."""
        sheet, cell = self.sheet or None, self.address or None
        return Issue(severity, code, self.file, self.line, self.column, value, details, sheet, cell=cell)

    def about(self, issue: Issue, value: str) -> Issue:
        """Return a finding, made elsewhere, as being about what stands here."""
        return replace(
            issue,
            file=self.file,
            line=self.line,
            column=self.column,
            value=value,
            sheet=self.sheet or None,
            cell=self.address,
        )

    @property
    def locator(self) -> str:
        """The place in words of the data model: "file:pho-an.xlsx sheet:Số liệu cell:D7"; spaces do not break."""
        parts = {"file": self.file, "sheet": self.sheet, "cell": self.address}
        return " ".join(f"{name}:{said.replace(' ', chr(160))}" for name, said in parts.items() if said)


def column_letter(position: int) -> str:
    """Return the letters of the column at a position from 0: A, B, ... Z, AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def name_of(indicator: Indicator) -> dict[str, str]:
    """Return the name of an indicator in every language, for a finding."""
    return {language: indicator.name(language) for language in text.LANGUAGES}


def hint(names: Collection[str]) -> dict[str, str]:
    """Return the end of an advice: did you mean this? Of no names, nothing."""
    said = ", ".join(names)
    return {
        language: f" {text.words(language).get('hint.did_you_mean', name=said)}" if said else ""
        for language in text.LANGUAGES
    }
