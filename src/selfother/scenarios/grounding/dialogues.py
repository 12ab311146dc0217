"""Dialogues of seven turns: what a user says, the facts that stand first in each turn, and what is asked about them."""

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from selfother.errors import BadArgument
from selfother.scenarios.named_files import read_yaml
from selfother.seeds import stream

__all__ = ["MOST_DIALOGUES", "SaidTurn", "ToldDialogue", "told_dialogues"]

_PAGE = "docs/reference/grounding-datasheet.md"
_FEWEST_TURNS = 6
MOST_DIALOGUES = 12
"""How many there are in the package."""


class _SaidText(BaseModel):
    """One turn in a file: names of facts, or a question with two answers."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    say: str
    names: list[str] = Field(default_factory=list)
    options: tuple[str, str] | None = None
    right: str = ""

    @model_validator(mode="after")
    def _tells_or_asks(self) -> Self:
        if bool(self.names) == (self.options is not None):
            raise ValueError(f"a turn has names or a question with options; got {self.say[:60]!r}")
        missing = [name for name in self.names if name.lower() not in self.say.lower()]
        if missing:
            raise ValueError(f"the name {missing[0]!r} does not stand in its turn {self.say[:60]!r}")
        if self.options is not None:
            if self.right not in self.options:
                raise ValueError(f"right is {self.right!r}; expected one of {list(self.options)}")
            if self.say.count(f"{self.options[0]} or {self.options[1]}?") != 1:
                raise ValueError(f"the turn must end with {' or '.join(self.options)}?")
        return self


class DialoguesFile(BaseModel):
    """The file of dialogues."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    dialogues: dict[str, list[_SaidText]] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_are_new(self) -> Self:
        for name, turns in self.dialogues.items():
            if len(turns) < _FEWEST_TURNS:
                raise ValueError(f"{name} has {len(turns)} turns; expected at least {_FEWEST_TURNS}")
            before = ""
            for turn in turns:
                known = [fact for fact in turn.names if fact.lower() in before]
                if known:
                    raise ValueError(f"{name}: {known[0]!r} was said before the turn that it is a new fact of")
                before += f" {turn.say.lower()}"
        return self


@dataclass(frozen=True)
class SaidTurn:
    """What the user says in one turn.

    Attributes:
        text: The words.
        names: Named facts that are said here first; empty for a question.
        options: The two answers of a question, in the order of the text; empty where nothing is asked.
        right: The right one.
    """

    text: str
    names: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    right: str = ""


@dataclass(frozen=True)
class ToldDialogue:
    """What a user says, turn by turn, whatever the assistant replies.

    Attributes:
        name: Its name: the cluster.
        turns: At least six.
    """

    name: str
    turns: tuple[SaidTurn, ...]


def told_dialogues(count: int | None = None, *, seed: int = 0) -> list[ToldDialogue]:
    """The dialogues, in a drawn order; right answers are named first as often as last.

    Args:
        count: How many; None: all.
        seed: Root seed of the order.

    Raises:
        BadArgument: More than there are.
    """
    known = _built_in()
    wanted = len(known) if count is None else count
    if not 1 <= wanted <= len(known):
        raise BadArgument(f"there are {len(known)} dialogues; got {wanted}. Ask for 1 to {len(known)}.")
    order = stream(seed, "grounding").permutation(len(known))[:wanted]
    return [_turned(known[int(place)], number) for number, place in enumerate(order)]


def _turned(dialogue: ToldDialogue, number: int) -> ToldDialogue:
    """The dialogue with its right answers named first and last in turn."""
    turns, asked = list(dialogue.turns), 0
    for place, turn in enumerate(dialogue.turns):
        if turn.options:
            other = next(option for option in turn.options if option != turn.right)
            options = (turn.right, other) if (number + asked) % 2 == 0 else (other, turn.right)
            text = turn.text.replace(" or ".join(turn.options) + "?", " or ".join(options) + "?")
            turns[place] = replace(turn, text=text, options=options)
            asked += 1
    return replace(dialogue, turns=tuple(turns))


@cache
def _built_in() -> tuple[ToldDialogue, ...]:
    path = Path(str(files("selfother.scenarios.grounding") / "dialogues.yaml"))
    return tuple(
        ToldDialogue(
            name, tuple(SaidTurn(turn.say, tuple(turn.names), turn.options or (), turn.right) for turn in turns)
        )
        for name, turns in read_yaml(path, DialoguesFile, page=_PAGE).dialogues.items()
    )
