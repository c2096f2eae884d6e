"""A deck as a PowerPoint file: each slide put into the places of its layout."""

import io
from datetime import datetime, time

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation

from danvan.exports.deck import Deck
from danvan.exports.slides.filling import put
from danvan.exports.slides.notes import put_notes
from danvan.exports.slides.pages import pages
from danvan.exports.slides.places import parsed
from danvan.exports.slides.template import opened
from danvan.exports.slides.writing import plain
from danvan.exports.zipped import as_of
from danvan.progress import Progress, unheard
from danvan.text import LOCALES, words

LONGEST_PROPERTY = 255


def presentation(deck: Deck, progress: Progress = unheard) -> bytes:
    """Return the deck as a .pptx file; the same deck gives the same bytes.

    A slide with more bars, rows or figures than can be read becomes several. Notes hold what the speaker may say,
    standing, sources and the identity of the snapshot. ``progress`` is told after each slide of the deck; what it
    raises, Cancelled, ends the work.
    """
    made = opened(deck.language)
    for done, slide in enumerate(deck.slides, 1):
        for page in pages(slide, deck.language):
            put_notes(put(made, page, deck), page.slide, deck)
        progress(done, len(deck.slides))
    _name_notes_master(made)
    _describe(made, deck)
    stream = io.BytesIO()
    made.save(stream)
    return as_of(stream.getvalue(), deck.as_of)


def _name_notes_master(made: Presentation) -> None:
    """Write into the presentation that it has a master for notes, which python-pptx leaves out."""
    related = [key for key, one in made.part.rels.items() if one.reltype == RELATIONSHIP_TYPE.NOTES_MASTER]
    for key in related:
        entry = f'<p:notesMasterIdLst><p:notesMasterId r:id="{key}"/></p:notesMasterIdLst>'
        made.element.insert(1, parsed(entry))


def _describe(made: Presentation, deck: Deck) -> None:
    """Say of the file what it is, of when and of which snapshot."""
    said, moment = words(deck.language), datetime.combine(deck.as_of, time())
    about = made.core_properties
    about.title, about.subject = _short(f"{deck.title}: {deck.subtitle}"), _short(deck.subtitle)
    about.author = about.last_modified_by = said.get("app.name")
    about.created = about.modified = moment
    about.revision, about.language = 1, LOCALES[deck.language]
    about.identifier, about.keywords = _short(deck.snapshot), _short(f"{deck.stem}, {deck.snapshot}")
    standings = [slide.standing for slide in deck.slides if slide.standing]
    sample = [deck.sample_words] if any(slide.sample for slide in deck.slides) else []
    about.comments = _short(". ".join(dict.fromkeys([*sample, deck.identity, *standings])))
    about.category, about.content_status, about.version = "", "", ""


def _short(text: str) -> str:
    return plain(text)[:LONGEST_PROPERTY]
