"""Sample figures by ward and year, made by a seeded generator to show what ward data look like.

What they are: invented values whose sums over the wards keep to what the town's own review says (exact totals
exactly, lower bounds from above, the poverty rate at its two known years). How they part over wards, years
and months is drawn by chance, leaning on census households, on rural or urban kind, and on plausible habits.

What they are not: figures of any ward. Nothing may be concluded from them about a place; every row names the
source mau_xa_phuong, whose basis is "sample".

The same arguments give the same bytes on every machine: chance comes as raw bits of PCG64, all after that is
integer arithmetic. A value does not depend on which other years are asked for. Years outside the review's go
on in the same manner without a total to keep to.

Two things can keep a sum from its total: wards so few that the total passes the catalogue's maximum of a ward
and year, and households so few (under about 10,000: four or five wards) that no whole number of poor ones
gives the rate to two decimals; then the nearest is taken.
"""

from pathlib import Path

from danvan.intake.declaration import read_tables
from danvan.intake.definitions import read_definitions
from danvan.sample.rows import Span, indicator_matrix, periods_and_standards, write_indicator
from danvan.sample.totals import read_totals
from danvan.sample.wards import make_wards, read_wards, write_places
from danvan.sample.yearly import Yearly

FIRST_YEAR, LAST_YEAR = 1900, 2099
MOST_WARDS = 99_999
SEED = 2022


def generate(
    data: Path,
    to: Path,
    *,
    wards: int | None = None,
    first_year: int = 2017,
    last_year: int = 2021,
    months: bool = False,
    seed: int = SEED,
) -> int:
    """Write observations.csv into the folder `to` and return its number of rows.

    One row per indicator that a ward hands in, ward and year (or month), in this order. data is the folder of
    the catalogue and the report. Another number of wards than the catalogue's makes wards up (W00001, W00002
    and so on) and also writes places.csv, to stand for catalogue/places.csv. With months, what adds up over
    time is split over the months of its year, and a stock drifts from one December to the next.
    Raises ValueError where wards, years or seed are out of range, or the report lacks a total.
    """
    _check_arguments(wards, first_year, last_year, seed)
    real = read_wards(data)
    chosen = real if wards is None or wards == len(real.codes) else make_wards(wards, seed, real.town)
    indicators = [row for row in read_definitions(data, "indicators") if row["handed_in"]]
    maker = Yearly(seed, chosen, read_totals(data, real.town), {row["indicator"]: row for row in indicators})
    span = Span(first_year, last_year, months)
    periods = periods_and_standards(data, span)
    to.mkdir(parents=True, exist_ok=True)
    unfinished = to / "observations.csv.part"
    with unfinished.open("w", encoding="utf-8", newline="\n") as file:
        columns = read_tables(data)["observations"].column_names
        file.write(",".join(columns) + "\n")
        for row in indicators:
            matrix = indicator_matrix(maker, row, span)
            write_indicator(file, columns, row, chosen.codes, periods, matrix)
    unfinished.replace(to / "observations.csv")
    if chosen is not real:
        write_places(data, to / "places.csv", chosen)
    return len(indicators) * len(chosen.codes) * len(span.codes)


def _check_arguments(wards: int | None, first_year: int, last_year: int, seed: int) -> None:
    if wards is not None and not 1 <= wards <= MOST_WARDS:
        raise ValueError(f"The number of wards is {wards}: give one from 1 to {MOST_WARDS}.")
    if not FIRST_YEAR <= first_year <= last_year <= LAST_YEAR:
        raise ValueError(
            f"The years are {first_year} to {last_year}: give the earlier one first, "
            f"from {FIRST_YEAR} to {LAST_YEAR}."
        )
    if seed < 0:
        raise ValueError(f"The seed is {seed}: give 0 or more.")
