"""Requests to an ASGI app, without a server and without a network."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.types import ASGIApp, Message


@dataclass
class Heard:
    """What was answered; names of headers are in small letters."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def text(self) -> str:
        return self.body.decode()


async def heard(
    app: ASGIApp,
    path: str,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    *,
    body: bytes | None = None,
) -> Heard:
    """Ask an app for an address and return its answer; body is what is sent along."""
    answer = Heard()
    unsent = [body] if body is not None else []

    async def receive() -> Message:
        if unsent:
            return {"type": "http.request", "body": unsent.pop()}
        await asyncio.Event().wait()  # the one who asks says nothing more and stays
        raise AssertionError

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            answer.body += message.get("body", b"")

    given = {"host": "may-chu"} | {name.lower(): value for name, value in (headers or {}).items()}
    address, _, query = path.partition("?")
    scope: dict[str, Any] = {
        "type": "http",
        "method": method,
        "path": address,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
    }
    await app(scope, receive, send)
    return answer
