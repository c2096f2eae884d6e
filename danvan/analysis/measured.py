"""Shares, changes and running totals of figures: what can be said of each is worked out with it, not copied."""

import math
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pandas as pd

from danvan import periods, provenance
from danvan.analysis.asked import Measure
from danvan.figures.scale import records

SERIES = ["indicator", "group"]


def measured(
    cells: pd.DataFrame,
    measure: Measure,
    parts: pd.DataFrame,
    inside: Mapping[str, frozenset[str]],
    expected: int,
) -> pd.DataFrame:
    """Return the cells with value, qualifier, basis and source of the measure; the grain stays.

    parts holds the plain figures of all units for the same periods, which a share is divided by, inside the units of
    each group of the cells, expected how many units there are. The plain value, and what was divided already, stays
    as it is.
    """
    if measure == "share":
        return shares(cells, parts, inside, expected)
    if measure in ("change", "cumulative"):
        return _by_series(cells, _changes if measure == "change" else _totals)
    return cells


def shares(
    cells: pd.DataFrame, parts: pd.DataFrame, inside: Mapping[str, frozenset[str]], expected: int
) -> pd.DataFrame:
    """Return each value in percent of that of all units together in the same period and by the same standard.

    What is not known of a part is not known of the whole either: that is worked out with the units outside of the
    group; without any there the share is all, exactly. Where one of the expected units has no figure the whole is that
    of those that have, and `whole` is False. Missing where it is zero.
    """
    by_key: dict[tuple[str, str, str], list[Any]] = {}
    for part in records(parts):
        by_key.setdefault(_key(part), []).append(part)
    made = [
        _share(row, by_key.get(_key(row), []), inside.get(row.group, frozenset()), expected)
        for row in records(cells)
    ]
    return _replaced(cells, made)


def _key(row: Any) -> tuple[str, str, str]:
    return row.indicator, row.period, row.standard or ""


def _share(row: Any, parts: list[Any], inside: frozenset[str], expected: int) -> dict[str, Any]:
    total = math.fsum(part.value for part in parts)
    if not total:
        return _missing(row)
    return {
        "value": 100 * row.value / total,
        "qualifier": _share_qualifier(row, [part for part in parts if part.group not in inside]),
        "basis": "sample" if row.basis == "sample" else "derived",
        "source": _union(row.source, *(part.source for part in parts)),
        "numerator": row.value,
        "denominator": total,
        "numerator_qualifier": row.qualifier,
        "denominator_qualifier": provenance.sum_qualifier(part.qualifier for part in parts),
        "whole": bool(row.whole and len(parts) >= expected and all(part.whole for part in parts)),
    }


def _share_qualifier(row: Any, others: list[Any]) -> str:
    rest = provenance.sum_qualifier(part.qualifier for part in others)
    if rest == "=" and not any(part.value for part in others):
        return "="
    return provenance.share_of_whole_qualifier(row.qualifier, rest, of_zero=row.value == 0)


Making = Callable[[list[Any], Any], list[dict[str, Any]]]


def _by_series(cells: pd.DataFrame, make: Making) -> pd.DataFrame:
    """Make something of each series in the order of time; make is told when the first of its segment begins."""
    begins = cells.groupby(["indicator", "segment"])["starts"].transform("min")
    ordered = cells.assign(begins=begins).sort_values([*SERIES, "segment", "starts"], kind="stable")
    made: dict[Any, dict[str, Any]] = {}
    for _, part in ordered.groupby([*SERIES, "segment"], sort=False):
        made |= dict(zip(part.index, make(records(part), part["begins"].iloc[0]), strict=True))
    return _replaced(cells, [made[index] for index in cells.index])


def _changes(rows: list[Any], _: Any) -> list[dict[str, Any]]:
    """Return the difference from the period before; missing for the first, across a gap, and from or to a part."""
    return [_change(before, row) for before, row in zip([None, *rows[:-1]], rows, strict=True)]


def _change(before: Any, row: Any) -> dict[str, Any]:
    if before is None or not _follows(before, row) or _unknown(before.value) or _unknown(row.value):
        return _missing(row)
    if not (before.whole and row.whole):
        return _missing(row)
    return {
        "value": row.value - before.value,
        "qualifier": provenance.difference_qualifier(row.qualifier, before.qualifier),
        "basis": "sample" if row.basis == "sample" else "derived",
        "source": _union(before.source, row.source),
    }


def _totals(rows: list[Any], begins: Any) -> list[dict[str, Any]]:
    """Return the running total from the first period of all series on; none after a gap, because missing is not zero.

    A series that begins later than others has a gap at its beginning. The figures of a total are those of all its
    periods, and it is whole where each of them is.
    """
    made: list[dict[str, Any]] = []
    qualifiers = provenance.cumulative_qualifiers(row.qualifier for row in rows)
    broken = rows[0].starts != begins
    for at, row in enumerate(rows):
        broken = broken or _unknown(row.value) or (at > 0 and not _follows(rows[at - 1], row))
        if broken:
            made.append(_missing(row))
            continue
        so_far = rows[: at + 1]
        made.append(
            {
                "value": math.fsum(one.value for one in so_far),
                "qualifier": qualifiers[at],
                "basis": row.basis if len(so_far) == 1 or row.basis == "sample" else "derived",
                "source": _union(*(one.source for one in so_far)),
                "figures": sum(one.figures for one in so_far),
                "expected_figures": sum(one.expected_figures for one in so_far),
                "whole": all(one.whole for one in so_far),
            }
        )
    return made


def _follows(before: Any, row: Any) -> bool:
    """Say whether one period begins on the day after another ends."""
    return periods.parse(row.period).start == periods.parse(before.period).end + timedelta(days=1)


def _missing(row: Any) -> dict[str, Any]:
    return {"value": math.nan, "qualifier": "=", "basis": row.basis, "source": row.source}


def _unknown(value: float | None) -> bool:
    return value is None or math.isnan(value)


def _union(*sources: str) -> str:
    return " ".join(dict.fromkeys(code for named in sources for code in named.split(" ")))


def _replaced(cells: pd.DataFrame, made: list[dict[str, Any]]) -> pd.DataFrame:
    """Return the cells with what was made of them in place of what stood there."""
    rows = [row | new for row, new in zip(cells.to_dict("records"), made, strict=True)]
    return pd.DataFrame(rows, columns=cells.columns, index=cells.index)
