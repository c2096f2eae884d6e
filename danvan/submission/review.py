"""What files would change, and everything that is wrong with them: in each cell, and against the figures there are."""

import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from danvan import format as fmt
from danvan import queries, text
from danvan.catalogue import Catalogue
from danvan.intake import submission
from danvan.intake.context import Context, name_of
from danvan.intake.headings import read_headings
from danvan.intake.issue import Detail, Issue
from danvan.intake.model_names import spellings
from danvan.intake.submission import HandedFile, HandedIn
from danvan.intake.units import Units
from danvan.vietnamese import fold
from danvan.warehouse import handed_in, history, loads
from danvan.warehouse.build import candidate
from danvan.warehouse.read import Opened, fetch
from danvan.warehouse.trial import CONTRADICTIONS, Trial, ask

# Warnings that somebody has to say yes to before the figures are published.
TO_CONFIRM = frozenset({
    "jump", "below_least", "total_row_differs", "town_total_differs", "some_wards_exceed_town", "sources_disagree",
    "stated_twice", "years_differ", "parts_of_year_differ", "units_differ", "whole_differs", "outside_range",
    "stock_over_years", "standard_break",
})  # fmt: skip
REFUSED = frozenset({"part_exceeds_whole", "parts_exceed_whole"})


@dataclass(frozen=True)
class Review:
    """Files as read, every finding worst first, and what they would change; no trial where there are errors."""

    handed: HandedIn
    issues: tuple[Issue, ...]
    trial: Trial | None = None
    catalogue: Catalogue | None = field(default=None, repr=False)

    @property
    def has_errors(self) -> bool:
        return any(issue.severity == "error" for issue in self.issues)

    @property
    def to_confirm(self) -> tuple[Issue, ...]:
        return tuple(issue for issue in self.issues if issue.code in TO_CONFIRM)


def context_of(opened: Opened, allowed: Collection[str] | None = None, today: date | None = None) -> Context:
    """Return what files are read against: the definitions and spellings of a snapshot."""
    with queries.reading(opened):
        catalogue = queries.catalogue()
        spellings = queries.place_spellings()
    return Context(
        catalogue, Units(catalogue, spellings), read_headings(catalogue), today or date.today(), allowed
    )


def check(
    files: Sequence[HandedFile],
    opened: Opened,
    data: Path,
    state: Path,
    *,
    answers: Mapping[str, str] | None = None,
    allowed: Collection[str] | None = None,
    progress: Callable[[float], None] = lambda share: None,
) -> Review:
    """Say what files would change and what is wrong with them; nothing is changed, nothing is kept.

    What could be read is tried also where other cells are at fault, so that all findings are told at once.
    """
    context = context_of(opened, allowed)
    handed = submission.read_files(files, context, answers=answers, progress=progress)
    if handed.is_empty:
        return Review(handed, handed.issues, catalogue=context.catalogue)
    load = load_of("000000", "", files, answers or {})
    with tempfile.TemporaryDirectory(prefix="danvan-") as folder:
        made = prepare(Path(folder), load, files, handed)
        in_force = handed_in.in_force(state, history.in_force(history.read(state)))
        with candidate(data, Path(folder), [*in_force, handed_in.Handed(load, made)]) as tried:
            trial = ask(tried, load.source)
    return judged(handed, trial, opened, context.catalogue)


def load_of(
    name: str, by: str, files: Sequence[HandedFile], answers: Mapping[str, str], at: str = ""
) -> loads.Load:
    """Return a load of these files."""
    received = tuple(loads.received(file.name, file.content) for file in files)
    return loads.Load(name, by, at, received, dict(answers))


def prepare(state: Path, load: loads.Load, files: Sequence[HandedFile], handed: HandedIn) -> Path:
    """Write files and what was read of them into a folder that does not count yet."""
    return loads.prepare(state, load, [file.content for file in files], *read_of(handed))


def read_of(handed: HandedIn) -> tuple[bytes, bytes]:
    """Return what was read as it is kept: figures.csv and models.csv."""
    rows = [_row(figure) for figure in handed.figures]
    return loads.table(loads.FIGURES, rows), loads.table(loads.MODELS, handed.models)


