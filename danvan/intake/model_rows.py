"""The rows of a sheet of models: name, field, host, since, villages, level of recognition, ward by ward."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from danvan import text
from danvan.intake.context import Context, Where, hint
from danvan.intake.figure_rows import place_details
from danvan.intake.headings import COLUMN, MODEL, plain
from danvan.intake.issue import Detail, Issue
from danvan.intake.layout import Layout, where
from danvan.intake.sheets import EMPTY, Cell, Sheet
from danvan.vietnamese import fold

KEYS = ("name", "field", "host", "since", "villages", "level")
EARLIEST_YEAR = 1975
LONGEST_NAME = 300
LEVELS = {"town": ("thi xa", "huyen", "cap huyen"), "grassroots": ("co so", "xa", "cap xa", "phuong")}
NOT_RECOGNISED = ("", "chua", "chua cong nhan", "khong", "unspecified")


@dataclass(frozen=True)
class ModelRow:
    """One model in one ward as handed in; since is a year or None, level is town, grassroots or empty."""

    name: str
    field: str
    host: str
    since: int | None
    villages: str
    level: str
    place: str
    where: Where

    @property
    def locator(self) -> str:
        return self.where.locator


@dataclass
class ModelRows:
    """Reads one sheet of models; rows and issues are gathered as it goes."""

    file: str
    sheet: Sheet
    layout: Layout
    context: Context
    models: list[ModelRow] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def read(self) -> None:
        """Go through the rows below the heading; a row without a name is a unit that has filled nothing in."""
        for row in range(self.layout.heading_row + 1, len(self.sheet.rows)):
            filled = [
                key
                for key in ("name", "field", "host", "since", "villages", "level")
                if self._model(row, key).text
            ]
            if not filled or self._is_explanation(row):
                continue
            before = len(self.issues)
            model = self._read_row(row)
            if model is not None and not any(issue.severity == "error" for issue in self.issues[before:]):
                self.models.append(model)

    def _read_row(self, row: int) -> ModelRow | None:
        name = self._model(row, "name").text
        for key in ("name", "host", "villages"):
            self._check_plain(row, key)
        field_code = self._field(row)
        since = self._since(row)
        level = self._level(row)
        place = self._place(row, since)
        if not name:
            self._found(row, MODEL, "name", "model_name_missing")
        if not (name and field_code and place):
            return None
        position = self.layout.column(MODEL, "name")
        here = where(self.file, self.sheet, row, position.position if position else None)
        host, villages = self._model(row, "host").text, self._model(row, "villages").text
        return ModelRow(name, field_code, host, since, villages, level, place, here)

    def _check_plain(self, row: int, key: str) -> None:
        cell = self._model(row, key)
        if cell.kind in ("formula", "error"):
            self._found(row, MODEL, key, "text_formula", cell.text)
        elif len(cell.text) > LONGEST_NAME:
            self._found(row, MODEL, key, "text_too_long", cell.text[:40], most=str(LONGEST_NAME))

    def _field(self, row: int) -> str | None:
        written = self._model(row, "field").text
        if not written:
            self._found(row, MODEL, "field", "field_missing")
            return None
        names = {
            plain(name): one.field
            for one in self.context.catalogue.fields.values()
            for name in (one.field, one.name_vi, one.name_en)
        }
        if plain(written) in names:
            return names[plain(written)]
        near = get_close_matches(plain(written), names, n=1)
        known = [self.context.catalogue.fields[names[near[0]]].name_vi] if near else []
        self._found(row, MODEL, "field", "field_unknown", written, hint=hint(known))
        return None

    def _since(self, row: int) -> int | None:
        cell = self._model(row, "since")
        if cell.kind == "empty":
            return None
        written = cell.text.removesuffix(".0")
        if not (
            written.isascii()
            and written.isdigit()
            and EARLIEST_YEAR <= int(written) <= self.context.today.year
        ):
            self._found(row, MODEL, "since", "since_not_year", cell.text)
            return None
        return int(written)

    def _level(self, row: int) -> str:
        written = fold(self._model(row, "level").text)
        if written in NOT_RECOGNISED:
            return ""
        for level, spellings in LEVELS.items():
            named = [fold(text.words(language).get(f"form.level.{level}")) for language in text.LANGUAGES]
            if written in (*spellings, *named, level):
                return level
        self._found(row, MODEL, "level", "level_unknown", self._model(row, "level").text)
        return ""

    def _place(self, row: int, since: int | None) -> str | None:
        column = self.layout.column(COLUMN, "place")
        written = "" if column is None else self._cell(row, column.position).text
        if not written:
            self._found(row, COLUMN, "place", "place_missing")
            return None
        found = self.context.units.find(written, None)
        if found.place is None:
            self._found(row, COLUMN, "place", found.problem, written, **place_details(found, self.context))
            return None
        if not self.context.may_hand_in(found.place.place):
            self._found(row, COLUMN, "place", "not_your_unit", written)
        return found.place.place

    def _is_explanation(self, row: int) -> bool:
        first = next((fold(cell.text) for cell in self.sheet.rows[row] if cell.text), "")
        return first in {fold(text.words(language).get("form.help_row")) for language in text.LANGUAGES}

    def _model(self, row: int, key: str) -> Cell:
        column = self.layout.column(MODEL, key)
        return EMPTY if column is None else self._cell(row, column.position)

    def _cell(self, row: int, position: int) -> Cell:
        cells = self.sheet.rows[row]
        return cells[position] if position < len(cells) else EMPTY

    def _found(
        self, row: int, kind: str, key: str, code: str, value: str | None = None, **details: Detail
    ) -> None:
        column = self.layout.column(kind, key)
        here = (
            where(self.file, self.sheet, row)
            if column is None
            else where(self.file, self.sheet, row, column.position, column.heading)
        )
        self.issues.append(here.issue(code, value, "error", **details))


def models_twice(models: Sequence[ModelRow]) -> list[Issue]:
    """Return a finding for each model that stands twice for one ward."""
    first: dict[tuple[str, str], ModelRow] = {}
    issues = []
    for model in models:
        known = first.setdefault((fold(model.name), model.place), model)
        if known is not model:
            issues.append(model.where.issue("model_twice", model.name, first=known.where.address))
    return issues
