"""The bundled model as the reader of a row: small, and a stand-in for the authors' models, never in their place."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selfother.exams.instruments.activation_probe import ActivationProbe

__all__ = ["BUNDLED", "bundled_probe"]

BUNDLED = "smollm2-135m"


def bundled_probe() -> "ActivationProbe":
    """A linear probe of the bundled model, the mean over a text's tokens at .6 of the depth.

    Raises:
        MissingModel: It was not pulled.
        MissingExtra: torch is not installed.
    """
    from selfother.models.load import load_model

    model = load_model(BUNDLED)  # says what is missing, before anything imports torch
    from selfother.exams.instruments.activation_probe import ActivationProbe

    return ActivationProbe(model)
