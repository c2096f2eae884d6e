"""A table as Parquet: typed columns, with all that is said of it in the file's metadata."""

import json
from io import BytesIO

import pyarrow as pa
import pyarrow.parquet

from danvan.exports.json_text import described
from danvan.exports.styles import without_half_surrogates
from danvan.exports.taken import Taken, with_units

METADATA_KEY = b"danvan"
_TYPES = {"text": pa.string(), "number": pa.float64(), "whole": pa.int64()}


def parquet(taken: Taken) -> bytes:
    """Return the table as a Parquet file: texts, float64 and int64 under the keys of the columns, null where missing.

    The metadata hold under the key "danvan" what the JSON form says of the table: title, subtitle, language,
    sample, facts, sources and columns. The same Taken gives the same bytes.
    """
    table = with_units(taken)
    schema = pa.schema(
        [pa.field(column.key, _TYPES[column.kind]) for column in table.columns],
        metadata={METADATA_KEY: json.dumps(described(table)).encode()},
    )
    columns = [
        [without_half_surrogates(cell) if isinstance(cell, str) else cell for cell in table.cells(column.key)]
        for column in table.columns
    ]
    arrays = [pa.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)]
    stream = BytesIO()
    pyarrow.parquet.write_table(pa.Table.from_arrays(arrays, schema=schema), stream)
    return stream.getvalue()
