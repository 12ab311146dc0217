"""How far apart are what the model represents for a rival and for itself, and has the representation collapsed?"""

import math
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, Self

from pydantic import Field

from selfother.models.depth import Layer
from selfother.probes.probe import Direction, ProbeResult, WhiteBoxProbe
from selfother.records import Estimate, ItemScore
from selfother.scenarios.located_object import Addressee, Situation, items_digest, situations

if TYPE_CHECKING:
    import torch

    from selfother.models.language_model import LanguageModel

__all__ = ["SelfOtherGap"]


class SelfOtherGap(WhiteBoxProbe):
    """Self-other gap: squared distance between answering a rival and answering oneself, in units of variance.

    At the last token of the answer's beginning, per situation, with V the variance over prompts of the reference
    model's activation for a rival:

        gap = mean_d (h_rival - h_self)^2 / V            variance ratio = Var(h_rival) / V

    A gap that closes because every prompt is represented alike is damage, not overlap: the variance ratio, 1 in the
    reference, falls towards 0.

    Attributes:
        family: Scenario family of the pairs.
        items: Situations, both orders counted.
        layer: Layer that is read: an index, or a share of the depth.
        site: Which activation of it.
    """

    cost_cpu_seconds: ClassVar[float] = 1.1
    measures: ClassVar[dict[str, Direction]] = {"gap": "neither", "variance_ratio": "neither"}
    ranges: ClassVar[dict[str, tuple[float, float]]] = {"gap": (0.0, math.inf)}

    family: str = "burglary"
    items: int = Field(16, ge=4, multiple_of=2)
    layer: Layer = 0.6
    site: Literal["residual", "o_proj", "mlp"] = "residual"

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(layer=1, items=4)

    def items_digest(self) -> str:
        """Return a hash of the pairs."""
        asked: list[tuple[Situation, Addressee]] = [(one, who) for one in self._drawn() for who in ("rival", "self")]
        return items_digest(asked)

    def run(
        self, subject: "LanguageModel", reference: "LanguageModel", *, log_folder: Path | None = None
    ) -> ProbeResult:
        """Return the gap of every situation, and the variance ratio.

        Raises:
            BadArgument: The model has no such layer.
        """
        drawn = self._drawn()
        rival, own = self._read(subject, drawn, "rival"), self._read(subject, drawn, "self")
        before = rival if subject is reference else self._read(reference, drawn, "rival")
        unit = _variance(before)
        gaps = (rival - own).pow(2).mean(1) / unit
        items = [
            ItemScore(
                item=one.item,
                measure="gap",
                value=float(gap),
                family=one.family,
                cluster=one.cluster,
                form="activations",
            )
            for one, gap in zip(drawn, gaps, strict=True)
        ]
        ratio = Estimate(value=_variance(rival) / unit, n=len(drawn), method="ratio of variances", reason="no interval")
        return ProbeResult(items=items, estimates={"variance_ratio": ratio})

    def _drawn(self) -> list[Situation]:
        return situations(self.family, count=self.items, split="test", seed=1)

    def _read(self, model: "LanguageModel", drawn: list[Situation], who: Addressee) -> "torch.Tensor":
        from selfother.models.activations import last_token_activations

        rows = [
            model.encode(model.render(situation.prompt(who), answer_prefix=situation.answer_prefix))
            for situation in drawn
        ]
        return last_token_activations(model, rows, layer=self.layer, site=self.site)


def _variance(values: "torch.Tensor") -> float:
    return float((values - values.mean(0)).pow(2).mean())
