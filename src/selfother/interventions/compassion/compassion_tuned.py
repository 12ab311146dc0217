"""An adapter that is tuned on traces of judged care, or on one of three controls of the same length."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, Self

from pydantic import Field

from selfother.interventions.compassion.traces import TraceKind, traces_of
from selfother.interventions.intervention import Intervention, Progress, silent
from selfother.interventions.training.recipe import Lora, Schedule
from selfother.interventions.training.rows import Row, prompt_row, shuffled_epochs
from selfother.interventions.training.token_loss import token_loss
from selfother.interventions.training.tuning import finish, tune

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["CompassionTuned"]


class CompassionTuned(Intervention):
    """Tuning on judged traces: a judgement and the care that follows from it, or a control of the same length.

    The traces are made by rule from the training half of the situations of `ease_or_honour`. No reply that the bench
    offers is in them. Ask the arm about the other half: `ease_or_honour:split=held_out`.

    Attributes:
        kind: What is thought and said: "judged", "mirroring", "cold" or "unrelated thought".
        traces: How many traces, 0 for all.
        lora: The adapter, the same for every kind.
        schedule: Steps and rates, the same for every kind.
    """

    product: ClassVar[Literal["adapter"]] = "adapter"
    cost_cpu_seconds: ClassVar[float] = 200.0

    kind: TraceKind = "judged"
    traces: int = Field(0, ge=0)
    lora: Lora = Lora(rank=16, projections=("q", "v", "o", "gate", "up", "down"), first_layer=0.5)
    schedule: Schedule = Schedule(steps=64, batch_size=8, learning_rate=2e-3, final_rate=0.1)

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(traces=8, lora=Lora.small(), schedule=Schedule.small())

    @property
    def note(self) -> str:
        """What the arm is, and is not."""
        return (
            f"Tuned on traces of the kind “{self.kind}”, made by rule from half of the situations of ease_or_honour. "
            "What it does on the other half shows whether it learned the rule; what it does on the same half shows "
            "nothing."
        )

    @property
    def controls(self) -> dict[str, str]:
        """The other kinds, by what they tell apart."""
        return {
            "compassion_tuned:kind=mirroring": "whether warmth alone does it",
            "compassion_tuned:kind=cold": "whether the judgement alone does it",
            "compassion_tuned:kind='unrelated thought'": "whether any thought of that length does it",
        }

    def apply(
        self, model: "LanguageModel", *, seed: int = 0, folder: Path | None = None, progress: Progress = silent
    ) -> "LanguageModel":
        """Tune an adapter on the answers of the traces (every token counts)."""
        end = model.tokenizer.eos_token or ""
        traces = traces_of(self.kind, lambda text: len(model.tokenizer(text, add_special_tokens=False)["input_ids"]))
        rows: list[Row] = [
            prompt_row(model, model.render(trace.message), f"{trace.answer}{end}", weights=lambda count: [1.0] * count)
            for trace in traces[: self.traces or None]
        ]
        rows = shuffled_epochs(rows, self.schedule, seed=seed)
        network = tune(
            model, rows, loss=token_loss, lora=self.lora, schedule=self.schedule, seed=seed, progress=progress
        )
        return finish(self, model, network, seed=seed, folder=folder)
