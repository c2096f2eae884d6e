"""Done when a person adds the review's text, accepts the candidates, and gets what ships in data/report/."""

import csv
import shutil
from collections.abc import Sequence

import pytest
from data_folder import DataFolder
from reading_by_hand import observed
from test_architecture import REVIEW

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
    shutil.copy(SHIPPED, folder.path / "report" / "observations.csv")
    shutil.copy(SHIPPED.with_name("open_points.csv"), folder.path / "report" / "open_points.csv")
    outcome = accept(folder, key, as_shipped(folder, key))
    trial = outcome.review.trial
    assert (outcome.result, trial.same, trial.new, trial.changed) == (NOTHING_NEW, FIGURES, 0, 0)
    assert there(folder) == shipped()
