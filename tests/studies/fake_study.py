"""A small study on fakes, and a launcher that runs tasks in this process."""

from concurrent.futures import Future
from pathlib import Path
from typing import Any

from selfother.studies.running.launchers import Launcher
from selfother.studies.running.tasks import Task, TaskOutcome, run_task

FAKES = Path(__file__).parent / "fakes.py"


def fake(name: str, **settings: Any) -> dict[str, Any]:
    """Write a part of the fakes."""
    return {f"{FAKES}:{name}": settings}


def fake_data(**changes: Any) -> dict[str, Any]:
    """Return the data of the small study."""
    data: dict[str, Any] = {
        "name": "fake",
        "games": [fake("FakeCheck")],
        "model": {"base": f"{FAKES}:base", "subject": fake("Organism", to=0.97)},
        "arms": {
            "stock": {"start": "base", "role": "baseline"},
            "none": {"role": "subject"},
            "soo": {"role": "treatment", "apply": [fake("Shift", to=0.02)]},
            "sham": {"apply": [fake("Shift", to=0.93)]},
            "friend": {"apply": [fake("Shift", to=0.03)]},
            "both": {"apply": [fake("Shift", to=0.02), fake("Prompt")]},
        },
        "probes": [fake("Lies", items=32), fake("Truth")],
        "contrasts": {
            "measure": "Lies.deceptive",
            "form": "choice",
            "treatment": ["soo"],
            "controls": {"sham": "sham", "specificity": ["friend"]},
            "damage": {"truth": ["Truth.true"], "perplexity": "", "invalid": ""},
        },
    }
    return data | changes


def slow_data() -> dict[str, Any]:
    """Return the small study with cells that take long enough to be killed in."""
    data = fake_data(games=[fake("FakeCheck", nap_seconds=0.1)])
    data["probes"] = [fake("Lies", items=32, nap_seconds=0.1), fake("Truth", nap_seconds=0.05)]
    data["arms"]["soo"]["apply"] = [fake("Shift", to=0.02, nap_seconds=0.2)]
    data["arms"]["sham"]["apply"] = [fake("Shift", to=0.93, nap_seconds=0.2)]
    return data


class InlineLauncher(Launcher):
    """Runs every task at once, here."""

    @property
    def cores(self) -> int:
        """Return as many as a small machine has."""
        return 2

    def start(self, task: Task, folder: Path) -> "Future[TaskOutcome]":
        """Run it."""
        future: Future[TaskOutcome] = Future()
        future.set_result(run_task(task, folder))
        return future

    def stop(self) -> None:
        """Nothing runs."""


def results(folder: Path) -> dict[str, Any]:
    """Return everything that a run measured, without how long it took."""
    import json

    found: dict[str, Any] = {}
    for path in sorted((folder / "cells").glob("*.json")):
        record = json.loads(path.read_text())
        found[path.name] = {key: value for key, value in record.items() if not key.endswith("_seconds")}
    for name in ("report.json", "results.parquet", "plan.json", "study.resolved.yaml"):
        found[name] = (folder / name).read_bytes()
    return found
