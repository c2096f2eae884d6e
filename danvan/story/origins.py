"""Where a figure comes from, in words, as far as it is known: no figure is without its origin."""

from dataclasses import dataclass

from danvan import format as fmt
from danvan.sample import SEED
from danvan.story.finding import Origin, Question, origin_words


@dataclass(frozen=True)
class Counted:
    """A count of a place that rates divide by: what, of which place, its value and where it comes from, in words."""

    place: str
    name: str
    value: str
    source: str
    where: str


def stands_where(question: Question, origin: Origin) -> str:
    """Say where in its source a figure stands; where it gives no place, what the origin is, and that."""
    named = origin_words(question, origin)
    if origin.locator:
        return named
    basis = question.catalogue.sources[origin.source].basis
    return question.say(f"origin.{basis}", source=named, **({"seed": str(SEED)} if basis == "sample" else {}))


def printed_words(question: Question, origin: Origin) -> str:
    """Say what is printed; where nothing of it was kept, that it was not."""
    if origin.printed:
        return origin.printed
    return question.say(f"origin.printed_{question.catalogue.sources[origin.source].basis}")


def counted(question: Question) -> tuple[Counted, ...]:
    """Return population, households and area of every place that has any, with the source that each place names."""
    found = []
    for place in question.catalogue.places.values():
        if place.population_source is None:
            continue
        source = question.catalogue.sources[place.population_source]
        amounts = {
            "population": (place.population, 0),
            "households": (place.households, 0),
            "area_km2": (place.area_km2, 2),
        }
        where = stands_where(question, Origin(source.source))
        if place.legal_basis:
            where = question.say("origin.legal_basis", where=where, decision=place.legal_basis)
        found += [
            Counted(
                place=question.full_name(place.place),
                name=question.say(f"origin.counted.{name}"),
                value=question.say(
                    f"origin.amount.{name}", amount=fmt.number(amount, decimals, question.language)
                ),
                source=source.source,
                where=where,
            )
            for name, (amount, decimals) in amounts.items()
            if amount is not None
        ]
    return tuple(found)
