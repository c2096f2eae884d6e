import asyncio
import gzip
import tomllib
from dataclasses import dataclass, field

import pytest
from starlette.applications import Starlette
from starlette.types import Message

from danvan.figures.colour import token
from danvan.ui import index, server, sitemap

APP = Starlette(routes=server.routes(), middleware=server.middleware())


@dataclass
class Answer:
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def get(path: str, accept_encoding: str = "identity") -> Answer:
    """Ask the routes and layers around Streamlit, without Streamlit behind them."""
    answer = Answer()

    async def receive() -> Message:
        await asyncio.Event().wait()  # the one who asks says nothing more and stays
        raise AssertionError

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        else:
            answer.body += message.get("body", b"")

    address, _, query = path.partition("?")
    headers = [(b"host", b"may-chu"), (b"accept-encoding", accept_encoding.encode())]
    scope = {
        "type": "http",
        "method": "GET",
        "path": address,
        "query_string": query.encode(),
        "headers": headers,
    }
    asyncio.run(APP(scope, receive, send))
    return answer


@pytest.mark.parametrize("page", sitemap.PAGES, ids=lambda page: page.name)
def test_every_page_address_answers_with_the_index_page_in_vietnamese(page: sitemap.SitePage) -> None:
    answer = get(page.href)
    assert answer.status == 200
    assert '<html lang="vi">' in answer.body.decode()
    assert "<title>Dân vận khéo</title>" in answer.body.decode()


def test_unknown_page_leads_to_the_first_page_with_the_rest_of_the_address() -> None:
    answer = get("/khong-co?xa=pho-hoa")
    assert answer.status == 303
    assert answer.headers["location"].endswith("/?xa=pho-hoa&trang=khong-co")


def test_files_that_the_index_page_names_are_served() -> None:
    for file in ("style.css", "app.js", "icon.svg"):
        assert f'"/dv/{file}' in index.page()
        assert get(f"/dv/{file}").status == 200


def test_every_answer_forbids_other_hosts_and_scripts_within_the_page() -> None:
    policy = dict(part.split(" ", 1) for part in get("/").headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["connect-src"] == "'self'"
    assert "unsafe" not in policy["script-src"]
    assert "//" not in str(policy)


def test_streamlit_scripts_are_answered_compressed_only_to_who_can_read_it() -> None:
    path, file = next((path, file) for path, file in server._bundles().items() if "/index." in path)
    answer = get(path, accept_encoding="gzip, br")
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(answer.body) == file.read_bytes()
    assert len(answer.body) < 0.4 * file.stat().st_size
    assert get(path, accept_encoding="identity").status == 404  # passed on to Streamlit, which is not here


def test_start_fails_where_streamlit_has_another_index_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_original", lambda: "<html></html>")
    index.page.cache_clear()
    with pytest.raises(index.IndexPageError, match="html lang"):
        index.page()
    index.page.cache_clear()


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_streamlit_theme_has_the_colours_of_the_figures(mode: str) -> None:
    theme = tomllib.loads((sitemap.ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    names = {
        "primaryColor": "accent",
        "backgroundColor": "paper",
        "secondaryBackgroundColor": "panel",
        "textColor": "ink",
        "borderColor": "rule",
        "linkColor": "kinh_te",
    }
    assert theme[mode] == {option: token(name, mode) for option, name in names.items()}  # type: ignore[arg-type]
