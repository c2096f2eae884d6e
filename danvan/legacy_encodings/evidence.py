"""Which reading of a text is Vietnamese: every word is weighed under every table."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from danvan.legacy_encodings.syllables import is_common, is_possible

# The signs ° ± ² ³ ´ stand after letters in every table and are a letter in none.
_WORD = re.compile("[A-Za-z\u00a1-\u00af\u00b5-\u024f\u1e00-\u1eff\u0300-\u036f]+")
_COMMON_POINTS, _POSSIBLE_POINTS = 3, 2
# One common syllable is evidence; one merely possible syllable is as easily an accident (où, read as VNI, is ó).
LEAST_POINTS = 3
LEAST_SHARE_POSSIBLE = 0.6


def _any_code(word: str) -> bool:
    return True


@dataclass(frozen=True)
class Reading:
    """How text is read by a table, and whether a word has only codes that the table has a letter for."""

    read: Callable[[str], str]
    has_codes_for: Callable[[str], bool] = _any_code


@dataclass(frozen=True)
class Evidence:
    """What the words say for one reading: points for all, and the share that can be Vietnamese (0 to 1)."""

    points: int
    share_possible: float

    @property
    def is_enough(self) -> bool:
        """Say whether the text is Vietnamese under this reading at all."""
        return self.points >= LEAST_POINTS and self.share_possible >= LEAST_SHARE_POSSIBLE


def telling_words(text: str) -> frozenset[str]:
    """Return the different words with letters outside ASCII; one letter alone or signs alone tell nothing."""
    words = frozenset(_WORD.findall(text))
    return frozenset(
        word for word in words if len(word) > 1 and not word.isascii() and any(map(str.isalpha, word))
    )


def weigh(words: Iterable[str], reading: Reading) -> Evidence:
    """Weigh the words as they are under the reading."""
    points = [_points(word, reading) for word in words]
    possible = sum(point > 0 for point in points)
    return Evidence(sum(points), possible / len(points) if points else 0.0)


def _points(word: str, reading: Reading) -> int:
    if not reading.has_codes_for(word):
        return 0
    read = reading.read(word)
    if not is_possible(read):
        return 0
    return _COMMON_POINTS if is_common(read) else _POSSIBLE_POINTS


def best_reading(words: Iterable[str], readings: Mapping[str, Reading]) -> str | None:
    """Return the name of the reading with the most points, or None where it is not enough or there are two."""
    weighed = {name: weigh(words, reading) for name, reading in readings.items()}
    most = max((evidence.points for evidence in weighed.values()), default=0)
    best = [name for name, evidence in weighed.items() if evidence.points == most and evidence.is_enough]
    return best[0] if len(best) == 1 else None
