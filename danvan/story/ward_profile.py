"""The page of one ward: what it is and what became of it, all of its figures, its models, what it has not handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from danvan import format as fmt
from danvan import provenance
from danvan.catalogue import Place
from danvan.story.finding import Origin, Question, answer, notes, origins
from danvan.story.model_search import namings, units_words
from danvan.story.ward_chance import UNKNOWN
from danvan.story.ward_figures import shown_indicators, ward_figures
from danvan.story.ward_gaps import Gaps, gaps
from danvan.story.ward_origins import newest_origins
from danvan.story.ward_rows import Row, furthest, row
from danvan.story.wards import said


@dataclass(frozen=True)
class Section:
    """Figures of one standing: real ones, or the sample; groups are the fields with their rows, in their order.

    whence says by indicator where its newest figure was handed in.
    """

    sentence: str
    basis: str
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    origins: tuple[Origin, ...]
    whence: Mapping[str, Origin]

    @property
    def is_sample(self) -> bool:
        return self.basis == "sample"


@dataclass(frozen=True)
class NamedModel:
    """A model that names the ward, outright or by a list that may cover it."""

    model: str
    name: str
    reading: str


@dataclass(frozen=True)
class Profile:
    """All that is known of one ward under a question; texts ready to be shown, plain.

    facts are terms with their words, cautions say which codes and names were given to other units before or later.
    sections hold real figures before the sample, and are empty where there is neither. remarks say how figures and
    models of wards became those of a unit since July 2025.
    """

    place: str
    name: str
    facts: tuple[tuple[str, str], ...]
    cautions: tuple[str, ...]
    sections: tuple[Section, ...]
    models: tuple[NamedModel, ...]
    gaps: Gaps
    origins: tuple[Origin, ...]
    notes: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def profile(question: Question, place: str) -> Profile:
    """Return the profile of one ward for the years asked about; KeyError where there is no such place."""
    ward = question.catalogue.places[place]
    models, rests_on, codes = _models(question, place)
    census = [Origin(ward.population_source)] if ward.population_source else []
    return Profile(
        place=place,
        name=title(question, place),
        facts=_facts(question, ward),
        cautions=_cautions(question, ward),
        sections=_sections(question, place),
        models=models,
        gaps=gaps(question, place),
        origins=(*census, *rests_on),
        notes=notes(question, codes, answer(question, "open_points")),
        remarks=(question.say("story.units.figures"), *units_words(question)) if question.since else (),
    )


def title(question: Question, place: str) -> str:
    """Return the kind and the name of a place as a heading: "Phường Phổ Hòa"."""
    name = question.full_name(place)
    return name[:1].upper() + name[1:]


def neighbours(question: Question, place: str) -> tuple[str | None, str | None]:
    """Return the wards before and after one, north to south; None at either end."""
    order = [ward.place for ward in question.catalogue.wards]
    at = order.index(place)
    return (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)


def _facts(question: Question, ward: Place) -> tuple[tuple[str, str], ...]:
    facts = {
        "code": code(ward),
        "people": _people(question, ward),
        "area": _area(question, ward),
        "valid": _valid(question, ward),
        "since_2025": _heir(question, ward),
        "made_of": _made_of(question, ward),
    }
    return tuple(
        (question.say(f"story.ward_profile.fact.{name}"), words) for name, words in facts.items() if words
    )


def code(place: Place) -> str:
    """Return the official code of a unit, without the year that tells it from the one that had the code before."""
    return place.place.partition("@")[0]


def _people(question: Question, ward: Place) -> str:
    """Return population and households with who counted them; what is not known is said to be missing."""
    counts = (("resident", ward.population), ("household", ward.households))
    words = [
        fmt.value(count, unit=unit, language=question.language) for unit, count in counts if count is not None
    ]
    if not words or ward.population_source is None:
        return question.say("value.missing")
    census = question.catalogue.sources[ward.population_source].short_name(question.language)
    return f"{', '.join(words)} ({census})"


def _area(question: Question, ward: Place) -> str:
    if ward.area_km2 is None:
        return question.say("value.missing")
    return question.say("story.ward_profile.km2", area=fmt.number(ward.area_km2, 2, question.language))


def _valid(question: Question, ward: Place) -> str:
    """Return from when to when the unit was one of this kind and name."""
    if ward.valid_from is None:
        return ""
    first = fmt.day(ward.valid_from, question.language)
    if ward.valid_to is None:
        return question.say("story.ward_profile.from", first=first)
    return question.say(
        "story.ward_profile.from_to", first=first, last=fmt.day(ward.valid_to, question.language)
    )


def _made_of(question: Question, unit: Place) -> str:
    """Say which wards a unit since July 2025 was made of, with their codes."""
    parts = question.catalogue.parts_of(unit.place)
    named = [f"{question.full_name(ward.place)} ({code(ward)})" for ward in parts]
    return fmt.enumeration(named, question.language)


def _heir(question: Question, ward: Place) -> str:
    """Say which unit the ward is a part of since it ended, with which others, and from when."""
    if ward.replaced_by is None:
        return ""
    heir = question.catalogue.places[ward.replaced_by]
    joined = [other.name for other in question.catalogue.parts_of(heir.place) if other.place != ward.place]
    return question.say(
        "story.ward_profile.heir",
        unit=question.full_name(heir.place),
        code=code(heir),
        day=_from_day(question, heir),
        others=fmt.enumeration(joined, question.language),
    )


def _cautions(question: Question, ward: Place) -> tuple[str, ...]:
    """Say which later unit has the ward's name, and which its code, where that is not the ward itself any more."""
    if question.catalogue.parts_of(ward.place):
        return _cautions_before(question, ward)
    others = [one for one in question.catalogue.places.values() if one.place != ward.place]
    told = []
    for one in others:
        words = {"unit": question.full_name(one.place), "day": _from_day(question, one)}
        if one.name == ward.name and one.level == ward.level:
            parts = [each.name for each in question.catalogue.parts_of(one.place)]
            parted = {"parts": fmt.enumeration(parts, question.language), "code": code(one)}
            told.append(question.say("story.ward_profile.same_name", name=ward.name, **parted, **words))
        if code(one) == code(ward):
            told.append(question.say("story.ward_profile.same_code", code=code(ward), **words))
    return tuple(told)


