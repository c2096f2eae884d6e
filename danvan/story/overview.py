"""What deserves attention: computed from the figures, each point with its standing and the way to see more."""

from dataclasses import dataclass

import pandas as pd

from danvan import format as fmt
from danvan.intake.issue import Issue
from danvan.story import poverty
from danvan.story.finding import Question, answer, basis_of
from danvan.story.wards import said, ward_years


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
        *_contradictions(question),
        *_figures_that_disagree(question),
        *_wards_without_figures(question),
        *_units_not_reached(question),
        *_furthest_from_target(question),
        *_furthest_from_others(question),
        *_models_without_place(question),
    ]


def _contradictions(question: Question) -> list[Attention]:
    points = answer(question, "open_points")
    points = points[points["kind"] == "contradiction"]
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
    """What the build found: figures of the files that cannot all be right."""
    found = answer(question, "data_findings")
    if found.empty:
        return []
    first = found.iloc[0]
    line = None if pd.isna(first["line"]) else int(first["line"])
    where = Issue(first["severity"], first["code"], first["file"], line).where(question.language)
    sentence = question.words.count(
        "story.attention.disagree", len(found), number=str(len(found)), where=where
    )
    return [Attention("contradiction", sentence, "sources", "reported")]


def _wards_without_figures(question: Question) -> list[Attention]:
    standing = answer(question, "ward_standing")
    asked = {indicator.indicator for indicator in question.catalogue.ward_indicators}
    real = int(standing.loc[standing["indicator"].isin(asked), "real"].sum())
    if real == len(asked):
        return []
    key = "story.attention.no_ward_figures" if real == 0 else "story.attention.some_ward_figures"
    words = {"indicators": str(len(asked)), "wards": str(len(question.catalogue.wards))}
    sentence = question.say(key, **words) if real == 0 else question.say(key, real=str(real), **words)
    return [Attention("missing", sentence, "sources", "reported")]


def _units_not_reached(question: Question) -> list[Attention]:
    rows = answer(question, "place_figures", place=question.catalogue.town.place).dropna(subset=["whole"])
    short = rows[rows["value"] < rows["whole"]]
    return [
        Attention(
            "missing",
            question.say(
                "story.attention.not_reached",
                indicator=question.indicator(row["indicator"]).name(question.language),
                missing=fmt.number(row["whole"] - row["value"], 0, question.language),
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
    signs = [1 if question.indicator(code).better == "down" else -1 for code in rows["indicator"]]
    rows = rows.assign(missed=signs * (rows["value"] - rows["target"]) / rows["target"].abs())
    worst = rows.loc[rows["missed"].idxmax()]
    if worst["missed"] <= 0:
        return []
    indicator = question.indicator(worst["indicator"])
    sentence = question.say(
        "story.attention.target",
        indicator=indicator.name(question.language),
        value=question.value(worst["value"], indicator, worst["qualifier"]),
        target=question.value(worst["target"], indicator),
        period=fmt.period(worst["period"], question.language),
    )
    return [Attention("target", sentence, "sources", str(worst["basis"]))]


def _furthest_from_others(question: Question) -> list[Attention]:
    """The ward whose poverty rate in the last year is furthest above the middle one."""
    indicator = question.indicator(poverty.RATE)
    rows = ward_years(question, indicator)
    rows = rows[rows["year"] == rows["year"].max()].dropna(subset=["value"])
    if len(rows) < 3:
        return []
    basis = basis_of(rows)
    worst, middle = rows.loc[rows["value"].idxmax()], rows["value"].median()
    sentence = question.say(
        "story.attention.apart",
        ward=question.catalogue.places[worst["place"]].name,
        value=question.value(worst["value"], indicator),
        middle=question.value(middle, indicator),
        year=str(int(worst["year"])),
    )
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
