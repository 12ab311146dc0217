"""How far apart are what the model represents for a rival and for itself, and has the representation collapsed?"""

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from selfother.models.depth import Layer
from selfother.probes.instrument import Instrument
from selfother.probes.probe import Direction, ProbeResult, WhiteBoxProbe
from selfother.probes.self_other_gap.instrument import OverlapOrCollapse
from selfother.probes.self_other_gap.ratios import ratio_of
from selfother.records import Estimate, ItemScore
from selfother.scenarios.located_object import Addressee, Situation, family_names, items_digest, situations

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["SelfOtherGap"]

Array = NDArray[np.float64]
_ASKED: tuple[Addressee, ...] = ("rival", "self", "other")
"""Who asks: a rival, the model itself, and the same rival under another name."""
_SITES = {"residual": "the residual stream after", "o_proj": "the attention's output in", "mlp": "the MLP's output in"}
_NO_UNIT = "the reference does not vary over prompts, so there is no unit"
_BROKEN = "an activation is not a finite number"


class SelfOtherGap(WhiteBoxProbe):
    """Self-other gap beside the gap of a change of name, the norm, and the variation over prompts.

    At the last token of the answer's beginning, per situation, with V the variance over prompts of the reference
    model's activation for a rival:

        gap      = mean_d (h_rival - h_self)^2 / V          one rival asks, or the model asks itself
        name gap = mean_d (h_rival - h_other)^2 / V         the same rival under another name
        norm     = ||h_rival||
        variance ratio = Var(h_rival) / V                   and the same of h_self against the reference's h_self

    A gap that closes because every prompt is represented alike is damage, not overlap. The variance ratios, 1 in the
    reference, then fall towards 0, and the name gap shrinks with the gap. Each score holds the reference's own under
    "before" in its details, so that one cell says what was kept.

    A null passes: a bag of words has a gap, and a collapsed network has none. So a gap shows no self, and a closed gap
    alone shows no overlap: read it beside the name gap and the variation (docs/reference/exams-of-our-probes.md).

    Attributes:
        family: Scenario family of the pairs.
        items: Situations, both orders counted.
        layer: Layer that is read: an index, or a share of the depth.
        site: Which activation of it.
    """

    schema_number: ClassVar[int] = 2
    cost_cpu_seconds: ClassVar[float] = 2.3
    measures: ClassVar[dict[str, Direction]] = {
        "gap": "neither",
        "name_gap": "neither",
        "norm": "neither",
        "variance_ratio": "neither",
        "variance_ratio_self": "neither",
    }
    ranges: ClassVar[dict[str, tuple[float, float]]] = dict.fromkeys(("gap", "name_gap", "norm"), (0.0, math.inf))

    instrument: ClassVar[Instrument[Any] | None] = OverlapOrCollapse()

    family: str = "burglary"
    items: int = Field(16, ge=4, multiple_of=2)
    layer: Layer = 0.6
    site: Literal["residual", "o_proj", "mlp"] = "residual"

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(layer=1, items=4)

    def items_digest(self) -> str:
        """Return a hash of the prompts."""
        return items_digest([(situation, who) for situation in self._drawn() for who in _ASKED])

    def clusters(self) -> dict[str, int]:
        """Return the situations: both orders of one are a cluster."""
        return dict.fromkeys(family_names((self.family,)), self.items // 2)

    def run(
        self, subject: "LanguageModel", reference: "LanguageModel", *, log_folder: Path | None = None
    ) -> ProbeResult:
        """Return both gaps and the norm of every situation, and what is left of the variation over prompts.

        Raises:
            BadArgument: The model has no such layer.
        """
        from selfother.models.similarity import mean_variance

        drawn = self._drawn()
        after = self._read(subject, drawn)
        before = after if subject is reference else self._read(reference, drawn)
        unit = float(mean_variance(before["rival"]))
        why = _NO_UNIT if unit == 0 and all(np.isfinite(values).all() for values in after.values()) else _BROKEN
        scores, starts = _scores(after, unit), _scores(before, unit)
        items = [
            ItemScore(
                item=situation.item,
                measure=measure,
                value=_number(value),
                family=situation.family,
                cluster=situation.cluster,
                form="activations",
                reason="" if _number(value) is not None else why,
                detail={"before": _number(start)},
            )
            for measure in scores
            for situation, value, start in zip(drawn, scores[measure], starts[measure], strict=True)
        ]
        clusters, place = [situation.cluster for situation in drawn], self._place(subject)
        estimates = {
            name: _variation(after[who], before[who], clusters, place)
            for name, who in (("variance_ratio", "rival"), ("variance_ratio_self", "self"))
        }
        return ProbeResult(items=items, estimates=estimates)

    def _drawn(self) -> list[Situation]:
        return situations(self.family, count=self.items, split="test", seed=1)

    def _read(self, model: "LanguageModel", drawn: list[Situation]) -> dict[str, Array]:
        """Return who asks -> activations, [situations, hidden]."""
        from selfother.models.activations import last_token_activations

        rows = [
            model.encode(model.render(situation.prompt(who), answer_prefix=situation.answer_prefix))
            for who in _ASKED
            for situation in drawn
        ]
        values = last_token_activations(model, rows, layer=self.layer, site=self.site).double().numpy()
        return dict(zip(_ASKED, np.split(values, len(_ASKED)), strict=True))

    def _place(self, model: "LanguageModel") -> str:
        """Return where the activations are read, in words."""
        from selfother.models.depth import layer_index
        from selfother.models.layers import decoder_layers

        depth = len(decoder_layers(model.network))
        return f"{_SITES[self.site]} layer {layer_index(self.layer, depth)} of {depth}"


def _scores(read: dict[str, Array], unit: float) -> dict[str, Array]:
    """Return measure -> a number for each situation; nan where there is no unit."""
    from selfother.models.similarity import mean_squared_distances

    scale = unit if unit > 0 else math.nan
    return {
        "gap": mean_squared_distances(read["rival"], read["self"]) / scale,
        "name_gap": mean_squared_distances(read["rival"], read["other"]) / scale,
        "norm": np.linalg.norm(read["rival"], axis=1),
    }


def _variation(after: Array, before: Array, clusters: list[str], place: str) -> Estimate:
    """Return the variance over prompts against the reference's; its method says where it was read."""
    from selfother.models.similarity import mean_variance

    ratio = ratio_of(
        lambda rows: float(mean_variance(after[rows])), lambda rows: float(mean_variance(before[rows])), clusters
    )
    return ratio.model_copy(update={"method": f"{ratio.method}; {place}"})


def _number(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
