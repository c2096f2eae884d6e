"""The numbers of drafts: read as written, decided column by column, held against the limits of their indicator."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from danvan import format as fmt
from danvan import text
from danvan.catalogue import Indicator
from danvan.intake import cells
from danvan.intake.context import Where, name_of
from danvan.intake.figure_rows import Draft
from danvan.intake.issue import Detail, Issue
from danvan.number_evidence import Decision, Limits, decide
from danvan.written_numbers import NotANumber, Written, is_blank, read

_CODE_OF_KIND = {
    "date": "number_date", "error": "number_excel_error", "formula": "number_formula", "boolean": "not_a_number",
}  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """One value read of one cell: what it is, as written, and where it stands; total = of a row of totals.

    whole is of how many the value is a part, where a document says so.
    """

    indicator: str
    place: str
    period: str
    standard: str | None
    value: Decimal
    qualifier: str
    printed: str
    remark: str
    where: Where
    said: bool = False
    total: bool = False
    whole: Decimal | None = None

    @property
    def locator(self) -> str:
        return self.where.locator

    @property
    def key(self) -> tuple[str, str, str, str | None]:
        return self.indicator, self.place, self.period, self.standard


@dataclass(frozen=True)
class Asked:
    """A column with numbers of two readings that nothing decides: the clerk says which; key names the column.

    examples are the cell as written, and its value read the Vietnamese and the English way.
    """

    key: str
    where: Where
    indicator: Indicator
    examples: tuple[tuple[str, Decimal, Decimal], ...]


@dataclass(frozen=True)
class Values:
    """What the drafts of one sheet gave."""

    figures: list[Figure]
    asked: list[Asked]
    issues: list[Issue]


def read_values(drafts: Sequence[Draft], answers: Mapping[str, str]) -> Values:
    """Return figures, questions and findings of one sheet; answers are "vi" or "en" by the key of a column.

    A column that says nothing of itself goes by the others of the sheet where all that say something agree, because
    one person wrote them.
    """
    values = Values([], [], [])
    columns = [_written(key, of_column, values) for key, of_column in _by_column(drafts).items()]
    answered = [answers.get(column.key) or answers.get("") for column in columns]
    alone = [column.decided(answer) for column, answer in zip(columns, answered, strict=True)]
    styles = {one.style for decisions in alone for one in decisions if one.style in ("vi", "en")}
    of_sheet = styles.pop() if len(styles) == 1 else None
    for column, answer, decisions in zip(columns, answered, alone, strict=True):
        column.keep(decisions if answer or of_sheet is None else column.decided(of_sheet), values)
    return values


def column_key(where: Where) -> str:
    """Return what names a column in the answers of a clerk."""
    return "|".join((where.file, where.sheet, where.column or ""))


@dataclass(frozen=True)
class _Column:
    """The written numbers of one column; those that the spreadsheet holds as numbers are kept already."""

    key: str
    written: list[tuple[Draft, Written]]

    def decided(self, answer: str | None) -> list[Decision]:
        return decide([(one, _limits(draft)) for draft, one in self.written], answer)

    def keep(self, decisions: Sequence[Decision], values: Values) -> None:
        """Keep what was decided, and ask about the rest."""
        doubtful = []
        for (draft, one), decision in zip(self.written, decisions, strict=True):
            if decision.value is None:
                doubtful.append((draft, one))
            else:
                _decided(draft, one, decision, values)
        if doubtful:
            _ask(self.key, doubtful, values)


def _written(key: str, drafts: Sequence[Draft], values: Values) -> _Column:
    written: list[tuple[Draft, Written]] = []
    for draft in drafts:
        if draft.cell.kind == "number" and draft.cell.number is not None:
            _number_cell(draft, draft.cell.number, values)
        elif not is_blank(draft.cell.text):
            try:
                written.append((draft, _read(draft)))
            except NotANumber as error:
                values.issues.append(_not_a_number(draft, error.code))
    return _Column(key, written)


def _read(draft: Draft) -> Written:
    if code := _CODE_OF_KIND.get(draft.cell.kind):
        raise NotANumber(code)
    return read(draft.cell.text, draft.indicator.unit, draft.factor)


def _number_cell(draft: Draft, number: Decimal, values: Values) -> None:
    """Take a number that the spreadsheet holds as one; only the unit of the heading can change it."""
    if draft.cell.text.endswith("%") and draft.indicator.unit != "pct":
        values.issues.append(_not_a_number(draft, "number_percent"))
        return
    if draft.cell.text.endswith("%"):
        number *= 100
    _add(draft, number * draft.factor, draft.qualifier or "=", draft.factor != 1, values)


def _decided(draft: Draft, written: Written, decision: Decision, values: Values) -> None:
    if decision.value is None:
        return
    qualifier = written.qualifier if written.qualifier != "=" else draft.qualifier or "="
    converted = written.converted or draft.factor != 1
    _add(draft, decision.value, qualifier, converted, values, said=decision.evidence != "only")


def _add(
    draft: Draft, value: Decimal, qualifier: str, converted: bool, values: Values, *, said: bool = False
) -> None:
    """Keep a value that its indicator allows, and say how it was converted."""
    details = limits_details(draft.indicator)
    code = None if draft.total else cells.broken_limit(float(value), draft.indicator, of_one_ward=True)
    if code is not None:
        # What stands in the cell is named with what it was read as, where the two look different.
        shown = _shown(draft.cell.text, value, draft.indicator, converted or said)
        values.issues.append(draft.where.issue(code, draft.cell.text, **details | {"value": shown}))
        return
    if converted:
        amount = {language: _amount(value, draft.indicator, language) for language in text.LANGUAGES}
        values.issues.append(draft.where.issue("number_converted", draft.cell.text, "warning", amount=amount))
    least = draft.indicator.least
    if least is not None and 0 < value < Decimal(str(least)):
        least_words = {
            language: _amount(Decimal(str(least)), draft.indicator, language) for language in text.LANGUAGES
        }
        amount = {language: _amount(value, draft.indicator, language) for language in text.LANGUAGES}
        found = {"indicator": name_of(draft.indicator), "amount": amount, "least": least_words}
        values.issues.append(draft.where.issue("below_least", draft.cell.text, "warning", **found))
    if draft.void:
        return
    values.figures.append(
        Figure(
            draft.indicator.indicator, draft.place, draft.period, draft.standard, value.normalize() + 0, qualifier,
            draft.cell.text, draft.remark, draft.where, said or converted, draft.total,
        )
    )  # fmt: skip


def _ask(key: str, doubtful: Sequence[tuple[Draft, Written]], values: Values) -> None:
    examples = []
    for draft, written in doubtful:
        readings = dict(written.readings)
        examples.append((draft.cell.text, readings["vi"], readings["en"]))
        both = {
            name: {
                language: _amount(readings[style], draft.indicator, language) for language in text.LANGUAGES
            }
            for name, style in (("first", "vi"), ("second", "en"))
        }
        values.issues.append(draft.where.issue("number_asked", draft.cell.text, **both))
    first = doubtful[0][0]
    values.asked.append(Asked(key, first.where, first.indicator, tuple(examples)))


def _not_a_number(draft: Draft, code: str) -> Issue:
    unit = {language: fmt.unit_word(draft.indicator.unit, language) for language in text.LANGUAGES}
    return draft.where.issue(code, draft.cell.text, unit=unit)


def limits_details(indicator: Indicator) -> dict[str, Detail]:
    """Return what the sentences about a broken limit need."""
    return {
        "indicator": name_of(indicator),
        "decimals": str(indicator.decimals),
        "minimum": indicator.minimum,
        "maximum": indicator.maximum,
    }


def _shown(written: str, value: Decimal, indicator: Indicator, differs: bool) -> Detail:
    if not differs:
        return written
    return {language: f"{written} ({_amount(value, indicator, language)})" for language in text.LANGUAGES}


def _amount(value: Decimal, indicator: Indicator, language: str) -> str:
    exponent = value.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return fmt.value(value, unit=indicator.unit, decimals=decimals, language=language)


def _limits(draft: Draft) -> Limits:
    """Return what decides between two readings; the maximum of one ward says nothing of a total."""
    indicator = draft.indicator
    maximum = Decimal("Infinity") if draft.total else Decimal(str(indicator.maximum))
    return Limits(indicator.decimals, Decimal(str(indicator.minimum)), maximum)


def _by_column(drafts: Sequence[Draft]) -> dict[str, list[Draft]]:
    columns: dict[str, list[Draft]] = {}
    for draft in drafts:
        columns.setdefault(column_key(draft.where), []).append(draft)
    return columns
