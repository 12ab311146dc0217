"""Self-other overlap fine-tuning of any causal LM: a `transformers.Trainer` of which only the loss is ours.

    from selfother import SOOConfig, SOOTrainer, build_pairs

    trainer = SOOTrainer(
        model=network,                      # any causal LM, also a quantised one; or a LanguageModel of ours
        args=SOOConfig(output_dir="runs/soo", layers=[19]),
        train_dataset=build_pairs(),        # rows {"self": text, "other": text}
        processing_class=tokenizer,
        peft_config=LoraConfig(...),        # None: rank 8 on query and value
    )
    trainer.train()
    trainer.save_model()                    # reads back with PeftModel.from_pretrained

Source: Carauleanu et al. 2024, "Towards Safe and Honest AI Agents with Neural Self-Other Overlap", arXiv:2412.16325.

Differs from the paper by default, because the symmetric loss damages small models: the target is frozen (the unadapted
model's representation of the self prompt), the site is the residual stream, and the squared error is divided by the
activation's variance over prompts. `SOOConfig(target="symmetric", site="o_proj", normalise=False)` is the published
loss; `selfother.interventions.overlap.presets` has the published numbers.

What a step computes: one batched forward of the prompts that move, up to the deepest layer that is read, and the
backward of that. Where both prompts of a pair run and begin alike, their beginning is computed once. Frozen targets are
read once, before the first step, with the adapter switched off.

Left out on purpose: evaluation (a loss is no evidence; the probes measure), full fine-tuning (the frozen target needs
the model as it was), and `torch.nn.DataParallel`.
"""

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, get_args

import torch
from peft import PeftConfig, PeftModel
from torch import nn
from transformers import TrainerCallback, TrainingArguments

from selfother.errors import BadArgument
from selfother.interventions.overlap.adapter import (
    attached,
    check_adapter_kind,
    check_trained,
    default_adapter,
    modules_beyond,
)
from selfother.interventions.overlap.loss import Position, Target, spread
from selfother.interventions.overlap.network import Reader, host, packable_tokens
from selfother.interventions.overlap.objective import Objective, Side, Start, Values
from selfother.interventions.overlap.pair_rows import NumberedRows, PairCollator, neutral_texts
from selfother.interventions.training.trainer import LossTrainer
from selfother.models.depth import layer_index
from selfother.models.language_model import LanguageModel, pad_id_of
from selfother.models.layers import Site, base_network, decoder_layers
from selfother.models.layers import site as find_site
from selfother.models.weights import merged_copy

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase

__all__ = ["PairCollator", "SOOConfig", "SOOTrainer"]

RELEASED_LENGTH_TOKENS = 128
"""To this length the released code pads, and over all of it it takes its divergence."""
_UNIT_ROWS = 512
"""The unit of gaps is the variance over at most so many prompts."""


