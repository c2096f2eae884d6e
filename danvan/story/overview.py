"""What deserves attention: computed from the figures, each point with its standing and the way to see more."""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from danvan import format as fmt
from danvan.catalogue import Indicator
from danvan.figures.scale import records
from danvan.provenance import difference_qualifier
from danvan.story import units
from danvan.story.disagreements import disagreements
from danvan.story.finding import Question, answer, basis_of
from danvan.story.poverty_sentences import RATE
from danvan.story.wards import exact, named, said, ward_years

FEWEST_TO_COMPARE = 3


@dataclass(frozen=True)
class Attention:
    """One point: its kind (contradiction, missing, apart, target), a sentence, the page it leads to, its basis."""

    kind: str
    sentence: str
    page: str
    basis: str


def attention(question: Question) -> list[Attention]:
    """Return what deserves attention, most pressing first; a kind that has nothing to say is left out."""
    return [
        *_figures_that_disagree(question),
        *_contradictions(question),
        *_wards_without_figures(question),
        *_units_not_reached(question),
        *_furthest_from_target(question),
        *_furthest_from_others(question),
        *_models_without_place(question),
    ]


def _contradictions(question: Question) -> list[Attention]:
    points, found = answer(question, "open_points"), answer(question, "disagreements")
    points = points[(points["kind"] == "contradiction") & ~points["found_by"].isin(found["code"])]
    if points.empty:
        return []
    first = str(points.iloc[0][f"text_{question.language}"])
    sentence = question.words.count(
        "story.attention.contradictions",
        len(points),
        number=str(len(points)),
        first=first.split(". ")[0].rstrip("."),
    )
    return [Attention("contradiction", sentence, "sources", "reported")]


def _figures_that_disagree(question: Question) -> list[Attention]:
    """What the checks found and nobody has explained: figures that cannot both be right."""
    found = [one for one in disagreements(question) if one.is_open]
    if not found:
        return []
    sentence = question.words.count(
        "checks.attention",
        len(found),
        number=fmt.number(len(found), 0, question.language),
        first=found[0].sentence.rstrip("."),
    )
    return [Attention("contradiction", sentence, "checks", "reported")]


def _wards_without_figures(question: Question) -> list[Attention]:
    """How many of the figures that wards hand in, one per indicator and ward, no ward has handed in for any year.

    A figure of a part of a year, or of some wards of a unit since July 2025, is one that was handed in.
    """
    asked = tuple(indicator.indicator for indicator in question.catalogue.ward_indicators)
    first, last = question.catalogue.years
    whole = replace(question, first_year=first, last_year=last, sample=False)
    frames = [units.values(whole, asked), units.incomplete(whole, asked), units.parts(whole, asked)]
    wards = question.catalogue.wards
    given = pd.concat([rows[["indicator", "place"]] for rows in frames]).drop_duplicates()
    expected = len(asked) * len(wards)
    if len(given) == expected:
        return []
    words = {"indicators": str(len(asked)), "wards": str(len(wards))}
    if given.empty:
        sentence = question.say("story.attention.no_ward_figures", **words)
    else:
        sentence = question.say(
            "story.attention.some_ward_figures",
            real=str(given["indicator"].nunique()),
            present=str(given["place"].nunique()),
            missing=fmt.number(expected - len(given), 0, question.language),
            expected=fmt.number(expected, 0, question.language),
            **words,
        )
    return [Attention("missing", sentence, "sources", "reported")]


def _units_not_reached(question: Question) -> list[Attention]:
    """What the latest figure of a part says is missing to its whole; of a bound, at most or at least so many."""
    rows = answer(question, "place_figures", place=question.catalogue.town.place).dropna(subset=["whole"])
    latest = rows[~rows["superseded"]].drop_duplicates("indicator")
    short = latest[latest["value"] < latest["whole"]]
    return [
        Attention(
            "missing",
            question.say(
                "story.attention.not_reached",
                indicator=question.indicator(row["indicator"]).name(question.language),
                missing=fmt.value(
                    row["whole"] - row["value"],
                    unit="",
                    qualifier=difference_qualifier("=", row["qualifier"]),
                    language=question.language,
                ),
                whole=fmt.value(
                    row["whole"], unit=question.indicator(row["indicator"]).unit, language=question.language
                ),
            ),
            "models",
            str(row["basis"]),
        )
        for _, row in short.iterrows()
    ]


def _furthest_from_target(question: Question) -> list[Attention]:
    """The target missed by most, relative to itself; says so where no source gives a target."""
    rows = answer(question, "targets_reached", place=question.catalogue.town.place)
    if rows.empty:
        return [Attention("target", question.say("story.attention.no_targets"), "sources", "reported")]
    missed = rows.loc[[_is_missed(question.indicator(row.indicator), row) for row in records(rows)]]
    if missed.empty:
        return []
    distances = (missed["value"] - missed["target"]).abs() / missed["target"].abs()
    worst = missed.loc[distances.idxmax()]
    indicator = question.indicator(worst["indicator"])
    sentence = question.say(
        "story.attention.target",
        indicator=indicator.name(question.language),
        value=question.value(worst["value"], indicator, worst["qualifier"], as_printed=True),
        target=question.value(worst["target"], indicator, as_printed=True),
        period=fmt.period(worst["period"], question.language),
    )
    return [Attention("target", sentence, "sources", str(worst["basis"]))]


def _is_missed(indicator: Indicator, row: Any) -> bool:
    """Say whether a figure is certainly worse than its target; a bound may be on the right side of it after all."""
    if indicator.better == "down":
        return bool(row.value > row.target and row.qualifier in ("=", ">", ">="))
    if indicator.better == "up":
        return bool(row.value < row.target and row.qualifier in ("=", "<"))
    return False


def _furthest_from_others(question: Question) -> list[Attention]:
    """The ward whose poverty rate in the last year is furthest above the middle one, by the newest standard."""
    indicator = question.indicator(RATE)
    rows = ward_years(question, indicator).dropna(subset=["value"])
    rows = rows[rows["year"] == rows["year"].max()]
    rows = rows[rows["standard"] == rows["standard"].max()]
    if len(rows) < FEWEST_TO_COMPARE or not exact(rows):
        return []
    basis = basis_of(rows)
    highest, middle = rows["value"].max(), rows["value"].median()
    if highest == middle:
        return []
    sentence = question.say(
        "story.attention.apart",
        ward=named(question, rows.loc[rows["value"] == highest, "place"].tolist()),
        value=question.value(highest, indicator),
        middle=question.value(middle, indicator),
        year=str(int(rows["year"].iloc[0])),
    )
    wards = len(question.catalogue.wards)
    if len(rows) < wards:
        part = {"present": str(len(rows)), "expected": str(wards)}
        sentence = question.say("story.attention.of_some", sentence=sentence, **part)
    return [Attention("apart", said(question, sentence, basis), "poverty", basis)]


def _models_without_place(question: Question) -> list[Attention]:
    models = answer(question, "models")
    if question.field is not None:
        models = models[models["field"] == question.field]
    unplaced = int((models["scope"] == "unspecified").sum())
    if not unplaced:
        return []
    sentence = question.say("story.attention.unplaced", unplaced=str(unplaced), models=str(len(models)))
    return [Attention("missing", sentence, "models", "reported")]


def models_by_field(question: Question) -> dict[str, int]:
    """Return how many models the sources name in each field."""
    counts: pd.Series = answer(question, "models")["field"].value_counts()
    return {str(field): int(count) for field, count in counts.items()}
