"""Places that a text names: xã Phổ Phong, các phường Phổ Văn, Phổ Minh, toàn tỉnh."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from danvan import periods
from danvan.catalogue import Catalogue
from danvan.reader.lexicon import Hit
from danvan.reader.spelling import as_matched
from danvan.reader.vocabulary import Found, Vocabulary
from danvan.vietnamese import fold

UNKNOWN, SMALL, WHOLE = "unknown", "small", "whole"
_KINDS = {"xã": "xa", "x.": "xa", "phường": "phuong", "p.": "phuong", "thị xã": "thi_xa", "tx.": "thi_xa"}
_NAMED = re.compile(
    r"(?<!\w)(?P<kind>xã|phường|thị trấn|thị xã|huyện|tỉnh|thành phố|[xp]\.|t[xp]\.) ?"
    r"(?=(?P<name>[^\W0-9_]+(?: [^\W0-9_]+){0,3}))"
)
_LIST_BEFORE = re.compile(r"(?:,|và|;|\(|:|ở|tại|là|của|-|–|\+|địa bàn|như|^)\s*\(?\s*$")
_SMALL_NUMBER = re.compile(r"(?P<digits>[0-9]{1,2})(?![.,/]?[0-9])(?! ?(?:tỉ|triệu|nghìn|ngàn|tr|%)) ?")
_LOOK_BACK = 14
# Behind "trên địa bàn xã" these say that wards of every kind are meant, not one.
_ANOTHER_KIND = re.compile(r" ?[,/]? ?(?:phường|xã|thị trấn)(?!\w)")
_TOWNS = ("thi_xa", "huyện", "thành phố")
_WHOLE = {
    "whole_ward": "ward",
    "whole_town": "town",
    "whole_province": "province",
    "whole_country": "country",
}


@dataclass(frozen=True)
class Named:
    """A place that a text names: where, of which kind, and the codes that bear the name, none where unknown.

    what is "" for a place of the catalogue; else it says that the place is unknown, too small, or the whole one: then
    kind is its level, and codes is that place where the document's own is it or within it.
    """

    start: int
    end: int
    codes: tuple[str, ...]
    kind: str = ""
    what: str = ""


class Names:
    """The names by which places of the catalogue are found in texts; spellings are further ones, folded."""

    def __init__(
        self, catalogue: Catalogue, vocabulary: Vocabulary, spellings: Mapping[str, Sequence[str]], about: str
    ) -> None:
        self._catalogue = catalogue
        self._codes: dict[str, list[str]] = {}
        for place in catalogue.places.values():
            self._codes.setdefault(fold(place.name), []).append(place.place)
        for spelling, codes in spellings.items():
            known = self._codes.setdefault(fold(spelling), [])
            known += [code for code in codes if code not in known and code in catalogue.places]
        names = sorted({as_matched(place.name) for place in catalogue.places.values()}, key=len, reverse=True)
        self._bare = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)") if names else None
        small = sorted(map(as_matched, vocabulary.words["small_places"]), key=len, reverse=True)
        self._small = re.compile(
            rf"(?<!\w)(?<!nông )(?<!số )(?:{'|'.join(map(re.escape, small))}) (?:số )?(?=(?P<next>\S))"
        )
        self._about = about

    def in_text(self, text: str, matched: str, hits: Sequence[Hit[Found]]) -> list[Named]:
        """Return the places named in a text, in order and none within another."""
        found = self._with_kind(text, matched)
        taken = {position for named in found for position in range(named.start, named.end)}
        for bare in self._bare.finditer(matched) if self._bare else ():
            before = matched[max(0, bare.start() - _LOOK_BACK) : bare.start()]
            if bare.start() not in taken and text[bare.start()].isupper() and _LIST_BEFORE.search(before):
                found.append(Named(bare.start(), bare.end(), tuple(self._codes.get(fold(bare.group()), ()))))
        found += self._small_places(text, matched, hits)
        found += [
            Named(hit.start, hit.end, self._whole(_WHOLE[hit.key[1]]), _WHOLE[hit.key[1]], WHOLE)
            for hit in hits
            if hit.key[0] == "word" and hit.key[1] in _WHOLE and not _ANOTHER_KIND.match(matched, hit.end)
        ]
        return sorted(found, key=lambda named: named.start)

    def _with_kind(self, text: str, matched: str) -> list[Named]:
        found = []
        for match in _NAMED.finditer(matched):
            name = text[match.start("name") : match.end("name")]
            words = list(takewhile(lambda word: word[0].isupper(), name.split(" ")))
            kind = _KINDS.get(match["kind"], match["kind"])
            if named := self._known(match.start(), match.start("name"), words, kind):
                found.append(named)
            elif words and kind != "tỉnh" and not words[0].isupper():
                end = match.start("name") + len(" ".join(words))
                found.append(Named(match.start(), end, (), kind, UNKNOWN))
        return found

    def _known(self, start: int, begin: int, words: Sequence[str], kind: str) -> Named | None:
        """Return the place that the most words from a position on name, None where they name none."""
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            if codes := self._codes.get(fold(name)):
                return Named(start, begin + len(name), tuple(codes), kind)
        return None

    def _small_places(self, text: str, matched: str, hits: Sequence[Hit[Found]]) -> list[Named]:
        """Return hamlets and groups by name or number: tổ dân phố 3, but not "3 hộ" behind such a word."""
        counted = {hit.start for hit in hits if hit.key[0] in ("counted", "unit", "reason_after")}
        found = []
        for small in self._small.finditer(matched):
            number = _SMALL_NUMBER.match(matched, small.end())
            if number and number.end() not in counted:
                found.append(Named(small.start(), number.end("digits"), (), "", SMALL))
            elif text[small.end()].isupper():
                found.append(Named(small.start(), small.end(), (), "", SMALL))
        return found

    def _whole(self, level: str) -> tuple[str, ...]:
        places = self._catalogue.places
        here = self._about
        while here in places:
            if places[here].level == level:
                return (here,)
            here = places[here].parent or ""
        return ()

    def one_of(self, named: Named, period: str) -> str:
        """Return the code that a name stands for in a period; of several the one of its kind that was there then."""
        places = self._catalogue.places
        day: date = periods.parse(period).end if period else date.max
        return min(
            named.codes,
            key=lambda code: (
                not places[code].valid_on(day),
                bool(named.kind) and places[code].kind != named.kind,
                (places[code].level == "town") != (named.kind in (*_TOWNS, "")),
                code,
            ),
        )
