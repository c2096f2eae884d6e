"""What several subjects need of ward figures: the frames, their words, how many wards are in them."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from danvan import format as fmt
from danvan import provenance
from danvan.catalogue import Indicator
from danvan.exports.deck import Table
from danvan.figures.scale import records
from danvan.measures.coverage import Coverage, coverage
from danvan.story import units
from danvan.story.finding import Nothing, Question, table
from danvan.story.memory import remembered

MOST_NAMES = 4
MOST_PANELS, MOST_PANELS_HALF, MOST_PANELS_NARROW, LEAST_PANELS = 5, 3, 2, 2


@remembered("first_year", "last_year", "sample")
def ward_years(question: Question, indicator: Indicator) -> pd.DataFrame:
    """Return one row per ward, year and standard, wards in map order: value, qualifier, basis, source.

    Where the reader looks at the units since July 2025, those are the wards: counts are added, ratios made of the sums.
    A derived indicator is recomputed from its parts and has numerator and denominator as columns too; it has no
    rows where one part is real and the other a sample. A zero denominator leaves the value missing. A real value
    that a ward handed in stands before the recomputed one, its parts missing where the ward gave none; as soon as
    any ward handed one in, no sample is used. What is recomputed of real parts is derived.
    """
    rows = units.values(question, counted_by(indicator))
    return in_map_order(question, _rates(question, rows, indicator) if indicator.derived else rows)


def counted_by(indicator: Indicator) -> list[str]:
    """Return the codes that an indicator's figures are made of: its own and, of a ratio, those of its parts."""
    parts = (indicator.numerator, indicator.denominator, indicator.indicator)
    return [code for code in parts if code is not None]


