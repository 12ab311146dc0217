"""At which depth are what a model represents for itself and for another apart? The same question for any two texts."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from selfother.errors import BadArgument
from selfother.probes.inside.layers import Layers, chosen_layers, column, mean_of, prompt_text
from selfother.probes.probe import Direction, ProbeResult, WhiteBoxProbe
from selfother.records import Estimate, ItemScore
from selfother.scenarios.located_object import Addressee, Situation, family_names, items_digest, situations

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["GapOverLayers", "LayerGap", "self_other_gap"]

Array = NDArray[np.float64]
_FEWEST_FOR_CKA = 4


@dataclass(frozen=True)
class GapOverLayers:
    """Self against other at every layer that was read; nan where there is nothing to measure with.

    Attributes:
        layers: Indices from 0.
        mse: [layers, pairs], mean squared distance over hidden units.
        gap: [layers, pairs], the same in units of the reference's variance over its other prompts.
        cosine: [layers, pairs], between the two activations, in [-1, 1].
        cka: [layers], debiased linear CKA between the self and the other activations over the pairs; nan with fewer
            than 4 pairs.
        variance_ratio: [layers], variance of the other activations over prompts against the reference's: 1 in the
            reference itself, near 0 where all prompts are represented alike (collapse).
    """

    layers: tuple[int, ...]
    mse: Array
    gap: Array
    cosine: Array
    cka: Array
    variance_ratio: Array


def self_other_gap(
    model: "LanguageModel",
    pairs: Sequence[tuple[str, str]],
    *,
    reference: "LanguageModel | None" = None,
    layers: Sequence[int | float] | None = None,
    site: Literal["residual", "o_proj", "mlp"] = "residual",
    module: str | None = None,
    batch_size: int = 16,
) -> GapOverLayers:
    """Measure how far apart a model represents two texts, at the last token of each and at every layer.

    Texts are read as they are: render a chat prompt first (`model.render(...)`). One forward pass a text reads all
    layers.

    Args:
        model: The model.
        pairs: (self, other) texts, at least two pairs.
        reference: The model whose variance is the unit; None: the model itself.
        layers: Indices from 0, negative ones from the end, or shares of the depth; None: all.
        site: "residual" (a layer's output), "o_proj" (its attention's), or "mlp".
        module: Dotted name of a module inside a layer, for an architecture that the search does not know.
        batch_size: Texts a forward pass.

    Raises:
        BadArgument: Fewer than two pairs, an empty text, or no such layer.
        UnsupportedModel: The architecture has no such site.

    Source: the latent self-other overlap of Carauleanu et al. 2024 (arXiv:2412.16325) is the mean of `mse` over layers.
    Differs from the paper, which does not say which token is read: the last one here.
    """
    from selfother.models.activations import last_token_layers
    from selfother.models.similarity import cosines, mean_squared_distances, mean_variance

    if len(pairs) < 2:
        raise BadArgument(f"a gap needs at least two pairs of texts, for a unit of variance; got {len(pairs)}.")
    own_texts, other_texts = zip(*pairs, strict=True)

    def read(which: "LanguageModel", texts: Sequence[str]) -> Any:
        rows = [which.encode(text) for text in texts]
        found = last_token_layers(which, rows, layers=layers, site=site, module=module, batch_size=batch_size)
        return found.double().numpy()

    own, other = read(model, own_texts), read(model, other_texts)
    before = other if reference is None or reference is model else read(reference, other_texts)
    unit = mean_variance(before)
    unit = np.where(unit > 0, unit, np.nan)
    mse = mean_squared_distances(own, other)
    return GapOverLayers(
        layers=tuple(chosen_layers(model, "all" if layers is None else tuple(layers))),
        mse=mse,
        gap=mse / unit[:, None],
        cosine=cosines(own, other),
        cka=np.array([_cka(one, another) for one, another in zip(own, other, strict=True)]),
        variance_ratio=mean_variance(other) / unit,
    )


def _cka(own: Array, other: Array) -> float:
    from selfother.errors import NotMeasured
    from selfother.models.similarity import linear_cka

    if len(own) < _FEWEST_FOR_CKA:
        return float("nan")
    try:
        return linear_cka(own, other)
    except NotMeasured:  # every prompt is represented alike
        return float("nan")


class LayerGap(WhiteBoxProbe):
    """Self-other gap of every layer: squared distance, alignment and collapse, rival against self.

    At the last token of the answer's beginning, for layer l and a situation, with V_l the variance over prompts of the
    reference model's activation for a rival:

        mse_l = mean_d (h_self - h_rival)^2         gap_l = mse_l / V_l         variance ratio_l = Var(h_rival) / V_l

    `mse` and `gap` are means over layers for every situation; `cka` is the mean over layers of the debiased linear CKA
    between h_self and h_rival; `variance_ratio` is the lowest of all layers, since one that has collapsed is enough.
    The table "layers" holds each of them layer by layer.

    Raw distances grow with depth, so that the last layers decide `mse`; it is there to be set beside the paper's latent
    self-other overlap (Carauleanu et al. 2024, arXiv:2412.16325), and `gap` is the one to compare layers by.

    Attributes:
        family: Scenario family of the pairs.
        items: Situations, both orders counted.
        layers: Which layers, or "all".
        site: Which activation of them.
    """

    cost_cpu_seconds: ClassVar[float] = 4.0
    measures: ClassVar[dict[str, Direction]] = {
        "mse": "neither",
        "gap": "neither",
        "cka": "neither",
        "variance_ratio": "neither",
    }
    ranges: ClassVar[dict[str, tuple[float, float]]] = {"mse": (0.0, math.inf), "gap": (0.0, math.inf)}

    family: str = "burglary"
    items: int = Field(24, ge=4, multiple_of=2)
    layers: Layers = "all"
    site: Literal["residual", "o_proj", "mlp"] = "residual"

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(items=4)

    def items_digest(self) -> str:
        """Return a hash of the pairs."""
        asked: list[tuple[Situation, Addressee]] = [(one, who) for one in self._drawn() for who in ("rival", "self")]
        return items_digest(asked)

    def clusters(self) -> dict[str, int]:
        """Return the situations: both orders of one are a cluster."""
        return dict.fromkeys(family_names((self.family,)), self.items // 2)

    def run(
        self, subject: "LanguageModel", reference: "LanguageModel", *, log_folder: Path | None = None
    ) -> ProbeResult:
        """Return distances of every situation, alignment and collapse, and all of them layer by layer.

        Raises:
            BadArgument: The model has no such layer.
            UnknownName: No such scenario family.
        """
        drawn = self._drawn()
        own, rival = ([prompt_text(subject, situation, who) for situation in drawn] for who in ("self", "rival"))
        found = self_other_gap(
            subject,
            list(zip(own, rival, strict=True)),
            reference=reference,
            layers=None if self.layers == "all" else self.layers,
            site=self.site,
        )
        items = [
            ItemScore(
                item=one.item,
                measure=measure,
                value=(value := mean_of(values[:, place])),
                family=one.family,
                cluster=one.cluster,
                form="activations",
                reason="" if value is not None else "the reference does not vary over prompts, so there is no unit",
            )
            for measure, values in (("mse", found.mse), ("gap", found.gap))
            for place, one in enumerate(drawn)
        ]
        return ProbeResult(items=items, estimates=_estimates(found, len(drawn)), tables={"layers": _table(found)})

    def _drawn(self) -> list[Situation]:
        return situations(self.family, count=self.items, split="test", seed=1)


def _estimates(found: GapOverLayers, count: int) -> dict[str, Estimate]:
    mean, known = mean_of(found.cka), [float(one) for one in found.variance_ratio if one == one]
    lowest = min(known) if known else None
    flat = "every prompt is represented alike"
    return {
        "cka": Estimate(
            value=mean, n=count, method="mean over layers, debiased", reason="no interval" if mean is not None else flat
        ),
        "variance_ratio": Estimate(
            value=lowest,
            n=count,
            method="ratio of variances, lowest layer",
            reason="no interval" if known else "the reference does not vary over prompts, so there is no unit",
        ),
    }


def _table(found: GapOverLayers) -> dict[str, list[Any]]:
    return {
        "layer": list(found.layers),
        "mse": column(found.mse.mean(1)),
        "gap": column(found.gap.mean(1)),
        "cosine": column(found.cosine.mean(1)),
        "cka": column(found.cka),
        "variance_ratio": column(found.variance_ratio),
    }
