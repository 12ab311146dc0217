"""The contract of a policy: a scripted subject that answers by a rule in which no other being occurs.

    write(asked)            -> text     an answer in words
    choose(asked, options)  -> index    one of given options; None: the rule prefers none, and a coin decides

A policy sees the conversation and the options, never the target or the metadata of a sample. A positive control does
(`Informed`), and says so: `is_null = False`.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import ClassVar

from selfother.class_heads import classes_extending, snake_case
from selfother.errors import UnknownName
from selfother.exams.policies.asked import Asked
from selfother.seeds import stream

__all__ = ["Policy", "answer_letter", "find_policy", "null_policies", "take"]

_ROOM = Path(__file__).parent


class Policy(ABC):
    """A subject that answers by a rule; the first line of its docstring is its title.

    Attributes:
        is_null: It cannot have the property that a test is about. False for a positive control.
    """

    is_null: ClassVar[bool] = True

    @property
    def name(self) -> str:
        """What tables call it."""
        return snake_case(type(self).__name__)

    @property
    def title(self) -> str:
        """The first line of its docstring."""
        return (type(self).__doc__ or "").partition("\n")[0]

    @abstractmethod
    def write(self, asked: Asked) -> str:
        """The answer in words.

        Args:
            asked: The conversation.
        """

    def choose(self, asked: Asked, options: Sequence[str]) -> int | None:
        """The index of the option that the rule takes, None where it prefers none.

        Args:
            asked: The conversation.
            options: At least one text; their order carries no meaning.
        """
        return None


def take(policy: Policy, asked: Asked, options: Sequence[str]) -> int:
    """The index of the option that a policy takes; where its rule prefers none, a coin that the words alone decide.

    Args:
        policy: Who chooses.
        asked: The conversation.
        options: At least one text.
    """
    chosen = policy.choose(asked, options)
    if chosen is not None:
        return chosen
    order = sorted(range(len(options)), key=lambda index: options[index])
    coin = stream(0, "policy", policy.name, *(text for _, text in asked.turns), *sorted(options))
    return order[int(coin.integers(len(options)))]


def answer_letter(policy: Policy, asked: Asked, otherwise: str) -> str:
    """The answer in words of a policy that takes one of several options: the letter of a listed one.

    Args:
        policy: Who answers.
        asked: The conversation.
        otherwise: What it writes where the question lists no options.
    """
    listed = asked.listed()
    if not listed:
        return otherwise
    return f"ANSWER: {list(listed)[take(policy, asked, list(listed.values()))]}"


def null_policies() -> list[Policy]:
    """One object of every policy of this room that is a null, sorted by name."""
    files = tuple(sorted(_ROOM.glob("*.py")))
    kinds = [
        getattr(import_module(f"{__package__}.{file.stem}"), name)
        for name, file in classes_extending(frozenset({Policy.__name__}), files).items()
    ]
    return sorted((kind() for kind in kinds if kind.is_null), key=lambda policy: policy.name)


def find_policy(name: str) -> Policy:
    """The null policy of a name.

    Raises:
        UnknownName: There is none; the text lists those that there are.
    """
    known = {policy.name: policy for policy in null_policies()}
    if name not in known:
        raise UnknownName.among("policy", name, known, "selfother.exams.policies")
    return known[name]
