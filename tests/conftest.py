"""What tests of several rooms share."""

import os
import shutil
from pathlib import Path

import pytest
from data_folder import DataFolder
from hypothesis import settings

MEMORY = Path("/dev/shm")

# The same examples in every run, and no limit of time for one: a busy machine is no fault.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")


def pytest_configure(config: pytest.Config) -> None:
    """Keep what tests write in memory where the system offers that; only disasters and benchmarks need a disk."""
    lasting = config.option.markexpr.startswith(("disaster", "benchmark"))
    if config.option.basetemp is None and not lasting and os.access(MEMORY, os.W_OK):
        config.option.basetemp = MEMORY / f"danvan-tests-{os.getpid()}"


def pytest_unconfigure(config: pytest.Config) -> None:
    """Give the memory back."""
    if str(config.option.basetemp or "").startswith(str(MEMORY / "danvan-tests-")):
        shutil.rmtree(config.option.basetemp, ignore_errors=True)


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
