"""Which slides there are, field by field, in the order in which they are told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from danvan.catalogue import Field
from danvan.deck import closing, cover, figures, ward
from danvan.deck.slides import Told, of_finding
from danvan.story import contributions, headlines, models, poverty, security, security_ratios
from danvan.story.contributions import Way
from danvan.story.finding import Finding, Nothing, Question
from danvan.story.memory import ALL_BUT_PLACES, remembered
from danvan.story.model_search import Wanted
from danvan.story.ward_profile import profile

ALL_FIELDS = "chung"


@dataclass(frozen=True)
class Chapter:
    """One finding of the story: its key in an address, its field, how it is asked, and how its chart is read.

    The field ALL_FIELDS is that of findings about every field, or about the one that is asked about. of_ward says that
    it is told of one ward too, where the ward stands out or is counted alone; of_one_field that it says something of
    one field.
    """

    key: str
    field: str
    ask: Callable[[Question], Finding | Nothing]
    reading: str
    of_ward: bool = True
    of_one_field: bool = True


LAND = Way("land_donated_m2")
CHAPTERS = (
    Chapter("ty-le-ho-ngheo", "kinh_te", poverty.trend, "lines", of_ward=False),
    Chapter("ho-ngheo-dau-cuoi", "kinh_te", poverty.first_against_last, "dumbbell"),
    Chapter("dat-hien", "kinh_te", lambda question: contributions.by_ward(question, LAND), "bars"),
    Chapter(
        "dat-hien-theo-nam", "kinh_te", lambda question: contributions.by_year(question, LAND), "columns"
    ),
    Chapter("tin-bao", "quoc_phong_an_ninh", security.by_year, "panels"),
    Chapter("vu-tren-nguon-tin", "quoc_phong_an_ninh", security_ratios.cases_per_100_tips, "intervals"),
    Chapter("doi-tuong-moi-vu", "quoc_phong_an_ninh", security_ratios.persons_per_case, "intervals"),
    Chapter("hoa-giai", "quoc_phong_an_ninh", security_ratios.mediation, "intervals"),
    Chapter("do-phu-mo-hinh", ALL_FIELDS, models.coverage, "coverage", of_ward=False),
    Chapter("ban-do-mo-hinh", ALL_FIELDS, lambda question: models.ward_map(question, Wanted()), "tiles"),
    Chapter(
        "mo-hinh-theo-linh-vuc",
        ALL_FIELDS,
        # Of the whole town: a slide has no filters beside it that would say of which wards it is.
        lambda question: models.by_group(replace(question, places=()), Wanted(), "field"),
        "models",
        of_ward=False,
        of_one_field=False,
    ),
)


@remembered("places", *ALL_BUT_PLACES)
def told(question: Question, identity: str) -> tuple[Told, ...]:
    """Return the slides but the last, which says who says so: of the town, of several of its units, or of one."""
    of_one = len(question.places) == 1
    return tuple(_of_ward(question, identity) if of_one else _of_town(question, identity))


def _of_town(question: Question, identity: str) -> Iterator[Told]:
    untold: list[str] = []
    yield cover.of_town(question, identity)
    by_field = headlines.by_field(question)
    for field in _fields(question):
        numbers = list(figures.told(question, field.field, by_field.get(field.field, [])))
        yield from numbers
        findings = list(_findings(question, field, untold))
        yield from findings
        if not numbers:
            name = field.name(question.language)
            untold.append(
                question.say("deck.untold.field" if findings else "deck.untold.nothing", field=name)
            )
    untold = list(dict.fromkeys(untold))
    yield from closing.attention(question, untold)
    yield from closing.untold(question, untold)
    yield from closing.open_points(question)


def _of_ward(question: Question, identity: str) -> Iterator[Told]:
    shown = profile(question, question.places[0])
    untold: list[str] = []
    yield cover.of_ward(question, shown, identity)
    for field in _fields(question):
        rows = list(ward.figures(question, shown, field))
        yield from rows
        findings = list(_findings(question, field, untold, of_ward=True))
        yield from findings
        if not rows and not findings:
            untold.append(ward.nothing(question, field))
    yield ward.models(question, shown)
    untold = list(dict.fromkeys(untold))
    yield ward.gaps(question, shown, [] if len(untold) > closing.FEW else untold)
    yield from closing.untold(question, untold)


def _fields(question: Question) -> list[Field]:
    fields = sorted(question.catalogue.fields.values(), key=lambda field: field.position)
    return [field for field in fields if question.field in (None, field.field)]


def _findings(
    question: Question, field: Field, untold: list[str], *, of_ward: bool = False
) -> Iterator[Told]:
    """Return the findings of a field; why one cannot be told is added to untold."""
    for chapter in CHAPTERS:
        if not _fits(chapter, question, field, of_ward=of_ward):
            continue
        found = chapter.ask(question)
        if isinstance(found, Nothing):
            untold.append(found.sentence)
            continue
        if of_ward:
            found = ward.about(question, chapter.key, found)
        reading = question.say(f"deck.reading.{chapter.reading}")
        yield of_finding(question, chapter.key, field.field, found, reading)


def _fits(chapter: Chapter, question: Question, field: Field, *, of_ward: bool) -> bool:
    """Say whether a chapter belongs to a field: what is about all fields is told with one that is asked about alone."""
    if of_ward and not chapter.of_ward:
        return False
    if question.field is not None and chapter.field == ALL_FIELDS:
        return chapter.of_one_field
    return chapter.field == field.field
