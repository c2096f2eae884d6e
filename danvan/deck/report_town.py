"""What a report says of the town, field by field: what documents give, what its wards handed in, its models."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from danvan import format as fmt
from danvan import periods
from danvan.catalogue import Indicator
from danvan.deck.report_figures import Reported, lacking, latest
from danvan.deck.report_said import Said, Told
from danvan.story import contributions, poverty, security, security_ratios
from danvan.story.changes import change_within
from danvan.story.contributions import Way
from danvan.story.finding import Finding, Nothing, Origin, Question, answer
from danvan.story.model_search import Wanted, found, namings
from danvan.story.poverty_sentences import RATE
from danvan.story.titles import years_of
from danvan.story.wards import parts_words, ward_years

Ask = Callable[[Question], Finding | Nothing]


@dataclass(frozen=True)
class Topic:
    """Figures that one sentence says: as a state at the end of the period (since), in clauses of their own (apart)."""

    code: str
    indicators: tuple[str, ...]
    since: bool = False
    apart: bool = False


TOPICS = (
    Topic("given", ("land_donated_m2", "labour_days", "contribution_vnd")),
    Topic("built", ("rural_road_km", "canal_km", "street_lights")),
    Topic("poverty", (RATE,), since=True),
    Topic("countryside", ("ntm_commune_pct", "ntm_model_hamlets"), since=True),
    Topic("spread_culture", ("spread_wedding_funeral",), since=True),
    Topic("covid", ("covid_cash_vnd", "covid_inkind_vnd")),
    Topic("security", security.COUNTS),
    Topic("mediation", ("mediation_success_pct",)),
    Topic("spread_security", ("spread_camera",), since=True),
    Topic(
        "agencies",
        ("agencies_with_model", "agency_models", "commune_units_registering"),
        since=True,
        apart=True,
    ),
    Topic("recognised", ("models_recognised_town", "models_recognised_grassroots")),
    Topic("media", ("media_items",)),
    Topic("awards", ("award_province_collectives", "award_province_individuals")),
    Topic("awards_town", ("award_town_collectives", "award_town_individuals")),
    Topic("awards_proposed", ("award_proposed_collectives",)),
)
OF_WARDS: dict[str, tuple[tuple[str, Ask], ...]] = {
    "kinh_te": (
        *(
            (code, lambda question, code=code: contributions.by_ward(question, Way(code)))
            for code in contributions.INDICATORS
        ),
        (RATE, poverty.first_against_last),
    ),
    "quoc_phong_an_ninh": (("", security.by_year), ("mediation_success_pct", security_ratios.mediation)),
}


def field_told(question: Question, field: str, figures: tuple[Reported, ...]) -> Told:
    """Return what is said of one field; what cannot be said for lack of figures is said to be lacking."""
    own = latest(tuple(one for one in figures if one.indicator.field == field))
    said = {
        "town": tuple(_of_town(question, own, figures)),
        "wards": tuple(_of_wards(question, field)),
        "models": tuple(models_told(question, field)),
    }
    parts = [Told(question.say(f"report.part.{code}"), words) for code, words in said.items() if words]
    return Told(field_heading(question, field), parts=tuple(parts))


def field_heading(question: Question, field: str) -> str:
    """Return the heading of a field; what belongs to all of them has one too."""
    name = question.catalogue.fields[field].name(question.language)
    return name if field == "chung" else question.say("report.heading.field", field=lower(name))


def _of_town(question: Question, own: Sequence[Reported], figures: Sequence[Reported]) -> Iterator[Said]:
    """Give the sentences of the topics, one for each period, then each figure that belongs to none."""
    if not own:
        yield Said(question.say("report.none_of_town"))
    for topic in TOPICS:
        told = [one for code in topic.indicators for one in own if one.indicator.indicator == code]
        for period in dict.fromkeys(one.period for one in told):
            same = [one for one in told if one.period == period]
            yield Said(_sentence(question, topic, same, figures), tuple(one.origin for one in same))
    known = {code for topic in TOPICS for code in topic.indicators}
    for one in own:
        if one.indicator.indicator not in known:
            words = {"name": one.indicator.name(question.language), "value": one.value}
            yield Said(question.say("report.figure", period=one.period_words, **words), (one.origin,))


def _sentence(question: Question, topic: Topic, same: Sequence[Reported], figures: Sequence[Reported]) -> str:
    if topic.code == "poverty" and (changed := _change(question, figures)):
        return changed
    if topic.code == "security" and len(same) == len(topic.indicators) and question.all_years:
        return security.reported_sentence(question)
    clauses = [question.say(f"report.clause.{one.indicator.indicator}", value=one.value) for one in same]
    return question.say(
        f"report.sentence.{topic.code}",
        when=_when(question, same[0].period, since=topic.since),
        place=question.town_name,
        clauses="; ".join(clauses) if topic.apart else fmt.enumeration(clauses, question.language),
    )


def _change(question: Question, figures: Sequence[Reported]) -> str:
    """Return how the town's poverty rate changed within one standard; empty where there are no two years of it."""
    indicator = question.indicator(RATE)
    rows = answer(question, "place_figures", place=question.catalogue.town.place)
    asked = {one.period for one in figures if one.indicator == indicator}
    rows = rows[(rows["indicator"] == RATE) & ~rows["superseded"] & rows["period"].isin(asked)]
    changed = change_within(question, rows, indicator)
    if changed is None:
        return ""
    words = {"place": question.town_name, "first": changed.first, "last": changed.last}
    years = {"first_year": changed.first_year, "last_year": changed.last_year}
    if changed.way == "same":
        return question.say("report.poverty.same", **words, **years)
    return question.say(f"report.poverty.{changed.way}", size=changed.size, **words, **years)


