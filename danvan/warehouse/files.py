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


def whole_lines(path: Path) -> list[bytes]:
    """Return the lines of a log that end; what follows the last end of line was cut off while it was written."""
    try:
        return path.read_bytes().split(b"\n")[:-1]
    except FileNotFoundError:
        return []


def append_lines(path: Path, lines: bytes) -> None:
    """Add lines to a log, in place of one that was cut off, and wait until the disk has them.

    Raises OSError, the log unchanged, where that fails.
    """
    whole = sum(len(known) + 1 for known in whole_lines(path))
    # Unbuffered: a buffer would be written out once more when the file is closed, after the failure was reported.
    with path.open("r+b" if path.exists() else "w+b", buffering=0) as file:
        file.truncate(whole)
        file.seek(whole)
        try:
            while lines:
                lines = lines[file.write(lines) :]
            os.fsync(file.fileno())
            if not whole:
                sync_folder(path.parent)
        except OSError:
            file.truncate(whole)
            raise
