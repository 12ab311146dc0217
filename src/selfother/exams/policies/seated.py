"""Policies and scripts in the seat of a language model that plays games."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selfother.dialogues.asked import Asked
from selfother.dialogues.policy import Policy, take
from selfother.games.game import C
from selfother.models.scoring import OptionScores
from selfother.probes.play.described_game import CHOICE_PREFIX, Cell, DescribedGame, PayoffQuestion
from selfother.probes.play.model_player import Choices, ModelPlayer, ModelState

__all__ = ["Reciprocator", "SeatedPolicy", "SeatedScript", "answers_of", "right_answers"]

_SURE = (0.0, -40.0)
"""Log-probabilities of what is taken and of what is not: as good as certain."""


@dataclass(frozen=True)
class SeatedPolicy(ModelPlayer):
    """Reads what a model would read, and takes one of the two labels by a policy.

    Attributes:
        policy: Who chooses.
    """

    policy: Policy | None = None

    def __post_init__(self) -> None:
        """Load no model."""

    def score(self, prompts: Sequence[str]) -> list[OptionScores]:
        """Return log-probabilities that make the policy's label certain."""
        return [_scores(self.policy, text, CHOICE_PREFIX, [f" {label}" for label in self.labels]) for text in prompts]

    def prompt(self, game: DescribedGame, recent: Sequence[Cell], counts: tuple[int, int], rounds: int) -> str:
        """Return what is asked, without the marks of a model's template."""
        return game.turn(recent, counts, rounds)

    def _check_length(self, game: DescribedGame) -> None:
        """A policy reads prompts of any length."""


@dataclass(frozen=True)
class SeatedScript(SeatedPolicy):
    """Cooperates always, or never.

    Attributes:
        cooperates: Which.
    """

    cooperates: bool = True

    def choices(self, state: ModelState) -> Choices:
        """Return the same choice in every match."""
        return _choices(state, np.full(state.mirrored.shape, self.cooperates))


@dataclass(frozen=True)
class Reciprocator(SeatedPolicy):
    """Tit for tat: begins with C, then does what the partner did last. It is a positive control, and no null."""

    def choices(self, state: ModelState) -> Choices:
        """Return the partner's last action, C before there is one."""
        shape = state.mirrored.shape
        return _choices(state, state.recent[-1, 1] == C if state.rounds else np.ones(shape, dtype=np.bool_))


def answers_of(policy: Policy, asked: Sequence[PayoffQuestion]) -> list[OptionScores]:
    """A policy's answers to questions about the rules.

    Args:
        policy: Who answers.
        asked: The questions.
    """
    return [_scores(policy, question.text, question.prefix, question.options) for question in asked]


def right_answers(asked: Sequence[PayoffQuestion]) -> list[OptionScores]:
    """The answers of somebody who has understood the rules.

    Args:
        asked: The questions.
    """
    return [_certain(len(question.options), question.right) for question in asked]


def _scores(policy: Policy | None, text: str, prefix: str, options: Sequence[str]) -> OptionScores:
    if policy is None:
        raise TypeError("a seated policy needs a policy")
    return _certain(len(options), take(policy, Asked.of(("user", text), ("assistant", prefix)), options))


def _certain(count: int, chosen: int) -> OptionScores:
    taken, other = _SURE
    return OptionScores(tuple(taken if index == chosen else other for index in range(count)), (1,) * count, 1.0)


def _choices(state: ModelState, cooperates: NDArray[np.bool_]) -> Choices:
    """A certain choice; the label that is listed first stands for C in the plain description, for D in the other."""
    cooperation = cooperates.astype(np.float64)
    first = np.where(state.mirrored == 0, cooperation, 1.0 - cooperation)
    return Choices(cooperation, first, np.ones(state.mirrored.shape))
