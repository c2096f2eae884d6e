"""What is said of a table that is taken away: names, title, facts, sources, the name of its file."""

from collections.abc import Collection, Iterator

from danvan import format as fmt
from danvan.analysis.answer import Answer
from danvan.analysis.asked import MODELS, SLUGS, Asked
from danvan.analysis.cells import chosen_units
from danvan.analysis.comparison import judged
from danvan.analysis.counting import POPULATION
from danvan.analysis.forms import common
from danvan.catalogue import Catalogue
from danvan.exports import names
from danvan.provenance import BASES
from danvan.story.finding import Question
from danvan.text import words
from danvan.warehouse.snapshots import Snapshot

MOST_PLACES_IN_A_NAME = 3
SOURCE_KEYS = ("code", "title", "number", "issuer", "issued", "basis")


def indicator_name(question: Question, code: str) -> str:
    """Return the name of an indicator, of the count of models, or of the people that rates are counted on."""
    if code == POPULATION:
        return question.say("analysis.population")
    return common.indicator_name(question, code)


def name_of_group(question: Question, asked: Asked, group: str) -> str:
    """Return the name of a group as the page has it, of a unit always with its kind."""
    if group in question.catalogue.places:
        return question.full_name(group)
    return common.group_name(question, asked, group)


def title_of(question: Question, asked: Asked) -> str:
    """Return what the table is about: the indicators and how they are measured."""
    named = "; ".join(indicator_name(question, code) for code in asked.indicators)
    if asked.measure == "value":
        return named
    return question.say(
        "taking.said.title", indicators=named, measure=_choice(question, "measure", asked.measure)
    )


def stem(question: Question, found: Answer) -> str:
    """Return the name of the file without its ending: indicators, measure, grouping, places, period, sample."""
    asked = found.asked
    chosen = [unit.slug for unit in chosen_units(question, asked)] if question.places else []
    return names.stem(
        "-".join(indicator_name(question, code) for code in asked.indicators),
        "" if asked.measure == "value" else SLUGS["cach"][asked.measure],
        f"theo-{SLUGS['theo'][asked.grouping]}",
        "" if asked.length == "span" else f"ky-{SLUGS['ky'][asked.length]}",
        "-".join(chosen) if len(chosen) <= MOST_PLACES_IN_A_NAME else f"{len(chosen)}-don-vi",
        "" if asked.about_models else question.period.replace("..", "-"),
        sample=found.is_sample,
    )


def facts(
    question: Question, found: Answer, *, address: str, snapshot: Snapshot
) -> tuple[tuple[str, str], ...]:
    """Return what must be known beside the rows, as labels with words; a label may come several times."""
    asked = found.asked
    said = [
        *_indicators(question, found),
        ("places", _places(question, found)),
        *_period(question, asked),
        ("grouping", _choice(question, "grouping", asked.grouping)),
        ("measure", _choice(question, "measure", asked.measure)),
        ("units", _choice(question, "units", asked.units)),
        *_narrowed(question, found),
        ("coverage", _coverage(question, found)),
        *_standing(question, found),
    ]
    facts = [(question.say(f"taking.fact.{key}"), words) for key, words in said if words]
    page = (question.say("taking.fact.address"), address)
    return (*facts, snapshot_fact(snapshot, question.language), page)


def source_rows(catalogue: Catalogue, used: Collection[str], language: str) -> tuple[tuple[str, ...], ...]:
    """Return the sources used in the order of the catalogue, one cell for each of SOURCE_KEYS."""
    return tuple(
        (
            code,
            source.full_title(language),
            source.number,
            source.issuer,
            source.issued_on,
            words(language).get(f"basis.{source.basis}"),
        )
        for code, source in catalogue.sources.items()
        if code in used
    )


def source_headings(language: str) -> tuple[str, ...]:
    """Return the headings of the sources."""
    return tuple(words(language).get(f"taking.source.{key}") for key in SOURCE_KEYS)


