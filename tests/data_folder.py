"""A data folder for one test, small and its own: the catalogue that ships, and rows of the test's making."""

import shutil
from pathlib import Path

from danvan.paths import ROOT

OBSERVATIONS = "indicator,place,period,standard,value,qualifier,whole,source,locator,printed,note\n"


class DataFolder:
    """A data folder that a test may break, and the state folder beside it."""

    def __init__(self, root: Path) -> None:
        self.path, self.state = root / "data", root / "state"
        shutil.copytree(ROOT / "data" / "catalogue", self.path / "catalogue")
        for name in ("observations", "models", "adoptions", "open_points"):
            header = (ROOT / "data" / "report" / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
            self.write(f"report/{name}.csv", f"{header}\n")
        self.write("public/observations.csv", OBSERVATIONS)

    def write(self, name: str, content: str | bytes) -> Path:
        """Write one file below the folder and return its path."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def replace(self, name: str, old: str, new: str) -> None:
        """Change the first occurrence of a text in one file."""
        content = (self.path / name).read_text(encoding="utf-8")
        assert old in content
        self.write(name, content.replace(old, new, 1))

    def observe(self, *rows: str, name: str = "report/observations.csv") -> None:
        """Write a file of observations: each row is indicator,place,period,standard,value,qualifier,source."""
        cells = [row.split(",") for row in rows]
        lines = [",".join([*row[:6], "", row[6], "", "", ""]) for row in cells]
        self.write(name, OBSERVATIONS + "".join(f"{line}\n" for line in lines))

    def add_source(self, code: str, basis: str, issued_on: str = "") -> None:
        """Declare one more source."""
        entry = {
            "basis": basis,
            "issued_on": issued_on,
            "short": f"Nguồn {code}",
            "short_en": f"Source {code}",
        }
        keys = (
            "title",
            "title_en",
            "short",
            "short_en",
            "number",
            "issuer",
            "issued_on",
            "sha256",
            "note",
            "basis",
        )
        lines = [f'{key} = "{entry.get(key, "")}"' for key in keys]
        path = self.path / "catalogue/sources.toml"
        path.write_text(
            path.read_text(encoding="utf-8") + f"\n[{code}]\n" + "\n".join(lines) + "\n", encoding="utf-8"
        )
