"""A training step of self-other overlap against two full forward passes, in time and in memory.

The published batch of 4 pairs, the published loss (squared error between both prompts' `o_proj` outputs, both moving)
at the layer at .6 of the depth, LoRA of rank 8 on query and value, the bundled model in float32, one thread. A step is
what `SOOTrainer` does with a batch: collate, loss, backward. The peers compute the same loss the plain way, a full
forward pass each for self and other with a hook at the layer and adapters in all layers:

- released: both prompts padded to 128 tokens, as in the released code;
- dynamic: padded to the longest of the batch.

Pairs are burglary prompts of the bench, self and rival, about 50 tokens of which the first 35 or so are the same in
both. "unshared" is the same on fragments of `build_pairs`, about 20 tokens, which differ from their first word on:
what is saved without a common beginning. Loss and gradients are compared before anything is timed.

Saved tensors are the bytes that a step holds for its backward pass: storages given to `saved_tensors_hooks`, each once,
weights left out; peer over ours, like the others.

Run: python -m benchmarks.overlap [--json]
"""

import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import torch
from peft import LoraConfig, get_peft_model

from benchmarks._timing import Row, compare, main
from selfother.interventions.overlap.soo_trainer import SOOConfig, SOOTrainer
from selfother.models.language_model import LanguageModel
from selfother.models.layers import site
from selfother.models.load import load_model
from selfother.models.weights import share_weights_copy
from selfother.scenarios.located_object import situations
from selfother.scenarios.overlap_pairs import build_pairs

__all__ = ["measure_rows"]

PAIRS, LAYER, RELEASED_TOKENS = 4, 18, 128
TOLERANCE = 1e-3
"""Of a loss, and of a gradient's norm."""

Loss = Callable[[], torch.Tensor]


def measure_rows() -> list[Row]:
    """Check that all compute the same loss and gradients, then time them and weigh what they hold."""
    torch.set_num_threads(1)
    model = load_model("smollm2-135m", dtype="float32")
    peer = _started(get_peft_model(share_weights_copy(model.network), _adapter()))
    fragments: list[dict[str, str]] = [{"self": row["self"], "other": row["other"]} for row in build_pairs()[:PAIRS]]
    rows, unit = [], "CPU seconds, float32"
    for name, pairs in (("", _pairs(model)), ("unshared_", fragments)):
        trainer = SOOTrainer(model, _settings(), train_dataset=pairs, peft_config=_adapter())
        ours = partial(_ours, trainer)
        released, dynamic = (partial(_two_forwards, peer, model, pairs, width=one) for one in (RELEASED_TOKENS, None))
        _started(trainer.model)
        _check((ours, trainer.model), (dynamic, peer))
        if not name:
            _check((ours, trainer.model), (released, peer))
            rows.append(compare("step_vs_released", _step(ours), _step(released), unit=unit))
        rows.append(compare(f"{name}step_vs_dynamic", _step(ours), _step(dynamic), unit=unit))
        held, peer_held = _bytes_held(ours, trainer.model), _bytes_held(dynamic, peer)
        rows.append(Row(f"{name}saved_tensors_vs_dynamic", held, peer_held, peer_held / held, "bytes, float32"))
    return rows


def _started(network: Any) -> Any:
    """Give an adapter a start that changes something, and every adapter the same."""
    with torch.no_grad():
        for key, value in network.named_parameters():
            if "lora_" in key:
                drawn = torch.randn(value.shape, generator=torch.Generator().manual_seed(len(key)))
                value.copy_(drawn / value.shape[1])
    return network


def _ours(trainer: SOOTrainer) -> torch.Tensor:
    batch = trainer.data_collator([trainer.train_dataset[index] for index in range(PAIRS)])
    return trainer.compute_loss(trainer.model, batch)


