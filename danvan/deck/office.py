"""The office that issues a report, as the file office.toml in the folder of what the app makes says it.

Every key may be left out: what is not said is a visible blank in the report. A key that nobody knows is told, so that a
slip of the pen is not taken for something that is not known.
"""

import json
import re
import tomllib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from danvan import text
from danvan.exports.document import Office
from danvan.exports.styles import without_half_surrogates
from danvan.intake.issue import DataError, Issue
from danvan.warehouse.files import swap_in, write_whole

FILE = "office.toml"
LISTS = ("addressees", "recipients")
KEYS = tuple(field.name for field in fields(Office))
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
_LINE_OF_FAULT = re.compile(r"at line (\d+)")
# What a basic string of TOML may not hold as it is, beyond what JSON writes with a backslash too.
_DELETE, _DELETE_WRITTEN = "\x7f", "\\u007f"

__all__ = ["FILE", "Office", "looked_at", "problems", "read", "read_from", "write"]


def read(state: Path) -> Office:
    """Return the settings of the office; without the file all is blank. Raises DataError where it is at fault."""
    return _faultless(*looked_at(state))


def read_from(content: bytes) -> Office:
    """Return the settings that a file holds; raises DataError where it is at fault."""
    return _faultless(*_understood(content))


def _faultless(office: Office, issues: tuple[Issue, ...]) -> Office:
    if issues:
        raise DataError(issues)
    return office


def looked_at(state: Path) -> tuple[Office, tuple[Issue, ...]]:
    """Return what can be read of the settings, the rest blank, and everything that is wrong with the file."""
    try:
        return _understood((state / FILE).read_bytes())
    except FileNotFoundError:
        return Office(), ()
    except OSError:
        return Office(), (_issue("unreadable"),)


def _understood(written: bytes) -> tuple[Office, tuple[Issue, ...]]:
    try:
        content = written.decode("utf-8-sig")
        entries = tomllib.loads(content)
    except UnicodeDecodeError:
        return Office(), (_issue("not_utf8"),)
    except tomllib.TOMLDecodeError as error:
        found = _LINE_OF_FAULT.search(str(error))
        return Office(), (_issue("not_toml", int(found[1]) if found else None),)
    lines = content.splitlines()
    known = {key: _value(key, entry) for key, entry in entries.items() if key in KEYS}
    office = Office(**{key: value for key, value in known.items() if value is not None})  # type: ignore[arg-type]
    issues = [
        *(_unknown(key, _line(lines, key)) for key in entries if key not in KEYS),
        *(_issue(_kind_wanted(key), _line(lines, key), key) for key, value in known.items() if value is None),
        *(_issue("not_date", _line(lines, "date"), "date", one.value or "") for one in problems(office)),
    ]
    return office, tuple(sorted(issues, key=lambda issue: issue.line or 0))


def problems(office: Office) -> tuple[Issue, ...]:
    """Return what is wrong with settings that were typed in: a day that there is not."""
    return () if _is_date(office.date) else (_issue("not_date", None, "date", office.date),)


def write(state: Path, office: Office) -> None:
    """Keep the settings; a reader finds the old or the new file, never a half. Raises DataError as problems says."""
    if issues := problems(office):
        raise DataError(issues)
    state.mkdir(parents=True, exist_ok=True)
    written = state / f"{FILE}-{uuid.uuid4().hex}"
    try:
        write_whole(written, _written(office).encode())
        swap_in(written, state / FILE)
    finally:
        written.unlink(missing_ok=True)


def _written(office: Office) -> str:
    return "".join(f"{key} = {_literal(value)}\n" for key, value in asdict(office).items() if value)


def _literal(value: str | Iterable[str]) -> str:
    """Return a text as a basic string of TOML, which writes what JSON escapes as JSON does; texts as an array."""
    if not isinstance(value, str):
        return f"[{', '.join(_literal(one) for one in value)}]"
    return json.dumps(without_half_surrogates(value), ensure_ascii=False).replace(_DELETE, _DELETE_WRITTEN)


def _value(key: str, entry: Any) -> str | tuple[str, ...] | None:
    """Return what an entry says of a key; None where it is not what the key takes. A number or a day may stand bare."""
    if key in LISTS:
        texts = isinstance(entry, list) and all(isinstance(one, str) for one in entry)
        return tuple(entry) if texts else None
    if isinstance(entry, str):
        return entry
    if isinstance(entry, date) and key == "date":
        return entry.isoformat()[:10]
    return str(entry) if isinstance(entry, int) and not isinstance(entry, bool) else None


def _kind_wanted(key: str) -> str:
    return "not_texts" if key in LISTS else "not_text"


def _is_date(written: str) -> bool:
    if not written:
        return True
    if not _DATE.fullmatch(written):
        return False
    try:
        date.fromisoformat(f"{written}-01-01"[:10])
    except ValueError:
        return False
    return True


def _line(lines: list[str], key: str) -> int | None:
    """Return the line on which a key, or the table of its name, begins."""
    wanted = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[=.\]]""")
    return next((number for number, line in enumerate(lines, 1) if wanted.match(line)), None)


def _unknown(key: str, line: int | None) -> Issue:
    close = get_close_matches(key, KEYS, n=1)
    return _issue("unknown_key", line, key, meant=close[0] if close else ", ".join(KEYS))


def _issue(kind: str, line: int | None = None, key: str = "", value: str = "", meant: str = "") -> Issue:
    given = {"key": key, "value": value, "meant": meant}
    said = {
        part: {
            language: _said(f"report.problem.{kind}.{part}", language, given) for language in text.LANGUAGES
        }
        for part in ("message", "advice")
    }
    return Issue("error", f"office_{kind}", FILE, line, key or None, value or None, said=said)


def _said(key: str, language: str, given: Mapping[str, str]) -> str:
    words = text.words(language)
    return words.get(key, **{gap: given[gap] for gap in words.gaps[key]})
