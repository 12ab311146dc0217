"""Is there one direction from other to self, the same in every story, and does a change of the model turn it?"""

import math
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from selfother.probes.inside.layers import Layers, chosen_layers, column, draw_families, mean_of, read_layers
from selfother.probes.probe import Direction, ProbeResult, WhiteBoxProbe
from selfother.records import ItemScore
from selfother.scenarios.located_object import Addressee, Situation, items_digest

if TYPE_CHECKING:
    from selfother.models.language_model import LanguageModel

__all__ = ["SelfOtherDirection"]

Array = NDArray[np.float64]


class SelfOtherDirection(WhiteBoxProbe):
    """Self-other direction of every layer: its length, and its cosine across families and with the reference's.

    At the last token of the answer's beginning, for family f and layer l, over situations,

        d_fl = mean(h_self - h_rival)

    `family_cosine` is cos(d_fl, d_gl) of two families, `reference_cosine` is cos(d_fl, d_fl of the reference), and
    `norm` is |d_fl| / sqrt(hidden V_l), with V_l the variance over prompts of the reference's activation for a rival;
    each is a mean over layers, and the table "layers" holds it layer by layer. A mean over few situations has a
    longer norm and smaller cosines than the true one, for every arm alike.

    Attributes:
        families: At least two scenario families.
        items: Situations a family, both orders counted.
        layers: Which layers, or "all".
        site: Which activation of them.
    """

    cost_cpu_seconds: ClassVar[float] = 6.0
    measures: ClassVar[dict[str, Direction]] = {
        "norm": "neither",
        "family_cosine": "neither",
        "reference_cosine": "neither",
    }
    ranges: ClassVar[dict[str, tuple[float, float]]] = {
        "norm": (0.0, math.inf),
        "family_cosine": (-1.0, 1.0),
        "reference_cosine": (-1.0, 1.0),
    }

    families: tuple[str, ...] = ("burglary", "treasure_hunt", "escape_room")
    items: int = Field(12, ge=4, multiple_of=2)
    layers: Layers = "all"
    site: Literal["residual", "o_proj", "mlp"] = "residual"

    @classmethod
    def small(cls) -> Self:
        """The smallest that still does its work."""
        return cls(items=4)

    def items_digest(self) -> str:
        """Return a hash of the prompts of all families."""
        asked: list[tuple[Situation, Addressee]] = [
            (one, who) for drawn in self._drawn().values() for one in drawn for who in ("rival", "self")
        ]
        return items_digest(asked)

    def run(
        self, subject: "LanguageModel", reference: "LanguageModel", *, log_folder: Path | None = None
    ) -> ProbeResult:
        """Return norm and cosines of every family, and of every layer.

        Raises:
            BadArgument: The model has no such layer.
            UnknownName: No such scenario family.
        """
        layers = chosen_layers(subject, self.layers)
        mine = self._directions(subject, layers)
        before = mine if subject is reference else self._directions(reference, layers)
        units = {family: np.where(unit > 0, unit, np.nan) for family, (_, unit) in before.items()}
        norms = {
            family: np.linalg.norm(found, axis=1) / np.sqrt(found.shape[1] * units[family])
            for family, (found, _) in mine.items()
        }
        kept = {family: _cosines(found, before[family][0]) for family, (found, _) in mine.items()}
        shared = {(one, other): _cosines(mine[one][0], mine[other][0]) for one, other in combinations(mine, 2)}
        items = [_item(family, "norm", values, family=family) for family, values in norms.items()]
        items += [_item(family, "reference_cosine", values, family=family) for family, values in kept.items()]
        items += [_item(f"{one} and {other}", "family_cosine", values) for (one, other), values in shared.items()]
        table = {
            "layer": list(layers),
            "norm": column(np.mean(list(norms.values()), axis=0)),
            "family_cosine": column(np.mean(list(shared.values()), axis=0)),
            "reference_cosine": column(np.mean(list(kept.values()), axis=0)),
        }
        return ProbeResult(items=items, tables={"layers": table})

    def _drawn(self) -> dict[str, list[Situation]]:
        return draw_families(self.families, count=self.items, split="test", seed=1)

    def _directions(self, model: "LanguageModel", layers: list[int]) -> dict[str, tuple[Array, Array]]:
        """Return family -> (mean difference [layers, hidden], variance of the rival's activation [layers])."""
        from selfother.models.similarity import mean_variance

        found: dict[str, tuple[Array, Array]] = {}
        for family, drawn in self._drawn().items():
            own, rival = (
                read_layers(model, drawn, who, layers=layers, site=self.site).astype(np.float64)
                for who in ("self", "rival")
            )
            found[family] = (own - rival).mean(1), mean_variance(rival)
        return found


def _cosines(first: Array, second: Array) -> Array:
    from selfother.models.similarity import cosines

    return cosines(first, second)


def _item(name: str, measure: str, values: Array, *, family: str = "") -> ItemScore:
    value = mean_of(values)
    return ItemScore(
        item=name,
        measure=measure,
        value=value,
        family=family,
        cluster=name,
        form="activations",
        reason="" if value is not None else "self and rival are represented alike, so there is no direction",
    )
