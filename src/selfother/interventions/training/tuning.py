"""What every intervention that trains has in common: an adapter, a schedule, rows of tokens, a loss.

    Lora, Schedule      settings, nested in an intervention's own
    shuffled_epochs     rows -> as many as the schedule takes, each epoch in an order drawn from the seed
    tune                rows in order + loss -> a network with a trained adapter; the base is left as it was
    finish              that network -> a `LanguageModel` with an adapter, written to a folder if there is one
    finish_model        that network -> a `LanguageModel` of its own, the adapter merged

Only the loss differs between interventions. The loop is `transformers.Trainer`'s, so what it knows of devices,
precision and several processes holds here too.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from selfother.errors import BadArgument
from selfother.interventions.intervention import Intervention, Progress, silent
from selfother.models.depth import Layer, layer_index
from selfother.seeds import stream

if TYPE_CHECKING:
    import torch
    from torch import nn

    from selfother.models.language_model import LanguageModel

__all__ = [
    "Answers",
    "Lora",
    "Loss",
    "Row",
    "Schedule",
    "finish",
    "finish_model",
    "prompt_row",
    "shuffled_epochs",
    "token_loss",
    "tune",
    "weighted_answers",
]

Row = Mapping[str, Any]
"""One training row: `ids` (tokens), and what its loss needs beside them; a loss of its own may have rows of its own."""
Loss = Callable[["nn.Module", dict[str, Any]], "torch.Tensor"]
Collate = Callable[[Sequence[Row]], dict[str, Any]]


class Lora(BaseModel):
    """A low-rank adapter (Hu et al. 2021).

    Attributes:
        rank: Rank of the update.
        alpha: Its scale is alpha / rank.
        dropout: On the adapter's input, in [0, 1).
        projections: Which matrices of a layer.
        first_layer: First layer that gets one: an index, or a share of the depth.
        last_layer: Last layer that gets one, inclusive; None means the last of the model.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    rank: int = Field(8, ge=1)
    alpha: float = Field(32, gt=0)
    dropout: float = Field(0.0, ge=0, lt=1)
    projections: tuple[Literal["q", "k", "v", "o", "gate", "up", "down"], ...] = ("q", "v")
    first_layer: Layer = 0
    last_layer: Layer | None = None

    def layers(self, depth: int, *, word: str = "", model: str = "the model") -> range:
        """Return the layers that get one, in a model of `depth` layers.

        Raises:
            BadArgument: A layer that the model has not, or a first one behind the last; the text has the words to type.
        """
        key = f"{word}:lora" if word else "lora"
        first = layer_index(self.first_layer, depth, key=f"{key}.first_layer", model=model)
        wanted = -1 if self.last_layer is None else self.last_layer
        last = layer_index(wanted, depth, key=f"{key}.last_layer", model=model)
        if first > last:
            raise BadArgument(
                f"the adapter begins at layer {first} (lora.first_layer={self.first_layer:g}) and ends at layer {last} "
                f"of the {depth} of {model}. Write {key}.first_layer={last * 2 // 3}, or let it end higher."
            )
        return range(first, last + 1)


