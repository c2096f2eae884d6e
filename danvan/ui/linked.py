"""What an address asks, read strictly: for programs, which cannot see a page that says what it left out.

A page passes over what it does not understand and says so. An answer to a spreadsheet or a script has nobody to say it
to, so whatever is not understood, or does not fit, is refused with what would be right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from danvan import text
from danvan.analysis import asked as asking
from danvan.analysis.asked import SLUGS, Asked
from danvan.analysis.fitting import fitting
from danvan.analysis.forms import Result, result
from danvan.catalogue import Catalogue, Place
from danvan.story.finding import Question
from danvan.ui import filters as filtering
from danvan.ui.filters import Filters, Options, Query
from danvan.vietnamese import slug

PAGE = "/phan-tich"
TAKE = "tai"  # =1: as a file to save
OF_PAGE = (
    filtering.PLACES,
    filtering.FIELD,
    filtering.YEARS,
    filtering.BASIS,
    filtering.LANGUAGE,
    *asking.PARAMETERS,
)
SEVERAL = (filtering.PLACES, asking.INDICATORS)
SHORT = 60
FITTED = (("grouping", asking.GROUPING), ("length", asking.LENGTH), ("measure", asking.MEASURE))

Parameters = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Problem:
    """What is wrong with one parameter; kind is a key of taking.problem, reason one of analysis.why."""

    kind: str
    parameter: str
    value: str = ""
    suggestion: str = ""
    choices: tuple[str, ...] = ()
    reason: str = ""

    def said(self, language: str) -> str:
        """Return it in words, with what would be right."""
        words = text.words(language)
        key = f"taking.problem.{self.kind}"
        why = f"analysis.why.{self.reason}"
        given = {
            "parameter": self.parameter[:SHORT],
            "value": self.value[:SHORT],
            "reason": words.get(why) if why in words else self.reason,
        }
        said = [words.get(key, **{name: given[name] for name in words.gaps[key]})]
        if self.suggestion:
            said.append(words.get("taking.problem.did_you_mean", suggestion=self.suggestion))
        if self.choices:
            said.append(words.get("taking.problem.choices", choices=", ".join(self.choices)))
        return " ".join(said)


class Misasked(ValueError):
    """An address asks for what is not there or does not fit; problems says what and what would be right."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.said("en") for problem in problems))


@dataclass(frozen=True)
class Linked:
    """What an address asks, and which parameters it gives."""

    filters: Filters
    asked: Asked
    given: frozenset[str]


def read(parameters: Parameters, catalogue: Catalogue) -> Linked:
    """Return what an address asks; raise Misasked for what is unknown, empty, twice or not understood."""
    problems = [found for name, values in parameters.items() for found in _form_of(name, values)]
    if problems:
        raise Misasked(problems)
    asked, misunderstood = asking.read(parameters, catalogue)
    offered = options(catalogue, asked)
    filters, unread = filtering.parse(parameters, offered)
    if asking.MODELS in _codes(parameters) and len(_codes(parameters)) > 1:
        raise Misasked([Problem("several", asking.INDICATORS, ",".join(_codes(parameters)))])
    problems += [_not_asked(one.parameter, one.value, one.suggestion, catalogue) for one in misunderstood]
    problems += [
        _not_filtered(one.parameter, one.value, one.suggestion, catalogue, offered)
        for one in unread
        if one.parameter != asking.UNITS  # told by the question
    ]
    if problems:
        raise Misasked(problems)
    return Linked(filters, asked, frozenset(parameters))


def read_sql(parameters: Parameters, name: str) -> tuple[str, str]:
    """Return the question in SQL and the language that an address asks it in; raise Misasked for anything else."""
    known = (name, filtering.LANGUAGE)
    problems = [
        Problem("unknown_parameter", other, "", "", known) for other in parameters if other not in known
    ]
    asked, language = parameters.get(name, ()), parameters.get(filtering.LANGUAGE, ("vi",))
    if not problems and len(asked) > 1:
        problems.append(Problem("several", name, ", ".join(asked)))
    if not "".join(asked).strip():
        problems.append(Problem("empty", name))
    if list(language) not in [[one] for one in text.LANGUAGES]:
        problems.append(Problem("unknown_value", filtering.LANGUAGE, ",".join(language), "", text.LANGUAGES))
    if problems:
        raise Misasked(problems)
    return asked[0], language[0]


def options(catalogue: Catalogue, asked: Asked) -> Options:
    """Return what the filters offer beside this question: its places are those of its time."""
    return filtering.options(catalogue, since=asked.since)


