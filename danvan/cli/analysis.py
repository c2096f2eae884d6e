"""The analyst's question by command: its answer as rows, or as a file to take away.

Options are written as an address and read as one, so that a command, a link and the page cannot answer differently.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from danvan import queries, text
from danvan.analysis import asked as asking
from danvan.analysis.asked import SLUGS, Asked
from danvan.analysis.taking import taken_of
from danvan.catalogue import Catalogue
from danvan.cli.commands import CommandError, find_place
from danvan.cli.output import Result
from danvan.cli.saving import save
from danvan.exports import FORMATS, Format, Taken
from danvan.story.memory import for_one_work
from danvan.ui import filters as filtering
from danvan.ui import linked
from danvan.ui.filters import address
from danvan.ui.linked import Misasked
from danvan.ui.question import question_of
from danvan.vietnamese import slug
from danvan.warehouse.read import warehouse

ENDINGS: Mapping[str, str] = {
    ".xlsx": "xlsx",
    ".excel.csv": "excel-csv",
    ".csv": "csv",
    ".parquet": "parquet",
    ".json": "json",
}
# The options that only the question of the page has.
OF_PAGE = ("link", "by", "every", "measure", "form", "units", "least", "language")


@dataclass(frozen=True)
class Wanted:
    """What a command asks: the options that the page has, or the link of a page as it is."""

    places: Sequence[str] = ()
    field: str | None = None
    indicators: Sequence[str] = ()
    years: tuple[int, int] | None = None
    real: bool = False
    by: str | None = None
    every: str | None = None
    measure: str | None = None
    form: str | None = None
    units: str | None = None
    least: str | None = None
    language: str | None = None
    link: str | None = None

    def given(self) -> list[str]:
        """Return the names of the options that were given, but for the link."""
        names = {"places": "place", "indicators": "indicator"}
        return [
            f"--{names.get(name, name)}" for name, value in vars(self).items() if value and name != "link"
        ]


def rows(wanted: Wanted) -> Result:
    """Answer a question as a list of row objects, with the keys of the table that is taken away."""
    asked = taken(wanted)
    found = json.loads(FORMATS["json"].make(asked))["rows"]
    shown = (
        "indicator_name", "group_name", "period_name", "value", "unit", "qualifier", "low", "high", "basis", "source",
    )  # fmt: skip
    words = text.words(asked.language)
    remark = (
        f"{words.get('standing.sample_banner')}. {words.get('standing.sample_note')}" if asked.sample else ""
    )
    return Result(found, [{key: row[key] for key in shown if key in row} for row in found], remark)


def export(wanted: Wanted, to: Path) -> Result:
    """Write the answer to a question into a file, in the form that its ending names."""
    form = _form(to)
    found = taken(wanted)
    save(to, form.make(found))
    return written(found, to)


def written(taken: Taken, to: Path) -> Result:
    """Return what a command answers that wrote this table into a file."""
    made = {"file": str(to), "rows": len(taken.rows), "sample": taken.sample}
    banner = text.words(taken.language).get("standing.sample_banner")
    return Result(made, [made], banner if taken.sample else "")


def refuse_with_name(wanted: Wanted, name: str) -> None:
    """Raise CommandError where a named question is asked with options that it does not have."""
    if others := [f"--{option}" for option in OF_PAGE if getattr(wanted, option)]:
        raise CommandError(_both("with_name", options=", ".join(others), name=name))


def _form(to: Path) -> Format:
    ending = next((ending for ending in ENDINGS if to.name.lower().endswith(ending)), None)
    if ending is None:
        raise CommandError(_both("ending", value=to.suffix, choices=", ".join(ENDINGS)))
    return FORMATS[ENDINGS[ending]]


def taken(wanted: Wanted) -> Taken:
    """Return the answer to a question with all that is taken away with it; raise CommandError for a wrong one."""
    opened = warehouse().opened()
    try:
        with queries.reading(opened):
            catalogue = queries.catalogue()
            asked = linked.read(parameters(wanted, catalogue), catalogue)
            question = question_of(asked.filters, catalogue, for_one_work())
            fitted = linked.fitted(question, asked)
            page = address(linked.PAGE, linked.query(asked.filters, fitted, catalogue))
            return taken_of(question, linked.shown(question, fitted), address=page, snapshot=opened.snapshot)
    except Misasked as wrong:
        both = [" ".join(one.said(language) for one in wrong.problems) for language in text.LANGUAGES]
        raise CommandError(" / ".join(both)) from wrong


def parameters(wanted: Wanted, catalogue: Catalogue) -> linked.Parameters:
    """Return the parameters of an address that asks what the command does."""
    if wanted.link is not None:
        if others := wanted.given():
            raise CommandError(_both("link_alone", options=", ".join(others)))
        return _of_link(wanted.link)
    since = wanted.units in ("since", SLUGS[asking.UNITS]["since"])
    found = {
        filtering.PLACES: [_place(catalogue, place, since) for place in wanted.places],
        filtering.FIELD: [wanted.field] if wanted.field else [],
        filtering.YEARS: ["-".join(map(str, wanted.years))] if wanted.years else [],
        filtering.BASIS: [filtering.REAL_ONLY] if wanted.real else [],
        filtering.LANGUAGE: [wanted.language] if wanted.language else [],
        asking.INDICATORS: list(wanted.indicators),
        asking.GROUPING: _slug(asking.GROUPING, wanted.by),
        asking.LENGTH: _slug(asking.LENGTH, wanted.every),
        asking.MEASURE: _slug(asking.MEASURE, wanted.measure),
        asking.FORM: _slug(asking.FORM, wanted.form),
        asking.UNITS: _slug(asking.UNITS, wanted.units),
        asking.LEAST: [wanted.least] if wanted.least else [],
    }
    return {name: values for name, values in found.items() if values}


def _of_link(link: str) -> linked.Parameters:
    """Return the parameters of a link of the page; what it is a link of, and to which server, is not asked."""
    parts = urlsplit(link)
    if parts.path.rstrip("/") != linked.PAGE:
        raise CommandError(_both("link_not_of_page", page=linked.PAGE, value=link[:80]))
    return parse_qs(parts.query, keep_blank_values=True)


def _place(catalogue: Catalogue, place: str, since: bool) -> str:
    """Return a place as an address has it; any spelling, of units since July 2025 also without the year."""
    if since:
        heirs = linked.options(catalogue, Asked(units="since")).places
        spelt = {f"{place}@2025", place, slug(place), f"{slug(place)}-2025"}
        if found := [name for code, name in heirs.items() if {code, name} & spelt]:
            return found[0]
    return catalogue.places[find_place(catalogue, place)].slug


def _slug(parameter: str, choice: str | None) -> list[str]:
    """Return a choice as an address has it; its name in code is understood, too."""
    return [SLUGS[parameter].get(choice, choice)] if choice else []


def _both(key: str, **fillings: str) -> str:
    return text.in_both(f"taking.problem.{key}", **fillings)
