"""Where the program finds its files and keeps what it makes."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def data_dir() -> Path:
    """Return the folder of the data files: DANVAN_DATA, by default data/ beside dashboard.py."""
    return Path(os.environ.get("DANVAN_DATA", ROOT / "data"))


def state_dir() -> Path:
    """Return the folder for what the app makes: DANVAN_STATE, by default .danvan/ beside dashboard.py."""
    return Path(os.environ.get("DANVAN_STATE", ROOT / ".danvan"))


def editors_file() -> Path:
    """Return the file that names who may hand in: DANVAN_EDITORS, by default editors.toml beside dashboard.py."""
    return Path(os.environ.get("DANVAN_EDITORS", ROOT / "editors.toml"))
