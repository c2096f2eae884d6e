"""Two figures that cannot both be right, kept with both sides in the table disagreements."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import duckdb

from danvan.provenance import difference_qualifier

# What a note cell holds of a finding: this and its key; the other codes there are those of open points.
MARK = "check:"
KEY_LENGTH = 12
# By these a finding is known again in the next snapshot, with the sources of its figures but those of wards, because
# each load brings a new one.
IDENTITY = (
    "code", "indicator", "place", "period", "standard", "compared",
    "other_kind", "other_indicator", "other_place", "other_period", "other_standard", "other_compared",
)  # fmt: skip
COLUMNS = (
    "disagreement", "code", "indicator", "place", "period", "standard", "compared", "value", "qualifier", "source",
    "locator", "printed", "note", "other_kind", "other_indicator", "other_place", "other_period", "other_standard",
    "other_compared", "other_value", "other_qualifier", "other_count", "other_top", "other_bottom", "other_source",
    "other_locator", "other_printed", "difference", "difference_qualifier",
)  # fmt: skip
FIGURES = """
    select
        o.rowid as row_id, o.indicator, o.place, o.period, o.standard, o.qualifier, o.source, o.locator, o.printed,
        o.note, s.basis
    from observations as o
    join sources as s using (source)
    where o.rowid in (select unnest($wanted))
"""
MARK_ROWS = """
    update observations as o
    set note = concat_ws(' ', o.note, m.codes)
    from (select unnest($rows) as row_id, unnest($codes) as codes) as m
    where o.rowid = m.row_id
"""
Row = Mapping[str, Any]


def keep(con: duckdb.DuckDBPyConnection, found: Iterable[Row]) -> None:
    """Write each finding into the table, and its key into the note of the observations that are its sides."""
    rows = list(found)
    wanted = {row[name] for row in rows for name in ("row_id", "other_row_id") if row.get(name) is not None}
    if not wanted:
        return
    known = _figures(con, sorted(wanted))
    marks: dict[int, dict[str, None]] = {}
    for row in rows:
        figures = [known[row[name]] for name in ("row_id", "other_row_id") if row.get(name) is not None]
        kept = _kept(row, *figures)
        _insert(con, kept)
        for figure in figures:
            marks.setdefault(figure["row_id"], {})[f"{MARK}{kept['disagreement']}"] = None
    codes = [" ".join(codes) for codes in marks.values()]
    con.execute(MARK_ROWS, {"rows": list(marks), "codes": codes})


def _figures(con: duckdb.DuckDBPyConnection, wanted: list[int]) -> dict[int, dict[str, Any]]:
    answer = con.execute(FIGURES, {"wanted": wanted})
    columns = [column[0] for column in answer.description or ()]
    return {row[0]: dict(zip(columns, row, strict=True)) for row in answer.fetchall()}


def _kept(row: Row, figure: Row, other: Row | None = None) -> dict[str, Any]:
    """Return a finding as it is kept: what its check left out is that of the observations, or as in the figure."""
    given = {name: value for name, value in row.items() if value is not None}
    filled: dict[str, Any] = {
        "compared": "value",
        "other_compared": "value",
        "other_qualifier": "=",
        "other_value": row["other"],
        **{name: figure[name] for name in ("standard", "source", "locator", "printed", "note")},
        **{f"other_{name}": figure[name] for name in ("indicator", "place", "period", "standard")},
    }
    if other is not None:
        names = ("indicator", "place", "period", "standard", "source", "locator", "printed", "qualifier")
        filled |= {f"other_{name}": other[name] for name in names}
        given.pop("other_source", None)
    if row.get("other_compared") == "whole":
        filled["other_qualifier"] = "="
    kept = filled | given
    kept["difference"], kept["difference_qualifier"] = _difference(kept)
    kept["disagreement"] = _key(kept, [figure for figure in (figure, other) if figure is not None])
    return kept


def _key(kept: Row, figures: Iterable[Row]) -> str:
    """Return what a finding is known by: a hash of what it compares, not of the values."""
    identity = [kept.get(name) for name in IDENTITY]
    identity += [one["basis"] if one["basis"] == "submitted" else one["source"] for one in figures]
    written = "\x1f".join("" if part is None else str(part) for part in identity)
    return hashlib.sha256(written.encode()).hexdigest()[:KEY_LENGTH]


def _difference(kept: Row) -> tuple[float | None, str | None]:
    """Return how far the sides are apart, the larger less the smaller; nothing where bounds leave it open."""
    value, other = kept["value"], kept["other_value"]
    if other is None:
        return None, None
    larger, smaller = (kept["qualifier"], kept["other_qualifier"])[:: 1 if value >= other else -1]
    qualifier = difference_qualifier(larger, smaller)
    return (None, None) if qualifier == "~" else (round(abs(value - other), 10), qualifier)


def _insert(con: duckdb.DuckDBPyConnection, kept: Row) -> None:
    gaps = ", ".join(f"${name}" for name in COLUMNS)
    con.execute(
        f"insert into disagreements ({', '.join(COLUMNS)}) values ({gaps})",
        {name: kept.get(name) for name in COLUMNS},
    )
