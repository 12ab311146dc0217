"""A tournament: all against all, every agent against itself too, ranked by payoff.

A pair's matches are seeded by the names of its two agents, in alphabetical order. So a pair's result depends on neither
who else plays nor the order of the list: adding an agent adds rows and moves ranks, and changes no number that is
there. In a game that differs by seat every pair is played from both seats and the two are averaged.

Who is given twice plays twice: the copies are named apart (`tit_for_tat`, `tit_for_tat #2`).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

import numpy as np
from numpy.typing import NDArray

from selfother.agents.agent import Agent
from selfother.errors import BadArgument
from selfother.games.game import Game
from selfother.games.prisoners_dilemma import PrisonersDilemma
from selfother.records import TournamentRecord
from selfother.seeds import derive
from selfother.tournaments.match import check_count, play_match
from selfother.tournaments.measures import cooperation, joint_shares, payoff_per_round
from selfother.tournaments.pairing import check_players
from selfother.tournaments.trembling import Trembling

__all__ = ["Form", "Meeting", "collected", "names_apart", "play_tournament", "scores_per_seed", "tournament"]

TIE = 1e-12
"""Scores closer than this share a rank: they differ by the order of additions only."""

Shares = NDArray[np.float64]


@dataclass(frozen=True)
class Form:
    """How a tournament is played.

    Attributes:
        game: The rules.
        rounds: Rounds of each match, at least 1.
        seeds: Independent matches of every pair, at least 1.
        seed: Root seed.
        noise: Probability that an action comes out as the other one, in [0, 0.5].
        self_play: Whether everybody also meets a copy of itself.

    Raises:
        BadArgument: A count below 1, or noise outside [0, 0.5].
    """

    game: Game
    rounds: int = 200
    seeds: int = 64
    seed: int = 0
    noise: float = 0.0
    self_play: bool = True

    def __post_init__(self) -> None:
        """Check the numbers."""
        check_count("rounds", self.rounds)
        check_count("seeds", self.seeds)
        _check_noise(self.noise)


def _check_noise(noise: object) -> None:
    """Refuse what is not a number in [0, 0.5]; at 0.5 every action is a coin."""
    if isinstance(noise, bool) or not isinstance(noise, int | float) or not 0.0 <= noise <= 0.5:
        raise BadArgument(
            f"noise is the probability that an action comes out as the other one, in [0, 0.5]; got {noise!r}. "
            "Give e.g. 0.01."
        )


@dataclass(frozen=True, eq=False)
class Meeting:
    """One pair of a tournament, one entry a seed.

    Attributes:
        first: Number of the first agent in the list.
        second: Number of the second, at least `first`.
        joint: Shares of CC, CD, DC, DD, the first letter being the first agent's, shape (4, seeds).
        payoff: Both agents' payoff a round, shape (2, seeds).
    """

    first: int
    second: int
    joint: Shares
    payoff: Shares

    @property
    def cooperation(self) -> Shares:
        """Both agents' rates of cooperation, shape (2, seeds)."""
        return cooperation(self.joint)


def tournament(
    *agents: Agent,
    game: Game | None = None,
    rounds: int = 200,
    seeds: int = 64,
    seed: int = 0,
    noise: float = 0.0,
    self_play: bool = True,
) -> TournamentRecord:
    """Play everybody against everybody and rank them by payoff.

    Args:
        *agents: At least two; an agent given twice plays twice.
        game: The rules; None: the prisoner's dilemma with (R, S, T, P) = (3, 0, 5, 1).
        rounds: Rounds of each match, at least 1.
        seeds: Independent matches of every pair, at least 1.
        seed: Root seed.
        noise: Probability that an action comes out as the other one, in [0, 0.5].
        self_play: Whether everybody also meets a copy of itself, and is scored by it.

    Returns:
        The record. An agent's score is its payoff a round, averaged over its opponents with equal weight.

    Raises:
        BadArgument: Fewer than two agents, something that is not an agent or a game, a count below 1, or noise
            outside [0, 0.5].

    Example:
        >>> from selfother.agents import AlwaysDefect, TitForTat
        >>> record = tournament(TitForTat(), AlwaysDefect(), rounds=10, seeds=2)
        >>> record.payoff, record.rank
        ([[3.0, 0.9], [1.4, 1.0]], [1, 2])
    """
    rules = game if game is not None else PrisonersDilemma()
    form = Form(rules, rounds, seeds, seed, noise, self_play)
    return collected(list(play_tournament(agents, form)), agents, form)


def play_tournament(agents: Sequence[Agent], form: Form) -> Iterator[Meeting]:
    """Check the list of agents at once, then play pair by pair.

    Raises:
        BadArgument: Fewer than two agents, or something that is not one.
    """
    check_players(form.game, *agents)
    if len(agents) < 2:
        raise BadArgument(
            f"a tournament needs at least two agents; got {len(agents)}. Name another, or use play for one pair."
        )
    return _meetings(agents, form)


