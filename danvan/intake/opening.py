"""Opening a file that somebody hands in: whatever it is, either sheets of cells or findings that say why not."""

from dataclasses import replace
from functools import cache

from danvan import legacy_encodings
from danvan.intake.guards import PACKAGE, UPLOAD, Limits, Watch, check_kind, check_size, watch_over
from danvan.intake.sheets import Opened, with_texts
from danvan.intake.text_table import read_text
from danvan.intake.workbook import read_workbook
from danvan.vietnamese import compose


def open_file(name: str, content: bytes, limits: Limits = UPLOAD) -> Opened:
    """Return the sheets of a CSV file or a workbook; raise DataError with the findings where there are none.

    name is the one the sender's file had; it stands in findings and nothing is done with it.
    """
    watch = watch_over(name, limits)
    check_size(content, watch)
    check_kind(content, watch)
    opened = read_workbook(content, watch) if content.startswith(PACKAGE) else read_text(content, watch)
    return _in_unicode(opened, watch)


def _in_unicode(opened: Opened, watch: Watch) -> Opened:
    """Decode texts of an old Vietnamese font that were saved as if they were Unicode."""
    if any(remark.code == "decoded_from" for remark in opened.remarks):
        return opened
    encoding = legacy_encodings.of_texts(_different_texts(opened))
    if encoding is None:
        return opened
    decode = legacy_encodings.from_tcvn3 if encoding == "tcvn3" else legacy_encodings.from_vni
    in_unicode = cache(lambda text: compose(decode(text)))
    sheets = tuple(with_texts(sheet, in_unicode) for sheet in opened.sheets)
    watch.check_time()
    remark = watch.issue("decoded_from", severity="warning", encoding=encoding)
    return replace(opened, sheets=sheets, remarks=(*opened.remarks, remark))


def _different_texts(opened: Opened) -> set[str]:
    """Return every text once: one long text of a workbook may stand in a million cells."""
    return {cell.text for sheet in opened.sheets for row in sheet.rows for cell in row if cell.kind == "text"}
