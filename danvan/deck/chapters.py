"""Which slides there are, field by field, in the order in which they are told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from danvan.deck.slides import of_finding
from danvan.exports.deck import Slide
from danvan.story import contributions, models, poverty, security, security_ratios
from danvan.story.contributions import Way
from danvan.story.finding import Finding, Nothing, Question


@dataclass(frozen=True)
class Chapter:
    """One finding of the story: its key in an address, its field, and how it is asked."""

    key: str
    field: str
    ask: Callable[[Question], Finding | Nothing]


CHAPTERS = (
    Chapter("ty-le-ho-ngheo", "kinh_te", poverty.trend),
    Chapter("ho-ngheo-dau-cuoi", "kinh_te", poverty.first_against_last),
    Chapter("dat-hien", "kinh_te", lambda question: contributions.by_ward(question, Way("land_donated_m2"))),
    Chapter("do-phu-mo-hinh", "van_hoa_xa_hoi", models.coverage),
    Chapter("tin-bao", "quoc_phong_an_ninh", security.by_year),
    Chapter("hoa-giai", "quoc_phong_an_ninh", security_ratios.mediation),
)


def told(question: Question) -> Iterator[Slide]:
    """Return the slides of the fields asked about; what cannot be told is left out."""
    for chapter in CHAPTERS:
        if question.field not in (None, chapter.field):
            continue
        found = chapter.ask(question)
        if isinstance(found, Finding):
            yield of_finding(question, chapter.key, chapter.field, found)
