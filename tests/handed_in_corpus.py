"""Write the corpus of files that clerks hand in: python tests/handed_in_corpus.py

Each file is named for what is planted in it; beside it stands what must be found and what would be loaded, as written
down by hand in handed_in_good.py and handed_in_faults.py.
"""

import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from handed_in_faults import faults  # noqa: E402
from handed_in_good import good  # noqa: E402
from handed_in_planted import Planted  # noqa: E402

from danvan.catalogue import Catalogue  # noqa: E402
from danvan.submission.review import context_of  # noqa: E402
from danvan.warehouse.build import build  # noqa: E402
from danvan.warehouse.read import Opened, connect  # noqa: E402

FOLDER = HERE / "data" / "handed_in"


def shipped_catalogue() -> Catalogue:
    """Return the definitions of the data that ships."""
    with tempfile.TemporaryDirectory() as folder:
        snapshot, _ = build(HERE.parent / "data", Path(folder))
        connection = connect(snapshot.path(Path(folder)))
        try:
            return context_of(Opened(snapshot, connection)).catalogue
        finally:
            connection.close()


def all_planted() -> list[Planted]:
    """Return every file of the corpus."""
    catalogue = shipped_catalogue()
    return [*good(catalogue), *faults(catalogue)]


def write() -> int:
    """Write every file with its expectation, take away those that are no longer made, and return their number."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    planted = all_planted()
    wanted = {name for each in planted for name in (each.name, f"{each.name}.expected.json")}
    for path in FOLDER.iterdir():
        if path.name not in wanted:
            path.unlink()
    for each in planted:
        (FOLDER / each.name).write_bytes(each.content)
        (FOLDER / f"{each.name}.expected.json").write_text(each.expected(), encoding="utf-8", newline="\n")
    return len(planted)


if __name__ == "__main__":
    print(f"{write()} files in {FOLDER}")
