"""A scorer of replies: a function of a text, or of a prompt and its reply, that calls some replies more empathic.

Two exams are open to it.

    qualify(texts, instrument=ReplyScorer("warmth", score))      labelled texts: does it order them, and do words?
    examine_replies("warmth", score, prompts, control=replies)   what do replies score that are the same to everybody?
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from selfother.dialogues.asked import Asked
from selfother.dialogues.policy import Policy
from selfother.errors import BadArgument
from selfother.exams.folds import Fold
from selfother.exams.instruments.instrument import Instrument
from selfother.exams.instruments.task_exam import Scores, TaskExam, examine_scores
from selfother.exams.policies.nulls import null_policies

__all__ = ["ReplyScorer", "examine_replies"]

ScoresText = Callable[[str], float]
ScoresReply = Callable[[str, str], float]


@dataclass(frozen=True)
class ReplyScorer(Instrument):
    """A function of a text whose large values mean the second label; nothing is fitted.

    Attributes:
        name: What it is called.
        score: Text -> number.
    """

    kind: ClassVar[str] = "reply scorer"
    positive_control: ClassVar[str] = "Texts whose label was given by people: the scorer has to order them."

    name: str
    score: ScoresText

    @property
    def title(self) -> str:
        """What it is, in the words of a report."""
        return f"reply scorer {self.name}"

    def read(self, texts: Sequence[str], *, seed: int) -> Any:
        """The score of each text, shape [texts].

        Raises:
            BadArgument: A score that is no finite number.
        """
        scores = np.array([float(self.score(text)) for text in texts])
        if not np.isfinite(scores).all():
            place = int(np.flatnonzero(~np.isfinite(scores))[0])
            raise BadArgument(f"{self.name} gives {scores[place]} for {texts[place][:60]!r}; expected a finite number.")
        return scores

    def judge(self, seen: Any, codes: NDArray[np.intp], fold: Fold, classes: int) -> NDArray[np.float64]:
        """The scores of the fold's test, for the second of two labels.

        Raises:
            BadArgument: More than two labels, which one score cannot tell apart.
        """
        if classes != 2:
            raise BadArgument(f"{self.name} gives one score a text, which tells two labels apart; got {classes}.")
        scores: NDArray[np.float64] = np.asarray(seen)[fold.test]
        return np.stack([-scores, scores], axis=1)


def examine_replies(
    name: str,
    score: ScoresReply,
    prompts: Sequence[str],
    *,
    control: Sequence[str],
    nothing: str = "",
    nulls: Sequence[Policy] | None = None,
) -> TaskExam:
    """What the scorer gives replies of policies, against replies of somebody who truly has the property.

    Args:
        name: Of the scorer.
        score: Prompt and reply -> number; larger means more of the property.
        prompts: What was said to the one who replies, at least two.
        control: A reply to each prompt by somebody who has the property.
        nothing: A reply without the property; its mean score is chance.
        nulls: Who replies; None: every policy.

    Raises:
        BadArgument: Too few prompts, or not one reply a prompt.
    """
    if len(prompts) < 2 or len(control) != len(prompts):
        raise BadArgument(
            f"{name}: give at least two prompts and one reply of the control for each; got {len(prompts)} prompts and "
            f"{len(control)} replies."
        )

    def scores(replies: Sequence[str]) -> Scores:
        return {str(n): float(score(*pair)) for n, pair in enumerate(zip(prompts, replies, strict=True))}

    chosen = null_policies() if nulls is None else nulls
    replies = {policy.name: [policy.write(Asked.of(("user", prompt))) for prompt in prompts] for policy in chosen}
    empty = list(scores([nothing] * len(prompts)).values())
    return examine_scores(
        name,
        {policy: scores(written) for policy, written in replies.items()},
        measure="score of a reply",
        n=len(prompts),
        chance=(sum(empty) / len(empty), f"the reply {nothing!r} to everybody"),
        claim=("replies of the control", scores(control), "control"),
    )
