"""What the first reader would otherwise wait for, done before the server answers."""

import logging
from importlib import import_module

from danvan.ui import cache
from danvan.warehouse.read import NoSnapshot

_LOG = logging.getLogger("danvan.ui")
_SLOW_IMPORTS = ("pandas", "plotly.io", "plotly.tools")


def warm() -> None:
    """Import what every page imports, build or open the snapshot and read the catalogue.

    Data files that cannot be built do not stop the start, because the page says what is wrong with them; any
    other error does.
    """
    for name in _SLOW_IMPORTS:
        import_module(name)
    try:
        cache.catalogue()
    except NoSnapshot as missing:
        _LOG.error("There is no snapshot to show. %s", missing)
