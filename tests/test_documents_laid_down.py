"""Files laid into the folder of documents: kept as they came, or told with what to do, and never lost."""

from pathlib import Path

from danvan.documents import kept, laid_down

TEXT = "BÁO CÁO\n\nKết quả năm 2023\n\nTrong năm 2023, Nhân dân hiến 1.250 m² đất.\n"


def laid(state: Path, name: str, content: bytes) -> Path:
    (state / "documents").mkdir(parents=True, exist_ok=True)
    path = state / "documents" / name
    path.write_bytes(content)
    return path


def test_a_file_in_the_folder_is_kept_as_it_came_and_lies_there_no_longer(tmp_path: Path) -> None:
    path = laid(tmp_path, "bao-cao-2023.txt", TEXT.encode())
    assert laid_down.files(tmp_path) == (path,)
    assert laid_down.take_in(tmp_path, path, {}) == ()
    [one] = kept.all_kept(tmp_path)
    assert (one.name, one.by, kept.received(tmp_path, one.document)) == (
        "bao-cao-2023.txt",
        "",
        TEXT.encode(),
    )
    assert laid_down.files(tmp_path) == ()


def test_a_file_that_cannot_be_read_is_told_and_stays(tmp_path: Path) -> None:
    path = laid(tmp_path, "trong.pdf", b"")
    assert [issue.code for issue in laid_down.take_in(tmp_path, path, {})] == ["document_empty"]
    assert path.exists()
    assert kept.all_kept(tmp_path) == ()


def test_a_file_that_went_meanwhile_is_told_with_the_reason(tmp_path: Path) -> None:
    path = laid(tmp_path, "bao-cao.txt", TEXT.encode())
    path.unlink()
    [issue] = laid_down.take_in(tmp_path, path, {})
    assert issue.code == "document_unopened"
    assert "bao-cao.txt" in issue.where("vi")


def test_what_is_kept_and_what_is_no_document_is_left_alone(tmp_path: Path) -> None:
    laid_down.take_in(tmp_path, laid(tmp_path, "a.txt", TEXT.encode()), {})
    laid(tmp_path, "anh.png", b"x")
    outside = tmp_path / "secret.txt"
    outside.write_text("x")
    (tmp_path / "documents" / "link.txt").symlink_to(outside)
    assert laid_down.files(tmp_path) == ()