@dataclass
class SOOConfig(TrainingArguments):
    """Settings of overlap fine-tuning, and all those of `transformers.TrainingArguments`.

    Attributes:
        target: "frozen_self" moves the other prompts towards the unadapted self; "symmetric" moves both towards each
            other (published); "frozen_other" moves the self prompts towards the unadapted other (a control).
        site: Where activations are read: "residual" (a layer's output), "o_proj" (the attention's output projection,
            published) or "mlp".
        layers: Indices from 0, negative ones from the end, or shares of the depth; the loss is the mean over them.
            None: the layer at .6 of the depth, as published for Mistral (19 of 32).
        position: "last" token of the prompt, "answer" (last token of the row's "answer", an answer's beginning),
            "mean" over all tokens, or "aligned" (token by token from the end, over the length both have).
        anchor: Weight of what keeps the prompts that do not move where they were, in the same units as the loss.
        keep: Weight of the KL from the unadapted model on neutral texts, nats a token.
        normalise: Divide the squared error by the activation's variance over prompts, so that a rate means the same
            at every layer and in every model. The published error is not divided.
        kl_logits: Minimise what the released code does: KL(other || self) between the full logits over positions
            padded to 128, in two full forward passes. `site`, `layers` and `position` then have no effect.
        cache_targets: Read frozen targets once and keep them in memory (rows x hidden x layers x 4 bytes, times the
            tokens of a row for "aligned"); False reads them in every step.
        module: Dotted name of the module inside a layer that is read; overrides `site`.
        path: Dotted name of the list of layers; overrides the search for it.
    """

    target: Target = field(default="frozen_self", metadata={"help": "Who moves towards whom."})
    site: Site = field(default="residual", metadata={"help": "Which activation of a layer."})
    layers: list[float] | None = field(default=None, metadata={"help": "Which layers. None: at .6."})
    position: Position = field(default="last", metadata={"help": "Which tokens are compared."})
    anchor: float = field(default=0.0, metadata={"help": "Weight of the drift of the prompts that do not move."})
    keep: float = field(default=0.0, metadata={"help": "Weight of the KL on neutral texts."})
    normalise: bool = field(default=True, metadata={"help": "Divide the squared error by the variance over prompts."})
    kl_logits: bool = field(default=False, metadata={"help": "The released code's loss instead of the paper's."})
    cache_targets: bool = field(default=True, metadata={"help": "Read frozen targets once."})
    module: str | None = field(default=None, metadata={"help": "Dotted name of the module that is read."})
    path: str | None = field(default=None, metadata={"help": "Dotted name of the list of layers."})

    learning_rate: float = field(default=2e-4, metadata={"help": "Peak rate of AdamW."})
    remove_unused_columns: bool = field(default=False, metadata={"help": "Must stay false: the collator reads rows."})
    label_names: list[str] | None = field(default_factory=list, metadata={"help": "There are no labels."})

    def __post_init__(self) -> None:
        """Check our own settings, then let transformers check its.

        Raises:
            BadArgument: A setting that is none of those listed, a negative weight, or two that exclude one another.
        """
        for name, known in (("target", Target), ("site", Site), ("position", Position)):
            if getattr(self, name) not in get_args(known):
                raise BadArgument(f"{name} {getattr(self, name)!r}: expected one of {', '.join(get_args(known))}.")
        if isinstance(self.layers, int | float):
            self.layers = [self.layers]
        if self.layers is not None:  # a command line that transformers reads gives 3.0 for 3
            self.layers = [int(layer) if float(layer).is_integer() else layer for layer in self.layers]
        if self.layers is not None and not self.layers:
            raise BadArgument("layers is empty. Name at least one layer, or give None for the one at .6 of the depth.")
        for name in ("anchor", "keep"):
            if getattr(self, name) < 0:
                raise BadArgument(f"{name} is a weight; got {getattr(self, name)}. Give 0 or more.")
        if self.remove_unused_columns:
            raise BadArgument("remove_unused_columns=True takes the texts out of the rows. Leave it out.")
        if self.kl_logits and self.anchor:
            raise BadArgument("anchor holds activations, and kl_logits reads none. Use keep, or one of the two.")
        super().__post_init__()  # type: ignore[no-untyped-call]


