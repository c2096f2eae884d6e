"""Documents kept as they were received, under the state folder and never in the repository: one folder a text.

A folder is named for the first letters of the checksum of its text and holds what was received, the text taken out
of it, how the text is built (parts.json) and what is known of it (card.json). Nobody's name of a file is a path.
"""

import hashlib
import json
import re
import shutil
import threading
import time
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from danvan.catalogue import Source
from danvan.documents.document import Document, Mark, Paragraph
from danvan.documents.extracted import extracted
from danvan.intake.issue import DataError, Issue
from danvan.vietnamese import compose
from danvan.warehouse.files import swap_in, sync_folder, write_whole
from danvan.warehouse.lock import not_writable

MOST, LONGEST_NAME = 500, 120
KEY_LETTERS = 12
_LEFT_AFTER_SECONDS = 3600
_KEY = re.compile(f"[0-9a-f]{{{KEY_LETTERS}}}")
_UNREADABLE = (OSError, ValueError, TypeError, KeyError, AttributeError)

_keeping = threading.Lock()


@dataclass(frozen=True)
class Card:
    """What the office says of a document: place is a place's code, issued_on as "2022-04" or "2022-04-12"."""

    title: str = ""
    short: str = ""
    number: str = ""
    issuer: str = ""
    issued_on: str = ""
    place: str = ""


@dataclass(frozen=True)
class Kept:
    """One document: its key, the name its file had, checksums of file and text, who added it and when (UTC).

    damaged: what is in its folder is not what was put there; then only the key can be relied on.
    """

    document: str
    name: str = ""
    sha256: str = ""
    text_sha256: str = ""
    parts_sha256: str = ""
    bytes: int = 0
    by: str = ""
    at: str = ""
    card: Card = Card()
    damaged: bool = False


def key_of(document: Document) -> str:
    """Return the name under which a text is kept."""
    return document.sha256[:KEY_LETTERS]


def keep(
    state: Path, name: str, content: bytes, by: str, card: Card, document: Document | None = None
) -> Kept:
    """Keep a document; raise DataError where it cannot be read or written.

    document is what extracted gave of the content, where it was asked already. The same text twice is one document:
    the first is returned, put right where its folder was damaged.
    """
    document = document or extracted(shown_name(name), content)
    parts = _parts(document)
    kept = Kept(
        key_of(document),
        shown_name(name),
        hashlib.sha256(content).hexdigest(),
        document.sha256,
        hashlib.sha256(parts).hexdigest(),
        len(content),
        compose(by)[:LONGEST_NAME],
        datetime.now(UTC).isoformat(timespec="seconds"),
        card,
    )
    files = {"received": content, "text": document.text.encode(), "parts.json": parts}
    with _keeping:
        before = find(state, kept.document)
        if before is not None and not before.damaged and before.parts_sha256 == kept.parts_sha256:
            return before
        if before is not None and not before.damaged:
            # The program has learnt to read its structure better; what was said of it stays.
            kept = replace(before, parts_sha256=kept.parts_sha256)
            files = {"parts.json": parts}
        _write(state, kept, files, is_new=before is None)
    return kept


def all_kept(state: Path) -> tuple[Kept, ...]:
    """Return all documents, newest first; damaged ones, which are marked so, last."""
    found = [_read(path) for path in (state / "documents").glob("*") if _KEY.fullmatch(path.name)]
    newest_first = sorted(found, key=lambda kept: (kept.at, kept.document), reverse=True)
    return tuple(sorted(newest_first, key=lambda kept: kept.damaged))


def find(state: Path, key: str) -> Kept | None:
    """Return one document by its key, None where there is none."""
    path = _folder(state, key)
    return _read(path) if _KEY.fullmatch(key) and path.is_dir() else None


def document(state: Path, key: str) -> Document:
    """Return a document with the text and the structure it was kept with; raise DataError where it is damaged."""
    kept = find(state, key)
    if kept is None or kept.damaged:
        raise DataError([damaged(key)])
    try:
        return _document(_folder(state, key))
    except _UNREADABLE as error:
        raise DataError([damaged(key)]) from error


def received(state: Path, key: str) -> bytes:
    """Return the file as it was received; raise DataError where it is not there or no longer the same."""
    kept = find(state, key)
    try:
        content = (_folder(state, key) / "received").read_bytes() if kept and not kept.damaged else b""
    except OSError as error:
        raise DataError([damaged(key)]) from error
    if kept is None or hashlib.sha256(content).hexdigest() != kept.sha256:
        raise DataError([damaged(key)])
    return content


def describe(state: Path, key: str, card: Card) -> Kept:
    """Change what is said of a document; raise DataError where it is not there or damaged."""
    with _keeping:
        kept = find(state, key)
        if kept is None or kept.damaged:
            raise DataError([damaged(key)])
        kept = replace(kept, card=card)
        _write(state, kept, {}, is_new=False)
    return kept


def forget(state: Path, key: str) -> None:
    """Remove a document and all that stands in its folder; one that is not there is forgotten already."""
    path = _folder(state, key)
    if not _KEY.fullmatch(key) or not path.is_dir():
        return
    leaving = path.with_name(f"leaving-{uuid.uuid4().hex}")
    with _keeping:
        try:
            path.rename(leaving)
            sync_folder(path.parent)
        except OSError as error:
            raise DataError([not_writable(state, error)]) from error
    shutil.rmtree(leaving, ignore_errors=True)


