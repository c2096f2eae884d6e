"""What tests of several rooms share."""

from pathlib import Path

import pytest
from data_folder import DataFolder


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    """Return a data folder that the test may break."""
    return DataFolder(tmp_path)


@pytest.fixture
def read_folder(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """Return a data folder that the process's own warehouse reads."""
    monkeypatch.setenv("DANVAN_DATA", str(folder.path))
    monkeypatch.setenv("DANVAN_STATE", str(folder.state))
    return folder
