"""Every closed-form threshold that applies to a population, by name: what `selfother evolve` prints beside its numbers.

"It" is the type `empathic` where there is one, the first type else. Thresholds of assortment are values of r in [0, 1]
above which the claim holds: 0 where it holds at every r, None where at none.

    concern                     weight lam above which a static empathic agent cooperates (donation games)
    assortment_invades          a rare one of it grows among the other (two types, well mixed)
    assortment_resists          a rare one of the other shrinks among it
    assortment_in_population    unconditional empathy fares better among N players (donation games)
    mixed_strategy_invades      one mixed strategy begins to cooperate (any game of two actions that is symmetric)
    mixed_strategy_resists      and cooperates always
    recognition_resists         accuracy a above which recognising empathy resists selfish (donation games, r = 0)
    recognition_favoured        accuracy above which weak selection favours it
    unstable_share              its share above which it grows, and below which it shrinks, at the given a and r
    stable_share                its share at which both go on side by side
    critical_ratio              b/c above which weak selection favours unconditional empathy on the graph
"""

import math
from typing import Any

import numpy as np

from selfother.games.donation import Donation
from selfother.games.game import C, D, Game
from selfother.populations import closed_forms
from selfother.populations.payoffs import TypeGame
from selfother.populations.replicator import rest_points

__all__ = ["graph_thresholds", "well_mixed_thresholds"]

Thresholds = dict[str, float | None]


def well_mixed_thresholds(types: TypeGame, *, assortment: float = 0.0, population: int | None = None) -> Thresholds:
    """Return the thresholds of a population in which everybody may meet everybody.

    Args:
        types: The payoffs; what needs a game is left out where `types.game` is None.
        assortment: r, in [0, 1], for the shares at rest.
        population: N; None: infinite.

    Raises:
        BadProbability: Assortment outside [0, 1].

    Example:
        >>> from selfother.populations import donation_types
        >>> well_mixed_thresholds(donation_types(b=2, c=1), population=101)["assortment_in_population"]
        0.504950495049505
    """
    found: Thresholds = {}
    if isinstance(types.game, Donation):
        found |= _of_donation(types, types.game, assortment, population)
    if len(types.names) == 2:
        found |= _of_two(types, assortment)
    if types.game is not None and types.game.is_symmetric:
        found |= _of_mixed_strategy(types.game)
    return found


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
    found: Thresholds = {"concern": closed_forms.concern_threshold(types.game.b, types.game.c)}
    if _are_unconditional(types, types.game):
        ratio = critical_ratio(graph, updating=updating)
        found["critical_ratio"] = ratio if math.isfinite(ratio) and ratio > 0 else None
    return found


def _of_donation(types: TypeGame, game: Donation, assortment: float, population: int | None) -> Thresholds:
    b, c = game.b, game.c
    found: Thresholds = {"concern": closed_forms.concern_threshold(b, c)}
    if types.recognition is None:
        if population is not None and _are_unconditional(types, game):
            found["assortment_in_population"] = closed_forms.assortment_threshold_in_population(b, c, population)
        return found
    if assortment == 0.0:
        found["recognition_resists"] = closed_forms.recognition_resists(b, c)
        found["recognition_favoured"] = closed_forms.recognition_favoured(b, c)
    return found


def _are_unconditional(types: TypeGame, game: Donation) -> bool:
    """Return whether the types are empathic and selfish in the closed form, whatever they are called."""
    pure = game.views[0].own
    return types.payoffs.shape == pure.shape and any(
        np.allclose(types.payoffs, cells, rtol=1e-12, atol=0.0) for cells in (pure, pure[::-1, ::-1])
    )


def _of_two(types: TypeGame, assortment: float) -> Thresholds:
    is_second = types.names[1] == "empathic"
    ordered = types.between(1, 0) if is_second else types
    (own, other), (against, among) = ordered.payoffs.tolist()
    between = {point.is_stable: point.share for point in rest_points(ordered, assortment=assortment)[1:-1]}
    return {
        "assortment_invades": _crossing(other - among, own - among),
        "assortment_resists": _crossing(own - against, own - among),
        "unstable_share": between.get(False),
        "stable_share": between.get(True),
    }


def _of_mixed_strategy(game: Game) -> Thresholds:
    own = game.views[0].own
    R, S, T, P = (float(own[cell]) for cell in ((C, C), (C, D), (D, C), (D, D)))
    return {
        "mixed_strategy_invades": _crossing(S - P, S - P + T - P),
        "mixed_strategy_resists": _crossing(R - T, R - T + R - S),
    }


def _crossing(at_zero: float, at_one: float) -> float | None:
    """Return the r in [0, 1] above which a gap that runs in a straight line is positive; None where there is none."""
    if at_zero >= 0 and at_one >= 0:
        return 0.0 if at_zero or at_one else None
    return -at_zero / (at_one - at_zero) if at_zero < 0 < at_one else None
