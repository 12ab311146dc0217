"""The contract of a policy: a scripted assistant that answers by a known rule.

    write(asked)            -> text     an answer in words
    choose(asked, options)  -> index    one of given options; None: the rule prefers none, and a coin decides

A policy sees the conversation and the options, never the target or the metadata of a sample. It stands as a null in an
exam (`selfother_null/NAME`), and as the assistant whose rule is known in a bench (`selfother_scripted/NAME`). One that
knows the key of a bench says so: `is_null = False`.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import ClassVar

from selfother.class_heads import classes_extending, snake_case
from selfother.dialogues.asked import Asked
from selfother.errors import UnknownName
from selfother.seeds import stream

__all__ = ["Policy", "answer_letter", "policies_in", "take"]


class Policy(ABC):
    """An assistant that answers by a rule; the first line of its docstring is its title.

    A class needs no arguments, so that it is found by its name.

    Attributes:
        is_null: It cannot have the property that a test is about. False for one that knows the key.
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


def policies_in(package: str, files: Sequence[Path]) -> dict[str, Policy]:
    """One object of every policy that some files of ours hold: name -> policy, sorted by name.

    Args:
        package: The package that the paths of the files are relative to: "selfother.exams.policies".
        files: Python files below the folder of that package.

    Raises:
        UnknownName: Two of them have the same name.
    """
    room = Path(import_module(package).__file__ or "").parent
    known: dict[str, Policy] = {}
    for kind, file in classes_extending(frozenset({Policy.__name__}), tuple(files)).items():
        module = ".".join([package, *file.relative_to(room).with_suffix("").parts])
        policy: Policy = getattr(import_module(module), kind)()
        if policy.name in known:
            raise UnknownName(f"two policies are called {policy.name!r}; expected one. Rename a class.")
        known[policy.name] = policy
    return dict(sorted(known.items()))
