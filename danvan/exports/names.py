"""Names of files that say what is in them: ASCII, short, and nothing that a path could be made of."""

import re

from danvan.vietnamese import slug

LONGEST = 120
SAMPLE = "so-lieu-minh-hoa"
NOTHING = "so-lieu"
_RESERVED = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")  # devices of Windows, whatever the ending


def stem(*parts: str, sample: bool = False, room: int = 0) -> str:
    """Return the parts (indicator, places, period, grouping) as one name without ending: dat-hien_pho-hoa_2021.

    Empty parts are left out. At most 120 characters less the room asked for; what is too long loses whole words
    at its end, never the mark of sample data. A stem given as a part stays as it is.
    """
    slugs = [slug(piece) for part in parts for piece in part.split("_")]
    end = f"_{SAMPLE}" if sample or SAMPLE in slugs else ""
    slugs = [piece for piece in slugs if piece and piece != SAMPLE]
    name = _cut("_".join(slugs), LONGEST - room - len(end))
    if not name or _RESERVED.fullmatch(name):
        name = f"{NOTHING}-{name}".strip("-")
    return name + end


def file_name(*parts: str, ending: str, sample: bool = False) -> str:
    """Return the name of a file with this ending, at most 120 characters: dat-hien_pho-hoa_2021.xlsx."""
    kind = slug(ending)
    return f"{stem(*parts, sample=sample, room=len(kind) + 1)}.{kind}"


def _cut(name: str, length: int) -> str:
    """Return the name cut behind a whole word; where one word alone is too long, within it."""
    if len(name) <= length:
        return name
    whole = re.split(r"[-_][^-_]*$", name[: length + 1])[0]
    return whole if len(whole) <= length else name[:length]
