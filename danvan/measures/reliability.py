"""Which rates stand on so little that they are marked, by thresholds that others have published."""

import math

from danvan.measures.chance import Kind

# Below 20 events the standard error of a rate is more than 22% of it (1/sqrt(20)), and a rate is marked as
# unreliable in the vital statistics of the National Center for Health Statistics, U.S. (Klein, Proctor,
# Boudreault, Turczyn 2002, Healthy People 2010 Criteria for Data Suppression, Statistical Notes 24).
FEWEST_EVENTS = 20
# Parker, Talih, Malec and others 2017, NCHS Data Presentation Standards for Proportions, Vital and Health
# Statistics 2(175): a proportion of fewer than 30 is not shown; here it is shown and marked.
FEWEST_OF_A_SHARE = 30


def small_base(numerator: float | None, denominator: float | None, kind: Kind) -> bool:
    """Return whether a rate stands on too little to be read without its interval.

    share: of fewer than 30. rate: of fewer than 20 events, however many people there are. ratio: of fewer than
    20 on either side. amount: never, for no threshold is published for what is measured and not counted; its
    interval alone tells. Where either side is missing there is no rate that could be marked.
    """
    if numerator is None or denominator is None or math.isnan(numerator) or math.isnan(denominator):
        return False
    match kind:
        case "share":
            return denominator < FEWEST_OF_A_SHARE
        case "rate":
            return numerator < FEWEST_EVENTS
        case "ratio":
            return min(numerator, denominator) < FEWEST_EVENTS
        case "amount":
            return False
