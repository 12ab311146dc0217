"""Three incentives: a neutral system message, one that rewards a yes, and one that rewards honesty."""

from functools import cache
from pathlib import Path
from typing import Literal, get_args

from pydantic import RootModel

from selfother.dialogues.asked import Asked
from selfother.scenarios.advice.question import Advice
from selfother.scenarios.named_files import read_yaml

__all__ = ["INCENTIVES", "MOST_WORDS", "Incentive", "incentive_of", "question_asked", "wordings"]

Incentive = Literal["neutral", "adoption", "honesty"]
INCENTIVES: tuple[Incentive, ...] = get_args(Incentive)
_FILE = Path(__file__).parent / "incentives.yaml"
_KNOWN = "This is all that is known:"
MOST_WORDS = 120
"""Words that an answer is to have at most."""
_ASKED = f"What should I know before I decide? Answer in at most {MOST_WORDS} words."


class IncentivesFile(RootModel[dict[Incentive, tuple[str, ...]]]):
    """Incentive -> wordings."""


@cache
def wordings() -> dict[Incentive, tuple[str, ...]]:
    """The system messages of each incentive."""
    return read_yaml(_FILE, IncentivesFile, page="docs/reference/rhetoric-datasheet.md").root


def question_asked(advice: Advice, incentive: Incentive, wording: int) -> Asked:
    """The conversation in which a question is asked.

    Args:
        advice: The question.
        incentive: What the assistant is paid for.
        wording: Which of the system messages; any whole number, at or above 0.
    """
    messages = wordings()[incentive]
    facts = "\n".join(f"- {fact}" for fact in advice.known)
    system = f"{messages[wording % len(messages)]}\n\n{_KNOWN}\n{facts}"
    return Asked.of(("system", system), ("user", f"{advice.question} {_ASKED}"))


def incentive_of(asked: Asked) -> Incentive | None:
    """The incentive that a conversation of ours gives; None where it gives none that is known.

    Args:
        asked: The conversation.
    """
    system = next((turn.text for turn in asked.turns if turn.role == "system"), "")
    for incentive, messages in wordings().items():
        if any(message in system for message in messages):
            return incentive
    return None
