"""Documents as PDF, by LibreOffice where it is installed.

LibreOffice runs in a folder of its own, with settings of its own, and is ended with all that it started as soon as
nobody wants the file any more. What it writes about the time of writing is replaced, so that the same document gives
the same bytes.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from danvan.progress import Progress, unheard

# The program that writes each kind of document, as LibreOffice calls its way to PDF.
FILTERS = {".pptx": "impress_pdf_Export", ".docx": "writer_pdf_Export", ".xlsx": "calc_pdf_Export"}
NAMES = ("soffice", "libreoffice")
# Where it stands without being on the path: macOS and Windows.
PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
OPTIONS = '{"UseTaggedPDF":{"type":"boolean","value":"true"}}'  # so that a screen reader can read it
SECONDS, SECONDS_BETWEEN_LOOKS = 180.0, 0.1
END = b"%%EOF"  # what a whole PDF ends with
_DATE = re.compile(rb"\(D:\d{14}([^)]*)\)")
_MARKS = (
    re.compile(rb"/ID\s*\[\s*<([0-9A-F]{32})>\s*<([0-9A-F]{32})>\s*\]"),
    re.compile(rb"/DocChecksum\s*/([0-9A-F]{32})"),
)


class NotInstalled(Exception):
    """There is no LibreOffice on this machine."""


class ConversionFailed(Exception):
    """LibreOffice wrote no file, or not all of it; the message is what it said, or how it ended."""


def program() -> str | None:
    """Return the LibreOffice of this machine, None where there is none."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    return found or next((place for place in PLACES if Path(place).exists()), None)


def converted(
    content: bytes, ending: str, day: date, progress: Progress = unheard, *, seconds: float = SECONDS
) -> bytes:
    """Return a document as PDF; ending says what it is (.pptx, .docx or .xlsx), day is written as its day.

    progress is told 0 of 1 again and again while LibreOffice works; where it raises, LibreOffice is ended. Raises
    NotInstalled, and ConversionFailed also where it takes longer than it may.
    """
    office = program()
    if office is None:
        raise NotInstalled
    with TemporaryDirectory(prefix="danvan-pdf-", ignore_cleanup_errors=True) as folder:
        document = Path(folder) / f"document{ending}"
        document.write_bytes(content)
        said = _run(_command(office, document, FILTERS[ending]), Path(folder), progress, seconds)
        written = document.with_suffix(".pdf")
        made = written.read_bytes() if written.exists() else b""
        if END not in made[-32:]:
            raise ConversionFailed(said)
        return _timeless(made, content, day)


def _command(office: str, document: Path, way: str) -> list[str]:
    settings = (document.parent / "settings").as_uri()
    switches = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo")
    target = ("--convert-to", f"pdf:{way}:{OPTIONS}", "--outdir", str(document.parent))
    return [office, f"-env:UserInstallation={settings}", *switches, *target, str(document)]


def _run(command: list[str], folder: Path, progress: Progress, seconds: float) -> str:
    """Run LibreOffice until it ends by itself, or end it; return what it said, else with which code it ended."""
    end = time.monotonic() + seconds
    with (folder / "said.txt").open("w+b") as said:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=os.environ | {"HOME": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            while process.poll() is None:
                progress(0, 1)
                if time.monotonic() > end:
                    raise ConversionFailed(f"LibreOffice took longer than {seconds:g} s.")
                time.sleep(SECONDS_BETWEEN_LOOKS)
        finally:
            _end(process)
        said.seek(0)
        return said.read().decode("utf-8", "replace").strip() or f"exit code {process.returncode}"


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process that still runs, with all that it started."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _timeless(pdf: bytes, content: bytes, day: date) -> bytes:
    """Return the file with the day and the hash of its document in the place of the time and of what is random.

    What is written has the length of what it replaces, so that the places of the parts within the file stay.
    """
    written = f"D:{day:%Y%m%d}000000".encode()

    def dated(found: re.Match[bytes]) -> bytes:
        return b"(" + written + re.sub(rb"\d", b"0", found[1]) + b")"

    mark = sha256(content).hexdigest()[:32].upper().encode()
    pdf = _DATE.sub(dated, pdf)
    for pattern in _MARKS:
        for found in reversed(list(pattern.finditer(pdf))):
            for group in found.groups():
                pdf = pdf.replace(group, mark)
    return pdf
