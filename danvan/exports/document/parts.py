"""What a report is made of: the office that issues it, its sections, its appendices; all texts ready to be shown."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Office:
    """Who issues the report and to whom, as the letterhead and the signature say it; what is empty is not known.

    ``symbol`` is the abbreviation of the issuing body in the number ("UBND" in 05/BC-UBND). ``date`` is ISO 8601 as far
    as it is known: 2022, 2022-04 or 2022-04-05. ``abstract`` takes the place of the computed one. ``archive`` is what
    stands behind "Lưu: VT," in the list of recipients.
    """

    parent_body: str = ""
    issuing_body: str = ""
    symbol: str = ""
    number: str = ""
    place: str = ""
    date: str = ""
    abstract: str = ""
    addressees: tuple[str, ...] = ()
    authority: str = ""
    signatory_title: str = ""
    signatory_name: str = ""
    recipients: tuple[str, ...] = ()
    archive: str = ""


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it; its number comes from how deep it stands: I., 1., a)."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    sections: tuple["Section", ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading with the unit, how wide it is beside the others, and whether it has numbers."""

    heading: str
    share: float
    numeric: bool = False


@dataclass(frozen=True)
class Group:
    """Rows under a line of their own that says what they share; without a title there is no such line."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Table:
    """A table of an appendix, with what stands under it: source, standing and what a reader must know."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    source: str
    standing: str
    title: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Appendix:
    """An appendix on pages of its own; landscape where its tables are too wide for a page upright."""

    title: str
    tables: tuple[Table, ...]
    landscape: bool = False


@dataclass(frozen=True)
class Report:
    """A report of one snapshot.

    ``opening`` stands before the first heading, ``closing`` after the last section. ``identity`` names the snapshot in
    words, ``snapshot`` as the program does; ``as_of`` dates the file, so that the same report gives the same bytes.
    ``stem`` names files.
    """

    office: Office
    abstract: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    closing: str
    appendices: tuple[Appendix, ...]
    snapshot: str
    identity: str
    as_of: date
    language: str
    stem: str
