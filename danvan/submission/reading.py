"""What people accepted of a document becomes observations with the document as their source: a load like any other."""

from collections.abc import Collection
from pathlib import Path

from danvan.submission.publish import Outcome
from danvan.submission.review import Review
from danvan.warehouse.read import Opened


def check_reading(
    key: str, opened: Opened, data: Path, state: Path, *, allowed: Collection[str] | None = None
) -> Review:
    """Say what the decisions on a document, as they hold, would change; nothing is changed, nothing is kept."""
    raise NotImplementedError


def publish_reading(
    key: str,
    by: str,
    data: Path,
    state: Path,
    *,
    allowed: Collection[str] | None = None,
    confirmed: bool = False,
) -> Outcome:
    """Publish the decisions on a document as they hold, all or nothing, in place of its load before.

    allowed gives the codes of the units whose figures may be published, None = all.
    """
    raise NotImplementedError
