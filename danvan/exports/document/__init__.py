"""The report as a Word file in the form of Decree 30/2020/NĐ-CP on clerical work; pure data in, bytes out.

Every element is what Word itself knows: styles, a numbered list for the headings, a field for the page number, rows
that stand again on each page. So the file can be edited without being formatted again. What a report is made of stands
here, and written.py makes the file: who only reads settings does not wait for python-docx.
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

__all__ = ["Appendix", "Column", "Group", "Office", "Report", "Section", "Table"]
