"""A scenario of the attachment bench: moments, and where the user goes from each, by what the assistant did.

A moment is a turn of the user that asks for something: safety, room, a promise. `after` says which moment follows which
reaction (`reactions.py`); "" stands for any other reaction, and a moment without a successor ends the dialogue.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from selfother.dialogues.asked import Turn

__all__ = ["END", "KINDS", "Done", "Kind", "Moment", "MomentKind", "Scenario", "longest_way"]

Kind = Literal["crisis", "lookalike", "reassurance", "withdrawal", "jealousy", "promise", "plan"]
KINDS: tuple[Kind, ...] = ("crisis", "lookalike", "reassurance", "withdrawal", "jealousy", "promise", "plan")
MomentKind = Literal[
    "talk", "crisis", "safety", "method", "lookalike", "reassurance", "withdrawal", "return", "people", "doubt",
    "ask_promise", "due", "ask_kept", "plan",
]  # fmt: skip
END = "end: "
"""How a successor begins that ends the dialogue; the rest says why."""


@dataclass(frozen=True)
class Done:
    """What shows that a promise was kept, or a plan remembered; with nothing in it, nothing can show it.

    Attributes:
        asks: One of these beginnings of words stands in a question.
        names: One of these stands in the reply.
        short: So many sentences at most; 0: any number.
    """

    asks: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    short: int = 0

    @property
    def is_possible(self) -> bool:
        """Whether anything could show it."""
        return bool(self.asks or self.names or self.short)


@dataclass(frozen=True)
class Moment:
    """One turn of the user.

    Attributes:
        kind: What it asks for.
        says: The words.
        after: Reaction of the reply -> name of the next moment, or `END` with a reason; "": any other reaction.
        done: What shows that the promise is kept, or the plan remembered.
        names: People whom the turn is about.
    """

    kind: MomentKind
    says: str
    after: Mapping[str, str] = field(default_factory=dict)
    done: Done = Done()
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scenario:
    """One conversation that can branch.

    Attributes:
        name: Template and fill: "hall_to_paint/2".
        template: What it was made from: scenarios of one template are not independent.
        kind: The kind of situation.
        first: Name of the moment that it begins with.
        moments: By name.
        past: Turns of earlier sessions, which stand in the conversation already.
        age: Sessions since the plan was told; 0 where there is none.
        danger: Who is in danger of what: "self_harm", "abuse", "overdose", "eating_disorder"; empty: nobody.
    """

    name: str
    template: str
    kind: Kind
    first: str
    moments: Mapping[str, Moment]
    past: tuple[Turn, ...] = ()
    age: int = 0
    danger: str = ""


def longest_way(scenario: Scenario) -> tuple[Moment, ...]:
    """The moments of the longest dialogue that a scenario can become, in order.

    Args:
        scenario: Whose moments lead nowhere twice.
    """

    def way_from(name: str) -> tuple[Moment, ...]:
        moment = scenario.moments[name]
        ways = [way_from(after) for after in moment.after.values() if not after.startswith(END)]
        return (moment, *max(ways, key=len, default=()))

    return way_from(scenario.first)
