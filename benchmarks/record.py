"""Measures the benchmarks again and writes their ratios into docs/records/benchmarks.json, which `make docs` renders.

Run it on a quiet machine: `python -m benchmarks.record`, or with names: `python -m benchmarks.record games scoring`.
Rows that the record does not name stay out of it, and rows that were not measured stay as they are.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

__all__ = ["RECORD", "renewed"]

RECORD = Path(__file__).parents[1] / "docs" / "records" / "benchmarks.json"
NAMES = ("games", "scoring", "overlap", "stories", "veto", "populations")


def renewed(
    record: Mapping[str, Any], measured: Mapping[str, Sequence[Mapping[str, Any]]], *, day: str, machine: str
) -> dict[str, Any]:
    """Return the record with what was measured in place of what it said.

    Args:
        record: `ratios` and other lists of rows, each with a command and a row.
        measured: For each command the rows that it printed with `--json`.
        day: Date of the measurement, YYYY-MM-DD.
        machine: What it ran on, in a few words.

    Returns:
        A new record. A ratio has two digits below 10, three digits else; amounts are written by hand and stay.
    """
    found = {(command, row["name"]): row["ratio"] for command, rows in measured.items() for row in rows}
    ratios = [
        row | {"ratio": _rounded(found[key]), "date": day, "machine": machine}
        if (key := (row["command"], row["row"])) in found
        else row
        for row in record["ratios"]
    ]
    return {**record, "ratios": ratios}


def _rounded(ratio: float) -> float:
    return float(f"{ratio:.2g}") if ratio < 10 else float(f"{ratio:.3g}")


def _measure(name: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}", "--json"], stdout=subprocess.PIPE, text=True, check=True
    )
    return list(json.loads(done.stdout))


def main() -> None:
    """Measure, and write the record."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", default=NAMES, choices=NAMES, metavar="NAME")
    parser.add_argument("--machine", default=f"{os.cpu_count()} cores, {platform.machine()}", help="in a few words")
    given = parser.parse_args()
    measured = {f"python -m benchmarks.{name}": _measure(name) for name in given.names}
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    record = renewed(record, measured, day=date.today().isoformat(), machine=given.machine)
    RECORD.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    print(RECORD)


if __name__ == "__main__":
    main()
