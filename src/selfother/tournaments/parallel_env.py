"""A game of two as a PettingZoo environment in which both players act at once, for learners of other libraries.

    env = ParallelGame(PrisonersDilemma(), rounds=200)
    observations, infos = env.reset(seed=0)

A seat of it can be taken by one of our agents (`Seat`), which then plays exactly as it does in `play_match`. Games of
groups are in `parallel_group_env`. Left out: vectorised environments (`play_match` is one).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selfother.agents.agent import Agent
from selfother.errors import BadArgument
from selfother.games.game import Game
from selfother.tournaments.match import draw_private_chances, draw_uniforms
from selfother.tournaments.parallel_rounds import NOTHING_YET, ParallelRounds, player_names

__all__ = ["NOTHING_YET", "PLAYERS", "ParallelGame", "Seat"]

PLAYERS = player_names(2)


class ParallelGame(ParallelRounds):
    """A repeated game of two players as a PettingZoo `ParallelEnv`.

    Observation of a player, int64 of shape (3,): [its own last action, the other's last action, rounds played]; actions
    are 0 = C and 1 = D, and 2 before the first round, so both seats read alike. Rewards, ends and seeds are those of
    `ParallelRounds`.

    Attributes:
        game: The rules.
    """

    def __init__(self, game: Game, *, rounds: int = 200, render_mode: str | None = None) -> None:
        """Make an environment; call `reset` before the first `step`.

        Args:
            game: The rules.
            rounds: Rounds of an episode, at least 1.
            render_mode: "ansi" for a line of text a round, or None.

        Raises:
            BadArgument: Not a game of two, no rounds, or another render mode.
        """
        if not isinstance(game, Game):
            raise BadArgument(
                f"game must be a Game object, e.g. PrisonersDilemma(); got {game!r}. "
                "For a game of groups take ParallelGroupGame."
            )
        self.game = game
        super().__init__(game.name, players=2, sights=3, rounds=rounds, render_mode=render_mode)

    def _payoffs(self, actions: Sequence[int]) -> list[float]:
        return [float(payoff) for payoff in self.game.payoffs[:, actions[0], actions[1]]]

    def _sights(self, actions: Sequence[int]) -> list[int]:
        return [actions[1], actions[0]]


class Seat:
    """One of our agents in a player's place: observations in, actions out.

    It draws from the streams that `play_match(..., seed=seed)` gives this player's first match: two seats play bitwise
    the match of seed 0 there.

    Attributes:
        agent: Whose mind it is.
    """

    _state: Any
    _seen: int
    _uniforms: NDArray[np.float64]

    def __init__(self, env: ParallelGame, player: str, agent: Agent, *, seed: int = 0) -> None:
        """Take a seat.

        Args:
            env: The environment.
            player: Whose place, "player_0" or "player_1".
            agent: Whose mind.
            seed: Root seed of its chances.

        Raises:
            BadArgument: No such player, or something that is not an agent.
        """
        if player not in PLAYERS:
            raise BadArgument(f"player must be one of {', '.join(PLAYERS)}; got {player!r}.")
        if not isinstance(agent, Agent):
            raise BadArgument(f"agent must be an Agent object, e.g. Empathic(lam=0.3); got {agent!r}.")
        self.agent, self._seat, self._seed = agent, PLAYERS.index(player), seed
        self._view, self._rounds = env.game.views[self._seat], env.rounds
        self._begin()

    def act(self, observation: NDArray[np.int64]) -> int:
        """Return the action, 0 = C or 1 = D, after an observation of the environment, once a round and in order.

        An observation of no rounds begins a new episode with the same chances.

        Raises:
            BadArgument: A round was left out or seen twice.
        """
        own, partner, played = (int(number) for number in observation)
        if played == 0:
            self._begin()
        elif played != self._seen + 1 or played >= self._rounds:
            raise BadArgument(f"a seat acts once a round, in order; got round {played} after round {self._seen}.")
        else:
            actions = (np.asarray(action, dtype=np.uint8) for action in (own, partner))
            self._state, self._seen = self.agent.observe(self._state, *actions), played
        p = float(np.asarray(self.agent.cooperation_probability(self._state)).reshape(-1)[0])
        return int(self._uniforms[played] >= p)

    def _begin(self) -> None:
        drawn = draw_uniforms(self._seed, "match", self._seat, rounds=self._rounds, seeds=1)
        self._uniforms = np.full(self._rounds, 0.5) if self.agent.is_deterministic else drawn[:, 0, 0]
        private = draw_private_chances(self._seed, self._seat, seeds=1)[0, :1].reshape(())
        self._state = self.agent.init(self._view, (), chance=private if self.agent.has_private_chance else None)
        self._seen = 0