class SOOTrainer(LossTrainer):
    """Fine-tunes an adapter so that a model represents others as it represents itself.

    The loss at a site, h the adapted and h* the unadapted activation, Var over prompts:

        L = mean || h(other) - h*(self) ||^2 / Var(h*(other))    + anchor ... + keep ...

    Everything else (devices, precision, several processes, logging, saving) is `transformers.Trainer`'s. Beside its
    loss it logs `overlap`, `anchor`, `keep` and `variance_ratio`: the variance of the moved prompts over the batch
    against that before tuning. A loss that falls while this falls towards 0 is collapse, not overlap.
    """

    args: SOOConfig

    def __init__(
        self,
        model: "nn.Module | LanguageModel",
        args: SOOConfig | None = None,
        *,
        train_dataset: Sequence[Mapping[str, object]],
        processing_class: "PreTrainedTokenizerBase | None" = None,
        peft_config: PeftConfig | None = None,
        neutral_dataset: Sequence[str] | Sequence[Mapping[str, str]] | None = None,
        callbacks: list[TrainerCallback] | None = None,
    ) -> None:
        """Check everything and put the adapter on; nothing is run yet.

        Args:
            model: A causal LM, in any precision, also quantised; its weights are shared, not changed (a quantised one
                is prepared by PEFT in place). A `PeftModel` with a `peft_config` is merged into a copy first; without
                one its own adapter is trained further. A `LanguageModel` brings its tokenizer.
            args: Settings; None means the defaults.
            train_dataset: Rows {"self": text, "other": text}, with "answer" for that position; a list or a
                `datasets.Dataset`.
            processing_class: The tokenizer.
            peft_config: Which adapter: any of PEFT's that is part of the weights, starts as nothing and trains no
                weight of the base. What it names above the deepest layer that is read is left out,
                since no gradient reaches it. None: LoRA of rank 8, alpha 32 on query and value.
            neutral_dataset: Texts, or rows {"text": text}, for `keep`.
            callbacks: As in `Trainer`.

        Raises:
            BadArgument: Rows without the texts that the settings need, no tokenizer, a layer that does not exist, an
                adapter that the loss does not reach, one with which the model switched back is another one (PiSSA,
                bias="all", prompt tuning), or several GPUs in one process.
            UnsupportedModel: An architecture whose sites are unknown; the text names the override.
        """
        args = args if args is not None else SOOConfig()
        if isinstance(model, LanguageModel):
            processing_class = processing_class or model.tokenizer
            model = merged_copy(model.network)
        if processing_class is None:
            raise BadArgument("no tokenizer: give processing_class=..., the tokenizer that belongs to the model.")
        rows = NumberedRows(train_dataset, with_answer=args.position == "answer")
        collator = PairCollator(
            processing_class,
            with_answer=args.position == "answer",
            pad_to_tokens=RELEASED_LENGTH_TOKENS if args.kl_logits else None,
            neutral=neutral_texts(neutral_dataset, args.keep),
            pad_id=pad_id_of(processing_class, model),
        )
        layers = _layers(model, args)
        network = _adapted(model, peft_config, layers, args)
        super().__init__(
            loss=self._loss_of_pairs,
            model=network,
            args=args,
            train_dataset=rows,
            data_collator=collator,
            processing_class=processing_class,
            callbacks=callbacks,
        )
        if args.n_gpu > 1:
            raise BadArgument(
                f"{args.n_gpu} GPUs in one process would cut batches in the middle of pairs. "
                "Start one process a GPU with `accelerate launch`, or set CUDA_VISIBLE_DEVICES to one."
            )
        self.loss_is_scaled_for_ga = False  # ours is a mean over the batch
        self._rows = rows
        self._objective = self._make_objective(network, layers)
        if self._objective.reads_pairs and not self._is_sharded:
            collator.packs_up_to_tokens = packable_tokens(network)
        self._start: Start | None = None
        self._terms: dict[str, list[torch.Tensor]] = {}
        host(network)

    def _loss_of_pairs(self, model: nn.Module, inputs: dict[str, Any]) -> torch.Tensor:
        """Return the loss of one batch of pairs."""
        if self._start is None:
            self._start = self._read_start(model)
        if not self._start.takes_packed:
            inputs = _alone(inputs)
        unit = self._start.unit
        terms = model(
            run=partial(
                self._objective.terms,
                batch=inputs,
                start=self._start.of(inputs["index"].tolist(), unit.device),
                unit=unit if self.args.normalise else torch.ones_like(unit),
            )
        )
        self._remember(terms, unit)
        loss: torch.Tensor = terms["loss"]
        return loss

    def log(self, logs: dict[str, float], *args: Any, **kwargs: Any) -> None:
        """Log, and beside a loss the terms it is made of: means over the steps since the last time."""
        if "loss" in logs and self._terms:
            terms = {key: torch.stack(values).mean() for key, values in sorted(self._terms.items())}
            means = self.accelerator.reduce(torch.stack(list(terms.values())), reduction="mean")
            logs = {**logs, **dict(zip(terms, means.tolist(), strict=True))}
            self._terms = {}
        super().log(logs, *args, **kwargs)

    def _remember(self, terms: Mapping[str, torch.Tensor], unit: torch.Tensor) -> None:
        for key, value in terms.items():
            if key == "variance" and bool((unit > 0).all()):
                self._terms.setdefault("variance_ratio", []).append((value / unit.pow(2)).mean())
            elif key in ("overlap", "anchor", "keep"):
                self._terms.setdefault(key, []).append(value.detach().float())

    @property
    def _is_sharded(self) -> bool:
        return bool(self.is_fsdp_enabled or self.is_deepspeed_enabled)

    def _make_objective(self, network: PeftModel, layers: Sequence[int]) -> Objective:
        args = self.args
        forward = inspect.signature(base_network(network).forward).parameters
        reader = Reader(
            tuple(find_site(network, layer, args.site, module=args.module, path=args.path) for layer in layers),
            # an exception that ends the pass would be raised through modules that must see their forward end
            stop=not (self._is_sharded or args.gradient_checkpointing),
            joins_output=self._is_sharded,
            takes_few_logits="logits_to_keep" in forward,
        )
        return Objective(
            network,
            reader,
            target=args.target,
            position=args.position,
            anchor=args.anchor,
            keep=args.keep,
            by_logits=args.kl_logits,
        )

    def _read_start(self, model: nn.Module) -> Start:
        """Read the unadapted network: the unit, the frozen targets if they are kept, whether it takes rows of pairs.

        Every process reads the whole dataset, so that all of them run the same number of forwards.
        """
        objective, device = self._objective, self.args.device
        if objective.by_logits:
            return Start(torch.ones(1, device=device))
        size = len(self._rows)
        kept = [objective.still] if objective.needs_start and self.args.cache_targets else []
        ends: list[torch.Tensor] = []
        takes_packed: bool | None = None  # not tried yet
        targets: dict[Side, list[torch.Tensor]] = {side: [] for side in kept}
        step = max(1, self.args.per_device_train_batch_size)
        for first in range(0, size if kept else min(size, _UNIT_ROWS), step):
            sides = [*kept, *([objective.moved] if first < _UNIT_ROWS else [])]
            rows_of_step = [self._rows[number] for number in range(first, min(size, first + step))]
            batch: dict[str, Any] = self._prepare_inputs(self.data_collator(rows_of_step))
            with torch.no_grad():
                if takes_packed is None and "packed" in batch:
                    takes_packed = model(run=partial(objective.agrees_packed, batch=batch))
                read: dict[Side, Values] = model(run=partial(objective.read_start, batch=_alone(batch), sides=sides))
            if objective.moved in read:
                ends.append(read[objective.moved].values[:, -1])
            for side in kept:
                values, mask = read[side]
                targets[side] += [row[is_real.bool()].cpu() for row, is_real in zip(values, mask, strict=True)]
        unit = torch.stack([spread(of_site) for of_site in torch.cat(ends)[:_UNIT_ROWS].unbind(1)])
        if self.args.normalise and not bool((unit > 0).all()):
            raise BadArgument(
                f"the {len(torch.cat(ends))} {objective.moved} prompts all have the same activation where the loss is "
                "read, so it cannot be divided by their variance. Give prompts that differ, or normalise=False."
            )
        return Start(unit, bool(takes_packed), targets)


