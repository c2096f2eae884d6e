"""Addresses of the page of documents: its parameters, and where it sends to."""

from collections.abc import Mapping
from urllib.parse import quote

from danvan.story.reading_desk import FILTERS
from danvan.ui import deck_linked
from danvan.ui.filters import LANGUAGE

PAGE = "/tai-lieu"
DOCUMENT, FILTER, PART, STEP, PUBLISH = "tai-lieu", "loc", "phan", "buoc", "cong-bo"
SLUGS = dict(zip(FILTERS, ("", "chua-quyet", "chua-chac", "khac"), strict=True))
DECIDE, DESCRIBE, FORGET = "/dv/tai-lieu/quyet-dinh", "/dv/tai-lieu/thong-tin", "/dv/tai-lieu/xoa"
FILE = "/dv/tai-lieu/{key}/tep"


def address(language: str, **parameters: str) -> str:
    """Return the address of the page with these parameters, by their names in capitals; those empty are left out."""
    names = {"document": DOCUMENT, "filter": FILTER, "part": PART, "step": STEP}
    given = {names[name]: (value,) for name, value in parameters.items() if value}
    spoken = {LANGUAGE: (language,)} if language != "vi" else {}
    return deck_linked.address(PAGE, given | spoken) if given or spoken else PAGE


def filter_of(slug: str) -> str:
    """Return the filter of an address, all for one that is not known."""
    return next((name for name, known in SLUGS.items() if known == slug), "all")


def part_of(written: str) -> int:
    """Return the part of the rows that an address names, from 1."""
    return int(written) if written.isdecimal() and written.isascii() and 0 < len(written) < 5 else 1


def file_address(key: str) -> str:
    """Return the address of a document's file as it was received."""
    return FILE.replace("{key}", quote(key))


def parameters(query: Mapping[str, str]) -> tuple[str, str, int, bool]:
    """Return document, filter, part and whether to publish, as an address asks for."""
    return (
        query.get(DOCUMENT, ""),
        filter_of(query.get(FILTER, "")),
        part_of(query.get(PART, "")),
        query.get(STEP) == PUBLISH,
    )