class Schedule(BaseModel):
    """How long and how fast.

    Attributes:
        steps: Optimiser steps (AdamW, no weight decay).
        batch_size: Rows a step.
        learning_rate: Peak, after the warm-up.
        warmup_steps: Linear warm-up.
        final_rate: The rate ends at this share of its peak, by a cosine; 1 keeps it constant.
        clip: Largest norm of the gradient.
        beta2: Decay of AdamW's second moment. Below its default, a start with large gradients is forgotten sooner.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    steps: int = Field(24, ge=1)
    batch_size: int = Field(8, ge=1)
    learning_rate: float = Field(3e-4, ge=0)
    warmup_steps: int = Field(5, ge=0)
    final_rate: float = Field(1.0, ge=0, le=1)
    clip: float = Field(1.0, gt=0)
    beta2: float = Field(0.999, gt=0, lt=1)


def shuffled_epochs(rows: Sequence[Row], schedule: Schedule, *, seed: int) -> list[Row]:
    """Return steps x batch_size rows: every epoch visits each row once, in an order drawn from the seed.

    Raises:
        BadArgument: Fewer rows than a batch.
    """
    if len(rows) < schedule.batch_size:
        raise BadArgument(
            f"{len(rows)} rows cannot fill a batch of {schedule.batch_size}. Give more, or smaller batches."
        )
    wanted = schedule.steps * schedule.batch_size
    epochs = -(-wanted // len(rows))
    order = [index for epoch in range(epochs) for index in stream(seed, "epoch", epoch).permutation(len(rows))]
    return [rows[index] for index in order[:wanted]]


def tune(
    model: "LanguageModel",
    rows: Sequence[Row],
    *,
    loss: Loss,
    lora: Lora,
    schedule: Schedule,
    seed: int,
    progress: Progress = silent,
    collate: Collate | None = None,
    until: Callable[[], bool] | None = None,
) -> "nn.Module":
    """Train a fresh adapter on a copy of the model's modules that shares its weights.

    Args:
        model: The base; an adapter that it carries is merged into a copy first.
        rows: What is trained on, in this order: steps x batch_size rows (`shuffled_epochs` makes them).
        loss: (network, collated batch) -> scalar.
        lora: Shape of the adapter.
        schedule: Steps and rates.
        seed: Root seed of the adapter's start.
        progress: Called after every step.
        collate: Rows of a batch -> what `loss` takes; None pads rows of `ids` on the left.
        until: Asked after every step; the training is over once it says so, and after the schedule's steps if it never
            does. With several processes the first one is asked.

    Returns:
        A `PeftModel` in eval mode without gradients.

    Raises:
        BadArgument: Another number of rows, or a layer that the model does not have.
    """
    from selfother.interventions.training.fused_adapter import fuses_adapters
    from selfother.interventions.training.trainer import LossTrainer, arguments, attach
    from selfother.models.attention import attends_by_products

    if len(rows) != schedule.steps * schedule.batch_size:
        raise BadArgument(
            f"{schedule.steps} steps of {schedule.batch_size} need {schedule.steps * schedule.batch_size} rows; "
            f"got {len(rows)}. Make them with shuffled_epochs."
        )
    network = attach(model, lora, seed=seed)
    pad_id = model.pad_id
    trainer = LossTrainer(
        network=network,
        rows=rows,
        loss=loss,
        collate=collate or (lambda chosen: _collate(chosen, pad_id)),
        arguments=arguments(schedule, seed=seed, on_cpu=model.device.type == "cpu"),
        progress=progress,
        until=until,
    )
    with attends_by_products(network), fuses_adapters(network):
        trainer.train()
    return network.eval().requires_grad_(False)


def finish(
    intervention: Intervention, model: "LanguageModel", network: "nn.Module", *, seed: int, folder: Path | None
) -> "LanguageModel":
    """Make a `LanguageModel` of a tuned network and write the adapter, if there is a folder.

    Returns:
        The product; where it was written, as it reads back from disk, so that a run that resumes sees the same model.
    """
    from selfother.models.digests import adapter_digest
    from selfother.models.language_model import with_network
    from selfother.models.save import save_adapter

    digest = adapter_digest(network, model.weights_digest)
    product = with_network(model, network, name=f"{model.name}+{intervention.word}", weights_digest=digest)
    if folder is None:
        return product
    save_adapter(product, folder, base=model, about=intervention.about(seed))
    return intervention.reload(model, folder)


def finish_model(
    intervention: Intervention,
    model: "LanguageModel",
    network: "nn.Module",
    *,
    seed: int,
    folder: Path | None,
    digest: str | None = None,
    about: Mapping[str, Any] | None = None,
) -> "LanguageModel":
    """Make a model of its own of a tuned network: the adapter is merged, and the weights are written to the folder.

    Args:
        intervention: What tuned it.
        model: What it was made of.
        network: The tuned network.
        seed: Root seed of the tuning.
        folder: Where to write; None writes nothing.
        digest: Of the weights; None takes it from the adapter that the network carries.
        about: What is said beside `intervention.about`.
    """
    from selfother.models.digests import adapter_digest
    from selfother.models.language_model import with_network
    from selfother.models.save import save_model
    from selfother.models.weights import merged_copy

    digest = digest or adapter_digest(network, model.weights_digest)
    product = with_network(model, merged_copy(network), name=f"{model.name}+{intervention.word}", weights_digest=digest)
    if folder is None:
        return product
    save_model(product, folder, base=model, about={**intervention.about(seed), **(about or {})})
    return intervention.reload(model, folder)


def prompt_row(model: "LanguageModel", prompt: str, answer: str, *, weights: Callable[[int], list[float]]) -> Row:
    """Return a row for `token_loss`: a rendered prompt, an answer, and how much each token of the answer counts.

    Args:
        model: Whose tokenizer is used.
        prompt: Rendered text, up to where the answer begins.
        answer: Text that follows it.
        weights: Number of answer tokens -> one weight each.
    """
    before, after = model.encode(prompt), model.tokenizer(answer, add_special_tokens=False)["input_ids"]
    return {"ids": before + after, "weights": [0.0] * len(before) + weights(len(after))}


def token_loss(network: "nn.Module", batch: dict[str, Any]) -> "torch.Tensor":
    """Return the mean over rows of the weighted cross-entropy of each row's tokens (nats); see `weighted_answers`."""
    rows = len(batch["input_ids"])
    answers = weighted_answers(network, batch)
    return (answers.nats * answers.weights).sum() / rows


