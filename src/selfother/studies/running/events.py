"""What happens while a study runs, told by workers to the run folder and by the run to whoever watches.

A worker appends lines of JSON to `progress/<task>.jsonl`; the parent reads on from where it was. This works across
processes and machines that share the folder, and needs no channel that could block or break.
"""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

__all__ = ["Event", "EventReader", "EventWriter"]


@dataclass(frozen=True)
class Event:
    """One thing that happened.

    Attributes:
        kind: "plan" (once, first), "started", "training", "finished", "failed", "running" (every few seconds), "stage".
        label: The cell or stage in words; for "running" all cells under way.
        done: Cells finished so far; for "training" steps done.
        total: Cells in all; for "training" steps in all.
        words: For "plan", what is asked of providers; for "training", what the trainer says; for "failed", the error.
        elapsed_seconds: Since the run began.
        left_seconds: Estimate of what is left, None if unknown.
        key: Key of the cell, empty for a stage.
    """

    kind: Literal["plan", "started", "training", "finished", "failed", "running", "stage"]
    label: str
    done: int = 0
    total: int = 0
    words: str = ""
    elapsed_seconds: float = 0.0
    left_seconds: float | None = None
    key: str = ""


@dataclass
class EventWriter:
    """The worker's end; training progress is written at most twice a second."""

    path: Path
    _last: float = field(default=0.0)

    def say(self, event: str, key: str, **more: Any) -> None:
        """Append one line."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"event": event, "key": key, **more}) + "\n")

    def training(self, key: str, done: int, total: int, words: str) -> None:
        """Tell how far a training is."""
        now = time.monotonic()
        if done >= total or now - self._last > 0.5:
            self._last = now
            self.say("training", key, done=done, total=total, words=words)


@dataclass
class EventReader:
    """The parent's end: yields each whole line once."""

    path: Path
    _offset: int = field(default=0)

    def read(self) -> Iterator[dict[str, Any]]:
        """Yield what was said since the last time."""
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            file.seek(self._offset)
            data = file.read()
        whole = data[: data.rfind(b"\n") + 1]
        self._offset += len(whole)
        for line in whole.splitlines():
            yield json.loads(line)
