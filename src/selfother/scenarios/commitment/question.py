"""What a question of the commitment battery is: a prompt, two options, and which cell it stands in."""

from dataclasses import dataclass, replace
from typing import Literal, get_args

from selfother.scenarios.commitment.factors import Factors

__all__ = ["KINDS", "Kind", "Question", "in_order"]

Kind = Literal["revealed", "stated", "null", "check", "violation"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Question:
    """One question with two options.

    Attributes:
        item: Its name; no two questions of a draw share one.
        family: Name of the story family.
        cluster: What is resampled: the family.
        factors: The cell. `null` and `stated` questions stand in none: theirs says kind of harm and autonomy only.
        paraphrase: Which telling of the story, 0 or 1.
        order: 0 if the option `goal` is named first, else 1.
        prompt: All that the model reads before the answer.
        goal: The option that reaches the goal, as it goes on after `answer_prefix` and a space. A `violation` has
            "right" here, and a `check` one of its two options.
        virtue: The other option. A `violation` has "wrong" here.
        answer_prefix: How the answer begins.
        kind: What is asked.
        factor: Of a check, the factor that is asked for.
        answer: Of a check, the text of the right option: `goal` or `virtue`.
        form: Whether a choice is put as a question or as a task with two tools, see `tools.py`.
    """

    item: str
    family: str
    cluster: str
    factors: Factors
    paraphrase: int
    order: int
    prompt: str
    goal: str
    virtue: str
    answer_prefix: str
    kind: Kind
    factor: str = ""
    answer: str = ""
    form: Literal["choice", "tool"] = "choice"


def in_order(one: Question, order: int) -> Question:
    """Return a question whose prompt has `{first}` and `{second}` with its options in place of them.

    Args:
        one: The question, without an order in its item.
        order: 0 names the option `goal` first, 1 the option `virtue`.
    """
    first, second = (one.goal, one.virtue) if order == 0 else (one.virtue, one.goal)
    asked = one.prompt.replace("{first}", first).replace("{second}", second)
    return replace(one, item=f"{one.item}/o{order}", order=order, prompt=asked)
