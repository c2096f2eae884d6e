"""danvan.ui.jobs and the permit of a page: long work is watched, cancelled, bounded; no name can be guessed."""

import threading
import time
from collections.abc import Callable

import pytest

from danvan.progress import Progress
from danvan.ui import deck_permit, jobs
from danvan.ui.access import Access
from danvan.ui.jobs import Full, Jobs, Product, Standing, Unfit

FILE = Product("bai.pptx", "application/test", b"12345", "20260101")


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 5
    while not true():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.005)


def ended(some: Jobs, name: str) -> Standing:
    until(lambda: getattr(some.standing(name), "phase", "gone") not in ("waiting", "running"))
    found = some.standing(name)
    assert found is not None
    return found


class Held:
    """Work of three steps that goes on only when it is let."""

    def __init__(self) -> None:
        self.go_on, self.stopped = threading.Event(), False

    def __call__(self, progress: Progress) -> Product:
        progress(1, 3)
        try:
            while not self.go_on.wait(0.005):
                progress(1, 3)
        except BaseException:
            self.stopped = True
            raise
        return FILE


def test_job_says_how_far_it_is_and_then_has_its_file() -> None:
    some, work = Jobs(), Held()
    name = some.start(work)
    until(lambda: some.standing(name) == Standing("running", 1, 3))
    assert some.product(name) is None
    work.go_on.set()
    assert ended(some, name).phase == "done"
    assert some.product(name) == FILE


def test_cancelling_stops_the_work_at_its_next_step() -> None:
    some, work = Jobs(), Held()
    name = some.start(work)
    until(lambda: some.standing(name) == Standing("running", 1, 3))
    assert some.cancel(name)
    assert ended(some, name).phase == "cancelled"
    assert work.stopped
    assert some.product(name) is None


def test_what_was_made_is_thrown_away_by_a_late_cancel() -> None:
    some = Jobs()
    name = some.start(lambda _progress: FILE)
    assert ended(some, name).phase == "done"
    some.cancel(name)
    assert (some.standing(name), some.product(name)) == (Standing("cancelled"), None)


def test_job_that_waits_is_cancelled_without_being_begun() -> None:
    some, first = Jobs(at_once=1), Held()
    begun: list[str] = []

    def second(_progress: Progress) -> Product:
        begun.append("second")
        return FILE

    running = some.start(first)
    name = some.start(second)
    some.cancel(name)
    first.go_on.set()
    assert ended(some, running).phase == "done"
    assert ended(some, name).phase == "cancelled"
    assert begun == []


def test_more_than_may_wait_is_refused() -> None:
    some, work = Jobs(at_once=1, most_waiting=1), Held()
    names = [some.start(work), some.start(work)]
    with pytest.raises(Full):
        some.start(work)
    work.go_on.set()
    assert [ended(some, name).phase for name in names] == ["done", "done"]
    some.start(work)


def test_oldest_files_are_forgotten_where_they_take_too_much_room() -> None:
    some = Jobs(at_once=1, kept_bytes=11)
    names = []
    for _ in range(3):
        names.append(some.start(lambda _progress: FILE))
        ended(some, names[-1])
    assert [some.product(name) for name in names] == [None, FILE, FILE]


def test_file_is_forgotten_after_a_while() -> None:
    some = Jobs(seconds_kept=0.05)
    name = some.start(lambda _progress: FILE)
    ended(some, name)
    until(lambda: some.standing(name) is None)
    assert some.product(name) is None


def test_job_that_nobody_asks_for_ends_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    some, work = Jobs(), Held()
    name = some.start(work)
    until(lambda: some.standing(name) == Standing("running", 1, 3))
    monkeypatch.setattr(jobs, "SECONDS_UNWATCHED", 0.0)
    until(lambda: work.stopped)
    assert ended(some, name).phase == "cancelled"


def test_what_cannot_be_done_is_told_by_a_key_of_words() -> None:
    def unfit(_progress: Progress) -> Product:
        raise Unfit("no_pdf")

    some = Jobs()
    assert ended(some, some.start(unfit)) == Standing("failed", reason="no_pdf")


def test_unexpected_error_is_told_by_a_number_whose_details_stand_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken(_progress: Progress) -> Product:
        raise ValueError("mật khẩu 123")

    some = Jobs()
    found = ended(some, some.start(broken))
    assert (found.phase, found.reason, len(found.number)) == ("failed", "failed", 8)
    assert found.number in caplog.text
    assert "mật khẩu 123" in caplog.text


def test_names_of_jobs_cannot_be_guessed() -> None:
    some = Jobs()
    names = {some.start(lambda _progress: FILE) for _ in range(5)}
    assert len(names) == 5
    assert all(len(name) == 32 for name in names)
    assert some.standing("khong-co") is None
    assert not some.cancel("khong-co")


EDITOR = Access(True, "editor", "Lan@phohoa.vn")


def test_permit_names_its_holder_and_holds_for_some_hours() -> None:
    shown = deck_permit.permit(EDITOR, now=0.0)
    assert deck_permit.holder(shown, now=deck_permit.SECONDS * 1.5) == "Lan@phohoa.vn"
    assert deck_permit.holder(shown, now=deck_permit.SECONDS * 2.0) is None
    assert deck_permit.holder(deck_permit.permit(Access(True, "own_machine"), now=0.0), now=1.0) == ""


def test_permit_is_the_same_for_a_while_so_that_a_page_does_not_change() -> None:
    assert deck_permit.permit(EDITOR, now=1.0) == deck_permit.permit(EDITOR, now=600.0)


def test_who_may_not_gets_no_permit_and_none_is_taken_that_was_made_up() -> None:
    assert deck_permit.permit(Access(False, "sign_in")) == ""
    good = deck_permit.permit(EDITOR)
    other = deck_permit.permit(Access(True, "editor", "binh@phoan.vn"))
    forged = f"{other.partition('.')[0]}.{good.partition('.')[2]}"
    for shown in ("", ".", "x", "é.1", "YQ==.é", good[:-1], f"{good}0", forged):
        assert deck_permit.holder(shown) is None
