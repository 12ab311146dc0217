"""Every closed-form threshold that applies to a population, by name: what `selfother evolve` prints beside its numbers.

"It" is the type `empathic` where there is one, the first type else. Thresholds of assortment are values of r in [0, 1]
above which the claim holds: 0 where it holds at every r, None where there is no such r. With a population of N players
every condition is that of N players who do not meet themselves; without one (the replicator dynamics), that of an
infinite population.

    concern                     weight lam above which a static empathic agent cooperates (donation games)
    assortment_invades          a rare one of it fares better than the others (two types, well mixed)
    assortment_resists          a rare one of the other fares worse among it
    mixed_strategy_invades      one mixed strategy begins to cooperate (any game of two actions that is symmetric)
    mixed_strategy_resists      and cooperates always
    recognition_resists         accuracy a above which recognising empathy resists selfish (donation games, r = 0)
    recognition_favoured        accuracy above which weak selection favours it (finite populations)
    unstable_share              its share above which it fares better, and below which worse, at the given a and r
    favoured_below              weak selection favours it iff its unstable share is below this (finite populations)
    stable_share                its share at which both go on side by side
    critical_ratio              b/c above which weak selection favours unconditional empathy on the graph
"""

import math
from typing import Any

import numpy as np

from selfother.games.donation import Donation
from selfother.games.game import C, D, Game
from selfother.populations import closed_forms
from selfother.populations.chains import advantages
from selfother.populations.payoffs import TypeGame
from selfother.populations.replicator import rest_points
from selfother.populations.settling import TIE

__all__ = ["graph_thresholds", "well_mixed_thresholds"]

Thresholds = dict[str, float | None]


def well_mixed_thresholds(types: TypeGame, *, assortment: float = 0.0, population: int | None = None) -> Thresholds:
    """Return the thresholds of a population in which everybody may meet everybody.

    Args:
        types: The payoffs; what needs a game is left out where `types.game` is None.
        assortment: r, in [0, 1], for the shares at rest.
        population: N, at least 2; None: infinite.

    Raises:
        BadProbability: Assortment outside [0, 1].

    Example:
        >>> from selfother.populations import donation_types
        >>> [well_mixed_thresholds(donation_types(b=2, c=1), population=n)["assortment_invades"] for n in (None, 101)]
        [0.5, 0.504950495049505]
    """
    thresholds: Thresholds = {}
    if isinstance(types.game, Donation):
        thresholds |= _of_donation(types, types.game, assortment, population)
    if len(types.names) == 2:
        thresholds |= _of_two(types, assortment, population)
    if types.game is not None and types.game.is_symmetric:
        thresholds |= _of_mixed_strategy(types.game, population)
    return thresholds


def graph_thresholds(types: TypeGame, graph: Any, *, updating: str) -> Thresholds:
    """Return the thresholds of a population on a graph: of donation games between unconditional types, (b/c)*.

    Args:
        types: The payoffs.
        graph: A networkx graph.
        updating: "death-birth", "birth-death" or "pairwise".

    Returns:
        `concern` and `critical_ratio`; the latter None where no ratio favours empathy.
    """
    from selfother.populations.coalescence import critical_ratio

    if not isinstance(types.game, Donation):
        return {}
    thresholds: Thresholds = {"concern": closed_forms.concern_threshold(types.game.b, types.game.c)}
    if _are_unconditional(types, types.game):
        ratio = critical_ratio(graph, updating=updating)
        thresholds["critical_ratio"] = ratio if math.isfinite(ratio) and ratio > 0 else None
    return thresholds


def _of_donation(types: TypeGame, game: Donation, assortment: float, population: int | None) -> Thresholds:
    b, c = game.b, game.c
    thresholds: Thresholds = {"concern": closed_forms.concern_threshold(b, c)}
    if types.recognition is None or assortment > 0.0:
        return thresholds
    resists = closed_forms.recognition_resists(b, c, population)
    thresholds["recognition_resists"] = resists if resists < 1.0 else None
    if population is not None:
        favoured = closed_forms.recognition_favoured(b, c, population)
        thresholds["recognition_favoured"] = favoured if favoured < 1.0 else None
    return thresholds


def _are_unconditional(types: TypeGame, game: Donation) -> bool:
    """Return whether the types are empathic and selfish in the closed form, whatever they are called."""
    pure = game.views[0].own
    return types.payoffs.shape == pure.shape and any(
        np.allclose(types.payoffs, cells, rtol=1e-12, atol=0.0) for cells in (pure, pure[::-1, ::-1])
    )


def _of_two(types: TypeGame, assortment: float, population: int | None) -> Thresholds:
    ordered = types.between(1, 0) if types.names[1] == "empathic" else types
    at_none, at_full = (_gaps(ordered, r, population) for r in (0.0, 1.0))
    rare, common = _gaps(ordered, assortment, population)
    if population is None:
        between = {point.is_stable: point.share for point in rest_points(ordered, assortment=assortment)[1:-1]}
    else:
        share = 1.0 / population + rare / (rare - common) * (1.0 - 2.0 / population) if rare * common < 0.0 else None
        between = {} if share is None else {rare > 0.0: share}
    thresholds: Thresholds = {
        "assortment_invades": _crossing(at_none[0], at_full[0]),
        "assortment_resists": _crossing(at_none[1], at_full[1]),
        "unstable_share": between.get(False),
        "stable_share": between.get(True),
    }
    if population is not None:
        thresholds["favoured_below"] = closed_forms.favoured_below(population)
    return thresholds


def _gaps(types: TypeGame, assortment: float, population: int | None) -> tuple[float, float]:
    """Return the first type's payoff minus the second's where it is rare, and where the second is; rounding is 0."""
    if population is None:
        (own, other), (against, among) = types.assorted(assortment).payoffs.tolist()
        rare, common = other - among, own - against
    else:
        rare, common = advantages(types, population=population, assortment=assortment)[[1, -2]].tolist()
    least = TIE * float(np.abs(types.payoffs).max())
    return (0.0 if abs(rare) <= least else rare), (0.0 if abs(common) <= least else common)


def _of_mixed_strategy(game: Game, population: int | None) -> Thresholds:
    own = game.views[0].own
    R, S, T, P = (float(own[cell]) for cell in ((C, C), (C, D), (D, C), (D, D)))
    # among N players of one strategy a mutant meets its own by assortment, but is itself met by the N - 1 others: it
    # is as if its partners were of its own strategy with probability r - (1 - r) / (N - 1), below 0 at r = 0
    least = 0.0 if population is None else -1.0 / (population - 1)
    return {
        "mixed_strategy_invades": _crossing(S - P + least * (T - P), S - P + T - P),
        "mixed_strategy_resists": _crossing(R - T + least * (R - S), R - T + R - S),
    }


def _crossing(at_zero: float, at_one: float) -> float | None:
    """Return the r in [0, 1] above which a gap that runs in a straight line is positive; None where there is none."""
    if at_zero >= 0 and at_one >= 0:
        return 0.0 if at_zero or at_one else None
    return -at_zero / (at_one - at_zero) if at_zero < 0 < at_one else None
