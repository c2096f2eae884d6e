"""What a report says of one ward, or of several, field by field: what they handed in, and the models that name them."""

from collections.abc import Iterator, Sequence

from danvan import format as fmt
from danvan.deck.report_figures import OfWard, cell_words, lacking, of_wards
from danvan.deck.report_said import Said, Told
from danvan.deck.report_town import field_heading, lower, nothing_of_wards, parts_of_years
from danvan.story.changes import change
from danvan.story.finding import Origin, Question, answer
from danvan.story.model_search import namings
from danvan.story.ward_figures import Amount, Cell
from danvan.story.ward_gaps import gap_lines, gap_sentence, gaps
from danvan.story.ward_profile import title


def field_told(question: Question, field: str) -> Told:
    """Return what is said of one field: the figures of each ward, what is lacking, the models that name it."""
    figures = of_wards(question, field)
    said = [told for place in figures for told in _figures(question, place, figures[place])]
    whom = fmt.enumeration([question.full_name(ward.place) for ward in question.wards], question.language)
    said += nothing_of_wards(question, lacking(question, field), whom)
    said += parts_of_years(question, field)
    if not said:
        said = [Said(question.say("report.none_of_field"))]
    parts = [Told(question.say("report.part.figures"), tuple(said))]
    models = tuple(_models(question, field))
    if models:
        parts.append(Told(question.say("report.part.models"), models))
    return Told(field_heading(question, field), parts=tuple(parts))


def not_handed_in(question: Question, place: str) -> str:
    """Say what a ward has not handed in, each kind of gap after the other."""
    found = gaps(question, place)
    lines = [f"{term}: {'; '.join(names)}." for term, names in gap_lines(question, found)]
    return f"{title(question, place)}: {lower(' '.join([gap_sentence(question, found), *lines]))}"


def _figures(question: Question, place: str, figures: Sequence[OfWard]) -> Iterator[Said]:
    """Give the ward and a paragraph for each indicator with who says so; all years are in the appendix."""
    yield Said(question.say("report.ward.figures", ward=title(question, place)))
    for one in figures:
        sources = dict.fromkeys(source for amount in one.cells.values() for source in amount.standing.sources)
        yield Said(_one(question, one), tuple(map(Origin, sources)))


def _one(question: Question, one: OfWard) -> str:
    """Say what the years come to and what the last was; of what does not add up, the first and the last."""
    name, cells = one.indicator.name(question.language), sorted(one.cells)
    last = question.say(
        "report.ward.in_year",
        value=_value(question, one, one.cells[cells[-1]]),
        year=cell_words(question, cells[-1]),
    )
    if one.total is not None:
        total = _value(question, one, one.total)
        return question.say(
            "report.ward.total", indicator=name, total=total, years=_years(question, one.span), last=last
        )
    if len(cells) == 1:
        return question.say("report.ward.single", indicator=name, last=last)
    first = question.say(
        "report.ward.in_year",
        value=_value(question, one, one.cells[cells[0]]),
        year=cell_words(question, cells[0]),
    )
    told = question.say("report.ward.first_last", indicator=name, first=first, last=last)
    return f"{told}{_change(question, one, cells[0], cells[-1])}."


def _change(question: Question, one: OfWard, first: Cell, last: Cell) -> str:
    """Say by how much a figure went up or down; nothing of bounds, nor across a change of the poverty standard."""
    exact = one.cells[first].qualifier == one.cells[last].qualifier == "="
    if not exact or first[1] != last[1]:
        return ""
    ends = [(float(cell[0]), one.cells[cell].value) for cell in (first, last)]
    found = change(question, one.indicator, ends[0], ends[1])
    words = question.say("change.none" if found.exactly_same else "change.almost_none")
    return f", {words if found.way == 'same' else question.say(f'change.{found.way}', amount=found.size)}"


def _years(question: Question, years: tuple[int, ...]) -> str:
    if years == tuple(range(years[0], years[-1] + 1)):
        return fmt.period(f"{years[0]}..{years[-1]}", question.language)
    return question.say(
        "report.ward.years", years=fmt.enumeration([str(year) for year in years], question.language)
    )


def _value(question: Question, one: OfWard, amount: Amount) -> str:
    return question.value(amount.value, one.indicator, amount.qualifier)


def _models(question: Question, field: str) -> Iterator[Said]:
    """Name the models of a field that name each ward; those that a list may mean are marked."""
    names = answer(question, "models").set_index("model")["name"]
    for ward in question.wards:
        rows = namings(question, (ward.place,))
        rows = rows[rows["field"] == field]
        if rows.empty:
            continue
        listed = [
            words if reading == "stated" else question.say("reading.marked", words=words)
            for words, reading in zip(
                (question.say("report.quoted", name=str(names[model])) for model in rows["model"]),
                rows["reading"],
                strict=True,
            )
        ]
        sentence = question.words.count(
            "report.ward.models",
            len(listed),
            number=str(len(listed)),
            ward=title(question, ward.place),
            models="; ".join(listed),
        )
        yield Said(sentence, tuple(Origin(source) for source in rows["source"].drop_duplicates()))
