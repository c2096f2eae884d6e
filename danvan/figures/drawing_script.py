"""The script that draws figures in a browser, for pages that are not Streamlit's."""

from functools import cache
from hashlib import sha256
from pathlib import Path

import plotly


def path() -> Path:
    """Return where the plotly.js is that belongs to the Plotly in use."""
    return Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


@cache
def version() -> str:
    """Return what changes when the script does."""
    return sha256(path().read_bytes()).hexdigest()[:12]
