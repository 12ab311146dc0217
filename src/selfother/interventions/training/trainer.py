"""The one subclass of `transformers.Trainer`: only the loss is ours. Every training of the project runs on it.

Imported inside functions only: `transformers.Trainer` takes seconds to import.
"""

import tempfile
import warnings
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import torch
from accelerate.utils import broadcast_object_list
from peft import LoraConfig, get_peft_model
from torch import nn
from transformers import Trainer, TrainerCallback, TrainingArguments

from selfother.interventions.intervention import Progress
from selfother.interventions.training.recipe import Lora, Schedule
from selfother.interventions.training.token_loss import Loss
from selfother.models.layers import decoder_layers, projection_names
from selfother.models.weights import merged_copy, share_weights_copy
from selfother.seeds import derive

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["Ends", "LossTrainer", "MasterWeights", "Reports", "arguments", "attach"]


class MasterWeights(torch.optim.AdamW):
    """AdamW on float32 copies of parameters of a narrower type.

    An adapter in the base's type is several times faster than one in float32 on a bfloat16 base, which casts every
    activation twice; but bfloat16 has 8 bits for the sum of many small steps. So the steps are summed here, and what
    the network computes with is the rounded sum (Micikevicius et al. 2018, arXiv:1710.03740).
    """

    def __init__(self, parameters: Iterable[nn.Parameter], **settings: Any) -> None:
        """Copy the parameters; `settings` are AdamW's."""
        self._narrow = list(parameters)
        self._wide = [nn.Parameter(parameter.detach().float().clone()) for parameter in self._narrow]
        super().__init__(self._wide, **settings)

    def step(self, closure: Any = None) -> None:  # type: ignore[override]  # as in Trainer's use: no closure
        """Step the float32 copies by the gradients of the parameters, and round them into the parameters."""
        for narrow, wide in zip(self._narrow, self._wide, strict=True):
            wide.grad = None if narrow.grad is None else narrow.grad.float()
        super().step(closure)
        with torch.no_grad():
            for narrow, wide in zip(self._narrow, self._wide, strict=True):
                narrow.copy_(wide)

    def zero_grad(self, set_to_none: bool = True) -> None:
        """Forget the gradients of the parameters and of their copies."""
        super().zero_grad(set_to_none)
        for narrow in self._narrow:
            narrow.grad = None


class LossTrainer(Trainer):
    """A `Trainer` whose loss is a function of (network, batch); the rest is `Trainer`'s."""

    model: nn.Module

    def __init__(self, *, loss: Loss, sums_in_float32: bool = False, **settings: Any) -> None:
        """Set up the loop.

        Args:
            loss: (network, collated batch) -> scalar.
            sums_in_float32: Sum the steps of parameters of a narrower type in `MasterWeights`.
            settings: `Trainer`'s.
        """
        self._loss, self._sums_in_float32 = loss, sums_in_float32
        super().__init__(**settings)

    def create_optimizer(self, model: nn.Module | None = None) -> torch.optim.Optimizer:
        """Return Trainer's AdamW, on float32 copies where that is wished and parameters are of a narrower type."""
        trained = [parameter for parameter in self.model.parameters() if parameter.requires_grad]
        is_narrow = any(parameter.dtype != torch.float32 for parameter in trained)
        if self._sums_in_float32 and self.optimizer is None and is_narrow:
            given = self.args
            self.optimizer = MasterWeights(
                trained,
                lr=given.learning_rate,
                betas=(given.adam_beta1, given.adam_beta2),
                eps=given.adam_epsilon,
                weight_decay=given.weight_decay,
            )
        return super().create_optimizer()

    def compute_loss(
        self,
        model: nn.Module,
        inputs: dict[str, Any],
        return_outputs: bool = False,
        num_items_in_batch: torch.Tensor | int | None = None,
    ) -> Any:
        """Return the loss of one batch."""
        value = self._loss(model, inputs)
        return (value, None) if return_outputs else value


class Reports(TrainerCallback):
    """Tells the caller how far the training is."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        self._progress(state.global_step, state.max_steps, "training steps")


class Ends(TrainerCallback):
    """Ends the training before its last step, once what it was for is reached."""

    def __init__(self, until: Callable[[], bool]) -> None:
        self._until = until

    def on_step_end(self, args: Any, state: Any, control: Any, **_: Any) -> None:
        (control.should_training_stop,) = broadcast_object_list([control.should_training_stop or self._until()])


def arguments(schedule: Schedule, *, seed: int, on_cpu: bool) -> TrainingArguments:
    """Return the Trainer's arguments for a schedule: nothing is saved, logged or reported on the way."""
    return TrainingArguments(
        output_dir=tempfile.gettempdir(),
        max_steps=schedule.steps,
        per_device_train_batch_size=schedule.batch_size,
        learning_rate=schedule.learning_rate,
        lr_scheduler_type="cosine_with_min_lr",
        lr_scheduler_kwargs={"min_lr_rate": schedule.final_rate},
        warmup_steps=schedule.warmup_steps,
        max_grad_norm=schedule.clip,
        adam_beta2=schedule.beta2,
        weight_decay=0.0,
        seed=derive(seed, "trainer") % 2**31,
        use_cpu=on_cpu,
        remove_unused_columns=False,
        train_sampling_strategy="sequential",  # the order of the rows is the caller's, drawn from labelled seeds
        dataloader_drop_last=True,
        dataloader_pin_memory=False,
        label_names=[],
        save_strategy="no",
        logging_strategy="no",
        report_to="none",
        disable_tqdm=True,
    )


def attach(model: "LanguageModel", lora: Lora, *, seed: int) -> nn.Module:
    """Return a trainable `PeftModel` over a copy that shares the model's weights; its start is drawn from the seed."""
    base = share_weights_copy(merged_copy(model.network))
    layers = lora.layers(len(decoder_layers(base)), model=model.name)
    names = projection_names(base, lora.projections, layers=layers)
    config = LoraConfig(
        r=lora.rank,
        lora_alpha=lora.alpha,  # type: ignore[arg-type]  # PEFT divides it: any number will do
        lora_dropout=lora.dropout,
        target_modules=names,
        task_type="CAUSAL_LM",
    )
    with torch.random.fork_rng(devices=[]), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PEFT remarks on tied embeddings, and calls what transformers deprecates
        torch.manual_seed(derive(seed, "adapter"))
        network = get_peft_model(base, config, autocast_adapter_dtype=False)  # in the base's type
    return network.train()
