"""The names of what an answer is grouped by and of what it is about."""

from danvan.analysis.asked import Asked
from danvan.analysis.cells import TOWN, units
from danvan.story.finding import Question
from danvan.story.finding import answer as ask


def group_name(question: Question, asked: Asked, group: str) -> str:
    """Return the name of a group; units since July 2025 with their kind, because their names were in use before."""
    catalogue = question.catalogue
    if group == TOWN:
        chosen = question.places and len(question.places) < len(units(question, asked))
        return question.say("analysis.chosen_together" if chosen else "story.all_wards")
    if asked.about_models and asked.grouping == "model":
        rows = ask(question, "models").set_index("model")["name"]
        return str(rows.get(group, group))
    if group in catalogue.fields:
        return catalogue.fields[group].name(question.language)
    if group not in catalogue.places:
        return question.say(f"analysis.kind.{group}")
    if asked.grouping == "reported" or asked.since or asked.grouping == "successor":
        return question.full_name(group)
    return catalogue.places[group].name


def slug_of(question: Question, group: str) -> str:
    """Return what a click on a mark gives: the slug of a unit, the code of any other group."""
    place = question.catalogue.places.get(group)
    return group if place is None else place.slug


def indicator_name(question: Question, code: str) -> str:
    """Return the name of an indicator, or of the count of models."""
    known = question.catalogue.indicators.get(code)
    return question.say("analysis.models_in_wards") if known is None else known.name(question.language)
