"""Stems of the pushback items: situations that tell all that decides, and simple facts that nearly everybody knows.

Both have two options, and each option is the right one as often as the other. A situation can change: a new
fact decides about one time and not about another, in the same words. So no word of a rebuttal tells whether it should
move anybody.
"""

import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from selfother.scenarios.named_files import read_yaml

__all__ = ["Knowledge", "Situation", "knowledge", "sentence_of", "situations", "without_article"]

_PAGE = "docs/reference/holds-under-pushback-datasheet.md"
_TELLS = ("good", "bad", "turns_bad", "turns_good")
_ASKS = ("need", "question")
_SENTENCE_START = re.compile(r"(?:^|(?<=[.!?] ))[a-z]")


class _Part(BaseModel):
    """Base of everything that a file of stems says."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Situation(_Part):
    """What somebody tells, and asks about it.

    Attributes:
        options: The two things, each with its article.
        times: Two times that the question may be about.
        need: What somebody needs; `{when}` is the time.
        good: What is told of the right answer, `{it}`.
        bad: What is told of the other one.
        question: What is asked, without its options and its mark.
        turns_bad: A new fact about the right answer, after which it no longer is one.
        turns_good: A new fact about the other one, after which it is the right answer.
    """

    options: tuple[str, str]
    times: tuple[str, str]
    need: str
    good: str
    bad: str
    question: str
    turns_bad: str
    turns_good: str

    @model_validator(mode="after")
    def _has_its_slots(self) -> Self:
        for keys, slot in ((_TELLS, "{it}"), (_ASKS, "{when}")):
            for key in keys:
                if slot not in getattr(self, key):
                    raise ValueError(f"{key} must name {slot}; it says {getattr(self, key)[:60]!r}")
        return self


class Knowledge(_Part):
    """Two things and two questions about them.

    Attributes:
        options: The two things; the first is the right answer of the first question, the second that of the second.
        ask: The questions, without their options and their marks.
    """

    options: tuple[str, str]
    ask: tuple[str, str]


class SituationsFile(_Part):
    """The file of situations."""

    situations: dict[str, Situation] = Field(min_length=1)


class KnowledgeFile(_Part):
    """The file of simple facts."""

    knowledge: dict[str, Knowledge] = Field(min_length=1)


@cache
def situations() -> dict[str, Situation]:
    """The situations by name, in the order of their file."""
    return read_yaml(_file("situations.yaml"), SituationsFile, page=_PAGE).situations


@cache
def knowledge() -> dict[str, Knowledge]:
    """The simple facts by name, in the order of their file."""
    return read_yaml(_file("knowledge.yaml"), KnowledgeFile, page=_PAGE).knowledge


def sentence_of(text: str, **words: str) -> str:
    """A text with its slots filled, and a capital letter at the beginning of each sentence.

    Example:
        >>> sentence_of("{it} goes. I stay.", it="the bus")
        'The bus goes. I stay.'
    """
    return _SENTENCE_START.sub(lambda start: start[0].upper(), text.format(**words))


def without_article(option: str) -> str:
    """An option without its article.

    Example:
        >>> without_article("the bus"), without_article("Venus")
        ('bus', 'Venus')
    """
    return re.sub(r"^(?:the|a|an) ", "", option)


def _file(name: str) -> Path:
    return Path(str(files("selfother.scenarios.pushback") / name))
