"""The page of benchmarks: what writes it again from docs/records/benchmarks.json (`make docs`)."""

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

__all__ = ["PAGE", "page_text"]

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "benchmarks.md"
RECORD = ROOT / "docs" / "records" / "benchmarks.json"
HEAD = """# Benchmarks

Written by `make docs` from `docs/records/benchmarks.json`. `make bench` installs the peers and prints every row;
`python -m benchmarks.record` measures the ratios again and writes them into the record.

Both sides run interleaved in one process, on one thread. A ratio compares medians of CPU seconds, or of work per CPU
second. Above 1 we are ahead.
"""
RATIOS = "| row | what is compared | ratio | measured |\n|---|---|---|---|"
AMOUNTS = "| what | amount | measured |\n|---|---|---|"
WORDS = """
## How often a word is undeserved

A verdict word can be wrong. These commands draw agents and studies whose truth is known, and count the words they get.
Details: [commitment](reference/value-commitment-datasheet.md), [overlap](explanation/self-other-overlap.md).
"""


def page_text() -> str:
    """Return the page."""
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    parts = [HEAD]
    for command, rows in groupby(record["ratios"], key=lambda row: row["command"]):
        parts += [f"## `{command}`\n", RATIOS]
        parts += [f"| `{row['row']}` | {row['what']} | {row['ratio']:,} | {row['date']} |" for row in rows]
        parts.append("")
    parts += [*record["notes"], ""]
    parts += ["## What a single thing costs\n", *_amounts(record["amounts"]), WORDS, *_amounts(record["words"])]
    machines = sorted({row["machine"] for name in ("ratios", "amounts", "words") for row in record[name]})
    parts.append(f"\nMachines: {'; '.join(machines)}.")
    return "\n".join(parts)


def _amounts(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    lines: list[str] = []
    for command, group in groupby(rows, key=lambda row: row["command"]):
        lines += [f"`{command}`\n", AMOUNTS]
        lines += [f"| {row['what']} | {row['amount']} | {row['date']} |" for row in group]
        lines.append("")
    return lines[:-1]


if __name__ == "__main__":
    PAGE.write_text(page_text() + "\n", encoding="utf-8")
