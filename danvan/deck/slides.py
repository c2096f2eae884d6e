"""Slides of findings: the words, the standing and the chart of each, and what the speaker may say."""

from danvan.exports.deck import Slide
from danvan.story.finding import Finding, Question, origin_words


def of_finding(question: Question, key: str, field: str, found: Finding) -> Slide:
    """Return the slide that a finding makes."""
    title = found.title or found.sentence
    return Slide(
        key=key,
        kind="finding",
        field=field,
        title=title,
        computed_title=title,
        sentence=found.sentence,
        subtitle=found.subtitle,
        table=found.table,
        plotted=found.plotted,
        standing=question.say(f"basis.{found.basis}"),
        sample=found.is_sample,
        source=question.say(
            "standing.source",
            sources="; ".join(dict.fromkeys(origin_words(question, one) for one in found.origins)),
        ),
        coverage=found.coverage,
        cautions=found.notes,
        notes=(found.sentence, *found.notes),
        figure=found.figure,
        redraw=found.redraw,
    )
