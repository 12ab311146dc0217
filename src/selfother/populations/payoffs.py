"""What types of players get from each other a round: the only thing about a mind that evolution sees.

Either a closed form (`donation_types`) or what agents get in matches (`match_types`). Assortment is a change of the
payoffs: whoever meets its own type with probability r, and a random player else, gets on average what a well-mixed
population would give it at the payoffs (1 - r) pi_ij + r pi_ii (`TypeGame.assorted`), so every process takes it alike.

Left out on purpose: groups of more than two, and payoffs that depend on shares in any other way than linearly.
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from selfother.agents.agent import Agent
from selfother.errors import BadArgument, BadProbability, UnknownName
from selfother.games.donation import Donation
from selfother.games.game import Game
from selfother.records import MatchRecord
from selfother.seeds import derive
from selfother.tournaments.exact import is_solvable
from selfother.tournaments.match import check_count
from selfother.tournaments.pairing import check_players, play

__all__ = ["DONATION_TYPES", "TypeGame", "check_accuracy", "check_types", "donation_types", "match_types"]

DONATION_TYPES = ("empathic", "selfish")
"""The types that a donation game has closed forms for."""

CACHE_SCHEMA = 2
"""Raised when a match of the same agents of ours would come out otherwise: older files are then not read."""


@dataclass(frozen=True, eq=False)
class TypeGame:
    """Payoffs between types.

    Attributes:
        names: The types' names, all different, at least two.
        payoffs: What the row's type gets a round from the column's type, shape (k, k).
        standard_error: Of the payoffs where they were measured, shape (k, k); None: closed form or exact.
        game: The game whose payoffs these are, where there is one; the closed-form thresholds need it.
        recognition: How often a player knows the other's type, where that is what `empathic` goes by.

    Raises:
        BadArgument: Fewer than two types, one type twice, or payoffs that are not finite or not of shape (k, k).

    Example:
        >>> TypeGame(("hawk", "dove"), np.array([[-1.0, 4.0], [0.0, 2.0]])).names
        ('hawk', 'dove')
    """

    names: tuple[str, ...]
    payoffs: NDArray[np.float64]
    standard_error: NDArray[np.float64] | None = None
    game: Game | None = None
    recognition: float | None = None

    def __post_init__(self) -> None:
        """Check names and shapes."""
        check_types(self.names)
        k = len(self.names)
        for what, cells in {"payoffs": self.payoffs, "standard_error": self.standard_error}.items():
            if cells is not None and (np.shape(cells) != (k, k) or not np.isfinite(cells).all()):
                raise BadArgument(
                    f"{what} must be finite numbers of shape ({k}, {k}), a row and a column a type; got shape "
                    f"{np.shape(cells)}. Give what each row's type gets from each column's."
                )

    def assorted(self, assortment: float) -> "TypeGame":
        """Return the payoffs of a well-mixed population that gives what this one does under assortment.

        pi'_ij = (1 - r) pi_ij + r pi_ii: with probability r the partner is of one's own type, else random.

        Args:
            assortment: r, in [0, 1].

        Raises:
            BadProbability: r outside [0, 1].

        Source: Grafen 1979; Alger and Weibull 2013 (the index of assortativity).
        """
        r = BadProbability.check("assortment", assortment)
        own = np.diag(self.payoffs)[:, None]
        return replace(self, payoffs=(1.0 - r) * self.payoffs + r * own, standard_error=None)

    def between(self, first: int, second: int) -> "TypeGame":
        """Return the game of two of the types, by their numbers, in this order."""
        chosen = np.ix_((first, second), (first, second))
        error = None if self.standard_error is None else self.standard_error[chosen]
        names = (self.names[first], self.names[second])
        return replace(self, names=names, payoffs=self.payoffs[chosen], standard_error=error)


def check_types(names: Sequence[str]) -> None:
    """Check that there are types to compete.

    Raises:
        BadArgument: Fewer than two, or one of them twice.
    """
    if len(names) < 2:
        raise BadArgument(
            f"a population needs at least two types; got {len(names)} ({', '.join(names) or 'none'}). Name another."
        )
    for name, times in Counter(names).items():
        if times > 1:
            raise BadArgument(f"a type is named once; got {name!r} {times} times. Leave the copies out.")


def check_accuracy(recognition: float) -> float:
    """Return the accuracy with which a type is recognised if it lies in [0.5, 1].

    Raises:
        BadProbability: Outside; who is wrong more often than right would do better to believe the opposite.
    """
    if not 0.5 <= recognition <= 1.0:
        raise BadProbability(
            f"recognition is the share of others whose type is known, in [0.5, 1]; got {recognition:g}. "
            "0.5 is a guess, 1 never errs; give e.g. 0.9."
        )
    return recognition


def donation_types(
    names: Sequence[str] = DONATION_TYPES, *, b: float, c: float, recognition: float | None = None
) -> TypeGame:
    """Return the payoffs of empathic and selfish players of a donation game, in closed form.

    Empathic cooperates with everybody; with recognition a it cooperates with an empathic player with probability a and
    with a selfish one with probability 1 - a. Selfish never does. From an empathic player, a round:

        without recognition    empathic gets b - c,     selfish gets b;          from a selfish one, empathic gets -c
        with recognition       empathic gets a (b - c), selfish gets (1 - a) b;  from a selfish one, -(1 - a) c

    Args:
        names: `empathic` and `selfish`, in the order wanted.
        b: Benefit of a gift, above c.
        c: Its cost, above 0.
        recognition: a, in [0.5, 1]; None: empathic cooperates unconditionally.

    Returns:
        The payoffs; `game` and `recognition` are filled in.

    Raises:
        BadPayoff: Not b > c > 0.
        BadProbability: Recognition outside [0.5, 1].
        BadArgument: Fewer than two names, or one twice.
        UnknownName: Another name.

    Example:
        >>> donation_types(b=3, c=1).payoffs.tolist()
        [[2.0, -1.0], [3.0, 0.0]]
        >>> donation_types(b=3, c=1, recognition=0.75).payoffs.tolist()
        [[1.5, -0.25], [0.75, 0.0]]
    """
    game = Donation(b=b, c=c)
    check_types(names)
    for name in names:
        if name not in DONATION_TYPES:
            raise UnknownName.among("type of a donation game", name, DONATION_TYPES)
    to_own, to_selfish = (1.0, 1.0) if recognition is None else (check_accuracy(recognition), 1.0 - recognition)
    payoffs = np.array([[to_own * (b - c), -to_selfish * c], [to_selfish * b, 0.0]])
    types = TypeGame(DONATION_TYPES, payoffs, game=game, recognition=recognition)
    return types if tuple(names) == DONATION_TYPES else types.between(1, 0)


def match_types(
    agents: Mapping[str, Agent],
    game: Game,
    *,
    rounds: int = 200,
    seeds: int = 64,
    seed: int = 0,
    folder: Path | None = None,
) -> TypeGame:
    """Return the payoffs of agents by what they get in matches against each other and against copies of themselves.

    A pair whose minds are finite chains is solved exactly; any other is played. In a game that differs by seat a pair
    plays from both seats, and the two are averaged. A pair's number depends on the two agents, the game, rounds, seeds
    and seed, and not on who else is there.

    Args:
        agents: Type's name -> agent, at least two.
        game: The rules.
        rounds: Rounds of each match, at least 1.
        seeds: Matches of each pair that is played, at least 1.
        seed: Root seed.
        folder: Where to keep each pair's match, by the hash of all that determines it (code of your own agents and
            weights of models included); None: it is not kept.

    Returns:
        Payoffs a round, with their standard errors over seeds (0 where exact; None where all are).

    Raises:
        BadArgument: Fewer than two types, something that is not an agent or a game, or a count below 1.
        BrokenRecord: A kept match that cannot be read back.

    Example:
        >>> from selfother.agents import AlwaysDefect, TitForTat
        >>> from selfother.games import Donation
        >>> match_types({"tft": TitForTat(), "alld": AlwaysDefect()}, Donation(), rounds=10).payoffs.round(3).tolist()
        [[2.0, -0.1], [0.3, 0.0]]
    """
    names = tuple(agents)
    check_types(names)
    check_players(game, *agents.values())
    check_count("rounds", rounds)
    check_count("seeds", seeds)
    payoffs, errors = np.zeros((2, len(names), len(names)))
    for i, j in combinations_with_replacement(range(len(names)), 2):
        at = (i, j) if _rank(agents[names[i]]) <= _rank(agents[names[j]]) else (j, i)
        seats = [at] if game.is_symmetric or i == j else [at, at[::-1]]
        for first, second in seats:
            pair = agents[names[first]], agents[names[second]]
            met = _kept_match(game, pair, rounds=rounds, seeds=seeds, seed=seed, folder=folder)
            for cell, payoff, error in zip(((first, second), (second, first)), met.payoff, _errors(met), strict=True):
                parts = 2 if i == j else len(seats)
                payoffs[cell] += payoff / parts
                errors[cell] = errors[cell] + error / 2 if i == j else np.hypot(errors[cell], error / parts)
    return TypeGame(names, payoffs, errors if errors.any() else None, game)


def _errors(met: MatchRecord) -> list[float]:
    """Return the standard errors of both payoffs, 0 where exact.

    Against a copy of itself an agent's payoff is the mean of two that go together; the mean of their errors bounds its
    own from above.
    """
    given = met.standard_error["payoff"]
    if not isinstance(given, list):
        return [0.0, 0.0]
    return [float(error) if isinstance(error, float) else 0.0 for error in given]


def _kept_match(
    game: Game, pair: tuple[Agent, Agent], *, rounds: int, seeds: int, seed: int, folder: Path | None
) -> MatchRecord:
    """Return the match of a pair, from its file where there is one."""
    keys = [agent.identity for agent in pair]
    is_exact = is_solvable(game, *pair, rounds=rounds)
    drawn = [] if is_exact else [seeds, seed]
    facts = json.dumps([CACHE_SCHEMA, game.to_json(), keys, rounds, drawn])
    is_kept = folder is not None and None not in keys
    file = folder / f"{hashlib.sha256(facts.encode()).hexdigest()[:24]}.json" if folder and is_kept else None
    if file is not None and os.path.isfile(file):  # False also where the cache cannot be entered
        return MatchRecord.read(file)
    own = derive(seed, "populations", "types", *map(_label, pair))
    met = play(*pair, game=game, rounds=rounds, seeds=seeds, seed=own, exact=is_exact)
    if file is not None:
        _keep(met, file)
    return met


def _rank(agent: Agent) -> tuple[str, str]:
    """A key by which one of two sits first, whatever the order in which they are given."""
    return _label(agent), agent.identity or ""


def _label(agent: Agent) -> str:
    """Return the word that an agent's luck is drawn for: the same wherever the user's file lies."""
    return agent.word.rpartition("/")[2] if ".py:" in agent.word else agent.word


def _keep(met: MatchRecord, file: Path) -> None:
    """Write a match where it is looked for; a cache that cannot be written costs the match again, nothing else."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        scratch = file.with_suffix(f".{os.getpid()}")
        scratch.write_text(met.to_json(indent=2), encoding="utf-8")
        os.replace(scratch, file)
    except OSError:
        return