def _pairs(model: LanguageModel) -> list[dict[str, str]]:
    drawn = situations("burglary", count=PAIRS, split="train", seed=0)
    return [
        {
            "self": model.render(one.prompt("self"), answer_prefix=one.answer_prefix),
            "other": model.render(one.prompt("rival"), answer_prefix=one.answer_prefix),
        }
        for one in drawn
    ]


def _settings() -> SOOConfig:
    return SOOConfig(
        output_dir=tempfile.gettempdir(),
        target="symmetric",
        site="o_proj",
        layers=[LAYER],
        normalise=False,
        use_cpu=True,
        disable_tqdm=True,
        report_to="none",
        save_strategy="no",
    )


def _adapter() -> LoraConfig:
    return LoraConfig(r=8, lora_alpha=32, target_modules=["q_proj", "v_proj"], task_type="CAUSAL_LM")


def _two_forwards(network: Any, model: LanguageModel, rows: list[dict[str, str]], *, width: int | None) -> torch.Tensor:
    """Return the loss of a batch as one would write it without a thought for what is computed."""
    own, other = (_last(network, _padded(model, [row[side] for row in rows], width)) for side in ("self", "other"))
    return (own - other).pow(2).mean()


def _padded(model: LanguageModel, texts: list[str], width: int | None) -> dict[str, torch.Tensor]:
    tokens = [model.encode(text) for text in texts]
    width = width or max(map(len, tokens))
    ids = torch.tensor([row + [0] * (width - len(row)) for row in tokens])
    mask = torch.tensor([[1] * len(row) + [0] * (width - len(row)) for row in tokens])
    return {"input_ids": ids, "attention_mask": mask}


def _last(network: Any, batch: Mapping[str, torch.Tensor]) -> torch.Tensor:
    read: list[torch.Tensor] = []
    handle = site(network, LAYER, "o_proj").register_forward_hook(lambda _module, _inputs, output: read.append(output))
    network(**batch)
    handle.remove()
    return read[0][torch.arange(len(read[0])), batch["attention_mask"].sum(1) - 1]


def _step(loss: Loss) -> Callable[[], None]:
    return lambda: loss().backward()


def _bytes_held(loss: Loss, network: torch.nn.Module) -> float:
    weights = {value.untyped_storage().data_ptr() for value in (*network.parameters(), *network.buffers())}
    held: dict[int, torch.UntypedStorage] = {}

    def pack(value: torch.Tensor) -> torch.Tensor:
        storage = value.untyped_storage()
        if storage.data_ptr() not in weights:
            held[storage.data_ptr()] = storage
        return value

    with torch.autograd.graph.saved_tensors_hooks(pack, lambda value: value):
        graph = loss()  # kept until the end: a freed storage's address may be given out again
        total = sum(storage.nbytes() for storage in held.values())
    del graph
    return float(total)


def _check(ours: tuple[Loss, torch.nn.Module], *peers: tuple[Loss, torch.nn.Module]) -> None:
    """Compare losses, and the gradients of what we train; a peer's adapters above the hook get none."""
    loss, found = _gradients(*ours)
    for peer in peers:
        other, expected = _gradients(*peer)
        gap = sum(float((found[key] - expected[key]).pow(2).sum()) for key in found) ** 0.5
        size = sum(float(value.pow(2).sum()) for value in expected.values()) ** 0.5
        if expected.keys() != found.keys() or abs(loss - other) > TOLERANCE * other or gap > TOLERANCE * size:
            raise SystemExit(f"losses {loss} and {other}, gradients {gap / size:.1e} apart. The timing means nothing.")


def _gradients(loss: Loss, network: torch.nn.Module) -> tuple[float, dict[str, torch.Tensor]]:
    network.zero_grad()
    value = loss()
    value.backward()
    found = {key: one.grad for key, one in network.named_parameters() if one.grad is not None}
    network.zero_grad()
    return float(value.detach()), found


if __name__ == "__main__":
    main(measure_rows, title=f"A step of self-other overlap, {PAIRS} pairs, layer {LAYER} of 30, float32, one thread")
