"""Two agents meet: one batched kernel that plays every seed at once.

Each player draws from streams of its own, `stream(seed, ..., player, block)`, one for every block of 64 seeds, row by
row over rounds. So a player's chances depend on neither its partner nor on how many seeds or rounds were asked for:
seed 5 of a short match is seed 5 of a long one, and a player who ignores its partner plays bitwise the same against
any.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from selfother.agents.agent import Agent, Chance
from selfother.errors import BadArgument
from selfother.games.game import Game
from selfother.seeds import Label, stream
from selfother.tournaments.fixed_point import mutual_responses

__all__ = ["Trajectories", "check_count", "draw_private_chances", "draw_uniforms", "play_match", "play_rounds"]

Pair = tuple[NDArray[np.float64], NDArray[np.float64]]

SEEDS_PER_STREAM = 64
SEEDS_PER_CHUNK = 8192  # a multiple of the above; a round's arrays stay in the processor's cache


@dataclass(frozen=True, eq=False)
class Trajectories:
    """What both players did.

    Attributes:
        first: Actions of the first player, uint8 of shape (rounds, *batch), 0 = C, 1 = D.
        second: Actions of the second player, the same shape.
    """

    first: NDArray[np.uint8]
    second: NDArray[np.uint8]


def check_count(name: str, value: int, *, least: int = 1) -> int:
    """Return `value` if it is a whole number of at least `least`.

    Raises:
        BadArgument: It is not.
    """
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < least:
        raise BadArgument(f"{name} must be a whole number of at least {least}; got {value!r}. Give {least} or more.")
    return int(value)


def draw_uniforms(seed: int, *labels: Label, rounds: int, seeds: int, first_seed: int = 0) -> NDArray[np.float64]:
    """Draw one player's chances.

    Args:
        seed: Root seed.
        *labels: What the draws are for.
        rounds: How many rounds.
        seeds: How many seeds; rounded up to whole blocks of 64.
        first_seed: Number of the first of them, a multiple of 64.

    Returns:
        Uniform numbers in [0, 1), shape (rounds, blocks, 64). Row t of the s-th seed depends only on t,
        `first_seed` + s and the labels.
    """
    blocks = -(-seeds // SEEDS_PER_STREAM)
    drawn = np.empty((blocks, rounds, SEEDS_PER_STREAM))
    for block in range(blocks):
        stream(seed, *labels, first_seed // SEEDS_PER_STREAM + block).random(out=drawn[block])
    return drawn.swapaxes(0, 1)


def draw_private_chances(seed: int, player: int, *, seeds: int, first_seed: int = 0) -> Chance:
    """Draw what a player's mind makes its own chance from, where it has `has_private_chance`: one number a match.

    Args:
        seed: Root seed.
        player: 0 for the first player, 1 for the second.
        seeds: How many seeds; rounded up to whole blocks of 64.
        first_seed: Number of the first of them, a multiple of 64.

    Returns:
        uint64 of shape (blocks, 64). The s-th depends only on the player and `first_seed` + s.
    """
    first, blocks = first_seed // SEEDS_PER_STREAM, -(-seeds // SEEDS_PER_STREAM)
    drawn = [
        stream(seed, "match", player, "mind", first + block).integers(2**64, size=SEEDS_PER_STREAM, dtype=np.uint64)
        for block in range(blocks)
    ]
    return np.stack(drawn)


def play_rounds(
    players: tuple[Agent, Agent],
    states: tuple[Any, Any],
    uniforms: tuple[NDArray[np.float64] | None, NDArray[np.float64] | None],
    *,
    shape: tuple[int, ...],
) -> Trajectories:
    """Play a batch of matches: a player cooperates where its uniform number is below its P(C).

    An oracle is told the other's P(C); two oracles play the pair of probabilities at which each answers the other.

    Args:
        players: The two agents.
        states: Their states before the first round, from `init`.
        uniforms: Their chances, shape (rounds, *batch); None for a player that decides without chance.
        shape: Shape of the trajectories, (rounds, *batch).

    Returns:
        What both did.

    Raises:
        BadArgument: A player whose P(C) does not fit the batch.
    """
    first, second = players
    state_a, state_b = states
    actions_a, actions_b = np.empty(shape, dtype=np.uint8), np.empty(shape, dtype=np.uint8)
    chances_a, chances_b = ([0.5] * shape[0] if drawn is None else drawn for drawn in uniforms)
    probabilities = _asker(players)
    for t in range(shape[0]):
        own, other = actions_a[t, ...], actions_b[t, ...]
        p, q = probabilities(state_a, state_b)
        try:
            np.greater_equal(chances_a[t], p, out=own.view(np.bool_))
            np.greater_equal(chances_b[t], q, out=other.view(np.bool_))
        except ValueError as error:
            raise _shape_of(players, (p, q), own.shape) or error from error
        state_a = first.observe(state_a, own, other)
        state_b = second.observe(state_b, other, own)
    return Trajectories(actions_a, actions_b)


def _shape_of(players: tuple[Agent, Agent], answers: Pair, shape: tuple[int, ...]) -> BadArgument | None:
    """Return the error of the player whose P(C) has a shape that does not fit the batch."""
    for player, answer in zip(players, answers, strict=True):
        if np.shape(answer) and np.shape(answer) != shape:
            return BadArgument(
                f"{player.word}: P(C) must be one number, or an array of the batch shape {shape} that init was told; "
                f"got shape {np.shape(answer)}. Make it with np.full(shape, p)."
            )
    return None


def _asker(players: tuple[Agent, Agent]) -> Callable[[Any, Any], Pair]:
    """A function that asks both players for P(C), given their states; an oracle is asked last, and told."""
    first, second = players
    if first.is_oracle and second.is_oracle:
        return _both_oracles(first, second)

    def ask(state_a: Any, state_b: Any) -> Pair:
        if first.is_oracle:
            q = second.cooperation_probability(state_b)
            return first.respond(state_a, q), q
        p = first.cooperation_probability(state_a)
        return p, second.respond(state_b, p) if second.is_oracle else second.cooperation_probability(state_b)

    return ask


def _both_oracles(first: Agent, second: Agent) -> Callable[[Any, Any], Pair]:
    """A function that solves for the pair of mutual responses, again only where a state has changed."""
    known: list[tuple[Any, Any, Pair]] = []

    def ask(state_a: Any, state_b: Any) -> Pair:
        if not known or known[-1][0] is not state_a or known[-1][1] is not state_b:
            pair = mutual_responses(lambda q: first.respond(state_a, q), lambda p: second.respond(state_b, p))
            known[:] = [(state_a, state_b, pair)]
        return known[-1][2]

    return ask


def play_match(game: Game, a: Agent, b: Agent, *, rounds: int, seeds: int, seed: int = 0) -> Trajectories:
    """Play `seeds` independent matches of `rounds` rounds.

    Args:
        game: The rules.
        a: The first player.
        b: The second player.
        rounds: Rounds of each match, at least 1.
        seeds: Number of matches, at least 1.
        seed: Root seed.

    Returns:
        Trajectories of shape (rounds, seeds).

    Raises:
        BadArgument: `rounds` or `seeds` below 1.

    Example:
        >>> from selfother.agents import Alternator, TitForTat
        >>> from selfother.games import PrisonersDilemma
        >>> played = play_match(PrisonersDilemma(), TitForTat(), Alternator(), rounds=4, seeds=1)
        >>> played.first[:, 0].tolist(), played.second[:, 0].tolist()
        ([0, 0, 1, 0], [0, 1, 0, 1])
    """
    check_count("rounds", rounds)
    check_count("seeds", seeds)
    parts = [_play_chunk(game, (a, b), rounds, size, at, seed) for at, size in _chunks(seeds)]
    if len(parts) == 1:
        return parts[0]
    return Trajectories(
        *(np.concatenate([getattr(part, who) for part in parts], axis=1) for who in ("first", "second"))
    )


def _chunks(seeds: int) -> Iterator[tuple[int, int]]:
    for at in range(0, seeds, SEEDS_PER_CHUNK):
        yield at, min(SEEDS_PER_CHUNK, seeds - at)


def _play_chunk(
    game: Game, players: tuple[Agent, Agent], rounds: int, seeds: int, first_seed: int, seed: int
) -> Trajectories:
    def chances(player: int) -> NDArray[np.float64] | None:
        if players[player].is_deterministic:
            return None
        drawn = draw_uniforms(seed, "match", player, rounds=rounds, seeds=seeds, first_seed=first_seed)
        return drawn[..., :width]

    def private(player: int) -> Chance | None:
        if not players[player].has_private_chance:
            return None
        return draw_private_chances(seed, player, seeds=seeds, first_seed=first_seed)[:, :width]

    width = min(seeds, SEEDS_PER_STREAM)  # of one block that is not full only what was asked for: some minds are dear
    batch = (-(-seeds // SEEDS_PER_STREAM), width)
    states = tuple(
        agent.init(view, batch, chance=private(player))
        for player, (agent, view) in enumerate(zip(players, game.views, strict=True))
    )
    played = play_rounds(players, (states[0], states[1]), (chances(0), chances(1)), shape=(rounds, *batch))
    return Trajectories(played.first.reshape(rounds, -1)[:, :seeds], played.second.reshape(rounds, -1)[:, :seeds])
