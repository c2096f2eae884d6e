"""A viewer without a browser: Streamlit's own protocol over a WebSocket."""

import socket
import time
from types import TracebackType
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

SECONDS_TO_ANSWER = 60
MOST_BYTES = 64 * 2**20


class ScriptFailed(RuntimeError):
    """The page's script ended with an error, or showed one."""


class Viewer:
    """One session: it asks for pages and filters and times the answers.

    Every message has to be understood, so that an error shown by a page counts as a failure.
    """

    def __init__(self, address: str) -> None:
        self.address = address.replace("http://", "ws://") + "/_stcore/stream"
        self.pages: dict[str, str] = {}
        self.widgets: dict[str, str] = {}
        self.charts: dict[str, int] = {}
        self._values: dict[str, list[str]] = {}
        self._socket: Any = None

    async def __aenter__(self) -> Self:
        self._socket = await connect(
            self.address, subprotocols=["streamlit"], max_size=MOST_BYTES, compression=None
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._socket.close()

    async def ask(self, page: str = "", query: str = "") -> float:
        """Ask for a page (its part of the address) under a query; return the milliseconds until it is answered."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = page if page not in self.pages else ""
        message.rerun_script.page_script_hash = self.pages.get(page, "")
        for widget, chosen in self._values.items():
            state = message.rerun_script.widget_states.widgets.add(id=widget)
            state.string_array_value.data.extend(chosen)
        began = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        await self._until_finished()
        return (time.perf_counter() - began) * 1000

    def choose(self, kind: str, *chosen: str) -> None:
        """Choose values in the first widget of a kind; the next ask sends them."""
        self._values[self.widgets[kind]] = list(chosen)

    async def _until_finished(self) -> None:
        self.charts.clear()
        while True:
            answer = ForwardMsg()
            self._acknowledge_at_once()
            answer.ParseFromString(await self._socket.recv())
            kind = answer.WhichOneof("type")
            if kind == "script_finished":
                if answer.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    raise ScriptFailed(ForwardMsg.ScriptFinishedStatus.Name(answer.script_finished))
                return
            if kind == "delta":
                self._see(answer.delta)
            elif kind == "navigation":
                self.pages = {
                    page.url_pathname: page.page_script_hash for page in answer.navigation.app_pages
                }
            elif kind == "session_event" and answer.session_event.HasField("script_compilation_exception"):
                raise ScriptFailed(answer.session_event.script_compilation_exception.message)

    def _acknowledge_at_once(self) -> None:
        """Keep the kernel from delaying acknowledgements by 40 ms: the floor would look slower than its script is.

        The option holds only until the kernel changes its mind, so it is set anew for every message.
        """
        if hasattr(socket, "TCP_QUICKACK"):
            connection = self._socket.transport.get_extra_info("socket")
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)

    def _see(self, delta: Any) -> None:
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise ScriptFailed(element.exception.message)
        if kind == "button_group":
            self.widgets.setdefault(kind, element.button_group.id)
        if kind == "plotly_chart":
            chart = element.plotly_chart
            self.charts[chart.alt or str(len(self.charts))] = len(chart.spec.encode())
