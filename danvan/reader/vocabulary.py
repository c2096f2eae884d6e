"""The words by which a report is read, from data/catalogue/reading.toml: what an office teaches without code."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from danvan.catalogue import Catalogue
from danvan.intake.definition_file import DefinitionFile, Key, read_definition_file
from danvan.intake.issue import DataError, Issue
from danvan.reader.lexicon import Lexicon
from danvan.reader.models_words import ModelWords, read_model_words

VOCABULARY_FILE = "catalogue/reading.toml"
QUALIFIERS = (">", ">=", "<", "~")
# Lists of words that the reader cannot do without, and what each is for.
LISTS = (
    "filler", "joined", "masks", "parts", "documents", "now", "review", "this_year", "small_places",
    "whole_ward", "whole_town", "whole_province", "whole_country", "total_of", "in_turn", "cumulative",
    "behind_bounds", "behind_long_bounds",
)  # fmt: skip
_INDICATOR_KEYS = {
    "counted": Key(list, required=False),
    "own": Key(list, required=False),
    "around": Key(list, required=False),
    "never": Key(list, required=False),
    "never_around": Key(list, required=False),
    "moment": Key(bool, required=False),
}
_WHERE = ("before", "after", "own", "but_own", "around", "until", "among_parts", "headings", "but_headings")
_REASON_KEYS = {name: Key(list, required=False) for name in (*_WHERE, "but_units")}
_GROUPED = ("own", "around")

# What a phrase found says: its list, whose it is (an indicator, a reason, a unit, …), the number of its group.
Found = tuple[str, str, int]


@dataclass(frozen=True)
class Meaning:
    """How a report says an indicator.

    counted are the words behind its number; of each group of own one must stand among the figure's own words, of each
    group of around one in its sentence; never and never_around forbid there. moment says that the figure is of a day,
    not of a span of time, None where the catalogue's way of adding says it.
    """

    indicator: str
    counted: tuple[str, ...]
    own: tuple[tuple[str, ...], ...] = ()
    around: tuple[tuple[str, ...], ...] = ()
    never: tuple[str, ...] = ()
    never_around: tuple[str, ...] = ()
    moment: bool | None = None


@dataclass(frozen=True)
class Reason:
    """Words that make a number no figure: right before it, behind it, among its own words, in its sentence.

    until are words behind which the sentence tells what was done instead (kết quả … đã …);
    among_parts are words of the parts that a number is said to consist of (trong đó ngân sách …);
    but_own among its own words, and numbers of but_units, are not of what the sentence said of a number before.
    """

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    but_own: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    among_parts: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    but_headings: tuple[str, ...] = ()
    but_units: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """All words of the reader; every key is a code of the catalogue or a name that the reader knows."""

    meanings: Mapping[str, Meaning]
    reasons: Mapping[str, Reason]
    units: Mapping[str, tuple[str, ...]]
    before: Mapping[str, tuple[str, ...]]
    behind: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]
    models: ModelWords

    @cached_property
    def lexicon(self) -> Lexicon[Found]:
        """Every phrase of the vocabulary, to be looked for in one walk over a text."""
        return Lexicon({key: phrases for key, phrases in self._phrases() if phrases})

    def _phrases(self) -> Iterator[tuple[Found, Sequence[str]]]:
        for code, meaning in self.meanings.items():
            yield ("counted", code, 0), meaning.counted
            yield ("never", code, 0), meaning.never
            yield ("never_around", code, 0), meaning.never_around
            for number, group in enumerate(meaning.own):
                yield ("own", code, number), group
            for number, group in enumerate(meaning.around):
                yield ("around", code, number), group
        for code, reason in self.reasons.items():
            for where in _WHERE:
                yield (f"reason_{where}", code, 0), getattr(reason, where)
        for kind, lists in (("unit", self.units), ("before", self.before), ("behind", self.behind)):
            for code, phrases in lists.items():
                yield (kind, code, 0), phrases
        for name, phrases in self.words.items():
            yield ("word", name, 0), phrases


def read_vocabulary(data: Path, catalogue: Catalogue) -> Vocabulary:
    """Return the words in data/catalogue/reading.toml.

    Raises DataError where the file is missing or no TOML, a list is missing, a key unknown or of the wrong kind, or an
    entry names an indicator or a unit that the catalogue does not have.
    """
    file = read_definition_file(data, VOCABULARY_FILE)
    if issues := list(_issues(file, data, catalogue)):
        raise DataError(issues)
    entries = file.entries
    units = _lists(entries["unit"])
    return Vocabulary(
        MappingProxyType(
            {
                code: _meaning(code, entry, units.get(catalogue.indicators[code].unit, ()))
                for code, entry in entries["indicator"].items()
            }
        ),
        MappingProxyType({code: _reason(entry) for code, entry in entries["reason"].items()}),
        MappingProxyType(units),
        MappingProxyType(_lists(entries["qualifier"])),
        MappingProxyType(_lists(entries["qualifier_behind"])),
        MappingProxyType(_lists(entries["words"])),
        read_model_words(data, catalogue),
    )


def _issues(file: DefinitionFile, data: Path, catalogue: Catalogue) -> Iterator[Issue]:
    sections = ("qualifier", "qualifier_behind", "words", "unit", "reason", "indicator")
    yield from (file.issue("reading_section_missing", name) for name in sections if name not in file.entries)
    yield from (file.issue("reading_section_unknown", name) for name in file.entries if name not in sections)
    for section in set(sections) & file.entries.keys():
        if section in ("indicator", "reason"):
            yield from _entry_issues(file, data, section, catalogue)
        else:
            yield from _list_issues(file, section, catalogue)


def _list_issues(file: DefinitionFile, section: str, catalogue: Catalogue) -> Iterator[Issue]:
    given = file.entries[section]
    known = {
        "qualifier": set(QUALIFIERS),
        "qualifier_behind": set(QUALIFIERS),
        "words": set(LISTS),
        "unit": {indicator.unit for indicator in catalogue.indicators.values()} | set(given),
    }[section]
    for name, phrases in given.items():
        if name not in known:
            yield file.issue("definition_key_unknown", section, name)
        elif not _is_list_of_texts(phrases):
            yield file.issue("definition_wrong_type", section, name)
    if section == "words":
        yield from (
            file.issue("definition_key_missing", section, name) for name in LISTS if name not in given
        )


def _entry_issues(file: DefinitionFile, data: Path, section: str, catalogue: Catalogue) -> Iterator[Issue]:
    entries = file.entries[section]
    lines = (data / file.name).read_text(encoding="utf-8").splitlines()
    described = DefinitionFile(
        file.name, {f"{section}.{code}": entry for code, entry in entries.items()}, lines
    )
    keys = _INDICATOR_KEYS if section == "indicator" else _REASON_KEYS
    for code, entry in entries.items():
        name = f"{section}.{code}"
        if section == "indicator" and code not in catalogue.indicators:
            yield described.issue("reading_indicator_unknown", name, value=code)
        elif not isinstance(entry, dict):
            yield described.issue("definition_not_entry", name)
        elif issues := described.key_issues(name, keys):
            yield from issues
        else:
            yield from (
                described.issue("definition_wrong_type", name, key)
                for key, value in entry.items()
                if isinstance(value, list) and not _holds_words(key, value, section)
            )


def _holds_words(key: str, value: list[object], section: str) -> bool:
    if section == "indicator" and key in _GROUPED:
        return all(_is_list_of_texts(group) for group in value)
    return _is_list_of_texts(value)


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) and word.strip() for word in value)


def _lists(entry: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(phrases) for name, phrases in entry.items()}


def _meaning(code: str, entry: Mapping[str, Any], unit: tuple[str, ...]) -> Meaning:
    return Meaning(
        code,
        tuple(entry.get("counted", unit)),
        tuple(tuple(group) for group in entry.get("own", ())),
        tuple(tuple(group) for group in entry.get("around", ())),
        tuple(entry.get("never", ())),
        tuple(entry.get("never_around", ())),
        entry.get("moment"),
    )


def _reason(entry: Mapping[str, Any]) -> Reason:
    return Reason(**{name: tuple(entry.get(name, ())) for name in _REASON_KEYS})
