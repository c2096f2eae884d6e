"""What reading a long report costs: a hundred pages, taken apart and read, against one pass over their words.

The document is made of the invented sentences again and again with other numbers, and of sentences without any between
them: fourteen figures a page, where the review of 2022 has three. Seconds are those of the processor, and the quickest
of three rounds is compared, because whatever else the machine does only makes a round slower.

python -m pytest -n 0 -m benchmark tests/benchmarks/test_reading.py
"""

import io
import random
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from itertools import count
from pathlib import Path

import docx
import pytest

from danvan.catalogue import Catalogue
from danvan.documents.extracted import extracted
from danvan.paths import data_dir
from danvan.reader.candidate import About
from danvan.reader.reading import read
from danvan.reader.vocabulary import read_vocabulary
from tests.reading_cases import catalogue_as_shipped, half

PAGES, CHARACTERS_A_PAGE = 100, 3_000
ROUNDS = 3
MOST_SECONDS = 5.0
MOST_TIMES_THE_PASS = 75.0
PROSE = (
    "Công tác tuyên truyền được đổi mới cả về nội dung lẫn hình thức, gần với đời sống, dễ nghe và dễ nhớ; nhiều nơi "
    "lồng ghép vào buổi sinh hoạt của thôn, của chi hội, của câu lạc bộ.",
    "Người có uy tín trong cộng đồng, chức sắc tôn giáo và các bậc cao niên là những người đi đầu nêu gương, vận động "
    "con cháu cùng làm; nhờ vậy, việc khó đến mấy cũng có người gánh vác và hoàn thành trước thời hạn.",
    "Tuy nhiên, ở một vài nơi việc bàn bạc với dân còn chưa kỹ, cán bộ mới nên ngại va chạm, sổ sách ghi chép còn sơ "
    "sài, báo cáo gửi chậm so với yêu cầu của cấp trên.",
)
YEAR = re.compile(r"(?:19|20)\d\d")

pytestmark = pytest.mark.benchmark


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return catalogue_as_shipped(tmp_path_factory.mktemp("reading"))


@pytest.fixture(scope="module")
def paragraphs(catalogue: Catalogue) -> list[str]:
    """Return the paragraphs of a report as long as a hundred pages, under headings, each time with other numbers."""
    texts = [case.document.text for case in half("developed", catalogue) if "\n\n" not in case.document.text]
    made: list[str] = []
    for turn in count(1):
        other = random.Random(turn)
        made.append(f"{turn}. Kết quả thực hiện")
        for number, text in enumerate(texts):
            made.append(re.sub(r"\d+", lambda run, other=other: _other_digits(run.group(), other), text))
            made.append(PROSE[number % len(PROSE)])
        if sum(map(len, made)) >= PAGES * CHARACTERS_A_PAGE:
            return made
    return made


def _other_digits(digits: str, other: random.Random) -> str:
    """Return as many other digits, no zero where none was; years and single digits stay."""
    if len(digits) == 1 or YEAR.fullmatch(digits):
        return digits
    return "".join(digit if digit == "0" else str(other.randint(1, 9)) for digit in digits)


def as_text(paragraphs: list[str]) -> tuple[str, bytes]:
    return "report.txt", "\n\n".join(paragraphs).encode()


def as_word_file(paragraphs: list[str]) -> tuple[str, bytes]:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    content = io.BytesIO()
    document.save(content)
    return "report.docx", content.getvalue()


def words_counted(text: str) -> int:
    """The yardstick: every word without its accents, counted."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text)).casefold()
    return len(Counter(word.group() for word in re.finditer(r"\w+", plain)))


def quickest(act: Callable[[], object]) -> float:
    """Return the seconds of the processor that the quickest of the rounds took."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        act()
        seconds.append(time.process_time() - start)
    return min(seconds)


@pytest.mark.parametrize("written", [as_text, as_word_file])
def test_a_hundred_pages_are_read_in_five_seconds(
    written: Callable[[list[str]], tuple[str, bytes]],
    paragraphs: list[str],
    catalogue: Catalogue,
    report: Callable[..., None],
) -> None:
    vocabulary = read_vocabulary(data_dir(), catalogue)
    name, content = written(paragraphs)
    document = extracted(name, content)
    about = About("534", "2024-12")
    reading = read(document, catalogue, vocabulary, about)

    extracting = quickest(lambda: extracted(name, content))
    finding = quickest(lambda: read(document, catalogue, vocabulary, about))
    yardstick = quickest(lambda: words_counted(document.text))
    times = (extracting + finding) / yardstick
    report(
        document=f"{Path(name).suffix}, {len(document.text)} characters, {len(document.paragraphs)} paragraphs",
        found=f"{len(reading.candidates)} figures, {len(reading.models)} models, {len(reading.unread)} unread",
        extracting_s=round(extracting, 2),
        reading_s=round(finding, 2),
        one_pass_over_words_s=round(yardstick, 3),
        times_the_pass=f"{times:.1f} (at most {MOST_TIMES_THE_PASS:.0f})",
    )
    assert len(document.text) >= PAGES * CHARACTERS_A_PAGE
    assert len(reading.candidates) > PAGES
    assert extracting + finding < MOST_SECONDS
    assert times < MOST_TIMES_THE_PASS
