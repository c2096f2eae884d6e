"""Slides of findings: the words, the standing and the chart of each, and what the speaker may say."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from html import unescape

from danvan.deck.speaking import located_sources, notes_of, sources_line
from danvan.exports.deck import Slide, Table
from danvan.story.finding import Finding, Origin, Question

MOST_ROWS = 12


@dataclass(frozen=True)
class Told:
    """A slide and who says what stands on it."""

    slide: Slide
    origins: tuple[Origin, ...] = ()


def of_finding(question: Question, key: str, field: str, found: Finding, reading: str = "") -> Told:
    """Return the slide that a finding makes; reading says how its chart is to be read."""
    title = found.title or found.sentence
    slide = Slide(
        key=key,
        kind="finding",
        field=field,
        title=title,
        computed_title=title,
        sentence=found.sentence,
        subtitle=found.subtitle,
        table=fitting(question, found.table, whole=found.plotted is not None),
        plotted=found.plotted,
        standing=question.say(f"basis.{found.basis}"),
        sample=found.is_sample,
        source=sources_line(question, found.origins),
        coverage=found.coverage,
        cautions=found.notes,
        figure=found.figure,
        redraw=found.redraw,
    )
    read = f"{found.subtitle} {reading}".strip()
    return Told(replace(slide, notes=notes_of(question, slide, read, found.origins)), found.origins)


def fitting(question: Question, shown: Table, *, whole: bool) -> Table:
    """Return a table with plain cells; one that is to be read on the slide has twelve rows, the rest are counted.

    Those of the wards asked about are among the twelve. The table behind a chart stays whole: the chart shows what it
    says.
    """
    rows = [tuple(unescape(cell) for cell in row) for row in shown.rows]
    chosen = {question.name(place) for place in question.places}
    more = len(rows) - MOST_ROWS
    if more > 0 and not whole:
        is_wards = shown.columns[0] == question.say("table.ward")
        words = question.words.count(
            "deck.more_wards" if is_wards else "deck.more_rows", more, number=str(more)
        )
        rows = [*_first(rows, chosen), (words, *[""] * (len(shown.columns) - 1))]
    return Table(tuple(map(unescape, shown.columns)), tuple(rows), shown.numeric)


def _first(rows: Sequence[tuple[str, ...]], chosen: Collection[str]) -> list[tuple[str, ...]]:
    """Return the first twelve rows; a row that was chosen takes the place of the last one that was not."""
    wanted = [at for at, row in enumerate(rows) if row[0] in chosen][:MOST_ROWS]
    others = [at for at in range(len(rows)) if at not in wanted]
    return [rows[at] for at in sorted([*wanted, *others[: MOST_ROWS - len(wanted)]])]


def of_words(
    question: Question,
    key: str,
    title: str,
    lines: Sequence[str],
    sentence: str,
    *,
    origins: Sequence[Origin] = (),
    notes: Sequence[str] = (),
    field: str = "",
) -> Told:
    """Return a slide of short lines about the figures in use, which say so themselves where nobody else is named."""
    source = sources_line(question, origins) if origins else question.say("deck.source_itself")
    located = located_sources(question, origins) if origins else source
    slide = Slide(
        key=key,
        kind="words",
        field=field,
        title=title,
        computed_title=title,
        sentence=sentence,
        lines=tuple(lines),
        standing=question.say("deck.standing.words"),
        source=source,
        notes=(sentence, *notes, located),
    )
    return Told(slide, tuple(origins))
