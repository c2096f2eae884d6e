"""danvan.ui.jobs_http: a page starts a file, watches it, cancels it, fetches it; all of it from one snapshot."""

import asyncio
import io
import json
import threading
import time
from collections.abc import Iterator, Mapping
from typing import Any

import pptx
import pytest
from asked_over_http import Heard, heard
from data_folder import DataFolder
from starlette.applications import Starlette

from danvan.exports import pdf
from danvan.progress import Progress
from danvan.ui import deck_work, jobs_http
from danvan.ui.jobs import Jobs, Product
from danvan.warehouse import read
from danvan.warehouse.read import warehouse

APP = Starlette(routes=jobs_http.routes())
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@pytest.fixture(autouse=True)
def _jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs_http, "jobs", Jobs(at_once=1, most_waiting=1))


def get(path: str, headers: Mapping[str, str] | None = None) -> Heard:
    return asyncio.run(heard(APP, path, headers=headers))


def post(path: str, content: object, headers: Mapping[str, str] | None = None) -> Heard:
    given = {"Content-Type": "application/json"} | dict(headers or {})
    return asyncio.run(heard(APP, path, "POST", given, body=json.dumps(content).encode()))


def started(what: str, query: str, snapshot: str = "") -> str:
    answer = post(jobs_http.FOLDER, {"what": what, "query": query, "snapshot": snapshot})
    assert answer.status == 202, answer.text
    return f"{jobs_http.FOLDER}/{json.loads(answer.body)['job']}"


def standing(job: str) -> dict[str, Any]:
    return dict(json.loads(get(job).body))


def ended(job: str) -> dict[str, Any]:
    end = time.monotonic() + 20
    while (now := standing(job))["phase"] in ("waiting", "running"):
        assert time.monotonic() < end
        time.sleep(0.01)
    return now


def problem(answer: Heard) -> dict[str, Any]:
    (told,) = json.loads(answer.body)["problems"]
    return dict(told)


def test_a_file_is_made_and_fetched_under_its_name_with_its_snapshot() -> None:
    snapshot = warehouse().opened().snapshot.snapshot
    job = started("slides", "xa=pho-hoa&linh-vuc=he-thong-chinh-tri&bo=bia", snapshot)
    assert ended(job)["phase"] == "done"
    file = get(f"{job}/tep")
    assert file.status == 200
    assert file.headers["content-type"] == PPTX
    assert file.headers["content-disposition"].startswith('attachment; filename="trinh-chieu_')
    assert file.headers["x-danvan-snapshot"] == snapshot
    assert file.headers["cache-control"] == "private, no-store"
    assert len(pptx.Presentation(io.BytesIO(file.body)).slides) >= 1


class Held:
    """Work that goes on only when it is let."""

    def __init__(self) -> None:
        self.go_on, self.ended = threading.Event(), threading.Event()

    def __call__(self, progress: Progress) -> Product:
        try:
            while not self.go_on.wait(0.005):
                progress(3, 12)
        finally:
            self.ended.set()
        return Product("bai.pptx", PPTX, b"1", "20260101")


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    work = Held()
    monkeypatch.setattr(deck_work, "work", lambda *_arguments: work)
    yield work
    work.go_on.set()


def test_how_far_it_is_is_said_in_numbers_and_in_words_of_both_languages(held: Held) -> None:
    job = started("slides", "")
    end = time.monotonic() + 5
    while (now := standing(job))["of"] == 0 and time.monotonic() < end:
        time.sleep(0.005)
    assert now == {
        "phase": "running",
        "done": 3,
        "of": 12,
        "words": {"vi": "Xong 3/12 bước", "en": "3 of 12 steps done"},
    }
    assert get(f"{job}/tep").status == 404


def test_cancelling_stops_the_work_itself(held: Held) -> None:
    job = started("slides", "")
    assert post(f"{job}/huy", {}).status == 204
    assert held.ended.wait(5) or standing(job)["phase"] == "cancelled"
    assert ended(job)["words"]["vi"] == "Đã hủy"
    assert get(f"{job}/tep").status == 404


def test_more_than_may_wait_is_told_to_come_back(held: Held) -> None:
    for _ in range(2):
        started("slides", "")
    answer = post(jobs_http.FOLDER, {"what": "slides", "query": ""})
    assert answer.status == 503
    assert "thử lại" in problem(answer)["vi"]


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        ({"what": "slide", "query": ""}, 400, "slides-pdf"),
        ({"what": "slides", "query": "xaa=pho-hoa"}, 400, "xaa"),
        ({"what": "slides", "query": "xa=pho-hoaa"}, 400, "pho-hoa"),
        ({"what": "slides", "query": "ten=x"}, 400, "x"),
        ({"what": "slides", "query": "", "snapshot": "../x"}, 400, "../x"),
        ({"what": "slides", "query": "ban=20200101T000000-abc"}, 400, "20200101T000000-abc"),
        ({"what": 5}, 400, "đọc"),
    ],
)
def test_what_is_not_understood_is_refused_before_any_work(
    content: dict[str, object], status: int, said: str
) -> None:
    answer = post(jobs_http.FOLDER, content)
    assert answer.status == status
    assert said in problem(answer)["vi"]
    assert set(problem(answer)) == {"vi", "en"}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403),
        ({"Content-Type": "text/plain"}, 415),
    ],
)
def test_a_page_of_another_site_cannot_start_watch_or_cancel(
    held: Held, headers: dict[str, str], status: int
) -> None:
    job = started("slides", "")
    assert post(jobs_http.FOLDER, {"what": "slides", "query": ""}, headers).status == status
    assert post(f"{job}/huy", {}, headers).status == status
    if status == 403:
        assert get(job, headers).status == get(f"{job}/tep", headers).status == 403
    assert standing(job)["phase"] != "cancelled"


def test_a_job_that_nobody_knows_is_said_to_be_gone() -> None:
    for answer in (
        get(f"{jobs_http.FOLDER}/khong-co"),
        get(f"{jobs_http.FOLDER}/khong-co/tep"),
        post(f"{jobs_http.FOLDER}/khong-co/huy", {}),
    ):
        assert answer.status == 404
        assert "bấm tải về lần nữa" in problem(answer)["vi"]


def test_pdf_where_libreoffice_is_not_installed_fails_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "program", lambda: None)
    now = ended(started("slides-pdf", "xa=pho-hoa&linh-vuc=he-thong-chinh-tri"))
    assert now["phase"] == "failed"
    assert "libreoffice.org" in now["words"]["vi"]


TIPS = "tips,534,2021,,{},=,bc_duc_pho_2022"


def made(snapshot: str) -> Heard:
    job = started("slides", "linh-vuc=quoc-phong-an-ninh", snapshot)
    assert ended(job)["phase"] == "done"
    return get(f"{job}/tep")


def test_a_file_is_of_the_snapshot_of_its_page_whatever_was_published_meanwhile(
    read_folder: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "SECONDS_BETWEEN_LOOKS", 0.0)
    read_folder.observe(TIPS.format(17))
    first = warehouse().opened().snapshot.snapshot
    before = made(first)
    read_folder.observe(TIPS.format(23))
    now = made("")
    assert now.headers["x-danvan-snapshot"] != first
    assert made(first).body == before.body != now.body
    said = " ".join(words(before.body))
    assert "17 nguồn tin" in said
    assert "23 nguồn tin" not in said
    assert first in said


def words(file: bytes) -> list[str]:
    slides = pptx.Presentation(io.BytesIO(file)).slides
    return [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
