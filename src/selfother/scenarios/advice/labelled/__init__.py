"""Facts in other words, on which the rule that reads facts was made, and others on which it was only measured."""

from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, RootModel

from selfother.scenarios.named_files import read_yaml

__all__ = ["Half", "Paraphrase", "paraphrases"]

Half = Literal["development", "held_out"]
_FILES: dict[Half, str] = {"development": "paraphrases.yaml", "held_out": "paraphrases_held_out.yaml"}


class Paraphrase(NamedTuple):
    """A sentence beside a fact.

    Attributes:
        name: The question that the fact belongs to.
        fact: The fact.
        text: A sentence.
        states: Whether the sentence says the fact.
    """

    name: str
    fact: str
    text: str
    states: bool


class _Sentences(BaseModel):
    model_config = ConfigDict(extra="forbid")

    states: dict[str, str]
    differs: dict[str, str]


class ParaphrasesFile(RootModel[dict[str, _Sentences]]):
    """Question -> fact -> sentence, those that state it and those that do not."""


def paraphrases(half: Half) -> list[Paraphrase]:
    """The sentences of a half.

    Args:
        half: "development", before the rule; "held_out", after it, never used to change it.
    """
    held = read_yaml(Path(__file__).parent / _FILES[half], ParaphrasesFile, page="docs/reference/rhetoric-datasheet.md")
    return [
        Paraphrase(name, fact, text, states)
        for name, sentences in held.root.items()
        for states, pairs in ((True, sentences.states), (False, sentences.differs))
        for fact, text in pairs.items()
    ]
