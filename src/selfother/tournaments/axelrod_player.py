"""Our agents as players of the Axelrod library: matches, tournaments and Moran processes of theirs.

    from selfother.tournaments.axelrod_player import as_axelrod
    axelrod.Match((as_axelrod(Empathic(lam=0.3, theory="history")), axelrod.TitForTat()), turns=200, seed=1).play()

The player draws from the generator that axelrod seeds, so `seed=` of a match, tournament or process makes it again,
with any number of processes. Its mind is rebuilt from the history that axelrod keeps: clones, resets, pickles in
the middle of a match and noise (which changes what was played, not what was decided) all end in the right state. A
mind with a static theory knows of its past only how often it cooperated, which axelrod counts: it decides in plain
floats (`agents/decision.py`), the others as in a batch of one.

Importing axelrod takes ten seconds and sets the start method of multiprocessing to "spawn"; this module does so when
`EmpathicPlayer` or `as_axelrod` is first used. Left out: agents that need to see the partner's mind, and asymmetric
games, in which axelrod does not tell a player its seat. The reverse, their strategies as our agents, is
`agents/axelrod_strategy.py`.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from selfother.agents.agent import Agent
from selfother.agents.decision import Mind, decide, mind_of
from selfother.agents.empathic import Empathic
from selfother.agents.social import Social
from selfother.agents.theory_of_mind import THEORIES
from selfother.errors import BadArgument, MissingExtra
from selfother.games.game import View, four_payoffs

if TYPE_CHECKING:
    EmpathicPlayer: type[Any]

__all__ = ["as_axelrod"]

_ACTIONS = np.array([0, 1], dtype=np.uint8)


def as_axelrod(agent: Agent) -> Any:
    """Return an `axelrod.Player` that plays as the agent does.

    Args:
        agent: Any agent of ours; it weighs the payoffs of the match's own game.

    Returns:
        A player whose name is the agent's word.

    Raises:
        BadArgument: Something that is not an agent.
        MissingExtra: axelrod is not installed.
    """
    return _player_class()(agent)


def __getattr__(name: str) -> Any:
    """Make the class when it is first asked for (PEP 562), also by a pickle."""
    if name == "EmpathicPlayer":
        return _player_class()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}; it has as_axelrod, EmpathicPlayer")


@cache
def _player_class() -> type[Any]:
    try:
        import axelrod  # type: ignore[import-untyped]
    except ModuleNotFoundError as error:
        raise MissingExtra.of("peers", "axelrod", "an agent as an axelrod.Player") from error
    actions = (axelrod.Action.C, axelrod.Action.D)
    place = {"__module__": __name__, "__doc__": _Behaviour.__doc__, "actions": actions}
    return type("EmpathicPlayer", (_Behaviour, axelrod.Player), place)


class _Behaviour:
    """An agent of selfother as a player of the Axelrod library.

    Attributes:
        agent: Whose mind it is.
        actions: axelrod's (C, D).
    """

    name = "Empathic Player"
    classifier = {  # noqa: RUF012  # axelrod's own form: a class attribute that every instance copies
        "memory_depth": float("inf"),
        "stochastic": True,
        "long_run_time": False,
        "inspects_source": False,
        "manipulates_source": False,
        "manipulates_state": False,
        "makes_use_of": {"game"},
    }
    actions: tuple[Any, Any]
    match_attributes: dict[str, Any]
    history: Any
    _mind: Any
    _seen: int

    def __init__(self, agent: Agent = Empathic(theory="history")) -> None:  # noqa: B008  # frozen
        """Take an agent; axelrod clones and resets a player by calling this again."""
        if not isinstance(agent, Agent):
            raise BadArgument(f"agent must be an Agent object, e.g. Empathic(lam=0.3); got {agent!r}.")
        super().__init__()
        self.agent = agent
        self.name = agent.word
        self.classifier = {**self.classifier, "stochastic": not agent.is_deterministic or agent.has_private_chance}
        self._static = agent if isinstance(agent, Social) and agent.theory in THEORIES else None
        self._chance: np.uint64 | None = None
        self._forget()

    def __repr__(self) -> str:
        """Return the agent's word, by which axelrod tells types apart."""
        return self.name

    def __eq__(self, other: object) -> bool:
        """Say whether two players have the same agent and history; generators are not compared, as in axelrod."""
        return isinstance(other, _Behaviour) and (self.agent, self.history) == (other.agent, other.history)

    __hash__ = None  # type: ignore[assignment]  # as every player of axelrod: it changes while it plays

    def strategy(self, opponent: Any) -> Any:
        """Return the action of this round."""
        if self._static is not None:
            return self.actions[decide(self._static_mind(self._static), self._generator.random()).action]
        self._catch_up(opponent.history)
        p = float(np.asarray(self.agent.cooperation_probability(self._mind)).reshape(-1)[0])
        if p in (0.0, 1.0):
            return self.actions[int(p == 0.0)]
        return self.actions[int(self._generator.random() >= p)]

    def _static_mind(self, agent: Social) -> Mind:
        """Return a mind with a static theory at the end of the history, prepared again where a match begins."""
        rounds = len(self.history)
        if self._mind is None or rounds == 0:
            self._mind = mind_of(agent, self._view())
        preferences, prediction, gamma, _, _ = self._mind
        return Mind(preferences, prediction, gamma, self.history.cooperations, rounds)

    def _catch_up(self, theirs: Any) -> None:
        """Bring the mind to the end of the history."""
        if self._mind is None or self._seen > len(self.history):
            self._forget()
            self._mind = self.agent.init(self._view(), (), chance=self._private_chance())
        while self._seen < len(self.history):
            own, partner = (_ACTIONS[self.actions.index(past[self._seen])] for past in (self.history, theirs))
            self._mind = self.agent.observe(self._mind, np.asarray(own), np.asarray(partner))
            self._seen += 1

    def _forget(self) -> None:
        self._mind = None
        self._seen = 0

    def _view(self) -> View:
        """Return the match's game from this seat."""
        game = self.match_attributes["game"]
        own, partner = (np.asarray(matrix, dtype=np.float64) for matrix in (game.A, game.B))
        if own.shape != (2, 2) or not np.array_equal(own, partner.T):
            raise BadArgument(
                f"{self.name} can play symmetric games of two actions in axelrod, which does not tell a player its "
                f"seat; got payoffs {own.tolist()} and {partner.tolist()}. Use selfother.play(..., game=Custom(...))."
            )
        (R, S), (T, P) = own.tolist()
        payoffs = four_payoffs(R, S, T, P)
        return View(payoffs, payoffs.T.copy())

    def _private_chance(self) -> Any:
        """Return the number that a mind with chance of its own gets, drawn once a match."""
        if not self.agent.has_private_chance:
            return None
        if self._chance is None:
            high, low = (int(self._generator.random_seed_int()) for _ in range(2))
            self._chance = np.uint64(high << 32 | low)
        return np.asarray(self._chance)

    @property
    def _generator(self) -> Any:
        if not hasattr(self, "_random"):
            self.set_seed(None)  # type: ignore[attr-defined]  # axelrod warns that this cannot be made again
        return self._random  # type: ignore[attr-defined]

    def __getstate__(self) -> dict[str, Any]:
        """Leave the mind out: it follows from the history, and holds what cannot be pickled."""
        return {**self.__dict__, "_mind": None, "_seen": 0}
