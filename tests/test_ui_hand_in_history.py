"""danvan.ui.hand_in_history, review_tables: a load of a document is told as one, beside what wards handed in."""

import pytest

from danvan import text
from danvan.catalogue import Catalogue
from danvan.intake.issue import Issue
from danvan.ui import hand_in_history, review_tables
from danvan.warehouse.history import SUBMIT, Entry
from danvan.warehouse.trial import Trial

VI, EN = text.words("vi"), text.words("en")
FILE = {"name": "bao-cao.docx.json", "sha256": "", "bytes": 1}
NOTHING = Catalogue({}, {}, {}, {}, {}, (2017, 2021))


def entry(document: str = "", removed: int = 0) -> Entry:
    return Entry(
        SUBMIT, "Lan", "s", (), load="1", files=(FILE,), new=31, changed=2, removed=removed, document=document
    )


def trial(removed: int = 0, *, card_changed: bool = False) -> Trial:
    return Trial(3, 1, 1, 1, 0, (), (), (), (), (), (), removed, card_changed)


def test_what_was_accepted_of_a_document_names_the_document() -> None:
    assert hand_in_history._cells(entry("0123456789ab"), VI)[1:] == (
        "Nhận số từ văn bản", "Lan", "bao-cao.docx", "31 mới, 2 thay đổi",
    )  # fmt: skip


def test_what_wards_handed_in_names_the_files_as_they_came() -> None:
    assert hand_in_history._cells(entry(), VI)[1:4] == ("Nộp số liệu", "Lan", "bao-cao.docx.json")


def test_what_was_withdrawn_is_counted_where_there_is_any() -> None:
    assert hand_in_history._cells(entry("0123456789ab", 4), EN)[-1] == "31 new, 2 changed, 4 withdrawn"


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (trial(), "1 new, 1 changed, 1 the same, 0 new models."),
        (
            trial(1),
            "1 new, 1 changed, 1 the same, 0 new models. One item that was published before is withdrawn.",
        ),
        (
            trial(card_changed=True),
            "1 new, 1 changed, 1 the same, 0 new models. "
            "What is known of the document (title, number, day, issuer) is brought up to date.",
        ),
    ],
)
def test_a_review_says_what_is_withdrawn_and_what_is_described_otherwise(one: Trial, said: str) -> None:
    assert f">{said}<" in review_tables.changes(one, NOTHING, EN)


def test_a_finding_in_a_document_is_at_its_paragraph() -> None:
    found = Issue("error", "nothing_decided", "bao-cao.txt", cell="chars:3-5", paragraph=12)
    assert "bao-cao.txt, đoạn 12" in review_tables.issues([found], VI)
