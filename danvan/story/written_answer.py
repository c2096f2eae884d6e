"""Whether the rows of an answer to a question that a reader wrote can be taken for real figures."""

import re
from collections.abc import Mapping
from typing import Literal

import pandas as pd

from danvan.provenance import BASES

# Several sources of one value are parted by spaces, by whoever put them together with commas.
_SEPARATORS = re.compile(r"[\s,;]+")

Standing = Literal["sample", "no_source", "merged", "none"]


def standing(rows: pd.DataFrame, bases: Mapping[str, str], *, reads_sample: bool, merges: bool) -> Standing:
    """Say what a reader must know of the rows before taking a number out of them.

    Rows are judged by what stands in their cells, whatever the columns are called: bases gives the basis of every
    source by its code. "sample": a cell names a sample. "no_source": sample figures may be among them, and no column
    tells; "merged": likewise, because figures of several sources were made into one. "none": none of these.
    """
    told = [said for position in range(rows.shape[1]) if (said := _bases(rows.iloc[:, position], bases))]
    if any("sample" in said for said in told):
        return "sample"
    if not reads_sample:
        return "none"
    if merges:
        return "merged"
    return "none" if told else "no_source"


def _bases(column: pd.Series, bases: Mapping[str, str]) -> set[str]:
    """Return the bases that a column tells of: sample by any cell of it, others where all of its cells name some."""
    known = {basis: basis for basis in BASES} | dict(bases)
    cells = [_SEPARATORS.split(cell) if isinstance(cell, str) else [""] for cell in column.dropna()]
    named = [{known.get(word, "") for word in cell} for cell in cells]
    if any("sample" in one and "" not in one for one in named):
        return {"sample"}
    return set().union(*named) if all("" not in one for one in named) else set()