def snapshot_fact(snapshot: Snapshot, language: str) -> tuple[str, str]:
    """Return what says which snapshot figures are of, and the words that it stands under."""
    said = words(language)
    day = fmt.day(snapshot.built_on, language)
    return said.get("taking.fact.snapshot"), said.get("taking.said.snapshot", name=snapshot.snapshot, day=day)


def _choice(question: Question, kind: str, choice: str) -> str:
    return question.say(f"taking.{kind}.{choice}")


def _indicators(question: Question, found: Answer) -> Iterator[tuple[str, str]]:
    """Say which indicators stand in the table, what they mean, how ratios are computed, and which had to stay out."""
    there = set(found.cells["indicator"])
    left_out = []
    for code, counted in found.counted.items():
        yield "indicator", indicator_name(question, code)
        if code != MODELS:
            yield "definition", question.indicator(code).definition(question.language)
        if counted.of_two and found.asked.grouping != "reported":
            parts = {
                "indicator": indicator_name(question, code),
                "above": indicator_name(question, counted.above),
                "below": indicator_name(question, counted.below),
            }
            scale = fmt.number(counted.scale, 0, question.language)
            yield (
                "counted",
                question.say("taking.said.ratio", **parts)
                if counted.scale == 1
                else question.say("taking.said.ratio_scaled", scale=scale, **parts),
            )
        if there and code not in there:
            left_out.append(indicator_name(question, code))
    if left_out and not found.is_sample:
        yield "left_out", question.say("taking.said.left_out", indicators=", ".join(left_out))


def _places(question: Question, found: Answer) -> str:
    units = chosen_units(question, found.asked)
    if not question.places:
        return question.say("taking.said.all_places", number=str(len(units)))
    chosen = fmt.enumeration([question.full_name(unit.place) for unit in units], question.language)
    others = found.asked.grouping == "place" and set(found.cells["group"]) - {unit.place for unit in units}
    return question.say("taking.said.chosen_among", places=chosen) if others else chosen


def _period(question: Question, asked: Asked) -> Iterator[tuple[str, str]]:
    """Say which years were asked about; models are named at one time, which stands in their rows."""
    if not asked.about_models:
        yield "period", fmt.period(question.period, question.language)
        yield "period", _choice(question, "length", asked.length)


def _narrowed(question: Question, found: Answer) -> Iterator[tuple[str, str]]:
    asked = found.asked
    if asked.about_models and question.field is not None:
        yield "field", question.catalogue.fields[question.field].name(question.language)
    if asked.about_models and asked.least > 1:
        yield "least", question.say("taking.said.least", number=str(asked.least))
    if not question.sample:
        yield "real_only", question.say("taking.said.real_only")


def _coverage(question: Question, found: Answer) -> str:
    """Say how many of all wards have figures in each period, of the first indicator."""
    expected = max(len(question.catalogue.wards), *found.by_period.values(), 0)
    return "; ".join(
        question.say(
            "taking.said.by_period",
            period=fmt.period_short(period, question.language),
            present=str(present),
            expected=str(expected),
        )
        for period, present in found.by_period.items()
    )


def _standing(question: Question, found: Answer) -> Iterator[tuple[str, str]]:
    """Say on what the figures rest, that a sample is one, and how intervals were made."""
    if found.cells.empty:
        yield "basis", question.say("taking.said.nothing")
        return
    present = set(found.cells["basis"])
    yield "basis", "; ".join(question.say(f"basis.{basis}") for basis in BASES if basis in present)
    if found.is_sample:
        yield "basis", f"{question.say('standing.sample_banner')}. {question.say('standing.sample_note')}"
    by_chance = [] if found.asked.grouping == "reported" else found.counted.values()
    laws = {counted.law for counted in by_chance if judged(found.asked, counted)}
    for law in ("share", "rate", "ratio", "amount"):
        if law in laws:
            yield "interval", question.say(f"analysis.law.{law}")
