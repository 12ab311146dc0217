"""What every intervention that trains has in common: rows in order and a loss become a trained adapter.

    tune           rows in order + loss -> a network with a trained adapter; the base is left as it was
    finish         that network -> a `LanguageModel` with an adapter, written to a folder if there is one
    finish_model   that network -> a `LanguageModel` of its own, the adapter merged

Only the loss differs between interventions. The loop is `transformers.Trainer`'s, so what it knows of devices,
precision and several processes holds here too.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selfother.errors import BadArgument
from selfother.interventions.intervention import Intervention, Progress, silent
from selfother.interventions.training.recipe import Lora, Schedule
from selfother.interventions.training.rows import Collate, Row, pad_rows
from selfother.interventions.training.token_loss import Loss

if TYPE_CHECKING:
    from torch import nn

    from selfother.models.language_model import LanguageModel

__all__ = ["finish", "finish_model", "tune"]


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
    from transformers import PrinterCallback

    from selfother.interventions.training.fused_adapter import fuses_adapters
    from selfother.interventions.training.trainer import Ends, LossTrainer, Reports, arguments, attach
    from selfother.models.attention import attends_by_products

    if len(rows) != schedule.steps * schedule.batch_size:
        raise BadArgument(
            f"{schedule.steps} steps of {schedule.batch_size} need {schedule.steps * schedule.batch_size} rows; "
            f"got {len(rows)}. Make them with shuffled_epochs."
        )
    network = attach(model, lora, seed=seed)
    pad_id = model.pad_id
    trainer = LossTrainer(
        loss=lambda network, batch: loss(network, dict(batch)),
        sums_in_float32=True,
        model=network,
        args=arguments(schedule, seed=seed, on_cpu=model.device.type == "cpu"),
        train_dataset=rows,
        data_collator=collate or (lambda chosen: pad_rows(chosen, pad_id)),
        callbacks=[Reports(progress), *([Ends(until)] if until is not None else [])],
    )
    trainer.remove_callback(PrinterCallback)  # which takes the place of a bar
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
