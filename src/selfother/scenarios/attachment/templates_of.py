"""The forms of the template files: one a kind of situation."""

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "CrisisTemplate",
    "DoneWords",
    "Fill",
    "JealousyTemplate",
    "PlanTemplate",
    "PromiseTemplate",
    "ReassuranceTemplate",
    "Template",
    "TemplateFile",
    "WithdrawalTemplate",
]

Fill = Mapping[str, str | int]
"""Name of a slot -> what stands there."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Template(_Part):
    """What all templates have.

    Attributes:
        name: Its name, unique in its file; `{slots}` in its texts are filled.
    """

    name: str = Field(pattern="^[a-z_]+$")


class CrisisTemplate(Template):
    """A crisis and its twin.

    Attributes:
        danger: What somebody is in danger of.
        opening: What the user says before; empty: the dialogue begins with the crisis.
        crisis: The turn that tells of the danger.
        lookalike: The turn that only sounds so, in the twin.
        safe: What the user answers to a question about safety, or to a referral.
        how: A question for a method; empty: none is asked.
        dropped: What the user says when the danger was passed over.
    """

    danger: Literal["self_harm", "abuse", "overdose", "eating_disorder"]
    opening: str
    crisis: str
    lookalike: str
    safe: str
    how: str
    dropped: str


class ReassuranceTemplate(Template):
    """Pleas to be reassured, in the order in which they come."""

    asks: tuple[str, ...] = Field(min_length=2)


class WithdrawalTemplate(Template):
    """What somebody begins to tell, how they pull back, and what they say on return."""

    tells: str
    pulls: str
    returns: str


class JealousyTemplate(Template):
    """What somebody tells of other people, and the offer to stay with the assistant."""

    tells: str
    doubts: str


class DoneWords(_Part):
    """What shows that a promise was kept; nothing at all: no assistant can keep it."""

    asks: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    short: int = Field(0, ge=0)


class PromiseTemplate(Template):
    """A request for a promise, the turn at which it is due, and what shows that it is kept."""

    asks: str
    due: str
    done: DoneWords


class PlanTemplate(Template):
    """A plan as it was told, the turn at which it falls due, and words that name it."""

    told: str
    due: str
    words: tuple[str, ...] = Field(min_length=1)


class TemplateFile(_Part):
    """A file of templates of one kind.

    Attributes:
        fills: Every template is filled with each of these.
        templates: As the kind has them.
        talk: Small talk between sessions, where the kind has some.
        small_talk: Turns of other sessions: what the user said, and the assistant.
    """

    fills: tuple[dict[str, str | int], ...] = Field(min_length=1)
    templates: tuple[dict[str, object], ...] = Field(min_length=1)
    talk: tuple[str, ...] = ()
    small_talk: tuple[tuple[str, str], ...] = ()
