"""What is said of poverty: sentences and titles of the trend, of the wards, of first against last."""

import pandas as pd

from danvan import format as fmt
from danvan.catalogue import Indicator
from danvan.story.changes import Change, change, change_within
from danvan.story.finding import Question
from danvan.story.titles import beside, each, theme
from danvan.story.wards import exact, named

RATE = "poverty_rate_pct"


def trend_sentence(question: Question, rows: pd.DataFrame) -> str:
    """Say how the town's rate changed within one standard, or that no two years compare."""
    found = change_within(question, _of_town(question, rows), question.indicator(RATE))
    if found is None:
        return question.say("story.poverty.trend_other")
    return change_sentence(question, question.town_name, found)


def trend_title(question: Question, rows: pd.DataFrame) -> str:
    """Say it in a title; where no two years compare, the town's latest figure with its standard."""
    of_town = _of_town(question, rows)
    found = change_within(question, of_town, question.indicator(RATE))
    if found is not None:
        return change_title(question, question.town_name, found)
    if of_town.empty:
        return trend_theme(question)
    latest = of_town.sort_values(["year", "standard"]).iloc[-1]
    return question.say(
        "story_title.poverty.latest",
        place=question.town_name,
        year=str(int(latest["year"])),
        value=question.value(latest["value"], question.indicator(RATE), latest["qualifier"], as_printed=True),
        standard=question.say("story.poverty.standard", standard=latest["standard"]),
    )


def trend_theme(question: Question) -> str:
    """Return the title that claims nothing."""
    return question.say("story_title.poverty.trend")


def change_sentence(question: Question, place: str, found: Change) -> str:
    """Say how the rate of one place changed; without a relative change where it was nothing at first."""
    words = {
        "place": place,
        "first": found.first,
        "first_year": found.first_year,
        "last": found.last,
        "last_year": found.last_year,
    }
    if found.way == "same":
        change_words = "change.none" if found.exactly_same else "change.almost_none"
        return question.say("story.poverty.change_same", change=question.say(change_words), **words)
    if not found.relative:
        return question.say("story.poverty.change_from_nothing", size=found.size, **words)
    return question.say(
        f"story.poverty.change_{found.way}", size=found.size, relative=found.relative, **words
    )


def change_title(question: Question, place: str, found: Change) -> str:
    """Say in a title how the rate of one place changed."""
    words = {"place": place, "last": found.last, "first_year": found.first_year, "last_year": found.last_year}
    if found.way != "same":
        words["size"] = found.size
    return question.say(f"story_title.poverty.change_{found.way}", **words)


def wards_sentence(question: Question, ends: pd.DataFrame) -> str:
    """Say how many wards fell and which rose; of one ward, how it changed."""
    if ends.empty:
        return question.say("story.poverty.one_year")
    if not exact(ends):
        return question.say("story.not_exact")
    if len(ends) == 1:
        return change_sentence(question, *_of_one(question, ends))
    falling, rising = ends[ends["points"] < 0], ends[ends["points"] > 0]
    years = {"first": str(int(ends["first_x"].min())), "last": str(int(ends["last_x"].max()))}
    counted = (
        question.say("story.poverty.none_lower", wards=str(len(ends)), **years)
        if falling.empty
        else question.say("story.poverty.falling", falling=str(len(falling)), wards=str(len(ends)), **years)
    )
    if rising.empty:
        return counted
    names = named(question, rising["place"].tolist())
    return f"{counted} {question.say('story.poverty.rising', wards=names)}"


