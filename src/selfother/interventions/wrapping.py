"""The contract of a wrapping: an intervention that stands around an assistant and changes no weights.

    class Brief(Wrapping):
        '''Brief: the assistant is asked for one sentence.'''
        async def prepare(self, asked, say):
            return Prepared(asked.told("Answer in one sentence."))

One class serves a study (`apply: [brief]`), any task of Inspect (`--model selfother_wrapped/brief -M inside=...`) and a
plain one (`--solver selfother/brief`).
"""

import json
from abc import ABC
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from selfother.dialogues.asked import Asked
from selfother.dialogues.wrapping import Prepared, Reply, Say
from selfother.interventions.intervention import Intervention, Progress, silent

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["Wrapping"]


class Wrapping(Intervention, ABC):
    """Something around an assistant; its fields are its settings. See `selfother.dialogues.wrapping`."""

    product: ClassVar[Literal["wrapper"]] = "wrapper"
    has_chance: ClassVar[bool] = False
    needs_weights: ClassVar[bool] = False

    @property
    def identity(self) -> str:
        """Its name, its schema and all its settings, for digests."""
        return f"{self.word}:{self.schema_number}:{json.dumps(self.model_dump(mode='json'), sort_keys=True)}"

    @property
    def calls_a_reply(self) -> int:
        """How often the assistant inside is asked for one reply, at most; for what a run will take."""
        return 1

    async def prepare(self, asked: Asked, say: Say) -> Prepared:
        """What the assistant is told: the conversation as it is.

        Args:
            asked: The conversation as the user sees it.
            say: Asks the assistant inside.
        """
        return Prepared(asked)

    async def finish(self, asked: Asked, text: str, say: Say) -> Reply:
        """What the user gets: what the assistant said.

        Args:
            asked: The conversation as it was prepared.
            text: What the assistant said; empty for nothing.
            say: Asks the assistant inside.
        """
        return Reply(text)

    def apply(
        self, model: "LanguageModel", *, seed: int = 0, folder: Path | None = None, progress: Progress = silent
    ) -> "LanguageModel":
        """Return the same model, here or a provider's, with this around it."""
        return replace(model.with_wrapping(self), name=f"{model.name}+{self.word}")
