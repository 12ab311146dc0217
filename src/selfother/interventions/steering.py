"""Steering: the direction from answering a rival to answering oneself is added at one layer; nothing is trained."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

from pydantic import Field

from selfother.interventions.intervention import Intervention, Progress, silent
from selfother.models.depth import Layer
from selfother.scenarios.located_object import Addressee, situations

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["Steering"]


class Steering(Intervention):
    """Steering: the self-minus-other direction is added to the residual stream at one layer.

    With h_l the activation at the last token of the answer's beginning, averaged over situations,

        h_l  <-  h_l + strength * mean(h_l(towards) - h_l(moved))    at every position and for every prompt.

    Source: contrastive activation addition (Rimsky et al. 2024, arXiv:2312.06681).

    Attributes:
        moved: Whose prompts the direction starts from.
        towards: Whose prompts it ends at.
        family: Scenario family of the pairs.
        pairs: How many situations, both orders counted.
        layer: Where it is added: an index, or a share of the depth.
        strength: In units of the mean difference.
    """

    schema_number: ClassVar[int] = 1
    product: ClassVar[Literal["wrapper"]] = "wrapper"
    has_chance: ClassVar[bool] = False

    moved: Addressee = "rival"
    towards: Addressee = "self"
    family: str = "burglary"
    pairs: int = Field(48, ge=2)
    layer: Layer = 0.6
    strength: float = 1.0

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(pairs=8, layer=1)

    def apply(
        self, model: "LanguageModel", *, seed: int = 0, folder: Path | None = None, progress: Progress = silent
    ) -> "LanguageModel":
        """Return a model whose layer adds the direction; `model` itself is left as it was.

        Raises:
            BadArgument: The model has no such layer.
            UnknownName: No such scenario family.
        """
        from selfother.models.activations import last_token_activations
        from selfother.models.language_model import with_network
        from selfother.models.layers import site
        from selfother.models.weights import merged_copy, share_weights_copy

        drawn = situations(self.family, count=self.pairs, split="train", seed=0)

        def mean_of(who: Addressee) -> Any:
            rows = [
                model.encode(model.render(situation.prompt(who), answer_prefix=situation.answer_prefix))
                for situation in drawn
            ]
            return last_token_activations(model, rows, layer=self.layer).mean(0)

        direction = (mean_of(self.towards) - mean_of(self.moved)) * self.strength
        network = share_weights_copy(merged_copy(model.network))
        site(network, self.layer).register_forward_hook(_adds(direction.to(model.device, model.dtype)))
        said = f"{model.weights_digest}\x1f{self.word}\x1f{self.model_dump_json()}"
        digest = hashlib.sha256(said.encode()).hexdigest()[:16]
        return with_network(model, network, name=f"{model.name}+{self.word}", weights_digest=digest)


def _adds(direction: Any) -> Any:
    def hook(_module: Any, _inputs: Any, output: Any) -> Any:
        if isinstance(output, tuple):
            return (output[0] + direction, *output[1:])
        return output + direction

    return hook