def wards_title(question: Question, ends: pd.DataFrame, period: str) -> str:
    """Say in a title how many wards fell or, where none did, rose; nothing where they do not compare."""
    if ends.empty or not exact(ends):
        return wards_theme(question, period)
    if len(ends) == 1:
        return change_title(question, *_of_one(question, ends))
    falling, rising = int((ends["points"] < 0).sum()), int((ends["points"] > 0).sum())
    way, number = ("falling", falling) if falling else ("rising", rising) if rising else ("level", len(ends))
    which = "chosen" if question.places else "all"
    if len(ends) < len(question.wards):
        which = "known"
    return question.say(
        f"story_title.poverty.{way}",
        number=str(number),
        of=question.say(f"story_title.poverty.of_{which}", wards=str(len(ends))),
        period=fmt.period_short(_code(ends), question.language),
    )


def wards_theme(question: Question, period: str) -> str:
    """Return the title that claims nothing."""
    return theme(question, question.indicator(RATE).name(question.language), period)


def first_last_sentence(question: Question, shown: pd.DataFrame) -> str:
    """Say which wards are highest and lowest in the last year, and which fell most; where none fell, so."""
    if not exact(shown, "last_qualifier") or not exact(shown):
        return question.say("story.not_exact")
    if len(shown) == 1:
        return change_sentence(question, *_of_one(question, shown))
    year = str(int(shown["last_x"].max()))
    if shown["last_y"].nunique() == 1:
        everyone = named(question, shown["place"].tolist())
        rate = shown["last_text"].iloc[0]
        return question.say("story.poverty.level", wards=everyone, rate=rate, year=year)
    words = {"year": year}
    for name, value in (("highest", shown["last_y"].max()), ("lowest", shown["last_y"].min())):
        same = shown[shown["last_y"] == value]
        words |= {name: named(question, same["place"].tolist()), f"{name}_rate": same["last_text"].iloc[0]}
    most = _fell_most(shown)
    if most.empty:
        return question.say("story.poverty.none_fell", **words)
    fell = {"most": named(question, most["place"].tolist()), "size": _size(question, most)}
    return question.say(
        "story.poverty.first_last", first_year=str(int(shown["first_x"].min())), **words, **fell
    )


def first_last_title(question: Question, shown: pd.DataFrame) -> str:
    """Say in a title which wards fell most, or that none fell; nothing where they do not compare."""
    period = _years(question, shown)
    if not exact(shown, "last_qualifier") or not exact(shown):
        return wards_theme(question, _code(shown))
    if len(shown) == 1:
        return change_title(question, *_of_one(question, shown))
    most = _fell_most(shown)
    if most.empty:
        return question.say("story_title.poverty.none_fell", period=period)
    return question.say(
        "story_title.poverty.fell_most",
        wards=named(question, most["place"].tolist()),
        size=each(question, _size(question, most), len(most)),
        period=period,
    )


def _of_town(question: Question, rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["place"] == question.catalogue.town.place]


def _of_one(question: Question, ends: pd.DataFrame) -> tuple[str, Change]:
    """Return the name of the only ward and how it changed."""
    row, indicator = ends.iloc[0], question.indicator(RATE)
    first, last = ((float(row[f"{end}_x"]), float(row[f"{end}_y"])) for end in ("first", "last"))
    return question.name(row["place"]), change(question, indicator, first, last)


def _fell_most(shown: pd.DataFrame) -> pd.DataFrame:
    """Return the wards with the largest fall; none where no ward fell."""
    return shown[(shown["points"] == shown["points"].min()) & (shown["points"] < 0)]


def _size(question: Question, fell: pd.DataFrame) -> str:
    """Return by how many points they fell, without a sign."""
    indicator: Indicator = question.indicator(RATE)
    return fmt.value(
        -fell["points"].iloc[0],
        unit="percentage_point",
        decimals=indicator.decimals,
        language=question.language,
    )


def _years(question: Question, ends: pd.DataFrame) -> str:
    """Return the two years for a bracket, with how many wards are compared where that is not all."""
    return beside(question, fmt.period_short(_code(ends), question.language), len(ends))


def _code(ends: pd.DataFrame) -> str:
    """Return the code of the years from the first to the last."""
    return f"{int(ends['first_x'].min())}..{int(ends['last_x'].max())}"
