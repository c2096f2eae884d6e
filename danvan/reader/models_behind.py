"""Who runs a model and in which wards, from the words behind its name: "của Hội Nông dân xã Phổ Thuận", "(Phổ An)"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from danvan import periods
from danvan.catalogue import Catalogue, Place
from danvan.reader.models_words import ModelWords, alternatives
from danvan.reader.spelling import as_matched

_SKIPPED = re.compile(r"[\s*_”\"»⁰¹²³⁴⁵⁶⁷⁸⁹]*")
_KIND_BEFORE = re.compile(r"(?<!thị )(xã|phường|thị trấn)\s*$")
_KINDS = {"xã": "xa", "phường": "phuong", "thị trấn": "phuong"}
_CLAUSE_END = re.compile(r";|\.(?=\s|$|\.)|…|\n")
_PART_END = re.compile(r"[,(){}“”\"«»:]|(?<!\w)và(?!\w)")
_BESIDE = re.compile(r"[(–-]\s*")
_WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*")
_BEFORE_A_NUMBER = ("-", "–", "(")
_AT = ("ở", "tại")
_SURPLUS = " *_,;:-–"


@dataclass(frozen=True)
class Source:
    """A text, and the same spelled as words are looked for in it, sign by sign."""

    text: str
    matched: str


@dataclass(frozen=True)
class Behind:
    """What the words behind a name say: the host as printed, the codes of the wards; "" and none where nothing."""

    host: str = ""
    places: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.host or self.places)


class WardNames:
    """Finds wards by name in a text of a day; where a name was passed on, the printed kind and the day decide."""

    def __init__(self, catalogue: Catalogue, issued_on: str = "") -> None:
        self._day = periods.parse(issued_on[:7]).end if issued_on else date.min
        self._wards: dict[str, list[Place]] = {}
        for place in catalogue.places.values():
            if place.level == "ward" and (place.formed_on is None or place.formed_on <= self._day):
                self._wards.setdefault(as_matched(place.name), []).append(place)
        self._shared = {as_matched(one.name) for one in catalogue.places.values() if one.level != "ward"}
        self._names = re.compile(rf"(?<!\w)(?:{alternatives(self._wards) or '(?!)'})(?!\w)")

    def within(self, source: Source, start: int, end: int) -> tuple[str, ...]:
        """Return the codes of the wards named between two positions, each once, in the order of the text."""
        return tuple(dict.fromkeys(code for code in self._named(source, start, end) if code))

    def _named(self, source: Source, start: int, end: int) -> Iterator[str]:
        for found in self._names.finditer(source.matched, start, end):
            name = found.group()
            kind = _KIND_BEFORE.search(source.matched, max(start, found.start() - 12), found.start())
            if source.text[found.start()].isupper() and (kind or name not in self._shared):
                yield self._chosen(self._wards[name], _KINDS[kind[1]] if kind else "")

    def _chosen(self, wards: list[Place], kind: str) -> str:
        """Return the ward meant: of several of one name that of the kind named, then that of the day."""
        return min(
            wards,
            key=lambda ward: (bool(kind) and ward.kind != kind, not ward.valid_on(self._day), ward.place),
        ).place


def told_behind(source: Source, start: int, end: int, words: ModelWords, wards: WardNames) -> Behind:
    """Return the host and the wards that the words from start to end give, up to the end of their clause."""
    clause = _CLAUSE_END.search(source.matched, start, end)
    end = clause.start() if clause else end
    at = _skipped(source, start, end)
    host = ""
    if leading := words.led_by.match(source.matched, at, end):
        host = _host_behind(source, leading, end, words, wards)
    elif (sign := _BESIDE.match(source.matched, at, end)) and words.host_begins.match(
        source.matched, sign.end(), end
    ):
        host = source.text[sign.end() : host_end(source, sign.end(), end, words, wards)].strip(_SURPLUS)
    return Behind(host, wards.within(source, start, end))


def host_before(source: Source, start: int, end: int, words: ModelWords, wards: WardNames) -> str:
    """Return the host of a list that a colon opens: "các mô hình của Thị đoàn:" gives "Thị đoàn"; "" where none."""
    if not source.matched[start:end].rstrip(_SURPLUS.replace(":", "") + '“"').endswith(":"):
        return ""
    for telling in words.telling.finditer(source.matched, start, end):
        at = _skipped(source, telling.end(), end)
        if leading := words.led_by.match(source.matched, at, end):
            return _host_behind(source, leading, end, words, wards)
    return ""


def _host_behind(
    source: Source, leading: re.Match[str], end: int, words: ModelWords, wards: WardNames
) -> str:
    at = leading.end()
    begins = words.host_is_a_place if leading.group().strip() in _AT else words.host_begins
    if not begins.match(source.matched, at, end):
        return ""
    return source.text[at : host_end(source, at, end, words, wards)].strip(_SURPLUS)


def host_end(source: Source, start: int, end: int, words: ModelWords, wards: WardNames) -> int:
    """Return where the name of a host ends: where it is complete, at words that end it, at a comma with no other host.

    The end is the start where a number is left that counts something: then nobody can say where the name ended.
    """
    over = _end_of_names(source, start, end, words, wards)
    return start if _counts(source, start, over, words) else over


def _end_of_names(source: Source, start: int, end: int, words: ModelWords, wards: WardNames) -> int:
    for over in words.host_ends.finditer(source.matched, start, end):
        if over["hold"] is None and not _is_of_a_name(source.text[over.start() : over.start() + 2]):
            end = over.start()
            break
    end = _complete(source, start, end, words)
    for part in _PART_END.finditer(source.matched, start, end):
        if part.start() < start:
            continue
        if part.group() == "(":
            closed = source.text.find(")", part.end(), end)
            if closed >= 0 and wards.within(source, part.end(), closed):
                return closed + 1
            return part.start()
        if part.group() not in (",", "và"):
            return part.start()
        following = _skipped(source, part.end(), end)
        goes_on = words.host_begins.match(source.matched, following, end)
        is_name = part.group() == "và" and source.text[following : following + 1].isupper()
        if not goes_on and not is_name:
            return part.start()
    return end


def _is_of_a_name(begins: str) -> bool:
    """Say whether a word is written as names are: Ban Chỉ đạo; in a text all in capitals no word tells."""
    return begins[:1].isupper() and begins[1:].islower()


def _complete(source: Source, start: int, end: int, words: ModelWords) -> int:
    """Return where a name is complete: what goes on behind a proper name or a kind of place tells of its host."""
    found = list(_WORD.finditer(source.text, start, end))
    for at in range(1, len(found) - 1):
        last, following = found[at], found[at + 1]
        sign = source.text[last.end() : following.start()].strip()
        if sign in _BEFORE_A_NUMBER and following.group()[0].isdigit():
            return last.end()
        if sign or _goes_on(source, found, at + 1, words):
            continue
        if _is_proper(source, found, at, words) or words.host_closes.search(
            source.matched, start, last.end()
        ):
            return last.end()
    return end


def _is_proper(source: Source, found: list[re.Match[str]], at: int, words: ModelWords) -> bool:
    """Say whether a proper name ends with a word: two words in capitals of which the first is no kind of host."""
    pair = found[at - 1 : at + 1] if at > 1 else []
    named = bool(pair) and all(_is_of_a_name(word.group()[:2]) for word in pair)
    return named and not words.host_begins.match(source.matched, pair[0].start())


def _goes_on(source: Source, found: list[re.Match[str]], at: int, words: ModelWords) -> bool:
    """Say whether a word may belong to a name that could end before it."""
    word = found[at].group()
    if word[0].isdigit():
        return not (at + 1 < len(found) and not _goes_on(source, found, at + 1, words))
    return not word[0].islower() or bool(words.host_goes_on.match(source.matched, found[at].start()))


def _counts(source: Source, start: int, end: int, words: ModelWords) -> bool:
    """Say whether a number within a name counts something, and is not that of a hamlet, a school or a company."""
    found = list(_WORD.finditer(source.text, start, end))
    return any(
        word.group()[0].isdigit()
        and not words.host_is_numbered.search(source.matched, start, word.start())
        and not _goes_on(source, found, at, words)
        for at, word in enumerate(found)
    )


def _skipped(source: Source, at: int, end: int) -> int:
    found = _SKIPPED.match(source.text, at, end)
    return found.end() if found else at
