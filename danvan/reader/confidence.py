"""How surely a figure was read: less for every weakness of its evidence, never more."""

from collections.abc import Iterable

from danvan.reader import matching, timing

SUREST = 0.97
# What each weakness leaves of the confidence.
_LEFT = {
    "unit_before": 0.85,
    "words_shared": 0.97,
    "words_in_sentence": 0.97,
    "words_in_passage": 0.88,
    "period_clause": 0.99,
    "period_note": 0.97,
    "period_sentence": 0.97,
    "period_passage": 0.9,
    "period_lead_in": 0.92,
    "period_heading": 0.92,
    "period_document": 0.88,
    "period_issued": 0.86,
    "in_turn": 0.9,
    "two_readings": 0.85,
    "outside": 0.5,
    "place_far": 0.9,
    "part": 0.85,
}
_WORDS = {
    matching.AHEAD: "words_shared",
    matching.SHARED: "words_shared",
    matching.SENTENCE: "words_in_sentence",
    matching.PASSAGE: "words_in_passage",
}


def confidence(weaknesses: Iterable[str]) -> float:
    """Return the confidence, between 0 and 1, that these weaknesses leave; each counts once."""
    left = SUREST
    for weakness in set(weaknesses):
        left *= _LEFT[weakness]
    return round(left, 2)


def of_match(match: matching.Match) -> list[str]:
    """Return the weaknesses of a match: its unit before the number, its words further away."""
    furthest = max((one.zone for one in match.evidence), default=matching.OWN)
    return ([] if match.counted_behind else ["unit_before"]) + ([_WORDS[furthest]] if furthest else [])


def of_period(source: str) -> list[str]:
    """Return the weakness of a period found there."""
    return [] if source == timing.OWN else [f"period_{source}"]
