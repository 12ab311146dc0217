"""A two-action game in plain words, for a model that plays it: rules with payoffs, a history, questions about payoffs.

Neutral labels stand for the actions, J and F by default (Akata et al. 2023, "Playing repeated games with large language
models", arXiv:2305.16867). The labels are always listed in the same order; in the mirrored description they change
places in what they mean, C takes the second label and stands second. So whatever a model prefers in a label or in a
place in the list, it prefers once as C and once as D, and the mean over both descriptions is free of it.

A text grows at its end only, so that prompts of one game share their beginning and are scored together. No aim is
given ("get as many points as you can") and no number of rounds.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selfother.errors import BadArgument
from selfother.games.game import C, D, View

__all__ = ["CHOICE_PREFIX", "Cell", "DescribedGame", "PayoffQuestion", "check_labels"]

Cell = tuple[int, int]
"""What both did in a round, own action first."""
CHOICE_PREFIX = "I choose"
"""The beginning of the answer that names a choice."""


@dataclass(frozen=True)
class PayoffQuestion:
    """A question that whoever read the rules can answer.

    Attributes:
        name: Whose payoff at which actions, `own/CD` (my action first).
        text: Rules and question.
        prefix: The beginning of the answer.
        options: The possible answers, each payoff once.
        right: Index of the right one.
        chance: Share of right answers over the four cells that the best constant answer has.
    """

    name: str
    text: str
    prefix: str
    options: tuple[str, ...]
    right: int
    chance: float


@dataclass(frozen=True, eq=False)
class DescribedGame:
    """A game as one of its players is told it.

    Attributes:
        view: The game from that player's seat.
        labels: What the two actions are called, in the order in which they are listed.
        is_mirrored: Whether the first label stands for D instead of C.
    """

    view: View
    labels: tuple[str, str]
    is_mirrored: bool

    @property
    def actions(self) -> tuple[int, int]:
        """The actions that the labels stand for, in the order of the labels."""
        return (D, C) if self.is_mirrored else (C, D)

    @property
    def names(self) -> dict[int, str]:
        """Action -> its label."""
        return dict(zip(self.actions, self.labels, strict=True))

    def rules(self) -> str:
        """Return the rules with all payoffs."""
        name = self.names
        first, second = self.labels
        cells = [(own, other) for own in self.actions for other in self.actions]
        return "\n".join(
            [
                f"You play a game in rounds with another player. In every round both choose {first} or {second} "
                "at the same time.",
                *(
                    f"If you choose {name[own]} and the other chooses {name[other]}, you get "
                    f"{_points(self.view.own[own, other])} and the other {self.view.partner[own, other]:g}."
                    for own, other in cells
                ),
            ]
        )

    def turn(self, recent: Sequence[Cell], cooperations: tuple[int, int], rounds: int) -> str:
        """Return the rules and what happened so far, and ask for the choice of this round.

        Args:
            recent: (own action, partner's action) of the last rounds, oldest first; not all of them need be given.
            cooperations: How often I and the partner cooperated in all rounds.
            rounds: How many rounds were played; where `recent` holds fewer, the counts of all rounds are said too.
        """
        return f"{self.rules()}\n\n{self._history(recent, cooperations, rounds)} Which do you choose now?"

    def _history(self, recent: Sequence[Cell], cooperations: tuple[int, int], rounds: int) -> str:
        if rounds == 0:
            return "This is the first round."
        listed = "; ".join(f"you {self.names[own]}, other {self.names[other]}" for own, other in recent)
        if rounds <= len(recent):
            return f"So far: {listed}."
        mine, theirs = (self._counts(count, rounds) for count in cooperations)
        counted = f"So far, in {rounds} rounds, you chose {mine}, the other {theirs}."
        return f"{counted} The last {len(recent)}: {listed}." if recent else counted

    def _counts(self, cooperations: int, rounds: int) -> str:
        counts = {C: cooperations, D: rounds - cooperations}
        return " and ".join(f"{self.names[action]} {counts[action]} times" for action in self.actions)

    def payoff_questions(self) -> list[PayoffQuestion]:
        """Return eight questions: each player's payoff at each pair of actions."""
        sides = {"own": (self.view.own, "you", "I get"), "other": (self.view.partner, "the other", "The other gets")}
        return [
            self._payoff_question(side, payoffs, (who, prefix), (own, other))
            for side, (payoffs, who, prefix) in sides.items()
            for own in self.actions
            for other in self.actions
        ]

    def _payoff_question(
        self, side: str, payoffs: NDArray[np.float64], words: tuple[str, str], at: Cell
    ) -> PayoffQuestion:
        (who, prefix), (own, other) = words, at
        values = sorted({float(value) for value in payoffs.flat})
        most_frequent = max(int((payoffs == value).sum()) for value in values)
        asked = f"If you choose {self.names[own]} and the other chooses {self.names[other]}, what does {who} get?"
        return PayoffQuestion(
            name=f"{side}/{'CD'[own]}{'CD'[other]}",
            text=f"{self.rules()}\n\n{asked.replace('does you', 'do you')}",
            prefix=prefix,
            options=tuple(f" {_points(value)}." for value in values),
            right=values.index(float(payoffs[at])),
            chance=most_frequent / payoffs.size,
        )


def check_labels(labels: Sequence[str]) -> tuple[str, str]:
    """Return the labels as a pair of texts.

    Raises:
        BadArgument: Not two, an empty one, or twice the same.
    """
    texts = [str(label).strip() for label in labels] if not isinstance(labels, str) else [labels]
    if len(texts) != 2 or not all(texts) or texts[0] == texts[1]:
        raise BadArgument(f"labels must be two different names of the actions; got {labels!r}. Give e.g. labels=[J,F].")
    return texts[0], texts[1]


def _points(value: float) -> str:
    return f"{value:g} point" if value == 1 else f"{value:g} points"
