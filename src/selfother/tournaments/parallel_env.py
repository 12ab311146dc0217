"""A game as a PettingZoo environment in which both players act at once, for learners of other libraries.

    env = ParallelGame(PrisonersDilemma(), rounds=200)
    observations, infos = env.reset(seed=0)

A seat of it can be taken by one of our agents (`Seat`), which then plays exactly as it does in `play_match`. Left out:
games of more than two players (their contract is not `Game`), vectorised environments (`play_match` is one).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from selfother.agents.agent import Agent
from selfother.errors import BadArgument, MissingExtra
from selfother.games.game import ACTIONS, Game
from selfother.seeds import stream
from selfother.tournaments.match import SEEDS_PER_STREAM, check_count, draw_uniforms

try:
    from gymnasium.spaces import Discrete, MultiDiscrete
    from pettingzoo import ParallelEnv  # type: ignore[import-untyped]
except ModuleNotFoundError as missing:
    raise MissingExtra.of("peers", missing.name or "pettingzoo", "a game as a PettingZoo environment") from missing

__all__ = ["NOTHING_YET", "PLAYERS", "ParallelGame", "Seat"]

PLAYERS = ("player_0", "player_1")
NOTHING_YET = 2
"""What stands for an action before the first round."""

Observations = dict[str, NDArray[np.int64]]
Infos = dict[str, dict[str, Any]]


class ParallelGame(ParallelEnv):  # type: ignore[misc]  # PettingZoo is not typed
    """A repeated game of two players as a PettingZoo `ParallelEnv`.

    Observation of a player, int64 of shape (3,): [its own last action, the other's last action, rounds played]; actions
    are 0 = C and 1 = D, and 2 before the first round, so both seats read alike. Reward: the round's payoff. After
    `rounds` rounds both players are truncated; nothing terminates. The environment has no chance of its own: `seed`
    seeds the action spaces, from which random players sample.

    Attributes:
        game: The rules.
        rounds: Rounds of an episode.
        metadata: Name and render modes, as PettingZoo wants them.
        possible_agents: Both players.
        agents: The players of the running episode; empty before `reset` and after the last round.
    """

    metadata: dict[str, Any]

    def __init__(self, game: Game, *, rounds: int = 200, render_mode: str | None = None) -> None:
        """Make an environment; call `reset` before the first `step`.

        Args:
            game: The rules.
            rounds: Rounds of an episode, at least 1.
            render_mode: "ansi" for a line of text a round, or None.

        Raises:
            BadArgument: Not a game, no rounds, or another render mode.
        """
        if not isinstance(game, Game):
            raise BadArgument(f"game must be a Game object, e.g. PrisonersDilemma(); got {game!r}.")
        if render_mode not in (None, "ansi"):
            raise BadArgument(f"render_mode must be None or 'ansi'; got {render_mode!r}. Give render_mode='ansi'.")
        self.game, self.rounds, self.render_mode = game, check_count("rounds", rounds), render_mode
        self.metadata = {"name": f"selfother_{game.name}_v0", "render_modes": ["ansi"], "is_parallelizable": True}
        self.possible_agents, self.agents = list(PLAYERS), list[str]()
        self._observed = {player: MultiDiscrete([3, 3, self.rounds + 1]) for player in PLAYERS}
        self._allowed = {player: Discrete(len(ACTIONS)) for player in PLAYERS}
        self._played, self._last = 0, (NOTHING_YET, NOTHING_YET)

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
            Observations and empty infos of both players.
        """
        if seed is not None:
            for player, space in self._allowed.items():
                space.seed(int(stream(seed, "parallel_env", player).integers(2**31)))
        self.agents = list(PLAYERS)
        self._played, self._last = 0, (NOTHING_YET, NOTHING_YET)
        return self._observations(), self._infos()

    def step(
        self, actions: dict[str, int]
    ) -> tuple[Observations, dict[str, float], dict[str, bool], dict[str, bool], Infos]:
        """Play a round.

        Args:
            actions: 0 = C or 1 = D for both players.

        Returns:
            Observations, payoffs, whether each player is terminated (never) or truncated (after the last round), infos.

        Raises:
            BadArgument: No episode runs, or a player without an action, or an action that is neither 0 nor 1.
        """
        if not self.agents:
            raise BadArgument("step was called while no episode runs: it has not begun or is over. Call reset first.")
        first, second = (self._action(actions, player) for player in PLAYERS)
        self._last, self._played = (first, second), self._played + 1
        payoffs = {player: float(self.game.payoffs[seat, first, second]) for seat, player in enumerate(PLAYERS)}
        is_over = self._played >= self.rounds
        answer = (
            self._observations(),
            payoffs,
            dict.fromkeys(PLAYERS, False),
            dict.fromkeys(PLAYERS, is_over),
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
        """Return both last actions and the number of rounds played, shape (3,): what the first player sees."""
        return self._observations()[PLAYERS[0]]

    def _observations(self) -> Observations:
        first, second = self._last
        return {
            PLAYERS[0]: np.array([first, second, self._played], dtype=np.int64),
            PLAYERS[1]: np.array([second, first, self._played], dtype=np.int64),
        }

    def _infos(self) -> Infos:
        return {player: {} for player in PLAYERS}

    @staticmethod
    def _action(actions: dict[str, int], player: str) -> int:
        action = actions.get(player)
        if isinstance(action, bool) or not isinstance(action, int | np.integer) or action not in (0, 1):
            raise BadArgument(f"the action of {player} must be 0 (C) or 1 (D); got {action!r}. Give both an action.")
        return int(action)


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
        self._state = self.agent.init(self._view, (), chance=self._private_chance())
        self._seen = 0

    def _private_chance(self) -> Any:
        if not self.agent.has_private_chance:
            return None
        draws = stream(self._seed, "match", self._seat, "mind", 0)
        return np.asarray(draws.integers(2**64, size=SEEDS_PER_STREAM, dtype=np.uint64)[0])
