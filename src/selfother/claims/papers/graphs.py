"""Claims 7 and 8: unconditional empathy on graphs, by the rule of replacement."""

import math
from collections.abc import Iterator
from typing import ClassVar

from selfother.claims.papers.claim import Claim, Reading, Target
from selfother.claims.papers.crossings import Point, crossing, near_normal
from selfother.populations.payoffs import donation_types
from selfother.seeds import derive

__all__ = ["OnGraphs", "Updating", "surplus_on_graph"]

CLOSED_FORM = "closed form"
GRAPHS: dict[str, tuple[str, int, int]] = {
    "cycle of 30": ("cycle:n=30", 2, 30),
    "random 4-regular of 60": ("regular:n=60,k=4,seed=1", 4, 60),
    "random 6-regular of 60": ("regular:n=60,k=6,seed=1", 6, 60),
}


def surplus_on_graph(graph: str, ratio: float, *, updating: str, selection: float, runs: int, seed: int) -> Point:
    """Return N (rho_empathic - rho_selfish) / 2 on a graph and its error: above 0 selection favours empathy.

    Exchanging the types turns b and c into -b and -c, so that the terms of even order in selection cancel.
    """
    from selfother.populations.graphs import read_graph, to_csr
    from selfother.populations.structured import fixation_on_graph

    measured = fixation_on_graph(
        to_csr(read_graph(graph)),
        donation_types(b=ratio, c=1.0),
        updating=updating,
        selection=selection,
        runs=runs,
        seed=seed,
    )
    half = 0.5 / measured.neutral
    error = math.hypot(measured.standard_error["empathic"], measured.standard_error["selfish"])
    return half * (measured.fixation["empathic"] - measured.fixation["selfish"]), half * error


class OnGraphs(Claim):
    """On a graph with death-birth updating, unconditional empathy is favoured by weak selection above (b/c)*."""

    key: ClassVar[str] = "7"
    title: ClassVar[str] = "A graph of few neighbours favours it above (b/c)* = k (N - 2) / (N - 2k), k < N/2"
    source: ClassVar[str] = (
        "Ohtsuki et al. 2006; Allen et al. 2017 (coalescence times: exact); death-birth, weak selection"
    )
    seeds: ClassVar[int] = 15_000
    quick_seeds: ClassVar[int] = 1_000
    factors: ClassVar[tuple[float, ...]] = (0.6, 0.8, 1.2, 1.4)

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Find the ratio at which N (rho_empathic - rho_selfish) changes its sign."""
        from selfother.populations.coalescence import critical_ratio, regular_critical_ratio
        from selfother.populations.graphs import read_graph

        for name, (word, k, size) in GRAPHS.items():
            middle = regular_critical_ratio(k, size)
            at = [middle * factor for factor in self.factors]
            points = [
                surplus_on_graph(
                    word, ratio, updating="death-birth", selection=0.2 / k, runs=seeds, seed=derive(seed, word, ratio)
                )
                for ratio in at
            ]
            target = Target.near(
                f"(b/c)*, {name}", round(middle, 3), round(0.1 * middle, 3), source=CLOSED_FORM, unit="b/c"
            )
            yield Reading(target, crossing(at, points, n=seeds), critical_ratio(read_graph(word)))


class Updating(Claim):
    """With birth-death updating no ratio helps: the rule of replacement decides, not the graph alone."""

    key: ClassVar[str] = "8"
    title: ClassVar[str] = "With birth-death updating a graph never favours unconditional empathy"
    source: ClassVar[str] = "Ohtsuki et al. 2006; b/c at twice the death-birth threshold"
    seeds: ClassVar[int] = 15_000
    quick_seeds: ClassVar[int] = 1_000

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Measure N (rho_empathic - rho_selfish) / 2."""
        from selfother.populations.coalescence import regular_critical_ratio

        for name, (word, k, size) in GRAPHS.items():
            ratio = 2.0 * regular_critical_ratio(k, size)
            value, error = surplus_on_graph(
                word, ratio, updating="birth-death", selection=0.2 / k, runs=seeds, seed=derive(seed, word)
            )
            target = Target(
                f"N (rho_E - rho_S) / 2, {name}, b/c = {ratio:.2f}", "< 0", -float(size), 0.0, CLOSED_FORM, "ratio"
            )
            yield Reading(target, near_normal(value, error, n=seeds, method="normal over runs"))
