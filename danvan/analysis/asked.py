"""What an analyst asks, beside the filters that every page has; and how an address holds it.

`?chi-tieu=dat-hien&theo=don-vi&ky=ca-giai-doan&cach=moi-ho&dang=pheu&don-vi=moi`: only what differs from the default.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Literal, get_args

from danvan.catalogue import Catalogue
from danvan.vietnamese import slug

Grouping = Literal["place", "successor", "kind", "town", "reported", "model", "field"]
Length = Literal["span", "year", "half", "quarter", "month"]
Measure = Literal["value", "per_household", "per_1000", "share", "change", "cumulative"]
Form = Literal[
    "ranking", "trend", "multiples", "slope", "funnel", "map", "distribution", "scatter", "matrix", "pivot"
]
Units = Literal["before", "since"]
Parameters = Mapping[str, Sequence[str]]

MODELS = (
    "models_in_wards"  # no indicator of the catalogue: counted from which ward is named beside which model
)
MOST_INDICATORS = 6
DEFAULT_INDICATOR = "land_donated_m2"

INDICATORS, GROUPING, LENGTH, MEASURE, FORM, UNITS, LEAST = (
    "chi-tieu", "theo", "ky", "cach", "dang", "don-vi", "tu",
)  # fmt: skip
PARAMETERS = (INDICATORS, GROUPING, LENGTH, MEASURE, FORM, UNITS, LEAST)

# How an address writes each choice.
SLUGS: dict[str, dict[str, str]] = {
    GROUPING: {
        "place": "don-vi", "successor": "don-vi-moi", "kind": "loai", "town": "nam", "reported": "bao-cao",
        "model": "mo-hinh", "field": "linh-vuc",
    },
    LENGTH: {"span": "ca-giai-doan", "year": "nam", "half": "nua-nam", "quarter": "quy", "month": "thang"},
    MEASURE: {
        "value": "gia-tri", "per_household": "moi-ho", "per_1000": "1000-dan", "share": "ty-trong",
        "change": "thay-doi", "cumulative": "luy-ke",
    },
    FORM: {
        "ranking": "xep-hang", "trend": "xu-huong", "multiples": "o-nho", "slope": "doc", "funnel": "pheu",
        "map": "ban-do", "distribution": "phan-bo", "scatter": "tan-xa", "matrix": "ma-tran", "pivot": "bang",
    },
    UNITS: {"before": "cu", "since": "moi"},
}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """One question: which indicators, in which groups of units, by which periods, how measured, in which form.

    form is None where the reader left it to the program. units says whether places are the fifteen wards before
    July 2025 or the five units since. least is the least number of wards that a model must be in to be listed.
    """

    indicators: tuple[str, ...] = (DEFAULT_INDICATOR,)
    grouping: Grouping = "place"
    length: Length = "span"
    measure: Measure = "value"
    form: Form | None = None
    units: Units = "before"
    least: int = 1

    @property
    def since(self) -> bool:
        return self.units == "since"

    @property
    def about_models(self) -> bool:
        return self.indicators == (MODELS,)


@dataclass(frozen=True)
class Misunderstood:
    """A value of an address that stands for nothing, and the nearest that would (empty where none is near)."""

    parameter: str
    value: str
    suggestion: str = ""


def read(parameters: Parameters, catalogue: Catalogue) -> tuple[Asked, list[Misunderstood]]:
    """Return what an address asks; what is not understood is left out and told."""
    told: list[Misunderstood] = []
    indicators = _indicators(parameters, catalogue, told)
    chosen = {
        name: _choice(parameters, parameter, told)
        for name, parameter in (
            ("grouping", GROUPING), ("length", LENGTH), ("measure", MEASURE), ("form", FORM), ("units", UNITS),
        )
    }  # fmt: skip
    given: dict[str, Any] = {name: value for name, value in chosen.items() if value}
    if indicators:
        given["indicators"] = indicators
    return Asked(**given, least=_least(parameters, told)), told


def written(asked: Asked) -> dict[str, str]:
    """Return the parameters of an address that ask the same, those at their default left out."""
    usual, query = Asked(), {}
    if asked.indicators != usual.indicators:
        query[INDICATORS] = ",".join(indicator_slug(code) for code in asked.indicators)
    for name, parameter in (("grouping", GROUPING), ("length", LENGTH), ("measure", MEASURE), ("form", FORM)):
        value = getattr(asked, name)
        if value != getattr(usual, name):
            query[parameter] = SLUGS[parameter][value]
    if asked.since:
        query[UNITS] = SLUGS[UNITS]["since"]
    if asked.least != usual.least:
        query[LEAST] = str(asked.least)
    return query


def indicator_slug(code: str) -> str:
    """Return the code of an indicator as an address writes it."""
    return code.replace("_", "-")


def _values(parameters: Parameters, name: str) -> list[str]:
    return [part.strip() for value in parameters.get(name, ()) for part in value.split(",") if part.strip()]


def _indicators(parameters: Parameters, catalogue: Catalogue, told: list[Misunderstood]) -> tuple[str, ...]:
    known = {slug(code): code for code in (*catalogue.indicators, MODELS)}
    known |= {
        slug(one.name(language)): code
        for code, one in catalogue.indicators.items()
        for language in ("vi", "en")
    }
    found = []
    for value in _values(parameters, INDICATORS):
        code = known.get(slug(value))
        if code is None:
            told.append(Misunderstood(INDICATORS, value, _nearest(slug(value), known)))
        elif code not in found:
            found.append(code)
    if len(found) > MOST_INDICATORS:
        told += [Misunderstood(INDICATORS, indicator_slug(code)) for code in found[MOST_INDICATORS:]]
    if MODELS in found:  # it has no unit in common with anything else
        told += [Misunderstood(INDICATORS, indicator_slug(code)) for code in found if code != MODELS]
        return (MODELS,)
    return tuple(found[:MOST_INDICATORS])


def _choice(parameters: Parameters, parameter: str, told: list[Misunderstood]) -> str | None:
    values = _values(parameters, parameter)
    if not values:
        return None
    codes = {name: code for code, name in SLUGS[parameter].items()}
    wanted = slug(values[-1])
    if wanted not in codes:
        told.append(Misunderstood(parameter, values[-1], _nearest(wanted, codes)))
        return None
    return codes[wanted]


def _least(parameters: Parameters, told: list[Misunderstood]) -> int:
    values = _values(parameters, LEAST)
    if not values:
        return 1
    if not values[-1].isdecimal() or not 1 <= int(values[-1]) <= 999:
        told.append(Misunderstood(LEAST, values[-1]))
        return 1
    return int(values[-1])


def _nearest(wanted: str, known: Mapping[str, str]) -> str:
    return next(iter(get_close_matches(wanted, list(known), n=1, cutoff=0.6)), "")


def every_form() -> tuple[Form, ...]:
    """Return all forms, in the order in which they are offered."""
    return get_args(Form)
