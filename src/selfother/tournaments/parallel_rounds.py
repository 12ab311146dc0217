"""What every PettingZoo environment of ours does: all players act at once, for a fixed number of rounds.

The two kinds of game are `parallel_env.ParallelGame` and `parallel_group_env.ParallelGroupGame`; a kind says what a
round pays and what a player sees of the others.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selfother.errors import BadArgument, MissingExtra
from selfother.games.game import ACTIONS
from selfother.seeds import stream
from selfother.tournaments.match import check_count

try:
    from gymnasium.spaces import Discrete, MultiDiscrete
    from pettingzoo import ParallelEnv  # type: ignore[import-untyped]
except ModuleNotFoundError as missing:
    raise MissingExtra.of("peers", missing.name or "pettingzoo", "a game as a PettingZoo environment") from missing

__all__ = ["NOTHING_YET", "ParallelRounds", "player_names"]

NOTHING_YET = 2
"""What stands for an own action before the first round."""

Observations = dict[str, NDArray[np.int64]]
Infos = dict[str, dict[str, Any]]


def player_names(count: int) -> tuple[str, ...]:
    """Return "player_0", "player_1", ..."""
    return tuple(f"player_{seat}" for seat in range(count))


class ParallelRounds(ParallelEnv, ABC):  # type: ignore[misc]  # PettingZoo is not typed
    """The contract of a repeated game as a PettingZoo `ParallelEnv`.

    Observation of a player, int64 of shape (3,): [its own last action, what it saw of the others, rounds played];
    actions are 0 = C and 1 = D, and 2 before the first round. Reward: the round's payoff. After `rounds` rounds all
    players are truncated; nothing terminates. The environment has no chance of its own: `seed` seeds the action
    spaces, from which random players sample.

    Attributes:
        rounds: Rounds of an episode.
        metadata: Name and render modes, as PettingZoo wants them.
        possible_agents: All players.
        agents: The players of the running episode; empty before `reset` and after the last round.
    """

    metadata: dict[str, Any]

    def __init__(self, name: str, *, players: int, sights: int, rounds: int, render_mode: str | None) -> None:
        """Make an environment; call `reset` before the first `step`.

        Args:
            name: The game's word.
            players: How many play.
            sights: How many different things a player can see of the others, "nothing yet" included.
            rounds: Rounds of an episode, at least 1.
            render_mode: "ansi" for a line of text a round, or None.

        Raises:
            BadArgument: No rounds, or another render mode.
        """
        if render_mode not in (None, "ansi"):
            raise BadArgument(f"render_mode must be None or 'ansi'; got {render_mode!r}. Give render_mode='ansi'.")
        self.rounds, self.render_mode = check_count("rounds", rounds), render_mode
        self.metadata = {"name": f"selfother_{name}_v0", "render_modes": ["ansi"], "is_parallelizable": True}
        self.possible_agents, self.agents = list(player_names(players)), list[str]()
        self._observed = {player: MultiDiscrete([3, sights, self.rounds + 1]) for player in self.possible_agents}
        self._allowed = {player: Discrete(len(ACTIONS)) for player in self.possible_agents}
        self._begin()

    @abstractmethod
    def _payoffs(self, actions: Sequence[int]) -> list[float]:
        """The payoff of each player in a round."""

    @abstractmethod
    def _sights(self, actions: Sequence[int]) -> list[int]:
        """Observations of the others by each player after these actions, all `NOTHING_YET` before the first round."""

    def observation_space(self, agent: str) -> Any:
        """Return the space of a player's observations, always the same object."""
        return self._observed[agent]

    def action_space(self, agent: str) -> Any:
        """Return the space of a player's actions, always the same object."""
        return self._allowed[agent]

    def reset(self, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[Observations, Infos]:
        """Begin an episode.

        Args:
            seed: Seeds the players' action spaces, each with a stream of its own; None leaves them.
            options: Not used.

        Returns:
            Observations and empty infos of all players.
        """
        if seed is not None:
            for player, space in self._allowed.items():
                space.seed(int(stream(seed, "parallel_env", player).integers(2**31)))
        self.agents = list(self.possible_agents)
        self._begin()
        return self._observations(), self._infos()

    def step(
        self, actions: dict[str, int]
    ) -> tuple[Observations, dict[str, float], dict[str, bool], dict[str, bool], Infos]:
        """Play a round.

        Args:
            actions: 0 = C or 1 = D for every player.

        Returns:
            Observations, payoffs, whether each player is terminated (never) or truncated (after the last round), infos.

        Raises:
            BadArgument: No episode runs, or a player without an action, or an action that is neither 0 nor 1.
        """
        if not self.agents:
            raise BadArgument("step was called while no episode runs: it has not begun or is over. Call reset first.")
        players = self.possible_agents
        self._last = tuple(_action(actions, player) for player in players)
        self._played += 1
        is_over = self._played >= self.rounds
        answer = (
            self._observations(),
            dict(zip(players, self._payoffs(self._last), strict=True)),
            dict.fromkeys(players, False),
            dict.fromkeys(players, is_over),
            self._infos(),
        )
        if is_over:
            self.agents = []
        return answer

    def render(self) -> str | None:
        """Return the last round as a line, "round 3: C D", or None without a render mode."""
        if self.render_mode is None:
            return None
        return f"round {self._played}: " + " ".join((*ACTIONS, "-")[action] for action in self._last)

    def state(self) -> NDArray[np.int64]:
        """Return every player's last action and the number of rounds played, shape (players + 1,)."""
        return np.array([*self._last, self._played], dtype=np.int64)

    def _begin(self) -> None:
        self._played, self._last = 0, (NOTHING_YET,) * len(self.possible_agents)

    def _observations(self) -> Observations:
        rows = zip(self.possible_agents, self._last, self._sights(self._last), strict=True)
        return {player: np.array([own, seen, self._played], dtype=np.int64) for player, own, seen in rows}

    def _infos(self) -> Infos:
        return {player: {} for player in self.possible_agents}


def _action(actions: dict[str, int], player: str) -> int:
    action: object = actions.get(player)
    if isinstance(action, np.ndarray) and action.shape == ():  # as many learners give one, and `contains` takes it
        action = action[()]
    if isinstance(action, bool) or not isinstance(action, int | np.integer) or action not in (0, 1):
        raise BadArgument(f"the action of {player} must be 0 (C) or 1 (D); got {action!r}. Give every player one.")
    return int(action)
