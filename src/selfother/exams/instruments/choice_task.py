"""A task of choices: questions with given options, one of which is right; examined without a model."""

from collections.abc import Sequence
from dataclasses import dataclass

from selfother.dialogues.asked import Asked
from selfother.dialogues.policy import Policy, take
from selfother.errors import BadArgument
from selfother.exams.instruments.task_exam import Scores, TaskExam, examine_scores
from selfother.exams.policies.nulls import null_policies

__all__ = ["Choice", "examine_choices"]


@dataclass(frozen=True)
class Choice:
    """A question with its options.

    Attributes:
        prompt: What is asked.
        options: At least two different texts; their order carries no meaning.
        right: Index of the option that scores 1.
        begun: How the answer begins, empty where it does not.
        item: Its name; empty: its number.
    """

    prompt: str
    options: tuple[str, ...]
    right: int
    begun: str = ""
    item: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be scored."""
        if len(set(self.options)) < max(2, len(self.options)):
            raise BadArgument(
                f"{self.prompt[:60]!r} needs at least two options, each once; got {list(self.options)}. Correct them."
            )
        if not 0 <= self.right < len(self.options):
            raise BadArgument(
                f"{self.prompt[:60]!r}: right is an option's index, 0 to {len(self.options) - 1}; got {self.right}."
            )

    @property
    def asked(self) -> Asked:
        """The question as a policy sees it."""
        end = (("assistant", self.begun),) if self.begun else ()
        return Asked.of(("user", self.prompt), *end)


def examine_choices(
    name: str,
    choices: Sequence[Choice],
    *,
    claim: float | None = None,
    control: Policy | None = None,
    nulls: Sequence[Policy] | None = None,
) -> TaskExam:
    """What each policy gets right, and the word.

    Args:
        name: Of the task.
        choices: At least one.
        claim: A share of right answers that somebody claims; None for none.
        control: A policy that truly has the property, in place of a claim.
        nulls: Who is examined; None: every policy.

    Raises:
        BadArgument: No choices, or both a claim and a control.
    """
    if not choices:
        raise BadArgument(f"{name} has no questions. Give at least one.")
    if claim is not None and control is not None:
        raise BadArgument(f"{name}: give a claim or a control; got both.")
    asked = {choice.item or str(number): choice for number, choice in enumerate(choices)}

    def scores(policy: Policy) -> Scores:
        return {
            item: float(take(policy, choice.asked, choice.options) == choice.right) for item, choice in asked.items()
        }

    chance = sum(1.0 / len(choice.options) for choice in choices) / len(choices)
    return examine_scores(
        name,
        {policy.name: scores(policy) for policy in (null_policies() if nulls is None else nulls)},
        measure="right answers",
        n=len(asked),
        chance=(chance, "a coin over the options"),
        claim=claim if control is None else (control.name, scores(control), "control"),
    )
