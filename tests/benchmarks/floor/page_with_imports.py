"""The floor with what our pages import, as the yardstick of a cold start."""

import runpy
from pathlib import Path

import duckdb  # noqa: F401
import pandas  # noqa: F401

runpy.run_path(str(Path(__file__).with_name("page.py")))
