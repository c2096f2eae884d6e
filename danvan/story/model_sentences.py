"""What is said of models: which wards are named most, what is covered, which group is the largest; and the titles."""

import pandas as pd

from danvan import format as fmt
from danvan.story.finding import Question, part_of_whole
from danvan.story.wards import MOST_NAMES, named

MOST_PARTS = 3


def map_sentence(question: Question, shown: pd.DataFrame) -> str:
    """Say which wards are named most and how many are not; only what is stated is counted."""
    most = shown["stated"].max()
    if most == 0:
        return question.say("story.models.map_inferred")
    names = [question.name(place) for place in shown.loc[shown["stated"] == most, "place"]]
    none = int(((shown["stated"] == 0) & (shown["inferred"] == 0)).sum())
    key = "story.models.map_all" if none == 0 else "story.models.map"
    words = {"wards": fmt.enumeration(names, question.language), "most": str(int(most))}
    return question.say(key, **words) if none == 0 else question.say(key, none=str(none), **words)


def map_title(question: Question, shown: pd.DataFrame) -> str:
    """Say in a title which wards are named most; of all equal ones only how often."""
    most = int(shown["stated"].max())
    if most == 0:
        return question.say("story_title.models.map_inferred")
    places = shown.loc[shown["stated"] == most, "place"].tolist()
    models = fmt.value(most, unit="model", language=question.language)
    if len(places) == len(shown):
        return question.say("story_title.models.map_same", models=models)
    wards = named(question, places)
    return question.words.count("story_title.models.map", len(places), wards=wards, models=models)


def map_theme(question: Question) -> str:
    """Return the title that claims nothing."""
    return question.say("story_title.models.map_theme")


def coverage_title(question: Question, rows: pd.DataFrame) -> str:
    """Say in a title how many units follow the models; of one model, which, and of many only that there are many."""
    parts = [part_of_whole(question, row, question.indicator(row["indicator"])) for _, row in rows.iterrows()]
    if len(parts) == 1:
        name = question.indicator(rows["indicator"].iloc[0]).name(question.language)
        return question.say("story_title.models.coverage_of", what=name, part=parts[0])
    if len(parts) > MOST_PARTS:
        return coverage_theme(question)
    return question.say("story_title.models.coverage", parts=fmt.enumeration(parts, question.language))


def coverage_theme(question: Question) -> str:
    """Return the title that claims nothing."""
    return question.say("story_title.models.coverage_theme")


def group_sentence(question: Question, column: str, counts: pd.DataFrame) -> str:
    """Say which group is the largest, or which are; models without a group are no group."""
    models, largest = int(counts["models"].sum()), _largest(counts)
    if largest.empty:
        return question.say("story.models.no_group", models=str(models))
    names = [group_name(question, column, group) for group in largest["group"]]
    words = {"models": str(models), "first": fmt.enumeration(names, question.language)}
    if len(counts) == 1:
        return question.words.count(f"story.models.all_of_{column}", models, **words)
    number = fmt.number(int(largest["models"].iloc[0]), 0, question.language)
    return question.say(f"story.models.by_{column}", number=number, **words)


def group_title(question: Question, column: str, counts: pd.DataFrame) -> str:
    """Say in a title which group is the largest, by the rules of the sentence; of many equal ones nothing."""
    models, largest = int(counts["models"].sum()), _largest(counts)
    if largest.empty or len(largest) > MOST_NAMES:
        return group_theme(question, column)
    names = [group_name(question, column, group) for group in largest["group"]]
    words = {"models": str(models), "first": fmt.enumeration(names, question.language)}
    if len(counts) == 1:
        return question.words.count(f"story_title.models.all_of_{column}", models, **words)
    number = fmt.number(int(largest["models"].iloc[0]), 0, question.language)
    shared = "" if len(largest) == 1 else "_shared"
    return question.say(f"story_title.models.by_{column}{shared}", number=number, **words)


def group_theme(question: Question, column: str) -> str:
    """Return the title that claims nothing."""
    return question.say(f"story_title.models.by_{column}_theme")


def group_name(question: Question, column: str, group: str) -> str:
    """Return the name of a field or of a group of hosts; models may have no host."""
    if column == "field":
        return question.catalogue.fields[group].name(question.language)
    return group or question.say("story.models.no_host")


def _largest(counts: pd.DataFrame) -> pd.DataFrame:
    groups = counts[counts["group"] != ""]
    return groups[groups["models"] == groups["models"].max()]


def matrix_sentence(question: Question, models: pd.DataFrame, cells: pd.DataFrame, unplaced: str) -> str:
    """Say how many models are named with a ward, stated or inferred, and how many say no place."""
    wards = cells[cells["key"] != ""]
    stated = int((wards["reading"] == "stated").sum())
    return question.say(
        "story.models.matrix",
        models=str(len(models)),
        named=str(wards["model"].nunique()),
        stated=str(stated),
        inferred=str(len(wards) - stated),
        unplaced=str(int((models["scope"] == unplaced).sum())),
    )


def matrix_title(question: Question, models: pd.DataFrame, cells: pd.DataFrame) -> str:
    """Say in a title for how many models a ward is named; where the reader chose one, that one."""
    number = int(cells.loc[cells["key"] != "", "model"].nunique())
    words = {"number": str(number), "models": str(len(models))}
    if len(question.places) == 1:
        return question.say("story_title.models.matrix_of", ward=question.name(question.places[0]), **words)
    return question.say("story_title.models.matrix", **words)


def matrix_theme(question: Question) -> str:
    """Return the title that claims nothing."""
    return question.say("story_title.models.matrix_theme")
