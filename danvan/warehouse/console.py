"""Questions that a person writes: read-only, over the snapshot only, within a limit of time and of rows."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import pandas as pd

from danvan.warehouse.question import Refusal, first_line, refuse_unless_allowed
from danvan.warehouse.read import Opened, plain_texts, warehouse

SECONDS = 10.0
ROWS = 10_000
# A sum of whole numbers is wider than any of them; where it fits, it stays a whole number.
WIDE_INTEGERS = ("HUGEINT", "UHUGEINT")
LARGEST_INTEGER = 2**53


@dataclass(frozen=True)
class Answer:
    """The rows of an answer, and whether there were more than were asked for."""

    frame: pd.DataFrame
    truncated: bool


def ask(question: str, *, seconds: float = SECONDS, rows: int = ROWS, opened: Opened | None = None) -> Answer:
    """Answer one select over the tables of the snapshot with at most so many rows, in their order.

    Raises Refusal where the question is anything else, takes longer, needs more memory than it may have, or fails.
    """
    with (opened or warehouse().opened()).connection.cursor() as cursor:
        refuse_unless_allowed(cursor, question)
        with _stopped_after(cursor, seconds):
            answer = cursor.sql(question).limit(rows + 1)
            frame = _whole_numbers(plain_texts(answer.df()), [str(type) for type in answer.types])
    return Answer(frame.head(rows), len(frame) > rows)


def tables(opened: Opened | None = None) -> pd.DataFrame:
    """Return what may be asked: one row per table, with its columns parted by commas and its number of rows."""
    with (opened or warehouse().opened()).connection.cursor() as cursor:
        return cursor.execute(
            """
            select t.table_name as "table", string_agg(c.column_name, ', ' order by c.column_index) as columns,
                any_value(t.estimated_size) as rows
            from duckdb_tables() as t
            join duckdb_columns() as c using (database_name, table_name)
            where not t.internal
            group by t.table_name
            order by t.table_name
            """
        ).df()


@contextmanager
def _stopped_after(cursor: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
    """Interrupt what the cursor does when the time is over, and say in words why it stopped."""
    watchdog = threading.Timer(seconds, cursor.interrupt)
    watchdog.daemon = True
    watchdog.start()
    try:
        yield
    except duckdb.InterruptException as error:
        raise Refusal("too_slow", seconds=f"{seconds:g}") from error
    except duckdb.OutOfMemoryException as error:
        raise Refusal("too_large") from error
    except duckdb.Error as error:
        raise Refusal("failed", reason=first_line(error)) from error
    finally:
        watchdog.cancel()
        watchdog.join()


def _whole_numbers(frame: pd.DataFrame, types: list[str]) -> pd.DataFrame:
    for position, kind in enumerate(types):
        column = frame.iloc[:, position]
        if kind in WIDE_INTEGERS and not (column.abs() > LARGEST_INTEGER).any():
            frame = frame.assign(**{str(frame.columns[position]): column.astype("Int64")})
    return frame