def _when(question: Question, code: str, *, since: bool) -> str:
    """Return the beginning of a sentence: "Trong giai đoạn 2017–2021", "Đến tháng 4/2022", "Năm 2021"."""
    language = question.language
    if since and not periods.is_span(code):
        return question.say("report.when.until", period=fmt.period(code, language))
    if not periods.is_span(code):
        return question.say("report.when.single", period=fmt.period(code, language))
    first, last = code.split("..")
    if periods.year_of(first) is not None and periods.year_of(last) is not None:
        return question.say("report.when.years", period=fmt.period(code, language))
    return question.say(
        "report.when.span", first=fmt.period(first, language), last=fmt.period(last, language)
    )


def _of_wards(question: Question, field: str) -> Iterator[Said]:
    """Give what wards handed in, compared; then in one line of what there is nothing."""
    for code, ask in OF_WARDS.get(field, ()):
        made = ask(question)
        if isinstance(made, Finding) and not made.is_sample:
            yield Said(_named(question, code, made.sentence), made.origins)
    yield from nothing_of_wards(question, lacking(question, field), question.say("report.the_wards"))
    yield from parts_of_years(question, field)


def _named(question: Question, code: str, sentence: str) -> str:
    """Return a sentence with what it does not say itself before it: its subject, and the years of sums and ratios."""
    if not code:
        return sentence
    indicator = question.indicator(code)
    name = indicator.name(question.language)
    if code == RATE:
        return question.say("report.wards.of", indicator=name, sentence=sentence)
    period = years_of(question, ward_years(question, indicator))
    if indicator.derived:
        words = question.say("report.wards.in_years", years=period, sentence=lower(sentence))
        return f"{words[:1].upper()}{words[1:]}"
    return question.say("report.wards.sum", indicator=name, period=period, sentence=sentence)


def parts_of_years(question: Question, field: str) -> Iterator[Said]:
    """Say which figures of a field are in no year, because they are of parts of years or of several years at once."""
    told = parts_words(question, [one for one in question.catalogue.ward_indicators if one.field == field])
    if told:
        yield Said(f"{told}.")


def nothing_of_wards(question: Question, indicators: Sequence[Indicator], whom: str) -> Iterator[Said]:
    """Say in one line of which indicators these wards handed in nothing."""
    if indicators:
        names = fmt.enumeration([lower(one.name(question.language)) for one in indicators], question.language)
        yield Said(question.say("report.none_of_wards", wards=whom, indicators=names))


def models_told(question: Question, field: str) -> Iterator[Said]:
    """Say how many models of a field are named, how many with a ward, and which one names most wards."""
    models = found(question, Wanted())
    models = models[models["field"] == field]
    if models.empty:
        return
    adopted = namings(question)
    stated = adopted[adopted["model"].isin(models["model"]) & (adopted["reading"] == "stated")]
    sources = tuple(Origin(source) for source in models["source"].drop_duplicates())
    sentences = [question.words.count("report.models.named", len(models), models=str(len(models)))]
    placed = stated["model"].nunique()
    if placed:
        sentences.append(question.words.count("report.models.placed", placed, placed=str(placed)))
    else:
        sentences.append(question.say("report.models.none_placed"))
    wards = stated["model"].value_counts()
    most = wards[wards == wards.max()]
    if len(most) == 1 and most.iloc[0] > 1:
        name = models.set_index("model").loc[most.index[0], "name"]
        sentences.append(question.say("report.models.most", name=str(name), wards=str(most.iloc[0])))
    yield Said(" ".join(sentences), sources)


def lower(name: str) -> str:
    """Return a name as it stands within a sentence."""
    return name[:1].lower() + name[1:]
