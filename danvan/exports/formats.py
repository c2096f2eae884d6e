"""The forms in which a table is taken away: one list for pages, addresses and commands."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from danvan.exports import csv_text
from danvan.exports.json_text import json_text
from danvan.exports.names import file_name
from danvan.exports.parquet import parquet
from danvan.exports.taken import Taken
from danvan.exports.workbook import workbook


@dataclass(frozen=True)
class Format:
    """One form: how it is asked for, what it is called, and what makes it.

    ``ending`` has no dot; ``variant`` tells two forms with one ending apart in names of files.
    """

    name: str
    ending: str
    media_type: str
    maker: Callable[[Taken], bytes]
    variant: str = ""

    @property
    def words_key(self) -> str:
        """The key of the words that a reader chooses it by."""
        return f"exports.format.{self.name}"

    def make(self, taken: Taken) -> bytes:
        """Return the table in this form."""
        return self.maker(taken)

    def file_name(self, taken: Taken) -> str:
        """Return the name of the file of a table in this form."""
        return file_name(taken.stem, self.variant, ending=self.ending, sample=taken.sample)


_ALL = (
    Format("excel-csv", "csv", "text/csv; charset=utf-8", csv_text.for_excel, "excel"),
    Format("csv", "csv", "text/csv; charset=utf-8", csv_text.plain),
    Format("xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook),
    Format("parquet", "parquet", "application/vnd.apache.parquet", parquet),
    Format("json", "json", "application/json", json_text),
)
FORMATS: Mapping[str, Format] = MappingProxyType({each.name: each for each in _ALL})
