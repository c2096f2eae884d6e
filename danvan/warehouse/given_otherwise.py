"""Figures read in a document of which the data files give another value: neither is taken before a person decides."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb

from danvan import format as fmt
from danvan import text
from danvan.intake.issue import Detail, Issue

FIND = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


def issues(con: duckdb.DuckDBPyConnection, file: str, values: Mapping[str, str]) -> list[Issue]:
    """Return a finding for each figure that differs, both readings told; values are the parameters of the question.

    The cell of a finding is the locator of its figure.
    """
    answer = con.execute(FIND, dict(values))
    names = [column[0] for column in answer.description or ()]
    return [_issue(dict(zip(names, row, strict=True)), file) for row in answer.fetchall()]


def _issue(row: Mapping[str, Any], file: str) -> Issue:
    details: dict[str, Detail] = {
        "indicator": {"vi": row["name_vi"], "en": row["name_en"]},
        "place": row["place_name"],
        "period": {language: fmt.period(row["period"], language) for language in text.LANGUAGES},
        "amount": _amount(row, "value", "qualifier"),
        "other": _amount(row, "other", "other_qualifier"),
    }
    return Issue("error", "given_otherwise", file, value=row["printed"], details=details, cell=row["locator"])


def _amount(row: Mapping[str, Any], value: str, qualifier: str) -> dict[str, str]:
    return {
        language: fmt.value(
            row[value],
            unit=row["unit"],
            decimals=row["decimals"],
            qualifier=row[qualifier],
            language=language,
        )
        for language in text.LANGUAGES
    }
