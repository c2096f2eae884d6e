"""A TOML file of entries, and each entry held against the keys that it must and may have."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from danvan.intake.issue import DataError, Issue

Entries = dict[str, dict[str, Any]]
_LINE_OF_FAULT = re.compile(r"at line (\d+)")


@dataclass(frozen=True)
class Key:
    """What one key of an entry may hold; a whole number also serves where a float is wanted."""

    kind: type
    required: bool = True

    def takes(self, value: object) -> bool:
        if isinstance(value, bool) or self.kind is bool:
            return isinstance(value, bool) and self.kind is bool
        return isinstance(value, (int, float) if self.kind is float else self.kind)


@dataclass(frozen=True)
class DefinitionFile:
    """The entries of one TOML file by their code, in the order of the file."""

    name: str
    entries: Entries
    _lines: list[str] = field(repr=False)

    def issue(self, code: str, entry: str, key: str | None = None, **details: str) -> Issue:
        """Return a finding about an entry, or about one of its keys, with its line."""
        return Issue(
            "error", code, self.name, self._line(entry, key), key, details.pop("value", entry), details
        )

    def key_issues(self, entry: str, keys: Mapping[str, Key]) -> list[Issue]:
        """Return a finding for each key of an entry that is missing, unknown or of the wrong kind."""
        given = self.entries[entry]
        missing = [key for key, rule in keys.items() if rule.required and key not in given]
        unknown = [key for key in given if key not in keys]
        wrong = [key for key, value in given.items() if key in keys and not keys[key].takes(value)]
        return (
            [self.issue("definition_key_missing", entry, key) for key in missing]
            + [self.issue("definition_key_unknown", entry, key) for key in unknown]
            + [self.issue("definition_wrong_type", entry, key) for key in wrong]
        )

    def _line(self, entry: str, key: str | None) -> int | None:
        """Return the line of a key, or of its entry where the key has no line of its own."""
        heading = re.compile(rf"\s*\[{re.escape(entry)}[\].]")
        loose = re.compile(rf"\s*{re.escape(entry)}\s*=")
        numbered = list(enumerate(self._lines, 1))
        start = next((number for number, line in numbered if heading.match(line) or loose.match(line)), None)
        if start is None or key is None:
            return start
        wanted = re.compile(rf"\s*{re.escape(key)}\s*=")
        for number, line in numbered[start:]:
            if line.startswith("[") and not heading.match(line):
                break
            if wanted.match(line):
                return number
        return start


def read_definition_file(data: Path, name: str) -> DefinitionFile:
    """Read data/<name>; raise DataError where there is no such file or it is not TOML made of entries."""
    try:
        content = (data / name).read_text(encoding="utf-8")
        entries = tomllib.loads(content)
    except FileNotFoundError as error:
        raise DataError([Issue("error", "file_missing", name)]) from error
    except OSError as error:
        raise DataError([Issue("error", "file_unreadable", name)]) from error
    except UnicodeDecodeError as error:
        raise DataError([Issue("error", "not_utf8", name)]) from error
    except tomllib.TOMLDecodeError as error:
        found = _LINE_OF_FAULT.search(str(error))
        raise DataError([Issue("error", "not_toml", name, int(found[1]) if found else None)]) from error
    file = DefinitionFile(name, entries, content.splitlines())
    if loose := [code for code, entry in entries.items() if not isinstance(entry, dict)]:
        raise DataError([file.issue("definition_not_entry", code) for code in loose])
    return file
