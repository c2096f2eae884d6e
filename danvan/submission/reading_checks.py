"""What is wrong with what was accepted of a document: codes, limits, periods, and whether it stands where it says."""

from collections.abc import Iterator
from decimal import Decimal

from danvan import periods, text
from danvan.documents.document import Document
from danvan.documents.locators import Misfit, resolved
from danvan.intake import cells, figure_checks
from danvan.intake.context import Context, Where, name_of
from danvan.intake.figure_rows import place_details
from danvan.intake.figure_values import Figure, limits_details
from danvan.intake.issue import Detail, Issue
from danvan.intake.model_rows import LONGEST_NAME, ModelRow
from danvan.intake.submission import HandedIn

QUALIFIERS = ("=", ">", ">=", "<", "~")


def issues(handed: HandedIn, document: Document, context: Context) -> list[Issue]:
    """Return every finding about figures and models, each at its paragraph."""
    found = [issue for figure in handed.figures for issue in _about_figure(figure, document, context)]
    found += [issue for model in handed.models for issue in _about_model(model, document, context)]
    if not any(issue.severity == "error" for issue in found):
        found += figure_checks.parts_above_wholes(handed.figures, context)
    return found


def _about_figure(figure: Figure, document: Document, context: Context) -> Iterator[Issue]:
    yield from _about_span(figure.locator, figure.printed, figure.where, document)
    wrong = [*_unknown(figure, context)]
    yield from wrong
    if not wrong:
        yield from _about_place(figure, context)
        yield from _about_standard(figure, context)
        yield from _about_value(figure, context)


def _unknown(figure: Figure, context: Context) -> Iterator[Issue]:
    """Yield a finding for each code that is none."""
    catalogue = context.catalogue
    codes = (
        ("indicator", figure.indicator, catalogue.indicators),
        ("place", figure.place, catalogue.places),
        ("standard", figure.standard or "", {"": None, **catalogue.standards}),
    )
    for column, code, known in codes:
        if code not in known:
            yield figure.where.issue("unknown_reference", code, column=_named(column))
    if figure.qualifier not in QUALIFIERS:
        allowed = ", ".join(QUALIFIERS)
        yield figure.where.issue("not_allowed", figure.qualifier, column=_named("qualifier"), allowed=allowed)
    if not cells.is_period(figure.period):
        yield figure.where.issue("not_period", figure.period)
    elif periods.parse(figure.period).start > context.today:
        yield figure.where.issue("period_in_future", figure.period)


def _about_place(figure: Figure, context: Context) -> Iterator[Issue]:
    place = context.catalogue.places[figure.place]
    if not context.may_hand_in(figure.place):
        yield figure.where.issue("not_your_unit", place.name)
    if place.level == "ward":
        found = context.units.find(figure.place, figure.period)
        if found.place is None:
            yield figure.where.issue(found.problem, place.name, **place_details(found, context))


def _about_standard(figure: Figure, context: Context) -> Iterator[Issue]:
    indicator = context.catalogue.indicators[figure.indicator]
    if indicator.by_standard and figure.standard is None:
        known = ", ".join(context.catalogue.standards)
        yield figure.where.issue("standard_needed", figure.printed, indicator=name_of(indicator), known=known)
    if not indicator.by_standard and figure.standard is not None:
        yield figure.where.issue("standard_not_used", figure.standard, indicator=name_of(indicator))


def _about_value(figure: Figure, context: Context) -> Iterator[Issue]:
    """Hold a value against its indicator and against the whole that it is a part of."""
    indicator = context.catalogue.indicators[figure.indicator]
    if not all(one.is_finite() for one in (figure.value, figure.whole) if one is not None):
        yield figure.where.issue("not_number", str(figure.value))
        return
    of_one_ward = context.catalogue.places[figure.place].level == "ward"
    if code := cells.broken_limit(float(figure.value), indicator, of_one_ward=of_one_ward):
        shown = figure_checks.amounts(figure.value, indicator)
        yield figure.where.issue(code, figure.printed, **limits_details(indicator) | {"value": shown})
    if indicator.least is not None and 0 < figure.value < (least := Decimal(str(indicator.least))):
        amounts = {"amount": figure.value, "least": least}
        said: dict[str, Detail] = {
            name: figure_checks.amounts(value, indicator) for name, value in amounts.items()
        }
        yield figure.where.issue(
            "below_least", figure.printed, "warning", indicator=name_of(indicator), **said
        )
    if figure.whole is not None and figure.value > figure.whole:
        details: dict[str, Detail] = {
            "amount": figure_checks.amounts(figure.value, indicator),
            "whole": figure_checks.amounts(figure.whole, indicator),
        }
        yield figure.where.issue("above_whole", figure.printed, **details)


def _about_model(model: ModelRow, document: Document, context: Context) -> Iterator[Issue]:
    catalogue, spot = context.catalogue, model.where
    yield from _about_span(model.locator, "", spot, document)
    if not model.name.strip():
        yield spot.issue("model_name_missing")
    for long in (model.name, model.host):
        if len(long) > LONGEST_NAME:
            yield spot.issue("text_too_long", long[:40], most=str(LONGEST_NAME))
    if model.field not in catalogue.fields:
        yield spot.issue("unknown_reference", model.field, column=_named("field"))
    if model.place and model.place not in catalogue.places:
        yield spot.issue("unknown_reference", model.place, column=_named("place"))
    elif not context.may_hand_in(model.place):
        named = catalogue.places[model.place].name if model.place else model.name
        yield spot.issue("not_your_unit", named)


def _about_span(locator: str, printed: str, spot: Where, document: Document) -> Iterator[Issue]:
    """Yield a finding where a span does not lead to exactly the digits that were printed."""
    found = resolved(document, locator, printed)
    if isinstance(found, Misfit):
        reason = {
            language: text.words(language).get(f"documents.misfit.{found.code}")
            for language in text.LANGUAGES
        }
        yield spot.issue("span_misfit", printed or locator, reason=reason)


def _named(column: str) -> dict[str, str]:
    """Name what a code stands for in every language."""
    return {language: text.words(language).get(f"accepting.column.{column}") for language in text.LANGUAGES}
