"""One process of a training run, started by `test_soo_trajectories`: writes the trained adapter to a file.

python -m tests.invariant.ddp_program FILE BATCH_SIZE
"""

import os
import sys

import torch
from tests.interventions.overlap.soo_runs import trainer
from tests.models.tiny import tiny_language_model

from selfother.interventions.training.trainer import Ends

__all__ = ["main"]


def main(file: str, batch_size: int) -> None:
    """Train with every term of the loss until the first process says so, and keep what was trained; no dropout."""
    torch.set_num_threads(1)
    run = trainer(
        tiny_language_model("llama"),
        per_device_train_batch_size=batch_size,
        anchor=0.5,
        keep=0.5,
        ddp_backend="gloo" if "WORLD_SIZE" in os.environ else None,
        max_steps=6,
        logging_steps=2,
    )
    run.add_callback(Ends(lambda: run.is_world_process_zero() and run.state.global_step == 4))
    run.train()
    assert run.state.global_step == 4
    if run.is_world_process_zero():
        trained = {key: value.detach() for key, value in run.model.named_parameters() if value.requires_grad}
        torch.save({"processes": run.args.world_size, "log": run.state.log_history, "trained": trained}, file)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
