"""Slides of the figures that documents give of the town, field by field, with their standing."""

from collections.abc import Iterator, Sequence

from danvan import provenance
from danvan.deck.slides import Told
from danvan.deck.speaking import located_sources, sources_line
from danvan.exports.deck import BigNumber, Slide
from danvan.story.finding import Question, answer
from danvan.story.headlines import Headline

KEY, MOST_NUMBERS, LONGEST_TITLE = "so-lieu", 6, 95


def told(question: Question, field: str, shown: Sequence[Headline]) -> Iterator[Told]:
    """Return slides of at most six figures each, in the order of the first page: those that interest most first."""
    pages = range(0, len(shown), MOST_NUMBERS)
    for page, at in enumerate(pages, start=1):
        yield _slide(question, field, shown[at : at + MOST_NUMBERS], page, len(pages))


def _slide(question: Question, field: str, shown: Sequence[Headline], page: int, pages: int) -> Told:
    name, slug = (
        question.catalogue.fields[field].name(question.language),
        question.catalogue.fields[field].slug,
    )
    basis = provenance.heaviest_basis(one.basis for one in shown)
    title = _title(question, name, shown)
    if pages > 1:
        title = question.say("deck.page_of", title=title, page=str(page), pages=str(pages))
    origins = tuple(origin for one in shown for origin in one.origins)
    sentence = _sentence(question, shown)
    cautions = bound_words(question, [one.indicator for one in shown])
    return Told(
        Slide(
            key=f"{KEY}-{slug}" + (f"-{page}" if page > 1 else ""),
            kind="numbers",
            field=field,
            title=title,
            computed_title=title,
            sentence=sentence,
            subtitle=question.say("deck.numbers.subtitle", town=question.town_name),
            numbers=tuple(_number(question, one) for one in shown),
            standing=question.say(f"basis.{basis}"),
            source=sources_line(question, origins),
            cautions=cautions,
            notes=_notes(question, shown, sentence, cautions),
        ),
        origins,
    )


def _title(question: Question, field: str, shown: Sequence[Headline]) -> str:
    """Return the field with its first two figures and their periods, with one where two are too long for a title."""
    each = [
        question.say(
            "deck.numbers.titled",
            name=one.name[:1].lower() + one.name[1:],
            value=one.value,
            period=one.period,
        )
        for one in shown[:2]
    ]
    two, one = (
        question.say("deck.numbers.title", field=field, figures="; ".join(figures))
        for figures in (each, each[:1])
    )
    return two if len(two) <= LONGEST_TITLE else one


def _number(question: Question, shown: Headline) -> BigNumber:
    return BigNumber(
        name=shown.name,
        value=shown.value,
        period=shown.period,
        detail=shown.detail,
        standing=question.say(f"basis.{shown.basis}"),
        source=sources_line(question, shown.origins),
        notes=shown.notes,
    )


def _sentence(question: Question, shown: Sequence[Headline]) -> str:
    each = [
        question.say("deck.numbers.each", name=one.name, value=one.value, period=one.period) for one in shown
    ]
    return f"{'; '.join(each)}."


def _notes(
    question: Question, shown: Sequence[Headline], sentence: str, cautions: Sequence[str]
) -> tuple[str, ...]:
    """Return what is said of all figures, how each changed, what they leave open, and where each stands."""
    details = [
        question.say("deck.numbers.detail", name=one.name, detail=one.detail) for one in shown if one.detail
    ]
    open_points = list(dict.fromkeys(note for one in shown for note in one.notes))
    limits = " ".join([*cautions, *open_points])
    origins = [origin for one in shown for origin in one.origins]
    paragraphs = (
        question.say("deck.numbers.spoken", town=question.town_name, sentence=sentence),
        " ".join(details),
        question.say("deck.notes.limits", words=limits) if limits else "",
        located_sources(question, origins),
    )
    return tuple(words for words in paragraphs if words)


def bound_words(question: Question, codes: Sequence[str]) -> tuple[str, ...]:
    """Say what "more than", "at least", "less than" and "about" mean, of those that the town's figures have."""
    rows = answer(question, "place_figures", place=question.catalogue.town.place)
    latest = rows[~rows["superseded"]].drop_duplicates("indicator")
    qualifiers = set(latest.loc[latest["indicator"].isin(codes), "qualifier"]) - {"="}
    return tuple(
        question.say(
            "deck.bound",
            word=question.say(f"exports.qualifier.{qualifier}"),
            means=question.say(f"exports.qualifier_means.{qualifier}"),
        )
        for qualifier in provenance.QUALIFIERS
        if qualifier in qualifiers
    )