def collected(meetings: Sequence[Meeting], agents: Sequence[Agent], form: Form) -> TournamentRecord:
    """Return the record of the meetings that `play_tournament` gave for these agents in this form."""
    payoff = _by_pair(len(agents), meetings, lambda met: met.payoff)
    rates = _by_pair(len(agents), meetings, lambda met: met.cooperation)
    both = _by_pair(len(agents), meetings, lambda met: met.joint[[0, 0]])
    per_seed = _scores(payoff)
    scores = per_seed.mean(axis=1)
    return TournamentRecord(
        game=dict(form.game.to_json()),
        agents=names_apart([agent.word for agent in agents]),
        rounds=form.rounds,
        seeds=form.seeds,
        seed=form.seed,
        noise=float(form.noise),
        self_play=form.self_play,
        payoff=_means(payoff),
        payoff_standard_error=_errors(payoff),
        cooperation=_means(rates),
        cooperation_standard_error=_errors(rates),
        joint_cooperation=_means(both),
        score=scores.tolist(),
        score_standard_error=[_error(row) for row in per_seed],
        rank=[1 + int(np.sum(scores > score + TIE)) for score in scores],
    )


def scores_per_seed(meetings: Sequence[Meeting], agents: Sequence[Agent]) -> Shares:
    """Return every agent's payoff a round, averaged over its opponents with equal weight, shape (agents, seeds)."""
    return _scores(_by_pair(len(agents), meetings, lambda met: met.payoff))


def names_apart(words: Sequence[str]) -> list[str]:
    """Return the words with copies numbered.

    Example:
        >>> names_apart(["grim", "selfish", "grim"])
        ['grim', 'selfish', 'grim #2']
    """
    met: Counter[str] = Counter()
    names = []
    for word in words:
        met[word] += 1
        names.append(word if met[word] == 1 else f"{word} #{met[word]}")
    return names


def _meetings(agents: Sequence[Agent], form: Form) -> Iterator[Meeting]:
    names = names_apart([agent.word for agent in agents])
    hands = [Trembling(agent, form.noise) for agent in agents] if form.noise else agents

    def joint(first: int, second: int) -> tuple[Shares, Shares]:
        """Return joint shares and payoffs of a match with these seats."""
        played = play_match(
            form.game,
            hands[first],
            hands[second],
            rounds=form.rounds,
            seeds=form.seeds,
            seed=derive(form.seed, "tournament", names[first], names[second]),
        )
        shares = joint_shares(played)
        return shares, payoff_per_round(form.game, shares)

    for i, j in combinations_with_replacement(range(len(agents)), 2):
        if i == j and not form.self_play:
            continue
        seats = [(i, j) if names[i] <= names[j] else (j, i)]
        if not form.game.is_symmetric and i != j:
            seats.append(seats[0][::-1])
        legs = [_seen_from(i, at, *joint(*at)) for at in seats]
        yield Meeting(i, j, *(np.mean([leg[part] for leg in legs], axis=0) for part in (0, 1)))


def _seen_from(first: int, seats: tuple[int, int], joint: Shares, payoff: Shares) -> tuple[Shares, Shares]:
    """Return shares and payoffs with the agent `first` in the first place, wherever it sat."""
    return (joint, payoff) if seats[0] == first else (joint[[0, 2, 1, 3]], payoff[::-1])


Grid = list[list[Shares | None]]


def _by_pair(n: int, meetings: Sequence[Meeting], measure: Callable[[Meeting], Shares]) -> Grid:
    """The payoff of [row agent] against [column agent], one number a seed; None where they did not meet.

    Against itself an agent sits in both seats: its result is the mean of the two.
    """
    grid: Grid = [[None] * n for _ in range(n)]
    for met in meetings:
        first, second = measure(met)
        if met.first == met.second:
            grid[met.first][met.first] = (first + second) / 2.0
        else:
            grid[met.first][met.second], grid[met.second][met.first] = first, second
    return grid


def _scores(payoff: Grid) -> Shares:
    return np.stack([np.mean([cell for cell in row if cell is not None], axis=0) for row in payoff])


def _means(grid: Grid) -> list[list[float | None]]:
    return [[None if cell is None else float(cell.mean()) for cell in row] for row in grid]


def _errors(grid: Grid) -> list[list[float | None]]:
    return [[None if cell is None else _error(cell) for cell in row] for row in grid]


def _error(per_seed: Shares) -> float | None:
    """Return the standard error over seeds, None from one seed: it has no spread."""
    seeds = len(per_seed)
    return None if seeds < 2 else float(per_seed.std(ddof=1) / np.sqrt(seeds))
