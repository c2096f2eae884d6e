"""A table as a reader reads it: the words for the codes of basis, qualifier and unit."""

from dataclasses import dataclass
from typing import Any

from danvan.exports.taken import BY_ROW, UNIT, Column, Taken, qualifier_key, with_units
from danvan.text import Words, words


@dataclass(frozen=True)
class Spoken:
    """The columns and the rows with words in the place of codes, and the table that they are taken from."""

    taken: Taken
    rows: tuple[tuple[Any, ...], ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the table."""
        return self.taken.columns


def spoken(taken: Taken) -> Spoken:
    """Return the table in words; where the unit differs from row to row it has a column of its own.

    Beside a missing value the column of its qualifier says that it is missing: an empty cell is not zero.
    """
    full = with_units(taken) if any(column.unit == BY_ROW for column in taken.columns) else taken
    said = words(full.language)
    sections = [_section(column.key) for column in full.columns]
    missing = _qualified_columns(full)
    return Spoken(full, tuple(_row(row, sections, missing, said) for row in full.rows))


def word(section: str, code: str, said: Words) -> str:
    """Return the word for a code, or the code itself where there is none."""
    key = f"{section}.{code}"
    return said.get(key) if key in said else code


def _section(key: str) -> str:
    if key == "qualifier" or key.endswith("_qualifier"):
        return "exports.qualifier"
    return key if key in ("basis", UNIT) else ""


def _qualified_columns(taken: Taken) -> dict[int, int]:
    """Return where the qualifiers stand, each with the place of the number that it belongs to."""
    return {
        at: number
        for number, column in enumerate(taken.columns)
        if (at := taken.position(qualifier_key(column.key))) is not None and column.kind != "text"
    }


def _row(row: tuple[Any, ...], sections: list[str], missing: dict[int, int], said: Words) -> tuple[Any, ...]:
    return tuple(
        said.get("value.missing")
        if at in missing and row[missing[at]] is None
        else word(section, cell, said)
        if section and cell
        else cell
        for at, (cell, section) in enumerate(zip(row, sections, strict=True))
    )
