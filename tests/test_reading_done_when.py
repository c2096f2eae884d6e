"""Done when a person adds the review's text, accepts the candidates, and gets what ships in data/report/."""

import csv
import json
import shutil
from collections.abc import Sequence

import pytest
from data_folder import DataFolder
from reading_by_hand import observed
from test_architecture import REVIEW

from danvan.cli.main import main
from danvan.documents import kept, locators
from danvan.documents.kept import Card
from danvan.paths import ROOT
from danvan.reader import reading, vocabulary
from danvan.reader.candidate import About, Candidate
from danvan.submission import decisions
from danvan.submission.publish import DONE, NOTHING_NEW, Outcome
from danvan.submission.reading import publish_reading
from danvan.submission.review import context_of
from danvan.warehouse.build import build
from danvan.warehouse.read import Warehouse

SHIPPED = ROOT / "data" / "report" / "observations.csv"
COLUMNS = (
    "indicator", "place", "period", "standard", "value", "qualifier", "whole", "source", "locator", "printed",
)  # fmt: skip
NUMBERS = ("value", "whole")
TOWN = "534"
FIGURES = 31
# The review itself counts the wards in two ways, and whoever publishes is asked whether that is what it says.
ASKED = [("units_differ", "14 xã, phường")]
OFFICE = """BÁO CÁO
Kết quả phong trào năm 2023

I. KẾT QUẢ

Năm 2023, Nhân dân đóng góp 1.250 ngày công, hiến hơn 7.200 m2 đất làm đường.

Đến nay có 9/15 xã, phường thực hiện mô hình camera an ninh; tỷ lệ hộ nghèo cuối năm 2023 còn 2,15%.
"""
Row = tuple[str | float | None, ...]

needs_review = pytest.mark.skipif(not REVIEW.exists(), reason="the review is not beside the project")


def shipped() -> list[Row]:
    """Return the observations of the data file, without the points that people left open about them."""
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    return sorted(
        (
            tuple(
                float(row[name]) if name in NUMBERS and row[name] else row[name] or None for name in COLUMNS
            )
            for row in rows
        ),
        key=str,
    )


def there(folder: DataFolder) -> list[Row]:
    """Return the observations that a new reader finds."""
    return sorted(observed(folder, ", ".join(COLUMNS)), key=str)


def add(folder: DataFolder, name: str, content: bytes, card: Card) -> str:
    """Add a document as a person does, and return its key."""
    return kept.keep(folder.state, name, content, "an", card).document


def candidates(folder: DataFolder, key: str, card: Card) -> Sequence[Candidate]:
    """Return what the reader proposes for a document that was added."""
    build(folder.path, folder.state)
    catalogue = context_of(Warehouse(folder.path, folder.state).opened()).catalogue
    words = vocabulary.read_vocabulary(folder.path, catalogue)
    found = reading.read(
        kept.document(folder.state, key), catalogue, words, About(card.place, card.issued_on)
    )
    return found.candidates


def with_what_ships(folder: DataFolder) -> None:
    """Put the observations that ship, and the points that they refer to, into a data folder."""
    for name in ("observations.csv", "open_points.csv"):
        shutil.copy(SHIPPED.with_name(name), folder.path / "report" / name)


def accept(folder: DataFolder, key: str, accepted: Sequence[Candidate]) -> Outcome:
    """Accept candidates and publish them, saying yes to what is asked."""
    decisions.decide(folder.state, key, [decisions.accept(one, "an") for one in accepted])
    return publish_reading(key, "an", folder.path, folder.state, confirmed=True)


def as_shipped(folder: DataFolder, key: str) -> list[Candidate]:
    """Return the shipped observations as candidates, so that accepting is tried apart from reading."""
    text = kept.document(folder.state, key).text
    found = []
    for row in shipped():
        said = dict(zip(COLUMNS, row, strict=True))
        span = locators.parse(str(said["locator"]))
        start, end = span.start or 0, span.end or 0
        found.append(
            Candidate(
                str(said["indicator"]), float(said["value"] or 0), "", str(said["qualifier"]), str(said["period"]),
                str(said["place"]), start, end, text[start:end], 1.0, {}, str(said["printed"]), said["whole"],  # type: ignore[arg-type]
                str(said["standard"] or ""), span.section, span.note,
            )
        )  # fmt: skip
    return found


