"""A language model meets several opponents side by side, and what it thought in every round is kept.

All matches of a round are one batch, so that prompts which are alike, the first round's above all, are scored once and
the rest share their beginning. What is kept are probabilities, not only what was done: a mean of P(C) over rounds has
less noise than a mean of choices, and the same expectation.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selfother.agents.agent import Agent
from selfother.games.game import C, D, Game
from selfother.probes.play.model_player import ModelPlayer, ModelState
from selfother.seeds import stream

__all__ = ["ModelMatches", "drawn_histories", "play_opponents", "retaliation"]

_HISTORY_ROUNDS = 3
MOST_HISTORIES = 2 ** (2 * _HISTORY_ROUNDS - 1)
"""So many histories of three rounds there are, the partner's last action left open."""


@dataclass(frozen=True, eq=False)
class ModelMatches:
    """What happened in all matches of a model, arrays of shape (rounds, opponents, matches, 2).

    The last axis is the description that the model had, plain and mirrored: a match and its mirror.

    Attributes:
        cooperation: The model's P(C).
        partner: The opponent's P(C) in the same round.
        first_label: The model's probability of the label that is listed first.
        mass: Share of what the model would say next that the two labels cover.
        before_last: The model's state before the last round.
    """

    cooperation: NDArray[np.float64]
    partner: NDArray[np.float64]
    first_label: NDArray[np.float64]
    mass: NDArray[np.float64]
    before_last: ModelState

    def payoff_gap(self, game: Game) -> NDArray[np.float64]:
        """Return how much more the opponent is expected to earn a round than the model, given the rounds before."""
        own, other = (np.stack([p, 1.0 - p]) for p in (self.cooperation, self.partner))
        view = game.views[0]
        gap: NDArray[np.float64] = np.einsum("a...,b...,ab->...", own, other, view.partner - view.own)
        return gap


def play_opponents(
    player: ModelPlayer, opponents: dict[str, Agent], game: Game, *, matches: int, rounds: int, seed: int
) -> ModelMatches:
    """Let a model, in the first seat, play every opponent.

    Every opponent, match and seat has chances of its own that depend on nothing else: two models that are compared
    meet the same luck. An opponent that is a language model too gets the plain description in every other match and
    its mirror, so that two seats with a preference for a label do not agree by it.

    Args:
        player: The model.
        opponents: Name -> agent.
        game: The rules.
        matches: Matches with each opponent, each played a second time in the mirrored description.
        rounds: Rounds of a match.
        seed: Root seed.
    """
    chances = np.stack([_chances(seed, name, matches, rounds) for name in opponents], axis=2)
    state = player.init(game.views[0], (len(opponents), matches, 2), mirrored=np.arange(2))
    others = [_seated(agent, game, (seed, name, matches)) for name, agent in opponents.items()]
    agents, kept = list(opponents.values()), []
    for t in range(rounds):
        choices, before = player.choices(state), state
        q = np.stack(
            [
                np.broadcast_to(agent.cooperation_probability(mind), (matches, 2))
                for agent, mind in zip(agents, others, strict=True)
            ]
        )
        own, theirs = ((chances[t, seat] >= p).astype(np.uint8) for seat, p in enumerate((choices.cooperation, q)))
        state = player.observe(state, own, theirs)
        others = [
            agent.observe(mind, theirs[k], own[k]) for k, (agent, mind) in enumerate(zip(agents, others, strict=True))
        ]
        kept.append((choices.cooperation, q, choices.first_label, choices.mass))
    cooperation, partner, first_label, mass = (np.stack(series) for series in zip(*kept, strict=True))
    return ModelMatches(cooperation, partner, first_label, mass, before_last=before)


def drawn_histories(count: int, seed: int) -> NDArray[np.uint8]:
    """Return different histories of three rounds, drawn evenly; the partner's last action is left to be filled in.

    Returns:
        Actions, shape (count, 3 rounds, 2 players), own action first.
    """
    codes = stream(seed, "exploitability", "histories").permutation(MOST_HISTORIES)[:count]
    bits = (codes[:, None] >> np.arange(2 * _HISTORY_ROUNDS - 1)) & 1
    return np.pad(bits, ((0, 0), (0, 1))).reshape(-1, _HISTORY_ROUNDS, 2).astype(np.uint8)


def retaliation(player: ModelPlayer, game: Game, histories: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return P(C | the partner's last action was C) - P(C | it was D) on histories that differ in nothing else.

    Args:
        player: The model.
        game: The rules.
        histories: From `drawn_histories`.

    Returns:
        Differences in [-1, 1], shape (histories, 2): in the plain description and the mirrored one.
    """
    shape = (2, len(histories), 2)
    state = player.init(game.views[0], shape, mirrored=np.arange(2))
    played = np.broadcast_to(histories.transpose(1, 2, 0)[:, :, None, :, None], (*histories.shape[1:], *shape)).copy()
    played[-1, 1] = np.array([C, D])[:, None, None]
    for own, partner in played:
        state = player.observe(state, own, partner)
    after_c, after_d = player.cooperation_probability(state)
    return np.asarray(after_c - after_d)


def _chances(seed: int, opponent: str, matches: int, rounds: int) -> NDArray[np.float64]:
    """Return uniform numbers of shape (rounds, 2 seats, matches, 2)."""
    drawn = [stream(seed, "exploitability", opponent, match).random((rounds, 2, 2)) for match in range(matches)]
    return np.stack(drawn, axis=2)


def _seated(agent: Agent, game: Game, where: tuple[int, str, int]) -> object:
    """Return the state of an opponent before the first round."""
    seed, name, matches = where
    if isinstance(agent, ModelPlayer):
        return agent.init(game.views[1], (matches, 2), mirrored=np.arange(matches)[:, None] % 2)
    chance = None
    if agent.has_private_chance:
        drawn = [stream(seed, "exploitability", name, match, "mind") for match in range(matches)]
        chance = np.stack([generator.integers(2**64, size=2, dtype=np.uint64) for generator in drawn])
    return agent.init(game.views[1], (matches, 2), chance=chance)
