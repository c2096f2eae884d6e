"""Words of a text and the phrases of a vocabulary that they make up, found in one walk over the words."""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from danvan.reader.spelling import as_matched

Key = TypeVar("Key", bound=Hashable)

# A square metre is a word of its own, however its 2 is set; other figures are for the reader of numbers.
_SQUARE = r"(?<![^\W0-9_])k?m ?2(?!\w|[.,][0-9])|(?<![^\W0-9_])k?m²"
# Of trđ (million đồng) the scale and the unit are two words, as in tr.đ.
_MILLION = r"(?<![^\W0-9_])tr(?=đ(?:ồng)?(?![^\W0-9_]))"
_TOKEN = re.compile(rf"{_SQUARE}|{_MILLION}|[^\W0-9_]+|[0-9]+|[%²³]|[^\w\s]")
# What may stand between the words of a phrase without parting them.
_SOFT = frozenset("*_“”\"‘’'«»-–—")


# Tuples: a long report has hundreds of thousands of these, and a frozen dataclass takes thrice the time to make.
class Token(NamedTuple):
    """A word, a run of digits or a sign, with its place in the text."""

    start: int
    end: int
    text: str

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()


class Hit(NamedTuple, Generic[Key]):
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
        self._single: dict[str, list[Key]] = {}
        self._longer: dict[tuple[str, ...], dict[tuple[str, ...], list[tuple[frozenset[int], Key]]]] = {}
        for key, its in phrases.items():
            for phrase in its:
                words, commas = _words(phrase)
                if len(words) == 1:
                    self._single.setdefault(words[0], []).append(key)
                elif words:
                    beginning = self._longer.setdefault(words[:2], {})
                    beginning.setdefault(words, []).append((commas, key))

    def hits(self, text: Sequence[Token]) -> Iterator[Hit[Key]]:
        """Yield every phrase that stands in a text, also those that overlap, in the order of their beginnings."""
        kept, words, commas = _without_soft_signs(text)
        for at, word in enumerate(words):
            for key in self._single.get(word, ()):
                yield Hit(kept[at].start, kept[at].end, key)
            longer = self._longer.get(words[at : at + 2])
            if longer is None:
                continue
            for phrase, its in longer.items():
                length = len(phrase)
                if length > 2 and words[at : at + length] != phrase:
                    continue
                parted = {number for number in range(1, length) if commas[at + number]}
                for allowed, key in its:
                    if parted <= allowed:
                        yield Hit(kept[at].start, kept[at + length - 1].end, key)


def _without_soft_signs(text: Sequence[Token]) -> tuple[list[Token], tuple[str, ...], list[bool]]:
    """Return the tokens that can part or make phrases, their texts, and whether a comma stands before each."""
    kept: list[Token] = []
    commas: list[bool] = []
    comma = False
    for token in text:
        if token.text == ",":
            comma = True
        elif token.text not in _SOFT:
            kept.append(token)
            commas.append(comma)
            comma = False
    return kept, tuple(token.text for token in kept), commas


def _words(phrase: str) -> tuple[tuple[str, ...], frozenset[int]]:
    words: list[str] = []
    commas = set()
    for token in tokens(as_matched(phrase)):
        if token.text == ",":
            commas.add(len(words))
        elif token.text not in _SOFT:
            words.append(token.text)
    return tuple(words), frozenset(commas)
