"""The text of a document that somebody adds, whatever it came in; or findings that say why there is none."""

from danvan.documents.document import Document
from danvan.documents.plain_text import read_text
from danvan.intake.guards import UPLOAD, Limits, Watch, watch_over
from danvan.intake.issue import DataError

ENDINGS = (".txt", ".md", ".docx", ".pdf")


def extracted(name: str, content: bytes, limits: Limits = UPLOAD) -> Document:
    """Return the text of a document and how it is built; raise DataError with the findings where there is none.

    name is the one the sender's file had; it stands in findings and nothing is done with it.
    """
    watch = watch_over(name, limits)
    _check_size(content, watch)
    document = read_text(content, watch)
    if not any(map(str.isalpha, document.text)):
        raise DataError([watch.issue("document_no_text")])
    return document


def _check_size(content: bytes, watch: Watch) -> None:
    if not content:
        raise DataError([watch.issue("document_empty")])
    if len(content) > watch.limits.bytes:
        raise DataError([watch.issue("document_too_large", most=watch.limits.bytes / 1e6)])