def source_of(kept: Kept, sources: Mapping[str, Source]) -> str:
    """Return the code of the source that a document is: that of the catalogue with its text, else one of its own."""
    known = (code for code, source in sources.items() if source.sha256 == kept.text_sha256)
    return next(known, own_source(kept.document))


def own_source(key: str) -> str:
    """Return the code of the source that a document is where no other has its text."""
    return f"tai_lieu_{key}"


def for_source(state: Path, source: Source) -> Kept | None:
    """Return the document at hand that a source is, undamaged; None where it is not."""
    key = source.source.removeprefix("tai_lieu_")
    if source.sha256:
        key = source.sha256[:KEY_LETTERS]
    kept = find(state, key)
    if kept is None or kept.damaged or (source.sha256 and kept.text_sha256 != source.sha256):
        return None
    return kept


def damaged(key: str) -> Issue:
    """Return the finding for a document whose folder is missing or is not as it was written."""
    return Issue("error", "document_damaged", f"documents/{key}")


def shown_name(name: str) -> str:
    """Return the last part of a file's name without what cannot be seen, to be shown and for nothing else."""
    last = re.split(r"[/\\]", compose(name))[-1]
    return "".join(sign for sign in last if sign.isprintable())[-LONGEST_NAME:].strip() or "?"


def _folder(state: Path, key: str) -> Path:
    return state / "documents" / key


def _read(path: Path) -> Kept:
    """Return what a folder holds, marked as damaged where text, structure and card do not belong together."""
    try:
        known: dict[str, Any] = json.loads((path / "card.json").read_text(encoding="utf-8"))
        kept = Kept(**{**known, "card": Card(**known["card"])})
        text, parts = (hashlib.sha256((path / name).read_bytes()) for name in ("text", "parts.json"))
        said = [kept.name, kept.sha256, kept.by, kept.at, *asdict(kept.card).values()]
        if not all(isinstance(one, str) for one in said):
            return Kept(path.name, damaged=True)
        whole = (
            kept.document == path.name == kept.text_sha256[:KEY_LETTERS]
            and text.hexdigest() == kept.text_sha256
            and parts.hexdigest() == kept.parts_sha256
            and (path / "received").stat().st_size == kept.bytes
        )
    except _UNREADABLE:
        return Kept(path.name, damaged=True)
    return replace(kept, document=path.name, damaged=not whole)


def _parts(document: Document) -> bytes:
    """Return how a text is built, as JSON."""
    built = {
        "paragraphs": [asdict(one) for one in document.paragraphs],
        "marks": [asdict(one) for one in document.marks],
    }
    return json.dumps(built, ensure_ascii=False).encode()


def _document(path: Path) -> Document:
    built = json.loads((path / "parts.json").read_text(encoding="utf-8"))
    return Document(
        (path / "text").read_bytes().decode(),
        tuple(Paragraph(**one) for one in built["paragraphs"]),
        tuple(Mark(**one) for one in built["marks"]),
    )


def _write(state: Path, kept: Kept, files: Mapping[str, bytes], *, is_new: bool) -> None:
    """Write a document's folder, or these files of it, the card last; raise DataError where that fails."""
    card = {key: value for key, value in asdict(kept).items() if key != "damaged"}
    contents = {**files, "card.json": json.dumps(card, ensure_ascii=False, indent=1).encode()}
    try:
        if is_new:
            _write_new(state, kept.document, contents)
        else:
            for name, content in contents.items():
                new = _folder(state, kept.document) / f"{name}-new"
                write_whole(new, content)
                swap_in(new, new.with_name(name))
    except OSError as error:
        raise DataError([not_writable(state, error)]) from error


def _write_new(state: Path, key: str, contents: Mapping[str, bytes]) -> None:
    home = state / "documents"
    home.mkdir(parents=True, exist_ok=True)
    if sum(1 for path in home.iterdir() if _KEY.fullmatch(path.name)) >= MOST:
        raise DataError([Issue("error", "documents_full", "documents", details={"most": MOST})])
    # Wherever the state stands, Git never takes what an office keeps here.
    write_whole(home / ".gitignore", b"*\n")
    made = home / f"preparing-{uuid.uuid4().hex}"
    made.mkdir()
    try:
        for name, content in contents.items():
            write_whole(made / name, content)
        sync_folder(made)
        _name(made, _folder(state, key))
        sync_folder(home)
    finally:
        shutil.rmtree(made, ignore_errors=True)
        _sweep(home)


def _name(made: Path, path: Path) -> None:
    """Give a prepared folder its name; where another process was quicker with the same text, that one stays."""
    try:
        made.rename(path)
    except OSError:
        if not path.is_dir():
            raise


def _sweep(home: Path) -> None:
    """Remove what was left long ago by processes that were killed."""
    for path in (one for kind in ("preparing-*", "leaving-*") for one in home.glob(kind)):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _LEFT_AFTER_SECONDS:
                shutil.rmtree(path, ignore_errors=True)
