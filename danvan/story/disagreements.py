"""Does it add up? The figures that cannot both be right, both sides ready to be shown, and how far each is settled."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from danvan import format as fmt
from danvan.catalogue import Indicator
from danvan.figures.scale import records
from danvan.periods import parse
from danvan.story import unsettled
from danvan.story.finding import Origin, Question, answer
from danvan.story.unsettled import OPEN
from danvan.submission.explanations import Explanation, Sides

SHORT_NAMES = 4
# What need not be a fault at all stands behind what cannot both be right.
DOUBTS = ("standard_break", "stock_over_years", "unit_and_ward")


@dataclass(frozen=True)
class Side:
    """One of two figures that disagree: what it is, its value in words and as a number, where, when, and who says so.

    amount is None and value says why where there is no number. origins are empty where no document says it.
    """

    indicator: str
    what: str
    value: str
    amount: float | None
    qualifier: str
    place: str
    period: str
    source: str
    origins: tuple[Origin, ...]
    key: tuple[str, str, str, str]


@dataclass(frozen=True)
class Disagreement:
    """Two figures that cannot both be right; all texts plain and ready to be shown.

    difference is empty where bounds leave it open. also is what the source itself leaves open about it. said is the
    last thing said of it, with day in words; of other values than those of now it is out of date. sides are the values
    as an explanation has them.
    """

    disagreement: str
    code: str
    title: str
    sentence: str
    first: Side
    second: Side
    difference: str
    status: str
    status_name: str
    said: Explanation | None
    day: str
    out_of_date: bool
    also: tuple[str, ...]
    sides: Sides

    @property
    def is_open(self) -> bool:
        return self.status == OPEN


@dataclass(frozen=True)
class Check:
    """One check: what it compares, and how much it found; more says that there is more than was kept."""

    code: str
    title: str
    compares: str
    findings: int
    more: bool


def disagreements(question: Question) -> tuple[Disagreement, ...]:
    """Return what does not add up of the wards, the field and the years asked about, open ones first.

    What is not of a ward belongs to every choice of wards, and every period to the choice of all years.
    """
    rows = [row for row in records(answer(question, "disagreements")) if _is_asked(question, row)]
    found = [_disagreement(question, row) for row in rows]
    return tuple(sorted(found, key=lambda one: (unsettled.STATUSES.index(one.status), one.code in DOUBTS)))


def touching(
    question: Question, origins: Iterable[Origin] = (), *, indicator: str = "", place: str = ""
) -> tuple[Disagreement, ...]:
    """Return what an origin that has a locator, or an indicator of a place, is a side of."""
    located = {(one.source, one.locator) for one in origins if one.locator}
    return tuple(
        one
        for one in disagreements(question)
        if any(
            (origin.source, origin.locator) in located for origin in (*one.first.origins, *one.second.origins)
        )
        or (indicator and any(side.key[:2] == (indicator, place) for side in (one.first, one.second)))
    )


def checks(question: Question) -> tuple[tuple[Check, ...], int]:
    """Return what is checked, those that found most first, and how many figures there are that count."""
    rows = answer(question, "checks_done").sort_values("findings", ascending=False, kind="stable")
    listed = tuple(
        Check(
            code=str(row.code),
            title=question.say(f"checks.check.{row.code}.title"),
            compares=question.say(f"checks.check.{row.code}.compares"),
            findings=int(row.findings),
            more=bool(row.more),
        )
        for row in records(rows)
    )
    return listed, int(rows["figures"].max())


def summary(question: Question, found: tuple[Disagreement, ...]) -> str:
    """Say in one sentence how much is open, how much is settled, what it is about, and of how many figures."""
    done, figures = checks(question)
    counts = {"checks": _number(question, len(done)), "figures": _number(question, figures)}
    if not found:
        whole = question.all_years and not question.places and question.field is None
        return question.say("checks.summary.none" if whole else "checks.summary.none_here", **counts)
    still_open = [one for one in found if one.is_open]
    said = question.say("checks.summary.nothing_open")
    if still_open:
        said = _counted(question, "open", len(still_open), about=_about(question, still_open))
    if closed := len(found) - len(still_open):
        said = question.say("checks.summary.both", first=said, second=_counted(question, "closed", closed))
    return question.say("checks.summary.sentence", said=said, **counts)


def _counted(question: Question, key: str, number: int, **said: str) -> str:
    return question.words.count(f"checks.summary.{key}", number, number=_number(question, number), **said)


def _number(question: Question, number: int) -> str:
    return fmt.number(number, 0, question.language)


def _about(question: Question, found: list[Disagreement]) -> str:
    names = list(dict.fromkeys(question.say("checks.summary.named", name=one.first.what) for one in found))
    shown = names[:SHORT_NAMES]
    if len(names) > len(shown):
        shown.append(question.say("checks.summary.others", number=_number(question, len(names) - len(shown))))
    return fmt.enumeration(shown, question.language)


def _is_asked(question: Question, row: Any) -> bool:
    if question.field not in (None, question.indicator(row.indicator).field):
        return False
    levels = {question.catalogue.places[place].level for place in (row.place, row.other_place)}
    if question.places and levels == {"ward"} and not {row.place, row.other_place} & set(question.places):
        return False
    return question.all_years or any(
        _touches(question, period) for period in (row.period, row.other_period) if isinstance(period, str)
    )


def _touches(question: Question, period: str) -> bool:
    span = parse(period)
    return span.start.year <= question.last_year and span.end.year >= question.first_year


def _disagreement(question: Question, row: Any) -> Disagreement:
    status, said = unsettled.standing(question, row)
    points = unsettled.points_of(question, row, all_contradictions=True)
    return Disagreement(
        disagreement=row.disagreement,
        code=row.code,
        title=question.say(f"checks.check.{row.code}.title"),
        sentence=unsettled.plain_sentence(question, row),
        first=_first(question, row),
        second=_second(question, row),
        difference=_difference(question, row),
        status=status,
        status_name=question.say(f"checks.status.{status}"),
        said=said,
        day=unsettled.day_of(question, said) if said else "",
        out_of_date=said is not None and said.kind != "reopened" and status == OPEN,
        also=tuple(str(point[f"text_{question.language}"]) for point in points),
        sides=unsettled.sides(row),
    )


def _first(question: Question, row: Any) -> Side:
    indicator = question.indicator(row.indicator)
    return Side(
        indicator=row.indicator,
        what=_named(question, indicator, row.compared),
        value=unsettled.amount(question, row.value, indicator, row.qualifier),
        amount=float(row.value),
        qualifier=row.qualifier,
        place=question.full_name(row.place),
        period=unsettled.period_words(question, row.period, row.standard),
        source=unsettled.source_words(question, row.source),
        origins=(Origin(row.source, _text(row.locator), _text(row.printed)),),
        key=(row.indicator, row.place, row.period, _text(row.standard)),
    )


def _second(question: Question, row: Any) -> Side:
    indicator = question.indicator(row.other_indicator)
    value = unsettled.amount(
        question, row.other_value, question.indicator(row.indicator), row.other_qualifier
    )
    return Side(
        indicator=row.other_indicator,
        what=_what(question, row, indicator),
        value=value or question.say("checks.side.no_value"),
        amount=float(row.other_value) if value else None,
        qualifier=row.other_qualifier,
        place=question.full_name(row.other_place),
        period=unsettled.period_words(question, row.other_period, row.other_standard),
        source=_other_source(question, row),
        origins=_other_origins(row),
        key=(row.other_indicator, row.other_place, row.other_period, _text(row.other_standard)),
    )


def _named(question: Question, indicator: Indicator, compared: str) -> str:
    name = indicator.name(question.language)
    return question.say("checks.side.whole", indicator=name) if compared == "whole" else name


def _what(question: Question, row: Any, indicator: Indicator) -> str:
    """Say what the other side is: a figure by its name, else how it came about."""
    if row.other_kind == "figure":
        return _named(question, indicator, row.other_compared)
    said = unsettled.fillings(question, row) | _counts(question, row)
    key = f"checks.side.{row.other_kind}"
    return question.say(key, **{name: said[name] for name in question.words.gaps[key]})


def _counts(question: Question, row: Any) -> dict[str, str]:
    """Return the counts that a rate was recomputed of, in words."""
    indicator, counts = question.indicator(row.indicator), question.catalogue.indicators
    parts = {"top": (row.other_top, indicator.numerator), "bottom": (row.other_bottom, indicator.denominator)}
    return {
        name: unsettled.amount(question, value, counts[code], "=") if code else ""
        for name, (value, code) in parts.items()
    }


def _other_source(question: Question, row: Any) -> str:
    """Return who says so of the other side; that of a number of units is the decision that made them."""
    if row.other_kind == "units":
        return question.catalogue.places[row.other_place].legal_basis or ""
    if row.other_kind == "range":
        return question.say("checks.side.catalogue")
    return unsettled.source_words(question, row.other_source)


def _other_origins(row: Any) -> tuple[Origin, ...]:
    if not isinstance(row.other_source, str) or row.other_kind in ("units", "range"):
        return ()
    if row.other_kind in ("figure", "moment"):
        return (Origin(row.other_source, _text(row.other_locator), _text(row.other_printed)),)
    return tuple(Origin(source) for source in row.other_source.split(" "))


def _difference(question: Question, row: Any) -> str:
    """Return how far the sides are apart; of percentages in points, nothing where it is open or nothing at all."""
    if pd.isna(row.difference) or not row.difference:
        return ""
    indicator = question.indicator(row.indicator)
    unit = "percentage_point" if indicator.unit == "pct" else indicator.unit
    return fmt.value(
        row.difference,
        unit=unit,
        decimals=indicator.decimals,
        qualifier=row.difference_qualifier,
        language=question.language,
    )


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""
