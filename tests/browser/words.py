"""Words of one language that must not stand on a page of the other.

What the data say (names of models, titles and printed figures of documents) is Vietnamese on every page and is
no word of ours.
"""

import csv
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from danvan.paths import ROOT
from danvan.text import LANGUAGES, words

GAP = re.compile(r"\{\w+\}")
LETTERS = re.compile(r"[^\W\d_]{3,}")
# English words that are no Vietnamese syllable: Streamlit's own words hold one of them.
ENGLISH = (
    "the",
    "and",
    "of",
    "with",
    "from",
    "select",
    "search",
    "clear",
    "close",
    "open",
    "stop",
    "running",
)
ENGLISH += (
    "deploy",
    "download",
    "fullscreen",
    "skip",
    "settings",
    "menu",
    "rerun",
    "choose",
    "error",
    "view",
)
DATA_COLUMNS = ("name", "printed", "host", "host_group", "note")


def foreign(page_words: str, language: str) -> list[str]:
    """Return what stands on a page of this language and belongs to the other one."""
    ours = _plain(page_words)
    for said in data_texts():
        ours = ours.replace(said, " ")
    other = next(one for one in LANGUAGES if one != language)
    found = [piece for piece in pieces(other) if _stands_in(piece, ours)]
    if language == "vi":
        found += [word for word in ENGLISH if _stands_in(word, ours.lower())]
    return sorted(found)


@cache
def pieces(language: str) -> frozenset[str]:
    """Return the texts of a language, cut at their gaps, without those that the other language has too."""
    own, other = (set(_pieces(one)) for one in (language, next(o for o in LANGUAGES if o != language)))
    return frozenset(own - other - allowed()[language])


@cache
def allowed() -> dict[str, frozenset[str]]:
    """Return the texts that may stand on pages of the other language, by the language that they are of."""
    listed = tomllib.loads((Path(__file__).parent / "allowed_words.toml").read_text(encoding="utf-8"))
    return {language: frozenset(one["text"] for one in listed.get(language, ())) for language in LANGUAGES}


@cache
def data_texts() -> tuple[str, ...]:
    """Return what the data files say in words, the longest first."""
    sources = tomllib.loads((ROOT / "data" / "catalogue" / "sources.toml").read_text(encoding="utf-8"))
    texts = {text for source in sources.values() for text in source.values() if isinstance(text, str)}
    for file in (*(ROOT / "data" / "report").glob("*.csv"), *(ROOT / "data" / "public").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            texts |= {
                row[column] for row in csv.DictReader(lines) for column in DATA_COLUMNS if row.get(column)
            }
    return tuple(sorted(map(_plain, texts), key=len, reverse=True))


def _pieces(language: str) -> Iterator[str]:
    for text in words(language).texts.values():
        for piece in GAP.split(text):
            if LETTERS.search(piece):
                yield _plain(piece).strip(" .,:;()·–-")


def _plain(text: str) -> str:
    return " ".join(text.split())


def _stands_in(piece: str, page_words: str) -> bool:
    return piece in page_words and re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", page_words) is not None
