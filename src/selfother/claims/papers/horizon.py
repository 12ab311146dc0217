"""Claims 4 and 5: the horizon of the published planner, and what its effect is made of."""

from collections.abc import Iterator
from itertools import product
from typing import ClassVar

import numpy as np

from selfother.agents.empathic import Empathic
from selfother.agents.planning import Planner
from selfother.claims.papers.claim import Claim, Reading, Target
from selfother.claims.papers.pairs import Pair, certain
from selfother.claims.papers.static import FROM_EQUATIONS
from selfother.games.custom import Custom
from selfother.games.game import Game
from selfother.games.prisoners_dilemma import PrisonersDilemma
from selfother.seeds import stream

__all__ = ["HorizonIsPrecision", "TableThree"]


class TableThree(Claim):
    """Table III: one planner of depth H against a myopic partner of equal lam."""

    key: ClassVar[str] = "4"
    title: ClassVar[str] = "Table III: deeper planning erodes cooperation"
    source: ClassVar[str] = "Table III, depth H = 1 / 2 / 3 against a myopic partner of equal lam"
    printed: ClassVar[dict[float, tuple[float, float, float]]] = {
        0.1: (0.014, 0.032, 0.038),
        0.2: (0.255, 0.257, 0.258),
        0.3: (0.782, 0.657, 0.597),
        0.4: (0.970, 0.873, 0.788),
        0.7: (1.0, 0.995, 0.965),
    }
    tolerance: ClassVar[float] = 0.03

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Measure every cell of the table, simulated and exact."""
        for lam, row in self.printed.items():
            for depth, printed in enumerate(row, start=1):
                planner = Planner(lam=lam, theory="history", horizon=depth)
                pair = Pair(planner, Empathic(lam=lam, theory="history"))
                name = f"joint cooperation, lam {lam:g}, H = {depth}"
                target = Target.near(name, printed, self.tolerance, source="Table III, printed")
                quantity = "joint cooperation"
                yield Reading(target, pair.measure(quantity, seed, seeds=seeds), pair.exact(quantity))


class HorizonIsPrecision(Claim):
    """The published planner at depth H is the myopic agent at precision beta / H, exactly."""

    key: ClassVar[str] = "5"
    title: ClassVar[str] = "The horizon effect is a precision effect"
    source: ClassVar[str] = "the planner's equations, predictions held fixed over the rollout"
    depths: ClassVar[tuple[int, ...]] = (1, 2, 3, 4, 5, 6)
    largest: ClassVar[float] = 1e-12

    def measure(self, seed: int, *, seeds: int) -> Iterator[Reading]:
        """Compare choice probabilities over weights, depths, theories and random 2x2 games, in both objectives."""
        games = [PrisonersDilemma(), *_random_games(seed, seeds)]
        for objective in ("averaged", "summed"):
            gaps = [
                _gap(game, lam, depth, theory, objective)
                for game, lam, depth, theory in product(
                    games, (0.0, 0.2, 0.3, 0.7, 1.0), self.depths, ("history", "action_conditional")
                )
            ]
            twin = "myopic(beta / H)" if objective == "averaged" else "myopic(beta)"
            target = Target(
                f"largest difference of P(C), {objective} planner and {twin}", "<= 1e-12", 0.0, self.largest,
                FROM_EQUATIONS, "probability",
            )  # fmt: skip
            estimate = certain(max(gaps), n=len(gaps), method="largest of all compared")
            yield Reading(target, estimate, note=f"{len(games)} games, lam 0 to 1, H = 1 to 6, two theories")


def _random_games(seed: int, how_many: int) -> list[Game]:
    payoffs = stream(seed, "random games").uniform(-10, 10, size=(min(how_many, 8), 4)).tolist()
    return [Custom(R=R, S=S, T=T, P=P) for R, S, T, P in payoffs]


def _gap(game: Game, lam: float, depth: int, theory: str, objective: str) -> float:
    """Return the largest difference over both seats, before the first round and after C and D."""
    beta = 4.0 / depth if objective == "averaged" else 4.0
    planner = Planner(lam=lam, theory=theory, horizon=depth, objective=objective)  # type: ignore[arg-type]
    myopic = Empathic(lam=lam, theory=theory, beta=beta)
    largest = 0.0
    for view in game.views:
        ours, theirs = planner.init(view, (2,)), myopic.init(view, (2,))
        own = np.array([0, 1], dtype=np.uint8)
        for _ in range(2):
            gaps = planner.cooperation_probability(ours) - myopic.cooperation_probability(theirs)
            largest = max(largest, float(np.abs(gaps).max()))
            ours, theirs = planner.observe(ours, own, own), myopic.observe(theirs, own, own)
    return largest
