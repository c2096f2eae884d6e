"""The answer to a question in SQL as a table to take away, where no row of it can be taken for what it is not."""

import re
from collections.abc import Sequence
from typing import Literal

import pandas as pd

from danvan.analysis.taking_words import snapshot_fact, source_headings, source_rows
from danvan.catalogue import Catalogue
from danvan.exports import Column, Taken
from danvan.exports.names import stem
from danvan.provenance import QUALIFIERS, MixedStanding
from danvan.story.written_answer import standing
from danvan.vietnamese import slug
from danvan.warehouse.console import Answer
from danvan.warehouse.snapshots import Snapshot

BASIS, SOURCE, SAMPLE = "basis", "source", "sample"
MOST_DECIMALS = 6


def taken_of_written(
    answer: Answer, sql: str, catalogue: Catalogue, *, language: str, snapshot: Snapshot
) -> Taken | None:
    """Return the rows as the database gave them; None where some may be sample and not each of them says so.

    Sample rows are taken away only where all rows are, and a column basis says it. Columns keep their names, made
    fit for machines; the heading is the name as it was asked for.
    """
    frame = answer.frame
    bases = {source.source: source.basis for source in catalogue.sources.values()}
    told = standing(frame, bases, reads_sample=answer.reads_sample, merges=answer.merges)
    sample = told == SAMPLE
    if told not in ("none", SAMPLE) or (sample and not _all_sample(frame)):
        return None
    try:
        return Taken(
            stem=stem("sql", str(snapshot.built_on), sample=sample),
            title="SQL",
            subtitle=" ".join(sql.split()),
            columns=_columns(frame),
            rows=tuple(frame.astype(object).itertuples(index=False, name=None)),
            facts=(snapshot_fact(snapshot, language),),
            sources=source_rows(catalogue, _sources(frame), language),
            source_headings=source_headings(language),
            language=language,
            sample=sample,
            as_of=snapshot.built_on,
        )
    except MixedStanding:
        return None


def _all_sample(frame: pd.DataFrame) -> bool:
    return BASIS in frame and bool((frame[BASIS] == SAMPLE).all())


def _sources(frame: pd.DataFrame) -> set[str]:
    cells = frame.get(SOURCE, [])
    return {code for cell in cells if isinstance(cell, str) for code in cell.split()}


def _columns(frame: pd.DataFrame) -> tuple[Column, ...]:
    columns: list[Column] = []
    for at, name in enumerate(frame.columns):
        key = _key(str(name), frame.iloc[:, at], [column.key for column in columns])
        columns.append(Column(key, str(name), *_kind(frame.iloc[:, at])))
    return tuple(columns)


def _kind(column: pd.Series) -> tuple[Literal["text", "number", "whole"], str, int]:
    """Return what a column holds, no unit, and how many decimals are shown of it."""
    if pd.api.types.is_bool_dtype(column) or not pd.api.types.is_numeric_dtype(column):
        return "text", "", 0
    if pd.api.types.is_integer_dtype(column):
        return "whole", "", 0
    exact = column.dropna().astype(float)
    enough = (decimals for decimals in range(MOST_DECIMALS) if (exact.round(decimals) == exact).all())
    return "number", "", next(enough, MOST_DECIMALS)


def _key(heading: str, column: pd.Series, taken: Sequence[str]) -> str:
    """Return a key in small ASCII letters, figures and underscores that is not taken; only qualifiers are called so."""
    position = len(taken) + 1
    key = re.sub(r"[^a-z0-9]+", "_", slug(heading)).strip("_")
    if not key or not key[0].isalpha():
        key = f"column_{position}"
    if key.endswith("qualifier") and not set(column.dropna()) <= {"", *QUALIFIERS}:
        key = f"{key}_words"
    return key if key not in taken else f"{key}_{position}"
