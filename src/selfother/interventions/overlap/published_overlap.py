"""Overlap as it was published: both prompts move towards each other, on bare fragments, with no term that protects.

Source: Carauleanu et al. 2024, "Towards Safe and Honest AI Agents with Neural Self-Other Overlap", arXiv:2412.16325,
with the numbers that the paper gives for Mistral-7B; `presets.py` says what it does not state. The
layer is at the same share of the depth. This arm is there for `overlap`, which this project recommends, to be compared
with.
"""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, Self

from pydantic import Field

from selfother.interventions.intervention import Intervention, Progress, silent
from selfother.interventions.training.tuning import finish
from selfother.models.depth import Layer
from selfother.scenarios.overlap_pairs import build_pairs
from selfother.seeds import derive, stream

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["PublishedOverlap"]


class PublishedOverlap(Intervention):
    """Self-other overlap as published: the symmetric squared error at one attention output, on bare fragments.

    Attributes:
        loss: "paper" is the squared error between the outputs of the attention's output projection; "released_code"
            the KL between full logits over positions padded to 128, which is what the authors' code minimises.
        layer: Where the paper's loss is read: an index, or a share of the depth (.6, as in Mistral: 19 of 32).
        pairs: How many of the 156 pairs, in an order drawn from the seed.
        epochs: Passes over them.
        batch_size: Pairs a step.
        learning_rate: Of AdamW, constant.
        rank: Of the adapter on query and value.
        alpha: Its scale is alpha / rank.
        dropout: On the adapter's input.
    """

    schema_number: ClassVar[int] = 1
    product: ClassVar[Literal["adapter"]] = "adapter"
    cost_cpu_seconds: ClassVar[float] = 180.0

    loss: Literal["paper", "released_code"] = "paper"
    layer: Layer = 0.6
    pairs: int = Field(156, ge=1, le=156)
    epochs: int = Field(15, ge=1)
    batch_size: int = Field(4, ge=1)
    learning_rate: float = Field(1e-4, ge=0)
    rank: int = Field(8, ge=1)
    alpha: int = Field(32, ge=1)
    dropout: float = Field(0.2, ge=0, lt=1)

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(layer=1, pairs=8, epochs=1)

    @property
    def note(self) -> str:
        """What the arm is, and what is known against it."""
        return (
            "Trained as published: self and other prompts are moved towards each other, with nothing that keeps the "
            "rest of the model where it was. On small models that was damage. It is not what this project "
            "recommends, but what its own arm is to be compared with."
        )

    @property
    def controls(self) -> dict[str, str]:
        """What to compare it with."""
        return {"overlap": "the frozen self, on the prompts of the bench", "neutral_sham": "what any tuning does"}

    def apply(
        self, model: "LanguageModel", *, seed: int = 0, folder: Path | None = None, progress: Progress = silent
    ) -> "LanguageModel":
        """Tune an adapter on the published loss.

        Raises:
            BadArgument: The model has no such layer.
            UnsupportedModel: The architecture's attention output is unknown.
        """
        from transformers import PrinterCallback

        from selfother.interventions.overlap.adapter import default_adapter
        from selfother.interventions.overlap.soo_trainer import SOOConfig, SOOTrainer
        from selfother.interventions.training.trainer import Reports

        pairs = build_pairs()
        order = stream(seed, "published_overlap").permutation(len(pairs))[: self.pairs]
        adapter = default_adapter(model.network, None)
        adapter.r, adapter.lora_alpha, adapter.lora_dropout = self.rank, self.alpha, self.dropout
        with tempfile.TemporaryDirectory(prefix="selfother-") as scratch:
            args = SOOConfig(
                output_dir=scratch,
                target="symmetric",
                site="o_proj",
                layers=[self.layer],
                position="aligned",
                normalise=False,
                kl_logits=self.loss == "released_code",
                learning_rate=self.learning_rate,
                num_train_epochs=self.epochs,
                per_device_train_batch_size=self.batch_size,
                lr_scheduler_type="constant",
                seed=derive(seed, "trainer") % 2**31,
                use_cpu=model.device.type == "cpu",
                dataloader_pin_memory=False,
                save_strategy="no",
                logging_strategy="no",
                report_to="none",
                disable_tqdm=True,
            )
            chosen = [pairs[int(index)] for index in order]
            trainer = SOOTrainer(model, args, train_dataset=chosen, peft_config=adapter, callbacks=[Reports(progress)])
            trainer.remove_callback(PrinterCallback)
            trainer.train()
        network = trainer.model.eval().requires_grad_(False)
        return finish(self, model, network, seed=seed, folder=folder)
