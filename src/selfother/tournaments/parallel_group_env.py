"""A game of groups as a PettingZoo environment in which all players act at once, for learners of other libraries.

    env = ParallelGroupGame(PublicGoods(players=4), rounds=200)
    observations, infos = env.reset(seed=0)

Left out: seats for our agents (`play_group` plays them), and who of the others contributed, which no member of a group
game of ours sees.
"""

from collections.abc import Sequence

from selfother.errors import BadArgument
from selfother.games.game import C
from selfother.games.group_game import GroupGame
from selfother.tournaments.parallel_rounds import NOTHING_YET, ParallelRounds

__all__ = ["ParallelGroupGame"]


class ParallelGroupGame(ParallelRounds):
    """A repeated game of n players as a PettingZoo `ParallelEnv`, with players "player_0" to "player_{n-1}".

    Observation of a player, int64 of shape (3,): [its own last action, how many of the others contributed, rounds
    played]. Its action is 0 = C (contributes) or 1 = D, and 2 before the first round; the number of contributors lies
    in 0 to n - 1, and is n, which no round gives, before the first. Rewards, ends and seeds are those of
    `ParallelRounds`.

    Attributes:
        game: The rules.

    Example:
        >>> from selfother.games import PublicGoods
        >>> env = ParallelGroupGame(PublicGoods(players=3, r=1.5), rounds=10)
        >>> _ = env.reset()
        >>> observations, rewards, *_ = env.step({"player_0": 0, "player_1": 0, "player_2": 1})
        >>> {player: seen.tolist() for player, seen in observations.items()}
        {'player_0': [0, 1, 1], 'player_1': [0, 1, 1], 'player_2': [1, 2, 1]}
        >>> rewards
        {'player_0': 0.0, 'player_1': 0.0, 'player_2': 1.0}
    """

    def __init__(self, game: GroupGame, *, rounds: int = 200, render_mode: str | None = None) -> None:
        """Make an environment; call `reset` before the first `step`.

        Args:
            game: The rules, with their number of players.
            rounds: Rounds of an episode, at least 1.
            render_mode: "ansi" for a line of text a round, or None.

        Raises:
            BadArgument: Not a game of groups, no rounds, or another render mode.
        """
        if not isinstance(game, GroupGame):
            raise BadArgument(
                f"game must be a GroupGame object, e.g. PublicGoods(players=4); got {game!r}. "
                "For a game of two take ParallelGame."
            )
        self.game = game
        super().__init__(
            game.name, players=game.players, sights=game.players + 1, rounds=rounds, render_mode=render_mode
        )

    def _payoffs(self, actions: Sequence[int]) -> list[float]:
        return [float(self.game.payoffs[own, seen]) for own, seen in zip(actions, self._sights(actions), strict=True)]

    def _sights(self, actions: Sequence[int]) -> list[int]:
        if NOTHING_YET in actions:
            return [self.game.players] * self.game.players
        contributors = sum(action == C for action in actions)
        return [contributors - (action == C) for action in actions]
