"""Coupling by intervention: replace the partner, keep everything else, and see whether the player changes.

`influence`: the partner becomes a coin. Its last move is then independent of all that went before, so the difference
between the player's cooperation after C and after D is caused by that move. `response` replaces the partner by one who
always cooperates and by one who always defects, with the player's own chances held fixed: a player who does not listen
acts bitwise the same, whatever its own stream looks like.
"""

from dataclasses import dataclass

import numpy as np

from selfother.agents.agent import Agent
from selfother.agents.scripted import AlwaysCooperate, AlwaysDefect, Random
from selfother.games.game import Game
from selfother.games.prisoners_dilemma import PrisonersDilemma
from selfother.tournaments.coupling import Measured, last_move
from selfother.tournaments.match import Trajectories, play_match

__all__ = ["Response", "influence", "response"]


def influence(
    agent: Agent,
    *,
    game: Game | None = None,
    rounds: int = 200,
    seeds: int = 256,
    seed: int = 0,
    after_own: int | None = None,
) -> Measured:
    """The effect of the partner's last move: P(C | it was C) - P(C | it was D), the partner being a fair coin.

    Args:
        agent: Whom the move may influence; it sits in the first seat.
        game: The rules; None: the prisoner's dilemma with (3, 0, 5, 1).
        rounds: Rounds of each match, at least 2.
        seeds: Independent matches.
        seed: Root seed.
        after_own: Only rounds that follow this action of the player's own, 0 = C or 1 = D; None: all.

    Returns:
        In [-1, 1]: 1 for tit for tat, 0 for a player who does not listen. The standard error is over matches.

    Raises:
        BadArgument: A count below 1.

    Example:
        >>> from selfother.agents import TitForTat
        >>> influence(TitForTat(), rounds=20, seeds=8).value
        1.0
    """
    rules = game if game is not None else PrisonersDilemma()
    played = play_match(rules, agent, Random(), rounds=rounds, seeds=seeds, seed=seed)
    return last_move(played, after_own=after_own, permutations=0)


@dataclass(frozen=True)
class Response:
    """How a player answers to a replaced partner, with its own chances held fixed.

    Attributes:
        reciprocity: Cooperation against an unconditional cooperator minus that against a defector, paired by match.
        share_changed: Share of rounds in which its action differs between the two.
        matches_unchanged: How many matches are bitwise the same.
        n: Out of how many.
    """

    reciprocity: Measured
    share_changed: float
    matches_unchanged: int
    n: int

    @property
    def is_deaf(self) -> bool:
        """Whether nothing that the partner did reached the player, in any match."""
        return self.matches_unchanged == self.n


def response(agent: Agent, *, game: Game | None = None, rounds: int = 200, seeds: int = 256, seed: int = 0) -> Response:
    """The player's answer to a partner who always cooperates against one who always defects.

    Args:
        agent: The player; it sits in the first seat.
        game: The rules; None: the prisoner's dilemma with (3, 0, 5, 1).
        rounds: Rounds of each match.
        seeds: Independent matches.
        seed: Root seed: the player's chances are the same against both.

    Raises:
        BadArgument: A count below 1.

    Example:
        >>> from selfother.agents import Grim, Random
        >>> response(Grim(), rounds=10, seeds=2).reciprocity.value, response(Random(), seeds=8).is_deaf
        (0.9, True)
    """
    rules = game if game is not None else PrisonersDilemma()

    def own(partner: Agent) -> Trajectories:
        return play_match(rules, agent, partner, rounds=rounds, seeds=seeds, seed=seed)

    kind, harsh = own(AlwaysCooperate()).first, own(AlwaysDefect()).first
    gained = harsh.mean(axis=0) - kind.mean(axis=0)
    error = float(gained.std(ddof=1) / np.sqrt(seeds)) if seeds > 1 else None
    return Response(
        reciprocity=Measured(float(gained.mean()), error, seeds),
        share_changed=float((kind != harsh).mean()),
        matches_unchanged=int((kind == harsh).all(axis=0).sum()),
        n=seeds,
    )
