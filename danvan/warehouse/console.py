"""Questions that a person writes: read-only, over the snapshot only, within a limit of time and of rows."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb
import pandas as pd

from danvan.warehouse import question_standing
from danvan.warehouse.question import Refusal, first_line, refuse_unless_allowed
from danvan.warehouse.read import Opened, plain_texts, warehouse

SECONDS = 10.0
ROWS = 10_000
# A sum of whole numbers is wider than any of them; where it fits, it stays a whole number.
WIDE_INTEGERS = ("HUGEINT", "UHUGEINT")
LARGEST_INTEGER = 2**53


@dataclass(frozen=True)
class Answer:
    """The rows of an answer, and whether there were more than were asked for.

    reads_sample says that a table the question reads holds sample figures; merges, that it adds figures up, or makes
    one of several, without keeping those of different sources apart.
    """

    frame: pd.DataFrame
    truncated: bool
    reads_sample: bool = False
    merges: bool = False


def ask(question: str, *, seconds: float = SECONDS, rows: int = ROWS, opened: Opened | None = None) -> Answer:
    """Answer one select over the tables of the snapshot with at most so many rows, in their order.

    Raises Refusal where the question is anything else, takes longer, needs more memory than it may have, or fails.
    """
    return answer((opened or warehouse().opened()).connection, question, seconds=seconds, rows=rows)


def answer(connection: duckdb.DuckDBPyConnection, question: str, *, seconds: float, rows: int) -> Answer:
    """Answer one select by this connection, as ask does."""
    with connection.cursor() as cursor:
        tree = refuse_unless_allowed(cursor, question)
        with _stopped_after(cursor, seconds):
            found = cursor.sql(question).limit(rows + 1)
            frame = _whole_numbers(plain_texts(found.df()), [str(type) for type in found.types])
            reads_sample = question_standing.reads_sample(cursor, tree)
            merges = question_standing.merges(cursor, tree)
    return Answer(frame.head(rows), len(frame) > rows, reads_sample, merges)


def tables(opened: Opened | None = None) -> pd.DataFrame:
    """Return what may be asked: one row per table and column in their order, with its type and the rows of the table.

    What is computed when it is asked for (a view) has no number of rows.
    """
    with (opened or warehouse().opened()).connection.cursor() as cursor:
        return cursor.execute(
            """
            select c.table_name as "table", c.column_name as "column",
                case when starts_with(c.data_type, 'ENUM') then 'VARCHAR' else c.data_type end as type,
                t.estimated_size as rows
            from duckdb_columns() as c
            left join duckdb_tables() as t using (database_name, schema_name, table_name)
            where not c.internal
            order by c.table_name, c.column_index
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
