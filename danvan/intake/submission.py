"""Files that somebody hands in, whatever their form: figures, models, and all that is wrong with them at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from danvan import text
from danvan.intake import figure_checks
from danvan.intake.context import Context
from danvan.intake.figure_rows import rows_of
from danvan.intake.figure_values import Asked, Figure, read_values
from danvan.intake.guards import UPLOAD, Limits
from danvan.intake.issue import DataError, Issue
from danvan.intake.layout import MODELS, Layout, find_layout
from danvan.intake.model_rows import ModelRow, ModelRows, models_twice
from danvan.intake.opening import open_file
from danvan.intake.sheets import Opened, Sheet
from danvan.vietnamese import fold

# So many findings help nobody; what is wrong in one way all along a file is wrong once.
MOST_ISSUES = 1000


@dataclass(frozen=True)
class HandedFile:
    """One file as it came: the name that its sender gave it, and its content."""

    name: str
    content: bytes


@dataclass(frozen=True)
class HandedIn:
    """What files hold: figures and models to load, columns to ask about, and every finding, worst first.

    opened holds each file as it was opened, for marking it; None where it was refused as a whole.
    """

    figures: tuple[Figure, ...]
    models: tuple[ModelRow, ...]
    asked: tuple[Asked, ...]
    issues: tuple[Issue, ...]
    opened: Mapping[str, Opened | None]

    @property
    def is_empty(self) -> bool:
        """Whether nothing could be read at all."""
        return not (self.figures or self.models)

    @property
    def has_errors(self) -> bool:
        return any(issue.severity == "error" for issue in self.issues)


def read_files(
    files: Sequence[HandedFile],
    context: Context,
    *,
    answers: Mapping[str, str] | None = None,
    limits: Limits = UPLOAD,
    progress: Callable[[float], None] = lambda share: None,
) -> HandedIn:
    """Return everything that files hold; nothing is changed anywhere.

    answers gives "vi" or "en" for columns that were asked about, by their key, or for all under "".
    """
    reading = _Reading(context, answers or {}, limits)
    for number, file in enumerate(files):
        reading.file(file)
        progress((number + 1) / len(files))
    return reading.result()


def worst_first(issues: Sequence[Issue]) -> tuple[Issue, ...]:
    """Return findings with errors before warnings, then in the order of files, sheets and lines as they came."""
    return tuple(sorted(issues, key=lambda issue: issue.severity != "error"))


class _Reading:
    """Gathers what files hold."""

    def __init__(self, context: Context, answers: Mapping[str, str], limits: Limits) -> None:
        self.context, self.answers, self.limits = context, answers, limits
        self.figures: list[Figure] = []
        self.models: list[ModelRow] = []
        self.asked: list[Asked] = []
        self.issues: list[Issue] = []
        self.opened: dict[str, Opened | None] = {}

    def file(self, file: HandedFile) -> None:
        self.opened[file.name] = None
        try:
            opened = open_file(file.name, file.content, self.limits)
        except DataError as error:
            self.issues += error.issues
            return
        self.opened[file.name] = opened
        self.issues += opened.remarks
        read = [sheet for sheet in opened.sheets if sheet.rows and not _is_ours(sheet)]
        layouts = [(sheet, find_layout(file.name, sheet, self.context, opened.separator)) for sheet in read]
        if not any(layout for _, layout in layouts):
            self.issues.append(Issue("error", "heading_not_found", file.name))
            return
        for sheet, layout in layouts:
            if layout is not None:
                self._sheet(file.name, sheet, layout)
            else:
                self.issues.append(Issue("warning", "sheet_ignored", file.name, sheet=sheet.name or None))

    def _sheet(self, file: str, sheet: Sheet, layout: Layout) -> None:
        self.issues += layout.issues
        if any(issue.code == "heading_missing" for issue in layout.issues):
            return
        if layout.kind == MODELS:
            rows = ModelRows(file, sheet, layout, self.context)
            rows.read()
            self.models += rows.models
            self.issues += rows.issues
            return
        drafts, issues = rows_of(file, sheet, layout, self.context)
        values = read_values(drafts, self.answers)
        self.figures += values.figures
        self.asked += values.asked
        self.issues += issues + values.issues

    def result(self) -> HandedIn:
        totals = [figure for figure in self.figures if figure.total]
        figures, twins = figure_checks.without_twins([figure for figure in self.figures if not figure.total])
        self.issues += twins
        self.issues += figure_checks.parts_above_wholes(figures, self.context)
        self.issues += figure_checks.totals_that_differ(totals, figures, self.context)
        self.issues += models_twice(self.models)
        if not (figures or self.models or any(issue.severity == "error" for issue in self.issues)):
            self.issues += [Issue("error", "nothing_handed_in", name) for name in self.opened]
        issues = worst_first(self.issues)[:MOST_ISSUES]
        return HandedIn(tuple(figures), tuple(self.models), tuple(self.asked), issues, self.opened)


def _is_ours(sheet: Sheet) -> bool:
    """Say whether a sheet is one that the program put beside the figures: instructions, or the list of findings."""
    keys = ("form.sheet_help", "marked.sheet")
    return fold(sheet.name) in {
        fold(text.words(language).get(key)) for language in text.LANGUAGES for key in keys
    }
