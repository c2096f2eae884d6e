"""Words of a text and the phrases of a vocabulary that they make up, found in one walk over the words."""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from danvan.reader.spelling import as_matched

Key = TypeVar("Key", bound=Hashable)

# A square metre is a word of its own, however its 2 is set; other figures are for the reader of numbers.
_SQUARE = r"(?<![^\W0-9_])k?m ?2(?![\w,]|\.[0-9])|(?<![^\W0-9_])k?m²"
_TOKEN = re.compile(rf"{_SQUARE}|[^\W0-9_]+|[0-9]+|[%²³]|[^\w\s]")
# What may stand between the words of a phrase without parting them.
_SOFT = frozenset("*_“”\"‘’'«»-–—")


@dataclass(frozen=True)
class Token:
    """A word, a run of digits or a sign, with its place in the text."""

    start: int
    end: int
    text: str

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_soft(self) -> bool:
        return self.text in _SOFT


@dataclass(frozen=True)
class Hit(Generic[Key]):
    """A phrase found: where it stands in the text, and whose phrase it is."""

    start: int
    end: int
    key: Key


def tokens(matched: str) -> list[Token]:
    """Return the words and signs of a text that is spelled as as_matched does."""
    return [Token(found.start(), found.end(), _plain(found.group())) for found in _TOKEN.finditer(matched)]


def _plain(token: str) -> str:
    return token.replace(" ", "").replace("²", "2") if len(token) > 1 else token


class Lexicon(Generic[Key]):
    """Phrases by their first word; of a phrase with a comma ("xã, phường") the comma may be left out."""

    def __init__(self, phrases: Mapping[Key, Iterable[str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], frozenset[int], Key]]] = {}
        for key, its in phrases.items():
            for phrase in its:
                words, commas = _words(phrase)
                if words:
                    self._by_first.setdefault(words[0], []).append((words, commas, key))

    def hits(self, text: Sequence[Token]) -> Iterator[Hit[Key]]:
        """Yield every phrase that stands in a text, also those that overlap, in the order of their beginnings."""
        for at, token in enumerate(text):
            for words, commas, key in self._by_first.get(token.text, ()):
                last = _matched_to(text, at, words, commas)
                if last is not None:
                    yield Hit(token.start, text[last].end, key)


def _words(phrase: str) -> tuple[tuple[str, ...], frozenset[int]]:
    words: list[str] = []
    commas = set()
    for token in tokens(as_matched(phrase)):
        if token.text == ",":
            commas.add(len(words))
        elif not token.is_soft:
            words.append(token.text)
    return tuple(words), frozenset(commas)


def _matched_to(text: Sequence[Token], at: int, words: tuple[str, ...], commas: frozenset[int]) -> int | None:
    """Return the number of the token that ends the phrase, None where it does not stand here."""
    for number, word in enumerate(words[1:], 1):
        at += 1
        while at < len(text) and (text[at].is_soft or (text[at].text == "," and number in commas)):
            at += 1
        if at >= len(text) or text[at].text != word:
            return None
    return at
