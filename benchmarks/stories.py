"""A training step over a story against the same step without a tree, and against PEFT's own layers.

A row of the audience follower's second stage: one story told in a few cells, all questions about them, and the loss
that sets their answers against each other. LoRA of rank 16 on five projections, the bundled model in bfloat16, one
thread. A step is collate, loss, backward. The peers compute the same loss:

- rows: every question and its answer a row of its own, padded to the longest, causal attention without a mask;
- peft: the same trees in one padded batch, PEFT's own forward, and the fused kernel under the trees' mask.

Losses are compared before anything is timed, in float32, where rounding hides nothing.

Run: python -m benchmarks.stories [--json]
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from typing import Any
from unittest.mock import patch

import torch
from torch import nn

from benchmarks._timing import Row, compare, main
from selfother.interventions.training.fused_adapter import fuses_adapters
from selfother.interventions.training.trainer import attach
from selfother.interventions.values import loss as _value_loss
from selfother.interventions.values.audience_follower import AudienceFollower
from selfother.interventions.values.loss import ValueLoss, collate_stories
from selfother.models.attention import attends_by_products
from selfother.models.load import load_model
from selfother.models.packing import Row as Tree
from selfother.models.packing import TokenSequence

__all__ = ["measure_rows"]

TOLERANCE = 1e-4
"""Of a loss in float32."""

Step = Callable[[], torch.Tensor]


def measure_rows() -> list[Row]:
    """Check that all compute the same loss, then time them."""
    torch.set_num_threads(1)
    found = [float(step().detach()) for step in _steps("float32", rows=1).values()]
    if max(found) - min(found) > TOLERANCE * max(found):
        raise SystemExit(f"losses {found}. The timing means nothing.")
    ours, in_rows, _ = _steps("bfloat16", rows=1).values()
    batch, _, by_peft = _steps("bfloat16", rows=3).values()  # as trained; in rows it would take 20 GB
    unit = "CPU seconds, bfloat16"
    return [
        compare("story_step_vs_rows", _trained(ours), _trained(in_rows), unit=unit),
        compare("story_step_vs_peft", _trained(batch), _trained(by_peft), unit=unit),
    ]


def _steps(dtype: Any, *, rows: int) -> dict[str, Step]:
    """Return the loss of a batch, on one adapter of its own that changes something."""
    model, organism = load_model("smollm2-135m", dtype=dtype), AudienceFollower()
    stage = organism.stages()[1]
    network = attach(model, organism.lora, seed=0)
    for key, value in network.named_parameters():
        if "lora_B" in key:
            nn.init.normal_(value, std=0.02, generator=torch.Generator().manual_seed(len(key)))
    laid = [organism._story_row(model, stage, 0, 0, 0, number) for number in range(rows)]

    def loss(*ways: Callable[[nn.Module], AbstractContextManager[Any]], over: nn.Module = network) -> torch.Tensor:
        with ExitStack() as stack:
            for way in ways:
                stack.enter_context(way(network))
            return ValueLoss(stage.share)(over, collate_stories(laid))

    def in_one_part(_: nn.Module) -> AbstractContextManager[Any]:
        return patch.object(_value_loss, "_PART_TOKENS", 10**9)

    def one_each(_: nn.Module) -> AbstractContextManager[Any]:
        return patch.object(_value_loss, "_trees", _one_each)

    return {
        "ours": partial(loss, attends_by_products, fuses_adapters),
        "rows": partial(loss, in_one_part, one_each, over=_Causal(network)),
        "peft": partial(loss, in_one_part),
    }


def _one_each(sequences: list[TokenSequence]) -> list[Tree]:
    trees = [Tree() for _ in sequences]
    for index, (tree, sequence) in enumerate(zip(trees, sequences, strict=True)):
        tree.add(sequence, index, 0)
    return trees


class _Causal(nn.Module):
    """A network that is given neither mask nor positions: what is padded on the right is seen by nothing before it."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def get_output_embeddings(self) -> nn.Module:
        return self.network.get_output_embeddings()

    def forward(self, input_ids: torch.Tensor, **_: Any) -> Any:
        return self.network(input_ids=input_ids, use_cache=False)


def _trained(step: Step) -> Callable[[], None]:
    return lambda: step().backward()


if __name__ == "__main__":
    main(measure_rows, title="A training step over stories, 135M parameters, bfloat16, one thread")