class Answers(NamedTuple):
    """What a network says at the tokens that count.

    Attributes:
        logits: float32 [counted tokens, vocabulary], in the order of rows, then tokens.
        nats: Cross-entropy of each counted token, [counted tokens].
        weights: Of each counted token; those of a row sum to its share.
        counted: bool [rows, tokens - 1]: whether the token after this position counts.
    """

    logits: "torch.Tensor"
    nats: "torch.Tensor"
    weights: "torch.Tensor"
    counted: "torch.Tensor"


def weighted_answers(network: "nn.Module", batch: dict[str, Any]) -> Answers:
    """Run a batch and look at the tokens that have a weight.

    `batch["weights"]` is [rows, tokens]: the weight of predicting that token, against the others of its row;
    `batch["share"]` is what a row counts as a whole (1 where absent).
    """
    import torch.nn.functional as F  # noqa: N812  (what everyone calls it)

    from selfother.models.logits import logits_at

    weights = batch.pop("weights")[:, 1:] * batch["attention_mask"][:, :-1]  # nothing foretells a row's first token
    shares = batch.pop("share", None)
    targets = batch["input_ids"][:, 1:]
    counted = weights > 0
    logits = logits_at(network, batch, F.pad(counted, (0, 1)))
    nats = F.cross_entropy(logits, targets[counted], reduction="none")
    normed = weights / weights.sum(1, keepdim=True)
    if shares is not None:
        normed = normed * shares[:, None]
    return Answers(logits, nats, normed[counted], counted)


def _collate(rows: Sequence[Row], pad_id: int) -> dict[str, Any]:
    import torch

    from selfother.models.activations import pad_left

    ids, mask, positions = pad_left([row["ids"] for row in rows], pad_id)
    batch: dict[str, Any] = {"input_ids": ids, "attention_mask": mask, "position_ids": positions}
    width = ids.shape[1]
    for key in rows[0]:
        if key == "weights":
            batch[key] = torch.tensor([[0.0] * (width - len(row[key])) + row[key] for row in rows])
        elif key != "ids":
            values = [row[key] for row in rows]
            batch[key] = torch.stack(values) if torch.is_tensor(values[0]) else torch.tensor(values)
    return batch
