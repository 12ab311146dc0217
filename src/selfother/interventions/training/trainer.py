"""The one subclass of `transformers.Trainer`: only the loss is ours.

Imported inside functions only: `transformers.Trainer` takes seconds to import.
"""

import tempfile
import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import torch
from accelerate.utils import broadcast_object_list
from peft import LoraConfig, get_peft_model
from torch import nn
from torch.utils.data import SequentialSampler
from transformers import PrinterCallback, Trainer, TrainerCallback, TrainingArguments

from selfother.interventions.intervention import Progress
from selfother.interventions.training.tuning import Lora, Loss, Row, Schedule
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
        self._wide = [nn.Parameter(one.detach().float().clone()) for one in self._narrow]
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
    """A `Trainer` whose loss is a function of (network, batch), and whose rows come in the order given."""

    def __init__(
        self,
        *,
        network: nn.Module,
        rows: Sequence[Row],
        loss: Loss,
        collate: Callable[[Sequence[Row]], dict[str, Any]],
        arguments: TrainingArguments,
        progress: Progress,
        until: Callable[[], bool] | None = None,
    ) -> None:
        """Set up the loop; see `selfother.interventions.training.tuning.tune`."""
        self._loss = loss
        super().__init__(
            model=network, args=arguments, train_dataset=rows, data_collator=collate, callbacks=[Reports(progress)]
        )  # type: ignore[arg-type]  # any sized sequence serves as a dataset
        self.remove_callback(PrinterCallback)
        if until is not None:
            self.add_callback(Ends(until))

    def _get_train_sampler(self, train_dataset: Any = None) -> SequentialSampler:
        """Return the rows as they were given: their order is the caller's, drawn from labelled seeds."""
        return SequentialSampler(train_dataset if train_dataset is not None else self.train_dataset)

    def create_optimizer(self, model: nn.Module | None = None) -> torch.optim.Optimizer:
        """Return Trainer's AdamW, on float32 copies where the adapter is of a narrower type."""
        trained = [one for one in self.model.parameters() if one.requires_grad]
        if self.optimizer is None and any(one.dtype != torch.float32 for one in trained):
            given = self.args
            self.optimizer = MasterWeights(
                trained,
                lr=given.learning_rate,
                betas=(given.adam_beta1, given.adam_beta2),
                eps=given.adam_epsilon,
                weight_decay=given.weight_decay,
            )
        return super().create_optimizer()

    def compute_loss(self, model: nn.Module, inputs: dict[str, Any], return_outputs: bool = False, **_: Any) -> Any:
        """Return the loss of one batch."""
        value = self._loss(model, dict(inputs))
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
        lora_alpha=lora.alpha,
        lora_dropout=lora.dropout,
        target_modules=names,
        task_type="CAUSAL_LM",
    )
    with torch.random.fork_rng(devices=[]), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PEFT remarks on tied embeddings, and calls what transformers deprecates
        torch.manual_seed(derive(seed, "adapter"))
        network = get_peft_model(base, config, autocast_adapter_dtype=False)  # in the base's type
    return network.train()
