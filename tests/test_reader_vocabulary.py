"""The words of the reader: an entry teaches it an indicator, and a fault says where it is and what to do."""

from dataclasses import replace
from pathlib import Path

import pytest

from danvan.catalogue import Catalogue
from danvan.documents.extracted import extracted
from danvan.intake.issue import DataError
from danvan.paths import data_dir
from danvan.reader.candidate import About
from danvan.reader.reading import read
from danvan.reader.vocabulary import VOCABULARY_FILE, read_vocabulary
from tests.reading_cases import catalogue_as_shipped

NAMES = (VOCABULARY_FILE, "catalogue/reading_models.toml")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return catalogue_as_shipped(tmp_path_factory.mktemp("vocabulary"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data folder that has the words of the reader only."""
    (tmp_path / "catalogue").mkdir()
    for name in NAMES:
        (tmp_path / name).write_bytes((data_dir() / name).read_bytes())
    return tmp_path


def taught(data: Path, entry: str) -> Path:
    with (data / VOCABULARY_FILE).open("a", encoding="utf-8") as file:
        file.write(f"\n{entry}\n")
    return data


def fault(data: Path, catalogue: Catalogue) -> tuple[str, int | None, str | None, str | None]:
    """Return code, line, key and value of the one finding."""
    with pytest.raises(DataError) as raised:
        read_vocabulary(data, catalogue)
    (issue,) = raised.value.issues
    assert issue.file == VOCABULARY_FILE
    assert issue.message("vi") != issue.message("en")
    return issue.code, issue.line, issue.column, issue.value


def test_every_indicator_that_a_document_can_state_has_its_words(catalogue: Catalogue) -> None:
    known = read_vocabulary(data_dir(), catalogue).meanings.keys()
    by_town = {indicator.town_total for indicator in catalogue.indicators.values()}
    quotients = {"land_per_household_m2", "cases_per_100_tips", "persons_per_case"}
    assert catalogue.indicators.keys() - known - by_town == quotients


def test_an_entry_teaches_an_indicator_without_code(data: Path, catalogue: Catalogue) -> None:
    text = "Năm 2021, Nhân dân trồng hơn 1.250 cây xanh dọc các tuyến đường."
    document, about = extracted("a.txt", text.encode()), About("534", "2022-01")
    trees = replace(
        catalogue.indicators["street_lights"], indicator="trees_planted", name_vi="Cây xanh trồng mới"
    )
    grown = replace(catalogue, indicators={**catalogue.indicators, "trees_planted": trees})
    assert read(document, grown, read_vocabulary(data, grown), about).candidates == ()
    words = read_vocabulary(
        taught(data, '[indicator.trees_planted]\ncounted = ["cây xanh"]\nown = [["trồng"]]'), grown
    )
    (found,) = read(document, grown, words, about).candidates
    assert (found.indicator, found.value, found.qualifier) == ("trees_planted", 1250, ">")
    assert "Cây xanh trồng mới" in found.why["vi"]


def test_a_reason_of_the_office_s_own_is_told_by_its_code(data: Path, catalogue: Catalogue) -> None:
    words = read_vocabulary(taught(data, '[reason.lottery]\nown = ["xổ số"]'), catalogue)
    text = "Quầy xổ số góp 350 ngày công."
    (left,) = read(extracted("a.txt", text.encode()), catalogue, words, About("534", "2022-01")).unread
    assert (left.reason, "lottery" in left.why["vi"], "lottery" in left.why["en"]) == ("lottery", True, True)


def test_a_fault_names_the_entry_and_its_line(data: Path, catalogue: Catalogue) -> None:
    lines = (data / VOCABULARY_FILE).read_text(encoding="utf-8").count("\n")
    entry = "[indicator.no_such]\nown = []"
    assert fault(taught(data, entry), catalogue) == (
        "reading_indicator_unknown", lines + 2, None, "no_such",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("entry", "code", "column", "value"),
    [
        ("[reason.mine]\nnear = []", "definition_key_unknown", "near", "reason.mine"),
        ('[reason.mine]\nown = "một"', "definition_wrong_type", "own", "reason.mine"),
        ("[reason.mine]\nown = [1]", "definition_wrong_type", "own", "reason.mine"),
        ("[indicator.persons_per_case]\nown = ['một']", "definition_wrong_type", "own", "indicator.persons_per_case"),
        ("[mine]\nown = []", "reading_section_unknown", None, "mine"),
    ],
)  # fmt: skip
def test_a_key_that_is_unknown_or_wrong_is_named(
    data: Path, catalogue: Catalogue, entry: str, code: str, column: str | None, value: str
) -> None:
    found = fault(taught(data, entry), catalogue)
    assert (found[0], *found[2:]) == (code, column, value)


def test_without_the_file_its_name_is_said(tmp_path: Path, catalogue: Catalogue) -> None:
    assert fault(tmp_path, catalogue)[0] == "file_missing"
