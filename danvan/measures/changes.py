"""Changes between two values of one series, never across a break in it."""

import math

import pandas as pd

Segment = str | int


def change_in_points(first: float | None, last: float | None) -> float | None:
    """Return last - first, in the unit of both (of percentages, points); None where either is missing."""
    start, end = _number(first), _number(last)
    return None if start is None or end is None else end - start


def relative_change_pct(first: float | None, last: float | None) -> float | None:
    """Return 100 x (last - first) / |first|, in percent. None where either is missing or first is zero."""
    start, end = _number(first), _number(last)
    return None if start is None or end is None or start == 0 else 100 * (end - start) / abs(start)


def main_segment(frame: pd.DataFrame, *, x: str, y: str, segment: str) -> Segment | None:
    """Return the segment of a broken series that most values belong to; of equals, the one that ends later.

    A segment is a stretch within which values compare, such as the years of one poverty standard. None
    where no row has both a value and a segment.
    """
    known = frame.dropna(subset=[segment, x, y])
    if known.empty:
        return None
    sizes = known.groupby(segment, observed=True)[x].agg(["size", "max"])
    chosen: Segment = sizes.sort_values(["size", "max"]).index[-1]
    return chosen


def first_and_last(
    frame: pd.DataFrame, *, by: str, x: str, y: str, segment: str | None = None
) -> pd.DataFrame:
    """Return the first and the last value of each series: one row per `by` of the frame, in its order.

    Columns: by, first_x, first_y, last_x, last_y, and segment where it is given. With a segment only the
    values of the main segment count, the same for every series, so that the rows compare. A series with
    one value has no last, one with none has neither. Expects one row per `by` and x.
    """
    known = frame.dropna(subset=[x, y])
    if segment is not None:
        chosen = main_segment(frame, x=x, y=y, segment=segment)
        known = known[known[segment] == chosen]
    series = known.sort_values(x, kind="stable").groupby(by, observed=True)
    ends = series.agg(first_x=(x, "first"), first_y=(y, "first"), last_x=(x, "last"), last_y=(y, "last"))
    several = series.size() > 1
    ends[["last_x", "last_y"]] = ends[["last_x", "last_y"]].where(several)
    rows = pd.DataFrame({by: frame[by].drop_duplicates()}).merge(
        ends, how="left", left_on=by, right_index=True
    )
    rows = rows.reset_index(drop=True)
    if segment is not None:
        rows[segment] = chosen
    return rows


def _number(value: float | None) -> float | None:
    if value is None or pd.isna(value) or not math.isfinite(value):
        return None
    return float(value)
