"""Who may hand in: on the own machine everybody; signed in, those that the settings name; otherwise nobody."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from danvan import paths
from danvan.catalogue import Catalogue
from danvan.vietnamese import slug

LOOPBACK = ("127.0.0.1", "localhost", "::1")
# A request that somebody passed on came from elsewhere, whatever address it now has.
PASSED_ON = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Forwarded")
ALL_UNITS = "*"


@dataclass(frozen=True)
class Access:
    """Whether this reader may hand in, as whom, and for which units (None = all); reason is a key of the words."""

    may: bool
    reason: str
    by: str = ""
    units: frozenset[str] | None = None


@dataclass(frozen=True)
class Reader:
    """What is known of who asks: the e-mail is None where sign-in is not set up, and empty before it."""

    email: str | None
    address: str
    host: str
    passed_on: bool


class EditorsError(ValueError):
    """The file of editors cannot be read as one."""


def decide(reader: Reader, editors: Mapping[str, frozenset[str] | None]) -> Access:
    """Return the access of a reader; editors gives the units of each e-mail, in small letters, None for all."""
    if reader.email is not None:
        email = reader.email.casefold()
        if not email:
            return Access(False, "sign_in")
        if email not in editors:
            return Access(False, "no_editor", reader.email)
        return Access(True, "editor", reader.email, editors[email])
    own = reader.address in LOOPBACK and _name(reader.host) in LOOPBACK and not reader.passed_on
    return Access(True, "own_machine") if own else Access(False, "reachable")


def of_reader(catalogue: Catalogue) -> Access:
    """Return the access of the reader of this run; nobody's where the file of editors is at fault."""
    try:
        return decide(_reader(), read_editors(paths.editors_file(), catalogue))
    except EditorsError:
        return Access(False, "editors_broken")


def read_editors(path: Path, catalogue: Catalogue) -> dict[str, frozenset[str] | None]:
    """Return the units of each editor by e-mail; without the file there are none. Raises EditorsError."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise EditorsError(str(error)) from error
    editors = {email.casefold(): _units(entry, catalogue) for email, entry in entries.items()}
    if len(editors) < len(entries):
        raise EditorsError("one e-mail twice, with other capitals")
    return editors


def _units(entry: Any, catalogue: Catalogue) -> frozenset[str] | None:
    """Return the codes of the units that an entry names by code or as in links; None for "*"."""
    named = entry.get("units") if isinstance(entry, dict) else None
    if not isinstance(named, list) or not all(isinstance(one, str) for one in named):
        raise EditorsError("units")
    if ALL_UNITS in named:
        return None
    return frozenset(code for one in named for code in _codes(one, catalogue))


def _codes(named: str, catalogue: Catalogue) -> Collection[str]:
    wards = [place for place in catalogue.places.values() if place.level == "ward"]
    codes = [place.place for place in wards if named == place.place or slug(named) == place.slug]
    if not codes:
        raise EditorsError(named)
    return codes


def _reader() -> Reader:
    headers = st.context.headers
    return Reader(
        email=_email(),
        address=str(st.get_option("server.address") or ""),
        host=str(headers.get("Host", "")),
        passed_on=any(name in headers for name in PASSED_ON),
    )


def _email() -> str | None:
    """Return the e-mail of who is signed in, "" before that; None where sign-in is not set up.

    A proxy that signs people in gives the e-mail in a header that the settings of Streamlit name as trusted.
    """
    if not hasattr(st.user, "is_logged_in"):
        return str(st.user["email"]) if "email" in st.user else None
    if not st.user.is_logged_in or st.user.get("email_verified") is False:
        return ""
    return str(st.user.get("email") or "")


def _name(host: str) -> str:
    """Return a host without its port: "[::1]:8501" gives "::1"."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.rpartition(":")[0] or host
