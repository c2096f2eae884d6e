"""Files with nothing wrong in them, in every form that is taken; some are told what was done to them."""

import unicodedata
from io import BytesIO
from typing import Any

import openpyxl
from handed_in_planted import DAY, Planted, Sheet, book, error, table, warning
from openpyxl.styles import Font

from danvan import definitions_of_the_form as _unused  # noqa: F401
