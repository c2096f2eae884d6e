"""Answers leave the server at once, instead of waiting for the browser's word on the last one."""

import socket

from starlette.types import ASGIApp, Receive, Scope, Send


class Prompt:
    """Switches off the collecting of small messages (Nagle) on every WebSocket.

    The server does so itself only for sockets whose protocol is named, and Streamlit's is not; together with
    delayed acknowledgements each run then waits about 40 ms. A server that hands out no socket is left as it is.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Set the option on the connection, then pass it on."""
        if scope["type"] == "websocket":
            transport = getattr(getattr(send, "__self__", None), "transport", None)
            connection = transport.get_extra_info("socket") if transport is not None else None
            if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await self.app(scope, receive, send)
