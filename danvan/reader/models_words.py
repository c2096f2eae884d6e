"""The words by which models are found, from data/catalogue/reading_models.toml."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any

from danvan.catalogue import Catalogue
from danvan.intake.definition_file import Key, read_definition_file
from danvan.intake.issue import DataError
from danvan.reader.spelling import as_matched

FILE = "catalogue/reading_models.toml"
_KEYS = {
    "telling": ("anywhere", "right_before", "around"),
    "not_models": ("names", "before", "right_before"),
    "hosts": ("led_by", "begin", "places", "end", "stops", "before", "hold", "closes", "goes_on", "numbered"),
}
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class ModelWords:
    """Lists of words by table and name, and how the fields of models are named, by their code."""

    lists: Mapping[tuple[str, str], tuple[str, ...]]
    fields: Mapping[str, tuple[str, ...]]

    @cached_property
    def telling(self) -> re.Pattern[str]:
        """Finds words that lead to models from anywhere before them in the sentence."""
        return one_of(self.lists["telling", "anywhere"])

    @cached_property
    def denying(self) -> re.Pattern[str]:
        """Finds words that lead to quotations that are no models."""
        return one_of(self.lists["not_models", "before"])

    @cached_property
    def lead_in(self) -> re.Pattern[str]:
        """Finds, at the end of a text, the words that lead to the name of a model which follows right away."""
        telling = alternatives((*self.lists["telling", "anywhere"], *self.lists["telling", "right_before"]))
        around = alternatives(self.lists["telling", "around"])
        return re.compile(rf"(?<!\w)(?:(?:{around})\s+)*(?:{telling})(?:\s+(?:{around}))*\s*:?\s*$")

    @cached_property
    def lead_out(self) -> re.Pattern[str]:
        """Finds, at the end of a text, words that lead to a quotation which is no model."""
        return re.compile(rf"(?<!\w)(?:{alternatives(self.lists['not_models', 'right_before'])})\s*:?\s*$")

    @cached_property
    def led_by(self) -> re.Pattern[str]:
        """Matches words that lead to a host."""
        return re.compile(rf"(?:{alternatives(self.lists['hosts', 'led_by'])})(?!\w)\s*")

    @cached_property
    def host_begins(self) -> re.Pattern[str]:
        """Matches words that the name of a host begins with."""
        return re.compile(rf"(?:các |những )?(?:{alternatives(self.lists['hosts', 'begin'])})(?!\w)")

    @cached_property
    def host_is_a_place(self) -> re.Pattern[str]:
        """Matches words that a host begins with of which one says "at"."""
        return re.compile(rf"(?:{alternatives(self.lists['hosts', 'places'])})(?!\w)")

    @cached_property
    def host_ends(self) -> re.Pattern[str]:
        """Finds words at which the name of a host is over; those held by a name are taken first, as group hold."""
        return self._over(self.lists["hosts", "end"], self.lists["hosts", "stops"])

    @cached_property
    def host_does(self) -> re.Pattern[str]:
        """Finds those of these words that say of a host that the model behind them is its own."""
        return self._over(self.lists["hosts", "end"])

    def _over(self, *lists: tuple[str, ...]) -> re.Pattern[str]:
        hold, end = alternatives(self.lists["hosts", "hold"]), alternatives(chain(*lists))
        return re.compile(rf"(?<!\w)(?:(?P<hold>{hold})|(?:{end}))(?!\w)")

    @cached_property
    def host_closes(self) -> re.Pattern[str]:
        """Finds, at the end of a text, the kind of place that a host's name may end with: Hội Nông dân xã."""
        words = alternatives(self.lists["hosts", "closes"])
        return re.compile(rf"(?<!\w)(?<!hợp tác )(?<!các )(?:{words})$")

    @cached_property
    def host_goes_on(self) -> re.Pattern[str]:
        """Matches words with which a host's name goes on behind a proper name or a kind of place."""
        return re.compile(rf"(?:{alternatives(self.lists['hosts', 'goes_on'])})(?!\w)")

    @cached_property
    def host_is_numbered(self) -> re.Pattern[str]:
        """Finds, at the end of a text, words behind which a number is part of a name."""
        return re.compile(rf"(?<!\w)(?:{alternatives(self.lists['hosts', 'numbered'])})\s+$")

    @cached_property
    def host_may_begin(self) -> re.Pattern[str]:
        """Finds what stands right before the name of a host that is told before its model."""
        return re.compile(rf"[,;:]|(?<!\w)(?:và|{alternatives(self.lists['hosts', 'before'])})(?!\w)")

    @cached_property
    def in_a_field(self) -> re.Pattern[str]:
        """Finds "lĩnh vực" and the words of a field, the field's code as the name of the group."""
        return re.compile(rf"(?<!\w)lĩnh vực\s+(?:{self._fields})(?!\w)")

    @cached_property
    def opens_a_field(self) -> re.Pattern[str]:
        """Matches a beginning that is about a field, "Về kinh tế," or "Quốc phòng, an ninh:", the group its code."""
        return re.compile(rf"(?:(?:về|trong|trên)\s+)?(?:lĩnh vực\s+)?(?:{self._fields})\s*(?:[:,–-]|$)")

    @cached_property
    def _fields(self) -> str:
        return "|".join(f"(?P<{code}>{alternatives(phrases)})" for code, phrases in self.fields.items())

    def is_no_model(self, name: str) -> bool:
        """Say whether a name is known to be that of something else, the movement itself above all."""
        return plain(name) in self._known_others

    @cached_property
    def _known_others(self) -> frozenset[str]:
        return frozenset(map(plain, self.lists["not_models", "names"]))


def plain(name: str) -> str:
    """Return a name as names are compared: one spelling, no signs."""
    return _SIGNS.sub(" ", as_matched(name)).strip()


def one_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of these phrases as whole words."""
    return re.compile(rf"(?<!\w)(?:{alternatives(phrases)})(?!\w)")


def alternatives(phrases: Iterable[str]) -> str:
    """Return the longest phrases first, as they stand in a text that is spelled as as_matched does."""
    spelled = sorted({as_matched(phrase) for phrase in phrases}, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in spelled)


def read_model_words(data: Path, catalogue: Catalogue) -> ModelWords:
    """Return the words in data/catalogue/reading_models.toml.

    Raises DataError where the file is missing or no TOML, a list is missing, unknown or no list of words, or a field is
    not one of the catalogue.
    """
    file = read_definition_file(data, FILE)
    keys = {**_KEYS, "field": tuple(catalogue.fields)}
    issues = [file.issue("definition_key_missing", name) for name in keys if name not in file.entries]
    for name in file.entries:
        if name not in keys:
            issues.append(file.issue("definition_key_unknown", name))
        else:
            required = name != "field"
            issues += file.key_issues(name, {key: Key(list, required) for key in keys[name]})
            issues += [
                file.issue("definition_wrong_type", name, key)
                for key, words in file.entries[name].items()
                if isinstance(words, list) and not _are_words(words)
            ]
    if issues:
        raise DataError(issues)
    lists = {(name, key): tuple(file.entries[name][key]) for name, its in _KEYS.items() for key in its}
    fields = {code: tuple(words) for code, words in file.entries["field"].items()}
    return ModelWords(MappingProxyType(lists), MappingProxyType(fields))


def _are_words(words: list[Any]) -> bool:
    return bool(words) and all(isinstance(word, str) and word.strip() for word in words)
