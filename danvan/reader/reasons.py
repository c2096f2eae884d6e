"""Why a number among words is no figure: a target, a change, a part, money lent, an age, an example."""

import re

from danvan.reader.passages import Span
from danvan.reader.qualifiers import words_before
from danvan.reader.scanned import Scanned
from danvan.reader.surroundings import Figure, unit_said_before
from danvan.reader.timing import Around
from danvan.reader.vocabulary import Found, Vocabulary

_RANGE = re.compile(r" ?[-–—] ?")
_TO = re.compile(r" ?(?:đến|tới) ?$")
_RISES_OR_FALLS = re.compile(r"(?<!\w)(?:tăng|giảm|nâng|hạ)(?!\w)")
_TURN = re.compile(r"(?<!\w)(?:xuống|lên|còn)(?!\w)")
_FROM = "từ"
_DONE = re.compile(r"(?<!\w)đã(?!\w)")
_SIGNS = (",", ";", ":", "(")
_PARTS: Found = ("word", "parts", 0)


def reason(scanned: Scanned, figure: Figure, vocabulary: Vocabulary, around: Around) -> str | None:
    """Return the code of the reason why a number is no figure, None where nothing speaks against it."""
    codes = scanned.reasons
    for code in codes:
        if _behind(scanned, figure, code) or _before(scanned, figure, code):
            return code
    if is_range(scanned, figure) or (figure.before and is_range(scanned, figure.before)):
        return "range"
    for code in codes:
        if _own(scanned, figure, code) or _around(scanned, figure, code, vocabulary):
            return code
    return next((code for code in vocabulary.reasons if _above(figure, code, vocabulary, around)), None)


def from_to(scanned: Scanned, figure: Figure) -> Figure | None:
    """Return the figure that the one after "từ" goes to: from 6,6% down to 3,19%."""
    behind = figure.behind
    if behind is None or behind.clause != figure.clause or not _stands_behind(scanned, figure, _FROM):
        return None
    between = scanned.matched[figure.unit_end : behind.number.start]
    lead = scanned.matched[figure.lead[0][0] : figure.number.start] if figure.lead else ""
    if _TURN.search(between) or (_RISES_OR_FALLS.search(between + lead) and "đến" in between):
        return behind
    return None


def is_range(scanned: Scanned, figure: Figure) -> bool:
    """Say whether a figure is the lower end of a range: 18 - 45, từ 06 đến 08 người."""
    behind = figure.behind
    if behind is None:
        return False
    between = scanned.matched[figure.unit_end : behind.number.start]
    if _RANGE.fullmatch(between):
        return True
    ends_a_range = _TO.fullmatch(between) and _stands_behind(scanned, figure, _FROM)
    return bool(ends_a_range) and from_to(scanned, figure) is None


def _stands_behind(scanned: Scanned, figure: Figure, word: str) -> bool:
    end = words_before(scanned, figure)
    return scanned.matched[max(0, end - len(word) - 1) : end].strip() == word


def _behind(scanned: Scanned, figure: Figure, code: str) -> bool:
    stands = any(hit.key[:2] == ("reason_after", code) for hit in figure.units)
    return stands and not unit_said_before(scanned, figure)


def _before(scanned: Scanned, figure: Figure, code: str) -> bool:
    """Say whether words of the reason end right before the number, longer ones of another meaning aside."""
    end = words_before(scanned, figure)
    return any(hit.key[:2] == ("reason_before", code) for hit in scanned.ending_at(end))


def _own(scanned: Scanned, figure: Figure, code: str) -> bool:
    spans: list[Span] = [*figure.lead, (figure.number.start, figure.tail[1])]
    spans += figure.further if figure.continues else []
    return any(scanned.within(("reason_own", code, 0), span) for span in spans)


def _around(scanned: Scanned, figure: Figure, code: str, vocabulary: Vocabulary) -> bool:
    if _is_of_other_units(figure, code, vocabulary):
        return False
    if _parted(scanned, figure, code):
        return True
    found = scanned.within(("reason_around", code, 0), (figure.sentence[0], figure.tail[1]))
    own: list[Span] = [*figure.lead, (figure.number.start, figure.tail[1])]
    if figure.before and any(scanned.within(("reason_but_own", code, 0), span) for span in own):
        # What stands with the number before speaks of that one alone: from the budget so much, the people so much.
        found = [hit for hit in found if hit.end > figure.before.tail[1]]
    return any(not _is_over(scanned, figure, code, hit.end) for hit in found)


def _is_over(scanned: Scanned, figure: Figure, code: str, said: int) -> bool:
    """Say whether behind what was said of a number before, the sentence tells of this one what was done instead."""
    if figure.before is None or figure.before.number.start < said:
        return False
    at = figure.number.start
    return any(
        scanned.matched[: hit.start].rstrip(" *").endswith(_SIGNS)
        and _DONE.search(scanned.matched, hit.end, at)
        for hit in scanned.within(("reason_until", code, 0), (figure.before.unit_end, at))
    )


def _parted(scanned: Scanned, figure: Figure, code: str) -> bool:
    """Say whether words of the reason stand among the parts that a number is split up into behind it."""
    rest = (figure.unit_end, figure.sentence[1])
    behind = figure.behind.number.start if figure.behind else figure.unit_end
    parts = [hit.start for hit in scanned.within(_PARTS, (rest[0], behind))]
    bracket = scanned.matched.find("(", rest[0], behind)
    begins = min([*parts, *([bracket] if bracket >= 0 else [])], default=rest[1])
    own: list[Span] = [*figure.lead, (figure.number.start, figure.tail[1])]
    if any(scanned.within(("reason_but_own", code, 0), span) for span in own):
        return False
    return bool(scanned.within(("reason_among_parts", code, 0), (begins, rest[1])))


def _above(figure: Figure, code: str, vocabulary: Vocabulary, around: Around) -> bool:
    """Say whether a heading says the reason, or the sentence that a list stands under says it of its items."""
    leads = [] if _is_of_other_units(figure, code, vocabulary) else around.lead_ins
    said = [("reason_headings", one) for one in (*around.headings, *around.lead_ins)]
    said += [("reason_around", lead) for lead in leads]
    return any(
        one.within((where, code, 0), (0, len(one.matched)))
        and not one.within(("reason_but_headings", code, 0), (0, len(one.matched)))
        for where, one in said
    )


def _is_of_other_units(figure: Figure, code: str, vocabulary: Vocabulary) -> bool:
    others = vocabulary.reasons[code].but_units
    return any(hit.key[0] == "unit" and hit.key[1] in others for hit in figure.units)
