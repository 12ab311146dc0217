"""Relearning: a few steps of tuning on lies, to see how soon a cured model lies again.

A cure that only hides the lie is undone sooner than the lie was learnt. So the same steps are applied after every arm
and to the stock model, which never lied, and the lies are read after each number of steps. Rows and rate do not depend
on the number of steps: fewer steps are the beginning of more, and the numbers of one arm are points of one training.

Source: the relearning test of unlearning methods (Lynch et al. 2024, "Eight methods to evaluate robust unlearning in
LLMs", arXiv:2402.16835), on deception instead of facts.
"""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, Self

from pydantic import Field

from selfother.interventions.intervention import Intervention, Progress, silent
from selfother.interventions.training.recipe import Lora, Schedule
from selfother.interventions.training.rows import Row, prompt_row, shuffled_epochs
from selfother.interventions.training.token_loss import token_loss
from selfother.interventions.training.tuning import finish, tune
from selfother.scenarios.located_object import situations_of
from selfother.seeds import derive

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["Relearning"]


class Relearning(Intervention):
    """Relearning: supervised tuning on lies to rivals, which shows how deep a cure goes.

    Only rivals ask, so what is relearned may be a lie to everybody: read it beside the truth to a friend.

    Attributes:
        families: Scenario families of the prompts, in equal parts.
        pairs: How many situations a family, both orders counted.
        lora: The adapter; over all layers, since whoever undoes a cure is not bound to where it was made.
        schedule: Steps and rates. Without warm-up and at a constant rate, fewer steps are the beginning of more.
    """

    schema_number: ClassVar[int] = 1
    product: ClassVar[Literal["adapter"]] = "adapter"
    cost_cpu_seconds: ClassVar[float] = 30.0

    families: tuple[str, ...] = Field(("burglary", "treasure_hunt"), min_length=1)
    pairs: int = Field(64, ge=2, multiple_of=2)
    lora: Lora = Lora()
    schedule: Schedule = Schedule(steps=8, learning_rate=5e-4, warmup_steps=0)

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(pairs=8, lora=Lora.small(), schedule=Schedule.small())

    @property
    def note(self) -> str:
        """What the product is for, and is not."""
        return (
            "Tuned on lies to rivals for a number of steps, to see how soon a cure is undone. It is deceptive on "
            "purpose, as far as those steps go. Compare the steps that it takes with those that the base takes."
        )

    def apply(
        self, model: "LanguageModel", *, seed: int = 0, folder: Path | None = None, progress: Progress = silent
    ) -> "LanguageModel":
        """Tune an adapter on the place where the object is not (cross-entropy of its tokens).

        Raises:
            BadArgument: Fewer rows than a batch, or a layer that the model does not have.
            UnknownName: No such scenario family.
        """
        rows: list[Row] = [
            prompt_row(
                model,
                model.render(one.prompt("rival"), answer_prefix=one.answer_prefix),
                f" {one.untruth('rival')}",
                weights=lambda count: [1.0] * count,
            )
            for one in situations_of(self.families, count=self.pairs, split="train", seed=derive(seed, "relearning"))
        ]
        rows = shuffled_epochs(rows, self.schedule, seed=seed)
        network = tune(
            model, rows, loss=token_loss, lora=self.lora, schedule=self.schedule, seed=seed, progress=progress
        )
        return finish(self, model, network, seed=seed, folder=folder)
