"""The filters as a value, and how an address holds them: in ASCII, only what differs from the default.

`?xa=pho-hoa,pho-an&linh-vuc=kinh-te&nam=2018-2020&so-lieu=that&don-vi=moi&ngon-ngu=en`
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal
from urllib.parse import urlencode

from danvan.analysis.asked import SLUGS, UNITS
from danvan.catalogue import Catalogue, Place
from danvan.vietnamese import slug

Language = Literal["vi", "en"]
Parameters = Mapping[str, Sequence[str]]
Query = dict[str, str]

PLACES, FIELD, YEARS, BASIS, LANGUAGE = "xa", "linh-vuc", "nam", "so-lieu", "ngon-ngu"
UNKNOWN_PAGE = "trang"  # where an address without a page was sent on from
REAL_ONLY, ALL_BASES = "that", "tat-ca"
BEFORE, SINCE = SLUGS[UNITS]["before"], SLUGS[UNITS]["since"]
KINDS = {"phuong": "phường", "xa": "xã"}
_YEARS = re.compile(r"(\d{4})(?:\s*[-–—]\s*(\d{4}))?")


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen: code and slug of each place and field in their order, first and last year.

    `spellings` maps further slugs (with the kind of unit before the name) to the place's code. since says that the
    places are the units of July 2025. `elsewhere` maps slugs of units of the other time to the slug that stands for
    them in this one, empty where none does: names were reused, so the nearest spelling may be another unit.
    """

    places: Mapping[str, str]
    fields: Mapping[str, str]
    years: tuple[int, int]
    spellings: Mapping[str, str]
    since: bool = False
    elsewhere: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader has chosen; no place means all places, no field means all fields.

    since says that places are the units of July 2025, not the wards before.
    """

    places: tuple[str, ...]
    field: str | None
    first_year: int
    last_year: int
    show_sample: bool = True
    language: Language = "vi"
    since: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """A value of a link that is not understood, and the nearest that would be (empty where none is near)."""

    parameter: str
    value: str
    suggestion: str = ""


def options(catalogue: Catalogue, *, since: bool = False) -> Options:
    """Return what the filters offer: wards north to south, fields in their order, years of the ward data.

    With since the units of July 2025 in the place of the wards; a ward's own name does not stand for its heir.
    """
    before, units = catalogue.wards_before, catalogue.since_2025.wards
    wards = units if since else before
    of_units = {_with_kind(unit, KINDS[unit.kind]): unit for unit in units if unit.kind in KINDS}
    of_wards = {_with_kind(ward, kind): ward for ward in before for kind in KINDS.values()}
    known, others = (of_units, of_wards) if since else (of_wards, of_units)
    fields = sorted(catalogue.fields.values(), key=lambda field: field.position)
    return Options(
        places={ward.place: ward.slug for ward in wards},
        fields={field.field: field.slug for field in fields},
        years=catalogue.years_of_units if since else catalogue.years,
        spellings={name: place.place for name, place in known.items() if since or name not in of_units},
        since=since,
        elsewhere=_elsewhere(catalogue, others, since=since),
    )


def _with_kind(place: Place, kind: str) -> str:
    return slug(f"{kind} {place.name}")


def _elsewhere(catalogue: Catalogue, spelled: Mapping[str, Place], *, since: bool) -> dict[str, str]:
    """Return for slugs, codes and spellings of units of the other time the slug of the unit that each went into."""
    named = dict(spelled)
    for place in spelled.values():
        named |= {place.slug: place, slug(place.place): place}
    heirs = {name: catalogue.places[catalogue.heir_of(place.place)].slug for name, place in named.items()}
    return heirs if since else dict.fromkeys(heirs, "")


def asks_since(parameters: Parameters) -> bool:
    """Say whether an address asks for the units since July 2025: options must be theirs before the rest is read."""
    values = _values(parameters, UNITS)
    return bool(values) and slug(values[-1]) == SINCE


def default(options: Options) -> Filters:
    """Return the filters of a link without parameters: everything."""
    return Filters((), None, *options.years, since=options.since)


def parse(parameters: Parameters, options: Options) -> tuple[Filters, list[Problem]]:
    """Read the filters out of an address; what is not understood is left out and told as a problem.

    Accents, capitals and the code instead of the slug are understood. Unknown parameters are passed over.
    """
    problems: list[Problem] = []
    _choice(parameters, UNITS, (BEFORE, SINCE), problems)
    first_year, last_year = _years(parameters, options, problems)
    filters = Filters(
        places=_places(parameters, options, problems),
        field=_field(parameters, options, problems),
        first_year=first_year,
        last_year=last_year,
        show_sample=_choice(parameters, BASIS, (ALL_BASES, REAL_ONLY), problems) != REAL_ONLY,
        language="en" if _choice(parameters, LANGUAGE, ("vi", "en"), problems) == "en" else "vi",
        since=options.since,
    )
    return filters, problems


def to_query(filters: Filters, options: Options) -> Query:
    """Return the parameters of a link to these filters, in a fixed order, without those at their default."""
    query: Query = {}
    if filters.places:
        query[PLACES] = ",".join(options.places[code] for code in filters.places)
    if filters.field is not None:
        query[FIELD] = options.fields[filters.field]
    if (filters.first_year, filters.last_year) != options.years:
        query[YEARS] = f"{filters.first_year}-{filters.last_year}"
    if not filters.show_sample:
        query[BASIS] = REAL_ONLY
    if filters.since:
        query[UNITS] = SINCE
    if filters.language != "vi":
        query[LANGUAGE] = filters.language
    return query


def address(path: str, query: Query) -> str:
    """Return path and query as one address; commas stay readable."""
    return f"{path}?{urlencode(query, safe=',')}" if query else path


def _values(parameters: Parameters, name: str) -> list[str]:
    """Return the values of a parameter that is repeated, or holds several with commas between, or both."""
    return [part.strip() for value in parameters.get(name, ()) for part in value.split(",") if part.strip()]


def _places(parameters: Parameters, options: Options, problems: list[Problem]) -> tuple[str, ...]:
    chosen = {
        _known(value, options.places, options.spellings, PLACES, problems, options.elsewhere)
        for value in _values(parameters, PLACES)
    }
    in_order = tuple(code for code in options.places if code in chosen)
    return () if len(in_order) == len(options.places) else in_order


def _field(parameters: Parameters, options: Options, problems: list[Problem]) -> str | None:
    # A name may hold a comma ("Quốc phòng, an ninh"), so the value is not split.
    values = [value for value in parameters.get(FIELD, ()) if value.strip()]
    return _known(values[-1], options.fields, {}, FIELD, problems) if values else None


def _known(
    value: str,
    slugs: Mapping[str, str],
    spellings: Mapping[str, str],
    parameter: str,
    problems: list[Problem],
    elsewhere: Mapping[str, str] | None = None,
) -> str | None:
    """Return the code that a value stands for; None, and a problem more, where it stands for none."""
    wanted = slug(value)
    by_spelling = (
        {slug(code): code for code in slugs} | dict(spellings) | {name: code for code, name in slugs.items()}
    )
    if wanted in by_spelling:
        return by_spelling[wanted]
    here = (elsewhere or {}).get(wanted)
    problems.append(Problem(parameter, value, _nearest(wanted, slugs.values()) if here is None else here))
    return None


def _years(parameters: Parameters, options: Options, problems: list[Problem]) -> tuple[int, int]:
    """Return first and last year; a span that reaches beyond the data is cut, and told."""
    earliest, latest = options.years
    values = _values(parameters, YEARS)
    if not values:
        return options.years
    found = _YEARS.fullmatch(values[-1])
    if found is None:
        problems.append(Problem(YEARS, values[-1], f"{earliest}-{latest}"))
        return options.years
    first, last = sorted((int(found[1]), int(found[2] or found[1])))
    inside = max(first, earliest), min(last, latest)
    if inside != (first, last):
        problems.append(Problem(YEARS, values[-1], f"{earliest}-{latest}"))
    return inside if inside[0] <= inside[1] else options.years


def _choice(parameters: Parameters, name: str, choices: tuple[str, ...], problems: list[Problem]) -> str:
    """Return the choice that the address names, the first where it names none."""
    values = _values(parameters, name)
    if not values:
        return choices[0]
    wanted = slug(values[-1])
    if wanted not in choices:
        problems.append(Problem(name, values[-1], _nearest(wanted, choices)))
        return choices[0]
    return wanted


def _nearest(wanted: str, known: Iterable[str]) -> str:
    return next(iter(get_close_matches(wanted, list(known), n=1, cutoff=0.6)), "")
