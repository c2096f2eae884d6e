"""What the head of a document says goes onto its card, and nothing that it leaves blank."""

import pytest
from test_architecture import REVIEW

from danvan.documents.cards import guessed_card
from danvan.documents.extracted import extracted
from danvan.documents.kept import Card

HEAD = """ỦY BAN NHÂN DÂN
THỊ XÃ SÔNG LAM

Số: 45/BC-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Sông Lam, ngày 12 tháng 4 năm 2024

BÁO CÁO

Kết quả phong trào thi đua "*Dân vận khéo*" năm 2023

Thực hiện Kế hoạch số 12/KH-UBND ngày 03 tháng 02 năm 2023, đơn vị nêu kết quả sau.
"""


def card(text: str, name: str = "bao cao.txt", places: dict[str, str] | None = None) -> Card:
    return guessed_card(extracted(name, text.encode()), name, places)


def test_a_full_head_gives_a_full_card() -> None:
    assert card(HEAD, places={"Sông Lam": "511", "Lam": "9"}) == Card(
        title='Báo cáo kết quả phong trào thi đua "Dân vận khéo" năm 2023',
        short="Báo cáo 4/2024",
        number="45/BC-UBND",
        issuer="ỦY BAN NHÂN DÂN THỊ XÃ SÔNG LAM",
        issued_on="2024-04-12",
        place="511",
    )


@pytest.mark.parametrize(
    ("written", "issued_on"),
    [
        ("ngày tháng 4 năm 2024", "2024-04"),
        ("ngày … tháng … năm 2024", "2024"),
        ("ngày 31 tháng 02 năm 2024", ""),
        ("ngày 5 tháng 11 năm 2024", "2024-11-05"),
    ],
)
def test_what_is_blank_stays_blank(written: str, issued_on: str) -> None:
    changed = HEAD.replace("ngày 12 tháng 4 năm 2024", written)
    assert card(changed).issued_on == issued_on


def test_a_blank_number_is_not_made_up() -> None:
    assert card(HEAD.replace("45/", " /")).number == "…/BC-UBND"
    assert card(HEAD.replace("Số: 45/BC-UBND", "")).number == ""


def test_the_lower_of_two_bodies_issues_it() -> None:
    head = HEAD.replace("ỦY BAN NHÂN DÂN\nTHỊ XÃ SÔNG LAM", "UBND TỈNH BẮC HÀ\nSỞ NỘI VỤ")
    assert card(head).issuer == "SỞ NỘI VỤ"


def test_a_text_without_a_head_has_the_name_of_its_file_and_no_more() -> None:
    assert card("Các thôn đã làm 12 km đường.", "đường thôn.docx") == Card(short="đường thôn")


@pytest.mark.skipif(not REVIEW.exists(), reason="the review is not beside the project")
def test_the_card_of_the_review_leaves_blank_what_the_review_does() -> None:
    found = guessed_card(extracted(REVIEW.name, REVIEW.read_bytes()), REVIEW.name, {"Đức Phổ": "534"})
    assert (found.number, found.issued_on, found.place) == ("…/BC-UBND", "2022-04", "534")
    assert found.issuer == "UBND thị xã Đức Phổ"
    assert found.title.startswith("Báo cáo sơ kết 05 năm")
