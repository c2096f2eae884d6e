"""How long a document may be: more than a thousand pages are no report, and would hold up everybody else."""

from danvan.intake.guards import Watch
from danvan.intake.issue import DataError

MOST_SIGNS, MOST_PARAGRAPHS = 3_000_000, 50_000


def check_length(signs: int, paragraphs: int, watch: Watch) -> None:
    """Raise DataError where a document has more signs or paragraphs than allowed, or took too long so far."""
    if signs > MOST_SIGNS or paragraphs > MOST_PARAGRAPHS:
        raise DataError([watch.issue("document_too_long", most=MOST_SIGNS / 1e6)])
    watch.check_time()
