"""Why a figure was read so, and why a number was left: one sentence in each language."""

from collections.abc import Sequence

from danvan import format, text
from danvan.catalogue import Catalogue
from danvan.reader.matching import Match
from danvan.reader.placing import Placed
from danvan.reader.qualifiers import Qualified
from danvan.reader.timing import Timed
from danvan.reader.values import Valued


def why_read(
    catalogue: Catalogue,
    match: Match,
    indicator: str,
    bound: Qualified,
    timed: Timed,
    place: Placed,
    value: Valued,
) -> dict[str, str]:
    """Say which words the indicator, the unit, the bound, the period and the place rest on, and what is doubtful."""
    return {
        language: _why_read(language, catalogue, match, indicator, bound, timed, place, value)
        for language in text.LANGUAGES
    }


def _why_read(
    language: str,
    catalogue: Catalogue,
    match: Match,
    indicator: str,
    bound: Qualified,
    timed: Timed,
    place: Placed,
    value: Valued,
) -> str:
    words, known = text.words(language), catalogue.indicators[indicator]
    parts = [_indicator(language, match, known.name(language))]
    if bound.words:
        parts.append(words.get("reader.why.bound", words=bound.words))
    said = {"period": format.period(timed.code, language)}
    if timed.words:
        said["words"] = timed.words
    form = "said" if timed.words else timed.source
    parts.append(words.get(f"reader.why.period.{form}", **said))
    if place.words:
        parts.append(words.get("reader.why.place", words=place.words))
    parts += _doubts(language, known.unit, known.decimals, value)
    sentence = "; ".join(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _indicator(language: str, match: Match, name: str) -> str:
    words = text.words(language)
    said = list(
        dict.fromkeys([*([match.counted] if match.counted else []), *(one.text for one in match.evidence)])
    )
    quoted = format.enumeration([words.get("reader.why.quoted", words=one) for one in said], language)
    return words.get("reader.why.indicator", name=name, words=quoted)


def _doubts(language: str, unit: str, decimals: int, value: Valued) -> list[str]:
    words, found = text.words(language), []
    if value.other is not None:
        other = format.value(
            value.other, unit=unit, decimals=max(decimals, 3), language=language, scale="one"
        )
        found.append(words.get("reader.why.two_readings", other=other))
    if value.outside:
        found.append(words.get("reader.why.outside"))
    return found


def why_unread(reason: str, catalogue: Catalogue, indicators: Sequence[str] = ()) -> dict[str, str]:
    """Say why a number was left, with the indicators that it may be of; a reason that an office added by its code."""
    said = {}
    for language in text.LANGUAGES:
        words = text.words(language)
        names = [catalogue.indicators[code].name(language) for code in indicators]
        key = f"reader.reason.{reason}"
        gaps = {"indicators": format.enumeration(names, language)} if names else {}
        said[language] = (
            words.get(key, **gaps) if key in words else words.get("reader.reason.added", code=reason)
        )
    return said


def reason_in_words(reason: str, words: text.Words) -> str:
    """Name a reason for which numbers were left, of any indicators; one that an office added by its code."""
    key = f"reader.reason.{reason}"
    if key not in words:
        return reason
    return words.get(key, **{gap: words.get("reader.several") for gap in words.gaps[key]})
