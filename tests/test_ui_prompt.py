"""What the layer that sends answers at once does to a connection."""

import asyncio
import socket
from typing import Any

from danvan.ui.prompt import Prompt


class _Transport:
    def __init__(self, connection: socket.socket | None) -> None:
        self._connection = connection

    def get_extra_info(self, name: str) -> socket.socket | None:
        return self._connection if name == "socket" else None


class _Protocol:
    """Like the server's: its `send` is what an application is given."""

    def __init__(self, connection: socket.socket | None) -> None:
        self.transport = _Transport(connection)

    async def send(self, message: Any) -> None:
        raise AssertionError("Nothing is sent here.")


def _passed_on(kind: str, send: Any) -> list[str]:
    seen: list[str] = []

    async def application(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["type"])

    asyncio.run(Prompt(application)({"type": kind}, None, send))  # type: ignore[arg-type]
    return seen


def _collects(connection: socket.socket) -> bool:
    return connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0


def test_a_websocket_of_a_socket_without_named_protocol_stops_collecting_small_messages() -> None:
    with socket.socket(socket.AF_INET) as connection:
        assert _collects(connection)
        assert _passed_on("websocket", _Protocol(connection).send) == ["websocket"]
        assert not _collects(connection)


def test_an_ordinary_request_is_left_as_it_is() -> None:
    with socket.socket(socket.AF_INET) as connection:
        assert _passed_on("http", _Protocol(connection).send) == ["http"]
        assert _collects(connection)


def test_a_server_that_hands_out_no_socket_is_served_all_the_same() -> None:
    async def send(message: Any) -> None:
        raise AssertionError("Nothing is sent here.")

    assert _passed_on("websocket", send) == ["websocket"]
    assert _passed_on("websocket", _Protocol(None).send) == ["websocket"]
