"""The text of a document that somebody adds, whatever it came in; or findings that say why there is none.

The kind of a file is told by its first bytes, never by its name.
"""

from dataclasses import replace

from danvan.documents.document import Document
from danvan.documents.plain_text import read_text
from danvan.documents.word import read_word
from danvan.intake.guards import OLD_OFFICE, PACKAGE, UPLOAD, Limits, Watch, check_kind, watch_over
from danvan.intake.issue import DataError, Issue

ENDINGS = (".txt", ".md", ".docx", ".pdf")
# A hundred pages of PDF take some seconds; of anything else not one.
DOCUMENT = replace(UPLOAD, seconds=60.0)
_PDF = b"%PDF-"
_BYTES_BEFORE_A_PDF = 1024
_OLD_PARTS = {
    "WordDocument": "Word",
    "PowerPoint Document": "PowerPoint",
    "Workbook": "Excel",
    "Book": "Excel",
}


def extracted(name: str, content: bytes, limits: Limits = DOCUMENT) -> Document:
    """Return the text of a document and how it is built; raise DataError with the findings where there is none.

    name is the one the sender's file had; it stands in findings and nothing is done with it.
    """
    watch = watch_over(name, limits)
    _check_size(content, watch)
    try:
        document = _read(content, watch)
        watch.check_time()
    except DataError as error:
        raise DataError([_in_words_for_documents(issue, watch) for issue in error.issues]) from error
    if not any(map(str.isalpha, document.text)):
        raise DataError([watch.issue("document_no_text")])
    return document


def _read(content: bytes, watch: Watch) -> Document:
    if content.startswith(OLD_OFFICE):
        raise DataError([_old_office_issue(content, watch)])
    if content.startswith(PACKAGE):
        return read_word(content, watch)
    if _PDF in content[:_BYTES_BEFORE_A_PDF]:
        # pdfminer costs a moment at every start and is needed for one kind of file only.
        from danvan.documents.pdf import read_pdf

        return read_pdf(content, watch)
    check_kind(content, watch)
    return read_text(content, watch)


def _check_size(content: bytes, watch: Watch) -> None:
    if not content:
        raise DataError([watch.issue("document_empty")])
    if len(content) > watch.limits.bytes:
        raise DataError([watch.issue("document_too_large", most=watch.limits.bytes / 1e6)])


def _old_office_issue(content: bytes, watch: Watch) -> Issue:
    """Tell the files of the old Office apart by the names in their directory, which is UTF-16."""
    parts = [kind for name, kind in _OLD_PARTS.items() if name.encode("utf-16-le") in content]
    if "EncryptedPackage".encode("utf-16-le") in content:
        return watch.issue("document_encrypted")
    if parts and parts[0] != "Word":
        return watch.issue("document_kind", kind=parts[0])
    return watch.issue("document_old_word")


def _in_words_for_documents(issue: Issue, watch: Watch) -> Issue:
    """Say of a document what the guards say of a table."""
    if issue.code == "took_too_long":
        return watch.issue("document_slow", seconds=watch.limits.seconds)
    if issue.code in ("not_a_table", "other_spreadsheet"):
        return watch.issue("document_kind", kind=issue.details["kind"])
    return issue
