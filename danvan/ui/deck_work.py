"""The work that makes a file of a presentation for a page: of one snapshot, with progress, ended when cancelled."""

from danvan import paths, queries
from danvan.deck import office as offices
from danvan.exports import pdf
from danvan.intake.issue import DataError
from danvan.progress import Progress
from danvan.ui import cache, deck_linked
from danvan.ui.deck_files import KINDS, Asked, Empty, Kind, made_as_pdf
from danvan.ui.deck_linked import LinkedDeck
from danvan.ui.jobs import Make, Product, Unfit
from danvan.ui.linked import Parameters
from danvan.warehouse.read import Opened

AS_PDF = "-pdf"
NAMES = tuple(f"{what}{end}" for what in KINDS for end in ("", AS_PDF))
PDF = "application/pdf"


def asked_for(parameters: Parameters, opened: Opened) -> LinkedDeck:
    """Return what an address asks of a snapshot; raises Refused where it is not understood."""
    with queries.reading(opened):
        return deck_linked.read(parameters, cache.catalogue())


def work(what: str, parameters: Parameters, snapshot: str) -> Make:
    """Return the work that makes a file of an address, of the snapshot it is kept to or of that which is given.

    Raises Refused and NoSnapshot before any work is done.
    """
    opened = deck_linked.opened(deck_linked.pinned(parameters) or snapshot)
    linked = asked_for(parameters, opened)
    kind = KINDS[what.removesuffix(AS_PDF)]

    def make(progress: Progress) -> Product:
        with queries.reading(opened):
            return _product(kind, linked, opened, progress, as_pdf=what.endswith(AS_PDF))

    return make


def _product(kind: Kind, linked: LinkedDeck, opened: Opened, progress: Progress, *, as_pdf: bool) -> Product:
    try:
        asked = Asked(linked, cache.catalogue(), opened, offices.read(paths.state_dir()), cache.remember)
        if as_pdf:
            found, ending, media_type = made_as_pdf(kind, asked, progress), ".pdf", PDF
        else:
            found, ending, media_type = kind.make(asked, progress), kind.ending, kind.media_type
    except DataError as error:
        raise Unfit("office_broken") from error
    except Empty as empty:
        raise Unfit("empty") from empty
    except pdf.NotInstalled as missing:
        raise Unfit("no_office") from missing
    except pdf.ConversionFailed as failed:
        raise Unfit("no_pdf") from failed
    return Product(f"{found.stem}{ending}", media_type, found.body, opened.snapshot.snapshot)
