"""A small document of the tests' own making, and candidates in it as a reader would propose them."""

from typing import Any

from data_folder import DataFolder

from danvan.documents import kept
from danvan.documents.kept import Card, Kept
from danvan.reader.candidate import Candidate, ModelCandidate
from danvan.submission import decisions
from danvan.submission.decisions import Decision
from danvan.submission.publish import Outcome
from danvan.submission.reading import publish_reading
from danvan.warehouse.read import Warehouse

TEXT = """BÁO CÁO
Kết quả dân vận khéo năm 2023

I. KẾT QUẢ

1. Kinh tế

Trong năm, bà con góp được 1.250 ngày công và trao trên 30 nguồn tin.

Có 9/15 xã, phường lắp camera; hộ nghèo còn 2,15%.

2. Mô hình

Mô hình “Ngõ sáng an vui” ở Phổ Minh và Phổ Ninh chạy tốt, nhận 41 nguồn tin trong quý.
"""
CARD = Card("Báo cáo dân vận khéo năm 2023", "Báo cáo 2023", "12/BC-UBND", "UBND thị xã", "2023-12-20", "534")
TOWN = "534"
WHY = {"vi": "vì có từ khóa", "en": "for its keyword"}


def proposed(printed: str, phrase: str, indicator: str, value: float, **others: Any) -> Candidate:
    """Return a candidate for the number printed in this phrase, of the town and of 2023 unless told otherwise."""
    start = TEXT.index(phrase) + phrase.index(printed)
    told = {"unit": "", "qualifier": "=", "period": "2023", "place": TOWN} | others
    return Candidate(
        indicator, value, start=start, end=start + len(printed), printed=printed, confidence=0.9, why=WHY,
        phrase=phrase, **told,
    )  # fmt: skip


DAYS = proposed("1.250", "1.250 ngày công", "labour_days", 1250)
TIPS = proposed("30", "trên 30 nguồn tin", "tips", 30, qualifier=">")
CAMERA = proposed("9/15", "9/15 xã, phường", "spread_camera", 9, whole=15)
POOR = proposed("2,15%", "2,15%", "poverty_rate_pct", 2.15, standard="2022-2025")
TIPS_AGAIN = proposed("41", "41 nguồn tin", "tips", 41)
NAME = "Ngõ sáng an vui"
MODEL = ModelCandidate(
    NAME, "kinh_te", "", ("21460", "21463"), TEXT.index(NAME), TEXT.index(NAME) + len(NAME), 0.8, WHY
)


def keep(folder: DataFolder, card: Card = CARD) -> Kept:
    """Keep the document and return what is known of it."""
    return kept.keep(folder.state, "bao-cao-2023.txt", TEXT.encode(), "an", card)


def accept(folder: DataFolder, *candidates: Candidate | ModelCandidate) -> str:
    """Keep the document, accept candidates, and return the document's key."""
    return decide(folder, *(decisions.accept(one, "an") for one in candidates))


def decide(folder: DataFolder, *made: Decision) -> str:
    """Keep the document and decisions on it, and return its key."""
    key = keep(folder).document
    decisions.decide(folder.state, key, made)
    return key


def publish(folder: DataFolder, key: str, *, confirmed: bool = True) -> Outcome:
    """Publish what holds and say yes to whatever is asked."""
    return publish_reading(key, "an", folder.path, folder.state, confirmed=confirmed)


def observed(
    folder: DataFolder, columns: str = "indicator, value", where: str = "true"
) -> list[tuple[Any, ...]]:
    """Return the observations that a new reader finds, in the order of these columns."""
    question = f"select {columns} from observations where {where} order by all"
    answer = Warehouse(folder.path, folder.state).fetch(question)
    return [tuple(None if cell != cell else cell for cell in row) for row in answer.itertuples(index=False)]
