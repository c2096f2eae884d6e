"""How a command's answer is printed: a table for people, or one JSON value."""

import json
import sys
from dataclasses import dataclass
from typing import Any

import pandas as pd

from danvan.exports.plain import plain_value

WIDEST_CELL = 60


@dataclass(frozen=True)
class Result:
    """What a command answers: a JSON value, the same as rows for a table, a remark for people, and the exit code."""

    value: Any
    rows: list[dict[str, Any]]
    remark: str = ""
    code: int = 0


def of_frame(frame: pd.DataFrame, remark: str = "") -> Result:
    """Return a frame as a result: a list of row objects with plain values, null for what is missing."""
    rows = [
        {str(name): plain_value(value) for name, value in zip(frame.columns, values, strict=True)}
        for values in zip(*(frame.iloc[:, at].tolist() for at in range(frame.shape[1])), strict=True)
    ]
    return Result(rows, rows, remark)


def show(result: Result, *, as_json: bool) -> None:
    """Print a result to standard output; remarks go to standard error, so that the output stays clean."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(json.dumps(result.value, ensure_ascii=False) if as_json else _table(result.rows))
    if result.remark:
        print(result.remark, file=sys.stderr)


def _table(rows: list[dict[str, Any]]) -> str:
    if not rows:
        return "(0)"
    names = list(rows[0])
    lines = [names, *([_cell(row[name]) for name in names] for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(names))]
    numeric = [all(isinstance(row[name], int | float | None) for row in rows) for name in names]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(line, widths, numeric, strict=True)
        ).rstrip()
        for line in lines
    )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    text = f"{value:.15g}" if isinstance(value, float) else " ".join(str(value).split())
    # What a file holds could otherwise steer the terminal.
    text = "".join(sign if sign.isprintable() else "\ufffd" for sign in text)
    return text if len(text) <= WIDEST_CELL else f"{text[: WIDEST_CELL - 1]}…"
