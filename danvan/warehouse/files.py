"""Writing so that a power cut leaves the old or the new, never a half."""

import os
import shutil
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a new file and wait until the disk has it."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def copy_whole(content: Path, path: Path) -> None:
    """Copy a file and wait until the disk has it."""
    shutil.copyfile(content, path)
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def swap_in(written: Path, path: Path) -> None:
    """Give a written file its name, in place of what bore it, and wait until the disk has it."""
    written.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names in a folder; Windows has no such thing and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
