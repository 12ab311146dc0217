"""A training step of self-other overlap against two full forward passes, in time and in memory.

16 pairs of burglary prompts (self and rival, about 60 tokens), the published loss (squared error between both prompts'
`o_proj` outputs, both moving) at the layer at .6 of the depth, LoRA of rank 8 on query and value, the bundled model in
float32, one thread. A step is what `SOOTrainer` does with a batch: collate, loss, backward. The peers compute the same
loss the plain way, a full forward pass each for self and other with a hook at the layer and adapters in all layers:

- released: both prompts padded to 128 tokens, as in the released code;
- dynamic: padded to the longest of the batch.

The last row is bytes that a step holds for its backward pass: storages given to `saved_tensors_hooks`, each once,
weights left out; peer over ours, like the others.

Run: python -m benchmarks.overlap [--json]
"""

import tempfile
from collections.abc import Callable, Mapping
from typing import Any

import torch
from peft import LoraConfig, get_peft_model

from benchmarks._timing import Row, compare, main
from selfother.interventions.soo_trainer import SOOConfig, SOOTrainer
from selfother.models.language_model import LanguageModel
from selfother.models.layers import site
from selfother.models.load import load_model
from selfother.models.weights import share_weights_copy
from selfother.scenarios.located_object import situations

__all__ = ["measure_rows"]

PAIRS, LAYER, RELEASED_TOKENS = 16, 18, 128
TOLERANCE = 1e-3


def measure_rows() -> list[Row]:
    """Check that all three compute the same loss, then time them and weigh what they hold."""
    torch.set_num_threads(1)
    model = load_model("smollm2-135m", dtype="float32")
    rows = _pairs(model)
    trainer = SOOTrainer(model, _settings(), train_dataset=rows, peft_config=_adapter())
    peer = get_peft_model(share_weights_copy(model.network), _adapter())

    def ours() -> torch.Tensor:
        batch = trainer.data_collator([trainer.train_dataset[index] for index in range(PAIRS)])
        return trainer.compute_loss(trainer.model, batch)

    def dynamic() -> torch.Tensor:
        return _two_forwards(peer, model, rows, width=None)

    def released() -> torch.Tensor:
        return _two_forwards(peer, model, rows, width=RELEASED_TOKENS)

    _check(*(float(loss().detach()) for loss in (ours, dynamic, released)))
    held, peer_held = _bytes_held(ours, trainer.model), _bytes_held(dynamic, peer)
    unit = "CPU seconds, float32"
    return [
        compare("step_vs_released", _step(ours), _step(released), unit=unit),
        compare("step_vs_dynamic", _step(ours), _step(dynamic), unit=unit),
        Row("saved_tensors_vs_dynamic", held, peer_held, peer_held / held, "bytes, float32"),
    ]


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
    return read[0][torch.arange(PAIRS), batch["attention_mask"].sum(1) - 1]


def _step(loss: Callable[[], torch.Tensor]) -> Callable[[], None]:
    return lambda: loss().backward()


def _bytes_held(loss: Callable[[], torch.Tensor], network: torch.nn.Module) -> float:
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


def _check(*losses: float) -> None:
    if max(losses) - min(losses) > TOLERANCE * max(losses):
        raise SystemExit(f"the three losses differ: {losses}. The timing means nothing.")


if __name__ == "__main__":
    main(measure_rows, title=f"A step of self-other overlap, {PAIRS} pairs, layer {LAYER} of 30, float32, one thread")
