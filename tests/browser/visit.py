"""One open page of the app, and a watch over what must not happen in it."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

# The answer to the address of now is drawn: the server says which address it answered.
ANSWERED = """() => {
  const said = document.getElementById("dv-view")?.dataset.asked;
  const order = (pairs) => JSON.stringify(pairs.map(String).sort());
  return said !== undefined
    && order(JSON.parse(said)) === order([...new URLSearchParams(location.search)])
    && document.querySelector('nav [aria-current="page"]')?.pathname === location.pathname
    && document.querySelector('.stApp[data-test-script-state="notRunning"]') !== null
    && document.querySelectorAll('[data-stale="true"], [data-testid="stSkeleton"]').length === 0
    && [...document.querySelectorAll('[data-testid="stPlotlyChart"]')]
      .every((plot) => plot.querySelector(".main-svg"));
}"""

# Everything that a reader sees or hears: the text, and the names, titles and hints of what is visible.
WORDS = """() => {
  const names = ["aria-label", "title", "placeholder", "alt"];
  const named = [...document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")]
    .filter((element) => element.checkVisibility())
    .flatMap((element) => names.map((name) => element.getAttribute(name)));
  return [document.title, document.body.innerText, ...named.filter(Boolean)].join("\\n");
}"""

ERROR_BOXES = '[data-testid="stException"], [data-testid="stAlert"], .dv-notice-error, [role="dialog"]'
LOCAL = ("data:", "blob:", "about:")


class Visit:
    """A page of the app in the browser."""

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self.host = urlsplit(address).netloc
        self._wrong: list[str] = []
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self._wrong.append(f"script error: {error}"))
        page.on("request", lambda request: self._on_request(request.url))
        page.on("websocket", lambda socket: self._on_request(socket.url))
        page.goto(address)
        self.settle()

    def settle(self) -> None:
        """Wait until the page for the address of now stands, then a moment for what draws itself."""
        self.page.wait_for_function(ANSWERED, timeout=30_000)
        self.page.wait_for_timeout(150)
        self.page.wait_for_function(ANSWERED, timeout=30_000)

    def back(self) -> None:
        """Press the Back button."""
        self.page.go_back()
        self.settle()

    @property
    def place(self) -> str:
        """Path and query of the address."""
        parts = urlsplit(self.page.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    @property
    def words(self) -> str:
        """All words on the page."""
        words: str = self.page.evaluate(WORDS)
        return words

    @property
    def chosen_places(self) -> str:
        """What the filter bar says about the chosen wards."""
        said: str = self.page.inner_text(".dv-chosen")
        return said

    def problems(self) -> list[str]:
        """Return what went wrong until now: console, scripts, foreign requests, boxes with errors."""
        boxes = self.page.locator(ERROR_BOXES)
        return self._wrong + [
            f"error box: {box.inner_text()[:200]}" for box in boxes.all() if box.is_visible()
        ]

    def refusal_was_wanted(self) -> None:
        """Let go of what the browser wrote of answers of 400, because the test asked for one."""
        self._wrong = [one for one in self._wrong if "the server responded with a status of 400" not in one]

    def is_too_wide(self) -> bool:
        """Say whether the page has to be scrolled sideways."""
        too_wide: bool = self.page.evaluate(
            "[document.documentElement, document.querySelector('[data-testid=\"stMain\"]')]"
            ".some((box) => box.scrollWidth > box.clientWidth + 1)"
        )
        return too_wide

    def screenshot(self, name: str) -> None:
        """Keep a picture in the folder DANVAN_SCREENSHOTS, where that is set."""
        if folder := os.environ.get("DANVAN_SCREENSHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"{name}.png")

    def _on_console(self, message: Any) -> None:
        if message.type == "error":
            self._wrong.append(f"console: {message.text}")

    def _on_request(self, url: str) -> None:
        if not url.startswith(LOCAL) and urlsplit(url).netloc != self.host:
            self._wrong.append(f"request to another host: {url}")
