"""The words that a reader sees: one folder a language, text/vi/ and text/en/, one file a subject, asked for by key.

A text may hold named gaps, {place}. A text that depends on a number stands in two forms, key.one and
key.other; Vietnamese has no need of the first, and a key with one form only is read for every number.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Formatter

LANGUAGES = ("vi", "en")
# What office programs call them: their spelling is checked by it.
LOCALES = {"vi": "vi-VN", "en": "en-GB"}
_FOLDER = Path(__file__).with_name("text")


class TextError(LookupError):
    """A text is asked for that is not there, or with other gaps than it has."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Words:
    """All texts of one language, by dotted key."""

    language: str
    texts: Mapping[str, str] = field(repr=False)
    gaps: Mapping[str, frozenset[str]] = field(repr=False)

    def __contains__(self, key: str) -> bool:
        return key in self.texts or f"{key}.other" in self.texts

    def get(self, key: str, /, **fillings: str) -> str:
        """Return the text with its gaps filled; of a text that depends on a number, the form for many.

        Raises TextError where the key is unknown, or where the fillings are not exactly the gaps of the text.
        """
        known = self._known(key, f"{key}.other")
        if self.gaps[known] != fillings.keys():
            raise TextError(
                f"The text {known!r} ({self.language}) has the gaps {sorted(self.gaps[known])} "
                f"and was given {sorted(fillings)}."
            )
        return self.texts[known].format_map(fillings)

    def count(self, key: str, number: float, /, **fillings: str) -> str:
        """Return the form of the text for this number, key.one for one and key.other for all others.

        The number only chooses the form; where it is to be read, give it formatted, as a filling. The form
        for one may leave gaps out ("one ward"). Raises as get does.
        """
        if number == 1 and (one := f"{key}.one") in self.texts:
            return self.get(one, **{name: text for name, text in fillings.items() if name in self.gaps[one]})
        return self.get(self._known(f"{key}.other", key), **fillings)

    def _known(self, *keys: str) -> str:
        for key in keys:
            if key in self.texts:
                return key
        raise TextError(f"There is no text {' or '.join(map(repr, keys))} in text/{self.language}/.")


@cache
def words(language: str) -> Words:
    """Return the words of a language, read once; raise TextError for a language or a text at fault."""
    if language not in LANGUAGES:
        raise TextError(f"There are words in {', '.join(LANGUAGES)}, not in {language!r}.")
    texts: dict[str, str] = {}
    for path in sorted((_FOLDER / language).glob("*.toml")):
        here = dict(_flat(tomllib.loads(path.read_text(encoding="utf-8")), ""))
        if twice := here.keys() & texts.keys():
            raise TextError(f"The text {min(twice)!r} ({language}) stands in two files.")
        texts |= here
    return Words(language, texts, {key: _gaps(key, text) for key, text in texts.items()})


def in_both(key: str, /, **fillings: str) -> str:
    """Return a text in both languages in one line, for who reads neither a page nor its switch."""
    return " / ".join(words(language).get(key, **fillings) for language in LANGUAGES)


def _flat(table: Mapping[str, object], prefix: str) -> Iterator[tuple[str, str]]:
    for name, entry in table.items():
        key = f"{prefix}{name}"
        if isinstance(entry, str):
            yield key, entry
        elif isinstance(entry, dict):
            yield from _flat(entry, f"{key}.")
        else:
            raise TextError(f"The text {key!r} is not in quotation marks.")


def _gaps(key: str, text: str) -> frozenset[str]:
    """Return the names in braces; only plain names, for how a value is written is decided by format.py."""
    names = set()
    for _, name, written_as, conversion in Formatter().parse(text):
        if name is None:
            continue
        if not name.isidentifier() or written_as or conversion:
            raise TextError(f"The text {key!r} has a gap that is not a plain name: {text!r}.")
        names.add(name)
    return frozenset(names)