def judged(handed: HandedIn, trial: Trial, opened: Opened, catalogue: Catalogue) -> Review:
    """Return the review of what was read and tried: findings of both, each at its cell."""
    known = {_contradiction(row) for row in fetch(opened, CONTRADICTIONS).to_dict("records")}
    found = [
        *handed.issues,
        *(_jump(row, handed, catalogue) for row in trial.jumps),
        *(_said(row, handed, catalogue) for row in trial.contradictions if _contradiction(row) not in known),
        *_other_fields(handed, trial, catalogue),
    ]
    whole = None if handed.has_errors else trial
    return Review(handed, submission.worst_first(_once(found)), whole, catalogue)


def _jump(row: Mapping[str, Any], handed: HandedIn, catalogue: Catalogue) -> Issue:
    indicator = catalogue.indicators[row["indicator"]]

    def amount(value: float) -> dict[str, str]:
        return _each(
            lambda language: fmt.value(
                value, unit=indicator.unit, decimals=indicator.decimals, language=language
            )
        )

    details: dict[str, Detail] = {
        "indicator": name_of(indicator),
        "place": catalogue.places[row["place"]].name,
        "period": _each(lambda language: fmt.period(row["period"], language)),
        "before_period": _each(lambda language: fmt.period(row["before_period"], language)),
        "amount": amount(row["value"]),
        "before": amount(row["before_value"]),
    }
    return _at(row, handed, catalogue, Issue("warning", "jump", "", details=details))


def _said(row: Mapping[str, Any], handed: HandedIn, catalogue: Catalogue) -> Issue:
    """Return a contradiction that the load brings, in the words that the build found for it."""
    severity = "error" if row["code"] in REFUSED else "warning"
    said = {
        "message": {"vi": row["message"], "en": row["message_en"]},
        "advice": {"vi": row["advice"], "en": row["advice_en"]},
    }
    return _at(row, handed, catalogue, Issue(severity, row["code"], "", said=said))  # type: ignore[arg-type]


def _other_fields(handed: HandedIn, trial: Trial, catalogue: Catalogue) -> Iterable[Issue]:
    """Yield a finding for each model that is known in another field than the file says."""
    names = spellings((row["name"], row["printed"]) for row in trial.known_models)
    field_of = {row["name"]: row["field"] for row in trial.known_models}
    for model in handed.models:
        known = field_of.get(names.get(fold(model.name), ""), model.field)
        if known != model.field:
            named = _each(catalogue.fields[known].name)
            yield model.where.issue("model_field_differs", model.name, "warning", known=named)


def _at(row: Mapping[str, Any], handed: HandedIn, catalogue: Catalogue, issue: Issue) -> Issue:
    """Return the finding at the cell of its figure, or of the whole of it; about neither, at the first file."""
    whole = catalogue.indicators[row["indicator"]].at_most
    for indicator in (row["indicator"], whole):
        for figure in handed.figures:
            if figure.key[:3] == (indicator, row["place"], row["period"]):
                return figure.where.about(issue, figure.printed)
    return replace(issue, file=next(iter(handed.opened), ""))


def _contradiction(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["code"], row["indicator"], row["place"], row["period"], row["message"]


def _once(found: Iterable[Issue]) -> list[Issue]:
    """Return each finding once: what a file contradicts in itself is found in the candidate again."""
    kept: dict[tuple[Any, ...], Issue] = {}
    for issue in found:
        kept.setdefault((issue.code, issue.file, issue.sheet, issue.line, issue.column), issue)
    return list(kept.values())


def _each(said: Callable[[str], str]) -> dict[str, str]:
    return {language: said(language) for language in text.LANGUAGES}


@dataclass(frozen=True)
class _Row:
    """A figure as it is kept: the number written out, without an exponent."""

    indicator: str
    place: str
    period: str
    standard: str | None
    value: str
    qualifier: str
    locator: str
    printed: str
    remark: str
    whole: str | None


def _row(figure: Any) -> _Row:
    whole = None if figure.whole is None else f"{figure.whole:f}"
    return _Row(
        figure.indicator, figure.place, figure.period, figure.standard, f"{figure.value:f}", figure.qualifier,
        figure.locator, figure.printed, figure.remark, whole,
    )  # fmt: skip
