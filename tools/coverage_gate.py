"""Demand every branch of every rule and action.

    python tools/coverage_gate.py coverage.json

The law and the power of the product stand in `rules.py` and `actions.py` (or packages of these
names); what no test has walked there is not known to be right. The file is what `coverage json`
writes. The overall share is coverage's own `fail_under`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path, PurePath
from typing import Any

GATED = frozenset({"actions", "rules"})


def is_gated(path: str) -> bool:
    """Return whether a file holds rules or actions.

    >>> is_gated("linli/mechanisms/voting/rules.py")
    True
    >>> is_gated("linli/mechanisms/voting/actions/ballots.py")
    True
    >>> is_gated("linli/mechanisms/voting/views.py")
    False
    """
    return not GATED.isdisjoint(PurePath(path).with_suffix("").parts)


def gaps(file: dict[str, Any]) -> str:
    """Return the lines and branches nothing has walked, or an empty string."""
    lines = [str(line) for line in file["missing_lines"]]
    branches = [
        f"{start}→{'exit' if end < 0 else end}" for start, end in file.get("missing_branches", [])
    ]
    return " ".join(
        part
        for part in (
            f"lines {', '.join(lines)}" if lines else "",
            f"branches {', '.join(branches)}" if branches else "",
        )
        if part
    )


def main(report: Path) -> int:
    """Print what is missing; return 1 if anything is."""
    content = json.loads(report.read_text())
    if not content["meta"]["branch_coverage"]:
        print("coverage was collected without branches")
        return 1
    gated = {path: gaps(file) for path, file in content["files"].items() if is_gated(path)}
    missing = {path: gap for path, gap in sorted(gated.items()) if gap}
    for path, gap in missing.items():
        print(f"{path}: {gap}")
    print(f"{len(gated) - len(missing)} of {len(gated)} files of rules and actions are whole")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
