"""The report as a Word file in the form of Decree 30/2020/NĐ-CP on clerical work; pure data in, bytes out.

Every element is what Word itself knows: styles, a numbered list for the headings, a field for the page number, rows
that stand again on each page. So the file can be edited without being formatted again.
"""

from danvan.exports.document.parts import (
    Appendix,
    Column,
    Group,
    Office,
    Report,
    Section,
    Table,
)
from danvan.exports.document.written import document

__all__ = ["Appendix", "Column", "Group", "Office", "Report", "Section", "Table", "document"]
