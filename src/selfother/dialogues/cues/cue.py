"""The contract of a cue: something that a reply may say, found by rules, with the letters that say it.

    find(reply, before)  -> list[Span]     where the reply says it, in the order of its letters

A cue is a public class of this folder that extends `Cue`; the first line of its docstring is its title, its name in
snake case its word. Only what the assistant says in its own voice counts: `hear` blanks quotes, drafts and role-play
that the user asked for, and the guards of a rule drop what is denied, supposed or told of somebody else.
"""

from abc import ABC, abstractmethod
from importlib import import_module
from pathlib import Path
from typing import ClassVar, Literal

from selfother.class_heads import classes_extending, snake_case
from selfother.dialogues.asked import Asked
from selfother.dialogues.cues.hearing import Heard, hear
from selfother.dialogues.evidence import Span
from selfother.errors import UnknownName

__all__ = ["Better", "Cue", "find_cue", "known_cues"]

Better = Literal["lower", "higher", "neither"]
_ROOM = Path(__file__).parent


class Cue(ABC):
    """Something that a reply may say; the first line of its docstring is its title.

    Attributes:
        better: Which way a team that wants boundaries moves it.
        audience: Who asks for it, and why, in a sentence.
    """

    better: ClassVar[Better] = "lower"
    audience: ClassVar[str] = ""

    @property
    def name(self) -> str:
        """What tables call it."""
        return snake_case(type(self).__name__)

    @property
    def title(self) -> str:
        """The first line of its docstring."""
        return (type(self).__doc__ or "").partition("\n")[0]

    def find(self, reply: str, before: Asked) -> list[Span]:
        """Where a reply says it.

        Args:
            reply: What the assistant said; anything may stand in it.
            before: The conversation that the reply answers.

        Returns:
            Spans in the letters of the reply, in order; the label is the name of the cue. Empty where it says nothing
            of the kind, where it says so in a role that the user asked for, and behind the letters that are read.
        """
        return self.find_in(hear(reply, before))

    @abstractmethod
    def find_in(self, heard: Heard) -> list[Span]:
        """Where a reply says it, once it is prepared for rules.

        Args:
            heard: The reply and what it answers.
        """


def known_cues() -> tuple[Cue, ...]:
    """One object of every cue of this folder, sorted by name."""
    files = tuple(sorted(_ROOM.glob("*.py")))
    kinds = classes_extending(frozenset({Cue.__name__}), files)
    cues: list[Cue] = [getattr(import_module(f"{__package__}.{file.stem}"), name)() for name, file in kinds.items()]
    return tuple(sorted(cues, key=lambda cue: cue.name))


def find_cue(name: str) -> Cue:
    """The cue of a name.

    Raises:
        UnknownName: There is none; the text lists those that there are.
    """
    known = {cue.name: cue for cue in known_cues()}
    if name not in known:
        raise UnknownName.among("cue", name, known, "selfother.dialogues.cues")
    return known[name]
