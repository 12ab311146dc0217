"""What cells cost in processor seconds: as measured in this run folder, else as their class says."""

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from selfother.records import CellRecord
from selfother.studies.declaring.cells import Cell

__all__ = ["Costs", "usable_cores"]


@dataclass(frozen=True)
class Costs:
    """Mean processor seconds by (kind, name) of the cells that are finished."""

    seen: Mapping[tuple[str, str], float] = field(default_factory=dict)

    @classmethod
    def measured(cls, records: Iterable[CellRecord]) -> "Costs":
        """Learn from finished cells."""
        seconds: dict[tuple[str, str], list[float]] = defaultdict(list)
        for record in records:
            seconds[record.kind, record.name].append(record.cpu_seconds)
        return cls({where: sum(values) / len(values) for where, values in seconds.items()})

    def of(self, cell: Cell) -> float:
        """The processor seconds that a cell is thought to take."""
        return self.seen.get((cell.kind, cell.name), cell.cost_cpu_seconds)


def usable_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
