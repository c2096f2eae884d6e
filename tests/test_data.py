"""The data that ship: each file as declared and sealed, and the review as the facts taken from it."""

import csv
import hashlib
import re
from pathlib import Path

import pandas as pd
import pytest

from danvan import queries
from danvan.cli.commands import SEALED_FILE, sealed_row
from danvan.intake.declaration import read_tables
from danvan.paths import ROOT
from danvan.warehouse import console

DATA = ROOT / "data"
SHARED = ROOT.parent / "shared"
NAMED_OTHERWISE = {"ntm_contribution_vnd": "contribution_vnd"}

needs_facts = pytest.mark.skipif(
    not SHARED.exists(), reason="the facts of the review are not beside the project"
)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def facts(name: str) -> list[dict[str, str]]:
    return rows_of(SHARED / "facts" / name)


@pytest.fixture(scope="module")
def report() -> pd.DataFrame:
    return console.ask(
        """select indicator, value, qualifier, period, printed, locator
        from observations join sources using (source)
        where basis = 'reported' and place = '534'"""
    ).frame


def test_every_file_is_the_one_that_was_sealed() -> None:
    tables = {file: table.name for table in read_tables(DATA).values() for file in table.files}
    there = sorted(
        path for path in DATA.rglob("*") if path.suffix in (".csv", ".toml") and path != DATA / SEALED_FILE
    )
    now = [{key: str(value) for key, value in sealed_row(DATA, path, tables).items()} for path in there]
    assert rows_of(DATA / SEALED_FILE) == now


def test_every_declared_file_is_there_and_every_row_file_is_declared() -> None:
    declared = {file for table in read_tables(DATA).values() for file in table.files}
    there = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*.csv")} - {SEALED_FILE}
    assert there == declared


def test_the_build_finds_by_itself_what_contradicts_itself_and_nothing_else() -> None:
    found = queries.run("disagreements")
    assert found[["code", "value", "other_value", "difference"]].values.tolist() == [
        ["standard_break", 6.6, 3.19, 3.41],
        ["units_differ", 14, 15, 1],
    ]


def test_every_open_point_of_the_report_that_is_named_is_one_and_has_both_languages() -> None:
    points = queries.run("open_points")
    assert len(points) >= 25
    assert points[["text_vi", "text_en"]].map(str.strip).ne("").all(axis=None)


def test_the_sample_adds_up_to_the_land_of_the_report() -> None:
    land = console.ask(
        """select sum(value) as land from observations join sources using (source)
        where basis = 'sample' and indicator = 'land_donated_m2'"""
    )
    assert land.frame["land"].tolist() == [196833]


@needs_facts
def test_the_report_has_its_31_figures_exactly(report: pd.DataFrame) -> None:
    wanted = sorted(
        (
            NAMED_OTHERWISE.get(fact["indicator_code"], fact["indicator_code"]),
            float(fact["value_num"]),
            fact["bound"],
        )
        for fact in facts("report_facts.csv")
        if fact["kind"] == "indicator"
    )
    assert len(wanted) == 31
    assert sorted(report[["indicator", "value", "qualifier"]].itertuples(index=False, name=None)) == wanted


@needs_facts
def test_each_printed_figure_stands_where_its_locator_says(report: pd.DataFrame) -> None:
    document = (SHARED / "report" / "bc-ubnd-duc-pho-2022.txt").read_text(encoding="utf-8")
    for row in report.itertuples():
        span = re.search(r"chars:(\d+)-(\d+)", row.locator)
        assert span is not None
        number = document[int(span[1]) : int(span[2])]
        assert number in row.printed


@needs_facts
def test_the_source_card_bears_the_checksum_of_the_document() -> None:
    document = (SHARED / "report" / "bc-ubnd-duc-pho-2022.txt").read_bytes()
    sources = queries.run("sources").set_index("source")
    assert sources.loc["bc_duc_pho_2022", "sha256"] == hashlib.sha256(document).hexdigest()


@needs_facts
def test_all_63_models_are_there_under_their_corrected_names() -> None:
    first = {
        mention["canonical_key"]: mention["name_corrected"]
        for mention in facts("report_models.csv")
        if mention["is_first_mention"] == "1"
    }
    models = queries.run("models")
    assert len(first) == len(models) == 63
    named = dict(zip(models["model"], models["name"], strict=True))
    assert {key: name.casefold() for key, name in named.items()} == {
        key: name.casefold() for key, name in first.items()
    }


@needs_facts
def test_all_46_pairs_of_model_and_ward_are_there_with_their_reading() -> None:
    wanted = {
        (pair["canonical_key"], pair["ward_code"], "inferred" if pair["ambiguous"] == "1" else "stated")
        for pair in facts("report_model_units.csv")
    }
    adopted = queries.run("adoptions", places=[])
    assert len(wanted) == 46
    assert set(adopted[["model", "place", "reading"]].itertuples(index=False, name=None)) == wanted


@needs_facts
def test_places_are_those_of_the_facts_with_their_heirs_and_tiles() -> None:
    same = (
        "name",
        "valid_from",
        "valid_to",
        "replaced_by",
        "tile_row",
        "tile_col",
        "population",
        "households",
    )
    wanted = {place["code"]: [place[name] for name in same] for place in facts("places.csv")}
    assert {
        row["place"]: [row[name] for name in same] for row in rows_of(DATA / "catalogue/places.csv")
    } == wanted


@needs_facts
def test_the_public_figures_are_those_of_the_facts_but_for_the_town_which_the_report_gives() -> None:
    wanted = {
        (indicator, fact["place"], fact["year"], fact["standard"], float(fact[indicator]))
        for fact in facts("poverty_public.csv")
        for indicator in ("poverty_rate_pct", "poor_households")
        if fact["place"] != "534" and fact[indicator]
    }
    rows = rows_of(DATA / "public/observations.csv")
    assert {
        (r["indicator"], r["place"], r["period"], r["standard"], float(r["value"])) for r in rows
    } == wanted
