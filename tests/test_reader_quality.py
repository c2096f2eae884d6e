"""How well reports are read does not fall: floors for the invented sentences, and the review without a fault."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from danvan.catalogue import Catalogue
from danvan.documents.extracted import extracted
from danvan.reader.candidate import About, Candidate, Reading, Unread
from tests import reading_cases
from tests.reading_cases import REVIEW, Case, Figure, catalogue_as_shipped
from tests.reading_quality import ALL, FIGURE_ENTRIES, MODEL_ENTRIES, Quality, measured, reader_as_shipped

# A little under what python -m tests.reading_quality prints, for each entry the least of precision and recall.
FLOORS = {"developed": 0.98, "held_out": 0.90, "independent": 0.87, "independent_later": 0.90}
FLOORS_OF_MODELS = {"developed": 0.95, "held_out": 0.95, "independent": 0.95, "independent_later": 0.88}
needs_review = pytest.mark.skipif(not REVIEW.exists(), reason="the review is not beside the project")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return catalogue_as_shipped(tmp_path_factory.mktemp("quality"))


@pytest.fixture(scope="module")
def reader(catalogue: Catalogue) -> Callable[[Case], Reading]:
    return reader_as_shipped(catalogue)


@pytest.fixture(scope="module")
def qualities(catalogue: Catalogue, reader: Callable[[Case], Reading]) -> dict[str, Quality]:
    return {name: measured(reading_cases.half(name, catalogue), reader) for name in FLOORS}


@pytest.mark.parametrize("name", FLOORS)
@pytest.mark.parametrize("entry", ["", *FIGURE_ENTRIES, ALL])
def test_figures_are_read_at_least_as_well_as_before(
    qualities: dict[str, Quality], name: str, entry: str
) -> None:
    figures = qualities[name].figures
    assert min(figures.precision(entry), figures.recall(entry)) >= FLOORS[name]


@pytest.mark.parametrize("name", FLOORS)
@pytest.mark.parametrize("entry", ["", *MODEL_ENTRIES, ALL])
def test_models_are_found_at_least_as_well_as_before(
    qualities: dict[str, Quality], name: str, entry: str
) -> None:
    models = qualities[name].models
    assert min(models.precision(entry), models.recall(entry)) >= FLOORS_OF_MODELS[name]


@pytest.mark.parametrize("name", FLOORS)
def test_every_number_is_read_or_listed_as_unread(qualities: dict[str, Quality], name: str) -> None:
    assert qualities[name].unaccounted == ()


def test_each_set_holds_sixty_documents_and_no_two_share_one(catalogue: Catalogue) -> None:
    texts = {name: {case.document.text for case in reading_cases.half(name, catalogue)} for name in FLOORS}
    assert min(map(len, texts.values())) >= 60
    assert sum(map(len, texts.values())) == len(set().union(*texts.values()))


@needs_review
def test_the_review_is_read_without_a_fault(catalogue: Catalogue, reader: Callable[[Case], Reading]) -> None:
    quality = measured(reading_cases.review(catalogue), reader)
    assert quality.figures.faults == []
    assert (quality.figures.found, quality.figures.right[ALL], quality.numbers) == (31, 31, 114)
    assert quality.unaccounted == ()
    assert (quality.models.expected, quality.models.found, quality.models.right[ALL]) == (68, 68, 68)


@needs_review
def test_no_other_number_of_the_review_becomes_a_figure(
    catalogue: Catalogue, reader: Callable[[Case], Reading]
) -> None:
    (case,) = reading_cases.review(catalogue)
    figures = {at for figure in case.figures for at in range(figure.start, figure.end)}
    others = [span for span in case.numbers if figures.isdisjoint(range(*span))]
    taken = {at for found in reader(case).candidates for at in range(found.start, found.end)}
    assert len(others) == 83
    assert [case.document.text[slice(*span)] for span in others if not taken.isdisjoint(range(*span))] == []


TEXT = "Năm 2021 có 12 vụ, 7 tin và 5 tổ."
WANTED = Figure(12, 14, "12", "cases_solved", "case", (12.0,), (0.0,), ("=",), ("2021", "2021-12"), ("534",))
FOUND = Candidate("cases_solved", 12, "case", "=", "2021", "534", 12, 14, "12", 0.9, {})


def case(*figures: Figure) -> Case:
    return Case("made", extracted("a.txt", TEXT.encode()), About("534"), figures, ())


def test_precision_counts_what_was_found_and_recall_what_is_to_be_found() -> None:
    """Of 2 found 1 is right in all, of 2 to find 1 was found: both 1/2; the false one and the missed one are named."""
    false = replace(FOUND, start=19, end=20, printed="7", value=7)
    missed = replace(WANTED, start=28, end=29, printed="5", values=(5.0,))
    quality = measured([case(WANTED, missed)], lambda _case: Reading((FOUND, false)))
    assert (quality.figures.precision(ALL), quality.figures.recall(ALL)) == (0.5, 0.5)
    assert [fault.split(" ")[1] for fault in quality.figures.faults] == ["false", "missed"]
    assert len(quality.unaccounted) == 2


@pytest.mark.parametrize(
    ("entry", "changed"),
    [
        ("value", {"value": 13}),
        ("value", {"whole": 15}),
        ("unit", {"unit": "tip"}),
        ("qualifier", {"qualifier": ">"}),
        ("indicator", {"indicator": "tips"}),
        ("period", {"period": "2020"}),
        ("place", {"place": "21442"}),
    ],
)
def test_each_entry_is_right_or_wrong_by_itself(entry: str, changed: dict[str, object]) -> None:
    figures = measured([case(WANTED)], lambda _case: Reading((replace(FOUND, **changed),))).figures
    assert {name for name, right in figures.right.items() if not right} == {entry, ALL}
    assert figures.precision() == 1


def test_a_figure_that_may_be_left_out_counts_neither_way_where_it_is_right() -> None:
    optional = case(replace(WANTED, optional=True))
    for found in ((), (FOUND,)):
        figures = measured([optional], lambda _case, found=found: Reading(found)).figures
        assert (figures.expected, figures.found) == (0, 0)
    wrong = measured([optional], lambda _case: Reading((replace(FOUND, value=13),))).figures
    assert (wrong.found, wrong.matched) == (1, 0)


def test_a_number_in_the_list_of_the_unread_is_accounted_for() -> None:
    unread = (
        Unread(19, 20, "7", "other", {}),
        Unread(4, 8, "2021", "date", {}),
        Unread(28, 29, "5", "other", {}),
    )
    assert measured([case(WANTED)], lambda _case: Reading((FOUND,), (), unread)).unaccounted == ()
