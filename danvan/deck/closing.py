"""The last slides: what deserves attention, what sources leave open, what could not be told, and who says so."""

from collections.abc import Iterator, Sequence

from danvan import format as fmt
from danvan.deck.slides import MOST_ROWS, Told, of_words
from danvan.exports.deck import Slide, Table
from danvan.story import overview, sources
from danvan.story.finding import Origin, Question, answer, section_words

ATTENTION, OPEN, UNTOLD, SOURCES = "can-de-y", "con-de-ngo", "chua-trinh-bay", "nguon"
MOST_LINES, FEW = 8, 2


def attention(question: Question, untold: Sequence[str]) -> Iterator[Told]:
    """Return what deserves attention, of real figures; what little could not be told stands with it.

    What a sample would say here stands on the slide of the figure itself.
    """
    points = [point for point in overview.attention(question) if point.basis != "sample"]
    few = [] if len(untold) > FEW else untold
    lines = [*(point.sentence for point in points), *few]
    if lines:
        sentence = question.words.count("deck.attention.sentence", len(lines), number=str(len(lines)))
        yield from _in_pages(question, ATTENTION, "deck.attention.title", lines, sentence)


def untold(question: Question, lines: Sequence[str]) -> Iterator[Told]:
    """Return what could not be told and why, where that is more than a line or two."""
    if len(lines) > FEW:
        sentence = question.say("deck.untold.sentence", number=str(len(lines)))
        yield from _in_pages(question, UNTOLD, "deck.untold.title", lines, sentence)


def _in_pages(
    question: Question, key: str, title: str, lines: Sequence[str], sentence: str
) -> Iterator[Told]:
    """Return lines on as many slides as it takes to read them."""
    pages = -(-len(lines) // MOST_LINES)
    size = -(-len(lines) // pages)
    for page in range(pages):
        words = question.say(title)
        if pages > 1:
            words = question.say("deck.page_of", title=words, page=str(page + 1), pages=str(pages))
        part = lines[page * size : (page + 1) * size]
        own = f"{key}-{page + 1}" if page else key
        yield of_words(question, own, words, part, sentence, notes=part)


def open_points(question: Question) -> Iterator[Told]:
    """Return where sources contradict themselves, in short lines; the notes have them whole, with their places."""
    points = sources.open_points(question)
    hard = [point for point in points if point.kind == "contradiction"]
    if not hard:
        return
    numbers = {"number": str(len(hard)), "others": str(len(points) - len(hard))}
    shown = hard[:MOST_LINES]
    lines = [point.text.split(". ")[0].rstrip(".") + "." for point in shown]
    whole = [
        question.say("deck.open.whole", text=point.text, place=section_words(question, point.origin))
        for point in shown
    ]
    sentence = question.words.count("deck.open.sentence", len(hard), **numbers)
    yield of_words(
        question,
        OPEN,
        question.words.count("deck.open.title", len(hard), number=numbers["number"]),
        lines,
        sentence,
        origins=[Origin(source) for source in dict.fromkeys(point.origin.source for point in points)],
        notes=whole,
    )


def source_list(question: Question, told: Sequence[Told], identity: str) -> Told:
    """Return who says what is on the slides that are shown; which of them are a sample, how many figures are bounds."""
    used = dict.fromkeys(origin.source for one in told for origin in one.origins)
    known = question.catalogue.sources
    in_order = [known[code] for code in known if code in used]
    shown, more = in_order[:MOST_ROWS], len(in_order) - MOST_ROWS
    rows = [
        (
            source.full_title(question.language),
            source.number or question.say("deck.sources.unknown"),
            sources.issued(question, source) or question.say("deck.sources.unknown"),
        )
        for source in shown
        if source.basis != "sample"
    ]
    rows += [
        (source.full_title(question.language), "", question.say("deck.sources.generated"))
        for source in shown
        if source.basis == "sample"
    ]
    if more > 0:
        rows.append((question.words.count("deck.more_rows", more, number=str(more)), "", ""))
    heads = tuple(question.say(f"deck.sources.{head}") for head in ("document", "number", "issued"))
    lines = (*_standing_lines(question, told), f"{identity}.")
    sentence = question.words.count("deck.sources.sentence", len(in_order), number=str(len(in_order)))
    slide = Slide(
        key=SOURCES,
        kind="sources",
        title=question.say("deck.sources.title"),
        computed_title=question.say("deck.sources.title"),
        sentence=sentence,
        lines=lines,
        table=Table(heads, tuple(rows), (False, False, False)) if rows else None,
        standing=question.say("deck.standing.words"),
        source=f"{identity}.",
        notes=(sentence, *lines),
    )
    return Told(slide, tuple(Origin(code) for code in used))


def sample_lines(question: Question, told: Sequence[Told]) -> Iterator[str]:
    """Say how many of the slides of figures are made of a sample, or that none may be."""
    figures = [one.slide for one in told if one.slide.kind in ("numbers", "finding")]
    sample = sum(slide.sample for slide in figures)
    if sample:
        counts = {"sample": str(sample), "figures": str(len(figures))}
        yield question.words.count("deck.sources.sample", sample, **counts)
    elif not question.sample:
        yield question.say("deck.sources.no_sample")


def _standing_lines(question: Question, told: Sequence[Told]) -> Iterator[str]:
    yield from sample_lines(question, told)
    bounds, reported = _bounds(question)
    if bounds and any(one.slide.numbers for one in told):
        numbers = {"bounds": str(bounds), "reported": fmt.number(reported, 0, question.language)}
        yield question.words.count("deck.sources.bounds", bounds, **numbers)


def _bounds(question: Question) -> tuple[int, int]:
    """Return how many of the town's figures are bounds or about so much, and how many there are."""
    rows = answer(question, "place_figures", place=question.catalogue.town.place)
    if question.field is not None:
        of_field = [
            one.indicator for one in question.catalogue.indicators.values() if one.field == question.field
        ]
        rows = rows[rows["indicator"].isin(of_field)]
    rows = rows[~rows["superseded"]]
    return int((rows["qualifier"] != "=").sum()), len(rows)
