"""Office files, which are archives of parts, written so that the same parts give the same bytes."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

EARLIEST_YEAR = 1980  # that an archive can hold

Mend = Callable[[str, bytes], bytes]


def as_of(content: bytes, day: date, mend: Mend | None = None) -> bytes:
    """Return the archive with this day as the time of each part.

    ``mend`` is given the name and the content of each part and returns what it shall hold.
    """
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in given.namelist():
            part = given.read(name)
            entry = zipfile.ZipInfo(name, (max(day.year, EARLIEST_YEAR), day.month, day.day, 0, 0, 0))
            archive.writestr(entry, mend(name, part) if mend else part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
