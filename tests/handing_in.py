"""Small hand-ins for tests: figures of two wards that are always the same number, so that half of one shows."""

from pathlib import Path

from data_folder import DataFolder

from danvan.intake.submission import HandedFile
from danvan.submission.publish import Outcome, submit
from danvan.warehouse import history
from danvan.warehouse.read import Warehouse

PLACES = ("Phường Phổ Minh", "Phường Phổ Ninh")
OTHER_PLACES = ("Phường Phổ Hòa", "Phường Phổ Vinh")


def tips(number: int, places: tuple[str, ...] = PLACES) -> HandedFile:
    """Return a file by which each ward reports this number of tips for 2023."""
    rows = "".join(f"{place},2023,{number}\n" for place in places)
    return HandedFile(f"tips-{number}.csv", f"Đơn vị,Năm,Nguồn tin\n{rows}".encode())


def hand_in(folder: DataFolder, *files: HandedFile, by: str = "an") -> Outcome:
    """Hand files in and say yes to whatever is asked."""
    return submit(files, by, folder.path, folder.state, confirmed=True)


def in_use(folder: DataFolder) -> set[float]:
    """Return the numbers of tips that a new reader finds in use."""
    question = "select distinct value from observations where indicator = 'tips' and not superseded"
    return set(Warehouse(folder.path, folder.state).fetch(question)["value"])


def given(folder: DataFolder) -> dict[str, list[float]]:
    """Return the numbers of tips of each load that a new reader finds, by the code of its source."""
    question = """
        select source, list(value order by place) as values from observations
        where source like 'nop_%' group by source order by source
    """
    answer = Warehouse(folder.path, folder.state).fetch(question)
    return {
        source: [*map(float, values)]
        for source, values in zip(answer["source"], answer["values"], strict=True)
    }


def kinds(folder: DataFolder) -> list[str]:
    """Return the kinds of the lines in the history, oldest first."""
    return [entry.kind for entry in history.read(folder.state)]


def left_behind(state: Path) -> list[str]:
    """Return what no load and no snapshot needs: names below the state folder."""
    entered = history.entered(history.read(state))
    strays = [path for path in (state / "loads").glob("*") if path.name not in entered]
    databases = {path.name for path in (state / "snapshots").glob("2*.duckdb")}
    torn = [
        path
        for path in (state / "snapshots").glob("*")
        if path.name not in databases and path.name.removesuffix(".json") not in databases
    ]
    return sorted(path.name for path in [*strays, *torn, *state.glob("*-*")])
