"""The permit that a page carries for its requests: who opened it may keep decks and set the report's form.

Who may is decided while the page is drawn, where sign-in is known (danvan/ui/access.py); a request of the page shows
the permit. It holds for this run of the server and some hours, and is the same for a while, so that the page that
carries it does not change under its reader's hands.
"""

import hmac
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from hashlib import sha256

from danvan.ui.access import Access

SECONDS = 6 * 3600

_SECRET = secrets.token_bytes(32)


def permit(access: Access, now: float | None = None) -> str:
    """Return the permit of a reader, empty where there is no right."""
    return _written(access.by, _turn(now)) if access.may else ""


def holder(shown: str, now: float | None = None) -> str | None:
    """Return the e-mail of who holds a permit, empty on the own machine; None where it is none, or too old."""
    try:
        by = urlsafe_b64decode(shown.partition(".")[0].encode("ascii")).decode("utf-8")
    except (NotBase64, UnicodeError, ValueError):
        return None
    good = (_written(by, turn) for turn in (_turn(now), _turn(now) - 1))
    return by if any(hmac.compare_digest(shown.encode(), one.encode()) for one in good) else None


def _written(by: str, turn: int) -> str:
    name = urlsafe_b64encode(by.encode("utf-8")).decode("ascii")
    return f"{name}.{hmac.new(_SECRET, f'{turn} {by}'.encode(), sha256).hexdigest()}"


def _turn(now: float | None) -> int:
    return int((time.time() if now is None else now) // SECONDS)
