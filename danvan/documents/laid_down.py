"""Files that an office laid into the folder of documents itself: kept as if they had been added on the page."""

from collections.abc import Mapping
from pathlib import Path

from danvan.documents import kept
from danvan.documents.cards import guessed_card
from danvan.documents.extracted import DOCUMENT, ENDINGS, extracted
from danvan.intake.issue import DataError, Issue


def files(state: Path) -> tuple[Path, ...]:
    """Return the documents that lie in the folder and are not kept yet, by their names."""
    found = (path for path in (state / "documents").glob("*") if path.suffix.lower() in ENDINGS)
    return tuple(sorted(path for path in found if path.is_file() and not path.is_symlink()))


def take_in(state: Path, path: Path, places: Mapping[str, str]) -> tuple[Issue, ...]:
    """Keep one of these files, its card as guessed from its text and nobody's name, and remove it from the folder.

    places are codes by folded name. Returns what is wrong with a file that cannot be kept, which stays where it is.
    """
    try:
        with path.open("rb") as file:
            content = file.read(DOCUMENT.bytes + 1)
        document = extracted(path.name, content)
        kept.keep(state, path.name, content, "", guessed_card(document, path.name, places), document)
        path.unlink()
    except DataError as error:
        return tuple(error.issues)
    except OSError as error:
        return (Issue("error", "document_unopened", path.name, details={"reason": error.strerror or "?"}),)
    return ()
