"""Who may hand in, with a real sign-in (OpenID Connect) against a provider of the test's own."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.browser.conftest import free_port, running_app
from tests.browser.test_hand_in import PAGE, drop
from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

SECRETS = """
[auth]
redirect_uri = "{app}/oauth2callback"
cookie_secret = "a secret of this test and of nothing else"
client_id = "danvan"
client_secret = "none"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


@contextmanager
def provider(email: str) -> Iterator[str]:
    """Run the provider; it signs everybody in under this e-mail."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("provider.py")), str(port), email]
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                urlopen(f"{address}/keys", timeout=1).close()
                break
            except URLError:
                time.sleep(0.1)
        yield address
    finally:
        process.terminate()
        process.wait(10)


@contextmanager
def app_with_sign_in(folder: Path, email: str, editors: str) -> Iterator[str]:
    port = free_port()
    (folder / "editors.toml").write_text(editors, encoding="utf-8")
    with provider(email) as provided:
        secrets = SECRETS.format(app=f"http://127.0.0.1:{port}", provider=provided)
        (folder / "secrets.toml").write_text(secrets, encoding="utf-8")
        options = ("--secrets.files", str(folder / "secrets.toml"))
        with running_app(
            folder, *options, port=port, settings={"DANVAN_EDITORS": str(folder / "editors.toml")}
        ) as address:
            yield address


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Visit]]:
    """Open addresses in a window of their own: its cookie must not sign other tests in, and it leaves the app."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, locale="vi-VN", reduced_motion="reduce"
    )
    yield lambda address: Visit(context.new_page(), address)
    context.close()


def signed_in(visit: Callable[..., Visit], address: str) -> Visit:
    desk = visit(address + PAGE)
    assert desk.page.locator('input[type="file"]').count() == 0
    desk.page.get_by_role("button", name="Đăng nhập").click()
    desk.page.wait_for_url(address + "/")  # where Streamlit comes back to
    desk.settle()
    desk.page.goto(address + PAGE)
    desk.settle()
    assert desk.page.get_by_role("button", name="Đăng xuất").count() == 1
    return desk


def test_an_editor_of_one_ward_hands_in_for_that_ward_only(
    tmp_path: Path, visit: Callable[..., Visit]
) -> None:
    editors = '["lan@duc-pho.vn"]\nunits = ["pho-hoa"]\n'
    with app_with_sign_in(tmp_path, "Lan@duc-pho.vn", editors) as address:
        desk = signed_in(visit, address)
        drop(desk, "hai.csv", "Xã, phường;Kỳ;Đất hiến\nPhổ An;2021;5\nPhổ Hòa;2021;6\n".encode())
        assert "không được nộp số liệu của “Phổ An”" in desk.words
        assert desk.page.get_by_role("button", name="Công bố").count() == 0
        assert desk.page.get_by_text("Khôi phục một bản trước").count() == 0


def test_who_is_signed_in_and_no_editor_only_reads(tmp_path: Path, visit: Callable[..., Visit]) -> None:
    with app_with_sign_in(tmp_path, "khach@duc-pho.vn", "") as address:
        desk = signed_in(visit, address)
        assert "khach@duc-pho.vn" in desk.words
        assert desk.page.locator('input[type="file"]').count() == 0


def test_an_app_that_other_machines_can_reach_is_for_reading_only(
    tmp_path: Path, visit: Callable[..., Visit]
) -> None:
    with running_app(tmp_path, "--server.address", "0.0.0.0") as address:
        desk = visit(address + PAGE)
        assert "chỉ xem, không nộp được" in desk.words
        assert desk.page.locator('input[type="file"]').count() == 0
