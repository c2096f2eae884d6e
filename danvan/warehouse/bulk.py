"""One large file in plain long form straight into observations, read by the engine; right or refused.

What only small files may say (a value with two readings, a name that stands for two units) is refused here. The engine
says that something is wrong; danvan.warehouse.bulk_faults says where, at leisure. Rows have no locator and not the
printed text of their value, which is the value itself; what the file says in a column of remarks is kept.
"""

import logging
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import Any

import duckdb

from danvan.intake.context import Where
from danvan.intake.issue import DataError, Issue
from danvan.warehouse import bulk_faults, bulk_words
from danvan.warehouse.bulk_form import OPTIONAL, Form, read_form
from danvan.warehouse.bulk_words import Words

HERE = Path(__file__).parent
CODES = (HERE / "bulk_codes.sql").read_text(encoding="utf-8")
LOAD_CODES = (HERE / "bulk_load_codes.sql").read_text(encoding="utf-8")
LOAD_TEXTS = (HERE / "bulk_load_texts.sql").read_text(encoding="utf-8")
BELOW_LEAST = (HERE / "bulk_least.sql").read_text(encoding="utf-8")
STRANGE = (HERE / "bulk_places.sql").read_text(encoding="utf-8")
FIRST_YEAR = 1900
# A file is several times the size of what is held of it at one moment; the rest waits on the disk beside the candidate.
# Rows are packed while they are still warm, and in any order, because no row is found by its place in the file.
SETTINGS = (
    "set memory_limit = '2GB'",
    "set preserve_insertion_order = false",
    "set write_buffer_row_group_count = 1",
)
# A file has no statistics, so the engine would hold it in memory and search it for each code instead of the reverse.
AS_WRITTEN = "set disabled_optimizers = 'build_side_probe_side,join_order'"
AS_BEFORE = "reset disabled_optimizers"
AT_FAULT = (duckdb.ConstraintException, duckdb.InvalidInputException, duckdb.ConversionException)
PLACES = "select distinct place from observations where source = $source"
SECONDS_BETWEEN_LOOKS = 0.2
ROWS_LOOKED_AT = 1000
_LOG = logging.getLogger("danvan.warehouse")


def load_handed_in(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    source: str,
    name: str,
    progress: Callable[[float], None] = lambda share: None,
) -> None:
    """Append the rows of a file that was handed in under this name; raise DataError with what is wrong with it."""
    for setting in SETTINGS:
        con.execute(setting)
    words, form = _prepared(con, path, name)
    try:
        with watched(con, progress):
            _load(con, form, source, words)
    except AT_FAULT as error:
        _LOG.info("%s", error)
        reason = str(error).partition("\n")[0]
        issues = bulk_faults.find(con, form, words)
        raise DataError(
            issues or [Issue("error", "load_failed", name, details={"reason": reason})]
        ) from error


def faults(con: duckdb.DuckDBPyConnection, path: Path, name: str) -> list[Issue]:
    """Return what is wrong with a file whose rows are in observations, each by its line; empty where nothing is."""
    words, form = _prepared(con, path, name)
    return bulk_faults.find(con, form, words)


def located(
    con: duckdb.DuckDBPyConnection, path: Path, name: str, wanted: Collection[bulk_faults.Quantity]
) -> dict[bulk_faults.Quantity, Where]:
    """Return where these quantities stand in a file without faults."""
    words, form = _prepared(con, path, name)
    return bulk_faults.Rows(form, words).wheres(wanted)


def below_least(con: duckdb.DuckDBPyConnection, source: str) -> list[dict[str, Any]]:
    """Return the figures of a load that are smaller than what is plausible, at most as many as are ever shown."""
    answer = con.execute(BELOW_LEAST, {"source": source, "most": bulk_faults.MOST_ISSUES})
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def _prepared(con: duckdb.DuckDBPyConnection, path: Path, name: str) -> tuple[Words, Form]:
    """Return what texts mean and the form of a file, and make the tables of the codes that it may hold."""
    words = bulk_words.read_words(con)
    form = read_form(path, name, words.context.headings)
    today = words.context.today
    con.execute(CODES, {"today": today, "first_year": FIRST_YEAR, "last_year": today.year})
    return words, form


@contextmanager
def watched(con: duckdb.DuckDBPyConnection, progress: Callable[[float], None]) -> Iterator[None]:
    """Tell how far the statements inside are, as shares from 0 to 1."""
    con.execute("set enable_progress_bar = true")
    con.execute("set enable_progress_bar_print = false")
    done = Event()

    def tell() -> None:
        while not done.wait(SECONDS_BETWEEN_LOOKS):
            progress(max(0.0, min(con.query_progress() / 100, 1.0)))

    thread = Thread(target=tell, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _load(con: duckdb.DuckDBPyConnection, form: Form, source: str, words: Words) -> None:
    """Take a file of codes as it stands; where something else is written, read each different text first."""
    con.execute(AS_WRITTEN)
    try:
        if not (_seems_codes(con, form) and _codes_alone(con, form, source)):
            bulk_words.read_texts(con, form, words)
            _insert(con, LOAD_TEXTS, form, source)
    finally:
        con.execute(AS_BEFORE)


def _seems_codes(con: duckdb.DuckDBPyConnection, form: Form) -> bool:
    """Say whether the file has the four columns alone, and its first rows codes of units."""
    if any(name in form.meanings for name in OPTIONAL):
        return False
    sample = f"select place from ({form.rows} limit {ROWS_LOOKED_AT})"
    question = f"select 1 from ({sample}) where place not in (select written from written_places) limit 1"
    return con.execute(question, form.parameters).fetchone() is None


def _codes_alone(con: duckdb.DuckDBPyConnection, form: Form, source: str) -> bool:
    """Insert the rows and say that they are right; where one is not, none is left."""
    con.execute("begin")
    try:
        _insert(con, LOAD_CODES, form, source)
        right = _are_units(con, source)
    except duckdb.ConstraintException:
        right = False
    con.execute("commit" if right else "rollback")
    return right


def _are_units(con: duckdb.DuckDBPyConnection, source: str) -> bool:
    """Say whether the places of a load are codes of units, and were units in all periods that it gives."""
    limited = dict(con.execute("select written, limited from written_places").fetchall())
    places = {row[0] for row in con.execute(PLACES, {"source": source}).fetchall()}
    if not places <= limited.keys():
        return False
    return (
        not any(limited[place] for place in places) or not con.execute(STRANGE, {"source": source}).fetchall()
    )


def _insert(con: duckdb.DuckDBPyConnection, load: str, form: Form, source: str) -> None:
    values = form.parameters | {"number": form.number, "source": source}
    con.execute(f"with written as ({form.rows}) {load}", values)
