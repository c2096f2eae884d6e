"""Figures that contradict each other: found after a load, kept in the tables disagreements and issues."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from danvan import format
from danvan.catalogue import Indicator
from danvan.intake.issue import Detail, Issue
from danvan.warehouse import disagreements

CHECKS = Path(__file__).with_name("checks")
MOST_FINDINGS = 500
REAL = """
    create temp view real as
    select o.rowid as row_id, o.*
    from observations as o
    where not o.superseded and o.source in (select source from sources where basis <> 'sample')
"""


@dataclass(frozen=True)
class LoadedFile:
    """A file whose rows stand in observations one after the other, empty lines left out."""

    path: Path
    name: str
    rows: int


@dataclass(frozen=True)
class Names:
    """What a finding is told with."""

    indicators: Mapping[str, Indicator]
    places: Mapping[str, str]
    sources: Mapping[str, Mapping[str, Any]]


def record(con: duckdb.DuckDBPyConnection, loaded: Iterable[LoadedFile], names: Names) -> int:
    """Ask every question of checks/ and keep its answers; return how many there are."""
    con.execute(REAL)
    found = [row for check in sorted(CHECKS.glob("*.sql")) for row in _answers(con, check)]
    disagreements.keep(con, found)
    lines = dict(_lines(loaded, {row["row_id"] for row in found}))
    for row in found:
        file, line = lines.get(row["row_id"]) or _handed_in(con, row["row_id"])
        _insert(con, row, _issue(row, file, line, names))
    return len(found)


def _handed_in(con: duckdb.DuckDBPyConnection, row_id: int) -> tuple[str, None]:
    """Name the submission and the cell of a row that no file of the data folder brought."""
    question = (
        "select s.short, o.locator from observations as o join sources as s using (source) where o.rowid = ?"
    )
    short, locator = con.execute(question, [row_id]).fetchone() or ("", "")
    return " ".join(part for part in (short, locator) if part), None


def _answers(con: duckdb.DuckDBPyConnection, check: Path) -> list[dict[str, Any]]:
    answer = con.execute(check.read_text(encoding="utf-8"))
    columns = [column[0] for column in answer.description or ()]
    rows = answer.fetchmany(MOST_FINDINGS + 1)
    found = [{"code": check.stem} | dict(zip(columns, row, strict=True)) for row in rows[:MOST_FINDINGS]]
    con.execute("insert into checks_done values (?, ?, ?)", [check.stem, len(found), len(rows) > len(found)])
    return found


def _lines(loaded: Iterable[LoadedFile], wanted: set[int]) -> Iterator[tuple[int, tuple[str, int]]]:
    """Yield the file and the line of each wanted row; rows are numbered from 0 through all files in turn."""
    before = 0
    for file in loaded:
        in_file = {row - before for row in wanted if before <= row < before + file.rows}
        if in_file:
            for row, line in _lines_of_rows(file.path, in_file):
                yield row + before, (file.name, line)
        before += file.rows


def _lines_of_rows(path: Path, wanted: set[int]) -> Iterator[tuple[int, int]]:
    row, last = -1, max(wanted)
    with path.open(encoding="utf-8-sig") as file:
        for line, content in enumerate(file, 1):
            if content == "\n":
                continue
            if row in wanted:
                yield row, line
            if row == last:
                return
            row += 1


def _issue(row: Mapping[str, Any], file: str, line: int | None, names: Names) -> Issue:
    indicator = names.indicators[row["indicator"]]
    other = names.indicators.get(row.get("other_indicator") or "", indicator)
    details: dict[str, Detail] = {
        "indicator": _each(indicator.name),
        "place": names.places[row["place"]],
        "period": _each(lambda language: format.period(row["period"], language)),
        "amount": _each(lambda language: _amount(row["value"], indicator, language, row["qualifier"])),
        "other": _each(lambda language: _other(row, indicator, language)),
        "other_indicator": _each(other.name),
    }
    if row.get("other_source"):
        sources = [names.sources[code] for code in str(row["other_source"]).split(" ")]
        details["other_source"] = {
            language: format.enumeration([source[key] for source in sources], language)
            for language, key in (("vi", "short"), ("en", "short_en"))
        }
    if row.get("other_place"):
        details["other_place"] = names.places[row["other_place"]]
    if row.get("other_count") is not None:
        details["count"] = _each(lambda language: format.number(row["other_count"], 0, language))
    return Issue("warning", row["code"], file, line, "value", f"{row['value']:.15g}", details)


def _other(row: Mapping[str, Any], indicator: Indicator, language: str) -> str:
    """Return the other value in words, empty where there is none: a stock of several years has no other side."""
    if row["other"] is None:
        return ""
    return _amount(row["other"], indicator, language, row.get("other_qualifier") or "=")


def _amount(value: float, indicator: Indicator, language: str, qualifier: str = "=") -> str:
    return format.value(
        value, unit=indicator.unit, decimals=indicator.decimals, qualifier=qualifier, language=language
    )


def _each(said: Any) -> dict[str, str]:
    return {language: said(language) for language in ("vi", "en")}


def _insert(con: duckdb.DuckDBPyConnection, row: Mapping[str, Any], issue: Issue) -> None:
    values = {
        "severity": issue.severity,
        "code": issue.code,
        "file": issue.file,
        "line": issue.line,
        "column_name": issue.column,
        "value": issue.value,
        "message": issue.message("vi"),
        "message_en": issue.message("en"),
        "advice": issue.advice("vi"),
        "advice_en": issue.advice("en"),
        "indicator": row["indicator"],
        "place": row["place"],
        "period": row["period"],
    }
    gaps = ", ".join(f"${name}" for name in values)
    con.execute(f"insert into issues ({', '.join(values)}) values ({gaps})", values)
