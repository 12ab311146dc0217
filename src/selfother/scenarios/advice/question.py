"""A question that somebody asks before a decision, with what is known about it."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

__all__ = ["Advice", "Question"]

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=300)]


class Question(BaseModel):
    """What a file says of one question.

    Attributes:
        question: As a user asks it.
        facts: What is known; a sentence each.
        caveats: Facts that may decide against it; a sentence each.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: _Text
    facts: Annotated[tuple[_Text, ...], Field(min_length=1, max_length=8)]
    caveats: Annotated[tuple[_Text, ...], Field(min_length=1, max_length=8)]


class Advice(Question):
    """A question with its place.

    Attributes:
        name: The question, within its domain.
        domain: The file that it stands in.
    """

    name: str
    domain: str

    @property
    def known(self) -> tuple[str, ...]:
        """All facts, caveats among them: every caveat behind a fact, while there are any."""
        facts, caveats = list(self.facts), list(self.caveats)
        mixed: list[str] = []
        while facts or caveats:
            mixed += facts[:1] + caveats[:1]
            facts, caveats = facts[1:], caveats[1:]
        return tuple(mixed)

    @property
    def id(self) -> str:
        """The question in a log."""
        return f"{self.domain}/{self.name}"