def asked(outcome: Outcome) -> list[tuple[str, str | None]]:
    """Return what was found, and about which figure."""
    return [(issue.code, issue.value) for issue in outcome.review.issues]


@pytest.fixture
def with_review(folder: DataFolder) -> tuple[DataFolder, str]:
    """Return a data folder without observations, and the key of the review that was added to it."""
    return folder, add(folder, REVIEW.name, REVIEW.read_bytes(), Card(place=TOWN, issued_on="2022-04"))


@needs_review
def test_accepting_what_ships_gives_exactly_what_ships(with_review: tuple[DataFolder, str]) -> None:
    folder, key = with_review
    outcome = accept(folder, key, as_shipped(folder, key))
    assert (outcome.result, asked(outcome)) == (DONE, ASKED)
    assert (outcome.entry.rows, outcome.entry.new) == (FIGURES, FIGURES)
    assert there(folder) == shipped()


@needs_review
def test_beside_what_ships_nothing_is_new(with_review: tuple[DataFolder, str]) -> None:
    folder, key = with_review
    with_what_ships(folder)
    outcome = accept(folder, key, as_shipped(folder, key))
    trial = outcome.review.trial
    assert (outcome.result, trial.same, trial.new, trial.changed) == (NOTHING_NEW, FIGURES, 0, 0)
    assert there(folder) == shipped()


@needs_review
def test_the_review_is_read_accepted_and_gives_what_ships(with_review: tuple[DataFolder, str]) -> None:
    folder, key = with_review
    outcome = accept(folder, key, candidates(folder, key, Card(place=TOWN, issued_on="2022-04")))
    assert (outcome.result, asked(outcome)) == (DONE, ASKED)
    assert there(folder) == shipped()


@needs_review
def test_the_review_read_beside_what_ships_brings_nothing_new(with_review: tuple[DataFolder, str]) -> None:
    folder, key = with_review
    with_what_ships(folder)
    outcome = accept(folder, key, candidates(folder, key, Card(place=TOWN, issued_on="2022-04")))
    assert (outcome.result, outcome.review.trial.same) == (NOTHING_NEW, FIGURES)


@needs_review
def test_the_review_accepted_whole_beside_what_ships_brings_no_model_a_second_time(
    read_folder: DataFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("observations.csv", "open_points.csv", "models.csv", "adoptions.csv"):
        shutil.copy(SHIPPED.with_name(name), read_folder.path / "report" / name)
    assert main(["accept", str(REVIEW), "--by", "an", "--all", "--place", TOWN, "--confirm", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["new"], found["models"]) == (0, 0)
    assert len(found["perhaps_known"]) == 2
    assert {one["known"].startswith(one["name"]) for one in found["perhaps_known"]} == {True}


def test_a_document_of_an_office_is_read_accepted_and_gives_its_figures(folder: DataFolder) -> None:
    card = Card("Báo cáo năm 2023", "Báo cáo 2023", issued_on="2023-12", place=TOWN)
    key = add(folder, "bao-cao.txt", OFFICE.encode(), card)
    outcome = accept(folder, key, candidates(folder, key, card))
    assert (outcome.result, outcome.review.issues) == (DONE, ())
    columns = "indicator, place, period, standard, value, qualifier, whole, printed"
    assert observed(folder, columns) == [
        ("labour_days", TOWN, "2023", None, 1250, "=", None, "1.250 ngày công"),
        ("land_donated_m2", TOWN, "2023", None, 7200, ">", None, "hơn 7.200 m2"),
        ("poverty_rate_pct", TOWN, "2023", "2022-2025", 2.15, "=", None, "2,15%"),
        ("spread_camera", TOWN, "2023-12", None, 9, "=", 15, "9/15 xã, phường"),
    ]
    assert {source for (source,) in observed(folder, "source")} == {f"tai_lieu_{key}"}
