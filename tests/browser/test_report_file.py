"""The report as LibreOffice draws it: A4, no number on the first page, every part on its page."""

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from danvan import queries
from danvan.deck.report import report
from danvan.exports import pdf
from danvan.exports.document import Office
from danvan.exports.document.written import document
from danvan.story.finding import Question
from tests.story_data import HOA, shipped

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(pdf.program() is None, reason="there is no LibreOffice"),
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="there is no pdftotext"),
]
OFFICE = Office("UBND tỉnh", "UBND thị xã Đức Phổ", "UBND", "5", "Đức Phổ", "2022-02-05")


def drawn(tmp_path: Path, office: Office, places: tuple[str, ...] = ()) -> Path:
    """Return the PDF of the report of the data that ship."""
    source = shipped(tmp_path)
    with queries.reading(source):
        catalogue = queries.catalogue()
        asked = Question(catalogue, places, None, *catalogue.years, sample=True, language="vi")
        told = report(asked, office, source.snapshot)
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf.converted(document(told), ".docx", date(2026, 1, 2)))
    return path


def pages(path: Path) -> list[str]:
    told = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return told.stdout.split("\f")[:-1]


def first_line(page: str) -> str:
    return page.strip().splitlines()[0].strip()


@pytest.mark.parametrize(("office", "places"), [(OFFICE, ()), (Office(), ()), (OFFICE, (HOA,))])
def test_the_report_is_drawn_as_the_decree_has_it(
    tmp_path: Path, office: Office, places: tuple[str, ...]
) -> None:
    path = drawn(tmp_path, office, places)
    said = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert "pts (A4)" in said
    shown = pages(path)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in shown[0]
    assert re.search(r"I\. KẾT QUẢ THỰC HIỆN\s+1\. Lĩnh vực kinh tế\s+a\) Kết quả", shown[0])
    number = 0
    for page in shown:  # from 1 on in the text and in each appendix, and not shown where that is 1
        begins = page is shown[0] or first_line(page).startswith("Phụ lục")
        number = 1 if begins else number + 1
        assert begins or first_line(page) == str(number)
    assert not first_line(shown[0]).isdecimal()


def test_the_list_of_recipients_and_the_signature_stand_on_one_page(tmp_path: Path) -> None:
    [page] = [page for page in pages(drawn(tmp_path, OFFICE)) if "Nơi nhận" in page]
    assert "Trên đây là kết quả" in page
    assert "- Lưu: VT" in page
