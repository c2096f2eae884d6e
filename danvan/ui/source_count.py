"""How many figures of a source stand in its document exactly as they claim, and which do not."""

from collections.abc import Sequence
from html import escape

from danvan.story.cited import Cited
from danvan.story.finding import Question
from danvan.story.sources import Stated
from danvan.ui import source_links as links
from danvan.ui.documents_at_hand import FIGURE, AtHand
from danvan.ui.filters import Query
from danvan.ui.markup import element


def told(question: Question, query: Query, at_hand: AtHand, found: Cited, of_text: Sequence[Stated]) -> str:
    """Return the count of figures and of models found, and an issue that lists the figures that do not fit."""
    name = question.catalogue.sources[at_hand.source].short_name(question.language)
    lost = [one for one in found.lost if one.quote.kind == "figure"]
    numbers = {"found": str(len(found.figures)), "number": str(len(of_text)), "source": name}
    models = [one for one in found.found if one.quote.kind == "model"]
    all_models = len(models) + sum(one.quote.kind == "model" for one in found.lost)
    said = [escape(question.say("cited.all_fit" if not lost else "cited.not_all_fit", **numbers))]
    if all_models:
        counted = {"found": str(len(models)), "number": str(all_models), "source": name}
        said.append(escape(question.say("cited.models_fit", **counted)))
    if not lost:
        return element("p", {"class": "dv-sub dv-fit"}, " ".join(said))
    items = [
        element("li", {}, escape(links.misfit_words(question, one.code, _figure(of_text, one.quote.key))))
        for one in lost
    ]
    heading = element("strong", {}, said[0])
    mend = element("p", {}, escape(question.say("cited.do_mend")))
    issue = element(
        "section",
        {"class": "dv-notice dv-notice-error", "role": "status"},
        heading,
        element("ul", {}, *items),
        mend,
    )
    return issue + (element("p", {"class": "dv-sub"}, said[1]) if all_models else "")


def _figure(of_text: Sequence[Stated], key: str) -> Stated:
    return of_text[int(key.removeprefix(FIGURE))]
