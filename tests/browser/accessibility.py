"""What axe-core finds, without what is listed as not ours to mend."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

WEIGHTY = ("serious", "critical")


@cache
def allowed() -> tuple[dict[str, str], ...]:
    """Return the listed findings: rule, within, reason."""
    listed = tomllib.loads((Path(__file__).parent / "axe_allowed.toml").read_text(encoding="utf-8"))
    return tuple(listed.get("allowed", ()))


def findings(page: Any) -> list[str]:
    """Return the serious and critical findings on a page, one line each."""
    from axe_playwright_python.sync_playwright import Axe

    violations = Axe().run(page).response["violations"]
    return [
        f"{violation['id']} ({violation['impact']}): {node['target']} {node['html'][:160]}"
        for violation in violations
        if violation["impact"] in WEIGHTY
        for node in violation["nodes"]
        if not _is_allowed(violation["id"], f"{node['target']} {node['html']}")
    ]


def _is_allowed(rule: str, where: str) -> bool:
    return any(one["rule"] == rule and one["within"] in where for one in allowed())
