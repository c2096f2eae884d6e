"""What only a printed page says: which figures it holds, under which filters, from which snapshot."""

from html import escape

from danvan import format as fmt
from danvan.story.finding import Question
from danvan.ui import cache, findings, picture
from danvan.ui.markup import element
from danvan.ui.state import View


def line(view: View) -> str:
    """Return the line at the head of a printed page: app, town, filters that are not at their default, snapshot."""
    question = findings.asked(view)
    parts = [picture.foot(question, cache.opened().snapshot), *_filters(question)]
    return element("p", {"class": "dv-paper"}, escape(" · ".join(parts)))


def _filters(question: Question) -> list[str]:
    """Return the filters in words; the chosen wards stand in the foot of every picture, too."""
    said = []
    if question.field is not None:
        name = question.catalogue.fields[question.field].name(question.language)
        said.append(question.say("paper.field", field=name))
    if not question.all_years:
        said.append(fmt.period(question.period, question.language))
    if question.since:
        said.append(question.say("paper.since"))
    if not question.sample:
        said.append(question.say("paper.real"))
    return said
