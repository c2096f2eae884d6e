"""What figures of one hand-in say against each other: twice the same, a part above its whole, a wrong total."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from danvan import format as fmt
from danvan import text
from danvan.catalogue import Indicator
from danvan.intake.context import Context, name_of
from danvan.intake.figure_values import Figure
from danvan.intake.issue import Issue

Key = tuple[str, str, str, str | None]


def without_twins(figures: Sequence[Figure]) -> tuple[list[Figure], list[Issue]]:
    """Return each figure once, and a finding for each that stands twice."""
    first: dict[Key, Figure] = {}
    issues = []
    for figure in figures:
        known = first.setdefault(figure.key, figure)
        if known is not figure:
            issues.append(figure.where.issue("figure_twice", figure.printed, first=_place_of(known, figure)))
    return list(first.values()), issues


def parts_above_wholes(figures: Sequence[Figure], context: Context) -> Iterator[Issue]:
    """Yield a finding for each figure above the one that it is a part of, such as poor households above households."""
    by_key = {figure.key[:3]: figure for figure in figures}
    for figure in figures:
        indicator = context.catalogue.indicators[figure.indicator]
        whole = by_key.get((indicator.at_most or "", figure.place, figure.period))
        if (
            whole
            and figure.value > whole.value
            and figure.qualifier in "=>="
            and whole.qualifier in ("=", "<")
        ):
            other = context.catalogue.indicators[whole.indicator]
            yield figure.where.issue(
                "part_exceeds_whole",
                figure.printed,
                "error",
                place=context.catalogue.places[figure.place].name,
                period={language: fmt.period(figure.period, language) for language in text.LANGUAGES},
                indicator=name_of(indicator),
                amount=amounts(figure.value, indicator),
                other_indicator=name_of(other),
                other=amounts(whole.value, other),
            )


def totals_that_differ(
    totals: Sequence[Figure], figures: Sequence[Figure], context: Context
) -> Iterator[Issue]:
    """Yield a finding for each row of totals that is not the sum of the rows above it; totals are never loaded."""
    for total in totals:
        parts = [
            figure.value
            for figure in figures
            if (figure.indicator, figure.period) == (total.indicator, total.period)
            and (figure.where.file, figure.where.sheet) == (total.where.file, total.where.sheet)
        ]
        indicator = context.catalogue.indicators[total.indicator]
        if indicator.aggregation != "ratio" and sum(parts, Decimal(0)) != total.value:
            yield total.where.issue(
                "total_row_differs",
                total.printed,
                "warning",
                amount=amounts(total.value, indicator),
                sum=amounts(sum(parts, Decimal(0)), indicator),
            )


def amounts(value: Decimal, indicator: Indicator) -> dict[str, str]:
    """Return a value with its unit in every language, for a finding."""
    return {
        language: fmt.value(value, unit=indicator.unit, decimals=indicator.decimals, language=language)
        for language in text.LANGUAGES
    }


def _place_of(figure: Figure, beside: Figure) -> str:
    """Name the cell of the other figure: with sheet and file only where they differ."""
    where, here = figure.where, beside.where
    parts = [
        where.file if where.file != here.file else "",
        where.sheet if (where.file, where.sheet) != (here.file, here.sheet) else "",
        where.address,
    ]
    return " ".join(part for part in parts if part)