def _alone(batch: dict[str, Any]) -> dict[str, Any]:
    """Return a batch whose prompts have rows of their own."""
    return {key: value for key, value in batch.items() if key != "packed"}


def _layers(network: nn.Module, args: SOOConfig) -> list[int]:
    """Return the layers that are read, ascending; checks that their sites exist."""
    depth = len(decoder_layers(network, path=args.path))
    chosen = sorted({layer_index(layer, depth, key="layers") for layer in args.layers or [0.6]})
    for layer in chosen:
        find_site(network, layer, args.site, module=args.module, path=args.path)
    return chosen


def _adapted(network: nn.Module, config: PeftConfig | None, layers: Sequence[int], args: SOOConfig) -> PeftModel:
    if isinstance(network, PeftModel) and config is None:
        if not any(parameter.requires_grad for parameter in network.parameters()):
            raise BadArgument(
                "the adapter of this PeftModel is frozen. Load it with is_trainable=True to train it further, "
                "or give a peft_config for another one on top."
            )
        check_adapter_kind(network.active_peft_config)
        check_trained(network)
        return network
    base = merged_copy(network)
    if args.kl_logits:  # read from the network's end: every module is reached
        beyond, reached = [], None
    else:
        deepest = find_site(base, layers[-1], args.site, module=args.module, path=args.path)
        beyond, reached = modules_beyond(base, deepest, layers[-1], args.path), range(layers[-1] + 1)
    return attached(
        base,
        config or default_adapter(base, reached, args.path),
        beyond=beyond,
        seed=args.seed,
        checkpointing=bool(args.gradient_checkpointing),
    )
