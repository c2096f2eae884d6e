"""Writing what a command made: the whole file under its name, or none."""

from errno import ENOENT
from os import strerror
from pathlib import Path

from danvan.warehouse.files import swap_in, write_whole


def checked(to: Path) -> Path:
    """Return the path; raise FileNotFoundError where its folder is not there, before any work is done."""
    if not to.parent.is_dir():
        raise FileNotFoundError(ENOENT, strerror(ENOENT), str(to.parent))
    return to


def save(to: Path, content: bytes) -> None:
    """Write a file whole; who is interrupted leaves what was there before and nothing half."""
    unfinished = checked(to).with_name(f".{to.name}.part")
    try:
        write_whole(unfinished, content)
        swap_in(unfinished, to)
    finally:
        unfinished.unlink(missing_ok=True)
