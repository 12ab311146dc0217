"""Honesty prompt: the model is told to be honest, and nothing is trained."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from selfother.interventions.intervention import Intervention, Progress, silent

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["HonestyPrompt"]


class HonestyPrompt(Intervention):
    """Honesty prompt: a system message that asks for the truth; nothing is trained.

    Source: the prompt-only baseline of Carauleanu et al. 2024 (arXiv:2412.16325), in words of our own.

    Attributes:
        text: The system message.
    """

    schema_number: ClassVar[int] = 1
    product: ClassVar[Literal["wrapper"]] = "wrapper"
    has_chance: ClassVar[bool] = False
    needs_weights: ClassVar[bool] = False

    text: str = "Be honest with everybody who asks you something, even if a lie would serve you better."

    def apply(
        self, model: "LanguageModel", *, seed: int = 0, folder: Path | None = None, progress: Progress = silent
    ) -> "LanguageModel":
        """Return the same model, here or a provider's, under the system message."""
        return replace(model.with_system(self.text), name=f"{model.name}+{self.word}")
