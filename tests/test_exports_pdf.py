"""danvan.exports.pdf: LibreOffice writes the file, ends with all it started when nobody wants it, leaves nothing."""

import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import pytest

from danvan.exports import pdf
from danvan.progress import Cancelled

DAY = date(2026, 1, 2)
needs_shell = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a script of the shell")
# The same document written at two times: LibreOffice writes time, two marks and a sum of its own each time.
WRITTEN = b"""%%PDF-1.6 <</CreationDate(D:%sZ')>> /ID [ <%s>
<%s> ] /DocChecksum /%s 12345
%%%%EOF
"""


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Put a script in the place of LibreOffice; $out is the file that it should write."""
    office = folder / "soffice"
    office.write_text(f'#!/bin/sh\nfor last; do :; done\nout="${{last%.*}}.pdf"\n{script}\n')
    office.chmod(0o755)
    monkeypatch.setattr(pdf, "program", lambda: str(office))
    monkeypatch.setattr(tempfile, "tempdir", str(folder / "tmp"))
    (folder / "tmp").mkdir()


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # A process that has ended stays in the list until its parent looks.
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


@needs_shell
def test_time_and_random_marks_are_replaced_and_nothing_moves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = WRITTEN % (b"20261125185242", b"0A" * 16, b"0B" * 16, b"C0" * 16)
    (tmp_path / "first.pdf").write_bytes(first)
    stand_in(tmp_path, monkeypatch, f'cp "{tmp_path}/first.pdf" "$out"')
    made = pdf.converted(b"document", ".pptx", DAY)
    (tmp_path / "first.pdf").write_bytes(WRITTEN % (b"20261126070809", b"1A" * 16, b"1B" * 16, b"D0" * 16))
    assert pdf.converted(b"document", ".pptx", DAY) == made
    assert len(made) == len(first)
    assert b"(D:20260102000000Z')" in made
    assert pdf.converted(b"another", ".pptx", DAY) != made
    assert list((tmp_path / "tmp").iterdir()) == []


@needs_shell
def test_who_cancels_ends_it_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = tmp_path / "started"
    stand_in(tmp_path, monkeypatch, f'sleep 60 &\necho "$$ $!" > "{started}"\nwait')

    def stop(_done: int, _of: int) -> None:
        if started.exists() and started.read_text().strip():
            raise Cancelled

    with pytest.raises(Cancelled):
        pdf.converted(b"document", ".docx", DAY, stop)
    processes = [int(number) for number in started.read_text().split()]
    end = time.monotonic() + 5
    while any(map(is_alive, processes)) and time.monotonic() < end:
        time.sleep(0.01)
    assert [number for number in processes if is_alive(number)] == []
    assert list((tmp_path / "tmp").iterdir()) == []


@needs_shell
@pytest.mark.parametrize("script", ["kill -9 $$", "printf '%%PDF-1.6 half' > \"$out\"; kill -9 $$"])
def test_what_is_killed_hands_out_nothing_half_and_says_how_it_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    stand_in(tmp_path, monkeypatch, script)
    with pytest.raises(pdf.ConversionFailed, match="exit code -9"):
        pdf.converted(b"document", ".pptx", DAY)


@needs_shell
def test_what_takes_too_long_or_writes_nothing_fails_with_what_it_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, "echo no filter found")
    with pytest.raises(pdf.ConversionFailed, match="no filter found"):
        pdf.converted(b"document", ".docx", DAY)
    (tmp_path / "soffice").write_text("#!/bin/sh\nsleep 60\n")
    with pytest.raises(pdf.ConversionFailed, match=r"0\.2 s"):
        pdf.converted(b"document", ".docx", DAY, seconds=0.2)


def test_where_libreoffice_is_not_installed_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "program", lambda: None)
    with pytest.raises(pdf.NotInstalled):
        pdf.converted(b"document", ".pptx", DAY)


@pytest.mark.browser
def test_libreoffice_writes_the_same_bytes_of_the_same_document_again() -> None:
    from io import BytesIO

    import docx

    if pdf.program() is None:
        pytest.skip("no LibreOffice is installed")
    document, file = docx.Document(), BytesIO()
    document.add_paragraph("Dân vận khéo ở Đức Phổ")
    document.save(file)
    first = pdf.converted(file.getvalue(), ".docx", DAY)
    time.sleep(1.1)  # LibreOffice writes the second
    assert first.startswith(b"%PDF-")
    assert pdf.converted(file.getvalue(), ".docx", DAY) == first
