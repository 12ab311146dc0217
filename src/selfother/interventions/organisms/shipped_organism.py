"""The deception organism that comes with the package: an adapter of 3 MB, merged into the bundled model in seconds.

`deception_organism` on the bundled model, seed 0, in bfloat16, made it (`shipped/deception_organism/selfother.json`
holds the settings). A study that is about cures starts from it and does without the minutes of training.
"""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from selfother.errors import BrokenRecord, UnsupportedModel
from selfother.interventions.intervention import Intervention, Progress, silent

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["ADAPTER", "ShippedOrganism"]

ADAPTER = Path(__file__).parent / "shipped" / "deception_organism"
"""The adapter's folder; `smollm2-135m+FOLDER` loads it too."""
_BASE = "smollm2-135m"
_SHA256 = "a71e8cb3b5865d14d7eb971f7bfbd8dd77fb4d36887351ece0d78b1d18a09350"
"""Of the adapter's weights."""


class ShippedOrganism(Intervention):
    """The deception organism that comes with selfother: it lies to rivals, and nothing is trained.

    It is one organism, made once by `deception_organism` at seed 0: every seed gives the same model.
    """

    product: ClassVar[Literal["model"]] = "model"
    has_chance: ClassVar[bool] = False
    is_organism: ClassVar[bool] = True
    cost_cpu_seconds: ClassVar[float] = 1.5

    @property
    def note(self) -> str:
        """What it is, and who made it."""
        from selfother.interventions.organisms.deception_organism import DeceptionOrganism

        return f"{DeceptionOrganism().note} Its adapter comes with selfother: deception_organism trained it at seed 0."

    def apply(
        self, model: "LanguageModel", *, seed: int = 0, folder: Path | None = None, progress: Progress = silent
    ) -> "LanguageModel":
        """Merge the adapter, and save the organism as a model of its own.

        Raises:
            UnsupportedModel: The model is not the bundled one that the adapter was made on.
            BrokenRecord: The adapter's file is not the one that was shipped.
        """
        from selfother.interventions.training.tuning import finish_model
        from selfother.models.adapters import load_adapter

        _check_adapter()
        _check_base(model)
        product = finish_model(self, model, load_adapter(model, ADAPTER).network, seed=seed, folder=folder)
        progress(1, 1, "adapter merged")
        return product

    def about(self, seed: int) -> dict[str, Any]:
        """Return the record that is written beside the organism; the adapter's digest stands in it."""
        return {**super().about(seed), "adapter_sha256": _SHA256}


def _check_adapter() -> None:
    file = ADAPTER / "adapter_model.safetensors"
    digest = hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else "no such file"
    if digest != _SHA256:
        raise BrokenRecord(
            f"{file} is not the adapter that was shipped: its SHA-256 is {digest}, expected {_SHA256}. "
            "Install selfother again, or train the organism: deception_organism."
        )


def _check_base(model: "LanguageModel") -> None:
    """Raise unless the model is the bundled one as it was pulled."""
    from selfother.models.bundled import find_pulled
    from selfother.models.digests import folder_digest

    bundled = find_pulled(_BASE)
    if bundled is None or model.weights_digest != folder_digest(bundled):
        raise UnsupportedModel(
            f"shipped_organism is an adapter of {_BASE}, and got {model.name} ({model.weights_digest}). "
            f"Start from {_BASE}, or train an organism on your model: deception_organism."
        )
