"""Rates computed again from what was counted, for rates cannot be added or averaged."""

from collections.abc import Sequence

import pandas as pd


def ratio_of_sums(
    frame: pd.DataFrame,
    numerator: str,
    denominator: str,
    *,
    by: Sequence[str] = (),
    scale: float = 1.0,
    name: str = "ratio",
) -> pd.DataFrame:
    """Return scale x sum of numerators / sum of denominators: one row per group of `by`, or one row for all.

    Columns: those of `by`, the two sums, `name`, counted, expected. A row in which either side is missing
    counts on neither side, so that both sums speak of the same places: counted of the expected rows went
    in. Where nothing could be counted the sums and the ratio are missing; where the denominator is zero
    the ratio is.
    """
    whole = frame[numerator].notna() & frame[denominator].notna()
    parts = frame[[*by, numerator, denominator]].copy()
    for side in (numerator, denominator):
        parts[side] = parts[side].astype(float).where(whole)
    parts["counted"] = whole.astype(int)
    parts["expected"] = 1
    sums = _sums(parts, list(by), [numerator, denominator])
    sums[name] = sums[numerator].div(sums[denominator].where(sums[denominator] != 0)) * scale
    return sums[[*by, numerator, denominator, name, "counted", "expected"]]


def _sums(parts: pd.DataFrame, by: list[str], counts: list[str]) -> pd.DataFrame:
    """Return one row per group; a sum of nothing is missing, a count of nothing is 0."""
    if not by:
        columns = [*counts, "counted", "expected"]
        return pd.DataFrame(
            {name: [parts[name].sum(min_count=1 if name in counts else 0)] for name in columns}
        )
    groups = parts.groupby(by, dropna=False, observed=True)
    return groups[counts].sum(min_count=1).join(groups[["counted", "expected"]].sum()).reset_index()
