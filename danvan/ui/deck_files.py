"""The files that a presentation is taken away as: slides and report, as they are made and as PDF."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

from danvan.catalogue import Catalogue
from danvan.deck import made
from danvan.deck.report import report
from danvan.exports import pdf
from danvan.exports.document import Office
from danvan.progress import Progress, unheard
from danvan.story.memory import Remember
from danvan.ui import deck_linked
from danvan.ui.deck_linked import LinkedDeck
from danvan.warehouse.read import Opened

OFFICE_DOCUMENT = "application/vnd.openxmlformats-officedocument"
PPTX = f"{OFFICE_DOCUMENT}.presentationml.presentation"
DOCX = f"{OFFICE_DOCUMENT}.wordprocessingml.document"
_SLIDE = re.compile(r"ppt/slides/slide\d+\.xml")


class Empty(Exception):
    """A presentation without any slide is no file."""


@dataclass(frozen=True)
class Asked:
    """What a file is asked for: what an address says of one snapshot, and who issues a report."""

    linked: LinkedDeck
    catalogue: Catalogue
    opened: Opened
    office: Office
    remember: Remember


@dataclass(frozen=True)
class Document:
    """A file as it is made: its name without ending, what day it is of, whether it is all of sample, how many parts."""

    stem: str
    day: date
    body: bytes
    counted: int
    sample: bool


@dataclass(frozen=True)
class Kind:
    """One kind of file: its ending and media type, and what makes it."""

    ending: str
    media_type: str
    make: Callable[[Asked, Progress], Document]


def slides(asked: Asked, progress: Progress = unheard) -> Document:
    """Return the slides as a PowerPoint file; raises Empty where there is none."""
    question = deck_linked.question(asked.linked.filters, asked.catalogue, asked.remember)
    deck = made(question, asked.linked.chosen, asked.opened.snapshot)
    if not deck.slides:
        raise Empty
    # Brought with the first file, so that no command and no start of the server waits for it.
    from danvan.exports.slides import presentation

    body = presentation(deck, progress)
    sample = any(slide.sample for slide in deck.slides)
    return Document(deck.stem, deck.as_of, body, _counted(body), sample)


def _counted(pptx: bytes) -> int:
    """Return the number of slides of a file; what is too long for one slide stands on two."""
    with ZipFile(BytesIO(pptx)) as parts:
        return sum(_SLIDE.fullmatch(name) is not None for name in parts.namelist())


def reported(asked: Asked, progress: Progress = unheard) -> Document:
    """Return the results part of a report as a Word file."""
    question = deck_linked.question(asked.linked.filters, asked.catalogue, asked.remember)
    from danvan.exports.document.written import document

    made_of = report(replace(question, hall=False), asked.office, asked.opened.snapshot)
    # A report leaves the sample out, whatever is shown.
    return Document(
        made_of.stem, made_of.as_of, document(made_of, progress), len(made_of.sections), sample=False
    )


KINDS: Mapping[str, Kind] = {
    "slides": Kind(".pptx", PPTX, slides),
    "report": Kind(".docx", DOCX, reported),
}


def made_as_pdf(kind: Kind, asked: Asked, progress: Progress = unheard) -> Document:
    """Return a file of a kind as PDF, whose last step is LibreOffice's; raises what danvan.exports.pdf does."""
    steps = 0

    def making(done: int, of: int) -> None:
        nonlocal steps
        steps = of
        progress(done, of + 1)

    def converting(_done: int, _of: int) -> None:
        progress(steps, steps + 1)

    if pdf.program() is None:
        raise pdf.NotInstalled
    found = kind.make(asked, making)
    return replace(found, body=pdf.converted(found.body, kind.ending, found.day, converting))
