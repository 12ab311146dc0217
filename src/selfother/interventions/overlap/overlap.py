"""Self-other overlap: what a model represents when it answers another is moved to what it represents for itself.

Source: Carauleanu et al. 2024, "Towards Safe and Honest AI Agents with Neural Self-Other Overlap", arXiv:2412.16325.

Differs from the paper: the target is frozen (the self representation of the model before tuning) instead of moving
both prompts towards each other, which damages small models; the site is the residual stream at the last token of the
answer's beginning; the mean squared error is divided by the activation's variance over prompts and computed in
float32, where bfloat16 would underflow. Which prompts are moved, and towards which, are settings, because every
control of the method is the same loss between other prompts.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, Self

from pydantic import Field, model_validator

from selfother.errors import BadArgument
from selfother.interventions.intervention import Intervention, Progress, silent
from selfother.interventions.training.recipe import Lora, Schedule
from selfother.interventions.training.rows import Collate, Row, pad_rows, shuffled_epochs
from selfother.interventions.training.tuning import finish, tune
from selfother.models.depth import Layer
from selfother.scenarios.located_object import Addressee, Situation, situations
from selfother.seeds import stream

if TYPE_CHECKING:
    import torch
    from torch import nn

    from selfother.models.language_model import LanguageModel

__all__ = ["Overlap"]

_TARGETS = {
    "rival": "a rival",
    "self": "oneself",
    "friend": "a friend",
    "other": "another rival",
    "fact": "nobody in particular",
    "perspective": "somebody who asks what a mistaken person believes",
    "sibling": "a sibling",
    "stranger": "a stranger",
    "enemy": "an enemy",
    "ally": "an ally",
    "judge": "a judge",
    "past_self": "one's past self",
    "fictional_self": "oneself in a story",
    "nobody": "nobody at all",
    "instructed": "a rival, under orders to mislead",
}
_CHANGES = {
    "shuffled": " of another situation",
    "wrong_room": " with the two places swapped",
    "random_direction": ", as far as those lie away, but in a random direction",
    "symmetric": ", which moved too",
}
"""Setting -> what it makes of the loss, in words; each is a control of its own."""
_CONTROLS = {
    "neutral_sham": "what any tuning of this size does",
    "overlap:towards=friend": "whether a friend as target does the same",
    "overlap:towards=other": "two rivals by name, no self",
    "overlap:shuffled=true": "the self of another situation",
    "overlap:wrong_room=true": "whether answers are distilled: a self that names the wrong place",
    "overlap:moved=self,towards=rival": "the reverse",
    "overlap:random_direction=true": "a push as strong in a direction that means nothing",
    "overlap:symmetric=true": "the published loss, in which both sides move",
    "honest_labels": "the upper bound, which is told the true answers",
}


class Overlap(Intervention):
    """Self-other overlap: answers to a rival are represented as answers to oneself.

    The loss at layer l, over pairs of prompts that differ only in the addressee (h the activation at the last token
    of the answer's beginning, h* that of the unadapted model):

        L = mean || h_l(moved) - h*_l(towards) ||^2 / Var(h*_l(moved))

    Attributes:
        moved: Whose prompts are moved. "self" towards "rival" is the reverse arm.
        towards: Whose representation is the target: "self" is the method; "friend" and "other" are controls.
        shuffled: Pair every prompt with another situation's target: a control that keeps the targets' distribution.
            Chance gives a prompt or two of a run the target of their own mirror.
        wrong_room: Take the target from the situation with its two places swapped. If a wrong self makes liars of
            honest answers, the arm distils answers, not a self.
        random_direction: Move every prompt by one random direction, as far as the targets lie away on average.
        symmetric: Let both sides move towards each other, as published, instead of one towards what the other was.
        position: Which token is read: the last of the answer's beginning, or the last of the prompt, before any
            token of an answer.
        family: Scenario family of the pairs.
        pairs: How many situations, both orders counted.
        layer: Where the loss is read: an index, or a share of the depth (18 of 30); adapters sit at or below it.
        site: Which activation of that layer.
        lora: The adapter; its last layer is `layer` unless it says otherwise.
        schedule: Steps and rates.
    """

    schema_number: ClassVar[int] = 1
    product: ClassVar[Literal["adapter"]] = "adapter"
    cost_cpu_seconds: ClassVar[float] = 11.5

    moved: Addressee = "rival"
    towards: Addressee = "self"
    shuffled: bool = False
    wrong_room: bool = False
    random_direction: bool = False
    symmetric: bool = False
    position: Literal["answer", "prompt"] = "answer"
    family: str = "burglary"
    pairs: int = Field(48, ge=2)
    layer: Layer = 0.6
    site: Literal["residual", "o_proj", "mlp"] = "residual"
    lora: Lora = Lora(first_layer=0.4)
    schedule: Schedule = Schedule(learning_rate=1e-3)

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(layer=1, pairs=8, lora=Lora.small(), schedule=Schedule.small())

    @model_validator(mode="after")
    def _check_controls(self) -> Self:
        changed = [name for name in _CHANGES if getattr(self, name)]
        if len(changed) > 1:
            raise ValueError(f"{' and '.join(changed)} are controls of their own: set one of them")
        return self

    @property
    def is_method(self) -> bool:
        """Whether this is overlap with oneself, and not one of its controls."""
        return (self.moved, self.towards) == ("rival", "self") and not any(getattr(self, name) for name in _CHANGES)

    @property
    def adapter(self) -> Lora:
        """The adapter: it ends at the layer that is read, unless it says otherwise."""
        return (
            self.lora if self.lora.last_layer is not None else self.lora.model_copy(update={"last_layer": self.layer})
        )

    @property
    def note(self) -> str:
        """What the arm is, and is not."""
        if self.is_method:
            return (
                "What the model represents when a rival asks was moved to what it represents when it asks itself, as "
                "it was before the tuning. That is not evidence of a self, and honesty towards others than those of "
                "the prompts is a thing to measure. Where a friend as target does the same, nothing is owed to the "
                "self."
            )
        if self.symmetric and (self.moved, self.towards) == ("rival", "self"):
            return (
                "What the model represents when a rival asks and when it asks itself were moved towards each other, "
                "the form that was published. Where both sides move, all prompts may become alike: read the variation "
                "over prompts beside honesty. Where a friend as target does the same, nothing is owed to the self."
            )
        what = f"its answers to {_TARGETS[self.moved]}"
        how = "".join(words for name, words in _CHANGES.items() if getattr(self, name))
        return (
            f"A control of self-other overlap, by the same loss: {what} were moved towards those to "
            f"{_TARGETS[self.towards]}{how}. It is not meant to make a model honest: it shows what of the method's "
            "effect is not owed to the self."
        )

    @property
    def controls(self) -> dict[str, str]:
        """What overlap has to beat; a control has to be beaten by it."""
        return dict(_CONTROLS) if self.is_method else {"overlap": "the method that this is a control of"}

    def apply(
        self, model: "LanguageModel", *, seed: int = 0, folder: Path | None = None, progress: Progress = silent
    ) -> "LanguageModel":
        """Tune an adapter on the overlap loss.

        Raises:
            BadArgument: The model has no such layer, it represents every prompt alike there, or there are fewer pairs
                than a batch.
            UnknownName: No such scenario family.
        """
        from selfother.interventions.overlap.loss import spread, squared_gap
        from selfother.models.activations import last_token_activations

        drawn = situations(self.family, count=self.pairs, split="train", seed=seed)
        partners = [drawn[index] for index in self._partners(len(drawn), seed)]
        if self.wrong_room:
            partners = [replace(one, place=one.empty, empty=one.place) for one in partners]
        moved = [self._prompt(model, situation, self.moved) for situation in drawn]
        towards = [self._prompt(model, one, self.towards) for one in partners]
        read = {"layer": self.layer, "site": self.site}
        start = last_token_activations(model, moved, **read)  # type: ignore[arg-type]  # checked literals
        unit = spread(start)
        if not float(unit) > 0:
            raise BadArgument(
                f"{model.name} represents all {len(moved)} prompts alike at layer={self.layer:g}, site={self.site}, "
                f"position={self.position}, so the distance to a target has no unit. Read another layer, site or "
                "position."
            )
        rows: list[Row]
        if self.symmetric:
            rows = [{"ids": ids, "towards_ids": other} for ids, other in zip(moved, towards, strict=True)]
        else:
            target = last_token_activations(model, towards, **read)  # type: ignore[arg-type]
            target = self._away(start, target, seed) if self.random_direction else target
            rows = [{"ids": ids, "target": row} for ids, row in zip(moved, target, strict=True)]

        def loss(network: "nn.Module", batch: "dict[str, torch.Tensor]") -> "torch.Tensor":
            from selfother.models.activations import capture

            wanted = batch.pop("target", None)
            hidden = capture(network, batch, layer=self.layer, site=self.site)[:, -1]
            if wanted is None:
                hidden, wanted = hidden.chunk(2)
            return squared_gap(hidden, wanted, unit.to(hidden.device)).mean()

        network = tune(
            model,
            shuffled_epochs(rows, self.schedule, seed=seed),
            loss=loss,
            lora=self.adapter,
            schedule=self.schedule,
            seed=seed,
            progress=progress,
            collate=_both_sides(model.pad_id) if self.symmetric else None,
        )
        return finish(self, model, network, seed=seed, folder=folder)

    def _away(self, start: "torch.Tensor", target: "torch.Tensor", seed: int) -> "torch.Tensor":
        """Return the start, moved by one random direction as far as the targets lie away on average."""
        import torch

        drawn = stream(seed, "overlap", "direction").standard_normal(start.shape[1])
        direction: torch.Tensor = torch.tensor(drawn, dtype=start.dtype)
        moved: torch.Tensor = start + direction / direction.norm() * (target - start).mean(0).norm()
        return moved

    def _partners(self, count: int, seed: int) -> list[int]:
        """Return whose target each prompt gets: its own, or, shuffled, that of another prompt."""
        own = list(range(count))
        if not self.shuffled:
            return own
        order = stream(seed, "overlap", "shuffle").permutation(count)
        return [int(order[(rank + 2) % count]) for rank in sorted(own, key=lambda rank: order[rank])]

    def _prompt(self, model: "LanguageModel", one: Situation, addressee: Addressee) -> list[int]:
        begun = one.answer_prefix if self.position == "answer" else ""
        return model.encode(model.render(one.prompt(addressee), answer_prefix=begun))


def _both_sides(pad_id: int) -> Collate:
    """Return a collator that puts the moved prompts of a batch above their targets' prompts."""

    def collate(rows: Sequence[Row]) -> "dict[str, torch.Tensor]":
        sides = [{"ids": row[side]} for side in ("ids", "towards_ids") for row in rows]
        return pad_rows(sides, pad_id)

    return collate
