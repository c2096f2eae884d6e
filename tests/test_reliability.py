import math

import pytest

from danvan.measures.funnel import Kind
from danvan.measures.reliability import FEWEST_EVENTS, FEWEST_OF_A_SHARE, small_base


@pytest.mark.parametrize(
    ("numerator", "denominator", "kind", "small"),
    [
        (10, 29, "share", True),
        (10, 30, "share", False),
        (0, 30, "share", False),
        (0, 0, "share", True),
        (19, 5000, "rate", True),
        (20, 5000, "rate", False),
        (20, 20, "ratio", False),
        (19, 400, "ratio", True),
        (400, 19, "ratio", True),
        (3, 2, "amount", False),
    ],
)
def test_a_rate_is_marked_below_the_published_thresholds(
    numerator: float, denominator: float, kind: Kind, small: bool
) -> None:
    assert small_base(numerator, denominator, kind) is small


@pytest.mark.parametrize("kind", ["share", "rate", "ratio", "amount"])
def test_what_is_missing_is_not_small(kind: Kind) -> None:
    assert not small_base(None, 5, kind)
    assert not small_base(5, math.nan, kind)


def test_below_the_threshold_of_events_the_standard_error_is_more_than_a_fifth() -> None:
    assert 1 / math.sqrt(FEWEST_EVENTS - 1) > 0.2294 > 1 / math.sqrt(FEWEST_EVENTS)
    assert (FEWEST_EVENTS, FEWEST_OF_A_SHARE) == (20, 30)