def _cautions_before(question: Question, unit: Place) -> tuple[str, ...]:
    """Say which unit had the name of one since July 2025 before, and which its code."""
    told = []
    for one in question.catalogue.places.values():
        if one.place == unit.place or one.valid_to is None:
            continue
        words = {"unit": question.full_name(one.place), "day": fmt.day(one.valid_to, question.language)}
        if one.name == unit.name:
            key = "same_name_before" if one.replaced_by else "same_name_ended"
            heir = {"heir": question.full_name(one.replaced_by)} if one.replaced_by else {}
            told.append(question.say(f"story.units.{key}", code=code(one), **words, **heir))
        if code(one) == code(unit) and one.name != unit.name:
            told.append(question.say("story.units.same_code_before", code=code(unit), **words))
    return tuple(told)


def _from_day(question: Question, place: Place) -> str:
    return "" if place.valid_from is None else fmt.day(place.valid_from, question.language)


def _sections(question: Question, place: str) -> tuple[Section, ...]:
    """Return the figures, real ones before the sample, never one beside the other."""
    figures = ward_figures(question)
    made = (row(question, figures, one, place) for one in shown_indicators(question.catalogue))
    rows = [one for one in made if one is not None]
    parts = ([one for one in rows if not one.is_sample], [one for one in rows if one.is_sample])
    whence = newest_origins(question, figures, place)
    return tuple(_section(question, part, place, whence) for part in parts if part)


def _section(question: Question, rows: Sequence[Row], place: str, whence: Mapping[str, Origin]) -> Section:
    standings = [amount.standing for one in rows for amount in one.amounts]
    basis = provenance.heaviest_basis(standing.basis for standing in standings)
    fields = sorted(question.catalogue.fields.values(), key=lambda one: one.position)
    groups = [
        (one.name(question.language), tuple(each for each in rows if each.indicator.field == one.field))
        for one in fields
    ]
    return Section(
        sentence=said(question, apart_sentence(question, rows, place), basis),
        basis=basis,
        groups=tuple((name, part) for name, part in groups if part),
        origins=tuple(Origin(source) for source in provenance.union_of_sources(standings)),
        whence=whence,
    )


def apart_sentence(question: Question, rows: Sequence[Row], place: str) -> str:
    """Say in which of these rows the ward is furthest from the town, beyond chance; or why nothing can be said."""
    above, below = furthest(rows)
    if not above and not below:
        known = any(one.has_figure for one in rows)
        judged = any(one.chance.verdict != UNKNOWN for one in rows)
        key = "nothing_apart" if judged else "not_comparable" if known else "no_figure"
        return question.say(f"story.ward_profile.{key}", ward=title(question, place))
    told = [
        question.say(f"story.ward_profile.{words}", indicators=_named(question, part, key))
        for key, words, part in (
            ("above", "above", above),
            ("below", "below" if above else "only_below", below),
        )
        if part
    ]
    return " ".join(told)


def _named(question: Question, rows: Sequence[Row], key: str) -> str:
    return fmt.enumeration([_name_of(question, one, key) for one in rows], question.language)


def _name_of(question: Question, row: Row, key: str) -> str:
    """Name an indicator with how many times the town's rate the ward's is; of some wards' rate say of how many."""
    words = {
        "indicator": row.indicator.name(question.language),
        "times": _times(question, row.times, key),
    }
    present, expected = row.town_rate_wards, len(question.catalogue.wards)
    if present == expected:
        return question.say(f"story.ward_profile.times_{key}", **words)
    return question.say(
        f"story.ward_profile.times_{key}_some", present=str(present), expected=str(expected), **words
    )


def _times(question: Question, times: float | None, key: str) -> str:
    """Return how many times the town's rate a rate is: "2,4" above it, "31%" below."""
    if times is None or key == "above":
        return fmt.number(times, 1, question.language)
    return fmt.value(100 * times, unit="pct", decimals=0, language=question.language)


def _models(
    question: Question, place: str
) -> tuple[tuple[NamedModel, ...], tuple[Origin, ...], list[object]]:
    """Return the models that name a ward, those stated first; where each is named; and the codes of open points."""
    adopted = namings(question, (place,))
    models = answer(question, "models").set_index("model")
    named = [
        NamedModel(str(model), str(models.loc[model, "name"]), str(reading))
        for model, reading in zip(adopted["model"], adopted["reading"], strict=True)
    ]
    in_order = sorted(named, key=lambda one: one.reading, reverse=True)
    codes = [models.loc[one.model, "note"] for one in in_order]
    rests_on: tuple[Origin, ...] = origins(adopted[["source", "locator"]]) if len(adopted) else ()
    return tuple(in_order), rests_on, [cell for cell in codes if not pd.isna(cell)]
