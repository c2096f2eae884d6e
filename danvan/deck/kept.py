"""Presentations kept under a name: the question and the presenter's choice as the address that opens them."""

import json
import logging
import re
import threading
import uuid
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from danvan import text
from danvan.deck.typed import cleaned
from danvan.exports.names import stem
from danvan.warehouse.files import swap_in, write_whole

LONGEST_NAME, LONGEST_BY, LONGEST_QUERY, MOST = 80, 80, 8_000, 200
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LOG = logging.getLogger("danvan.deck")

_keeping = threading.Lock()


@dataclass(frozen=True)
class Kept:
    """One presentation: its name as typed, its slug, what stands behind ? in its address, when and by whom.

    saved_at is UTC, ISO 8601; by is empty where nobody said so.
    """

    name: str
    slug: str
    query: str
    saved_at: str
    by: str = ""

    @property
    def saved(self) -> datetime:
        return datetime.fromisoformat(self.saved_at)


class NotKept(Exception):
    """A presentation cannot be kept; code is a key of deck.kept, name that of the one in the way."""

    def __init__(self, code: str, name: str = "") -> None:
        self.code, self.name = code, name
        super().__init__(self.said("en"))

    def said(self, language: str) -> str:
        """Return it in words."""
        words = text.words(language)
        key = f"deck.kept.{self.code}"
        return words.get(key, name=self.name) if words.gaps[key] else words.get(key)


def keep(state: Path, name: str, query: str, by: str = "", *, replace: bool = False) -> Kept:
    """Keep a presentation under a name; raise NotKept where it cannot be, or another has the name already.

    Names that differ in accents, capitals or signs only are one name, because they are one file.
    """
    kept = _made(cleaned(name), query.removeprefix("?"), cleaned(by)[:LONGEST_BY].rstrip())
    with _keeping:
        others = {one.slug: one for one in listed(state)}
        if kept.slug in others and not replace:
            raise NotKept("taken", others[kept.slug].name)
        if kept.slug not in others and len(others) >= MOST:
            raise NotKept("full")
        _write(state, kept)
    return kept


def listed(state: Path) -> tuple[Kept, ...]:
    """Return the presentations that can be read, newest first."""
    found = [kept for path in _paths(state) if (kept := _read(path)) is not None]
    return tuple(sorted(found, key=lambda kept: (kept.saved, kept.slug), reverse=True))


def broken(state: Path) -> tuple[str, ...]:
    """Return the names of files that hold no presentation, so that they can be told."""
    return tuple(path.name for path in _paths(state) if _read(path) is None)


def found(state: Path, slug: str) -> Kept | None:
    """Return one presentation by its slug, None where there is none that can be read."""
    return _read(_path(state, slug)) if _SLUG.fullmatch(slug) else None


def forget(state: Path, slug: str) -> None:
    """Remove a presentation; one that is not there is forgotten already."""
    if _SLUG.fullmatch(slug):
        with _keeping:
            _path(state, slug).unlink(missing_ok=True)


def _made(name: str, query: str, by: str) -> Kept:
    if not name:
        raise NotKept("no_name")
    if len(name) > LONGEST_NAME:
        raise NotKept("long_name")
    if len(query) > LONGEST_QUERY:
        raise NotKept("long_query")
    return Kept(name, stem(name), query, datetime.now(UTC).isoformat(), by)


def _write(state: Path, kept: Kept) -> None:
    path = _path(state, kept.slug)
    written = path.with_name(f"{kept.slug}.{uuid.uuid4().hex}.writing")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(written, json.dumps(asdict(kept), ensure_ascii=False, indent=1).encode())
        swap_in(written, path)
    except (OSError, UnicodeEncodeError) as error:
        written.unlink(missing_ok=True)
        _LOG.exception("The presentation %s could not be written.", kept.slug)
        raise NotKept("not_written") from error


def _read(path: Path) -> Kept | None:
    """Return the presentation in a file; None, and a line in the log, where it holds none or one of another name."""
    try:
        kept = Kept(**json.loads(path.read_text(encoding="utf-8")))
        texts = all(isinstance(value, str) for value in asdict(kept).values())
        if texts and kept.name and kept.slug == path.stem and kept.saved.tzinfo is not None:
            return kept
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, AttributeError):
        pass
    _LOG.warning("%s holds no presentation.", path.name)
    return None


def _paths(state: Path) -> list[Path]:
    return sorted((state / "decks").glob("*.json"))


def _path(state: Path, slug: str) -> Path:
    return state / "decks" / f"{slug}.json"
