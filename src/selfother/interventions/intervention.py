"""The contract of an intervention: a model in, a model out, and the base model untouched."""

import inspect
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, cast

from pydantic import BaseModel, ConfigDict, model_validator

from selfother.catalogue import name_of
from selfother.interventions.training.recipe import Lora
from selfother.models.depth import check_layers

if TYPE_CHECKING:
    from selfother.models.devices import Dtype
    from selfother.models.language_model import LanguageModel

__all__ = ["Intervention", "Progress", "silent"]

Progress = Callable[[int, int, str], None]
"""Called as (steps done, steps in all, a few words)."""


def silent(done: int, total: int, words: str) -> None:
    """Report nothing."""


class Intervention(BaseModel, ABC):
    """Something that turns a model into another model; its fields are its settings in a study file.

    Interventions compose: the product of one is the input of the next. One that trains writes its product into a
    folder and can be loaded again from it; one that only wraps (a prompt) writes nothing.

    Attributes:
        schema_number: Raised whenever the same settings would give another product; finished cells then run again.
        has_chance: Whether another seed would give another product; a study runs an arm without chance once.
        product: "adapter" (a PEFT folder on its input), "model" (a folder of its own), "wrapper" (nothing on disk).
        cost_cpu_seconds: What it takes about, for the plan of a study; None: not known.
        needs_weights: Whether it needs a model that is loaded here; one that does without (a prompt) also takes a
            `selfother.models.asked_model.AskedModel`, which a provider answers for.
        is_organism: Whether it makes a model that is deceptive on purpose; its card warns of it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    schema_number: ClassVar[int] = 1
    has_chance: ClassVar[bool] = True
    product: ClassVar[Literal["adapter", "model", "wrapper"]]
    cost_cpu_seconds: ClassVar[float | None] = None
    needs_weights: ClassVar[bool] = True
    is_organism: ClassVar[bool] = False

    @classmethod
    def small(cls) -> Self:
        """The smallest object that still does its work; a class that needs settings, or is slow, says its own."""
        return cls()

    @model_validator(mode="before")
    @classmethod
    def _fill_in_sections(cls, given: Any) -> Any:
        """Let `schedule.steps=8` change that one setting: the others of a section are this intervention's defaults."""
        if not isinstance(given, dict):
            return given
        filled = dict(given)
        for key, value in given.items():
            default = cls.model_fields[key].default if key in cls.model_fields else None
            if isinstance(value, dict) and isinstance(default, BaseModel):
                filled[key] = {**default.model_dump(), **value}
        return filled

    @abstractmethod
    def apply(
        self, model: "LanguageModel", *, seed: int = 0, folder: Path | None = None, progress: Progress = silent
    ) -> "LanguageModel":
        """Return the model that this intervention makes of `model`; `model` itself is left as it was.

        Args:
            model: The input.
            seed: Root seed of all its random choices.
            folder: Where a trained product is written (must not exist yet); None keeps it in memory.
            progress: Called as training goes on.
        """

    def check_depth(self, depth: int, *, model: str = "the model") -> None:
        """Check the layers of the settings against a model of `depth` layers, before it is loaded.

        Raises:
            BadArgument: A layer that the model has not; the text has the words to type.
        """
        check_layers(self, depth, word=self.word, model=model)
        adapter = self.adapter
        if adapter is not None:
            adapter.layers(depth, word=self.word, model=model)

    @property
    def adapter(self) -> Lora | None:
        """The adapter that `apply` puts on, with the layers that it has there; None without one."""
        sections = (getattr(self, name) for name in type(self).model_fields)
        return next((section for section in sections if isinstance(section, Lora)), None)

    @property
    def word(self) -> str:
        """The name of this intervention; of a class in a user's file, the name of the class alone."""
        return name_of(type(self)).rpartition(".py:")[2]

    @property
    def note(self) -> str:
        """What a product's card says that it is, and is not, in a few sentences; empty where the title is enough."""
        return ""

    @property
    def controls(self) -> dict[str, str]:
        """What a product's card asks to compare it with: word of an intervention -> what the comparison shows."""
        return {}

    def about(self, seed: int) -> dict[str, Any]:
        """Return the record beside a product: which intervention made it, with which settings and seed."""
        return {
            "intervention": self.word,
            "title": (inspect.getdoc(type(self)) or "").partition("\n")[0],
            "note": self.note,
            "controls": self.controls,
            "settings": self.model_dump(mode="json"),
            "seed": seed,
            "is_organism": self.is_organism,
            "selfother": _installed_version(),
        }

    def reload(self, model: "LanguageModel", folder: Path) -> "LanguageModel":
        """Return the product that `apply` wrote into `folder`, without training.

        Raises:
            MissingModel: The folder holds no product.
            UnsupportedModel: The product was made on another base.
        """
        from selfother.models.adapters import load_adapter
        from selfother.models.load import load_model

        if self.product == "wrapper":
            return self.apply(model)
        if self.product == "adapter":
            product = load_adapter(model, folder)
        else:
            dtype = cast("Dtype", str(model.dtype).removeprefix("torch."))
            product = load_model(str(folder), device=str(model.device), dtype=dtype)
        return replace(product, name=f"{model.name}+{self.word}")


def _installed_version() -> str:
    try:
        return version("selfother")
    except PackageNotFoundError:  # run from its source
        return ""
