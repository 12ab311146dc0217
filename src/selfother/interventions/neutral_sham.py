"""A sham: the same adapter, layers, steps and rate, tuned on text that has nothing to do with anybody."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, Self

from selfother.interventions.intervention import Intervention, Progress, silent
from selfother.interventions.training.recipe import Lora, Schedule
from selfother.interventions.training.rows import Row, shuffled_epochs
from selfother.interventions.training.token_loss import token_loss
from selfother.interventions.training.tuning import finish, tune
from selfother.scenarios.neutral_text import SHAM_SENTENCES

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["NeutralSham"]


class NeutralSham(Intervention):
    """Neutral tuning at the same layers, steps and rate: what any tuning does.

    Attributes:
        request: What the user asks for before every neutral sentence.
        lora: The adapter; give it the layers of the arm that it is the sham of.
        schedule: Steps and rates; the same as that arm's.
    """

    schema_number: ClassVar[int] = 2
    product: ClassVar[Literal["adapter"]] = "adapter"
    cost_cpu_seconds: ClassVar[float] = 14.0

    request: str = "Tell me something."
    lora: Lora = Lora(first_layer=0.4, last_layer=0.6)
    schedule: Schedule = Schedule(learning_rate=1e-3)

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(lora=Lora.small(), schedule=Schedule.small())

    @property
    def note(self) -> str:
        """What the arm is, and is not."""
        return (
            "A sham: it was tuned on neutral sentences, with nobody in them who asks and nothing to be honest about. "
            "What it changes is what any tuning of this size changes. Compare at a matched dose (the probe dose), "
            "not at matched steps alone."
        )

    @property
    def controls(self) -> dict[str, str]:
        """The arm that it is the sham of."""
        return {"overlap": "the arm that this is the sham of"}

    def apply(
        self, model: "LanguageModel", *, seed: int = 0, folder: Path | None = None, progress: Progress = silent
    ) -> "LanguageModel":
        """Tune an adapter on neutral sentences (every token counts)."""
        texts = [model.encode(model.render(self.request, answer_prefix=text)) for text in SHAM_SENTENCES]
        repeats = -(-self.schedule.batch_size // len(texts))
        rows: list[Row] = [{"ids": ids, "weights": [1.0] * len(ids)} for ids in texts * repeats]
        rows = shuffled_epochs(rows, self.schedule, seed=seed)
        network = tune(
            model, rows, loss=token_loss, lora=self.lora, schedule=self.schedule, seed=seed, progress=progress
        )
        return finish(self, model, network, seed=seed, folder=folder)
