"""What the first reader would otherwise wait for, done before the server answers."""

import gc
import logging
from importlib import import_module

from danvan.ui import cache
from danvan.warehouse.read import NoSnapshot

COLLECT_AFTER = (10_000, 50, 1000)

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
    _collect_seldom()


def _collect_seldom() -> None:
    """Leave what was imported out of every later garbage collection, and collect the oldest generation seldom.

    A full collection looks at all that the caches hold, stops every reader for 100 ms and frees next to nothing.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
