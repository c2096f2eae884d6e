"""What the tests of disasters share: a process that may be killed."""

from collections.abc import Iterator

import pytest
from loader import Loader


@pytest.fixture(scope="session")
def loader() -> Iterator[Loader]:
    """Return a process whose forks hand files in."""
    process = Loader()
    yield process
    process.close()


@pytest.fixture
def second_loader() -> Iterator[Loader]:
    """Return another such process."""
    process = Loader()
    yield process
    process.close()