def _rates(question: Question, rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Return the ratios, each recomputed from its parts unless it was handed in itself."""
    ratios = _ratios(rows, indicator)
    if not _is_real(question, indicator.indicator):
        return ratios
    ratios = ratios[ratios["basis"] != "sample"]
    given = rows[(rows["indicator"] == indicator.indicator) & (rows["basis"] != "sample")]
    keys, known = _keys(given), _keys(ratios)
    parts = dict(zip(known, zip(ratios["numerator"], ratios["denominator"], strict=True), strict=True))
    numbers = [parts.get(key, (math.nan, math.nan)) for key in keys]
    given = given.drop(columns="indicator").assign(
        numerator=[above for above, _ in numbers], denominator=[below for _, below in numbers]
    )
    handed_in = set(keys)
    recomputed = ratios.loc[[key not in handed_in for key in known]]
    both = [frame for frame in (given, recomputed) if not frame.empty]
    return pd.concat(both).sort_values(["place", "year", "standard"]) if both else ratios


def _keys(rows: pd.DataFrame) -> list[tuple[str, int, str]]:
    return list(zip(rows["place"], rows["year"], rows["standard"].fillna(""), strict=True))


def _is_real(question: Question, code: str) -> bool:
    standing = units.standing(question)
    return bool(standing.loc[standing["indicator"] == code, "real"].any())


def _ratios(rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    tops = rows[rows["indicator"] == indicator.numerator].drop(columns="indicator")
    bottoms = rows.loc[
        rows["indicator"] == indicator.denominator,
        ["place", "year", "value", "basis", "qualifier", "source"],
    ]
    both = tops.merge(bottoms, on=["place", "year"], suffixes=("", "_below"))
    both = both[(both["basis"] == "sample") == (both["basis_below"] == "sample")]
    return with_standing_of_ratio(both, "_below").assign(
        numerator=both["value"],
        denominator=both["value_below"],
        value=(indicator.scale or 1) * both["value"] / both["value_below"].where(both["value_below"] != 0),
    )


def with_standing_of_ratio(rows: pd.DataFrame, below: str) -> pd.DataFrame:
    """Return the rows with the standing of a ratio each, without the columns of its divisor, which end in below."""
    pairs = [(_standing(row), _standing(row, below)) for row in records(rows)]
    return rows.assign(
        qualifier=[
            provenance.ratio_qualifier(top.qualifier, bottom.qualifier, of_zero=value == 0)
            for (top, bottom), value in zip(pairs, rows["value"], strict=True)
        ],
        basis=[provenance.combine(pair, computed=True).basis for pair in pairs],
        source=[" ".join(provenance.union_of_sources(pair)) for pair in pairs],
    ).drop(columns=[f"{name}{below}" for name in ("value", "qualifier", "basis", "source")])


def standing_of(part: Iterable[Any], *, computed: bool = False) -> provenance.Standing:
    """Return the standing of one value made of these rows; of one row alone, not computed with, its own."""
    return provenance.combine((_standing(row) for row in part), computed=computed)


def _standing(row: Any, suffix: str = "") -> provenance.Standing:
    basis, qualifier, source = (getattr(row, f"{name}{suffix}") for name in ("basis", "qualifier", "source"))
    return provenance.Standing(basis, qualifier, tuple(source.split(" ")))


def over_years(question: Question, rows: pd.DataFrame, columns: Sequence[str] = ("value",)) -> pd.DataFrame:
    """Return one row per ward, in map order: the columns added over its years, years = how many, and the standing."""
    sums = [
        {
            "place": place,
            **added(part, columns),
            "years": len({row.year for row in part}),
            **_columns(standing_of(part)),
        }
        for (place,), part in parts_of(rows, "place").items()
    ]
    return in_map_order(question, pd.DataFrame(sums))


def all_wards_by_year(
    question: Question, rows: pd.DataFrame, columns: Sequence[str] = ("value",)
) -> pd.DataFrame:
    """Return one row per year and standard: the columns added over the wards, wards = how many, and the standing."""
    sums = [
        {
            "year": year,
            "standard": standard,
            **added(part, columns),
            "wards": len({row.place for row in part}),
            **_columns(standing_of(part)),
        }
        for (year, standard), part in sorted(parts_of(rows, "year", "standard").items(), key=str)
    ]
    return pd.DataFrame(sums, columns=["year", "standard", *columns, "wards", "qualifier", "basis", "source"])


def _columns(standing: provenance.Standing) -> dict[str, str]:
    return {
        "qualifier": standing.qualifier,
        "basis": standing.basis,
        "source": " ".join(standing.sources),
    }


def parts_of(rows: pd.DataFrame, *by: str) -> dict[tuple[Any, ...], list[Any]]:
    """Return the rows as tuples, grouped in the order of first appearance; what is missing is None in the key."""
    parts: dict[tuple[Any, ...], list[Any]] = {}
    for row in records(rows):
        key = tuple(None if pd.isna(value) else value for value in (getattr(row, name) for name in by))
        parts.setdefault(key, []).append(row)
    return parts


def added(part: Sequence[Any], columns: Sequence[str]) -> dict[str, float]:
    """Return the sum of each column over the rows that have a value, missing where none has."""
    known = {name: [value for row in part if pd.notna(value := getattr(row, name))] for name in columns}
    return {name: math.fsum(values) if values else math.nan for name, values in known.items()}


def in_map_order(question: Question, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows in the order of the wards on the map, years ascending."""
    order = {ward.place: position for position, ward in enumerate(question.catalogue.wards)}
    by = ["_order", "year"] if "year" in rows else ["_order"]
    return (
        rows.assign(_order=rows["place"].map(order))
        .sort_values(by)
        .drop(columns="_order")
        .reset_index(drop=True)
    )


def with_words(question: Question, rows: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Return the rows with name, slug, text of the value, the same without unit, and hover words, for a figure."""
    values = list(zip(rows["value"], rows["qualifier"], strict=True))
    texts = [question.value(value, indicator, str(qualifier)) for value, qualifier in values]
    return hovered(question, rows).assign(
        text=texts,
        short=[question.short_value(value, indicator, str(qualifier)) for value, qualifier in values],
        hover=lambda named: [f"{head}{words}" for head, words in zip(named["hover"], texts, strict=True)],
    )


def hovered(question: Question, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with name and slug, and with the head of the hover words: ward and, where there is one, year."""
    places = question.catalogue.places
    names = [question.place_name(place) for place in rows["place"]]
    slugs = [places[place].slug for place in rows["place"]]
    if "year" not in rows:
        return rows.assign(name=names, slug=slugs, hover=[f"<b>{name}</b><br>" for name in names])
    periods = [fmt.period(str(year), question.language) for year in rows["year"]]
    heads = [f"<b>{name}</b><br>{period}: " for name, period in zip(names, periods, strict=True)]
    return rows.assign(name=names, slug=slugs, hover=heads)


def chosen(question: Question, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the wards asked about."""
    return rows[rows["place"].isin([ward.place for ward in question.wards])].reset_index(drop=True)


def chosen_words(question: Question) -> str:
    """Name the wards asked about for a subtitle; all of them need no name."""
    if not question.places:
        return ""
    names = [question.name(ward.place) for ward in question.wards]
    return " " + question.say("story.only_wards", wards=fmt.enumeration(names, question.language))


def coverage_words(
    question: Question,
    rows: pd.DataFrame,
    value: str = "value",
    *,
    indicators: Sequence[Indicator] = (),
    computed: bool = False,
) -> str:
    """Say how many of all wards have a figure, name those that have none, and say where years differ in that.

    computed says that the values were made of several figures: then a ward without one may have handed in some of
    them. indicators are those shown: parts of years of them that are in no total are told too, and units that lack
    some of their wards.
    """
    found = coverage(rows, expected=[ward.place for ward in question.catalogue.wards], value=value)
    form = "coverage_submitted" if not computed and _all_submitted(question, rows) else "coverage"
    told = [question.say(f"standing.{form}", present=str(found.present), expected=str(found.expected))]
    if found.missing:
        names = [question.name(place) for place in found.missing]
        told.append(question.say("standing.missing_places", places=fmt.enumeration(names, question.language)))
    told += [_coverage_by_year(question, rows, value, found), parts_words(question, indicators)]
    return ". ".join(words for words in told if words)


def _all_submitted(question: Question, rows: pd.DataFrame) -> bool:
    """Say whether wards themselves handed in all that the rows are made of."""
    if "source" not in rows or rows.empty:
        return False
    sources = {code for named in rows["source"].unique() for code in named.split(" ")}
    return all(question.catalogue.sources[source].basis == "submitted" for source in sources)


def _coverage_by_year(question: Question, rows: pd.DataFrame, value: str, whole: Coverage) -> str:
    """Say how many wards have a figure in each year asked about, where that differs; of real figures only."""
    if "year" not in rows or rows.empty or (rows["basis"] == "sample").any():
        return ""
    places = rows[rows[value].notna()].groupby("year")["place"].nunique()
    years = range(question.first_year, question.last_year + 1)
    counts = {year: int(places.get(year, 0)) for year in years}
    if set(counts.values()) == {whole.present}:
        return ""
    each = [f"{year}: {count}/{whole.expected}" for year, count in counts.items()]
    return question.say("standing.by_year", years="; ".join(each))


def parts_words(question: Question, indicators: Sequence[Indicator]) -> str:
    """Say which figures are in no year: of units that lack wards, of parts of a year, of several years at once."""
    codes = tuple(dict.fromkeys(code for indicator in indicators for code in counted_by(indicator)))
    if not codes:
        return ""
    rows = units.parts(question, codes)
    one_year = rows[rows["first_year"] == rows["last_year"]]
    spans = rows[rows["first_year"] != rows["last_year"]]
    told = [words] if (words := units.incomplete_words(question, codes)) else []
    for key, parts, column in (("part_of_year", one_year, "first_year"), ("span_of_years", spans, "periods")):
        wards = parts.groupby(column)["place"].nunique()
        each = [_of_wards(question, str(period), int(count)) for period, count in wards.items()]
        told += [question.say(f"story.{key}", parts=fmt.enumeration(each, question.language))] if each else []
    return ". ".join(told)


def _of_wards(question: Question, period: str, wards: int) -> str:
    when = fmt.period(period, question.language)
    return question.words.count("story.period_of_wards", wards, period=when, number=str(wards))


def no_ward_figures(
    question: Question, key: str, indicator: Indicator, others: Sequence[Indicator] = ()
) -> Nothing:
    """Say that wards have no figures of an indicator, and why: none handed in, or only a sample that is hidden.

    Parts of years that are in no total yet are told, of the other indicators of the figure too.
    """
    reason = "story.only_sample" if _sample_is_hidden(question, indicator) else "story.no_ward_figures"
    if reason == "story.no_ward_figures" and units.are_wards_known(question, indicator):
        reason = "story.units.none_whole"
    return _nothing(question, key, reason, indicator, (indicator, *others))


def none_of_chosen(question: Question, key: str, indicator: Indicator) -> Nothing:
    """Say that the wards a reader chose have no figures of an indicator, though others have."""
    return _nothing(question, key, "story.not_of_chosen", indicator, (indicator,))


def _nothing(
    question: Question, key: str, reason: str, indicator: Indicator, told: Sequence[Indicator]
) -> Nothing:
    sentence = question.say(reason, indicator=indicator.name(question.language))
    parts = parts_words(question, told)
    return Nothing(key, f"{sentence} {parts}." if parts else sentence)


def _sample_is_hidden(question: Question, indicator: Indicator) -> bool:
    """Say whether an indicator, or a part of it, has a sample that would be shown if the reader had not hidden it."""
    if question.sample or _is_real(question, indicator.indicator):
        return False
    standing = units.standing(question).set_index("indicator")
    known = standing[standing.index.isin(counted_by(indicator))]
    return bool((known["sample"] & ~known["real"]).any())


def year_table(question: Question, shown: pd.DataFrame) -> Table:
    """Return wards by years as text; expects name, year and text. Two standards of one year stand in one cell."""
    cells: dict[str, dict[int, list[str]]] = {}
    for name, year, words in zip(shown["name"], shown["year"], shown["text"], strict=True):
        cells.setdefault(name, {}).setdefault(int(year), []).append(words)
    years = sorted({year for known in cells.values() for year in known})
    missing = [question.say("value.missing")]
    rows = [
        (name, *(" / ".join(known.get(year, missing)) for year in years)) for name, known in cells.items()
    ]
    return table((question.say("table.ward"), *(str(year) for year in years)), rows)


def period_of(rows: pd.DataFrame) -> str:
    """Return the code of the years from the first to the last that rows have; they may be fewer than asked for."""
    first, last = int(rows["year"].min()), int(rows["year"].max())
    return str(first) if first == last else f"{first}..{last}"


def all_there(question: Question, rows: pd.DataFrame) -> bool:
    """Say whether every ward has a figure for every year that any ward has one for."""
    pairs = rows.dropna(subset=["value"]).drop_duplicates(["place", "year"])
    return len(pairs) == len(question.catalogue.wards) * rows["year"].nunique()


def exact(rows: pd.DataFrame, column: str = "qualifier") -> bool:
    """Say whether no value is a bound or about so much: of bounds it cannot be said which is the largest."""
    return bool((rows[column] == "=").all())


def named(question: Question, places: Sequence[str]) -> str:
    """Name the places, as those of equal value; say how many they are where they are many."""
    if len(places) > MOST_NAMES:
        return question.words.count("story.so_many_wards", len(places), number=str(len(places)))
    return fmt.enumeration([question.name(place) for place in places], question.language)


def said(question: Question, sentence: str, basis: str) -> str:
    """Return the sentence; of a sample it begins by saying so, because it is read aloud without its picture."""
    if basis == "sample":
        return question.say("story.of_sample", sentence=sentence)
    return sentence[:1].upper() + sentence[1:]  # it may begin with the kind of a unit


def panel_columns(question: Question, panels: int, *, half: bool = False) -> int:
    """Return how many panels stand side by side: fewer on a phone or half a page, never more than there are.

    Names with the kind of unit before them need the room of two.
    """
    few = question.narrow or (half and question.since)
    most = MOST_PANELS_NARROW if few else MOST_PANELS_HALF if half else MOST_PANELS
    return min(most, max(panels, LEAST_PANELS))
