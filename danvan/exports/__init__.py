"""Files that leave the program: the form of a ward, the same with its mistakes marked, and tables taken away."""

from danvan.exports.formats import FORMATS, Format
from danvan.exports.taken import Chart, Column, Taken

__all__ = ["FORMATS", "Chart", "Column", "Format", "Taken"]
