"""Addresses on the page of sources: a list of figures, the sentence of one, a document; and how they are read.

`/nguon?nguon=bc_duc_pho_2022&cau=9334-9337` is the sentence of the figure at these characters of the source's text,
`/nguon?nguon=…&chi-tieu=poverty_rate_pct&noi=51&ky=2010&chuan=2011-2015` a figure that has no such place.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from danvan.periods import PeriodError, parse
from danvan.story.finding import Origin
from danvan.story.sources import Key
from danvan.ui import sitemap
from danvan.ui.filters import Query, address

SOURCE, INDICATOR, PLACE, PERIOD, STANDARD = "nguon", "chi-tieu", "noi", "ky", "chuan"
SENTENCE, DOCUMENT, PAGE = "cau", "van-ban", "to"
PARAMETERS = (SOURCE, INDICATOR, PLACE, PERIOD, STANDARD, SENTENCE, DOCUMENT, PAGE)
MOST_SPANS = 40
_CHARS = re.compile(r"(?:^| )chars:([0-9]{1,9})-([0-9]{1,9})(?: |$)")
_SPAN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")

Span = tuple[int, int]


@dataclass(frozen=True)
class Asked:
    """What an address asks of the page of sources; spans are those of the sentences meant, document its part from 1."""

    source: str = ""
    indicator: str = ""
    place: str = ""
    period: str = ""
    standard: str = ""
    spans: tuple[Span, ...] = ()
    document: int = 0
    page: int = 1

    @property
    def key(self) -> Key | None:
        """Which one figure is meant, None where it is not one."""
        if not (self.source and self.indicator and self.place and self.period):
            return None
        return Key(self.indicator, self.place, self.period, self.standard)

    @property
    def plain(self) -> bool:
        """Whether nothing is asked but the page."""
        return self == Asked(page=self.page)


def read(parameters: Mapping[str, str]) -> Asked:
    """Return what an address asks; what is no number, span or period is passed over."""
    texts = {name: parameters.get(name, "").strip() for name in PARAMETERS}
    return Asked(
        source=texts[SOURCE],
        indicator=texts[INDICATOR].replace("-", "_"),
        place=texts[PLACE],
        period=_period(texts[PERIOD]),
        standard=texts[STANDARD],
        spans=_spans(texts[SENTENCE]),
        document=_count(texts[DOCUMENT], 0),
        page=_count(texts[PAGE], 1),
    )


def href(query: Query, **asked: str) -> str:
    """Return the address of the page of sources with these parameters, those that are empty left out."""
    return address(
        sitemap.named("sources").href, query | {name: text for name, text in asked.items() if text}
    )


def href_of_source(query: Query, source: str, indicator: str = "") -> str:
    """Return the address of what a source gives, of one indicator where one is named."""
    return href(query, **{SOURCE: source, INDICATOR: indicator})


def href_of_figure(query: Query, source: str, locator: str, key: Key | None = None) -> str:
    """Return the address of the sentence that a figure stands in; without a place in a text, that of the figure itself.

    Without either it is the address of the source.
    """
    if span := span_of(locator):
        return href_of_spans(query, source, [span])
    if key is None:
        return href_of_source(query, source)
    named = {INDICATOR: key.indicator, PLACE: key.place, PERIOD: key.period, STANDARD: key.standard}
    return href(query, **{SOURCE: source} | named)


def href_of_origins(query: Query, origins: Iterable[Origin], indicator: str = "") -> str:
    """Return the address of the sentences that origins of one source name; of the source where one names none."""
    listed = list(origins)
    spans = [span_of(origin.locator) for origin in listed]
    known = [span for span in spans if span is not None]
    if len(known) < len(spans) or len(known) > MOST_SPANS:
        return href_of_source(query, listed[0].source, indicator)
    return href_of_spans(query, listed[0].source, known)


def href_of_spans(query: Query, source: str, spans: Iterable[Span]) -> str:
    """Return the address of the sentences at these characters of a source's text."""
    written = ",".join(f"{start}-{end}" for start, end in dict.fromkeys(spans))
    return href(query, **{SOURCE: source, SENTENCE: written})


def href_of_document(query: Query, source: str, part: int = 1, anchor: str = "") -> str:
    """Return the address of one part, from 1, of the document of a source."""
    written = href(query, **{SOURCE: source, DOCUMENT: str(part)})
    return f"{written}#{anchor}" if anchor else written


def span_of(locator: str) -> Span | None:
    """Return the characters that a locator names, None where it names none."""
    found = _CHARS.search(locator)
    return (int(found[1]), int(found[2])) if found else None


def _spans(written: str) -> tuple[Span, ...]:
    found = [_SPAN.fullmatch(part.strip()) for part in written.split(",")]
    return tuple(dict.fromkeys((int(one[1]), int(one[2])) for one in found if one))[:MOST_SPANS]


def _period(written: str) -> str:
    try:
        return parse(written).code
    except PeriodError:
        return ""


def _count(written: str, otherwise: int) -> int:
    return int(written) if written.isdecimal() and written.isascii() and 0 < len(written) < 7 else otherwise
