"""Settings that must give one trajectory of the overlap trainer."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from tests.interventions.overlap.soo_runs import trainer

ROOT = Path(__file__).parents[2]


def trained(run) -> dict[str, torch.Tensor]:
    run.train()
    return {key: value.detach() for key, value in run.model.named_parameters() if value.requires_grad}


def assert_same(first: dict[str, torch.Tensor], second: dict[str, torch.Tensor]) -> None:
    assert first.keys() == second.keys()
    assert any(value.abs().sum() > 0 for key, value in first.items() if "lora_B" in key)
    for key in first:
        torch.testing.assert_close(first[key], second[key], atol=2e-4, rtol=2e-3)


@pytest.mark.parametrize("target", ["frozen_self", "symmetric"])
def test_accumulating_eight_batches_of_one_is_one_batch_of_eight(tiny_model, target) -> None:
    terms = {"target": target, "anchor": 0.5, "keep": 0.5}
    whole = trained(trainer(tiny_model, per_device_train_batch_size=8, **terms))
    parts = trained(trainer(tiny_model, per_device_train_batch_size=1, gradient_accumulation_steps=8, **terms))
    assert_same(whole, parts)


@pytest.mark.slow  # three processes that import torch and transformers
def test_two_processes_are_one_with_the_same_global_batch(tmp_path) -> None:
    alone = _run(tmp_path / "alone.pt", batch_size=4, processes=1)
    both = _run(tmp_path / "both.pt", batch_size=2, processes=2)
    assert (alone["processes"], both["processes"]) == (1, 2)
    assert_same(alone["trained"], both["trained"])
    for one, other in zip(alone["log"][:-1], both["log"][:-1], strict=True):
        for key in ("overlap", "anchor", "keep"):
            assert one[key] == pytest.approx(other[key], rel=1e-3)


def _run(file: Path, *, batch_size: int, processes: int) -> dict:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tests.invariant.ddp_program", str(file), str(batch_size)]
    place = {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port), "WORLD_SIZE": str(processes)}
    path = os.pathsep.join([str(ROOT), *sys.path])
    started = []
    for rank in range(processes):
        own = {} if processes == 1 else {**place, "RANK": str(rank), "LOCAL_RANK": str(rank)}
        started.append(
            subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": path, **own}, stderr=subprocess.PIPE)
        )
    for one in started:
        _, errors = one.communicate(timeout=600)
        assert one.returncode == 0, errors.decode()[-2000:]
    return torch.load(file, weights_only=False)
