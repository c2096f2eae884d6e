"""The file that a load of a document keeps as received: every decision in force, and where in the text each stands.

It alone is enough to make the load again, also when the document is gone.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from danvan.documents.document import Document
from danvan.documents.locators import Locator
from danvan.documents.locators import written as locator_written
from danvan.intake.context import Where
from danvan.intake.figure_values import Figure
from danvan.intake.issue import Detail, Issue, Severity
from danvan.intake.model_rows import ModelRow
from danvan.intake.submission import HandedIn, worst_first
from danvan.reader.candidate import Candidate
from danvan.submission import decisions
from danvan.submission.decisions import AcceptedFigure, AcceptedModel, Decision


@dataclass(frozen=True)
class Spot(Where):
    """One span of a document: line is the number of its paragraph, from 1; address is its locator."""

    def issue(
        self, code: str, value: str | None = None, severity: Severity = "error", /, **details: Detail
    ) -> Issue:
        """Return a finding about what stands here."""
        return self.about(Issue(severity, code, self.file, details=details), value)

    def about(self, issue: Issue, value: str | None) -> Issue:
        """Return a finding, made elsewhere, as being about what stands here."""
        return replace(
            issue, file=self.file, line=None, column=None, sheet=None, value=value, cell=self.address,
            paragraph=self.line,
        )  # fmt: skip

    @property
    def locator(self) -> str:
        return self.address


def written(document: Document, held: Iterable[Decision]) -> bytes:
    """Return decisions as they are kept with a load, one JSON object for each."""
    lines = [{**_place(document, one), "decision": decisions.written(one)} for one in held]
    return json.dumps(lines, ensure_ascii=False, indent=1).encode()


def read(file: str, content: bytes) -> HandedIn:
    """Return what decisions that were kept come to: figures and models as wards hand them in, and what repeats.

    Raises ValueError, TypeError, KeyError or AttributeError where it is no such file.
    """
    figures: list[Figure] = []
    models: list[ModelRow] = []
    lines = json.loads(content)
    if not isinstance(lines, list):
        raise TypeError("Decisions are kept as a list.")
    for line in lines:
        decision = decisions.read(line["decision"])
        spot = Spot(file, "", line["paragraph"], None, line["locator"])
        if decision.figure is not None:
            figures.append(_figure(decision.figure, decision.why, spot))
        if decision.model is not None:
            models += _models(decision.model, spot)
    once, issues = _each_once(figures)
    return HandedIn(tuple(once), tuple(_models_once(models)), (), worst_first(issues), {file: None})


def _place(document: Document, decision: Decision) -> dict[str, Any]:
    """Return where a decision stands: as it was read, else by its paragraph; a span outside the text has none."""
    number, read = document.at(decision.start), decision.proposed
    paragraph = None if number is None else document.paragraphs[number]
    section, note = (paragraph.section, paragraph.note) if paragraph else ("", "")
    if isinstance(read, Candidate):
        section, note = read.section or section, read.note or note
    locator = locator_written(Locator(section, note, decision.start, decision.end))
    return {"paragraph": 0 if number is None else number + 1, "locator": locator}


def _figure(held: AcceptedFigure, why: str, spot: Spot) -> Figure:
    return Figure(
        held.indicator, held.place, held.period, held.standard or None, _exact(held.value), held.qualifier, held.phrase,
        why, spot, whole=None if held.whole is None else _exact(held.whole),
    )  # fmt: skip


def _exact(value: float) -> Decimal:
    """Return a number as it is written out, without an exponent."""
    exact = Decimal(str(value))
    return exact.normalize() + 0 if exact.is_finite() else exact


def _models(held: AcceptedModel, spot: Spot) -> list[ModelRow]:
    """Return one row for each ward, one without where none is named."""
    return [
        ModelRow(held.name, held.field, held.host, None, "", "", place, spot)
        for place in held.places or ("",)
    ]


def _each_once(figures: Sequence[Figure]) -> tuple[list[Figure], list[Issue]]:
    """Return each figure where it stands first, and a finding for each that the text gives again."""
    first: dict[tuple[str, str, str, str | None], Figure] = {}
    issues = []
    for figure in figures:
        known = first.setdefault(figure.key, figure)
        if known is figure:
            continue
        same = (known.value, known.qualifier) == (figure.value, figure.qualifier)
        code, severity = ("stated_again", "warning") if same else ("stated_otherwise", "error")
        details: dict[str, Detail] = {"first": known.printed, "paragraph": str(known.where.line)}
        issues.append(figure.where.issue(code, figure.printed, severity, **details))  # type: ignore[arg-type]
    return list(first.values()), issues


def _models_once(models: Iterable[ModelRow]) -> Iterator[ModelRow]:
    seen = set()
    for model in models:
        if (model.name, model.place) not in seen:
            seen.add((model.name, model.place))
            yield model
