"""The Ray backend: what it asks of a cluster, and (slow, needs the extra `cluster`) the small study on a real one."""

import sys
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fake_study import fake, fake_data, results

from selfother.studies import Study


class ClusterOfTwo:
    """Stands in for the module `ray`: two machines with one and three processors, and tasks that run here."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.stopped: list[str] = []

    def is_initialized(self) -> bool:
        return False

    def init(self, **settings: Any) -> None:
        self.settings = settings

    def cluster_resources(self) -> dict[str, float]:
        return {"CPU": 4.0}

    def nodes(self) -> list[dict[str, Any]]:
        dead = {"Alive": False, "Resources": {"CPU": 64.0}}
        return [{"Alive": True, "Resources": {"CPU": count}} for count in (1.0, 3.0)] + [dead]

    def remote(self, function: Any) -> Any:
        def options(**asked: Any) -> Any:
            self.asked.append(asked)
            return SimpleNamespace(remote=lambda *given: SimpleNamespace(future=lambda: _done(function(*given))))

        return SimpleNamespace(options=options)

    def cancel(self, reference: Any, *, force: bool) -> None:
        self.stopped.append("task")

    def shutdown(self) -> None:
        self.stopped.append("cluster")


def _done(outcome: Any) -> "Future[Any]":
    future: Future[Any] = Future()
    future.set_result(outcome)
    return future


def test_no_task_asks_for_more_than_the_largest_machine_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster = ClusterOfTwo()
    monkeypatch.setitem(sys.modules, "ray", cluster)
    monkeypatch.setattr("selfother.studies.running.launchers.find_spec", lambda name: name)
    data = fake_data(threads={"train_model": 8, "train": 2})
    result = Study.from_dict(data).run(folder=tmp_path, backend="ray")
    assert result.failed == ()
    assert {asked["num_cpus"] for asked in cluster.asked} == {1, 2, 3}
    assert all(asked["max_retries"] == 0 for asked in cluster.asked)  # a cell that kills its process is not run twice
    assert cluster.stopped == ["task"] * len(cluster.asked) + ["cluster"]


@pytest.mark.slow
def test_a_real_cluster_gives_the_numbers_of_this_machine_and_outlives_a_dead_worker(tmp_path: Path) -> None:
    Study.from_dict(fake_data()).run(folder=tmp_path / "here")
    Study.from_dict(fake_data()).run(folder=tmp_path / "ray", backend="ray")
    assert results(tmp_path / "ray") == results(tmp_path / "here")
    data = fake_data(probes=[fake("Dies"), fake("Truth")], contrasts=None)
    data["arms"] = {name: data["arms"][name] for name in ("none", "soo")}
    dying = Study.from_dict(data).run(folder=tmp_path / "dying", backend="ray")
    assert dying.failed == ("soo Dies seed 0: its process was killed, perhaps for want of memory",)
    assert dying.ran == 6
