"""The exams of our own probes at full size: `python -m benchmarks.exams [PROBE ...]`, docs/records/exams.json.

With names, only these rows are made again. `make docs` then writes docs/reference/exams-of-our-probes.md.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from selfother.exams.own.claim import OwnExam, OwnExams
from selfother.exams.own.row import find_row, rows

__all__ = ["RECORD", "examine"]

RECORD = Path(__file__).parents[1] / "docs" / "records" / "exams.json"


def examine(names: list[str]) -> Iterator[OwnExams]:
    """The rows of these probes measured now, and those of the others as they are recorded; all of them after each.

    Args:
        names: Probes; empty: all.
    """
    kept = {exam.probe: exam for exam in OwnExams.read(RECORD).exams} if RECORD.is_file() else {}
    for name in names or list(rows()):
        exam = find_row(name).exam()
        kept[name] = exam
        print(f"{name}: {_line(exam)} ({exam.seconds:g} CPU seconds)", flush=True)
        yield OwnExams(exams=[kept[known] for known in sorted(kept) if known in rows()])


def _line(exam: OwnExam) -> str:
    return "; ".join(f"{claim.claim}: {claim.word}" for claim in exam.claims) or "not examined"


if __name__ == "__main__":
    for exams in examine(sys.argv[1:]):
        RECORD.write_text(exams.model_dump_json(indent=1, exclude_defaults=True) + "\n", encoding="utf-8")