def fitted(question: Question, linked: Linked) -> Asked:
    """Return the question with defaults that do not fit replaced as the page replaces them.

    Raises Misasked where what does not fit was written in the address.
    """
    now, problems = linked.asked, []
    for name, parameter in FITTED:
        reasons = getattr(fitting(question, now), f"{name}s")
        reason = reasons[getattr(now, name)]
        if not reason:
            continue
        fit = [choice for choice, why in reasons.items() if not why]
        if parameter in linked.given:
            slugs = tuple(SLUGS[parameter][choice] for choice in fit)
            written = SLUGS[parameter][getattr(now, name)]
            problems.append(Problem("unfit", parameter, written, "", slugs, reason))
        chosen: dict[str, Any] = {name: fit[0] if fit else next(iter(reasons))}
        now = replace(now, **chosen)
    if problems:
        raise Misasked(problems)
    return now


def shown(question: Question, asked: Asked) -> Result:
    """Return what the page shows of a question; raise Misasked where the form asked for does not show it."""
    found = result(question, asked)
    reason = found.offered[asked.form] if asked.form else ""
    if asked.form and reason:
        fit = tuple(SLUGS[asking.FORM][form] for form, why in found.offered.items() if not why)
        raise Misasked([Problem("unfit", asking.FORM, SLUGS[asking.FORM][asked.form], "", fit, reason)])
    return found


def query(filters: Filters, asked: Asked, catalogue: Catalogue) -> Query:
    """Return the parameters of the address that asks this, in one fixed form; units of either time are named."""
    before, since = (filtering.options(catalogue, since=since) for since in (False, True))
    offered = replace(before, places={**before.places, **since.places})
    return filtering.to_query(filters, offered) | asking.written(asked)


def choices(parameter: str, catalogue: Catalogue, offered: Options) -> tuple[str, ...]:
    """Return the values that a parameter takes, empty where they are not a list."""
    lists: dict[str, Sequence[str]] = {
        filtering.PLACES: tuple(offered.places.values()),
        filtering.FIELD: tuple(offered.fields.values()),
        filtering.BASIS: (filtering.ALL_BASES, filtering.REAL_ONLY),
        filtering.LANGUAGE: text.LANGUAGES,
        asking.INDICATORS: tuple(map(asking.indicator_slug, (*catalogue.indicators, asking.MODELS))),
        **{name: tuple(slugs.values()) for name, slugs in SLUGS.items()},
    }
    return tuple(lists.get(parameter, ()))


def _form_of(name: str, values: Sequence[str]) -> list[Problem]:
    """Return what is wrong with a parameter whatever its values mean."""
    if name not in OF_PAGE:
        near = get_close_matches(slug(name), OF_PAGE, n=1, cutoff=0.5)
        return [Problem("unknown_parameter", name, "", next(iter(near), ""), () if near else OF_PAGE)]
    parts = [part for value in values for part in (value.split(",") if name != filtering.FIELD else [value])]
    if not any(part.strip() for part in parts):
        return [Problem("empty", name)]
    if len(parts) > 1 and name not in SEVERAL:
        return [Problem("several", name, ", ".join(parts))]
    return []


def _not_asked(parameter: str, value: str, suggestion: str, catalogue: Catalogue) -> Problem:
    known = choices(parameter, catalogue, filtering.options(catalogue))
    if parameter == asking.LEAST:
        known = ("1-999",)
    return Problem("unknown_value", parameter, value, suggestion, () if suggestion else known)


def _not_filtered(
    parameter: str, value: str, suggestion: str, catalogue: Catalogue, offered: Options
) -> Problem:
    if parameter == filtering.PLACES and (then := _of_other_time(value, catalogue, offered)):
        return Problem("other_time", parameter, value, "", then)
    known = choices(parameter, catalogue, offered)
    return Problem("unknown_value", parameter, value, suggestion, () if suggestion else known)


def _of_other_time(value: str, catalogue: Catalogue, offered: Options) -> tuple[str, ...]:
    """Return the units of the time looked at that stand for a unit of the other time, written as in addresses."""
    wanted = slug(value)
    return tuple(
        dict.fromkeys(
            offered.places[there.place]
            for ward in catalogue.wards
            for here, there in _both_ways(ward, catalogue)
            if wanted in (here.slug, slug(here.place)) and there.place in offered.places
        )
    )


def _both_ways(ward: Place, catalogue: Catalogue) -> list[tuple[Place, Place]]:
    heir = catalogue.places.get(ward.replaced_by or "")
    return [(ward, heir), (heir, ward)] if heir else []


def _codes(parameters: Parameters) -> list[str]:
    values = [part.strip() for value in parameters.get(asking.INDICATORS, ()) for part in value.split(",")]
    return [slug(value).replace("-", "_") for value in values if value]
